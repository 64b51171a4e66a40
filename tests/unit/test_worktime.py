"""Working time at its borders."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from monitoring.blocks import NONE
from monitoring.moments import NEVER, to_seconds
from monitoring.worktime import CalendarUnknown, OfficeHoursUnknown, WorkingCalendar

HALVES = [("08:30", "12:00"), ("14:00", "17:30")]
WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), HALVES)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    """2017 and 2018 by weekday, with National Day 2017 and its make-up Saturday."""
    days_off = [f"2017-10-0{day}" for day in range(2, 7)]
    return WorkingCalendar(WEEK, days_off, {"2017-09-30": HALVES}, known_years=[2017, 2018])


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        ("2017-07-05 09:00", 1, "2017-07-05 10:00"),
        ("2017-07-05 11:00", 1, "2017-07-05 12:00"),  # used up exactly at noon: the morning's close
        ("2017-07-05 11:00", 1.5, "2017-07-05 14:30"),
        ("2017-07-05 16:30", 1, "2017-07-05 17:30"),  # at closing time: that closing time
        ("2017-07-07 17:29:59", 1 / 3600, "2017-07-07 17:30"),  # the last working second on Friday
        ("2017-07-07 17:29:59", 2 / 3600, "2017-07-10 08:30:01"),
        ("2017-07-07 17:30", 1 / 3600, "2017-07-10 08:30:01"),
        ("2017-09-29 17:30", 1, "2017-09-30 09:30"),  # the first hour of a make-up Saturday
        ("2017-09-30 17:00", 1, "2017-10-09 09:00"),  # over the holiday
        ("2017-10-03 10:00", 7, "2017-10-09 17:30"),
        ("2017-07-05 03:00", 7, "2017-07-05 17:30"),
    ],
)
def test_a_duration_is_due_on_the_closing_side(calendar: WorkingCalendar, start: str, length: float, due: str) -> None:
    assert calendar.due(at(start), hours(length)) == at(due)
    assert calendar.due_many([at(start)], round(length * 3600)).tolist() == [at(due)]


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2017-07-05 09:00", "2017-07-05 09:00"),
        ("2017-07-05 08:30", "2017-07-05 08:30"),
        ("2017-07-05 12:00", "2017-07-05 14:00"),  # the closing second itself is closed
        ("2017-07-05 11:59:59", "2017-07-05 11:59:59"),
        ("2017-07-07 17:30", "2017-07-10 08:30"),
        ("2017-10-01 00:00", "2017-10-09 08:30"),
    ],
)
def test_no_duration_is_due_at_the_next_open_moment(calendar: WorkingCalendar, start: str, due: str) -> None:
    assert calendar.due(at(start), hours(0)) == at(due)
    assert calendar.due_many([at(start)], 0).tolist() == [at(due)]


@pytest.mark.parametrize(
    ("start", "back", "due"),
    [
        ("2017-07-05 10:00", 1, "2017-07-05 09:00"),
        ("2017-07-04 09:30", 1, "2017-07-03 17:30"),  # Monday's close, not Tuesday's opening
        ("2017-07-04 14:30", 0.5, "2017-07-04 12:00"),
        ("2017-07-04 14:30", 1, "2017-07-04 11:30"),
        ("2017-10-09 08:30", 1, "2017-09-30 16:30"),
        ("2017-07-02 12:00", 7, "2017-06-29 17:30"),
    ],
)
def test_a_negative_duration_goes_back_to_the_closing_side(
    calendar: WorkingCalendar, start: str, back: float, due: str
) -> None:
    assert calendar.due(at(start), -hours(back)) == at(due)
    assert calendar.due_many([at(start)], round(-back * 3600)).tolist() == [at(due)]


@pytest.mark.parametrize(
    ("start", "end", "pauses", "elapsed"),
    [
        ("2017-07-05 09:00", "2017-07-05 15:00", [], 4),
        ("2017-07-05 15:00", "2017-07-05 09:00", [], -4),
        ("2017-07-05 12:00", "2017-07-05 14:00", [], 0),
        ("2017-07-07 17:00", "2017-07-10 09:00", [], 1),
        ("2017-09-29 17:00", "2017-10-09 09:00", [], 8),
        ("2017-07-05 09:00", "2017-07-05 15:00", [("2017-07-05 10:00", "2017-07-05 11:00")], 3),
        (
            "2017-07-05 09:00",
            "2017-07-05 15:00",
            [("2017-07-05 10:00", "2017-07-05 11:00"), ("2017-07-05 10:30", "2017-07-05 11:30")],
            2.5,
        ),
        ("2017-07-05 09:00", "2017-07-05 15:00", [("2017-07-05 10:00", None)], 1),
        ("2017-07-05 15:00", "2017-07-05 09:00", [("2017-07-05 10:00", None)], -1),
        ("2017-07-05 09:00", "2017-07-05 15:00", [("2017-07-04 10:00", "2017-07-05 09:30")], 3.5),
        ("2017-09-29 16:30", "2017-10-09 09:30", [("2017-09-29 17:00", "2017-10-05 10:00")], 1.5),  # ends on a holiday
    ],
)
def test_elapsed_is_open_time_without_pauses(
    calendar: WorkingCalendar, start: str, end: str, pauses: list[tuple[str, str | None]], elapsed: float
) -> None:
    stops = [(at(begin), None if stop is None else at(stop)) for begin, stop in pauses]
    assert calendar.elapsed(at(start), at(end), stops) == hours(elapsed)
    columns = (
        np.zeros(len(stops), np.int64),
        np.array([to_seconds(begin) for begin, _ in stops], np.int64),
        np.array([NONE if stop is None else to_seconds(stop) for _, stop in stops], np.int64),
    )
    starts, ends = np.array([to_seconds(at(start))]), np.array([to_seconds(at(end))])
    assert calendar.elapsed_many(starts, ends, columns).tolist() == [elapsed * 3600]


@pytest.mark.parametrize(
    ("start", "length", "pauses", "due"),
    [
        ("2017-07-05 09:00", 2, [("2017-07-05 10:00", "2017-07-05 11:00")], "2017-07-05 12:00"),
        ("2017-07-05 09:00", 1, [("2017-07-05 10:00", "2017-07-05 11:00")], "2017-07-05 10:00"),  # due as it begins
        ("2017-07-05 09:00", 1, [("2017-07-05 08:00", "2017-07-05 10:00")], "2017-07-05 11:00"),
        ("2017-07-05 09:00", 0, [("2017-07-05 08:00", "2017-07-05 10:00")], "2017-07-05 10:00"),
        ("2017-07-05 09:00", 0, [("2017-07-05 08:00", "2017-07-05 12:00")], "2017-07-05 14:00"),
        ("2017-07-05 12:00", 0, [("2017-07-05 13:00", "2017-07-05 15:00")], "2017-07-05 15:00"),
        (
            "2017-07-05 09:00",
            2,
            [("2017-07-05 10:30", "2017-07-05 11:00"), ("2017-07-05 10:00", "2017-07-05 10:45")],
            "2017-07-05 12:00",
        ),
        ("2017-07-05 11:00", -1.5, [("2017-07-05 09:30", "2017-07-05 10:30")], "2017-07-04 17:30"),
        ("2017-07-05 11:00", -1, [("2017-07-05 09:30", "2017-07-05 10:30")], "2017-07-05 09:00"),
        ("2017-07-05 11:00", -0.5, [("2017-07-05 09:30", "2017-07-05 10:30")], "2017-07-05 09:30"),
    ],
)
def test_a_pause_moves_what_is_due_after_it(
    calendar: WorkingCalendar, start: str, length: float, pauses: list[tuple[str, str]], due: str
) -> None:
    stops = [(at(begin), at(stop)) for begin, stop in pauses]
    assert calendar.due(at(start), hours(length), stops) == at(due)


def test_impossible_pauses_are_refused(calendar: WorkingCalendar) -> None:
    start = at("2017-07-05 09:00")
    with pytest.raises(ValueError, match="a pause has no end"):
        calendar.due(start, hours(1), [(start, None)])
    with pytest.raises(ValueError, match="ends before it begins"):
        calendar.due(start, hours(1), [(start, start - hours(1))])
    with pytest.raises(ValueError, match="ends before it begins"):
        calendar.elapsed(start, start + hours(9), [(start, start - hours(1))])
    second = np.array([to_seconds(start)])
    with pytest.raises(ValueError, match="a pause of row 0 ends before it begins"):
        calendar.elapsed_many(second, second + 1, (np.array([0]), second, second - 1))
    with pytest.raises(ValueError, match="pauses belong to rows 0 to 0, not 1 to 1"):
        calendar.elapsed_many(second, second + 1, (np.array([1]), second, second))


@pytest.mark.parametrize(
    ("start", "n", "expected"),
    [
        ("2017-07-05 10:00", 1, "2017-07-06 10:00"),
        ("2017-07-07 10:00", 1, "2017-07-10 10:00"),
        ("2017-07-08 10:00", 1, "2017-07-10 10:00"),  # from a rest day: the next working day is the first
        ("2017-07-05 20:00", 1, "2017-07-07 08:30"),
        ("2017-07-05 13:00", 1, "2017-07-06 14:00"),
        ("2017-09-29 10:00", 2, "2017-10-09 10:00"),
        ("2017-10-09 10:00", -1, "2017-09-30 10:00"),
        ("2017-07-08 10:00", -1, "2017-07-07 10:00"),
        ("2017-07-08 10:00", 0, "2017-07-10 08:30"),
    ],
)
def test_the_start_day_never_counts(calendar: WorkingCalendar, start: str, n: int, expected: str) -> None:
    assert calendar.add_working_days(at(start), n) == at(expected)
    assert calendar.add_working_days_many([at(start)], n).tolist() == [at(expected)]
    assert calendar.add_working_days_many(np.array([to_seconds(at(start))]), n).tolist() == [to_seconds(at(expected))]


def test_a_date_gives_a_date(calendar: WorkingCalendar) -> None:
    assert calendar.add_working_days(date(2017, 7, 8), 1) == date(2017, 7, 10)
    assert calendar.add_working_days(date(2017, 7, 8), 0) == date(2017, 7, 8)
    assert type(calendar.add_working_days(date(2017, 7, 8), 1)) is date


def test_workdays_between_counts_the_later_end_only(calendar: WorkingCalendar) -> None:
    friday, monday = date(2017, 7, 7), date(2017, 7, 10)
    assert calendar.workdays_between(friday, monday) == 1
    assert calendar.workdays_between(monday, friday) == -1
    assert calendar.workdays_between(monday, monday) == 0
    assert calendar.workdays_between(date(2017, 9, 29), date(2017, 10, 8)) == 1
    days = np.array(["2017-07-07", "2017-07-10"], "datetime64[D]")
    assert calendar.workdays_between_many(days, days[::-1]).tolist() == [1, -1]


def test_a_day_says_what_it_is(calendar: WorkingCalendar) -> None:
    assert calendar.is_workday(date(2017, 9, 30))
    assert not calendar.is_workday(date(2017, 10, 2))
    assert calendar.intervals(date(2017, 9, 30)) == ((30600, 43200), (50400, 63000))
    assert calendar.intervals(date(2017, 10, 1)) == ()
    assert calendar.open_seconds(date(2017, 9, 30)) == 25200
    assert calendar.close_of(date(2017, 9, 30)) == at("2017-09-30 17:30")
    with pytest.raises(ValueError, match="2017-10-01 is not a workday"):
        calendar.close_of(date(2017, 10, 1))
    assert calendar.known_years == {2017, 2018}
    assert (calendar.first_known_day, calendar.last_known_day) == (date(2017, 1, 1), date(2018, 12, 31))


def test_days_in_batches(calendar: WorkingCalendar) -> None:
    days = np.array(["2017-07-07", "2017-07-08", "2017-09-29"], "datetime64[D]")
    assert calendar.nth_workday_many(days, 1).astype(str).tolist() == ["2017-07-10", "2017-07-10", "2017-09-30"]
    assert calendar.nth_workday_many(days, [-1, 1, 2]).astype(str).tolist() == [
        "2017-07-06",
        "2017-07-10",
        "2017-10-09",
    ]
    assert calendar.nth_workday_many(days.astype(np.int64), 1).dtype == np.int64
    assert calendar.close_many(days[[0, 2]]).tolist() == [at("2017-07-07 17:30"), at("2017-09-29 17:30")]
    with pytest.raises(ValueError, match="2017-07-08 is not a workday"):
        calendar.close_many(days)
    with pytest.raises(ValueError, match="0th workday"):
        calendar.nth_workday_many(days, 0)
    with pytest.raises(ValueError, match="0th workday"):
        calendar.nth_workday(date(2017, 7, 7), 0)


# what is not known


@pytest.mark.parametrize(
    ("ask", "years"),
    [
        (lambda c: c.due(at("2018-12-31 17:00"), hours(1)), (2019,)),
        (lambda c: c.due(at("2018-12-31 17:30"), hours(0)), (2019,)),
        (lambda c: c.due(at("2017-01-02 08:45"), -hours(1)), (2016,)),
        (lambda c: c.due(at("2027-01-02 08:45"), hours(1)), (2027,)),
        (lambda c: c.elapsed(at("2016-12-31 09:00"), at("2017-01-03 09:00")), (2016,)),
        (lambda c: c.elapsed(at("2018-12-31 09:00"), at("2020-01-03 09:00")), (2019, 2020)),
        (lambda c: c.elapsed(at("2020-01-03 09:00"), at("2018-12-31 09:00")), (2019, 2020)),
        (lambda c: c.nth_workday(date(2018, 12, 31), 1), (2019,)),
        (lambda c: c.nth_workday(date(2017, 1, 1), -1), (2016,)),
        (lambda c: c.nth_workday(date(2015, 1, 1), 1), (2015,)),
        (lambda c: c.add_working_days(at("2018-12-31 09:00"), 3), (2019,)),
        (lambda c: c.workdays_between(date(2018, 12, 31), date(2019, 1, 1)), (2019,)),
        (lambda c: c.is_workday(date(2019, 1, 1)), (2019,)),
        (lambda c: c.intervals(date(2016, 12, 31)), (2016,)),
        (lambda c: c.close_of(date(2019, 1, 2)), (2019,)),
        (lambda c: c.due_s(to_seconds(at("2018-12-31 17:00")), 3600), (2019,)),
        (lambda c: c.due_many([at("2018-12-31 17:00")], 3600), (2019,)),
        (lambda c: c.elapsed_many([at("2018-12-31 17:00")], [at("2019-01-31 17:00")]), (2019,)),
        (lambda c: c.nth_workday_many(np.array(["2018-12-31"], "datetime64[D]"), 1), (2019,)),
        (lambda c: c.close_many(np.array(["2019-12-31"], "datetime64[D]")), (2019,)),
        (lambda c: c.workdays_between_many([date(2018, 12, 31)], [date(2019, 1, 1)]), (2019,)),
        (lambda c: c.add_working_days_many([at("2018-12-31 17:00")], 1), (2019,)),
    ],
)
def test_an_unknown_year_is_refused_by_name(calendar: WorkingCalendar, ask, years: tuple[int, ...]) -> None:
    with pytest.raises(CalendarUnknown, match=str(years[0])) as refusal:
        ask(calendar)
    assert refusal.value.years == years


def test_what_needs_no_unknown_day_is_answered(calendar: WorkingCalendar) -> None:
    assert calendar.due(at("2018-12-31 16:30"), hours(1)) == at("2018-12-31 17:30")
    assert calendar.elapsed(at("2018-12-31 16:30"), at("2019-01-01 00:00")) == hours(1)
    pause = [(at("2018-12-31 17:00"), None)]
    assert calendar.elapsed(at("2018-12-31 16:30"), at("2021-05-01 00:00"), pause) == hours(0.5)
    columns = (np.array([0]), np.array([to_seconds(pause[0][0])]), np.array([NONE]))
    start, end = np.array([to_seconds(at("2018-12-31 16:30"))]), np.array([to_seconds(at("2021-05-01"))])
    assert calendar.elapsed_many(start, end, columns).tolist() == [1800]
    assert calendar.nth_workday(date(2016, 12, 31), 1) == date(2017, 1, 2)


def test_a_pause_that_ends_after_the_known_days_must_reach_to_the_end(calendar: WorkingCalendar) -> None:
    edge = to_seconds(at("2019-01-01 00:00"))
    start, pause = np.array([edge - 36000]), (np.array([0]), np.array([edge - 36000 + 60]), np.array([edge + 60]))
    assert calendar.elapsed_many(start, edge + 60, pause, unknown="mark").tolist() == [60]
    assert calendar.elapsed_many(start, edge + 120, pause, unknown="mark").tolist() == [NONE]
    with pytest.raises(CalendarUnknown, match="2019"):
        calendar.elapsed_many(start, edge + 120, pause)


def test_pauses_of_many_cases_may_last_for_ever(calendar: WorkingCalendar) -> None:
    start = to_seconds(at("2017-07-05 09:00")) + np.zeros(100, np.int64)
    owner = np.repeat(np.arange(100), 2)
    begin = np.tile([start[0] + 7200, start[0] + 3600], 100)
    end = np.tile([start[0] + 7260, NEVER], 100)
    end[::4] = NEVER
    assert calendar.elapsed_many(start, np.full(100, NEVER), (owner, begin, end)).tolist() == [3600] * 100


def test_a_gap_between_known_years_is_not_skipped() -> None:
    gapped = WorkingCalendar(WEEK, known_years=[2017, 2019])
    assert gapped.known_years == {2017, 2019}
    with pytest.raises(CalendarUnknown, match="2018"):
        gapped.due(at("2017-12-29 17:00"), hours(1))
    with pytest.raises(CalendarUnknown, match="2018"):
        gapped.due(at("2019-01-01 09:00"), -hours(1))
    with pytest.raises(CalendarUnknown, match="2018"):
        gapped.nth_workday(date(2017, 12, 29), 1)
    starts = [at("2017-12-29 17:00"), at("2017-12-29 16:00"), at("2018-05-05 10:00"), at("2019-01-01 17:00")]
    due = gapped.due_many(starts, 3600, unknown="mark").tolist()
    assert due == [None, at("2017-12-29 17:00"), None, at("2019-01-02 09:00")]
    days = np.array(["2017-12-29", "2018-12-31", "2019-01-02"], "datetime64[D]")
    assert np.isnat(gapped.nth_workday_many(days, 1, unknown="mark")).tolist() == [True, False, False]
    assert np.isnat(gapped.nth_workday_many(days, -1, unknown="mark")).tolist() == [False, True, False]


def test_unknown_rows_are_marked_and_the_others_answered(calendar: WorkingCalendar) -> None:
    start = np.array([to_seconds(at("2018-12-31 16:00")), NONE, to_seconds(at("2018-12-28 16:00")), NEVER])
    end = np.array([to_seconds(at("2019-02-01 16:00")), start[0], start[0], start[0]])
    assert calendar.elapsed_many(start, end, unknown="mark").tolist() == [NONE, NONE, 25200, NONE]
    assert calendar.due_many(start, 7200, unknown="mark").tolist() == [
        NONE,
        NONE,
        to_seconds(at("2018-12-31 09:00")),
        NONE,
    ]
    assert calendar.due_many(start[[2]], [NONE], unknown="mark").tolist() == [NONE]
    assert calendar.add_working_days_many(start, 1, unknown="mark").tolist() == [NONE, NONE, start[0], NONE]
    day = np.where(start == NONE, NONE, start // 86400)
    assert calendar.nth_workday_many(day, 1, unknown="mark").tolist() == [NONE, NONE, day[0], NONE]
    assert calendar.workdays_between_many(day, day[2], unknown="mark").tolist() == [-1, NONE, 0, NONE]
    assert calendar.close_many(day, unknown="mark").tolist()[1::2] == [NONE, NONE]
    with pytest.raises(ValueError, match="row 1 holds no moment"):
        calendar.elapsed_many(start[[2, 1]], end[[2, 1]])


def test_a_workday_without_office_hours_counts_as_a_day_but_has_no_seconds() -> None:
    calendar = WorkingCalendar.from_days(date(2017, 1, 1), [-2] * 200 + [0] * 165, [[(30600, 63000)]])
    assert calendar.known_years == {2017}
    assert calendar.is_workday(date(2017, 3, 1))
    assert calendar.nth_workday(date(2017, 3, 1), 2) == date(2017, 3, 3)
    for ask in (
        lambda: calendar.intervals(date(2017, 3, 1)),
        lambda: calendar.close_of(date(2017, 3, 1)),
        lambda: calendar.due(at("2017-03-01 09:00"), hours(1)),
        lambda: calendar.close_many([date(2017, 3, 1)]),
    ):
        with pytest.raises(OfficeHoursUnknown, match=r"no office hours are set for workdays in 2017 \(2017-03-01\)"):
            ask()
    assert calendar.elapsed(at("2017-12-01 09:00"), at("2017-12-01 10:00")) == hours(1)


def test_pattern_numbers_are_checked() -> None:
    with pytest.raises(ValueError, match="patterns are numbered -2 to 0, not 0 to 1"):
        WorkingCalendar.from_days(date(2017, 1, 1), [0, 1], [[(1, 2)]])
    with pytest.raises(ValueError, match="pattern 0: hours from 08:00 to 07:00 do not end after they begin"):
        WorkingCalendar.from_days(date(2017, 1, 1), [0], [[(28800, 25200)]])


def test_a_calendar_that_is_never_open_is_not_waited_for() -> None:
    closed = WorkingCalendar({}, known_years=[2017])
    assert closed.elapsed(at("2017-01-01"), at("2017-12-31")) == hours(0)
    for ask in (
        lambda: closed.due(at("2017-05-01"), hours(1)),
        lambda: closed.due(at("2017-05-01"), hours(0)),
        lambda: closed.nth_workday(date(2017, 5, 1), 1),
        lambda: closed.due_many([at("2017-05-01")], 1),
    ):
        with pytest.raises(CalendarUnknown, match="2018"):
            ask()
    assert closed.nth_workday_many([date(2017, 5, 1)], 1, unknown="mark").tolist() == [None]
    nothing = WorkingCalendar(WEEK, known_years=[])
    with pytest.raises(CalendarUnknown, match="2017.*knows no day at all"):
        nothing.elapsed(at("2017-01-01"), at("2017-12-31"))
    assert nothing.elapsed_many(np.array([1]), np.array([2]), unknown="mark").tolist() == [NONE]
    assert nothing.due_many(np.array([1]), 1, unknown="mark").tolist() == [NONE]
    assert nothing.known_years == frozenset()
