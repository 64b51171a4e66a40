"""A history of some cases only: those of a township, a unit, an item … that somebody looks at alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from reports.figures.columns import Codes, Mask, chosen
from reports.figures.groups import Groups
from reports.figures.history import History
from reports.figures.values import Grouping

Wanted = Mapping[Grouping, frozenset[str]]
"""Keys by grouping, as rows of tables have them ('' is the row without a key). A grouping without keys narrows
nothing; several groupings hold together."""


def narrowed(history: History, wanted: Wanted) -> History:
    """The same history with the wanted cases only; whole cases, with all their visits, cards and stops.

    An officer's cases are those that he or she took in, has in hand or ended; a unit's those that it accepted.
    """
    groups = Groups(history.catalogue, history.keys)
    keep: Mask = np.ones(len(history.cases), np.bool_)
    for grouping, keys in wanted.items():
        if keys:
            keep &= _of(history, groups, grouping, keys)
    return replace(history, part=chosen(history.part, np.flatnonzero(keep)))


def _of(history: History, groups: Groups, grouping: Grouping, keys: frozenset[str]) -> Mask:
    group = groups.of(grouping)
    mine = np.array([name.key in keys for name in group.names], np.bool_)
    found: Mask = np.zeros(len(history.cases), np.bool_)
    for codes in codes_of(history, grouping):
        found |= mine[group.rows(codes)]
    return found


def codes_of(history: History, grouping: Grouping) -> tuple[Codes, ...]:
    """The codes of its keys for each case; an officer's in three columns."""
    cases = history.cases
    if grouping is Grouping.OFFICER:
        return (cases.officer_in, cases.officer_now, cases.officer_out)
    column = {
        Grouping.TOWNSHIP: cases.region,
        Grouping.VILLAGE: cases.region,
        Grouping.UNIT: cases.unit,
        Grouping.ITEM: cases.item,
        Grouping.LEVEL: cases.level,
    }
    return (column[grouping],)
