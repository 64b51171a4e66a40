"""What a year of the calendar holds: its kinds of days, its count, its runs of holidays. Pure values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.site_calendar_edits import WORK_KINDS, SiteDays
from widgets.year_view import YearPicture

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row of one kind and name."""

    kind: str
    name: str
    first: date
    last: date


def days_of(year: int) -> list[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    return [first + number * DAY for number in range((date(year, 12, 31) - first).days + 1)]


def is_known(known: SiteDays, year: int) -> bool:
    return year in known.calendar.known_years


def count_workdays(known: SiteDays, year: int) -> int:
    return sum(known.kind(day) in WORK_KINDS for day in days_of(year))


def picture(known: SiteDays, year: int, today: date) -> YearPicture:
    """The year as it is painted; one that is not known has no days."""
    days = days_of(year) if is_known(known, year) else []
    names = {day: known.calendar.name(day) for day in days}
    kinds = {day: known.kind(day) for day in days}
    return YearPicture(year, kinds, {day: name for day, name in names.items() if name}, known.edited(year), today)


def special_runs(known: SiteDays, year: int) -> Iterator[Run]:
    """Holidays and make-up workdays, neighbours of one kind and name together."""
    run: Run | None = None
    for day in days_of(year):
        kind, name = known.kind(day), known.calendar.name(day)
        if kind not in ("holiday", "makeup_workday"):
            continue
        if run is not None and (run.kind, run.name, run.last + DAY) == (kind, name, day):
            run = Run(kind, name, run.first, day)
            continue
        if run is not None:
            yield run
        run = Run(kind, name, day, day)
    if run is not None:
        yield run
