"""The demo's county: what is made, and that it is the same each time."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from monitoring.demo import DemoRefused, DemoReport, make_demo
from monitoring.demo.county import demo_county
from monitoring.demo.office import OfficeLine, seconds_at
from monitoring.demo.troubles import TROUBLES, Spoiler
from monitoring.importing.rows import CaseRow, NodeRow, SuspensionRow, WholeCase
from monitoring.worktime import WorkingCalendar

HOURS = [("08:30", "12:00"), ("14:00", "17:30")]
CALENDAR = WorkingCalendar(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), HOURS), holidays=["2026-10-01"])
UNTIL = datetime(2026, 6, 24, 10, 30)
MOMENTS = {
    "cases": ("applied_at", "accepted_at", "finished_at"),
    "case_nodes": ("entered_at", "left_at"),
    "suspensions": ("started_at", "ended_at"),
    "corrections": ("notified_at", "received_at"),
}


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    return sa.create_engine(f"sqlite:///{tmp_path / 'cases.db'}")


def make(engine: sa.Engine, **more: object) -> DemoReport:
    return make_demo(engine, **{"until": UNTIL, "calendar": CALENDAR, "cases": 600, **more})


def rows(engine: sa.Engine, statement: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


def content(engine: sa.Engine) -> dict[str, list[tuple[object, ...]]]:
    tables = (*MOMENTS, "regions", "units", "officers", "items", "item_nodes")
    return {table: sorted(rows(engine, f"SELECT * FROM {table}"), key=repr) for table in tables}


def test_the_county_has_twelve_townships_and_450_villages_of_which_66_are_real(engine: sa.Engine) -> None:
    report = make(engine)
    assert (report.townships, report.villages, report.cases_new) == (12, 450, 600)
    assert rows(engine, "SELECT count(*) FROM regions WHERE level = 'village' AND name NOT LIKE '%（虚构）'") == [(66,)]
    assert rows(
        engine, "SELECT count(DISTINCT name) FROM regions WHERE level = 'village' AND name LIKE '%（虚构）'"
    ) == [(384,)]
    assert rows(engine, "SELECT parent_code FROM regions WHERE name = '薛堂村'") == [("130925103",)]


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        (date(2020, 1, 1), date(2020, 12, 31), {"边务乡", "孟店乡"}),
        (date(2020, 12, 31), date(2021, 1, 1), {"边务乡", "边务镇", "孟店乡"}),
        (date(2021, 1, 1), date(2021, 12, 31), {"边务镇", "孟店乡"}),
        (date(2022, 1, 1), date(2022, 1, 1), {"边务镇", "孟店镇"}),
    ],
)
def test_a_township_has_the_names_that_are_valid_in_the_time_of_the_demo(
    first: date, last: date, names: set[str]
) -> None:
    places = [place for place in demo_county().places(first, last) if place.level == "township"]
    assert {place.name for place in places if place.name[:2] in ("边务", "孟店")} == names
    parents = {place.parent for place in demo_county().places(first, last) if place.level == "village"}
    assert parents <= {place.code for place in places}


def test_the_same_seed_makes_the_same_store(engine: sa.Engine, tmp_path: Path) -> None:
    other = sa.create_engine(f"sqlite:///{tmp_path / 'other.db'}")
    make(engine)
    make(other)
    assert content(engine) == content(other)
    make(other, seed=2, force=True)
    assert content(engine) != content(other)


def test_made_twice_nothing_is_doubled_or_changed(engine: sa.Engine) -> None:
    make(engine)
    before = content(engine)
    report = make(engine)
    assert (report.cases_new, report.cases_updated, report.cases_unchanged) == (0, 0, 600)
    assert content(engine) == before


@pytest.mark.parametrize(
    "other", [{"seed": 2}, {"cases": 601}, {"until": datetime(2026, 6, 24, 10, 31)}], ids=["seed", "cases", "until"]
)
def test_another_county_is_not_mixed_into_one_that_is_there(engine: sa.Engine, other: dict[str, object]) -> None:
    make(engine)
    before = content(engine)
    with pytest.raises(DemoRefused) as refused:
        make(engine, **other)
    assert refused.value.code == "other_demo"
    assert "--seed 1 --cases 600 --until 2026-06-24 10:30:00" in refused.value.detail
    assert content(engine) == before
    make(engine, **other, force=True)
    assert make(engine, **other).cases_new == 0, "now this is how it was made"


def test_made_again_two_days_later_the_cases_go_on(engine: sa.Engine) -> None:
    make(engine)
    before = dict(rows(engine, "SELECT case_no, applied_at FROM cases"))
    finished = rows(engine, "SELECT count(*) FROM cases WHERE state = 'finished'")[0][0]
    report = make(engine, until=datetime(2026, 6, 26, 10, 30), force=True)
    after = dict(rows(engine, "SELECT case_no, applied_at FROM cases"))
    assert report.cases_new > 0
    assert report.cases_updated > 0
    assert after | before == after
    assert len(after) == 600 + report.cases_new
    assert rows(engine, "SELECT count(*) FROM cases WHERE state = 'finished'")[0][0] > finished


def test_a_larger_demo_keeps_the_cases_of_a_smaller_one(engine: sa.Engine) -> None:
    make(engine, cases=3000)
    before = dict(rows(engine, "SELECT case_no, applied_at FROM cases"))
    make(engine, cases=9000, force=True)
    after = dict(rows(engine, "SELECT case_no, applied_at FROM cases"))
    assert after | before == after


def test_nothing_has_happened_after_the_moment_of_the_demo(engine: sa.Engine) -> None:
    make(engine, cases=2000)
    for table, columns in MOMENTS.items():
        for column in columns:
            odd = (
                "AND accepted_at NOT IN ('0000-00-00 00:00:00', '2017-13-45 08:30:00', '待补录', '20170705')"
                if column == "accepted_at"
                else ""
            )
            # a slip of the year is one of the troubles
            late = rows(engine, f"SELECT {column} FROM {table} WHERE {column} > '{UNTIL}' {odd}")
            assert all(column == "accepted_at" and str(value[0]) > "2026-09" for value in late), (column, late)
        assert rows(engine, f"SELECT count(*) FROM {table} WHERE updated_at > '{UNTIL}' OR updated_at IS NULL") == [
            (0,)
        ]


def test_the_board_has_cases_of_every_state_stopped_corrected_and_waiting(engine: sa.Engine) -> None:
    make(engine, cases=6000)
    states = Counter(dict(rows(engine, "SELECT state, count(*) FROM cases GROUP BY state")))
    assert all(states[state] > 0 for state in ("applied", "open", "finished", "refused", "withdrawn", "void"))
    assert states["open"] > 50
    for statement in (
        "SELECT count(*) FROM suspensions WHERE ended_at IS NULL",
        "SELECT count(*) FROM suspensions WHERE limit_value IS NULL",
        "SELECT count(*) FROM suspensions WHERE limit_value IS NOT NULL",
        "SELECT count(*) FROM suspensions WHERE kind = 'extension'",
        "SELECT count(*) FROM corrections WHERE received_at IS NULL",
        "SELECT count(*) FROM case_nodes JOIN cases USING (case_no) JOIN item_nodes"
        " ON item_nodes.item_code = cases.item_code AND item_nodes.seq = node_seq WHERE on_case_clock = 0",
    ):
        assert rows(engine, statement)[0][0] > 0, statement


def test_every_case_says_that_it_is_of_the_demo_and_nobody_has_a_real_number(engine: sa.Engine) -> None:
    make(engine)
    assert rows(engine, "SELECT count(*) FROM cases WHERE title NOT LIKE '（演示）%'") == [(0,)]
    mobiles = rows(engine, "SELECT mobile FROM officers UNION SELECT applicant_mobile FROM cases")
    assert all(str(mobile).startswith("1380000") and len(str(mobile)) == 11 for (mobile,) in mobiles)


def test_a_store_with_other_cases_is_refused_and_left_as_it_is(engine: sa.Engine) -> None:
    make(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO cases (case_no) VALUES ('real')")
    before = content(engine)
    with pytest.raises(DemoRefused, match="1 cases that are not the demo's"):
        make(engine, cases=700)
    assert content(engine) == before
    assert make(engine, cases=700, force=True).cases_new == 100
    assert rows(engine, "SELECT count(*) FROM cases WHERE case_no = 'real'") == [(1,)]


@pytest.mark.parametrize("cases", [0, -1, 10**9])
def test_an_impossible_number_of_cases_is_refused(engine: sa.Engine, cases: int) -> None:
    with pytest.raises(DemoRefused, match="the demo makes 1 to"):
        make(engine, cases=cases)


def test_a_moment_in_a_year_that_cannot_be_meant_is_refused(engine: sa.Engine) -> None:
    with pytest.raises(DemoRefused, match="not in 17"):
        make(engine, until=datetime(17, 7, 5))


def test_a_year_that_the_calendar_does_not_know_is_no_obstacle(engine: sa.Engine) -> None:
    week = dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), HOURS)
    report = make(engine, calendar=WorkingCalendar(week, known_years=[2001]), cases=50)
    assert report.cases_new == 50


@pytest.mark.parametrize(
    ("moment", "seconds", "expected"),
    [
        ("2026-06-26 17:29:59", 1, "2026-06-26 17:30:00"),
        ("2026-06-26 17:29:59", 2, "2026-06-29 08:30:01"),
        ("2026-06-26 12:30:00", 1, "2026-06-26 14:00:01"),
        ("2026-06-27 12:00:00", 25_200, "2026-06-29 17:30:00"),
        ("2026-09-30 17:30:00", 1, "2026-10-02 08:30:01"),
    ],
)
def test_office_time_runs_in_office_hours_only(moment: str, seconds: int, expected: str) -> None:
    line = OfficeLine(CALENDAR, date(2026, 6, 1), date(2026, 10, 9))
    start = int((datetime.fromisoformat(moment) - datetime(1970, 1, 1)).total_seconds())
    found = line.after(start, seconds)
    assert found == int((datetime.fromisoformat(expected) - datetime(1970, 1, 1)).total_seconds())
    assert line.after(seconds_at(date(2026, 10, 9)), 10**9) == line.end


FINISHED = WholeCase(
    CaseRow(
        "1",
        item_code="YS-01",
        unit_id="D01",
        accepted_at="2026-06-01 09:00:00",
        finished_at="2026-06-05 09:00:00",
        state="finished",
        updated_at="2026-06-05 09:00:00",
    ),
    (NodeRow("1", 1, entered_at="2026-06-01 09:00:00", left_at="2026-06-05 09:00:00"),),
    (
        SuspensionRow(
            "1",
            1,
            kind="extension",
            basis="law",
            approver="P1",
            started_at="2026-06-02 09:00:00",
            ended_at="2026-06-03 09:00:00",
        ),
    ),
    (),
)
OPEN = FINISHED._replace(case=FINISHED.case._replace(finished_at=None, state="open"))


@pytest.mark.parametrize("name", TROUBLES)
def test_every_trouble_spoils_a_finished_or_an_open_case(name: str) -> None:
    spoilt = [TROUBLES[name](whole, Random(1)) for whole in (FINISHED, OPEN)]
    assert any(after not in (None, before) for after, before in zip(spoilt, (FINISHED, OPEN), strict=True))


def test_only_a_store_of_text_is_given_dates_that_are_none() -> None:
    spoiler = Spoiler(1.0, text_store=False, until="2026-06-05 09:00:00")
    whole = OPEN._replace(nodes=None, suspensions=None)
    for seed in range(50):
        spoiler.spoil(whole, Random(seed))
    assert "odd_date" not in spoiler.counts
