"""The working calendar: office hours by day, and every question about working time that the program asks.

Conventions (docs/working-time-facts.md compares them with other libraries):

* Open time is half-open: the opening second counts, the closing second does not.
* A duration that is used up exactly at closing time is due at that closing time.
* The start day of a count of working days never counts (the law's rule on periods).
* What would need a day that the calendar does not know is refused with ``CalendarUnknown``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final, Self, overload

import numpy as np
import numpy.typing as npt

from monitoring.moments import DAY_SECONDS
from monitoring.worktime.batch import BatchForms
from monitoring.worktime.days import NO_CALENDAR, Days, date_of, number_of
from monitoring.worktime.hours import Intervals, WrittenDay, WrittenIntervals, merged
from monitoring.worktime.refusals import Refusals
from monitoring.worktime.spans import Spans
from monitoring.worktime.timeline import Pauses, Timeline
from monitoring.worktime.wall_clock import DatetimePauses, WallClock, ends_of
from monitoring.worktime.written import days_of_week

USUAL_YEARS: Final = range(1900, 2200)
_MICROSECONDS: Final = 1_000_000


class WorkingCalendar(BatchForms):
    """Office hours of every known day. Never changed once made."""

    def __init__(
        self,
        week: Mapping[str, WrittenIntervals],
        holidays: Iterable[WrittenDay] = (),
        special_days: Mapping[WrittenDay, WrittenIntervals] | None = None,
        breaks: Mapping[WrittenDay, WrittenIntervals] | None = None,
        *,
        known_years: Collection[int] | None = None,
    ) -> None:
        """A calendar written by weekday.

        ``week``: 'mon'..'sun' to (open, close) pairs, as 'HH:MM', 'HH:MM:SS', '24:00' or ``datetime.time``; a missing
        weekday is closed. ``holidays``: closed dates. ``special_days``: date to the hours that replace the weekday's,
        on a holiday too. ``breaks``: date to hours cut out. ``known_years``: 1900..2199 where not given. ValueError for
        hours that end before they begin and for what is no date or time.
        """
        years = USUAL_YEARS if known_years is None else known_years
        self._set_up(days_of_week(week, holidays, special_days or {}, breaks or {}, years))

    @classmethod
    def from_days(
        cls,
        first_day: date,
        pattern_of_day: Sequence[int] | npt.NDArray[np.integer],
        patterns: Sequence[Iterable[tuple[int, int]]],
    ) -> Self:
        """A calendar written day by day from ``first_day`` on.

        ``pattern_of_day``: index into ``patterns`` (each some (open, close) pairs in seconds of the day), -1 where the
        calendar is unknown, -2 for a workday whose office hours are unknown.
        """
        clean = [merged(pairs, f"pattern {index}") for index, pairs in enumerate(patterns)]
        of_day = np.asarray(pattern_of_day, np.int32)
        if len(of_day) and not -2 <= int(of_day.min()) <= int(of_day.max()) < len(clean):
            raise ValueError(f"patterns are numbered -2 to {len(clean) - 1}, not {of_day.min()} to {of_day.max()}")
        made = cls.__new__(cls)
        made._set_up(Days(number_of(first_day), of_day, clean))
        return made

    def _set_up(self, days: Days) -> None:
        self._days = days
        self._refusals = Refusals(days)
        known = Spans(days.timed.begins * DAY_SECONDS, days.timed.ends * DAY_SECONDS)
        self._seconds = Timeline(days.open_spans(), known, self._refusals.of_seconds)
        self._micros: Timeline | None = None

    # durations

    def elapsed_s(self, start: int, end: int, pauses: Pauses = ()) -> int:
        """``elapsed`` in wall-clock seconds since 1970."""
        return self._seconds.elapsed(start, end, pauses)

    def due_s(self, start: int, seconds: int, pauses: Pauses = ()) -> int:
        """``due`` in wall-clock seconds since 1970."""
        return self._seconds.due(start, seconds, pauses)

    def elapsed(self, start: datetime, end: datetime, pauses: DatetimePauses = ()) -> timedelta:
        """Open time in [start, end) outside the pauses.

        A pause whose end is None runs until ``end``; overlapping pauses count once. ``end`` before ``start``: the
        negative of the swapped value. Aware moments are read on the wall clock of ``start``'s zone. Raises
        CalendarUnknown where a running part touches an unknown day, ValueError for a pause that ends before it begins.
        """
        clock = WallClock(start, (end, *ends_of(pauses)))
        ticks = self._timeline(clock.fine).elapsed(clock.ticks(start), clock.ticks(end), clock.pauses(pauses))
        return clock.duration(ticks)

    def due(self, start: datetime, duration: timedelta, pauses: DatetimePauses = ()) -> datetime:
        """The moment at which ``duration`` of open, unpaused time has passed since ``start``, with its tzinfo.

        Exactly at closing time means that closing time. Duration 0: ``start`` if open, else the next opening. A
        negative duration goes back, to the closing side as well. Raises CalendarUnknown, and ValueError for a pause
        without an end.
        """
        clock = WallClock(start, ends_of(pauses), duration)
        ticks = self._timeline(clock.fine).due(clock.ticks(start), clock.length(duration), clock.pauses(pauses))
        return clock.moment(ticks)

    def _timeline(self, fine: bool) -> Timeline:
        if not fine:
            return self._seconds
        if self._micros is None:
            opened, known = self._seconds.opened.scaled(_MICROSECONDS), self._seconds.known.scaled(_MICROSECONDS)
            self._micros = Timeline(opened, known, self._refusals.of_microseconds)
        return self._micros

    # working days

    @overload
    def add_working_days(self, start: datetime, n: int) -> datetime: ...
    @overload
    def add_working_days(self, start: date, n: int) -> date: ...
    def add_working_days(self, start: date | datetime, n: int) -> date | datetime:
        """The ``n``-th working day after ``start`` (before it, if negative); the start day itself never counts.

        A date gives a date (``n`` = 0: the same). A datetime gives the same wall-clock time on that day, or the next
        opening if that is outside office hours.
        """
        if not isinstance(start, datetime):
            return self.nth_workday(start, n) if n else start
        day = self.nth_workday(start.date(), n) if n else start.date()
        return self.due(datetime.combine(day, start.timetz()), timedelta(0))

    def nth_workday(self, day: date, n: int) -> date:
        """The ``n``-th workday strictly after ``day``, or strictly before it for negative ``n``. ValueError for 0."""
        if n == 0:
            raise ValueError("the 0th workday after a day is no day: n must be 1 or more, or -1 or less")
        return date_of(self._refusals.nth_workday(number_of(day), n))

    def workdays_between(self, a: date, b: date) -> int:
        """Workdays d with a < d <= b; the negative of the swapped count if ``b`` is before ``a``."""
        first, last = number_of(a) + 1, number_of(b) + 1
        if last < first:
            return -self.workdays_between(b, a)
        self._refusals.require_days(first, last)
        return self._days.rank(last) - self._days.rank(first)

    def is_workday(self, day: date) -> bool:
        """Whether anybody works on that day. Known also where the office hours are not."""
        number = number_of(day)
        self._refusals.require_days(number, number + 1)
        return self._days.rank(number + 1) > self._days.rank(number)

    # one day

    def intervals(self, day: date) -> Intervals:
        """The office hours of a day in seconds of the day; empty on a rest day."""
        pattern = self._days.pattern(number_of(day))
        if pattern < 0:
            raise self._refusals.of_days(number_of(day), number_of(day) + 1)
        return self._days.patterns[pattern]

    def open_seconds(self, day: date) -> int:
        """Office seconds of a day; 0 on a rest day."""
        return sum(end - begin for begin, end in self.intervals(day))

    def close_of(self, day: date) -> datetime:
        """The naive moment at which business ends on a workday. ValueError on a rest day."""
        intervals = self.intervals(day)
        if not intervals:
            raise ValueError(f"{day} is not a workday: business does not end on it")
        return datetime.combine(day, datetime.min.time()) + timedelta(seconds=intervals[-1][1])

    # what is known

    @property
    def known_years(self) -> frozenset[int]:
        """Years all of whose days are known."""
        return self._days.whole_years() - self._days.years_with(NO_CALENDAR)

    @property
    def first_known_day(self) -> date:
        """The first day with a calendar. ValueError if no day has one."""
        return date_of(self._edge(0))

    @property
    def last_known_day(self) -> date:
        """The last day with a calendar. ValueError if no day has one."""
        return date_of(self._edge(-1))

    def _edge(self, index: int) -> int:
        known = self._days.known
        if not len(known.begins):
            raise ValueError("this calendar knows no day at all")
        return int(known.begins[0]) if index == 0 else int(known.ends[-1]) - 1
