"""Weeks, months and other stretches of days that figures are worked out for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

Kind = Literal["week", "month", "days"]
_WEEK: Final = re.compile(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)
YEARS: Final = range(1900, 9000)
"""Years that reports are asked for: all that is reckoned from a period, before and after it, can still be written."""
_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole days from ``first`` to ``last``, both included. Weeks are ISO 8601 weeks (Monday to Sunday)."""

    first: date
    last: date
    kind: Kind = "days"

    @property
    def start(self) -> datetime:
        """00:00 of the first day, naive wall clock."""
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """24:00 of the last day, written as 00:00 of the next: the first moment that is no longer in the period."""
        return _midnight(self.last + timedelta(days=1))

    @property
    def key(self) -> str:
        """'2017-W27', '2017-06' or '2017-06-01..2017-06-20': what commands and the archive call it."""
        if self.kind == "week":
            year, week, _ = self.first.isocalendar()
            return f"{year}-W{week:02}"
        return f"{self.first:%Y-%m}" if self.kind == "month" else f"{self.first}..{self.last}"

    def before(self) -> Period:
        """The week or month before; of other periods as many days as it has itself."""
        if self.kind == "month":
            return month_of(self.first - timedelta(days=1))
        length = timedelta(days=(self.last - self.first).days + 1)
        return Period(self.first - length, self.last - length, self.kind)

    def after(self) -> Period:
        """The week or month after; of other periods as many days as it has itself."""
        if self.kind == "month":
            return month_of(self.last + timedelta(days=1))
        length = timedelta(days=(self.last - self.first).days + 1)
        return Period(self.first + length, self.last + length, self.kind)

    def year_ago(self) -> Period:
        """The same month a year ago; of weeks the 52 weeks earlier (weekdays agree); of other periods 365 days."""
        if self.kind == "month":
            return month_of(self.first.replace(year=self.first.year - 1))
        earlier = timedelta(days=364 if self.kind == "week" else 365)
        return Period(self.first - earlier, self.last - earlier, self.kind)

    def year_to_date(self) -> Period:
        """From the first day of its year to its last: never less than the period itself.

        A week belongs to the year of its Thursday (ISO 8601), which begins with the Monday of its first week; other
        stretches of days belong to the year in which they end.
        """
        if self.kind == "week":
            return Period(date.fromisocalendar(self.first.isocalendar().year, 1, 1), self.last)
        return Period(min(date(self.last.year, 1, 1), self.first), self.last)


def week(text: str) -> Period:
    """'2017-W27'. Raises ValueError for what is no week or a week that the year does not have."""
    found = _WEEK.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    monday = date.fromisocalendar(_year(found[1]), int(found[2]), 1)
    return Period(monday, monday + timedelta(days=6), "week")


def month(text: str) -> Period:
    """'2017-06'. Raises ValueError for what is no month."""
    found = _MONTH.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return month_of(date(_year(found[1]), int(found[2]), 1))


def week_of(day: date) -> Period:
    """The week in which the day is."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + timedelta(days=6), "week")


def month_of(day: date) -> Period:
    """The month in which the day is."""
    first = day.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    return Period(first, following - timedelta(days=1), "month")


def _year(text: str) -> int:
    year = int(text)
    if year not in YEARS:
        raise ValueError(text)
    return year


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall clock of the site
