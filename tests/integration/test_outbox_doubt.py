"""What is in doubt is shown as unknown, whoever ends it; what an older attempt is told of does not undo a newer one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from monitoring.records import NodeVisit
from monitoring.sms.gateway import NotAccepted, NotFound, Rejected, Report, Unknown
from monitoring.stores.outbox.desk import OutboxDesk
from tests import building as make
from tests.fakes import FakeGateway
from tests.sms_house import NUMBERS, RED, START, YELLOW, House, MakeHouse

EVENING = make.at("2017-07-05 17:50:00")
NIGHT = make.at("2017-07-05 19:00:00")
MORNING = make.at("2017-07-06 08:00:00")
MINUTE = timedelta(minutes=1)
PLAIN = make.case(nodes=())
FOUR = [make.case(no=f"C{number}", nodes=()) for number in range(1, 5)]
"""Enough reds for a digest for each of the two who are told."""


@pytest.fixture
def house(house: MakeHouse) -> MakeHouse:
    """One that has told of the yellow already, so that only the red is new."""

    def build(*cases: Any, **options: Any) -> House:
        made = house(*(cases or (PLAIN,)), **options)
        made.run(START)
        made.run(YELLOW)
        made.gateway.taken.clear()
        return made

    return build


def both(promised: str = "2017-07-05 17:30:00") -> Any:
    """Case and node turn red at the same moment; the case's deadline may move."""
    visit = NodeVisit(1, 1, "环节1", "U2", "O2", make.when("2017-06-28 15:20"), None, make.when("2017-07-05 17:30:00"))
    return make.case(promised_due=promised, nodes=(visit,))


def in_doubt(office: House, *answers: Any) -> list[str]:
    """The gateway did not answer for the reds, nobody can settle it, and they wait for the morning to go once more."""
    office.gateway.answers = list(answers) or [Unknown("read_timeout")] * 2
    office.run(EVENING)
    tokens = [sms.token for sms in office.gateway.taken]
    office.gateway.taken.clear()
    office.age(1000)
    office.send(make.at("2017-07-05 18:10:00"))
    return tokens


def reds(office: House) -> set[tuple[str, str | None]]:
    return {(row.state, row.state_reason) for row in office.rows("kind = 'red'")}


def test_what_was_hidden_goes_out_when_the_warning_that_hid_it_is_called_off(house: MakeHouse) -> None:
    office = house(both())
    office.gateway.answers = [NotAccepted("connect_failed", 60.0)] * 10
    office.run(RED)
    assert len(office.rows("state_reason LIKE 'hidden_by:%' AND kind = 'red'")) == 2
    office.gateway.answers = []
    office.store.put(both("2017-07-20 17:30:00"))
    office.run(RED + 5 * MINUTE)
    office.send(RED + 6 * MINUTE)
    assert [sms.mobile for sms in office.gateway.taken if "环节1" in sms.text].count(NUMBERS["S1"]) == 1
    assert office.rows("state_reason LIKE 'hidden_by:%' AND kind = 'red'") == []


def test_what_was_hidden_goes_out_when_the_gateway_refuses_the_warning_that_hid_it(house: MakeHouse) -> None:
    office = house(both())
    office.gateway.answers = [Rejected("isv.PARAM_LENGTH_LIMIT")] * 4
    office.run(RED)
    office.send(RED + MINUTE)
    assert [sms.mobile for sms in office.gateway.taken if "环节1" in sms.text].count(NUMBERS["S1"]) == 1


@pytest.mark.parametrize("told", ["delivered", "accepted"])
def test_a_late_report_for_a_dissolved_digest_reaches_what_it_carried(house: MakeHouse, told: Any) -> None:
    office = house(*FOUR)
    tokens = in_doubt(office)
    office.gateway.told = [Report(token, None, None, told) for token in tokens]
    office.send(make.at("2017-07-05 18:12:00"))
    office.run(MORNING)
    assert office.texts() == []
    assert {row.state for row in office.rows("kind = 'red'")} == {told}


def test_a_late_report_for_a_digest_that_was_not_found_reaches_what_it_carried(house: MakeHouse) -> None:
    office = house(*FOUR, gateway=FakeGateway(can_look_up=True))
    office.gateway.answers = [Unknown("read_timeout")] * 2
    office.run(make.at("2017-07-05 17:59:00"))
    tokens = [sms.token for sms in office.gateway.taken]
    office.gateway.found = NotFound()
    office.send(make.at("2017-07-05 18:05:00"))
    office.gateway.told = [Report(token, None, None, "delivered") for token in tokens]
    office.send(make.at("2017-07-05 18:06:00"))
    office.gateway.taken.clear()
    office.run(MORNING)
    assert office.texts() == []


def test_the_attempts_of_a_dissolved_digest_stay_with_what_it_carried(house: MakeHouse, desk: OutboxDesk) -> None:
    office = house(*FOUR)
    in_doubt(office)
    member = office.rows("kind = 'red'")[0]
    story = desk.story(member.message_id)
    assert story is not None
    assert [(one.attempt, one.outcome) for one in story.attempts] == [(1, "unknown")]
    office.run(MORNING)
    again = desk.story(member.message_id)
    assert again is not None
    assert [one.outcome for one in again.attempts] == ["unknown", "accepted"]


def test_a_warning_that_waits_to_go_once_more_is_counted_as_unknown(house: MakeHouse, desk: OutboxDesk) -> None:
    office = house()
    in_doubt(office)
    assert {row.state for row in office.rows("kind = 'red'")} == {"pending"}
    counts = desk.counts(NIGHT).by_state
    assert (counts.get("pending", 0), counts["unknown"]) == (0, 2)
    assert [one.in_doubt for one in desk.messages(kinds=["red"])] == [True, True]
    assert len(desk.messages(states=["unknown"])) == 2
    assert desk.messages(states=["pending"]) == []


def test_a_doubt_that_is_called_off_before_it_goes_once_more_is_for_a_person(house: MakeHouse) -> None:
    office = house()
    in_doubt(office)
    office.store.put(make.case(nodes=(), finished="2017-07-05 18:30:00"))
    office.run(MORNING)
    assert reds(office) == {("unresolved", "finished")}


def test_a_doubtful_one_that_waits_may_be_marked_as_received(house: MakeHouse, desk: OutboxDesk) -> None:
    office = house()
    in_doubt(office)
    for row in office.rows("kind = 'red'"):
        assert desk.mark_received(row.message_id, "me", "he said so", NIGHT)
    office.run(MORNING)
    assert office.texts() == []


def test_a_message_without_a_number_cannot_be_asked_about(house: MakeHouse, desk: OutboxDesk) -> None:
    office = house()
    office.store.numbers.pop("H1")
    office.run(RED)
    row = office.rows("kind = 'red' AND recipient = 'H1'")[0]
    assert not desk.ask_again(row.message_id)
    office.send(RED + MINUTE)
    assert office.rows("kind = 'red' AND recipient = 'H1'")[0].state == "unresolved"
    office.store.numbers["H1"] = NUMBERS["H1"]
    office.send(RED + 2 * MINUTE)
    assert office.receivers() == [NUMBERS["H1"], NUMBERS["S1"]]


def test_asking_about_a_warning_in_a_digest_asks_about_the_digest(house: MakeHouse, desk: OutboxDesk) -> None:
    office = house(*FOUR)
    office.sql("UPDATE sms_messages SET state = 'unresolved'")
    office.gateway.answers = [Unknown("read_timeout")] * 2
    office.run(EVENING)
    office.sql("UPDATE sms_messages SET state = 'unresolved' WHERE state = 'unknown'")
    member = office.rows("kind = 'red'")[0]
    assert desk.ask_again(member.message_id)
    asked = office.rows(f"message_id = {member.digest_id} OR digest_id = {member.digest_id}")
    assert {row.state for row in asked} == {"unknown"}
    assert len(asked) == 5


@pytest.mark.parametrize("told", ["undelivered", "accepted"])
def test_a_report_of_the_first_attempt_does_not_swallow_the_second(
    house: MakeHouse, desk: OutboxDesk, told: Any
) -> None:
    office = house()
    office.run(RED)
    first = office.gateway.taken[0]
    office.gateway.told = [Report(first.token, None, None, "undelivered")]
    office.send(RED + MINUTE)
    row = office.rows("kind = 'red' AND state = 'undelivered'")[0]
    assert desk.send_again(row.message_id, "me", "why", NIGHT)
    office.gateway.taken.clear()
    office.gateway.told = [Report(first.token, None, None, told)]
    office.send(NIGHT)
    office.run(MORNING)
    assert [text[:4] for text in office.texts()] == ["（重发）"]
    assert office.rows(f"message_id = {row.message_id}")[0].state == "accepted"
    office.gateway.told = [Report(first.token, None, None, "undelivered")]
    office.send(MORNING + MINUTE)
    assert office.rows(f"message_id = {row.message_id}")[0].state == "accepted"


def test_that_the_first_attempt_arrived_after_all_stops_the_second(house: MakeHouse, desk: OutboxDesk) -> None:
    office = house()
    office.run(RED)
    first = office.gateway.taken[0]
    office.gateway.told = [Report(first.token, None, None, "undelivered")]
    office.send(RED + MINUTE)
    row = office.rows("kind = 'red' AND state = 'undelivered'")[0]
    assert desk.send_again(row.message_id, "me", "why", NIGHT)
    office.gateway.taken.clear()
    office.gateway.told = [Report(first.token, None, None, "delivered")]
    office.send(NIGHT)
    office.run(MORNING)
    assert office.texts() == []


def test_doubts_of_a_gateway_that_is_no_longer_used_are_waited_out(house: MakeHouse) -> None:
    office = house()
    office.gateway.answers = [Unknown("read_timeout")] * 2
    office.run(RED)
    office.sender.close()
    office.gateway = FakeGateway(can_look_up=True)
    office.gateway.name = "other"
    office.sender = office.another_sender()
    office.run(MORNING)
    assert reds(office) == {("unknown", "read_timeout")}
    office.age(16 * 60)
    office.run(MORNING + MINUTE)
    assert [text[:4] for text in office.texts()] == ["（重发）"] * 2
    assert office.gateway.asked == []


def test_doubts_of_another_gateway_are_left_to_a_sender_that_still_uses_it(house: MakeHouse) -> None:
    office = house()
    office.gateway.answers = [Unknown("read_timeout")] * 2
    office.run(RED)
    gateway = FakeGateway()
    gateway.name = "other"
    own, office.gateway = office.gateway, gateway
    other = office.another_sender()
    office.gateway = own
    office.age(16 * 60)
    office.moment = RED + MINUTE
    other.turn()
    assert reds(office) == {("unknown", "read_timeout")}
    other.outbox.close()


def test_what_never_went_out_is_not_marked_as_sent_again(house: MakeHouse, desk: OutboxDesk) -> None:
    office = house()
    office.gateway.answers = [Rejected("http:400")]
    office.run(RED)
    row = office.rows("state = 'rejected'")[0]
    office.gateway.taken.clear()
    assert desk.send_again(row.message_id, "me", "why", RED)
    office.send(RED + MINUTE)
    assert [text[:4] for text in office.texts()] == ["超期告警"]


def test_a_warning_for_somebody_without_a_number_ends_with_its_case(house: MakeHouse) -> None:
    office = house()
    office.store.numbers.pop("H1")
    office.run(RED)
    office.store.put(make.case(nodes=(), finished="2017-07-06 09:00"))
    office.age(3700)
    office.run(make.at("2017-07-06 09:01"))
    row = office.rows("kind = 'red' AND recipient = 'H1'")[0]
    assert (row.state, row.state_reason) == ("cancelled", "finished")
