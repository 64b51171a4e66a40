"""Numbers as they stand in the columns of official documents."""

from datetime import datetime

import pytest

from reports import saying
from reports.figures.definitions import MEASURES
from reports.figures.periods import Period, month, week
from tests import figures_made as made


@pytest.mark.parametrize(
    ("measure", "value", "said"),
    [
        ("accepted", 1284, "1284"),
        ("accepted", 0, "0"),
        ("on_time_rate", None, "—"),
        ("on_time_rate", 1.0, "100.0%"),
        ("on_time_rate", 0.99999, "99.9%"),
        ("on_time_rate", 0.00001, "0.1%"),
        ("on_time_rate", 0.0, "0.0%"),
        ("finish_rate", 1.25, "125.0%"),
        ("mean_days", 3.25, "3.3"),
        ("mean_days", 3.0, "3.0"),
        ("mean_days", None, "—"),
    ],
)
def test_a_figure_is_said_by_its_unit_and_nothing_is_a_dash(measure: str, value: float | None, said: str) -> None:
    assert saying.figure(MEASURES[measure], value) == said


@pytest.mark.parametrize(
    ("now", "before", "unit", "said"),
    [
        (120, 100, "cases", "+20.0%"),
        (90, 100, "cases", "−10.0%"),
        (100, 100, "cases", "持平"),
        (0, 0, "cases", "持平"),
        (5, 0, "cases", "—"),
        (5, None, "cases", "—"),
        (None, 5, "share", "—"),
        (0.957, 0.945, "share", "+1.2点"),
        (0.945, 0.957, "share", "−1.2点"),
        (3.24, 3.15, "days", "持平"),
        (3.4, 3.1, "days", "+0.3"),
    ],
)
def test_a_change_is_told_of_the_figures_as_they_are_printed(
    now: float | None, before: float | None, unit: str, said: str
) -> None:
    assert saying.change(now, before, unit) == said


@pytest.mark.parametrize(
    ("period", "name", "days"),
    [
        (week("2017-W27"), "2017年第27周", "2017年7月3日至7月9日"),
        (week("2018-W01"), "2018年第1周", "2018年1月1日至1月7日"),
        (week("2020-W53"), "2020年第53周", "2020年12月28日至2021年1月3日"),
        (month("2017-06"), "2017年6月", "2017年6月1日至6月30日"),
    ],
)
def test_a_period_is_named_as_on_a_document(period: Period, name: str, days: str) -> None:
    assert (saying.name(period), saying.days(period)) == (name, days)


def test_limits_are_said_in_their_own_unit() -> None:
    said = [saying.limit(text) for text in ("5 working_day", "7 calendar_day", "8 office_hour", "explicit", "")]
    assert said == ["5个工作日", "7个自然日", "8个办公小时", "explicit", "—"]


def test_a_moment_in_a_column_has_its_year() -> None:
    assert saying.moment(datetime(2017, 7, 5, 16, 6)) == "2017-07-05 16:06"
    assert saying.moment(None) == "—"


def test_an_officer_of_another_unit_stands_with_that_unit() -> None:
    assert saying.officer(made.line(officer_unit="千童镇便民服务中心")) == "李某某"
    assert saying.officer(made.line(officer_unit="县民政局")) == "李某某（县民政局）"
    assert saying.officer(made.line()) == "李某某", "nobody knows his unit"
    assert saying.officer(made.line(officer="", officer_unit="县民政局")) == "—"


def test_what_has_ended_names_nobody() -> None:
    assert saying.officer(made.line(finished_at=datetime(2017, 6, 30, 9), officer_unit="县民政局")) == "—"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "不足1个工作日"), (-59, "不足1个工作日"), (60, "1分钟"), (made.DAY, "1个工作日"), (None, "—")],
)
def test_what_fell_due_when_the_office_shut_is_not_told_in_minutes(seconds: int | None, said: str) -> None:
    assert saying.over(seconds, made.DAY) == said
