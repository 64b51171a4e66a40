"""What is held at a first start: by the first look at the present, and by the first sender with a real gateway."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest

from monitoring.stores.outbox.browsing import OutboxBrowser
from monitoring.watching.engine import Engine, Options
from tests import building as make
from tests.sms_house import RED, START, YELLOW, House, MakeHouse

LATER = make.at("2017-07-12 09:00")
HELD = ("suppressed", "before_first_start")


@pytest.fixture
def house(house: MakeHouse) -> MakeHouse:
    return partial(house, *(make.case(no=f"C{number}", nodes=()) for number in (1, 2)))


def looked_at(office: House, moment: str) -> None:
    """``check --at``: nothing of it is the present."""
    other = Engine(office.store, office.ledger, office.book, Options(live=False), planner=office.planner)
    other.load(make.at(moment))


def states(office: House) -> set[tuple[str, str | None]]:
    return {(row.state, row.state_reason) for row in office.rows("kind = 'red'")}


def test_a_look_at_another_moment_starts_nothing_but_writes_what_it_sees(house: MakeHouse) -> None:
    office = house()
    looked_at(office, "2017-07-12 09:00")
    assert office.sql("SELECT * FROM sms_start") == []
    assert len(office.rows("kind = 'red'")) == 4


def test_what_earlier_looks_at_the_past_left_waiting_is_held_at_the_first_look_at_the_present(house: MakeHouse) -> None:
    office = house()
    looked_at(office, "2017-05-01 09:00")
    looked_at(office, "2017-07-05 17:31")
    assert states(office) == {("pending", None)}
    office.run(LATER)
    assert (office.texts(), states(office)) == ([], {HELD})


def test_what_a_look_at_the_future_had_held_waits_when_it_comes_true(house: MakeHouse) -> None:
    office = house()
    looked_at(office, "2018-06-30 09:00")
    for moment in (START, YELLOW, RED):
        office.run(moment)
    assert len([text for text in office.texts() if text.startswith("超期")]) == 4


def test_a_start_that_a_clock_ahead_had_noted_is_put_right(house: MakeHouse) -> None:
    office = house()
    office.look(make.at("2018-06-30 09:00"))
    office.engine = Engine(office.store, office.ledger, office.book, planner=office.planner)
    for moment in (START, YELLOW, RED):
        office.run(moment)
    assert len([text for text in office.texts() if text.startswith("超期")]) == 4


def test_what_waited_while_there_was_no_gateway_is_held_when_there_is_one(house: MakeHouse, ledger_url: str) -> None:
    office = house()
    office.look(START)
    office.look(YELLOW)
    office.look(RED)
    office.run(LATER)
    assert (office.texts(), states(office)) == ([], {HELD})
    desk = OutboxBrowser(ledger_url)
    assert desk.held() == 4
    desk.release_old("me", "all of them", LATER)
    desk.close()
    office.send(LATER + timedelta(minutes=1))
    assert len(office.texts()) == 4


def test_what_a_person_let_go_before_there_was_a_gateway_is_not_held_again(house: MakeHouse, ledger_url: str) -> None:
    office = house()
    looked_at(office, "2017-05-01 09:00")
    looked_at(office, "2017-07-05 17:31")
    office.look(LATER)
    desk = OutboxBrowser(ledger_url)
    assert desk.release_old("me", "all of them", LATER) == 4
    desk.close()
    office.send(LATER)
    assert len(office.texts()) == 4


def test_what_a_sender_left_waiting_over_a_holiday_is_not_held_by_the_next_one(house: MakeHouse) -> None:
    office = house()
    office.run(START)
    office.look(make.at("2017-07-07 18:30"))
    office.sender.close()
    office.sender = office.another_sender()
    office.send(make.at("2017-07-10 08:00"))
    assert len([text for text in office.texts() if text.startswith("超期")]) == 4


def test_a_site_that_wants_old_warnings_sent_gets_them(house: MakeHouse) -> None:
    office = house(send_old=True)
    office.look(RED)
    office.run(LATER)
    assert len(office.texts()) == 4
