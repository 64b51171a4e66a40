"""Who is told when people, units and the platform's data change between the warning and its sending."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitoring.records import NodeVisit
from monitoring.sms.gateway import NotAccepted
from monitoring.watching.engine import Engine, Options
from tests import building as make
from tests.sms_house import RED, START, YELLOW, House, MakeHouse, changed_rules, office, turned_red

NIGHT = make.at("2017-07-05 19:00:00")
MORNING = make.at("2017-07-06 08:00:00")
MINUTE = timedelta(minutes=1)
HEAD = '    { role = "unit_head", after = "0" },\n'
LADDER = (
    HEAD + '    { role = "inspector", after = "0" },\n]\n\n[kinds.statutory]',
    HEAD + '    { role = "leader", after = "1 working_day" },\n]\n\n[kinds.statutory]',
)


def in_hand(officer: str, unit: str = "U2", due: str | None = None, **about: Any) -> Any:
    """A case at one node, in the hands of this officer."""
    visit = NodeVisit(1, 1, "环节1", unit, officer, make.when("2017-06-28 15:20"), None, make.when(due))
    return make.case(nodes=(visit,), **about)


def by_night(office: House) -> House:
    """What turned red after closing time waits for the morning."""
    office.run(START)
    office.run(YELLOW)
    office.gateway.taken.clear()
    office.run(NIGHT)
    return office


def test_a_head_who_had_the_case_in_hand_is_still_told_as_head_when_it_is_handed_on(house: MakeHouse) -> None:
    office = by_night(house(in_hand("H1", "U1")))
    office.store.put(in_hand("O1", "U1"))
    office.run(NIGHT + MINUTE)
    office.run(MORNING)
    office.run(MORNING + MINUTE)
    assert {(row.recipient, row.role) for row in office.rows("kind = 'red'")} == {
        ("O1", "officer"),
        ("H1", "unit_head"),
        ("S1", "inspector"),
    }
    assert office.receivers() == ["13800000001", "13800000011", "13800000031"]


def test_a_warning_that_comes_back_has_one_template_and_its_own_variables(house: MakeHouse) -> None:
    def arrived(due: str | None, *suspensions: Any) -> Any:
        visit = NodeVisit(1, 1, "环节1", "U2", "O2", make.when("2017-06-28 19:00"), None, make.when(due))
        return make.case(nodes=(visit,), suspensions=suspensions)

    office = house(arrived(None))
    office.run(make.at("2017-06-28 20:00"))
    office.store.put(arrived(None, make.suspension("2017-06-28 20:01")))
    office.age(4000)
    office.run(make.at("2017-06-28 20:02"))
    assert [row.state for row in office.rows()] == ["cancelled"]
    office.store.put(arrived("2017-07-03 17:30:00", make.suspension("2017-06-28 20:01", "2017-06-28 20:05")))
    office.run(make.at("2017-06-28 20:06"))
    office.run(make.at("2017-06-29 08:00"))
    sent = office.gateway.taken[0]
    assert (sent.template, sent.params["due"]) == ("new_case", "7月3日17:30")
    assert [row.deadline for row in office.rows()] != [None]


def test_what_was_called_off_on_an_interim_state_of_the_store_comes_back(house: MakeHouse) -> None:
    office = house(make.case(nodes=()))
    office.run(START)
    office.run(YELLOW)
    office.gateway.taken.clear()
    office.gateway.answers = [NotAccepted("connect_failed", 60.0)] * 2
    office.run(RED)
    whole = office.store.cases.pop("C1")
    office.send(RED + MINUTE)
    assert {row.state_reason for row in office.rows("kind = 'red'")} == {"gone"}
    office.store.cases["C1"] = whole
    office.age(4000)
    office.run(RED + 2 * MINUTE)
    assert office.receivers() == ["13800000011", "13800000031"]


def test_what_is_really_over_stays_called_off(house: MakeHouse) -> None:
    office = turned_red(house(make.case(nodes=())))
    office.store.put(make.case(nodes=(), finished="2017-07-05 17:00"))
    for minute in range(3):
        office.run(RED + minute * MINUTE)
    assert office.texts() == []
    assert {(row.state, row.state_reason) for row in office.rows("kind = 'red'")} == {("cancelled", "finished")}


@pytest.mark.parametrize("future", [None, "2018-01-05 09:00"])
def test_a_look_at_the_future_does_not_stop_the_ladder(house: MakeHouse, tmp_path: Path, future: str | None) -> None:
    office = house(make.case(nodes=()), rules=changed_rules(tmp_path, LADDER))
    office.run(START)
    office.run(YELLOW)
    office.gateway.taken.clear()
    if future is not None:
        ahead = Engine(office.store, office.ledger, office.book, Options(live=False), planner=office.planner)
        ahead.load(make.at(future))
    office.run(RED)
    assert office.receivers() == ["13800000011"]
    office.run(make.at("2017-07-06 17:30:02"))
    assert office.receivers() == ["13800000011", "13800000021"]


def test_a_head_appointed_later_is_told_of_what_stands_red(house: MakeHouse) -> None:
    office_of = office()
    building = house(in_hand("O2", "U2"))
    heads = ("H1", "H2")
    building.store._catalogue = replace(
        office_of, officers={key: one for key, one in office_of.officers.items() if key not in heads}
    )
    building.run(START)
    building.run(YELLOW)
    building.gateway.taken.clear()
    building.run(RED)
    assert building.receivers() == ["13800000002", "13800000031"]
    building.store.change_catalogue(office_of)
    building.run(MORNING)
    assert building.receivers() == ["13800000002", "13800000011", "13800000031"]


def test_the_head_of_the_unit_that_gave_the_case_away_is_not_told(house: MakeHouse) -> None:
    late = {"promised_due": "2017-07-20 17:30:00"}
    office = by_night(house(in_hand("O2", "U2", "2017-07-05 17:30:00", **late)))
    office.store.put(in_hand("O1", "U1", "2017-07-05 17:30:00", **late))
    office.run(NIGHT + MINUTE)
    office.run(MORNING)
    assert office.receivers() == ["13800000001", "13800000011", "13800000031"]
