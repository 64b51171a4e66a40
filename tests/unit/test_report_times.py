"""When scheduled reports are due, in tables with borders; what a machine that was off has to catch up with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from desktop.reporting.times import due_at, due_reports
from desktop.settings.times import Monthly, Weekly
from desktop.settings.values import Reports
from monitoring.archiving import ReportKind
from reports.figures import periods

MONDAY_8 = Weekly(0, 8 * 3600)
USUAL = Reports(Path())
FIRST_0830 = Monthly(1, 8 * 3600 + 1800)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def due(now: str, weekly: Sequence[str] = (), monthly: Sequence[str] = (), settings: Reports = USUAL) -> list[str]:
    made = {ReportKind.WEEKLY: weekly, ReportKind.MONTHLY: monthly}
    return [about.period for about in due_reports(settings, at(now), lambda kind: made[kind])]


@pytest.mark.parametrize(
    ("period", "times", "moment"),
    [
        ("2017-W26", MONDAY_8, "2017-07-03 08:00:00"),
        ("2017-W26", Weekly(6, 0), "2017-07-09 00:00:00"),
        ("2017-W52", MONDAY_8, "2018-01-01 08:00:00"),
        ("2017-06", FIRST_0830, "2017-07-01 08:30:00"),
        ("2017-12", Monthly(28, 86_399), "2018-01-28 23:59:59"),
    ],
)
def test_a_draft_is_due_on_the_first_such_day_after_its_period(
    period: str, times: Weekly | Monthly, moment: str
) -> None:
    found = periods.week(period) if "W" in period else periods.month(period)
    assert due_at(found, times) == at(moment)


@pytest.mark.parametrize(
    ("now", "weekly"),
    [
        ("2017-07-03 07:59:59", []),
        ("2017-07-03 08:00:00", ["2017-W26"]),
        ("2017-07-09 23:59:59", ["2017-W26"]),
        ("2017-07-10 07:59:59", ["2017-W26"]),
        ("2017-07-10 08:00:00", ["2017-W26", "2017-W27"]),
    ],
)
def test_monday_eight_sharp(now: str, weekly: list[str]) -> None:
    assert due(now, ["2017-W24", "2017-W25"], ["2017-05", "2017-06"]) == weekly


@pytest.mark.parametrize(
    ("now", "monthly"),
    [
        ("2017-07-01 08:29:59", []),
        ("2017-07-01 08:30:00", ["2017-06"]),
        ("2017-08-01 08:29:59", ["2017-06"]),
        ("2017-08-01 08:30:00", ["2017-06", "2017-07"]),
    ],
)
def test_the_first_at_half_past_eight(now: str, monthly: list[str]) -> None:
    weekly = [f"2017-W{week:02}" for week in range(20, 40)]
    assert due(now, weekly, ["2017-05"]) == monthly


def test_a_machine_that_was_off_for_three_weeks_makes_all_three_the_oldest_first() -> None:
    assert due("2017-07-26 10:00:00", ["2017-W26"], ["2017-06"]) == ["2017-W27", "2017-W28", "2017-W29"]


def test_a_machine_that_was_off_for_a_year_makes_only_the_latest_ones() -> None:
    found = due("2018-07-26 10:00:00", ["2017-W26"], ["2017-06"])
    assert found == [*(f"2018-W{week}" for week in range(22, 30)), "2018-04", "2018-05", "2018-06"]


def test_a_new_ledger_gets_the_latest_of_each_and_none_of_the_years_before() -> None:
    assert due("2017-07-26 10:00:00") == ["2017-W29", "2017-06"]


def test_what_was_made_ahead_of_the_first_hole_does_not_hide_it() -> None:
    assert due("2017-07-26 10:00:00", ["2017-W26", "2017-W28", "2017-W30"], ["2017-06"]) == ["2017-W27", "2017-W29"]


def test_a_late_weekday_makes_the_week_before_last_still_due() -> None:
    sunday = Reports(Path(), weekly=Weekly(6, 23 * 3600))
    assert due("2017-07-09 22:59:59", settings=sunday) == ["2017-W25", "2017-06"]
    assert due("2017-07-09 23:00:00", settings=sunday) == ["2017-W26", "2017-06"]


def test_the_turn_of_the_year_keeps_its_weeks_in_order() -> None:
    assert due("2018-01-09 10:00:00", ["2017-W51"], ["2017-12"]) == ["2017-W52", "2018-W01"]
