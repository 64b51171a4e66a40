"""The periods for which red nodes are listed. Pure: today is handed in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

THIS_WEEK, LAST_WEEK, THIS_MONTH, LAST_MONTH, CHOSEN = "this_week", "last_week", "this_month", "last_month", "chosen"
PERIODS: Final = (THIS_MONTH, LAST_MONTH, THIS_WEEK, LAST_WEEK, CHOSEN)
WEEK: Final = timedelta(days=7)


def days_of(period: str, today: date) -> tuple[date, date]:
    """First and last day of a period, both counted; weeks begin on Monday. CHOSEN: as the current month."""
    if period in (THIS_WEEK, LAST_WEEK):
        monday = today - timedelta(days=today.weekday()) - (WEEK if period == LAST_WEEK else timedelta())
        return monday, monday + WEEK - timedelta(days=1)
    first = today.replace(day=1)
    if period == LAST_MONTH:
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def moments_of(first: date, last: date) -> tuple[datetime, datetime]:
    """From the first moment of the first day until before the first moment after the last day."""
    return datetime.combine(first, time()), datetime.combine(last + timedelta(days=1), time())
