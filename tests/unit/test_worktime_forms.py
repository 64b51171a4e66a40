"""Working time: zones, fractions, kinds of arrays, and how calendars are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from monitoring.blocks import NONE
from monitoring.moments import to_seconds
from monitoring.worktime import CalendarUnknown, WorkingCalendar, seconds_of

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


# zones, fractions, kinds of arrays


def test_aware_moments_are_read_on_the_clock_of_the_start(calendar: WorkingCalendar) -> None:
    start = at("2017-07-05 16:00").replace(tzinfo=SHANGHAI)
    due = calendar.due(start, hours(2))
    assert due == at("2017-07-06 09:00").replace(tzinfo=SHANGHAI)
    assert due.tzinfo is SHANGHAI
    utc_end = at("2017-07-06 01:00").replace(tzinfo=UTC)
    assert calendar.elapsed(start, utc_end) == hours(2)
    assert calendar.due(start, hours(1), [(at("2017-07-05 08:00").replace(tzinfo=UTC), utc_end)]) == at(
        "2017-07-06 10:00"
    ).replace(tzinfo=SHANGHAI)
    assert calendar.add_working_days(start, 1).tzinfo is SHANGHAI
    with pytest.raises(ValueError, match="cannot be mixed"):
        calendar.elapsed(start, at("2017-07-06 01:00"))
    with pytest.raises(ValueError, match="take naive wall-clock datetimes"):
        calendar.due_many([start], 1)


def test_fractions_of_a_second_are_kept(calendar: WorkingCalendar) -> None:
    start = at("2017-07-05 17:29:59.750000")
    assert calendar.due(start, timedelta(seconds=1)) == at("2017-07-06 08:30:00.750000")
    assert calendar.elapsed(start, at("2017-07-06 09:00")) == timedelta(seconds=1800.25)
    assert calendar.due(at("2017-07-05 09:00"), timedelta(microseconds=1)) == at("2017-07-05 09:00:00.000001")
    assert calendar.elapsed_many([start], [at("2017-07-06 09:00")]).tolist() == [timedelta(seconds=1800.25)]
    assert calendar.elapsed_many([at("2017-07-05 09:00")], [start]).tolist() == [hours(7) - timedelta(seconds=1800.25)]
    assert calendar.due_many([start], 1).tolist() == [at("2017-07-06 08:30:00.750000")]
    with pytest.raises(CalendarUnknown, match="2019"):
        calendar.due(at("2018-12-31 17:29:59.500000"), timedelta(seconds=1))


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_results_are_of_the_kind_that_was_given(calendar: WorkingCalendar, unit: str) -> None:
    start = np.array(["2017-07-05T09:00", "NaT"], f"datetime64[{unit}]")
    end = np.array(["2017-07-05T10:00", "2017-07-05T10:00"], f"datetime64[{unit}]")
    kept = "s" if unit == "ns" else unit
    elapsed = calendar.elapsed_many(start, end, unknown="mark")
    assert elapsed.dtype == np.dtype(f"timedelta64[{kept}]")
    assert elapsed.astype("timedelta64[s]").tolist() == [hours(1), None]
    due = calendar.due_many(start[:1], np.array([3600], "timedelta64[s]"))
    assert due.dtype == np.dtype(f"datetime64[{kept}]")
    assert due[0] == end[0]
    with pytest.raises(ValueError, match="cannot be mixed"):
        calendar.elapsed_many(start, np.array([1, 2]))


def test_one_end_may_stand_for_all_starts(calendar: WorkingCalendar) -> None:
    starts = np.array([to_seconds(at("2017-07-05 09:00")), to_seconds(at("2017-07-05 10:00"))])
    now = to_seconds(at("2017-07-05 11:00"))
    assert calendar.elapsed_many(starts, now).tolist() == [7200, 3600]
    pause = (np.array([1]), starts[1:], np.array([NONE]))
    assert calendar.elapsed_many(starts, now, pause).tolist() == [7200, 0]
    assert calendar.elapsed_many(starts[:0], starts[:0]).tolist() == []
    assert calendar.due_many(starts[:0], 5).tolist() == []


def test_seconds_of_datetimes_drop_the_fraction() -> None:
    assert seconds_of([at("1970-01-02"), at("1969-12-31 23:59:59.500000")]).tolist() == [86400, -1]
    assert seconds_of([at("1970-01-02"), None]).tolist() == [86400, NONE]


# how calendars are written


def test_hours_may_overlap_touch_and_stand_in_any_order() -> None:
    day = [(time(14), time(16)), ("09:00", "10:00"), ("15:00", "18:00"), ("10:00", "12:00:30")]
    calendar = WorkingCalendar({"mon": day, "tue": [("20:00", "24:00")]}, known_years=[2017])
    assert calendar.intervals(date(2017, 7, 3)) == ((32400, 43230), (50400, 64800))
    assert calendar.close_of(date(2017, 7, 4)) == at("2017-07-05 00:00")


def test_breaks_are_cut_out_and_special_days_replace() -> None:
    calendar = WorkingCalendar(
        WEEK,
        holidays=[date(2017, 7, 3)],
        special_days={"2017-07-04": [("10:00", "11:00")], date(2017, 7, 3): [("09:00", "10:00")], "2017-07-05": []},
        breaks={"2017-07-06": [("11:00", "15:00")], "2017-07-04": [("10:00", "10:15")]},
        known_years=[2017],
    )
    assert calendar.intervals(date(2017, 7, 3)) == ((32400, 36000),)
    assert calendar.intervals(date(2017, 7, 4)) == ((36900, 39600),)
    assert not calendar.is_workday(date(2017, 7, 5))
    assert calendar.intervals(date(2017, 7, 6)) == ((30600, 39600), (54000, 63000))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (({"mon": [("17:00", "09:00")]},), "mon: hours from 17:00 to 09:00 do not end after they begin"),
        (({"mon": [("17:00", time(0))]},), "midnight at the end of a day is '24:00'"),
        (({"mon": [("9 am", "17:00")]},), "mon: '9 am' is not a time of day"),
        (({"mon": [("09:00", "24:01")]},), "mon: '24:01' is not a time of day"),
        (({"mon": [("09:00", "12:60")]},), "mon: '12:60' is not a time of day"),
        (({"mon": ["09:00"]},), "mon: '09:00' is not a pair"),
        (({"monday": []},), "'monday' is not a weekday"),
        ((WEEK, ["2017-02-30"]), "holidays: '2017-02-30' is not a date"),
        ((WEEK, [], {"2017-02-03": [("10:00", "09:00")]}), "special day 2017-02-03: hours from 10:00 to 09:00"),
        ((WEEK, [], {}, {"x": []}), "breaks: 'x' is not a date"),
    ],
)
def test_what_cannot_be_a_calendar_is_refused_with_its_place(arguments: tuple, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        WorkingCalendar(*arguments)


def test_without_known_years_300_years_are_known() -> None:
    calendar = WorkingCalendar(WEEK)
    assert calendar.known_years == frozenset(range(1900, 2200))
    assert calendar.due_many([at("2017-07-05 16:30")], 3600).tolist() == [at("2017-07-05 17:30")]
    with pytest.raises(CalendarUnknown, match="2200"):
        calendar.is_workday(date(2200, 1, 1))
