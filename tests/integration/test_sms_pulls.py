"""Reports that are handed out once, and one SMS to a number, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from monitoring.sms.gateways.pulling import LEASE_SECONDS
from monitoring.stores.outbox import SqlOutbox
from tests import building as make
from tests.mas_platform import KEPT, Platform, mas_platform, mas_sender
from tests.sms_house import NUMBERS, RED, House


@pytest.fixture
def platform() -> Iterator[Platform]:
    with mas_platform() as opened:
        yield opened


@pytest.fixture
def house(ledger_url: str) -> Iterator[House]:
    cases = [make.case(no=f"C{n}", nodes=(make.visit(1, "2017-06-28 15:20"),)) for n in (1, 2)]
    opened = House(ledger_url, *cases)
    opened.look(RED)
    yield opened
    opened.close()


def test_one_by_one_and_by_their_reports_all_warnings_of_a_person_arrive(house: House, platform: Platform) -> None:
    with closing(mas_sender(house, platform)) as first, closing(mas_sender(house, platform)) as second:
        for sender in (first, second, first):
            assert sender.turn().away is None
        assert sorted(platform.mobiles()) == sorted(NUMBERS[one] for one in ("H1", "O2", "S1"))
        for place in range(3):
            platform.delivers(place, RED)
        assert first.turn().reports == 3
        second.turn()
    assert [row.state for row in house.rows("recipient = 'H1'")] == ["delivered", "accepted"]
    assert [row.state for row in house.sql("SELECT state FROM sms_pulls")] == ["taken"]


def test_the_turn_to_fetch_goes_to_one_program_and_over_to_another_by_the_databases_clock(house: House) -> None:
    with closing(SqlOutbox(house.url, gateway="mas")) as one, closing(SqlOutbox(house.url, gateway="mas")) as other:
        mine, its = one.batches(), other.batches()
        assert [mine.my_turn(LEASE_SECONDS), its.my_turn(LEASE_SECONDS), mine.my_turn(LEASE_SECONDS)] == [
            True, False, True,
        ]  # fmt: skip
        house.age(LEASE_SECONDS - 5)
        assert not its.my_turn(LEASE_SECONDS)
        house.age(10)
        assert [its.my_turn(LEASE_SECONDS), mine.my_turn(LEASE_SECONDS)] == [True, False]
        mine.give_turn_back()
        assert not mine.my_turn(LEASE_SECONDS), "it was not its own to give"
        its.give_turn_back()
        assert mine.my_turn(LEASE_SECONDS)
        with closing(SqlOutbox(house.url, gateway="tencent")) as another:
            assert another.batches().my_turn(LEASE_SECONDS), "each gateway has its own"


def test_a_stored_batch_keeps_every_byte(house: House) -> None:
    body = '[{"mobile":"…"}]\x00'.encode() + bytes(range(256))
    with closing(SqlOutbox(house.url, gateway="mas")) as box:
        box.batches().keep(body)
        (batch,) = box.batches().stored()
        assert batch.body == body
        box.batches().set_aside(batch)
        assert box.batches().stored() == []


def test_an_accepted_one_keeps_its_number_for_minutes_by_the_databases_clock(house: House, platform: Platform) -> None:
    with closing(mas_sender(house, platform)) as sender:
        for seconds, count in ((0.0, 1), (KEPT - 5, 1), (10.0, 2)):
            house.age(seconds)
            sender.turn()
            assert platform.mobiles().count(NUMBERS["H1"]) == count
