"""Office hours of a site through the years: which hours are in force on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from monitoring.worktime.hours import Intervals, merged


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """Hours of a workday in seconds of the day, and from when on they are in force.

    ``from_month_day`` (month, day): from that day of every year on (summer and winter hours), where ``from_day`` is
    given only from that date on. Else from ``from_day`` on, or always. On each day the hours that came into force last
    hold; of two on one day the later row. ValueError for hours that end before they begin, for none, and for
    29 February.
    """

    hours: tuple[tuple[int, int], ...]
    from_day: date | None = None
    from_month_day: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if not self.hours:
            raise ValueError("a row of office hours has no hours")
        merged(self.hours, "office hours")
        if self.from_month_day is not None:
            _check_yearly(*self.from_month_day)

    @property
    def intervals(self) -> Intervals:
        """The hours, sorted and merged."""
        return merged(self.hours, "office hours")

    def in_force_since(self, day: date) -> date | None:
        """The last day up to ``day`` on which these hours came into force; None if they have not."""
        if self.from_month_day is None:
            since = self.from_day or date.min
        else:
            month, monthday = self.from_month_day
            this_year = day.replace(month=month, day=monthday)
            since = this_year if this_year <= day else this_year.replace(year=max(day.year - 1, 1))
            if self.from_day is not None and since < self.from_day:
                return None
        return since if since <= day else None

    def changes(self, first: date, last: date) -> set[date]:
        """The days of [first, last] on which these hours may come into force."""
        if self.from_month_day is None:
            days = {self.from_day or date.min}
        else:
            days = {date(year, *self.from_month_day) for year in range(first.year, last.year + 1)}
        return {day for day in days if first <= day <= last}


def hours_on(rows: Sequence[OfficeHours], day: date) -> Intervals | None:
    """The hours in force on a day; None before the first row."""
    latest: date | None = None
    hours: Intervals | None = None
    for row in rows:
        since = row.in_force_since(day)
        if since is not None and (latest is None or since >= latest):
            latest, hours = since, row.intervals
    return hours


def _check_yearly(month: int, day: int) -> None:
    try:
        date(2001, month, day)
    except ValueError:
        raise ValueError(f"month {month}, day {day} is not a day of every year") from None
