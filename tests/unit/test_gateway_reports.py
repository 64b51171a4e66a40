"""Kannel's delivery reports: what each kind means, who may give them, and a listener that ends when it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import datetime
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest

from monitoring.sms.gateway import GatewayFault, OutgoingSms, Report
from monitoring.sms.gateways.following import PULL_SECONDS, Pace
from monitoring.sms.gateways.kannel import ALL_REPORTS, KannelGateway
from monitoring.sms.gateways.listening import listen_address
from monitoring.sms.options import Kannel
from tests.gateway_server import FakeGateway, fake_gateway, free_port
from tests.gateways_opened import Kept

ZONE = ZoneInfo("Asia/Shanghai")
WHEN = 1_499_220_000
AT = datetime(2017, 7, 5, 10, 0)


@pytest.fixture
def server() -> Iterator[FakeGateway]:
    with fake_gateway() as fake:
        fake.gives(202, "0: Accepted for delivery")
        yield fake


@pytest.fixture
def gateway(server: FakeGateway) -> Iterator[KannelGateway]:
    gateway = open_kannel(server, free_port())
    yield gateway
    gateway.close()


def open_kannel(
    server: FakeGateway, port: int, keep: Kept | None = None, pace: Pace | None = None, **more: object
) -> KannelGateway:
    options = Kannel(f"{server.url}/cgi-bin/sendsms", "tester", report_listen=f"127.0.0.1:{port}", **more)  # type: ignore[arg-type]
    return KannelGateway(options, "foobar", ZONE, keep, pace)


def report_url(server: FakeGateway, gateway: KannelGateway, token: str) -> str:
    """The address that Kannel is given with an SMS."""
    gateway.send(OutgoingSms(token, "13800138000", "办件", "red", "", {}))
    asked = server.asked[-1].query
    assert asked["dlr-mask"] == str(ALL_REPORTS) == "31"
    return asked["dlr-url"]


def call(url: str, kind: object, when: object = WHEN, answer: str = "") -> int:
    """As Kannel does: with its escapes filled in."""
    url = url.replace("%d", str(kind)).replace("%T", str(when)).replace("%A", answer)
    try:
        with urlopen(url, timeout=10) as response:
            return int(response.status)
    except HTTPError as error:
        error.close()
        return error.code


@pytest.mark.parametrize(
    ("kind", "state", "detail"),
    [
        (1, "delivered", ""),
        (2, "undelivered", "undelivered"),
        (4, "accepted", "buffered"),
        (8, "accepted", "smsc_accepted"),
        (16, "undelivered", "smsc_refused"),
    ],
)
def test_each_kind_of_report_has_its_state(
    kind: int, state: str, detail: str, server: FakeGateway, gateway: KannelGateway
) -> None:
    assert call(report_url(server, gateway, "emtoken1"), kind) == 200
    assert gateway.reports() == [Report("emtoken1", None, None, state, AT, detail)]  # type: ignore[arg-type]
    assert gateway.reports() == []


def test_reports_are_taken_in_any_order_and_more_than_once(server: FakeGateway, gateway: KannelGateway) -> None:
    first, second = (report_url(server, gateway, token) for token in ("em1", "em2"))
    for url, kind in ((second, 1), (first, 1), (first, 8), (second, 8), (second, 1)):
        call(url, kind)
    states = [(one.token, one.state) for one in gateway.reports()]
    assert states == [
        ("em2", "delivered"), ("em1", "delivered"), ("em1", "accepted"), ("em2", "accepted"), ("em2", "delivered"),
    ]  # fmt: skip


def test_the_centres_answer_is_kept_without_the_number_in_it(server: FakeGateway, gateway: KannelGateway) -> None:
    call(report_url(server, gateway, "emtoken1"), 16, answer="NACK%2F13800138000")
    assert gateway.reports()[0].detail == "smsc_refused NACK/138****8000"


@pytest.mark.parametrize("kind", ["", "0", "3", "99", "x", "%25d", "²"])
def test_a_kind_that_does_not_exist_reports_nothing(kind: str, server: FakeGateway, gateway: KannelGateway) -> None:
    from urllib.parse import quote

    assert call(report_url(server, gateway, "emtoken1"), quote(kind)) == 200
    assert gateway.reports() == []


@pytest.mark.parametrize("when", ["", "x", "-1", "99999999999999999999"])
def test_a_report_without_a_moment_is_still_a_report(when: str, server: FakeGateway, gateway: KannelGateway) -> None:
    call(report_url(server, gateway, "emtoken1"), 1, when=when)
    assert [(one.state, one.at) for one in gateway.reports()] == [("delivered", None)]


def test_only_who_knows_the_password_can_say_that_an_sms_arrived(server: FakeGateway, gateway: KannelGateway) -> None:
    url = report_url(server, gateway, "emtoken1")
    assert call(url.replace("emtoken1", "emtoken2"), 1) == 403
    assert call(url.split("&key=")[0] + "&key=&type=%d", 1) == 403
    assert call(url.replace("/dlr", "/other"), 1) == 404
    assert gateway.reports() == []
    assert "foobar" not in url


def test_the_report_key_outlives_a_restart(server: FakeGateway) -> None:
    port = free_port()
    before = open_kannel(server, port)
    url = report_url(server, before, "emtoken1")
    before.close()
    after = open_kannel(server, port)
    after.reports()
    assert call(url, 1) == 200
    assert [one.token for one in after.reports()] == ["emtoken1"]
    after.close()


def test_kannel_elsewhere_is_told_the_address_it_can_reach(server: FakeGateway) -> None:
    gateway = open_kannel(server, free_port(), report_url="http://10.1.2.3:18080/")
    url = urlsplit(report_url(server, gateway, "em1"))
    gateway.close()
    assert (url.netloc, url.path, parse_qs(url.query)["token"]) == ("10.1.2.3:18080", "/dlr", ["em1"])


def test_without_an_address_to_listen_on_no_reports_are_asked_for(server: FakeGateway) -> None:
    gateway = KannelGateway(Kannel(server.url, "tester", report_listen=""), "foobar", ZONE)
    gateway.send(OutgoingSms("em1", "13800138000", "办件", "red", "", {}))
    assert "dlr-url" not in server.asked[0].query
    assert gateway.reports() == []
    gateway.close()


def test_nothing_listens_before_it_is_needed_nor_after_the_end(server: FakeGateway) -> None:
    gateway = open_kannel(server, free_port())
    gateway.check()
    assert threads() == 0
    gateway.reports()
    assert threads() == 1
    gateway.close()
    gateway.close()
    assert threads() == 0


def test_the_second_program_of_a_machine_listens_when_the_first_has_gone(server: FakeGateway) -> None:
    port = free_port()
    first, second = open_kannel(server, port), open_kannel(server, port)
    url = report_url(server, first, "em1")
    assert second.reports() == []
    call(url, 1)
    assert [one.token for one in first.reports()] == ["em1"]
    first.close()
    assert second.reports() == []
    call(url, 1)
    assert [one.token for one in second.reports()] == ["em1"]
    second.close()


def test_kannel_hears_that_a_report_arrived_only_once_it_is_stored(server: FakeGateway) -> None:
    keeper = Kept()
    gateway = open_kannel(server, free_port(), keep=keeper)
    url = report_url(server, gateway, "emtoken1")
    keeper.away = True
    assert call(url, 1) == 503
    keeper.away = False
    assert call(url, 1) == 200
    gateway.close()
    assert "key" not in keeper.bodies[0].decode()
    after = open_kannel(server, free_port(), keep=keeper)
    assert [(one.token, one.state, one.batch) for one in after.reports()] == [("emtoken1", "delivered", 0)]
    after.close()


def test_stored_reports_are_read_at_once_and_those_of_another_program_now_and_then(server: FakeGateway) -> None:
    keeper, clock = Kept(), Seconds()
    gateway = open_kannel(server, free_port(), keep=keeper, pace=Pace(clock=clock))
    assert gateway.reports() == []
    call(report_url(server, gateway, "em1"), 8)
    assert [one.token for one in gateway.reports()] == ["em1"]
    keeper.bodies.clear()
    assert gateway.reports() == []
    keeper.keep(b'{"token": "em2", "type": "1"}')
    assert gateway.reports() == []
    clock.now += PULL_SECONDS
    assert [one.token for one in gateway.reports()] == ["em2"]
    gateway.close()


class Seconds:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_reports_nothing_is_neither_stored_nor_sent_again(server: FakeGateway) -> None:
    keeper = Kept()
    gateway = open_kannel(server, free_port(), keep=keeper)
    assert call(report_url(server, gateway, "emtoken1"), 3) == 200
    keeper.keep(b"[]")
    assert gateway.reports() == []
    assert (len(keeper.bodies), keeper.aside) == (1, [0])
    gateway.close()


def threads() -> int:
    return sum(thread.name == "sms-reports" for thread in threading.enumerate())


@pytest.mark.parametrize("text", ["", "18080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:70000", "h:x"])
def test_an_address_that_cannot_be_listened_on_is_refused(text: str) -> None:
    with pytest.raises(GatewayFault) as caught:
        listen_address(text)
    assert caught.value.key == "report_listen"


def test_addresses_of_both_kinds_are_understood() -> None:
    assert listen_address("127.0.0.1:18080") == ("127.0.0.1", 18080)
    assert listen_address("[::1]:18080") == ("::1", 18080)
