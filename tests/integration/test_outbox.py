"""Warnings from the overdue case to the gateway, on both databases: each once, none lost, the unknown as unknown."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from monitoring.ports import StoreUnavailable
from monitoring.sms.gateway import Accepted, CannotTell, NotAccepted, NotFound, Rejected, Report, Unknown
from tests import building as make
from tests.fakes import FakeGateway
from tests.sms_house import RED, START, YELLOW, MakeHouse, turned_red

CASE = make.case(nodes=(make.visit(1, "2017-06-28 15:20"),))
"""Due 5 July 17:30; at node 1 since 28 June, with U2 and its officer O2."""
MINUTE = timedelta(minutes=1)


@pytest.fixture
def house(house: MakeHouse) -> MakeHouse:
    return lambda *cases, **options: house(*(cases or (CASE,)), **options)


def test_an_overdue_case_reaches_officer_head_and_inspector_at_once_and_only_once(house: MakeHouse) -> None:
    office = turned_red(house())
    assert [row.recipient for row in office.rows("kind = 'red'")] == ["O2", "H1", "S1"]
    for _ in range(3):
        office.run(RED)
    assert office.receivers() == ["13800000002", "13800000011", "13800000031"]
    assert {row.state for row in office.rows()} == {"accepted"}
    assert office.texts()[0] == "超期告警：高龄补贴C1（便民中心）应于7月5日17:30前办结，现已超期，请立即办理。"


def test_card_and_warning_are_written_in_one_transaction(house: MakeHouse) -> None:
    office = house()
    office.look(START)
    office.sql("DROP TABLE sms_messages")
    office.look(RED)
    assert [one.store for one in office.engine.snapshot(RED).trouble] == ["ledger"]
    assert office.sql("SELECT * FROM cards") == []


def test_what_a_crash_left_out_is_put_in_at_the_next_look(house: MakeHouse) -> None:
    office = house()
    office.look(RED)
    office.sql("DELETE FROM sms_messages WHERE kind = 'red'")
    office.engine.load(RED + MINUTE)
    assert len(office.rows("kind = 'red'")) == 3


def test_a_new_case_prompts_its_handler(house: MakeHouse) -> None:
    office = house()
    office.run(START)
    assert [(sms.mobile, sms.template) for sms in office.gateway.taken] == [("13800000002", "new_case_no_limit")]


def test_a_case_finished_before_sending_is_called_off(house: MakeHouse) -> None:
    office = turned_red(house())
    office.store.put(make.case(finished="2017-07-05 17:00", nodes=CASE.nodes))
    office.send()
    assert office.texts() == []
    assert {(row.state, row.state_reason) for row in office.rows("kind = 'red'")} == {("cancelled", "finished")}


def test_a_case_suspended_before_sending_is_called_off(house: MakeHouse) -> None:
    office = house()
    office.run(START)
    office.look(YELLOW)
    office.store.put(make.case(nodes=CASE.nodes, suspensions=(make.suspension("2017-07-04 17:00"),)))
    office.send()
    assert [(row.state, row.state_reason) for row in office.rows("kind = 'yellow'")] == [("cancelled", "suspended")]


def test_what_was_called_off_by_mistake_goes_out_when_it_is_true_after_all(house: MakeHouse) -> None:
    office = turned_red(house())
    office.store.put(make.case(finished="2017-07-05 17:00", nodes=CASE.nodes))
    office.run(RED)
    office.store.put(CASE)
    office.run(RED + MINUTE)
    assert len(office.texts()) == 3


def test_a_deadline_that_moved_warns_again(house: MakeHouse) -> None:
    office = turned_red(house())
    office.send()
    office.store.put(make.case(promised_due="2017-07-06 17:30:00", nodes=CASE.nodes))
    office.run(RED + MINUTE)
    office.run(make.at("2017-07-06 17:30:01"))
    assert len([row for row in office.rows("kind = 'red'") if row.state == "accepted"]) == 6


def test_two_senders_on_one_ledger_send_each_warning_once(house: MakeHouse) -> None:
    office = turned_red(house())
    other = office.another_sender()
    other.turn()
    office.send()
    assert len(office.texts()) == 3
    other.outbox.close()


def test_a_sender_that_died_leaves_an_unknown_and_nobody_repeats_it(house: MakeHouse) -> None:
    office = turned_red(house())
    claim = office.sender.outbox.claim("O2", office.moment, 60, office.sender._desks.open(office.moment).desk.decide)
    assert claim is not None
    office.send()
    assert {row.recipient: row.state for row in office.rows("kind = 'red'")}["O2"] == "sending"
    office.age(61)
    office.send()
    row = office.rows("kind = 'red' AND recipient = 'O2'")[0]
    assert (row.state, row.state_reason, row.attempts) == ("unknown", "lease_ran_out", 1)


def test_a_late_answer_still_counts_after_the_lease(house: MakeHouse) -> None:
    office = turned_red(house())
    outbox = office.sender.outbox
    claim = outbox.claim("O2", office.moment, 60, office.sender._desks.open(office.moment).desk.decide)
    assert claim is not None
    office.age(61)
    outbox.expire_leases()
    assert outbox.finish(claim, Accepted("g1"), office.moment) == "accepted"
    assert outbox.finish(claim, Rejected("late nonsense"), office.moment) is None


@pytest.mark.parametrize(
    ("answer", "state", "reason"),
    [
        (Accepted("g"), "accepted", None),
        (Rejected("bad number"), "rejected", "bad number"),
        (NotAccepted("busy", 60), "pending", "busy"),
        (NotAccepted("password", 60, channel_stopped=True), "pending", "password"),
        (Unknown("timeout"), "unknown", "timeout"),
    ],
)
def test_each_answer_leads_to_its_state(house: MakeHouse, answer: Any, state: str, reason: str | None) -> None:
    office = house(gateway=FakeGateway(answer))
    office.run(START)
    row = office.rows()[0]
    assert (row.state, row.state_reason) == (state, reason)


def test_what_was_proved_not_sent_is_sent_after_its_pause(house: MakeHouse) -> None:
    office = house(gateway=FakeGateway(NotAccepted("busy", 60)))
    office.run(START)
    office.send(START + timedelta(seconds=59))
    assert office.texts() == []
    office.send(START + timedelta(seconds=60))
    assert len(office.texts()) == 1
    assert office.rows()[0].attempts == 2


def test_a_stopped_channel_stops_everybody_until_its_time(house: MakeHouse) -> None:
    office = turned_red(house())
    office.gateway.answers = [NotAccepted("password", 600, channel_stopped=True)]
    assert office.send().stopped == "password"
    assert office.send(RED + MINUTE).stopped == "password"
    assert office.texts() == []
    office.age(601)
    assert office.send(RED + 11 * MINUTE).stopped is None
    assert len(office.texts()) == 3
    assert office.sql("SELECT * FROM sms_channels") == []


def test_an_unknown_one_is_asked_about_and_never_repeated_when_it_is_there(house: MakeHouse) -> None:
    office = house(gateway=FakeGateway(Unknown("timeout"), can_look_up=True))
    office.run(START)
    assert office.rows()[0].state == "unknown"
    office.send()
    assert (office.rows()[0].state, len(office.texts())) == ("accepted", 1)


def test_not_found_is_proof_only_after_the_settling_time(house: MakeHouse) -> None:
    gateway = FakeGateway(Unknown("timeout"), can_look_up=True)
    gateway.settle_seconds, gateway.found = 30.0, NotFound()
    office = house(gateway=gateway)
    office.run(START)
    office.send()
    assert (office.rows()[0].state, gateway.asked) == ("unknown", [])
    office.age(31)
    office.send()
    assert (len(gateway.asked), office.rows()[0].state, len(office.texts())) == (1, "accepted", 2)


def test_a_gateway_that_cannot_tell_is_asked_again_later_and_nothing_is_repeated(house: MakeHouse) -> None:
    gateway = FakeGateway(Unknown("timeout"), can_look_up=True)
    gateway.found = CannotTell("away")
    office = house(gateway=gateway)
    office.run(START)
    for _ in range(3):
        office.send()
    assert len(gateway.asked) == 1
    office.age(86_500)
    office.send()
    assert office.rows()[0].state == "unresolved"
    assert len(office.texts()) == 1


def test_a_red_one_nobody_can_settle_goes_out_once_more_marked_as_such(house: MakeHouse) -> None:
    office = turned_red(house(gateway=FakeGateway()))
    office.gateway.answers = [Unknown("timeout")] * 3
    office.send()
    office.age(14 * 60)
    office.send()
    assert len(office.texts()) == 3
    office.age(61)
    office.gateway.answers = [Unknown("timeout")]
    office.send()
    assert [text.startswith("（重发）超期") for text in office.texts()[3:]] == [True] * 3
    office.age(16 * 60)
    office.send()
    reds = {row.recipient: (row.state, row.attempts) for row in office.rows("kind = 'red'")}
    assert sorted(reds.values()) == [("accepted", 2), ("accepted", 2), ("unresolved", 2)]


def test_a_yellow_one_nobody_can_settle_waits_for_a_person(house: MakeHouse) -> None:
    office = house(gateway=FakeGateway(Unknown("timeout")))
    office.run(START)
    office.age(16 * 60)
    office.send()
    assert office.rows()[0].state == "unresolved"


@pytest.mark.parametrize(
    "order", [("delivered", "accepted"), ("undelivered", "delivered"), ("delivered", "undelivered")]
)
def test_reports_in_any_order_only_move_up(house: MakeHouse, order: tuple[str, str]) -> None:
    office = house()
    office.run(START)
    token = office.gateway.taken[0].token
    for state in order:
        office.gateway.told.append(Report(token, None, None, state, START, ""))  # type: ignore[arg-type]
        office.send()
    row = office.rows()[0]
    assert (row.state, row.delivered_at is not None) == ("delivered", True)


def test_a_report_before_the_answer_is_kept_and_found(house: MakeHouse) -> None:
    office = house()
    office.gateway.told.append(Report(None, "G7", None, "delivered", START, ""))
    office.gateway.answers = [Accepted("G7")]
    office.run(START)
    assert office.rows()[0].state == "delivered"


def test_a_case_store_that_is_away_holds_warnings_back(house: MakeHouse) -> None:
    office = turned_red(house())
    office.store.away = True
    away = office.sender.turn().away
    assert isinstance(away, StoreUnavailable)
    assert {row.state for row in office.rows("kind = 'red'")} == {"pending"}
    office.store.away = False
    office.send()
    assert len(office.texts()) == 3


def test_a_person_without_a_number_is_shown_and_told_once_there_is_one(house: MakeHouse) -> None:
    office = house()
    office.store.numbers["O2"] = "0317-6221234"
    office.run(START)
    assert [(row.state, row.state_reason) for row in office.rows()] == [("unresolved", "no_mobile")]
    office.store.numbers["O2"] = "+86 138-0000-0002"
    office.send()
    assert office.receivers() == ["13800000002"]


def test_a_look_at_the_past_tells_no_lie_about_the_future(house: MakeHouse) -> None:
    office = house(make.case(nodes=(make.visit(1, "2017-07-20 09:00"),)))
    office.run(START)
    assert office.rows() == []
