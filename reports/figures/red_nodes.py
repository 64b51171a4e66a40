"""The nodes that went past their limit in a period, done since or not, with who is to answer for them.

The red list holds only what is still past its limit at the cut-off; a notice has to tell of the others as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from monitoring.blocks import NONE, Seconds
from monitoring.codes import Light
from monitoring.records import Catalogue
from monitoring.watching.township_table import township_of
from reports.figures.columns import Rows
from reports.figures.history import History
from reports.figures.lines import Lines, moment
from reports.figures.marks import Marks
from reports.figures.values import CaseLine, RedNode


def red_nodes(marks: Marks, lines: Lines) -> tuple[RedNode, ...]:
    """One entry for each time that the figures count, the longest overdue first."""
    history, visits = marks.history, marks.history.visits
    fresh = marks.red_visits()
    lit = np.flatnonzero(visits.open & (visits.light == Light.RED))
    rows = np.concatenate([fresh, np.setdiff1d(lit, fresh)])
    shining = np.isin(rows, lit).tolist()
    homes = [home_of(history.catalogue, key) for key in history.keys.units.keys]
    found = [
        RedNode(line, homes[unit], place < len(fresh), shines)
        for place, (line, unit, shines) in enumerate(
            zip(_until_left(history, lines, rows), visits.unit[rows].tolist(), shining, strict=True)
        )
    ]
    return tuple(sorted(found, key=_longest_first))


def home_of(catalogue: Catalogue, unit_id: str) -> str:
    """The key of the township in which a unit lies; '' of departments and where nothing tells."""
    unit = catalogue.units.get(unit_id)
    home = township_of(catalogue, unit.region_code) if unit is not None else ""
    region = catalogue.regions.get(home)
    return home if region is not None and region.level == "township" else ""


def _until_left(history: History, lines: Lines, rows: Rows) -> Iterator[CaseLine]:
    """The lines of visits; of those that are over, what they took too long until they were left."""
    visits = history.visits
    ended = np.where(visits.open[rows], NONE, visits.end[rows])
    until: Seconds = np.where(ended == NONE, history.end, ended)
    spent = history.book.working.elapsed_many(visits.due[rows], until, unknown="mark").tolist()
    for line, end, over in zip(lines.of_visits(rows), ended.tolist(), spent, strict=True):
        yield replace(line, finished_at=moment(end), over_seconds=None if over == NONE else over)


def _longest_first(node: RedNode) -> tuple[bool, int, str, int]:
    over = node.line.over_seconds
    return over is None, -(over or 0), node.line.case_no, node.line.node_seq or 0
