"""Cards: each boundary that a clock went past, dated when it became true (contract §4, §5)."""

from __future__ import annotations

import pytest

from monitoring.codes import Light
from monitoring.judging.courses import read
from monitoring.judging.judge import judge
from monitoring.judging.targets import Rulebook
from monitoring.moments import ceil_seconds
from monitoring.records import CaseRecord, Item
from tests import building as make

Told = tuple[int | None, str, str, str]


def cards(record: CaseRecord, at: str, of: Item | None = None, by: Rulebook | None = None) -> list[Told]:
    found = judge(by or make.book(), make.catalogue(of), record, make.at(at), live=True)
    assert found is not None
    return [(c.node_seq, c.level, f"{c.became_true_at:%m-%d %H:%M}", f"{c.deadline:%m-%d %H:%M}") for c in found.cards]


YELLOW = (None, "yellow", "07-04 17:30", "07-05 17:30")
RED = (None, "red", "07-05 17:30", "07-05 17:30")


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2017-07-04 17:30:00", []),
        ("2017-07-04 17:30:01", [YELLOW]),
        ("2017-07-05 17:30:00", [YELLOW]),
        ("2017-07-05 17:30:01", [YELLOW, RED]),
        ("2017-09-01 10:00:00", [YELLOW, RED]),
    ],
)
def test_a_card_is_due_one_second_after_its_boundary_and_dated_at_the_boundary(at: str, expected: list[Told]) -> None:
    assert cards(make.case(), at) == expected


def test_the_law_has_a_card_of_its_own() -> None:
    told = cards(make.case(), "2017-07-12 17:30:01", make.item("5", "10"))
    assert told == [YELLOW, RED, (None, "statutory", "07-12 17:30", "07-12 17:30")]


def test_a_finished_case_keeps_the_cards_of_its_time_and_gets_no_later_ones() -> None:
    assert cards(make.case(finished="2017-07-05 10:00"), "2017-09-01 10:00") == [YELLOW]
    assert cards(make.case(finished="2017-07-04 17:30"), "2017-09-01 10:00") == []
    assert cards(make.case(finished="2017-07-05 17:30:01"), "2017-09-01 10:00") == [YELLOW, RED]


def test_a_stop_that_moved_the_due_leaves_the_card_of_the_due_before_and_calls_for_new_ones() -> None:
    record = make.case(suspensions=(make.suspension("2017-07-05 10:00", "2017-07-07 10:00"),))
    assert cards(record, "2017-07-06 10:00") == [YELLOW]
    later = (None, "yellow", "07-06 17:30", "07-07 17:30")
    assert cards(record, "2017-07-07 17:30:00") == [YELLOW, later]
    assert cards(record, "2017-07-07 17:30:01") == [YELLOW, later, (None, "red", "07-07 17:30", "07-07 17:30")]


def test_no_card_falls_while_the_clock_is_stopped() -> None:
    record = make.case(suspensions=(make.suspension("2017-07-03 10:00"),))
    assert cards(record, "2017-09-01 10:00") == []


def test_a_suspension_that_outlasts_its_limit_gets_a_red_card_even_when_noticed_after_its_end() -> None:
    record = make.case(suspensions=(make.suspension("2017-06-30 10:00", "2017-07-10 10:00", limit="2"),))
    assert cards(record, "2017-07-10 11:00")[-1] == (None, "red", "07-04 17:30", "07-04 17:30")


def test_a_late_acceptance_keeps_its_card_after_the_acceptance() -> None:
    told = cards(make.case("2017-06-28 15:20", applied="2017-06-20 09:00"), "2017-06-29 10:00")
    assert [level for _, level, _, _ in told] == ["yellow", "red"]


def test_hunan_speaks_of_an_early_warning_a_yellow_and_a_red_card() -> None:
    told = cards(make.case("2018-10-15 10:00"), "2018-10-30 10:00", make.item("7", "10"), make.book("hunan"))
    assert told == [
        (None, "yellow", "10-19 10:00", "10-24 10:00"),
        (None, "yellow", "10-24 10:00", "10-24 10:00"),
        (None, "red", "10-29 10:00", "10-29 10:00"),
    ]


def test_a_node_is_charged_to_its_own_unit_and_officer_and_may_be_red_in_a_green_case() -> None:
    of = make.item("20", nodes=(make.item_node(1, "1"),))
    record = make.case(nodes=(make.visit(1, "2017-06-28 15:20"),))
    found = judge(make.book(), make.catalogue(of), record, make.at("2017-06-30 09:00"))
    assert found is not None
    lights = [read(make.book().profile, c, ceil_seconds(make.at("2017-06-30 09:00"))).light for c in
              (found.course, found.nodes[0].course)]  # fmt: skip
    assert lights == [Light.GREEN, Light.RED]
    assert {(card.unit, card.officer) for card in found.cards} == {("县民政局", "王某某")}


@pytest.mark.parametrize(("left", "light"), [("2017-06-29 17:30:00", "green"), ("2017-06-29 17:30:01", "red")])
def test_a_closed_node_keeps_green_or_red(left: str, light: str) -> None:
    of = make.item("20", nodes=(make.item_node(1, "1"),))
    record = make.case(nodes=(make.visit(1, "2017-06-28 15:20", left),))
    found = judge(make.book(), make.catalogue(of), record, make.at("2017-08-01 09:00"))
    assert found is not None
    assert read(make.book().profile, found.nodes[0].course, 2**40).light.code == light
    assert not found.nodes[0].open


def test_a_node_left_open_in_a_finished_case_ends_with_the_case_and_is_a_problem() -> None:
    of = make.item("20", nodes=(make.item_node(1, "1"),))
    record = make.case(finished="2017-06-29 10:00", nodes=(make.visit(1, "2017-06-28 15:20"),))
    found = judge(make.book(), make.catalogue(of), record, make.at("2017-08-01 09:00"))
    assert found is not None
    assert [code for code, _ in found.problems] == ["node_left_open"]
    assert found.cards == ()


def test_a_suspension_pauses_the_node_in_hand_as_well_without_charging_its_officer() -> None:
    of = make.item("20", nodes=(make.item_node(1, "1"),))
    record = make.case(
        nodes=(make.visit(1, "2017-06-28 15:20"),), suspensions=(make.suspension("2017-06-29 09:00", limit="1"),)
    )
    found = judge(make.book(), make.catalogue(of), record, make.at("2017-07-20 09:00"))
    assert found is not None
    assert (
        read(make.book().profile, found.nodes[0].course, ceil_seconds(make.at("2017-07-20 09:00"))).light
        is Light.PAUSED
    )
    assert [(card.node_seq, card.reason) for card in found.cards] == [(None, "suspension_overdue")]


def test_a_node_that_was_left_before_it_was_entered_is_unjudged_alone() -> None:
    record = make.case(nodes=(make.visit(1, "2017-06-29 10:00", "2017-06-28 10:00"), make.visit(2, "2017-06-29 10:00")))
    found = judge(make.book(), make.catalogue(), record, make.at("2017-06-30 09:00"))
    assert found is not None
    assert not found.unjudged
    assert [code for code, _ in found.problems] == ["left_before_entered"]
