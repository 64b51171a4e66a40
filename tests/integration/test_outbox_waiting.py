"""What happens to warnings while they wait: over holidays and silences, and while a channel is stopped."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from monitoring.records import NodeVisit
from monitoring.sms.gateway import NotAccepted
from monitoring.stores.outbox.desk import OutboxDesk
from monitoring.stores.outbox.sql_outbox import SqlOutbox
from tests import building as make
from tests.sms_house import RED, MakeHouse, turned_red

MINUTE = timedelta(minutes=1)
PLAIN = make.case(nodes=())


def at_node(entered: str, due: str | None = None, accepted: str = "2017-06-28 15:20") -> Any:
    visit = NodeVisit(1, 1, "环节1", "U2", "O2", make.when(entered), None, make.when(due))
    return make.case(accepted=accepted, nodes=(visit,))


def test_a_prompt_of_the_evening_before_a_long_holiday_goes_out_after_it(house: MakeHouse) -> None:
    office = house(make.case(accepted="2017-09-29 15:20", nodes=()))
    office.run(make.at("2017-09-30 10:00"))
    office.store.put(at_node("2017-09-30 18:10", "2017-10-20 17:30", accepted="2017-09-29 15:20"))
    office.run(make.at("2017-09-30 18:10:05"))
    office.run(make.at("2017-10-09 08:00"))
    assert [row.state for row in office.rows()] == ["accepted"]


def test_a_prompt_that_a_silence_held_goes_out_when_it_ends(house: MakeHouse, desk: OutboxDesk) -> None:
    office = house(at_node("2017-06-28 15:20"))
    now = make.at("2017-06-28 15:20:30")
    desk.silence("officer", "O2", "leave", "me", now, make.at("2017-07-03 10:00"))
    office.run(make.at("2017-06-28 15:21"))
    office.run(make.at("2017-07-03 10:00"))
    assert {row.state for row in office.rows("kind = 'new_case'")} == {"accepted"}


def test_a_prompt_that_nothing_held_is_too_old_after_its_time(house: MakeHouse) -> None:
    office = house(at_node("2017-06-28 15:20"))
    office.gateway.answers = [NotAccepted("connect_failed", 60.0)]
    office.run(make.at("2017-06-28 15:21"))
    office.send(make.at("2017-07-03 10:00"))
    assert [row.state for row in office.rows("kind = 'new_case'")] == ["expired"]


def test_what_a_person_wants_sent_again_is_never_too_old(house: MakeHouse, desk: OutboxDesk) -> None:
    office = house(at_node("2017-06-28 15:20", "2017-07-20 17:30"))
    office.gateway.answers = [NotAccepted("connect_failed", 60.0)]
    office.run(make.at("2017-06-28 15:21"))
    office.send(make.at("2017-07-03 10:00"))
    number = office.rows("state = 'expired'")[0].message_id
    assert desk.send_again(number, "me", "why", make.at("2017-07-03 10:05"))
    office.send(make.at("2017-07-03 10:06"))
    assert [text[:4] for text in office.texts()] == ["新件待办"]


def test_a_prompt_says_the_deadline_that_holds_when_it_goes_out(house: MakeHouse) -> None:
    office = house(at_node("2017-06-28 19:00", "2017-07-03 17:30"))
    office.run(make.at("2017-06-28 20:00"))
    office.store.put(at_node("2017-06-28 19:00", "2017-07-10 17:30"))
    office.run(make.at("2017-06-28 20:05"))
    office.run(make.at("2017-06-29 08:00"))
    assert "7月10日17:30" in office.texts()[0]
    assert [row.text for row in office.rows()] == office.texts()


@pytest.mark.parametrize("sent", [True, False])
def test_a_prompt_goes_out_once_for_a_visit_whose_arrival_is_corrected(house: MakeHouse, sent: bool) -> None:
    office = house(at_node("2017-06-28 19:00:00"))
    office.run(make.at("2017-06-29 08:00" if sent else "2017-06-28 20:00"))
    office.store.put(at_node("2017-06-28 19:00:07"))
    office.run(make.at("2017-06-29 08:05"))
    assert len(office.texts()) == 1


def test_a_channel_that_others_settings_stopped_is_open_to_new_ones(house: MakeHouse) -> None:
    office = turned_red(house(PLAIN))
    office.gateway.answers = [NotAccepted("password", 3600, channel_stopped=True)]
    assert office.send().stopped == "password"
    corrected = office.another_sender()
    corrected.outbox.close()
    corrected.outbox = SqlOutbox(office.url, gateway=office.gateway.name, fingerprint="new")
    office.moment = RED + MINUTE
    assert corrected.turn().sent == 2
    assert office.sql("SELECT * FROM sms_channels") == []
    corrected.outbox.close()


def test_a_test_goes_out_although_the_channel_is_stopped(house: MakeHouse) -> None:
    office = turned_red(house(PLAIN))
    office.gateway.answers = [NotAccepted("password", 3600, channel_stopped=True)]
    assert office.send().stopped == "password"
    assert office.sender.turn(only={"H1"}, anyway=True).sent == 1
    assert office.send(RED + MINUTE).stopped is None
    assert len(office.texts()) == 2
