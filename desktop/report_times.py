"""Which scheduled reports are due at a moment and were never made. Pure: no clock, no store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta
from typing import Final

from desktop.settings_times import Monthly, Weekly
from desktop.settings_values import Reports
from monitoring.archiving import About, ReportKind
from reports.figures import periods
from reports.figures.periods import Period

LATE_WEEKS: Final = 8
LATE_MONTHS: Final = 3
"""A machine that was off for longer catches up with so many; older ones a person may still make."""


def due_at(period: Period, times: Weekly | Monthly) -> datetime:
    """When the draft for a period is to be made: the first such weekday or day of the month after it has ended."""
    if isinstance(times, Weekly):
        return period.end + timedelta(days=times.weekday, seconds=times.second)
    return period.end + timedelta(days=times.day - 1, seconds=times.second)


def due_reports(settings: Reports, now: datetime, made: Callable[[ReportKind], Collection[str]]) -> list[About]:
    """What is due at ``now`` and not in ``made`` (periods that a report was ever made for), the oldest first.

    On a ledger without any report of a kind only the latest one: nobody asked for those of years ago.
    """
    weeks = _missing(_weeks(settings.weekly, now), made(ReportKind.WEEKLY))
    months = _missing(_months(settings.monthly, now), made(ReportKind.MONTHLY))
    return [
        *(About(ReportKind.WEEKLY, period.key) for period in weeks),
        *(About(ReportKind.MONTHLY, period.key) for period in months),
    ]


def _weeks(times: Weekly, now: datetime) -> list[Period]:
    newest = periods.week_of(now.date())
    return [period for period in _back(newest, LATE_WEEKS + 2) if due_at(period, times) <= now][:LATE_WEEKS]


def _months(times: Monthly, now: datetime) -> list[Period]:
    newest = periods.month_of(now.date())
    return [period for period in _back(newest, LATE_MONTHS + 2) if due_at(period, times) <= now][:LATE_MONTHS]


def _back(newest: Period, count: int) -> Iterator[Period]:
    for _ in range(count):
        yield newest
        newest = newest.before()


def _missing(due: list[Period], made: Collection[str]) -> list[Period]:
    if not made:
        return due[:1]
    first = min(made)
    return [period for period in reversed(due) if period.key not in made and period.key > first]
