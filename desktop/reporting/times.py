"""Which scheduled reports are due at a moment and were never made. Pure: no clock, no store."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Final

from desktop.settings.times import Monthly, Weekly
from desktop.settings.values import Reports
from monitoring.archiving import About, ReportKind, ReportRecord, ReportState
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
    """What is due at ``now`` and not in ``made`` (``made_periods``), the oldest first.

    On a ledger without any report of a kind only the latest one: nobody asked for those of years ago.
    """
    weeks = _missing(_weeks(settings.weekly, now), made(ReportKind.WEEKLY))
    months = _missing(_months(settings.monthly, now), made(ReportKind.MONTHLY))
    return [
        *(About(ReportKind.WEEKLY, period.key) for period in weeks),
        *(About(ReportKind.MONTHLY, period.key) for period in months),
    ]


def made_periods(records: Iterable[ReportRecord]) -> set[str]:
    """Periods that a report was ever made for, in whatever state it is now.

    A draft from before the period's end that nobody has edited does not count: it is made again at the end.
    """
    return {one.about.period for one in records if not is_early_draft(one)}


def is_early_draft(record: ReportRecord) -> bool:
    """Whether it may be replaced by one of the whole period."""
    early = record.cutoff < period_of(record.about).end
    return record.state is ReportState.DRAFT and early and not record.edited


def period_of(about: About) -> Period:
    """Of a weekly or a monthly. Raises ValueError for a key that names no week or month."""
    return periods.week(about.period) if about.kind is ReportKind.WEEKLY else periods.month(about.period)


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
