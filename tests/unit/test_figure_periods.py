"""Weeks and months that figures are worked out for."""

from datetime import date, datetime

import pytest

from reports.figures.periods import Period, month, month_of, week, week_of


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-W27", date(2017, 7, 3), date(2017, 7, 9)),
        ("2017-w1", date(2017, 1, 2), date(2017, 1, 8)),
        ("2015-W53", date(2015, 12, 28), date(2016, 1, 3)),
        ("2018-W01", date(2018, 1, 1), date(2018, 1, 7)),
    ],
)
def test_a_week_runs_from_monday_to_sunday(text: str, first: date, last: date) -> None:
    assert week(text) == Period(first, last, "week")


@pytest.mark.parametrize("text", ["2017-W53", "2017-W0", "2017-27", "W27", "", "2017-W27x", "kw27"])
def test_what_is_no_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        week(text)


@pytest.mark.parametrize("text", ["2017-13", "2017-0", "2017", "2017-06-01", "0000-01"])
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        month(text)


@pytest.mark.parametrize(
    ("period", "before", "after", "year_ago"),
    [
        (month("2017-01"), "2016-12", "2017-02", "2016-01"),
        (month("2016-02"), "2016-01", "2016-03", "2015-02"),
        (week("2018-W01"), "2017-W52", "2018-W02", "2017-W01"),
        (
            Period(date(2017, 3, 1), date(2017, 3, 10)),
            "2017-02-19..2017-02-28",
            "2017-03-11..2017-03-20",
            "2016-03-01..2016-03-10",
        ),
    ],
)
def test_a_period_knows_its_neighbours(period: Period, before: str, after: str, year_ago: str) -> None:
    assert (period.before().key, period.after().key, period.year_ago().key) == (before, after, year_ago)


def test_a_period_ends_at_midnight_after_its_last_day() -> None:
    june = month("2017-06")
    assert (june.start, june.end) == (datetime(2017, 6, 1), datetime(2017, 7, 1))


@pytest.mark.parametrize(
    ("period", "since"),
    [
        # a week belongs to the year of its Thursday, so the year so far is never less than the week itself
        (week("2020-W53"), date(2019, 12, 30)),
        (week("2016-W52"), date(2016, 1, 4)),
        (week("2020-W01"), date(2019, 12, 30)),
        (week("2021-W01"), date(2021, 1, 4)),
        (month("2017-12"), date(2017, 1, 1)),
        (Period(date(2017, 6, 1), date(2017, 6, 20)), date(2017, 1, 1)),
        (Period(date(2016, 12, 20), date(2017, 1, 10)), date(2016, 12, 20)),
    ],
)
def test_the_year_so_far_ends_with_the_period_and_is_never_less_than_it(period: Period, since: date) -> None:
    assert period.year_to_date() == Period(since, period.last)
    assert period.year_to_date().first <= period.first


def test_every_day_has_its_week_and_month() -> None:
    assert week_of(date(2017, 7, 9)).key == "2017-W27"
    assert month_of(date(2016, 2, 29)) == Period(date(2016, 2, 1), date(2016, 2, 29), "month")
