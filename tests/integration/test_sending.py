"""Who is served first, what a first start sends, and what becomes of warnings while a clock is wrong."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import pytest

from monitoring.sms.gateway import Found, LookUp, NotAccepted, NotFound, Unknown
from monitoring.stores.outbox.desk import OutboxDesk
from tests import building as make
from tests.fakes import FakeGateway
from tests.sms_house import RED, START, YELLOW, MakeHouse, turned_red

MORNING = make.at("2017-07-12 10:00")
MONTH = timedelta(days=30)


def late(no: str, due: str | None = None) -> Any:
    """At node 1 with U2 and its officer O2 since 28 June; due 5 July 17:30, or at a moment of its own."""
    return make.case(no=no, promised_due=due, nodes=(make.visit(1, "2017-06-28 15:20"),))


# who is served first


def test_people_with_something_red_are_told_before_those_who_wait_longer(house: MakeHouse) -> None:
    office = house(late("C1"))
    office.look(START)  # a new case for O2, which nobody sends
    office.look(YELLOW)
    office.store.put(make.case(no="C2", promised_due="2017-07-04 17:00:00", nodes=()))
    office.look(YELLOW)  # red for H1 and S1 only: the case has no officer
    office.send()
    assert [sms.mobile for sms in office.gateway.taken][:2] == ["13800000011", "13800000031"]
    assert [sms.kind for sms in office.gateway.taken][:2] == ["red", "red"]


def test_what_turns_red_while_many_are_told_does_not_wait_for_all_of_them(house: MakeHouse) -> None:
    office = turned_red(house(late("C1")))
    asked: list[bool] = []
    office.sender.turn(news=lambda: asked.append(True) is None)
    assert (len(asked), len(office.texts())) == (1, 1)
    office.send()
    assert len(office.texts()) == 3


# a first start on an old store


@pytest.mark.parametrize("empty_url", ["sqlite"], indirect=True)
def test_a_first_start_tells_what_is_new_and_holds_ten_thousand_old_ones_for_a_person(
    house: MakeHouse, ledger_url: str
) -> None:
    # four each: the officer of its arrival; officer, head and inspector that it is overdue
    old = [late(f"A{number:05d}") for number in range(2500)]
    new = [late(f"B{number:02d}", "2017-07-12 09:00:00") for number in range(12)]
    office = house(*old, *new)
    office.run(MORNING)
    held = Counter((row.state, row.state_reason) for row in office.rows("case_no LIKE 'A%'"))
    assert held == {("suppressed", "before_first_start"): 10_000}
    assert office.receivers() == ["13800000002", "13800000011", "13800000031"]
    assert all("您有12件预警" in told for told in office.texts())
    office.send(MORNING + timedelta(hours=3))
    assert len(office.texts()) == 3

    desk = OutboxDesk(ledger_url)
    desk.release_old("监察员", "请各单位清理积案", MORNING)
    desk.close()
    office.send(MORNING + timedelta(hours=3, minutes=1))
    assert [told for told in office.texts()[3:] if "件预警" not in told] == []
    told = Counter(sms.mobile for sms in office.gateway.taken)
    assert told == {"13800000002": 2, "13800000011": 2, "13800000031": 2}


def test_wave_after_wave_nobody_gets_more_than_the_day_allows(house: MakeHouse) -> None:
    waves = [
        late(f"C{wave:02d}{number}", f"2017-07-12 {10 + wave // 12}:{wave % 12 * 5:02d}:00")
        for wave in range(30)
        for number in range(3)
    ]
    office = house(*waves)
    office.look(MORNING - timedelta(minutes=1))
    for wave in range(30):
        office.run(MORNING + timedelta(minutes=5 * wave, seconds=1))
    told = Counter(sms.mobile for sms in office.gateway.taken)
    assert max(told.values()) == 20
    assert told["13800000031"] == 20
    waiting = {
        (row.state_reason, str(row.not_before)[:16]) for row in office.rows("kind = 'red' AND state = 'pending'")
    }
    assert waiting == {("day_is_full", "2017-07-13 08:00")}
    before = len(office.texts())
    office.send(make.at("2017-07-13 08:00"))
    assert sorted(sms.mobile for sms in office.gateway.taken[before:]) == sorted(told)
    assert office.rows("kind = 'red' AND state = 'pending'") == []


# a clock that was wrong


def test_what_a_clock_put_off_for_a_month_goes_out_an_hour_later(house: MakeHouse) -> None:
    office = turned_red(house(late("C1")))
    office.send(make.at("2017-08-06 10:00"))  # a Sunday of a month that has not come
    assert {row.state_reason for row in office.rows("kind = 'red'")} == {"outside_hours"}
    office.send(RED)
    assert office.texts() == []
    office.age(3601)
    office.send(RED)
    assert len(office.texts()) == 3


def test_what_is_put_off_with_reason_is_looked_at_again_and_goes_on_waiting(house: MakeHouse) -> None:
    office = turned_red(house(late("C1")))
    night = make.at("2017-07-05 22:00")
    for _ in range(3):
        office.send(night)
        office.age(3601)
    assert office.texts() == []
    assert {str(row.not_before) for row in office.rows("kind = 'red'")} <= {"2017-07-06 08:00:00"}
    office.send(make.at("2017-07-06 08:00"))
    assert len(office.texts()) == 3


def test_one_that_is_not_true_yet_by_this_clock_is_not_called_off(house: MakeHouse) -> None:
    office = turned_red(house(late("C1")))
    office.gateway.answers = [NotAccepted("busy", 0.0)] * 3
    office.send()
    office.age(3601)
    office.send(RED - timedelta(days=1))
    assert {row.state for row in office.rows("kind = 'red'")} == {"pending"}
    office.send(RED + timedelta(seconds=1))
    assert len(office.texts()) == 3


def test_one_that_was_tried_in_vain_and_called_off_goes_out_when_it_is_true_after_all(house: MakeHouse) -> None:
    office = turned_red(house(late("C1")))
    office.gateway.answers = [NotAccepted("busy", 0.0)] * 3
    office.send()
    office.store.put(make.case(finished="2017-07-05 17:00", nodes=late("C1").nodes))
    office.run(RED + timedelta(seconds=1))
    assert {row.state for row in office.rows("kind = 'red'")} == {"cancelled"}
    office.store.put(late("C1"))
    office.run(RED + timedelta(seconds=2))
    assert len(office.texts()) == 3


def test_what_was_sent_on_a_day_that_has_not_come_fills_no_day_before_it(house: MakeHouse) -> None:
    office = turned_red(house(late("C1")))
    office.sql(
        "INSERT INTO sms_attempts (token, message_id, attempt, recipient, mobile, gateway, sender, started_at, outcome,"
        " detail) SELECT 'x' || message_id || recipient, 0, 1, 'O2', '', 'fake', '', '2017-08-05 10:00:00', 'accepted',"
        " '' FROM sms_messages"
    )
    few = office.sql("SELECT count(*) FROM sms_attempts WHERE started_at > '2017-08-01'")[0][0]
    assert few >= 5
    office.send()
    assert "13800000002" in office.receivers()


class ByDay(FakeGateway):
    """Asked by day, as the public clouds are; it took everything on the day of RED."""

    def look_up(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        self.asked.append(f"{sent_at:%m-%d}")
        return Found("accepted", token) if sent_at.date() == RED.date() else NotFound()


@pytest.mark.parametrize("off", [timedelta(days=1), timedelta(days=5), timedelta(days=40)])
def test_what_went_out_under_a_wrong_date_is_asked_for_under_the_right_one_too(
    house: MakeHouse, off: timedelta
) -> None:
    gateway = ByDay(can_look_up=True)
    office = turned_red(house(late("C1"), gateway=gateway))
    gateway.answers = [Unknown("timeout")] * 3
    office.send(RED + off)
    assert {row.state for row in office.rows("kind = 'red'")} == {"unknown"}
    office.send(RED)
    assert {row.state for row in office.rows("kind = 'red'")} == {"accepted"}
    assert len(office.texts()) == 3
    assert set(gateway.asked) == {f"{RED + off:%m-%d}", f"{RED:%m-%d}"}


def test_what_went_out_under_the_right_date_is_asked_for_once(house: MakeHouse) -> None:
    gateway = ByDay(can_look_up=True)
    office = turned_red(house(late("C1"), gateway=gateway))
    gateway.answers = [Unknown("timeout")] * 3
    office.send(RED + timedelta(seconds=1))
    gateway.asked.clear()
    office.send(RED + timedelta(minutes=2))
    assert gateway.asked == [f"{RED:%m-%d}"] * 3
