"""The gateway against a real Kannel with its fake centre: texts, reports, faults that look alike."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from monitoring.sms.gateway import Accepted, NotAccepted, OutgoingSms, Report, SendResult, Unknown, Wrong
from monitoring.sms.gateways.kannel import KannelGateway
from monitoring.sms.options import Kannel as Options
from monitoring.sms.texts import parts, signed
from tests.gateway_server import free_port
from tests.kannel import PASSWORD, USER, Kannel, private_kannel, wait_until
from tests.servers import ServerAbsent, are_required

ZONE = ZoneInfo("Asia/Shanghai")
MOBILE = "13800138000"
SHORT = signed("办件 2017-000123 已超期，请立即办理！", "盐山县行政审批局")
LONG = signed(
    "办件 2017-000123（高龄补贴）在环节“乡镇复审”已超过承诺时限 2 个工作日，请立即办理并说明原因。" * 3, "盐山县"
)


@pytest.fixture
def kannel() -> Iterator[Kannel]:
    try:
        with private_kannel() as running:
            yield running
    except ServerAbsent as absent:
        if are_required():
            pytest.fail(str(absent))
        pytest.skip(str(absent))


@pytest.fixture
def open_gateway(kannel: Kannel) -> Iterator[Callable[..., KannelGateway]]:
    opened = []

    def make(password: str = PASSWORD, port: int | None = None, timeout: float = 10.0) -> KannelGateway:
        listen = f"127.0.0.1:{port or free_port()}"
        options = Options(kannel.url, USER, report_listen=listen, timeout_seconds=timeout)
        opened.append(KannelGateway(options, password, ZONE))
        return opened[-1]

    yield make
    for gateway in opened:
        gateway.close()


def an_sms(text: str = SHORT, token: str = "emtoken1") -> OutgoingSms:
    return OutgoingSms(token, MOBILE, text, "red", "", {})


def until_reported(gateway: KannelGateway, *wanted: tuple[str, str]) -> list[Report]:
    """All reports up to the moment when each (token, state) has come, in whatever order."""
    reports: list[Report] = []

    def all_there() -> bool:
        reports.extend(gateway.reports())
        return {*wanted} <= {(one.token, one.state) for one in reports}

    wait_until(all_there, f"reports {wanted}")
    return reports


def in_a_thread(send: Callable[[], SendResult]) -> Callable[[], SendResult]:
    """Starts it; the result is waited for."""
    results: list[SendResult] = []
    thread = threading.Thread(target=lambda: results.append(send()))
    thread.start()

    def result() -> SendResult:
        thread.join()
        return results[0]

    return result


def test_a_chinese_text_arrives_as_it_was_written_and_is_reported_delivered(
    kannel: Kannel, open_gateway: Callable[..., KannelGateway]
) -> None:
    gateway = open_gateway()
    assert gateway.send(an_sms()) == Accepted()
    reports = until_reported(gateway, ("emtoken1", "delivered"), ("emtoken1", "accepted"))
    wait_until(lambda: kannel.arrived() == [SHORT], "the text")
    assert all(isinstance(one.at, datetime) for one in reports)


@pytest.mark.parametrize("text", ["灯" * 70, "灯" * 71, "灯" * 134, "灯" * 135, LONG, "𠮷田𠮷 & <a> %d + 100%"])
def test_a_text_of_several_parts_arrives_whole_and_in_as_many_as_were_counted(
    text: str, kannel: Kannel, open_gateway: Callable[..., KannelGateway]
) -> None:
    gateway = open_gateway()
    assert gateway.send(an_sms(text)) == Accepted()
    until_reported(gateway, ("emtoken1", "delivered"))
    wait_until(lambda: "".join(kannel.arrived()) == text, "the whole text")
    assert len(kannel.arrived()) == parts(text)


def test_reports_of_many_sms_find_their_tokens(kannel: Kannel, open_gateway: Callable[..., KannelGateway]) -> None:
    gateway = open_gateway()
    tokens = [f"em{number:03d}" for number in range(12)]
    assert [gateway.send(an_sms(f"第 {token} 条", token)) for token in tokens] == [Accepted()] * len(tokens)
    until_reported(gateway, *((token, "delivered") for token in tokens))
    wait_until(lambda: sorted(kannel.arrived()) == [f"第 {token} 条" for token in tokens], "all texts, each once")


def test_after_a_frozen_bearerbox_nobody_knew_and_the_sms_went_out_all_the_same(
    kannel: Kannel, open_gateway: Callable[..., KannelGateway]
) -> None:
    gateway = open_gateway(timeout=1)
    kannel.signal("bearerbox", signal.SIGSTOP)
    assert gateway.send(an_sms()) == Unknown("read_timeout")
    assert kannel.arrived() == []
    kannel.signal("bearerbox", signal.SIGCONT)
    until_reported(gateway, ("emtoken1", "delivered"))
    wait_until(lambda: kannel.arrived() == [SHORT], "the text")


def test_an_smsbox_that_dies_over_an_sms_leaves_it_unknown_and_afterwards_takes_nothing(
    kannel: Kannel, open_gateway: Callable[..., KannelGateway]
) -> None:
    gateway = open_gateway()
    kannel.signal("bearerbox", signal.SIGSTOP)
    result = in_a_thread(lambda: gateway.send(an_sms()))
    wait_until(lambda: kannel.has_taken(SHORT), "the request at smsbox")
    kannel.kill("smsbox")
    assert result() == Unknown("dropped")
    assert gateway.send(an_sms(token="emtoken2")) == NotAccepted("connect_failed")
    kannel.signal("bearerbox", signal.SIGCONT)
    kannel.start_smsbox()
    assert gateway.send(an_sms(token="emtoken3")) == Accepted()
    wait_until(lambda: len(kannel.arrived()) == 2, "the unknown one and the new one")


def test_a_report_waits_at_kannel_while_its_listener_is_down(
    kannel: Kannel, open_gateway: Callable[..., KannelGateway]
) -> None:
    port = free_port()
    with closing(socket.socket()) as another_program:
        another_program.bind(("127.0.0.1", port))
        gateway = open_gateway(port=port)
        assert gateway.send(an_sms()) == Accepted()
        wait_until(lambda: kannel.arrived() == [SHORT], "the text")
        wait_until(kannel.has_failed_to_report, "a report that nobody took")
        assert gateway.reports() == []
    until_reported(gateway, ("emtoken1", "delivered"))


def test_a_wrong_password_stops_the_channel_and_sends_nothing(
    kannel: Kannel, open_gateway: Callable[..., KannelGateway]
) -> None:
    gateway = open_gateway("wrong")
    assert gateway.send(an_sms()) == NotAccepted("http:403", 3600, channel_stopped=True)
    assert "不接受" in gateway.check()


def test_the_check_tells_that_kannel_answers_and_sends_nothing(
    kannel: Kannel, open_gateway: Callable[..., KannelGateway]
) -> None:
    line = open_gateway().check()
    assert "用户名和密码正确" in line
    assert not isinstance(line, Wrong)
    assert kannel.arrived() == []


def test_without_its_boxes_the_check_tells_that_nobody_answers(
    kannel: Kannel, open_gateway: Callable[..., KannelGateway]
) -> None:
    kannel.kill("smsbox")
    assert "没有应答" in open_gateway().check()
