"""The GSM modem's queue: rows as gammu-smsd wants them, on its own schema, and once through gammu-smsd itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from monitoring.sms.gateway import (
    Accepted,
    CannotTell,
    Found,
    GatewayFault,
    NotAccepted,
    NotFound,
    OutgoingSms,
    Rejected,
    Report,
    Unknown,
)
from monitoring.sms.gateways import gammu
from monitoring.sms.gateways.following import Pace
from monitoring.sms.gateways.gammu import GammuGateway
from monitoring.sms.options import Gammu
from monitoring.sms.texts import parts, units
from tests.gammu import make_queue, running_smsd
from tests.gateways_opened import Kept
from tests.kannel import wait_until
from tests.servers import ServerAbsent, are_required

SENT = datetime(2017, 7, 5, 10, 0)
LONG = "办件 2017-000123 在环节“乡镇复审”已超过承诺时限，请立即办理𠮷。" * 4


def an_sms(body: str = "你好!", token: str = "emtoken1", mobile: str = "13554855071") -> OutgoingSms:
    return OutgoingSms(token, mobile, body, "red", "", {})


@pytest.fixture
def queue(empty_url: str) -> str:
    absent_means_skip(lambda: make_queue(empty_url))
    return empty_url


def absent_means_skip(make: Any) -> None:
    try:
        make()
    except ServerAbsent as absent:
        if are_required():
            pytest.fail(str(absent))
        pytest.skip(str(absent))


@pytest.fixture
def gateway(queue: str) -> Iterator[GammuGateway]:
    gateway = GammuGateway(Gammu(queue), None)
    yield gateway
    gateway.close()


def ask(url: str, statement: str, **values: object) -> list[dict[str, Any]]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        done = connection.execute(text(statement), values)
        rows = [dict(row) for row in done.mappings()] if done.returns_rows else []
    engine.dispose()
    return rows


def outbox(url: str) -> list[dict[str, Any]]:
    return ask(url, "SELECT * FROM outbox")


def further(url: str) -> list[dict[str, Any]]:
    return ask(url, 'SELECT * FROM outbox_multipart ORDER BY "SequencePosition"')


def move_to_sent(url: str, status: str, part: int = 1, *, keep: bool = False) -> None:
    """What smsd does when it has sent a part."""
    ask(
        url,
        """INSERT INTO sentitems ("Text", "UDH", "SenderID", "ID", "SequencePosition", "Status", "CreatorID")
        SELECT '', '', 'modem1', "ID", :part, :status, "CreatorID" FROM outbox""",
        part=part,
        status=status,
    )
    if not keep:
        ask(url, "DELETE FROM outbox")


def submit_pdu(row: dict[str, Any], validity: int) -> tuple[int, str]:
    """SMS-SUBMIT of a row (3GPP TS 23.040, 9.2.2.2), and its length without the centre's address."""
    digits = row["DestinationNumber"].removeprefix("+")
    padded = digits + "F" * (len(digits) % 2)
    number = "".join(padded[place + 1] + padded[place] for place in range(0, len(padded), 2))
    assert (row["Coding"], row["UDH"], row["Class"]) == ("Unicode_No_Compression", "", -1)
    data = row["TextDecoded"].encode("utf-16-be")
    body = f"1100{len(digits):02X}91{number}0008{validity:02X}{len(data):02X}{data.hex().upper()}"
    return len(body) // 2, f"00{body}"


def test_the_row_of_a_short_text_holds_all_that_the_published_pdu_needs(queue: str, gateway: GammuGateway) -> None:
    assert gateway.send(an_sms()) == Accepted("1")
    (row,) = outbox(queue)
    assert submit_pdu(row, validity=1) == (21, "0011000D91683155845570F1000801064F60597D0021")
    assert (row["CreatorID"], row["DeliveryReport"], row["Status"]) == ("emtoken1", "yes", "Reserved")
    assert str(row["MultiPart"]).lower() == "false"


def test_a_long_text_is_queued_whole_in_parts_that_know_each_other(queue: str, gateway: GammuGateway) -> None:
    assert gateway.send(an_sms(LONG)) == Accepted("1")
    (first,), others = outbox(queue), further(queue)
    rows = [first, *others]
    assert str(first["MultiPart"]).lower() == "true"
    assert "".join(row["TextDecoded"] for row in rows) == LONG
    assert len(rows) == parts(LONG)
    assert all(units(row["TextDecoded"]) <= 67 for row in rows)
    reference = first["UDH"][6:8]
    assert [row["UDH"] for row in rows] == [f"050003{reference}{len(rows):02X}{n:02X}" for n in range(1, len(rows) + 1)]
    assert [row["SequencePosition"] for row in others] == list(range(2, len(rows) + 1))
    assert {row["ID"] for row in rows} == {1}


def test_the_queue_can_be_asked_by_token_at_every_step(queue: str, gateway: GammuGateway) -> None:
    assert gateway.look_up("emtoken1", "", SENT) == NotFound()
    gateway.send(an_sms())
    assert gateway.look_up("emtoken1", "", SENT) == Found("accepted", "1", "queued")
    move_to_sent(queue, "SendingOK")
    assert gateway.look_up("emtoken1", "", SENT) == Found("accepted", "1", "SendingOK")
    ask(queue, "UPDATE sentitems SET \"Status\" = 'DeliveryOK'")
    assert gateway.look_up("emtoken1", "", SENT) == Found("delivered", "1", "DeliveryOK")
    assert gateway.look_up("other", "", SENT) == NotFound()


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("SendingOK", "accepted"),
        ("SendingOKNoReport", "accepted"),
        ("SendingError", "undelivered"),
        ("DeliveryOK", "delivered"),
        ("DeliveryFailed", "undelivered"),
        ("DeliveryPending", "accepted"),
        ("DeliveryUnknown", "accepted"),
        ("Error", "undelivered"),
    ],
)
def test_every_status_of_smsd_is_reported_once(queue: str, gateway: GammuGateway, status: str, state: str) -> None:
    gateway.send(an_sms())
    move_to_sent(queue, status)
    assert gateway.reports() == [Report("emtoken1", "1", None, state, None, status)]  # type: ignore[arg-type]
    assert gateway.reports() == []


def test_a_late_report_is_found_behind_many_newer_sms(queue: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gammu, "NEWEST_ROWS", 1)
    kept = Kept()
    kept.tokens = ["emtoken1"]
    gateway = gammu.GammuGateway(Gammu(queue), None, kept, Pace(0.0))
    for number in (1, 2, 3):
        gateway.send(replace(an_sms(), token=f"emtoken{number}"))
        move_to_sent(queue, "SendingOK")
    assert {one.token for one in gateway.reports()} == {"emtoken1", "emtoken3"}
    ask(queue, "UPDATE sentitems SET \"Status\" = 'DeliveryOK' WHERE \"CreatorID\" = 'emtoken1'")
    assert [(one.token, one.state) for one in gateway.reports()] == [("emtoken1", "delivered")]
    gateway.close()


def test_a_text_in_parts_is_delivered_only_when_every_part_is(queue: str, gateway: GammuGateway) -> None:
    gateway.send(an_sms("灯" * 71))
    move_to_sent(queue, "DeliveryOK", part=1, keep=True)
    assert gateway.reports() == [], "the second part is still in the queue"
    assert gateway.look_up("emtoken1", "", SENT) == Found("accepted", "1", "queued")
    move_to_sent(queue, "SendingOK", part=2)
    assert [one.state for one in gateway.reports()] == ["accepted"]
    ask(queue, "UPDATE sentitems SET \"Status\" = 'DeliveryOK'")
    assert [one.state for one in gateway.reports()] == ["delivered"]


@pytest.mark.parametrize("empty_url", ["postgresql"], indirect=True)
def test_a_number_that_the_queue_cannot_hold_will_never_go_out(gateway: GammuGateway) -> None:
    assert gateway.send(an_sms(mobile="1" * 40)) == Rejected("queue_refused")
    assert isinstance(gateway.send(an_sms()), Accepted), "the next one does"


def test_a_queue_that_is_lost_while_it_writes_leaves_an_unknown(gateway: GammuGateway) -> None:
    def lost(connection: object) -> None:
        raise OperationalError("COMMIT", None, Exception("server closed the connection"))

    event.listen(gateway._engine, "commit", lost)
    assert gateway.send(an_sms()) == Unknown("commit_failed")
    event.remove(gateway._engine, "commit", lost)


def test_a_queue_without_its_tables_proves_that_nothing_was_sent(empty_url: str) -> None:
    gateway = GammuGateway(Gammu(empty_url), None)
    assert gateway.send(an_sms()) == NotAccepted("queue_failed", 3600, channel_stopped=True)
    assert isinstance(gateway.look_up("emtoken1", "", SENT), CannotTell)
    assert gateway.reports() == []
    assert "建表" in gateway.check()
    gateway.close()


def test_a_database_that_is_away_proves_that_nothing_was_sent() -> None:
    gateway = GammuGateway(Gammu("postgresql+psycopg://smsd@127.0.0.1:1/smsd"), "geheim")
    assert gateway.send(an_sms()) == NotAccepted("connect_failed")
    assert "geheim" not in gateway.check() + repr(gateway)
    gateway.close()


def test_the_check_tells_what_waits_and_that_no_modem_is_there(gateway: GammuGateway) -> None:
    gateway.send(an_sms())
    assert "待发 1 条" in gateway.check()
    assert "gammu-smsd 是否在运行" in gateway.check()


@pytest.mark.parametrize("queue_url", ["not a database", "postgresql+psycopg://a:geheim@host/db", "nosuch://host/db"])
def test_an_address_that_cannot_be_used_is_named_without_its_password(queue_url: str) -> None:
    with pytest.raises(GatewayFault) as caught:
        GammuGateway(Gammu(queue_url), None)
    assert caught.value.key == "queue"
    assert "geheim" not in f"{caught.value} {caught.value.what} {caught.value.todo}"


@pytest.mark.parametrize("empty_url", ["postgresql"], indirect=True)
@pytest.mark.parametrize("body", ["【盐山县】你好!", LONG], ids=["one part", "several parts"])
def test_gammu_smsd_takes_the_rows_and_sends_the_text(
    queue: str, gateway: GammuGateway, body: str, tmp_path: Path
) -> None:
    assert gateway.send(an_sms(body)) == Accepted("1")
    with running_smsd(queue, tmp_path):
        wait_until(
            lambda: isinstance(gateway.look_up("emtoken1", "", SENT), Found) and not outbox(queue), "smsd's turn"
        )
    rows = ask(queue, 'SELECT "TextDecoded", "Status" FROM sentitems ORDER BY "SequencePosition"')
    assert "".join(row["TextDecoded"] for row in rows) == body
    assert {row["Status"] for row in rows} <= {"SendingOK", "SendingOKNoReport"}
    assert [one.state for one in gateway.reports()] == ["accepted"]
