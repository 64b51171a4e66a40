"""Reports that are handed out once: fetched by one program, stored before anything else, and never lost by a crash."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitoring.ports import StoreUnavailable
from monitoring.sms.gateway import Batch
from monitoring.sms.gateways.following import Pace
from monitoring.sms.gateways.mas import MasGateway, read_reports
from monitoring.sms.gateways.pulling import LEASE_SECONDS, Pulling
from monitoring.sms.options import Mas
from monitoring.stores.outbox.sql_outbox import SqlOutbox
from tests import building as make
from tests.gateway_server import FakeGateway, fake_gateway
from tests.gateways_opened import MOBILE, SECRET, Kept, tencent
from tests.mas_platform import Platform, mas_platform, mas_sender
from tests.sms_house import NUMBERS, RED, House

ROW = {"msgGroup": "0712", "mobile": MOBILE, "reportStatus": "DELIVRD", "submitDate": "20170705100000"}


@pytest.fixture
def server() -> Iterator[FakeGateway]:
    with fake_gateway() as fake:
        yield fake


@pytest.fixture
def platform() -> Iterator[Platform]:
    with mas_platform() as opened:
        yield opened


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    case = make.case(no="C1", nodes=(make.visit(1, "2017-06-28 15:20"),))
    opened = House(f"sqlite:///{(tmp_path / 'ledger.db').as_posix()}", case)
    opened.look(RED)
    yield opened
    opened.close()


def mas(server: FakeGateway, keeper: Kept | None, **more: object) -> MasGateway:
    settings = Mas(server.url, "某局", "demo0", sign="S", **more)  # type: ignore[arg-type]
    return MasGateway(settings, SECRET, keeper, pace=Pace(0.0))


def test_a_batch_of_mas_is_stored_as_it_came_and_then_read(server: FakeGateway) -> None:
    raw = (
        '[{"msgGroup":"0712","mobile":"13800138000","reportStatus":"DELIVRD","submitDate":"20170705100000",'
        '"receiveDate":"20170705100107"},'
        '{"mgsGroup":"0713","mobile":"13800138001","reportStatus":"UNDELIV","errorCode":"DB:0140","submitDate":"?"},'
        '{"mobile":""},7]'
    )
    server.gives(200, raw)
    kept = Kept()
    first, second = mas(server, kept).reports()
    assert kept.bodies == [raw.encode()]
    assert (first.gateway_id, first.mobile, first.state, first.batch) == ("0712", MOBILE, "delivered", 0)
    assert (first.submitted_at, first.at) == (datetime(2017, 7, 5, 10), datetime(2017, 7, 5, 10, 1, 7))
    assert (second.gateway_id, second.state, second.detail) == ("0713", "undelivered", "UNDELIV DB:0140")
    assert (second.submitted_at, second.at) == (None, None)


def test_a_batch_of_tencent_is_stored_too_because_it_comes_only_once(server: FakeGateway) -> None:
    row = {"SessionContext": "emtoken1", "ReportStatus": "SUCCESS", "SerialNo": "5", "SubscriberNumber": MOBILE}
    server.gives(200, {"Response": {"PullSmsSendStatusSet": [{**row, "UserReceiveTime": 1_499_220_000}]}})
    kept = Kept()
    (report,) = tencent(server.url, kept).reports()
    assert len(kept.bodies) == 1
    assert (report.token, report.gateway_id, report.state, report.batch) == ("emtoken1", "5", "delivered", 0)
    assert report.at == datetime(2017, 7, 5, 10, 0)
    assert MOBILE not in repr(report)


def test_moments_of_the_platform_are_told_in_the_sites_time() -> None:
    (report,) = read_reports(str([ROW]).replace("'", '"').encode(), ZoneInfo("Asia/Tokyo"))
    assert report.submitted_at == datetime(2017, 7, 5, 11)


def test_a_row_with_several_numbers_is_a_report_for_each() -> None:
    body = b'[{"msgGroup":"1","mobile":["13800138000","13800138001"],"reportStatus":"DELIVRD"}]'
    assert [one.mobile for one in read_reports(body)] == ["13800138000", "13800138001"]


@pytest.mark.parametrize("keeper", [None, Kept(turn=False)])
def test_who_cannot_store_or_is_not_at_turn_fetches_nothing(keeper: Kept | None, server: FakeGateway) -> None:
    server.gives(200, [ROW])
    assert mas(server, keeper).reports() == []
    assert server.asked == []


def test_a_site_that_pulls_no_reports_asks_for_none(server: FakeGateway) -> None:
    server.gives(200, [ROW])
    assert mas(server, Kept(), pull_reports=False).reports() == []
    assert server.asked == []


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, "[]"), (200, " [ ] "), (200, ""), (200, {"rspcod": "InvalidUsrOrPwd"}), (200, "<html>"), (500, [ROW])],
)
def test_what_is_no_batch_is_not_stored(status: int, body: object, server: FakeGateway) -> None:
    server.gives(status, body)
    kept = Kept()
    assert mas(server, kept).reports() == []
    assert kept.bodies == []


def test_a_batch_that_could_not_be_stored_is_held_and_nothing_more_is_fetched_until_it_is(server: FakeGateway) -> None:
    server.gives(200, [ROW])
    server.gives(200, "[]")
    kept = Kept()
    gateway = mas(server, kept)
    kept.away = True
    for _ in range(3):
        with pytest.raises(StoreUnavailable):
            gateway.reports()
    assert len(server.asked) == 1
    kept.away = False
    assert [one.gateway_id for one in gateway.reports()] == ["0712"]


def test_a_batch_in_hand_is_stored_at_the_end_and_the_turn_given_back_once(server: FakeGateway) -> None:
    server.gives(200, [ROW])
    kept = Kept()
    gateway = mas(server, kept)
    kept.away = True
    with pytest.raises(StoreUnavailable):
        gateway.reports()
    kept.away = False
    gateway.close()
    gateway.close()
    assert (len(kept.bodies), kept.returned) == (1, 1)


def test_an_end_while_the_ledger_is_away_is_quiet_but_said(
    server: FakeGateway, caplog: pytest.LogCaptureFixture
) -> None:
    server.gives(200, [ROW])
    kept = Kept()
    gateway = mas(server, kept)
    kept.away = True
    with pytest.raises(StoreUnavailable):
        gateway.reports()
    gateway.close()
    assert "could not be given back: unreachable" in caplog.text
    caplog.clear()


def test_a_batch_that_cannot_be_read_stays_for_a_person_and_is_logged_without_numbers(
    server: FakeGateway, caplog: pytest.LogCaptureFixture
) -> None:
    server.gives(200, '[{"mobile":"13800138000"')
    server.gives(200, "[]")
    kept = Kept()
    gateway = mas(server, kept)
    assert gateway.reports() == gateway.reports() == []
    assert kept.aside == [0]
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert "sms_pulls 0" in caplog.text
    assert MOBILE not in caplog.text
    caplog.clear()


def test_the_gateway_is_asked_at_its_pace() -> None:
    asked: list[int] = []

    def fetch() -> None:
        asked.append(1)

    pulling = Pulling("mas", Kept(), fetch, read_reports)
    assert pulling.reports() == pulling.reports() == []
    assert asked == [1]


def test_one_of_two_programs_fetches_and_the_other_takes_over_when_it_has_gone(
    house: House, platform: Platform
) -> None:
    with closing(mas_sender(house, platform)) as first, closing(mas_sender(house, platform)) as second:
        for _ in range(2):
            first.turn()
            second.turn()
        assert platform.pulls == 2
        house.age(LEASE_SECONDS - 5)
        second.turn()
        assert platform.pulls == 2
        house.age(10)
        second.turn()
        first.turn()
        assert platform.pulls == 3


class Killed(BaseException):
    """As if the process had ended here."""


def test_a_crash_between_fetching_and_taking_loses_no_report(
    house: House, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(self: SqlOutbox, reports: object, now: datetime) -> int:
        raise Killed

    sender = mas_sender(house, platform)
    sender.turn()
    for place in range(3):
        platform.delivers(place, RED)
    with monkeypatch.context() as patched, pytest.raises(Killed):
        patched.setattr(SqlOutbox, "take_reports", die)
        sender.turn()
    sender.close()
    assert (len(platform.queue), batches(house)) == (0, ["stored"])
    assert {row.state for row in house.rows("accepted_at IS NOT NULL")} == {"accepted"}
    with closing(mas_sender(house, platform)) as another:
        assert another.turn().reports == 3, "whoever comes next reads what is stored, at turn to fetch or not"
    assert {row.state for row in house.rows("accepted_at IS NOT NULL")} == {"delivered"}
    assert batches(house) == ["taken"]


def test_a_batch_that_two_programs_have_read_counts_once(house: House, platform: Platform) -> None:
    sender = mas_sender(house, platform)
    sender.turn()
    platform.delivers(0, RED)
    reports = sender.gateway.reports()
    with closing(SqlOutbox(house.url, gateway="mas")) as other:
        assert [sender.outbox.take_reports(reports, RED), other.take_reports(reports, RED)] == [1, 0]
    assert len(house.sql("SELECT * FROM sms_reports")) == 1
    sender.close()


def batches(house: House) -> list[str]:
    return [row.state for row in house.sql("SELECT state FROM sms_pulls ORDER BY pull_id")]


def test_no_number_or_secret_is_shown_or_logged_by_accident(
    house: House, platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with closing(mas_sender(house, platform)) as sender:
        sender.turn()
        platform.delivers(0, RED)
        told = repr(sender.gateway.reports()) + repr(Batch(1, NUMBERS["H1"].encode()))
    assert "delivered" in told
    assert not any(hidden in told + caplog.text for hidden in (*NUMBERS.values(), SECRET))
