"""Clocks that were stopped just once and run again: the columns' form of timelines.py for a correction that came in,
or a node off the case's clock (公示) that was left. All other stops are for the scalar judge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE, CaseBlock, Seconds
from monitoring.judging.many_targets import closes_many, long_enough, near_many, shifted_many, standard_days
from monitoring.judging.targets import Kind, Rulebook
from monitoring.moments import DAY_SECONDS, to_seconds

if TYPE_CHECKING:
    from monitoring.judging.plain import Clocks

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class OneStop:
    """The stop of each row. ``begin`` NONE: it has none."""

    begin: Seconds
    end: Seconds

    def of(self, owner: npt.NDArray[np.int32]) -> OneStop:
        """The same stops for rows that belong to these."""
        return OneStop(self.begin[owner], self.end[owner])

    def with_other(self, other: OneStop) -> OneStop:
        """Both; no row may have two."""
        return OneStop(np.maximum(self.begin, other.begin), np.maximum(self.end, other.end))


@dataclass(frozen=True, slots=True)
class Earlier:
    """The stretch before the stop: until when, with which due. ``closes`` NONE: there is none."""

    closes: Seconds
    due: Seconds
    near: Seconds


def off_clock_stops(block: CaseBlock, off_clock: Mask, start: Seconds, until: Seconds) -> tuple[OneStop, Mask]:
    """The stops by visits to nodes off the case's clock, and which cases the columns can judge with them."""
    visits, rows = np.flatnonzero(off_clock), len(block)
    owner = block.nodes.owner[visits]
    begin, end = np.full(rows, NONE, np.int64), np.full(rows, NONE, np.int64)
    begin[owner], end[owner] = block.nodes.entered_at[visits], block.nodes.left_at[visits]
    inside = (begin >= start) & (end != NONE) & (end <= until)
    usable = (begin == NONE) | (inside & (np.bincount(owner, minlength=rows) == 1))
    return OneStop(begin, end), usable


def corrections(block: CaseBlock, start: Seconds, floor: int) -> tuple[OneStop, Mask]:
    """The stops by corrections, and which cases the columns can judge with them: those asked just once for one, after
    their acceptance (before it they stop another clock), that have it.
    """
    begin, end = np.full(len(block), NONE, np.int64), np.full(len(block), NONE, np.int64)
    usable = np.ones(len(block), np.bool_)
    for row, told in block.corrections.items():
        first, last = told[0].notified_at, told[0].received_at
        if len(told) == 1 and isinstance(first, datetime) and isinstance(last, datetime):
            begin[row], end[row] = to_seconds(first), to_seconds(last)
        else:
            usable[row] = False
    asked = begin != NONE
    usable &= ~asked | ((begin >= start) & (end >= begin) & (end <= floor))
    return OneStop(begin, end), usable


def stopped(book: Rulebook, clocks: Clocks, stop: OneStop) -> Clocks:
    """The clocks with their stop, as far as it began before it mattered no more (contract §4)."""
    begin, end = np.maximum(stop.begin, clocks.start), np.minimum(stop.end, clocks.until)
    counted = clocks.targets.there & (stop.begin != NONE) & (clocks.due != NONE)
    counted &= (stop.end > clocks.start) & (begin < clocks.until) & (begin <= clocks.due)
    if not counted.any():
        return clocks
    clocks.targets.impossible |= counted & ~_countable(book, clocks)
    rows = np.flatnonzero(counted & ~clocks.targets.impossible)
    due, near, opens = clocks.due.copy(), clocks.near.copy(), clocks.opens.copy()
    due[rows], near[rows], surely = _moved(book, clocks, begin[rows], end[rows], rows)
    clocks.targets.impossible[rows[~surely]] = True
    opens[rows] = end[rows]
    ran = rows[begin[rows] > clocks.start[rows]]
    closes = np.full(len(due), NONE, np.int64)
    closes[ran] = begin[ran]
    return replace(clocks, due=due, near=near, opens=opens, earlier=Earlier(closes, clocks.due, clocks.near))


def _countable(book: Rulebook, clocks: Clocks) -> Mask:
    """Limits that a stop moves by whole working days."""
    targets = clocks.targets
    days = (targets.kind == Kind.WORKING_DAYS) & (targets.amount > 0)
    told = (targets.kind == Kind.EXPLICIT) & (not book.due_includes_stops)
    countable: Mask = (days | told) & ~targets.calendar_days & book.profile.whole_days
    return countable


def _moved(book: Rulebook, clocks: Clocks, begin: Seconds, end: Seconds, rows: Rows) -> tuple[Seconds, Seconds, Mask]:
    """Due and nearness of the stopped rows, NONE where a needed day is not known, and which of them are certain."""
    start, unmoved, targets = clocks.start[rows], clocks.due[rows], clocks.cut(rows).targets
    lost = book.working.workdays_between_many(begin // DAY_SECONDS, end // DAY_SECONDS, unknown="mark")
    due, moving = unmoved.copy(), np.flatnonzero(lost > 0)
    by_days = targets.kind[moving] == Kind.WORKING_DAYS
    counted, named = moving[by_days], moving[~by_days]
    days = targets.amount[counted] + lost[counted]
    goal = book.working.nth_workday_many(start[counted] // DAY_SECONDS, days, unknown="mark")
    due[counted] = closes_many(book, goal)
    due[named] = shifted_many(book, unmoved[named], lost[named])
    due[lost == NONE] = NONE
    standard = standard_days(book, start)
    near = near_many(book, targets, start, standard, due, unmoved)
    margin = Fraction(book.profile.yellow_working_days)
    by_days = np.zeros(len(rows), np.bool_)
    if margin > 0 and margin.denominator == 1:
        by_days = long_enough(book, targets, start, standard, unmoved, np.arange(len(rows)))
    # a margin in office seconds that reaches back into the stop is for the scalar judge
    return due, near, by_days | (near >= end)
