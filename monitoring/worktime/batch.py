"""Batch forms: the questions of a working calendar for many cases at once.

Moments are int64 wall-clock seconds since 1970, datetime64 arrays or lists of naive datetimes; days are int64 days
since 1970 or datetime64[D]. Results are of the kind that was given. ``unknown='raise'`` refuses as the scalar forms do;
``unknown='mark'`` puts ``monitoring.blocks.NONE`` (NaT) where a needed day is unknown or where no value was given.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE
from monitoring.moments import DAY_SECONDS
from monitoring.worktime.arrays import ArrayLike, Kind, days_of, lengths_of, missing, moments_of
from monitoring.worktime.days import Days, date_of
from monitoring.worktime.many_pauses import ManyPauses
from monitoring.worktime.refusals import Refusals
from monitoring.worktime.spans import FAR, Bools, Ints, Spans
from monitoring.worktime.timeline import Timeline

Unknown = Literal["raise", "mark"]
PauseColumns = tuple[ArrayLike, ArrayLike, ArrayLike]
"""(owner_index, from, to): owner_index counts rows from 0; to NONE (NaT): still running."""

_FARTHEST: Final = 2**58


class BatchForms:
    """The questions of a working calendar, asked for many cases at once."""

    _days: Days
    _refusals: Refusals
    _seconds: Timeline

    def _timeline(self, fine: bool) -> Timeline:
        raise NotImplementedError

    # durations

    def elapsed_many(
        self, starts: ArrayLike, ends: ArrayLike, pauses: PauseColumns | None = None, *, unknown: Unknown = "raise"
    ) -> npt.NDArray[Any]:
        """``elapsed`` of each row: int64 seconds, or timedelta64 for datetimes. Overlapping pauses count once."""
        columns = (starts, ends) if pauses is None else (starts, ends, pauses[1], pauses[2])
        (start, end, *stops), kind = moments_of(*columns)
        line = self._timeline(kind.fine)
        if pauses is None and line.surely_knows(start, end):
            return kind.give_durations(line.opened.measure_many(end) - line.opened.measure_many(start))
        start, end = np.broadcast_arrays(start, end)
        empty = missing(start) | missing(end)
        # NEVER and the like brought so near that no difference overflows, yet farther off than any date
        first = np.clip(np.minimum(start, end), -_FARTHEST, _FARTHEST)
        last = np.clip(np.maximum(start, end), -_FARTHEST, _FARTHEST)
        paused = None if pauses is None else ManyPauses.of(_indices(pauses[0]), stops[0], stops[1], first, last)
        known = _known(line, first, last, paused) & ~empty
        if unknown == "raise":
            self._refuse_elapsed(line, start, end, paused, known)
        ticks = _net(line.opened, first, last, paused)
        return kind.give_durations(np.where(known, np.where(end < start, -ticks, ticks), NONE))

    def due_many(self, starts: ArrayLike, seconds: ArrayLike, *, unknown: Unknown = "raise") -> npt.NDArray[Any]:
        """``due`` of each row without pauses; ``seconds`` integers or timedelta64, one for all or one a row."""
        (start,), kind = moments_of(starts)
        length = lengths_of(seconds, kind)
        return kind.give_moments(self._due(start, length, kind, unknown))

    def _due(self, start: Ints, length: Ints, kind: Kind, unknown: Unknown) -> Ints:
        line = self._timeline(kind.fine)
        opened = line.opened
        measure = opened.measure_many(start) + length
        moment = opened.moment_many(measure)
        if not length.all():
            moment = np.where(length == 0, opened.next_inside_many(start), moment)
        reached = (measure > 0) & (measure <= opened.total) | (length == 0) & (moment < FAR)
        if reached.all() and line.surely_knows(start, moment):
            return moment
        known = reached & line.known.holds_many(np.minimum(start, moment), np.maximum(start, moment))
        if unknown == "raise" and not known.all():
            row = _first(~known)
            start, length = np.broadcast_arrays(start, length)
            _refuse_empty(start, row)
            line.due(int(start[row]), int(length[row]))
        return np.where(known, moment, NONE)

    def add_working_days_many(self, starts: ArrayLike, n: ArrayLike, *, unknown: Unknown = "raise") -> npt.NDArray[Any]:
        """``add_working_days`` of each row (moments, not days); ``n`` one for all or one a row."""
        (start,), kind = moments_of(starts)
        if kind.fine:
            raise ValueError("adding working days to many moments takes whole seconds")
        day, second = start // DAY_SECONDS, start % DAY_SECONDS
        count = np.atleast_1d(np.asarray(n, np.int64))
        found = self._nth(day, count, unknown, stay=True)
        same_time = np.where(found == NONE, NONE, found * DAY_SECONDS + second)
        moment = self._due(same_time, np.zeros(1, np.int64), kind, unknown)
        return kind.give_moments(moment)

    def _refuse_elapsed(self, line: Timeline, start: Ints, end: Ints, paused: ManyPauses | None, known: Bools) -> None:
        if known.all():
            return
        row = _first(~known)
        _refuse_empty(start, row)
        _refuse_empty(end, row)
        line.elapsed(int(start[row]), int(end[row]), () if paused is None else paused.of_row(row))

    # days

    def nth_workday_many(self, days: ArrayLike, n: ArrayLike, *, unknown: Unknown = "raise") -> npt.NDArray[Any]:
        """``nth_workday`` of each row; ``n`` one for all or one a row, never 0."""
        (day,), dated = days_of(days)
        count = np.atleast_1d(np.asarray(n, np.int64))
        if not count.all():
            raise ValueError("the 0th workday after a day is no day: n must be 1 or more, or -1 or less")
        return _dated(self._nth(day, count, unknown), "D") if dated else self._nth(day, count, unknown)

    def _nth(self, day: Ints, count: Ints, unknown: Unknown, *, stay: bool = False) -> Ints:
        days = self._days
        forward = count > 0
        rank = days.rank_many(day + forward) + count - forward
        found = days.workday_at(rank)
        if stay:
            found = np.where(count == 0, day, found)
        reached = (rank >= 0) & (rank < len(days.workdays)) | (count == 0)
        known = reached & days.knows(np.minimum(day + forward, found), np.maximum(day, found))
        if known.all():
            return found
        if unknown == "raise":
            row = _first(~known)
            day, count = np.broadcast_arrays(day, count)
            _refuse_empty(day, row)
            self._refusals.require_days(int(day[row]), int(day[row]) + (count[row] == 0))
            self._refusals.nth_workday(int(day[row]), int(count[row]))
        return np.where(known, found, NONE)

    def workdays_between_many(self, a: ArrayLike, b: ArrayLike, *, unknown: Unknown = "raise") -> Ints:
        """``workdays_between`` of each row."""
        (first, last), _ = days_of(a, b)
        known = ((first == last) | self._days.knows(np.minimum(first, last) + 1, np.maximum(first, last) + 1)) & ~(
            missing(first) | missing(last)
        )
        count = self._days.rank_many(last + 1) - self._days.rank_many(first + 1)
        if known.all():
            return count
        if unknown == "raise":
            row = _first(~known)
            first, last = np.broadcast_arrays(first, last)
            _refuse_empty(first, row)
            _refuse_empty(last, row)
            low, high = sorted((int(first[row]), int(last[row])))
            self._refusals.require_days(low + 1, high + 1)
        return np.where(known, count, NONE)

    def close_many(self, days: ArrayLike, *, unknown: Unknown = "raise") -> npt.NDArray[Any]:
        """``close_of`` of each day, in seconds since 1970 (datetime64[s] for dates). ValueError for a rest day."""
        (day,), dated = days_of(days)
        second = self._days.closing_second(day)
        if (second == 0).any():
            raise ValueError(f"{date_of(int(day[_first(second == 0)]))} is not a workday: business does not end on it")
        if unknown == "raise" and (second < 0).any():
            row = _first(second < 0)
            _refuse_empty(day, row)
            raise self._refusals.of_days(int(day[row]), int(day[row]) + 1)
        close = np.where(second < 0, NONE, day * DAY_SECONDS + second)
        return _dated(close, "s") if dated else close


def _known(line: Timeline, first: Ints, last: Ints, paused: ManyPauses | None) -> Bools:
    begun = (first >= line.first) & (first <= line.last)
    known: Bools = begun & (_net(line.known, first, last, paused) == _length(first, last, paused))
    return known


def _net(spans: Spans, first: Ints, last: Ints, paused: ManyPauses | None) -> Ints:
    whole = spans.measure_many(last) - spans.measure_many(first)
    return whole if paused is None else whole - paused.sums(spans.measure_many)


def _length(first: Ints, last: Ints, paused: ManyPauses | None) -> Ints:
    return last - first if paused is None else last - first - paused.sums(lambda moments: moments)


def _indices(owners: ArrayLike) -> npt.NDArray[np.intp]:
    return np.atleast_1d(np.asarray(owners)).astype(np.intp, copy=False)


def _first(flags: Bools) -> int:
    return int(flags.argmax())


def _refuse_empty(values: Ints, row: int) -> None:
    if missing(values[row : row + 1])[0]:
        raise ValueError(f"row {row} holds no moment")


def _dated(ticks: Ints, unit: str) -> npt.NDArray[Any]:
    return np.where(ticks == NONE, np.iinfo(np.int64).min, ticks).view(f"datetime64[{unit}]")
