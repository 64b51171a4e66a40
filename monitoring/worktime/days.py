"""Days of a calendar: which pattern of hours each has, which are workdays, and the Nth workday from a day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from monitoring.moments import DAY_SECONDS, EPOCH_DAY
from monitoring.worktime.hours import Intervals
from monitoring.worktime.spans import Bools, Ints, Spans

NO_CALENDAR: Final = -1
"""Nobody knows whether this is a workday."""
NO_HOURS: Final = -2
"""It is a workday, but its office hours are not known."""


def number_of(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - EPOCH_DAY


def date_of(number: int) -> date:
    """The date of a day number."""
    return date.fromordinal(number + EPOCH_DAY)


def year_of(number: int) -> int:
    """The year of a day number, 1..9999 also where no date is that early or late."""
    return date.fromordinal(min(max(number + EPOCH_DAY, 1), date.max.toordinal())).year


class Days:
    """Days ``first`` .. ``stop`` - 1 (day numbers) with a pattern each; days outside have no calendar."""

    def __init__(self, first: int, pattern_of_day: npt.NDArray[np.int32], patterns: Sequence[Intervals]) -> None:
        self.first = first
        self.stop = first + len(pattern_of_day)
        self.patterns = tuple(patterns)
        self._pattern_of_day = pattern_of_day
        # indexed by pattern from the front, by NO_HOURS and NO_CALENDAR from the back
        opened = [bool(intervals) for intervals in self.patterns]
        self._is_workday = np.array([*opened, True, False])[pattern_of_day]

    def pattern(self, number: int) -> int:
        """Index into ``patterns``, NO_CALENDAR or NO_HOURS."""
        return int(self._pattern_of_day[number - self.first]) if self.first <= number < self.stop else NO_CALENDAR

    def whole_years(self) -> frozenset[int]:
        """Years from whose first to whose last day the table reaches."""
        if self.first == self.stop:
            return frozenset()
        years = range(year_of(self.first), year_of(self.stop - 1) + 1)
        return frozenset(
            year
            for year in years
            if self.first <= number_of(date(year, 1, 1)) and number_of(date(year, 12, 31)) < self.stop
        )

    def years_with(self, kind: int) -> frozenset[int]:
        """Years of which any day inside the table has this pattern."""
        return frozenset(year_of(int(day) + self.first) for day in np.flatnonzero(self._pattern_of_day == kind))

    # workdays

    @cached_property
    def workdays(self) -> Ints:
        """Day numbers of all workdays."""
        return np.flatnonzero(self._is_workday).astype(np.int64) + self.first

    @cached_property
    def _workday_list(self) -> list[int]:
        days: list[int] = self.workdays.tolist()
        return days

    @cached_property
    def _ranks(self) -> Ints:
        """Workdays before each day ``first`` - 1 .. ``stop`` + 1."""
        return np.concatenate([[0, 0], np.cumsum(self._is_workday, dtype=np.int64), [len(self.workdays)]])

    @cached_property
    def known(self) -> Spans:
        """Runs of days with a calendar, in day numbers."""
        return runs(self._pattern_of_day != NO_CALENDAR, self.first)

    @cached_property
    def timed(self) -> Spans:
        """Runs of days with a calendar and with hours, in day numbers."""
        return runs(self._pattern_of_day >= 0, self.first)

    def nth(self, number: int, count: int) -> int | None:
        """The ``count``-th workday after the day (before it if negative); None if it is outside the table."""
        days = self._workday_list
        place = bisect_right(days, number) + count - 1 if count > 0 else bisect_left(days, number) + count
        return days[place] if 0 <= place < len(days) else None

    def rank(self, number: int) -> int:
        """Workdays before the day."""
        return bisect_left(self._workday_list, number)

    def rank_many(self, numbers: Ints) -> Ints:
        """``rank`` of each day."""
        return self._ranks.take(numbers - (self.first - 1), mode="clip")

    def workday_at(self, ranks: Ints) -> Ints:
        """The workday of each rank, counted from 0; the nearest one for a rank outside the table."""
        return self.workdays.take(ranks, mode="clip") if len(self.workdays) else np.zeros_like(ranks)

    def knows(self, begins: Ints, ends: Ints) -> Bools:
        """Where all days of [begin, end) have a calendar, ``begin`` always."""
        return self.known.holds_many(begins, ends)

    # hours

    def closing_second(self, numbers: Ints) -> Ints:
        """The second of the day at which business ends: 0 on a rest day, -1 where that is unknown."""
        closings = [intervals[-1][1] if intervals else 0 for intervals in self.patterns]
        inside = (numbers >= self.first) & (numbers < self.stop)
        pattern = np.full(numbers.shape, NO_CALENDAR, np.int32)
        pattern[inside] = self._pattern_of_day[numbers[inside] - self.first]
        return np.array([*closings, -1, -1], np.int64)[pattern]

    def open_spans(self) -> Spans:
        """All open time in wall-clock seconds."""
        begins, ends = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for index, intervals in enumerate(self.patterns):
            midnights = (np.flatnonzero(self._pattern_of_day == index).astype(np.int64) + self.first) * DAY_SECONDS
            for begin, end in intervals:
                begins.append(midnights + begin)
                ends.append(midnights + end)
        return Spans(np.sort(np.concatenate(begins)), np.sort(np.concatenate(ends)))


def runs(flags: Bools, first: int) -> Spans:
    """The longest runs of true flags; the flag at index 0 is that of ``first``."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8))).astype(np.int64) + first
    return Spans(edges[0::2], edges[1::2])
