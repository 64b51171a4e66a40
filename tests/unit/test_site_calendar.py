"""The site's calendar: carried days, the site's own, office hours through the years."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from monitoring.ports import CalendarDay, CalendarFile
from monitoring.site_calendar import OfficeHours, SiteCalendar, parse_calendar_file
from monitoring.worktime import CalendarUnknown, OfficeHoursUnknown

HOLIDAY_CN = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "holiday-cn"
HALVES = ((8 * 3600 + 1800, 12 * 3600), (14 * 3600, 17 * 3600 + 1800))
SUMMER = ((8 * 3600 + 1800, 12 * 3600), (14 * 3600 + 1800, 18 * 3600 + 1800))
ALWAYS = OfficeHours(HALVES)
NOTHING = CalendarFile(())


@pytest.fixture(scope="module")
def site() -> SiteCalendar:
    return SiteCalendar.build([ALWAYS], NOTHING)


def days(text: str, year: int) -> list[date]:
    return [date(year, *(int(part) for part in day.split("-"))) for day in text.split()]


def test_2017_has_249_workdays(site: SiteCalendar) -> None:
    assert site.working.workdays_between(date(2016, 12, 31), date(2017, 12, 31)) == 249


@pytest.mark.parametrize(
    ("year", "rest", "makeup"),
    [
        (
            2017,
            "01-01 01-02 01-27 01-28 01-29 01-30 01-31 02-01 02-02 04-02 04-03 04-04 05-01 05-28 05-29 05-30 "
            "10-01 10-02 10-03 10-04 10-05 10-06 10-07 10-08",
            "01-22 02-04 04-01 05-27 09-30",
        ),
        (2018, "", "02-11 02-24 04-08 04-28 09-29 09-30 12-29"),
    ],
)
def test_the_notices_of_the_state_council_are_followed(site: SiteCalendar, year: int, rest: str, makeup: str) -> None:
    for day in days(rest, year):
        assert (site.kind(day), site.working.is_workday(day)) == ("holiday", False), day
    for day in days(makeup, year):
        assert (site.kind(day), site.working.is_workday(day)) == ("makeup_workday", True), day
    every = [date(year, 1, 1) + timedelta(days=index) for index in range(365)]
    assert [day for day in every if site.kind(day) == "makeup_workday"] == days(makeup, year)


def test_days_have_kinds_and_names(site: SiteCalendar) -> None:
    assert [(site.kind(day), site.name(day)) for day in days("10-01 09-30 07-05 07-08", 2017)] == [
        ("holiday", "国庆节"),
        ("makeup_workday", "国庆节"),
        ("workday", ""),
        ("restday", ""),
    ]


def test_all_days_of_2007_to_2026_agree_with_holiday_cn(site: SiteCalendar) -> None:
    if not HOLIDAY_CN.is_dir():
        pytest.skip("the shared folder holiday-cn is not here")
    named: dict[date, bool] = {}
    for year in range(2007, 2027):
        file = parse_calendar_file(HOLIDAY_CN / f"{year}.json")
        assert file.years == (year,)
        named |= {day.day: day.is_workday for day in file.days}
    day, differing = date(2007, 1, 1), []
    while day.year < 2027:
        if site.working.is_workday(day) != named.get(day, day.weekday() < 5):
            differing.append(day)
        day += timedelta(days=1)
    assert differing == []


def test_an_unknown_year_is_never_guessed(site: SiteCalendar) -> None:
    assert site.known_years == frozenset(range(2004, 2027)) == site.working.known_years
    for ask in (
        lambda: site.kind(date(2027, 1, 4)),
        lambda: site.working.due(datetime(2026, 12, 31, 17), timedelta(hours=1)),
        lambda: site.working.nth_workday(date(2026, 12, 31), 1),
    ):
        with pytest.raises(CalendarUnknown, match="2027") as refusal:
            ask()
        assert refusal.value.years == (2027,)


def test_seven_working_days_of_the_hunan_example(site: SiteCalendar) -> None:
    accepted, day = datetime(2018, 10, 15, 10), site.standard_day_seconds(date(2018, 10, 15))
    assert day == 25200
    assert site.working.due(accepted, timedelta(seconds=4 * day)) == datetime(2018, 10, 19, 10)
    assert site.working.due(accepted, timedelta(seconds=7 * day)) == datetime(2018, 10, 24, 10)
    assert site.working.due(accepted, timedelta(seconds=10 * day)) == datetime(2018, 10, 29, 10)


@pytest.mark.parametrize(
    ("start", "seconds", "due"),
    [
        (datetime(2017, 9, 29, 17, 29, 59), 1, datetime(2017, 9, 29, 17, 30)),  # last working second on Friday
        (datetime(2017, 9, 29, 17, 29, 59), 2, datetime(2017, 9, 30, 8, 30, 1)),  # first on the make-up Saturday
        (datetime(2017, 9, 30, 17, 29, 59), 2, datetime(2017, 10, 9, 8, 30, 1)),
        (datetime(2018, 12, 28, 17, 30), 25200, datetime(2018, 12, 29, 17, 30)),  # 2018-12-29 is in the 2019 notice
        (datetime(2018, 12, 29, 17, 30), 25200, datetime(2019, 1, 2, 17, 30)),
    ],
)
def test_limits_run_over_holidays_and_make_up_days(
    site: SiteCalendar, start: datetime, seconds: int, due: datetime
) -> None:
    assert site.working.due(start, timedelta(seconds=seconds)) == due


# the site's own days


def test_a_site_day_overrides_the_carried_one() -> None:
    own = CalendarFile((CalendarDay(date(2017, 7, 5), False, "停电"), CalendarDay(date(2017, 10, 1), True)))
    site = SiteCalendar.build([ALWAYS], own)
    assert (site.kind(date(2017, 7, 5)), site.name(date(2017, 7, 5))) == ("holiday", "停电")
    assert (site.kind(date(2017, 10, 1)), site.name(date(2017, 10, 1))) == ("makeup_workday", "")
    assert site.working.workdays_between(date(2016, 12, 31), date(2017, 12, 31)) == 249
    assert site.version != SiteCalendar.build([ALWAYS], NOTHING).version


def test_a_site_year_makes_the_year_known_and_its_other_days_follow_the_weekday() -> None:
    own = CalendarFile(
        (CalendarDay(date(2027, 1, 1), False, "元旦"), CalendarDay(date(2026, 12, 26), True, "元旦")), (2027,)
    )
    site = SiteCalendar.build([ALWAYS], own)
    assert site.known_years == frozenset(range(2004, 2028))
    assert [site.kind(date(2027, 1, day)) for day in (1, 2, 4)] == ["holiday", "restday", "workday"]
    assert site.kind(date(2026, 12, 26)) == "makeup_workday"
    assert site.working.nth_workday(date(2026, 12, 31), 1) == date(2027, 1, 4)


def test_a_day_in_an_unknown_year_does_not_make_the_year_known() -> None:
    site = SiteCalendar.build([ALWAYS], CalendarFile((CalendarDay(date(2027, 1, 4), True),)))
    assert 2027 not in site.known_years
    with pytest.raises(CalendarUnknown, match="2027"):
        site.kind(date(2027, 1, 4))


def test_years_between_carried_and_own_ones_stay_unknown() -> None:
    site = SiteCalendar.build([ALWAYS], CalendarFile((CalendarDay(date(2028, 1, 3), False),), (2028,)))
    assert site.known_years == frozenset({*range(2004, 2027), 2028}) == site.working.known_years
    with pytest.raises(CalendarUnknown) as refusal:
        site.working.elapsed(datetime(2026, 12, 31, 9), datetime(2028, 1, 5, 9))
    assert refusal.value.years == (2027,)


def test_the_file_of_one_year_does_not_undo_what_the_next_years_notice_changed() -> None:
    if not HOLIDAY_CN.is_dir():
        pytest.skip("the shared folder holiday-cn is not here")
    site = SiteCalendar.build([ALWAYS], parse_calendar_file(HOLIDAY_CN / "2018.json"))
    assert site.kind(date(2018, 12, 29)) == "makeup_workday"
    assert site.version == SiteCalendar.build([ALWAYS], NOTHING).version


def test_equal_calendars_have_equal_versions() -> None:
    one = SiteCalendar.build([OfficeHours(SUMMER, from_day=date(2017, 6, 1)), ALWAYS], NOTHING)
    two = SiteCalendar.build([ALWAYS, OfficeHours(SUMMER, from_day=date(2017, 6, 1))], NOTHING)
    assert one.version == two.version
    assert one.version != SiteCalendar.build([ALWAYS], NOTHING).version


# office hours through the years

SEASONS = [
    OfficeHours(HALVES, from_day=date(2017, 1, 1)),
    OfficeHours(SUMMER, from_day=date(2017, 6, 1)),
    OfficeHours(HALVES, from_day=date(2017, 10, 1)),
]
YEARLY = [OfficeHours(SUMMER, from_month_day=(6, 1)), OfficeHours(HALVES, from_month_day=(10, 1))]


@pytest.mark.parametrize("rows", [SEASONS, YEARLY])
def test_hours_change_inside_a_limit(rows: list[OfficeHours]) -> None:
    working = SiteCalendar.build(rows, NOTHING).working
    assert working.close_of(date(2017, 5, 31)) == datetime(2017, 5, 31, 17, 30)
    assert working.close_of(date(2017, 6, 1)) == datetime(2017, 6, 1, 18, 30)
    assert working.close_of(date(2017, 10, 9)) == datetime(2017, 10, 9, 17, 30)
    # 31 May from 16:30: 1 hour; 1 June: 7.5 hours; 2 June: half an hour
    assert working.due(datetime(2017, 5, 31, 16, 30), timedelta(hours=9)) == datetime(2017, 6, 2, 9)
    assert working.elapsed(datetime(2017, 5, 31), datetime(2017, 6, 3)) == timedelta(hours=22)


def test_yearly_hours_come_again_each_year_and_reach_back_into_the_year_before() -> None:
    site = SiteCalendar.build(YEARLY, NOTHING)
    assert [site.standard_day_seconds(date(2017, month, 1)) for month in (1, 5, 6, 9, 10, 12)] == [
        25200,
        25200,
        27000,
        27000,
        25200,
        25200,
    ]
    assert site.standard_day_seconds(date(2045, 7, 1)) == 27000
    assert site.working.intervals(date(2004, 1, 5)) == HALVES


def test_yearly_hours_may_begin_in_a_certain_year() -> None:
    rows = [ALWAYS, OfficeHours(SUMMER, from_day=date(2018, 1, 1), from_month_day=(6, 1))]
    site = SiteCalendar.build(rows, NOTHING)
    assert site.working.intervals(date(2017, 7, 5)) == HALVES
    assert site.working.intervals(date(2018, 7, 5)) == SUMMER


def test_before_the_first_row_of_office_hours_days_are_known_but_hours_are_not() -> None:
    site = SiteCalendar.build(SEASONS, NOTHING)
    assert site.kind(date(2016, 12, 30)) == "workday"
    assert site.working.nth_workday(date(2016, 12, 29), 1) == date(2016, 12, 30)
    for ask in (
        lambda: site.standard_day_seconds(date(2016, 12, 31)),
        lambda: site.working.close_of(date(2016, 12, 30)),
        lambda: site.working.elapsed(datetime(2016, 12, 30, 9), datetime(2017, 1, 3, 9)),
    ):
        with pytest.raises(OfficeHoursUnknown, match="2016"):
            ask()
    with pytest.raises(OfficeHoursUnknown, match="2017"):
        SiteCalendar.build([], NOTHING).working.close_of(date(2017, 7, 5))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"hours": ()}, "no hours"),
        ({"hours": ((5, 4),)}, "do not end after they begin"),
        ({"hours": HALVES, "from_month_day": (2, 29)}, "month 2, day 29 is not a day of every year"),
        ({"hours": HALVES, "from_month_day": (13, 1)}, "month 13, day 1"),
    ],
)
def test_impossible_office_hours_are_refused(arguments: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        OfficeHours(**arguments)


def test_an_imported_json_file_builds_the_same_year(tmp_path: Path) -> None:
    path = tmp_path / "2027.json"
    path.write_text(json.dumps({"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}]}))
    site = SiteCalendar.build([ALWAYS], parse_calendar_file(path))
    assert site.name(date(2027, 1, 1)) == "元旦"
    assert site.working.add_working_days(date(2026, 12, 31), 1) == date(2027, 1, 4)
