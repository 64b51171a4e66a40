"""Stops that touch one another, and what stops do under each day rule and profile (contract §4)."""

from __future__ import annotations

import pytest

from monitoring.codes import CardLevel, Reason
from monitoring.judging.courses import read
from monitoring.judging.judge import judge
from monitoring.judging.judgement import CaseJudgement
from monitoring.judging.targets import Rulebook
from monitoring.moments import ceil_seconds, from_seconds
from monitoring.records import CaseRecord, Item
from tests import building as make


def told(record: CaseRecord, at: str, of: Item | None = None, by: Rulebook | None = None) -> tuple[str, str, str, bool]:
    """Light, reason, due and whether that is provisional."""
    rules = by or make.book()
    found = read(rules.profile, judged(record, at, of, rules).course, ceil_seconds(make.at(at)))
    return found.light.code, str(found.reason), f"{from_seconds(found.due):%m-%d %H:%M}", found.provisional


def judged(record: CaseRecord, at: str, of: Item | None = None, by: Rulebook | None = None) -> CaseJudgement:
    found = judge(by or make.book(), make.catalogue(of), record, make.at(at), live=True)
    assert found is not None
    return found


def off_clock(promised: str = "5", *seqs: int) -> Item:
    nodes = tuple(make.item_node(seq, None, on_clock=False) for seq in seqs or (2,))
    return make.item(promised, nodes=nodes)


# five working days from Friday 2017-06-30: due on Friday 2017-07-07 at 17:30
@pytest.mark.parametrize(
    ("second", "light"),
    [
        ("2017-07-08 09:00", "paused"),  # overlaps the first one
        ("2017-07-08 10:00:00", "paused"),  # begins in the second in which the first one ends
        ("2017-07-08 10:00:01", "red"),  # the clock ran again for a second, past its due
    ],
)
def test_a_stop_that_takes_over_from_another_is_one_with_it(second: str, light: str) -> None:
    record = make.case(
        "2017-06-30 09:00",
        corrections=(make.correction("2017-07-07 16:00", "2017-07-08 10:00"),),
        suspensions=(make.suspension(second),),
    )
    assert told(record, "2017-07-10 10:00")[0] == light
    cards = [card.level for card in judged(record, "2017-07-10 10:00").cards]
    assert (CardLevel.RED in cards) == (light == "red")


def test_two_visits_off_the_clock_one_after_the_other_stop_the_case_without_a_gap() -> None:
    visits = (
        make.visit(1, "2017-07-04 10:00", "2017-07-06 18:00", node=2),
        make.visit(2, "2017-07-06 18:00", node=2),
    )
    record = make.case("2017-07-04 10:00", nodes=visits)
    assert told(record, "2017-07-07 10:00", off_clock("0")) == ("green", "off_case_clock", "07-07 17:30", True)
    assert judged(record, "2017-07-07 10:00", off_clock("0")).cards == ()


@pytest.mark.parametrize("second", ["2017-07-11 12:00:00", "2017-07-11 12:00:01"])
def test_the_light_that_a_case_entered_with_is_kept_through_several_nodes_off_its_clock(second: str) -> None:
    visits = (make.visit(1, "2017-07-10 10:00", "2017-07-11 12:00", node=2), make.visit(2, second, node=2))
    record = make.case("2017-07-03 09:00", nodes=visits)  # yellow from 07-07 17:30
    assert told(record, "2017-07-11 13:00", off_clock())[0] == "yellow"


def test_a_visit_off_the_clock_that_does_not_say_when_it_began_leaves_the_case_unjudged() -> None:
    record = make.case("2017-06-20 10:00", nodes=(make.visit(1, None, node=2),))
    found = judged(record, "2017-07-05 10:00", off_clock())
    assert (str(Reason.STOP_WITHOUT_START), "case_nodes.1") in found.problems


# hunan: yellow over the promise, red over the law
@pytest.mark.parametrize(
    ("finished", "law", "light"),
    [
        ("2018-10-24 10:00:00", "10", "green"),
        ("2018-10-24 10:00:01", "10", "yellow"),
        ("2018-10-29 10:00:00", "10", "yellow"),
        ("2018-10-29 10:00:01", "10", "red"),
        ("2018-12-24 10:00:00", None, "yellow"),
    ],
)
def test_a_case_that_finished_late_has_the_light_that_it_ended_with(finished: str, law: str | None, light: str) -> None:
    record = make.case("2018-10-15 10:00", finished=finished)
    assert told(record, "2019-01-02 10:00", make.item("7", law), make.book("hunan"))[0] == light


def test_red_applications_and_nodes_stay_red_when_a_stop_begins_later_under_every_profile() -> None:
    hunan = make.book("hunan")
    application = make.case(None, applied="2017-07-03 09:00", corrections=(make.correction("2017-07-06 10:00"),))
    assert told(application, "2017-07-07 10:00", by=hunan)[:2] == ("red", "not_accepted_in_time")
    item = make.item("20", nodes=(make.item_node(1, "1"),))
    record = make.case(
        "2017-07-03 09:00",
        nodes=(make.visit(1, "2017-07-03 09:00"),),
        suspensions=(make.suspension("2017-07-06 10:00"),),
    )
    (node,) = judged(record, "2017-07-07 10:00", item, hunan).nodes
    assert read(hunan.profile, node.course, ceil_seconds(make.at("2017-07-07 10:00"))).light.code == "red"


def test_a_due_that_a_stop_does_not_move_is_not_provisional() -> None:
    record = make.case("2018-10-15 10:00", suspensions=(make.suspension("2018-10-25 10:00"),))
    found = told(record, "2018-10-26 10:00", make.item("7"), make.book("hunan"))
    assert found == ("paused", "suspended", "10-24 10:00", False)


@pytest.mark.parametrize("named", [None, "2017-07-05 10:00"])
def test_office_seconds_cut_stops_out_of_calendar_days_to_the_second_whoever_names_the_due(named: str | None) -> None:
    """Two days of 24 hours from Monday 10:00, nine hours of them stopped."""
    record = make.case(
        "2017-07-03 10:00", promised_due=named, suspensions=(make.suspension("2017-07-04 09:00", "2017-07-04 18:00"),)
    )
    by = make.book(day_rule="office_seconds")
    assert told(record, "2017-07-05 18:00", make.item("2", unit="calendar_day"), by)[2] == "07-05 19:00"


@pytest.mark.parametrize("unit", ["working_day", "calendar_day"])
def test_what_is_due_the_same_day_is_moved_by_working_days(unit: str) -> None:
    record = make.case("2017-07-07 10:00", suspensions=(make.suspension("2017-07-07 11:00", "2017-07-10 11:00"),))
    assert told(record, "2017-07-10 12:00", make.item("0", unit=unit))[2] == "07-10 17:30"


def test_what_is_due_the_same_day_is_moved_by_the_second_where_seconds_are_counted() -> None:
    record = make.case("2017-07-07 09:00", suspensions=(make.suspension("2017-07-07 10:00", "2017-07-07 17:30"),))
    # 2 hours of the morning and 3.5 of the afternoon: 5.5 office hours from Monday 08:30
    found = told(record, "2017-07-07 18:00", make.item("0"), make.book(day_rule="office_seconds"))
    assert (found[0], found[2]) == ("green", "07-10 16:00")


# 7 calendar days from Sunday 2017-07-02: due on Sunday 07-09 at 24:00; the last working day before is Friday
@pytest.mark.parametrize(
    ("at", "light"),
    [
        ("2017-07-07 00:00:00", "green"),
        ("2017-07-07 00:00:01", "yellow"),
        ("2017-07-07 17:29:00", "yellow"),
        ("2017-07-10 00:00:00", "yellow"),
        ("2017-07-10 00:00:01", "red"),
    ],
)
def test_a_due_on_a_rest_day_is_near_while_there_is_still_a_working_day(at: str, light: str) -> None:
    assert told(make.case("2017-07-02 09:00"), at, make.item("7", unit="calendar_day"))[0] == light


@pytest.mark.parametrize(
    ("due", "differs"),
    [
        ("2017-07-06 17:30:00", False),  # what 3 working days give
        ("2017-07-07 17:30:00", False),
        ("2017-07-07 17:30:01", True),
        ("2017-07-05 17:29:59", True),
    ],
)
def test_a_nodes_due_that_is_more_than_a_day_from_its_limit_is_a_problem_and_wins(due: str, differs: bool) -> None:
    item = make.item("20", nodes=(make.item_node(1, "3"),))
    record = make.case("2017-07-03 09:00", nodes=(make.visit(1, "2017-07-03 09:00", due=due),))
    found = judged(record, "2017-07-04 10:00", item)
    assert [code for code, _ in found.problems] == (["due_differs"] if differs else [])
    assert from_seconds(found.nodes[0].course.due) == make.at(due)
