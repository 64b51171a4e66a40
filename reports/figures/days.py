"""The days of a period by the site's calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from monitoring.site_calendar import SiteCalendar
from monitoring.worktime import CalendarUnknown
from reports.figures.periods import Period
from reports.figures.values import PeriodDays

_SATURDAY = 5


def days_of(site: SiteCalendar, period: Period) -> PeriodDays:
    """Working days, make-up days and holidays. Without a number where the calendar does not know all days."""
    working, makeup, holidays = 0, list[date](), list[tuple[date, str]]()
    unknown: set[int] = set()
    for day in each_day(period):
        try:
            kind = site.kind(day)
        except CalendarUnknown:
            unknown.add(day.year)
            continue
        working += kind in ("workday", "makeup_workday")
        if kind == "makeup_workday":
            makeup.append(day)
        elif kind == "holiday" and day.weekday() < _SATURDAY:
            holidays.append((day, site.name(day)))
    calendar_days = (period.last - period.first).days + 1
    return PeriodDays(
        calendar_days, None if unknown else working, tuple(makeup), tuple(holidays), tuple(sorted(unknown))
    )


def each_day(period: Period) -> Iterator[date]:
    for number in range((period.last - period.first).days + 1):
        yield period.first + timedelta(days=number)
