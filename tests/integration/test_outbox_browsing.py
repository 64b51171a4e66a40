"""The outbox as the page looks at it: narrowed, counted, and silent while nothing has changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from monitoring.sms.gateway import Accepted, Unknown
from monitoring.stores.outbox.browsing import OutboxBrowser, Wanted
from tests import building as make
from tests.fakes import FakeGateway
from tests.sms_house import RED, START, House

LATER = RED + timedelta(days=30)


@pytest.fixture
def url(empty_url: str) -> str:
    """On both databases that keep a ledger."""
    return empty_url


@pytest.fixture
def desk(url: str) -> Iterator[OutboxBrowser]:
    opened = OutboxBrowser(url)
    yield opened
    opened.close()


@pytest.fixture
def house(url: str) -> Iterator[House]:
    made = House(
        url,
        make.case(no="C1", nodes=(make.visit(1, "2017-06-28 15:20"),)),
        gateway=FakeGateway(Accepted("g1"), Unknown("read_timeout")),
    )
    made.look(START)
    made.run(RED)
    yield made
    made.close()


def test_everything_is_listed_newest_first_and_counted_by_state(desk: OutboxBrowser, house: House) -> None:
    shelf = desk.look(Wanted(), 100)
    assert shelf is not None
    numbers = [one.message_id for one in shelf.messages]
    assert numbers == sorted(numbers, reverse=True)
    assert shelf.total == len(numbers) == sum(shelf.by_state.values())
    assert shelf.by_state["unknown"] == 1


def test_only_the_newest_are_read_but_all_are_counted(desk: OutboxBrowser, house: House) -> None:
    shelf = desk.look(Wanted(), 1)
    assert shelf is not None
    assert len(shelf.messages) == 1
    assert shelf.total > 1


def test_a_facet_narrows_and_its_own_choices_stay(desk: OutboxBrowser, house: House) -> None:
    shelf = desk.look(Wanted(state=frozenset({"unknown"})), 100)
    assert shelf is not None
    assert {str(one.state) for one in shelf.messages} == {"unknown"}
    assert len(shelf.facets["state"]) > 1
    assert sum(shelf.facets["kind"].values()) == 1


def test_every_word_of_a_text_must_be_there(desk: OutboxBrowser, house: House) -> None:
    def numbers(text: str) -> int:
        shelf = desk.look(Wanted(text=text), 100)
        assert shelf is not None
        return shelf.total

    assert numbers("c1 赵某某") == numbers("赵某某") > 0
    assert numbers("C1 nobody") == 0
    assert numbers("%") == 0


def test_nothing_is_read_again_while_nothing_has_changed(desk: OutboxBrowser, house: House) -> None:
    shelf = desk.look(Wanted(), 100)
    assert shelf is not None
    assert desk.look(Wanted(), 100, shelf.stamp) is None


def test_a_deed_a_silence_and_an_acknowledgement_are_changes(desk: OutboxBrowser, house: House) -> None:
    def stamp() -> object:
        shelf = desk.look(Wanted(), 1)
        assert shelf is not None
        return shelf.stamp

    stamps = [stamp()]
    desk.note(1, "unmask", "王", "核对", LATER)
    stamps.append(stamp())
    desk.silence("case", "C1", "在走流程", "王", LATER, LATER + timedelta(days=1))
    stamps.append(stamp())
    desk.acknowledge("C1", "王", LATER)
    stamps.append(stamp())
    assert len(set(stamps)) == 4


def test_deeds_are_told_newest_first_with_who_what_and_why(desk: OutboxBrowser, house: House) -> None:
    desk.note(1, "unmask", "王", "核对", LATER)
    desk.silence("unit", "U1", "系统切换", "李", LATER + timedelta(hours=1), LATER + timedelta(days=1))
    desk.acknowledge("C1", "赵", LATER + timedelta(hours=2), "已联系")
    told = [(one.action, one.made_by, one.reason, one.case_no, one.subject) for one in desk.deeds(10)]
    assert told == [
        ("acknowledge", "赵", "已联系", "C1", ""),
        ("silence", "李", "系统切换", "", "unit:U1"),
        ("unmask", "王", "核对", "C1", ""),
    ]
    assert [one.action for one in desk.deeds_of(1)] == ["unmask"]


def test_who_knows_of_a_case_is_told_in_order(desk: OutboxBrowser, house: House) -> None:
    desk.acknowledge("C1", "赵", LATER, "已联系")
    desk.acknowledge("C1", "钱", LATER + timedelta(hours=1))
    assert [one.made_by for one in desk.acknowledgements("C1")] == ["赵", "钱"]


def old_house(url: str) -> House:
    made = House(url, make.case(no="C1", nodes=(make.visit(1, "2017-06-28 15:20"),)))
    made.look(LATER)
    return made


def test_old_warnings_are_held_until_somebody_says_that_they_are_left_out(url: str, desk: OutboxBrowser) -> None:
    house = old_house(url)
    shelf = desk.look(Wanted(), 100)
    assert shelf is not None
    assert shelf.held > 0
    assert desk.leave_out_old("王", "早已处理", LATER) == shelf.held
    after = desk.look(Wanted(), 100)
    assert after is not None
    assert after.held == 0
    assert desk.release_old("王", "改主意", LATER) == 0
    house.look(LATER + timedelta(days=1))
    assert {row.state for row in house.rows("state_reason = 'old_left_out'")} == {"suppressed"}
    assert [one.action for one in desk.deeds(5)] == ["leave_out_old"]
    house.close()


def test_old_warnings_are_not_left_out_without_a_reason(url: str, desk: OutboxBrowser) -> None:
    house = old_house(url)
    with pytest.raises(ValueError, match="reason"):
        desk.leave_out_old("王", "  ", LATER)
    house.close()


def test_a_digest_that_is_sent_again_by_hand_is_dissolved_into_its_warnings(url: str, desk: OutboxBrowser) -> None:
    cases = [make.case(no=f"C{n}", nodes=(make.visit(1, "2017-06-28 15:20"),)) for n in range(1, 5)]
    house = House(url, *cases, gateway=FakeGateway(Unknown("read_timeout")))
    house.look(START)
    house.look(RED)
    house.sender.turn(only={"S1"})
    digest = next(row for row in house.rows("kind = 'digest'"))
    carried = house.rows(f"digest_id = {digest.message_id}")
    assert (digest.state, len(carried)) == ("unknown", 4)
    assert desk.send_again(digest.message_id, "王", "没有收到", RED)
    after = {row.message_id: row for row in house.rows()}
    assert (after[digest.message_id].state, after[digest.message_id].state_reason) == (
        "cancelled",
        "dissolved: by_hand",
    )
    assert {(after[row.message_id].state, after[row.message_id].digest_id) for row in carried} == {("pending", None)}
    house.moment = RED + timedelta(seconds=5)
    house.sender.turn(only={"S1"})
    assert house.texts()[-1].startswith("（重发）")
    house.close()
