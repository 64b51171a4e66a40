"""Clocks that were stopped just once and run again: the columns' form of timelines.py for a node off the case's clock
(公示) that has been left. All other stops are for the scalar judge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE, CaseBlock, Seconds
from monitoring.judging.many_targets import closes_many, near_many, standard_days
from monitoring.judging.targets import Kind, Rulebook
from monitoring.moments import DAY_SECONDS

if TYPE_CHECKING:
    from monitoring.judging.plain import Clocks

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class OneStop:
    """The stop of each case of a block. ``begin`` NONE: it has none. ``usable``: the columns can judge it."""

    begin: Seconds
    end: Seconds
    usable: Mask


@dataclass(frozen=True, slots=True)
class Earlier:
    """The stretch before the stop: until when, with which due. ``closes`` NONE: there is none."""

    closes: Seconds
    due: Seconds
    near: Seconds


def stops_of(block: CaseBlock, off_clock: Mask, start: Seconds, until: Seconds) -> OneStop:
    """``off_clock``: the visits to nodes off the case's clock. Usable within the clock's own time, once a case."""
    visits, rows = np.flatnonzero(off_clock), len(block)
    owner = block.nodes.owner[visits]
    begin, end = np.full(rows, NONE, np.int64), np.full(rows, NONE, np.int64)
    begin[owner], end[owner] = block.nodes.entered_at[visits], block.nodes.left_at[visits]
    stopped = begin != NONE
    inside = (begin >= start) & (end != NONE) & (end <= until)
    return OneStop(begin, end, ~stopped | (inside & (np.bincount(owner, minlength=rows) == 1)))


def stopped(book: Rulebook, clocks: Clocks, stop: OneStop) -> Clocks:
    """The clocks with their stop, as far as it began before it mattered no more (contract §4)."""
    counted = clocks.targets.there & (stop.begin != NONE) & (clocks.due != NONE) & (stop.begin <= clocks.due)
    counted &= stop.begin < clocks.until
    if not counted.any():
        return clocks
    clocks.targets.impossible |= counted & ~_countable(book, clocks)
    rows = np.flatnonzero(counted & ~clocks.targets.impossible)
    due, near, opens = clocks.due.copy(), clocks.near.copy(), clocks.opens.copy()
    due[rows], near[rows] = _moved(book, clocks, stop, rows)
    opens[rows] = stop.end[rows]
    ran = rows[stop.begin[rows] > clocks.start[rows]]
    closes = np.full(len(due), NONE, np.int64)
    closes[ran] = stop.begin[ran]
    return replace(clocks, due=due, near=near, opens=opens, earlier=Earlier(closes, clocks.due, clocks.near))


def _countable(book: Rulebook, clocks: Clocks) -> Mask:
    """Limits of whole working days whose margin is as well: for these a stop only adds days."""
    profile, targets = book.profile, clocks.targets
    margin, below = Fraction(profile.yellow_working_days), Fraction(profile.yellow_share_below)
    simple = profile.whole_days and margin > 0 and margin.denominator == 1
    days = (targets.kind == Kind.WORKING_DAYS) & (targets.amount > 0) & ~targets.calendar_days
    long: Mask = days & (targets.amount * below.denominator >= below.numerator) & simple
    return long


def _moved(book: Rulebook, clocks: Clocks, stop: OneStop, rows: npt.NDArray[np.intp]) -> tuple[Seconds, Seconds]:
    """Due and nearness of the stopped rows; NONE where a needed day is not known."""
    start, targets = clocks.start[rows], clocks.cut(rows).targets
    first, last = stop.begin[rows] // DAY_SECONDS, stop.end[rows] // DAY_SECONDS
    lost = book.working.workdays_between_many(first, last, unknown="mark")
    days = np.where(lost == NONE, 1, targets.amount + lost)
    goal = book.working.nth_workday_many(start // DAY_SECONDS, days, unknown="mark")
    due = closes_many(book, np.where(lost == NONE, NONE, goal))
    return due, near_many(book, targets, start, standard_days(book, start), due)
