"""Which unknown days stand in the way of a result, as the error to raise."""

from __future__ import annotations

from datetime import date
from typing import Final

from monitoring.moments import DAY_SECONDS
from monitoring.worktime.days import NO_HOURS, Days, date_of, number_of, year_of
from monitoring.worktime.errors import CalendarUnknown, OfficeHoursUnknown

_NAMED_YEARS: Final = 10
_DAY_MICROSECONDS: Final = DAY_SECONDS * 1_000_000


class Refusals:
    """Makes ``CalendarUnknown`` and ``OfficeHoursUnknown`` for a table of days."""

    def __init__(self, days: Days) -> None:
        self._days = days

    def of_seconds(self, first: int, until: int) -> CalendarUnknown:
        """The error for time in seconds that is unknown from ``first`` on and needed until ``until``."""
        return self.of_days(first // DAY_SECONDS, -(-until // DAY_SECONDS))

    def of_microseconds(self, first: int, until: int) -> CalendarUnknown:
        """``of_seconds`` in microseconds."""
        return self.of_days(first // _DAY_MICROSECONDS, -(-until // _DAY_MICROSECONDS))

    def of_days(self, first: int, until: int) -> CalendarUnknown:
        """The error for days of which ``first`` is the first unknown one and that are needed before ``until``."""
        kind = self._days.pattern(first)
        if kind == NO_HOURS:
            return OfficeHoursUnknown(year_of(first), detail=f"{date_of(first)}")
        return CalendarUnknown(*self._years(first, until), detail=self._span())

    def require_days(self, first: int, until: int) -> None:
        """Refuses unless every day of [first, until) has a calendar."""
        missing = self._days.known.first_outside(first, until) if first < until else None
        if missing is not None:
            raise self.of_days(missing, until)

    def nth_workday(self, day: int, count: int) -> int:
        """The ``count``-th workday after the day (before it, if negative); refuses where an unknown day is passed."""
        days = self._days
        found = days.nth(day, count)
        if count > 0:
            begin, end = day + 1, max(days.stop, day + 1) + 1 if found is None else found
        else:
            begin, end = min(days.first, day) - 1 if found is None else found, day
        missing = days.known.first_outside(begin, end)
        if missing is None and found is not None:
            return found
        first = begin if missing is None else missing
        # what would come after the first unknown day cannot be said: forward only that day's year is named
        raise self.of_days(first, first + 1 if count > 0 else end)

    def _years(self, first: int, until: int) -> list[int]:
        """The first few years from the first unknown day on in which a needed day is unknown."""
        years: list[int] = []
        day: int | None = first
        while day is not None and len(years) < _NAMED_YEARS:
            year = year_of(day)
            years.append(year)
            following = number_of(date(year + 1, 1, 1)) if year < date.max.year else until
            day = self._days.known.first_outside(following, until) if following < until else None
        return years

    def _span(self) -> str:
        known = self._days.known
        spans = [f"{date_of(begin)} to {date_of(end - 1)}" for begin, end in zip(known.begins, known.ends, strict=True)]
        return f"it knows {', '.join(spans)}" if spans else "it knows no day at all"
