"""Calendars written by weekday, as a table of days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import numpy as np

from monitoring.worktime.days import NO_CALENDAR, Days, number_of
from monitoring.worktime.hours import (
    WEEKDAYS,
    Intervals,
    WrittenDay,
    WrittenIntervals,
    day_of,
    intervals_of,
    without,
)

_THURSDAY = 3
"""1970-01-01, day number 0, was a Thursday."""


def days_of_week(
    week: Mapping[str, WrittenIntervals],
    holidays: Iterable[WrittenDay],
    special_days: Mapping[WrittenDay, WrittenIntervals],
    breaks: Mapping[WrittenDay, WrittenIntervals],
    years: Collection[int],
) -> Days:
    """The days of ``years`` by weekday, changed by holidays, then special days, then breaks."""
    weekly = _weekly_hours(week)
    changed = _changed_days(weekly, holidays, special_days, breaks)
    first, of_day = _weekday_table(years)
    patterns = list(weekly)
    index_of = {hours: index for index, hours in enumerate(patterns)}
    for number, hours in changed.items():
        if hours not in index_of:
            index_of[hours] = len(patterns)
            patterns.append(hours)
        if 0 <= number - first < len(of_day) and of_day[number - first] != NO_CALENDAR:
            of_day[number - first] = index_of[hours]
    return Days(first, of_day, patterns)


def _weekly_hours(week: Mapping[str, WrittenIntervals]) -> list[Intervals]:
    strange = [name for name in week if name not in WEEKDAYS]
    if strange:
        raise ValueError(f"{strange[0]!r} is not a weekday: write one of {', '.join(WEEKDAYS)}")
    return [intervals_of(week.get(name, ()), name) for name in WEEKDAYS]


def _changed_days(
    weekly: list[Intervals],
    holidays: Iterable[WrittenDay],
    special_days: Mapping[WrittenDay, WrittenIntervals],
    breaks: Mapping[WrittenDay, WrittenIntervals],
) -> dict[int, Intervals]:
    changed: dict[int, Intervals] = {number_of(day_of(written, "holidays")): () for written in holidays}
    for written, hours in special_days.items():
        changed[number_of(day_of(written, "special_days"))] = intervals_of(hours, f"special day {written}")
    for written, hours in breaks.items():
        number = number_of(day_of(written, "breaks"))
        usual = changed.get(number, weekly[(number + _THURSDAY) % 7])
        changed[number] = without(usual, intervals_of(hours, f"breaks of {written}"))
    return changed


def _weekday_table(years: Collection[int]) -> tuple[int, np.ndarray[tuple[int], np.dtype[np.int32]]]:
    """The first day of the first year, and the weekday 0..6 of each day up to the last year's end."""
    if not years:
        return 0, np.empty(0, np.int32)
    if not 1 <= min(years) <= max(years) <= date.max.year:
        raise ValueError(f"years are 1 to {date.max.year}, not {min(years)} to {max(years)}")
    first, last = number_of(date(min(years), 1, 1)), number_of(date(max(years), 12, 31))
    of_day = ((np.arange(first, last + 1) + _THURSDAY) % 7).astype(np.int32)
    for year in range(min(years), max(years) + 1):
        if year not in years:
            of_day[number_of(date(year, 1, 1)) - first : number_of(date(year, 12, 31)) - first + 1] = NO_CALENDAR
    return first, of_day
