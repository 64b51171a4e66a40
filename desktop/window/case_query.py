"""Which open cases to show and in what order: numpy on the snapshot's columns, no Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE
from monitoring.board import BoardSnapshot, CaseRows, Names
from monitoring.codes import WORST_FIRST, Light
from monitoring.moments import NEVER
from monitoring.records import Catalogue

Rows = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
Ranks = npt.NDArray[np.int64]


class CaseColumn(IntEnum):
    """The table's columns, from left to right."""

    LIGHT = 0
    CASE_NO = 1
    ITEM = 2
    PLACE = 3
    NODE = 4
    UNIT = 5
    OFFICER = 6
    DUE = 7
    LEFT = 8


SEVERITY: Final[Ranks] = np.array([WORST_FIRST.index(light) for light in Light], np.int64)


@dataclass(frozen=True, slots=True)
class CaseQuery:
    """What to show. ``lights`` empty: all; ``text``: every one of its words must occur in a name or in the number."""

    lights: frozenset[Light] = frozenset()
    text: str = ""
    sort_by: CaseColumn | None = None
    """None: worst light first, then by due."""
    descending: bool = False

    @property
    def narrows(self) -> bool:
        return bool(self.lights or self.text.strip())


class NameTexts:
    """The names behind the codes of one snapshot, as they stand in the table. The last entry is that of code -1."""

    def __init__(self, names: Names) -> None:
        catalogue = names.catalogue
        self.items = _named(names.items, catalogue.item_name)
        self.places = _named(names.regions, lambda code: place_name(catalogue, code))
        self.units = _named(names.units, catalogue.unit_name)
        self.officers = _named(names.officers, catalogue.officer_name)
        self.nodes = _named(names.node_names, str)

    def columns(self, cases: CaseRows) -> dict[CaseColumn, tuple[list[str], npt.NDArray[np.int32]]]:
        """Names and codes of the columns that hold names."""
        return {
            CaseColumn.ITEM: (self.items, cases.item),
            CaseColumn.PLACE: (self.places, cases.region),
            CaseColumn.NODE: (self.nodes, cases.node_name),
            CaseColumn.UNIT: (self.units, cases.unit),
            CaseColumn.OFFICER: (self.officers, cases.officer),
        }


def _named(keys: Sequence[str], name: Callable[[str], str]) -> list[str]:
    return [*(name(key) for key in keys), ""]


def place_name(catalogue: Catalogue, code: str) -> str:
    """'韩集镇 / 薛堂村' for a village, '韩集镇' for a township, the code where the store does not know it."""
    region = catalogue.regions.get(code)
    parent = catalogue.regions.get(region.parent_code) if region is not None and region.parent_code else None
    if region is None or parent is None or region.level != "village":
        return catalogue.region_name(code)
    return f"{parent.name} / {region.name}"


def select(snapshot: BoardSnapshot, texts: NameTexts, query: CaseQuery) -> Rows:
    """The rows to show, in order, as indices into ``snapshot.cases``."""
    cases = snapshot.cases
    rows = np.flatnonzero(_wanted(cases, texts, query))
    keys = [cases.due[rows], SEVERITY[cases.light[rows]]]
    keys[0] = np.where(keys[0] == NONE, NEVER, keys[0])
    if query.sort_by is not None:
        rank = _ranks(cases, texts, query.sort_by)[rows]
        keys.append(-rank if query.descending else rank)
    picked: Rows = rows[np.lexsort(keys)]
    return picked


def _wanted(cases: CaseRows, texts: NameTexts, query: CaseQuery) -> Flags:
    wanted = np.ones(len(cases), np.bool_)
    if query.lights:
        wanted &= np.isin(cases.light, [int(light) for light in query.lights])
    for word in query.text.casefold().split():
        wanted &= _has_word(cases, texts, word)
    return wanted


def _has_word(cases: CaseRows, texts: NameTexts, word: str) -> Flags:
    found = np.fromiter((word in case_no.casefold() for case_no in cases.case_no), np.bool_, len(cases))
    for names, codes in texts.columns(cases).values():
        found |= np.array([word in name.casefold() for name in names], np.bool_)[codes]
    return found


def _ranks(cases: CaseRows, texts: NameTexts, column: CaseColumn) -> Ranks:
    if column is CaseColumn.LIGHT:
        return SEVERITY[cases.light]
    if column in (CaseColumn.DUE, CaseColumn.LEFT):
        return np.where(cases.due == NONE, NEVER, cases.due)
    if column is CaseColumn.CASE_NO:
        return _places(np.argsort(cases.case_no.astype(np.str_), kind="stable"))
    names, codes = texts.columns(cases)[column]
    ranks: Ranks = rank_names(names)[codes]
    return ranks


def rank_names(names: Sequence[str]) -> Ranks:
    """The place of each name in the order of a Chinese reader; equal names have equal ranks.

    The first level of GB/T 2312 is ordered by pinyin, so the bytes of GB 18030 sort common names as a dictionary does.
    """
    keys = [name.encode("gb18030", "replace") for name in names]
    rank = {key: place for place, key in enumerate(sorted(set(keys)))}
    return np.array([rank[key] for key in keys], np.int64)


def _places(order: Rows) -> Ranks:
    places = np.empty(len(order), np.int64)
    places[order] = np.arange(len(order))
    return places
