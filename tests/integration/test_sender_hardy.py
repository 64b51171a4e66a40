"""What one odd report, one closed connection or one moment without the ledger may not do: stop the sender for good."""

from __future__ import annotations

import json
import logging
import threading
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from monitoring.clock import ticking
from monitoring.ports import StoreUnavailable
from monitoring.sms.gateway import Report
from monitoring.sms.gateways.mas import read_reports
from monitoring.sms.gateways.tencent import TencentGateway
from monitoring.sms.options import Tencent
from monitoring.sms.sender import SendingLoop
from tests import building as make
from tests.fakes import FakeGateway
from tests.sms_house import NUMBERS, RED, MakeHouse, turned_red

CHINA = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def house(house: MakeHouse) -> MakeHouse:
    return lambda **options: turned_red(house(make.case(nodes=()), **options))


class OddGateway(FakeGateway):
    """Its reports cannot be read."""

    def reports(self) -> list[Report]:
        raise RuntimeError("odd")


def test_reports_that_cannot_be_read_do_not_stop_sending(house: MakeHouse, caplog: pytest.LogCaptureFixture) -> None:
    office = house(gateway=OddGateway())
    office.send()
    assert len(office.texts()) == 2
    assert caplog.text.count("RuntimeError") == 1, "told at the first turn, and not at each"
    caplog.clear()


def test_a_gateway_that_cannot_be_closed_does_not_end_the_loop(
    house: MakeHouse, caplog: pytest.LogCaptureFixture
) -> None:
    office = house()
    made: list[FakeGateway] = []
    looked = threading.Event()

    class Falls(FakeGateway):
        def send(self, sms: Any) -> Any:
            if len(made) > 2:
                looked.set()
            return super().send(sms)

        def close(self) -> None:
            raise OSError("odd")

    def sender() -> Any:
        office.gateway = Falls()
        made.append(office.gateway)
        if len(made) == 1:
            raise RuntimeError("odd")
        found = office.another_sender()
        if len(made) == 2:
            found.turn = lambda *args, **more: 1 / 0  # type: ignore[method-assign]
        return found

    loop = SendingLoop(sender, seconds=0.02)
    with caplog.at_level(logging.WARNING):
        loop.start()
        assert looked.wait(10)
        assert loop.stop()
    assert "the sender stopped and is started again" in caplog.text
    caplog.clear()


@pytest.mark.parametrize("moment", [1_500_000_000_000, 10**17, -1, "x"])
def test_a_row_with_an_odd_moment_is_read_without_it(moment: object) -> None:
    gateway = TencentGateway(Tencent(url="http://127.0.0.1:1/"), "s", CHINA, lambda: make.at("2017-07-05 10:00"))
    row = {"SerialNo": "a", "SubscriberNumber": "13800000001", "ReportStatus": "SUCCESS", "UserReceiveTime": moment}
    body = json.dumps({"Response": {"PullSmsSendStatusSet": [row]}}).encode()
    (report,) = gateway._read(body)
    assert (report.gateway_id, report.state) == ("a", "delivered")


@pytest.mark.parametrize("moment", ["00010101000000", "99991231235959"])
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Asia/Urumqi", "America/New_York"])
def test_a_row_of_the_first_or_last_year_is_read(moment: str, zone: str) -> None:
    row = {"mobile": "13800000001", "reportStatus": "DELIVRD", "submitDate": moment, "msgGroup": "x"}
    (report,) = read_reports(json.dumps([row]).encode(), ZoneInfo(zone))
    assert report.gateway_id == "x"


@pytest.mark.parametrize("year", ["0001-01-01 00:00:00", "9999-12-31 23:59:59"])
def test_a_report_of_the_first_or_last_year_breaks_nothing(house: MakeHouse, year: str) -> None:
    office = house()
    moment = datetime.fromisoformat(year)
    office.gateway.told = [Report(None, "foreign", NUMBERS["H1"], "delivered", None, "", moment)]
    office.send()
    office.send(RED + timedelta(minutes=1))
    assert {row.state for row in office.rows("kind = 'red'")} == {"accepted"}


def test_an_answer_is_written_down_once_the_ledger_is_there_again(house: MakeHouse) -> None:
    office = house()
    finish, tries = office.sender.outbox.finish, [0]

    def away_at_first(*given: Any) -> Any:
        tries[0] += 1
        if tries[0] < 3:
            raise StoreUnavailable("locked", "for a moment")
        return finish(*given)

    office.sender.outbox.finish = away_at_first  # type: ignore[method-assign]
    paused: list[float] = []
    office.sender._pause = paused.append
    assert office.send().sent == 2
    assert len(paused) == 2
    assert {row.state for row in office.rows("kind = 'red'")} == {"accepted"}


def test_an_answer_is_not_waited_with_beyond_the_lease(house: MakeHouse) -> None:
    office = house()
    office.sender.close()
    office.sender = office.another_sender(lease_seconds=0.2)

    def away(*given: Any) -> Any:
        raise StoreUnavailable("locked", "for long")

    office.sender.outbox.finish = away  # type: ignore[method-assign]
    began = ticking()
    assert office.sender.turn().away is not None
    assert ticking() - began < 5
