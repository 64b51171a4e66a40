"""The periods that the statistics page offers. Pure: today is handed in."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from reports.figures.periods import Period, month_of, week_of

THIS_WEEK, LAST_WEEK, THIS_MONTH, LAST_MONTH = "this_week", "last_week", "this_month", "last_month"
THIS_YEAR, LAST_YEAR, CHOSEN = "this_year", "last_year", "chosen"
PERIODS: Final = (THIS_WEEK, LAST_WEEK, THIS_MONTH, LAST_MONTH, THIS_YEAR, LAST_YEAR, CHOSEN)


def period_of(key: str, today: date) -> Period:
    """The period of a key; CHOSEN: as this month."""
    if key in (THIS_WEEK, LAST_WEEK):
        week = week_of(today)
        return week if key == THIS_WEEK else week.before()
    if key in (THIS_YEAR, LAST_YEAR):
        year = today.year - (key == LAST_YEAR)
        return Period(date(year, 1, 1), date(year, 12, 31))
    month = month_of(today)
    return month.before() if key == LAST_MONTH else month


def days_of(key: str, today: date) -> tuple[date, date]:
    """First and last day of a period, both included."""
    period = period_of(key, today)
    return period.first, period.last


def named(first: date, last: date) -> Period:
    """Two days as a week or a month where they are one: such a period is compared with the week or month before."""
    for whole in (week_of(first), month_of(first)):
        if (whole.first, whole.last) == (first, last):
            return whole
    return Period(first, max(first, min(last, first + timedelta(days=LONGEST))))


LONGEST: Final = 3_660
"""Days: a slip in a date field must not make a chart of centuries."""
