"""Reports that are handed out once, and one SMS to a number, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest

from monitoring.sms.desks import Desks
from monitoring.sms.gateways.kannel import KannelGateway
from monitoring.sms.gateways.pulling import LEASE_SECONDS
from monitoring.sms.options import Kannel
from monitoring.sms.sender import Sender
from monitoring.stores.outbox.sql_outbox import SqlOutbox
from tests import building as make
from tests.gateway_server import FakeGateway, fake_gateway, free_port
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


def test_kannels_reports_arrive_through_the_ledger_while_the_sender_works(house: House) -> None:
    with fake_gateway() as server:
        server.gives(202, "0: Accepted for delivery")
        with closing(kannel_sender(house, server)) as sender:
            sender.turn()
            urls = [asked.query["dlr-url"].replace("%d", "1").replace("%T", "") for asked in server.asked]
            callers = [threading.Thread(target=lambda url=url: urlopen(url).close()) for url in urls]
            for caller in callers:
                caller.start()
            while any(caller.is_alive() for caller in callers):
                assert sender.turn().away is None
            sender.turn()
    told = house.rows("token IS NOT NULL AND digest_id IS NULL")
    assert (len(told), {row.state for row in told}) == (len(urls), {"delivered"})


def kannel_sender(house: House, server: FakeGateway) -> Sender:
    box = SqlOutbox(house.url, gateway="kannel")
    options = Kannel(f"{server.url}/cgi-bin/sendsms", "tester", report_listen=f"127.0.0.1:{free_port()}")
    gateway = KannelGateway(options, "foobar", ZoneInfo("Asia/Shanghai"), box.batches())
    return Sender(box, gateway, Desks(house.store, lambda: house.book, house.planner), now=lambda: house.moment)
