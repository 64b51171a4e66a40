"""The working calendar of a site: the carried days, the site's own days over them, and the office hours in force."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from monitoring.calendar_files import CalendarFileError, parse_calendar_file
from monitoring.carried_calendar import carried_days, carried_years
from monitoring.office_hours import OfficeHours, hours_on
from monitoring.ports import CalendarDay, CalendarFile
from monitoring.worktime import OfficeHoursUnknown, WorkingCalendar
from monitoring.worktime.days import NO_CALENDAR, NO_HOURS
from monitoring.worktime.hours import Intervals

__all__ = ["CalendarFileError", "OfficeHours", "SiteCalendar", "parse_calendar_file"]

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, eq=False)
class SiteCalendar:
    """What the site knows of every day. Made by ``build``, never changed.

    ``version`` is a short hash of all days and hours: equal calendars have equal versions in every program.
    """

    working: WorkingCalendar
    known_years: frozenset[int]
    version: str
    _named: Mapping[date, CalendarDay] = field(repr=False)
    _office_hours: tuple[OfficeHours, ...] = field(repr=False)
    _prints: _DayPrints = field(repr=False)

    @classmethod
    def build(cls, office_hours: Sequence[OfficeHours], site: CalendarFile) -> SiteCalendar:
        """The carried calendar with the site's days over it.

        A year is known if it is carried or if ``site.years`` names it; in a year that only the site knows, the days
        that it does not name follow their weekday. In a carried year the carried days stand where the site says
        nothing: the file of one year never holds those days of its December that the next year's notice changed
        (2018-12-29). A day of ``site.days`` in an unknown year does not make the year known.
        """
        rows = tuple(office_hours)
        named = {**carried_days(), **{day.day: day for day in site.days}}
        years = frozenset(carried_years()) | frozenset(site.years)
        first, workdays = _workdays(named, years)
        of_day, patterns = _with_hours(first, workdays, rows)
        working = WorkingCalendar.from_days(first, of_day, patterns)
        prints = _DayPrints.of(first, of_day, patterns)
        return cls(working, years, prints.version(), named, rows, prints)

    def version_between(self, first: date, last: date) -> str:
        """A short mark of the days and hours from ``first`` to ``last``, both included, that names its own span.

        It stays the same whatever is corrected outside the span: what was judged by these days was judged by these.
        """
        return self._prints.between(first, last)

    def still(self, mark: str) -> bool:
        """Whether the days that a mark of ``version_between`` names are what they were when it was made."""
        try:
            first, last = (date.fromisoformat(day) for day in mark.partition(":")[0].split("~"))
        except ValueError:
            return False
        return self.version_between(first, last) == mark

    def kind(self, day: date) -> str:
        """'workday' | 'restday' | 'holiday' | 'makeup_workday'. Raises CalendarUnknown."""
        weekend = day.weekday() >= _SATURDAY
        if self.working.is_workday(day):
            return "makeup_workday" if weekend else "workday"
        return "restday" if weekend and not self.name(day) else "holiday"

    def name(self, day: date) -> str:
        """The holiday that a day belongs to (a make-up workday as well), '' if to none or if that is not known."""
        named = self._named.get(day)
        return named.name if named is not None else ""

    def standard_day_seconds(self, day: date) -> int:
        """Office seconds of a workday under the hours in force on that date, be it a workday or not.

        Raises OfficeHoursUnknown before the first row of office hours.
        """
        hours = hours_on(self._office_hours, day)
        if hours is None:
            raise OfficeHoursUnknown(day.year, detail=f"{day}")
        return sum(end - begin for begin, end in hours)


def _workdays(named: Mapping[date, CalendarDay], years: frozenset[int]) -> tuple[date, npt.NDArray[np.int32]]:
    """The first day, and for each day 1 (workday), 0 (rest day) or -1 (unknown) up to the end of the last year."""
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    days = [first + index * _DAY for index in range((last - first).days + 1)]
    return first, np.array([_is_workday(day, named) if day.year in years else NO_CALENDAR for day in days], np.int32)


def _is_workday(day: date, named: Mapping[date, CalendarDay]) -> int:
    known = named.get(day)
    return int(known.is_workday if known is not None else day.weekday() < _SATURDAY)


def _with_hours(
    first: date, workdays: npt.NDArray[np.int32], rows: Sequence[OfficeHours]
) -> tuple[npt.NDArray[np.int32], list[Intervals]]:
    """Patterns of hours by day: 0 closed, then each set of hours in the order in which it first came into force."""
    patterns: list[Intervals] = [()]
    changes = _changes(first, first + (len(workdays) - 1) * _DAY, rows)
    of_change = []
    for change in changes:
        hours = hours_on(rows, change)
        if hours is not None and hours not in patterns:
            patterns.append(hours)
        of_change.append(NO_HOURS if hours is None else patterns.index(hours))
    starts = [(change - first).days for change in changes]
    pattern = np.repeat(np.array(of_change, np.int32), np.diff([*starts, len(workdays)]))
    return np.where(workdays == 1, pattern, workdays).astype(np.int32), patterns


def _changes(first: date, last: date, rows: Sequence[OfficeHours]) -> list[date]:
    return sorted({first}.union(*(row.changes(first, last) for row in rows)))


class _DayPrints:
    """A few bytes for each day: equal days (closed, or open at the same hours) have equal bytes in every program."""

    def __init__(self, first: date, prints: npt.NDArray[np.uint64]) -> None:
        self._first = first
        self._prints = prints
        self._marks: dict[tuple[date, date], str] = {}

    @classmethod
    def of(cls, first: date, of_day: npt.NDArray[np.int32], patterns: Sequence[Intervals]) -> _DayPrints:
        # the two marks for unknown days are negative: they find the last two entries
        told = [*(repr(tuple(hours)) for hours in patterns), "no hours", "no calendar"]
        each = [int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big") for text in told]
        return cls(first, np.array(each, np.uint64)[of_day])

    def version(self) -> str:
        return hashlib.sha256(f"{self._first} ".encode() + self._prints.tobytes()).hexdigest()[:12]

    def between(self, first: date, last: date) -> str:
        mark = self._marks.get((first, last))
        if mark is None:
            begin, end = (max(0, (day - self._first).days) for day in (first, last + _DAY))
            part = hashlib.sha256(self._prints[begin:end].tobytes()).hexdigest()[:8]
            mark = self._marks[(first, last)] = f"{first}~{last}:{part}"
        return mark
