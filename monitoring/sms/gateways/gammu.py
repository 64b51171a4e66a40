"""A GSM modem (短信猫) through the SQL queue of gammu-smsd, which runs as a process of its own (schema version 17).

A row in ``outbox`` is the SMS; smsd moves it to ``sentitems`` and writes there what became of it. CreatorID is our
token, so the queue can be asked. Texts of several parts need a row in ``outbox_multipart`` for each further part and
the header that joins them (3GPP TS 23.040, 9.2.3.24.1).
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Boolean, Column, Engine, Integer, MetaData, String, Table, create_engine, func, insert, select
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import ArgumentError, DataError, DBAPIError, ProgrammingError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from monitoring.ports import chunks
from monitoring.sms.gateway import (
    LONG_RETRY,
    SHORT_RETRY,
    Accepted,
    BatchKeeper,
    CannotTell,
    Found,
    GatewayFault,
    LookUp,
    NotAccepted,
    NotFound,
    OutgoingSms,
    Rejected,
    Report,
    ReportState,
    SendResult,
    Unknown,
    Wrong,
)
from monitoring.sms.gateways.answers import international_number
from monitoring.sms.gateways.following import Pace
from monitoring.sms.options import Gammu
from monitoring.sms.texts import EACH_PART, ONE_PART, units

UNICODE: Final = "Unicode_No_Compression"
NEWEST_ROWS: Final = 200
"""Rows of sentitems that ``reports`` looks at: after a start all of them are told again."""
MOST_OPEN: Final = 5_000
TOKENS_AT_ONCE: Final = 500
CONNECT_SECONDS: Final = 5

_META: Final = MetaData()
OUTBOX: Final = Table(
    "outbox",
    _META,
    Column("ID", Integer, primary_key=True),
    Column("CreatorID", String),
    Column("DestinationNumber", String),
    Column("TextDecoded", String),
    Column("Coding", String),
    Column("UDH", String),
    Column("MultiPart", String().with_variant(Boolean(), "postgresql")),  # 'true' and 'false' in SQLite's schema
    Column("SenderID", String),
    Column("Class", Integer),
    Column("RelativeValidity", Integer),
    Column("DeliveryReport", String),
    Column("Status", String),
)
FURTHER_PARTS: Final = Table(
    "outbox_multipart",
    _META,
    Column("ID", Integer, primary_key=True),
    Column("SequencePosition", Integer, primary_key=True),
    Column("TextDecoded", String),
    Column("Coding", String),
    Column("UDH", String),
    Column("Class", Integer),
)
SENT: Final = Table(
    "sentitems",
    _META,
    Column("ID", Integer, primary_key=True),
    Column("SequencePosition", Integer, primary_key=True),
    Column("CreatorID", String),
    Column("Status", String),
)
VERSION: Final = Table("gammu", _META, Column("Version", Integer))
PHONES: Final = Table("phones", _META, Column("IMEI", String), Column("ID", String), Column("Signal", Integer))

STATES: Final[dict[str, ReportState]] = {
    "SendingOK": "accepted",
    "SendingOKNoReport": "accepted",
    "DeliveryPending": "accepted",
    "DeliveryUnknown": "accepted",
    "DeliveryOK": "delivered",
    "DeliveryFailed": "undelivered",
    "SendingError": "undelivered",
    "Error": "undelivered",
}


class GammuGateway:
    name = "gammu"
    can_look_up = True
    settle_seconds = 15.0
    adds_signature = False

    def __init__(
        self, options: Gammu, password: str | None, keep: BatchKeeper | None = None, pace: Pace | None = None
    ) -> None:
        """Raises GatewayFault. Connects for each call only: smsd's database may come and go.

        ``keep`` knows which of our SMS may still be reported on, however many went out since.
        """
        self._keep = keep
        self._pace = pace or Pace()
        self._options = options
        self._engine = _engine(options.queue, password)
        self._told: dict[str, ReportState] = {}

    def send(self, sms: OutgoingSms) -> SendResult:
        try:
            connection = self._engine.connect()
        except SQLAlchemyError:
            return NotAccepted("connect_failed", SHORT_RETRY)
        try:
            with connection, connection.begin() as transaction:
                try:
                    number = self._queue(connection, sms)
                except SQLAlchemyError as fault:
                    transaction.rollback()
                    return _not_queued(fault)
        except SQLAlchemyError:
            return Unknown("commit_failed")
        return Accepted(str(number))

    def look_up(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        """First the queue, then what was sent: smsd writes the one before it deletes from the other."""
        try:
            with self._engine.connect() as connection:
                queued = connection.scalar(select(OUTBOX.c.ID).where(OUTBOX.c.CreatorID == token).limit(1))
                rows = connection.execute(select(SENT.c.ID, SENT.c.Status).where(SENT.c.CreatorID == token)).all()
        except SQLAlchemyError:
            return CannotTell("connect_failed")
        if queued is not None:
            return Found("accepted", str(queued), "queued")
        if not rows:
            return NotFound()
        state, detail = together([status for _, status in rows])
        return Found(state, str(rows[0][0]), detail)

    def reports(self) -> list[Report]:
        """What became known since the last call; not while parts are queued. Raises StoreUnavailable.

        Of the newest rows at each call; now and then of all whose report is still to come.
        """
        done = SENT.c.CreatorID.not_in(select(OUTBOX.c.CreatorID))
        told = select(SENT.c.CreatorID, SENT.c.ID, SENT.c.Status).where(done)
        newest = told.order_by(SENT.c.ID.desc()).limit(NEWEST_ROWS)
        waited_for = self._keep.open_tokens(MOST_OPEN) if self._keep is not None and self._pace.is_due() else []
        try:
            with self._engine.connect() as connection:
                rows = set(connection.execute(newest.add_columns(SENT.c.SequencePosition)).all())
                for tokens in chunks(waited_for, TOKENS_AT_ONCE):
                    older = told.add_columns(SENT.c.SequencePosition).where(SENT.c.CreatorID.in_(tokens))
                    rows.update(connection.execute(older).all())
        except SQLAlchemyError:
            return []
        statuses: dict[tuple[str, int], list[str]] = {}
        for token, number, status, _ in sorted(rows, key=lambda row: row[1], reverse=True):
            statuses.setdefault((token, number), []).append(status)
        return [
            report for (token, number), all_of in statuses.items() if (report := self._report(token, number, all_of))
        ]

    def check(self) -> str:
        try:
            with self._engine.connect() as connection:
                version = connection.scalar(select(func.max(VERSION.c.Version)))
                waiting = connection.scalar(select(func.count()).select_from(OUTBOX))
                phones = connection.execute(select(PHONES.c.ID, PHONES.c.Signal)).all()
        except SQLAlchemyError:
            return Wrong("gammu-smsd 的数据库连不上，或没有它的表；检查 queue，并按 gammu-smsd 的说明建表")
        modems = "、".join(f"{name or '短信猫'} 信号 {signal}%" for name, signal in phones)
        queue = f"gammu-smsd 的队列（第 {version} 版）可用，待发 {waiting} 条"
        return f"{queue}，{modems}" if modems else Wrong(f"{queue}；还没有短信猫登记，请看 gammu-smsd 是否在运行")

    def close(self) -> None:
        self._engine.dispose()

    def _queue(self, connection: Connection, sms: OutgoingSms) -> int:
        texts = split(sms.text)
        headers = [joining_header(sms.token, len(texts), place) for place in range(1, len(texts) + 1)]
        row: dict[str, Any] = {
            "CreatorID": sms.token,
            "DestinationNumber": international_number(sms.mobile, self._options.country_code),
            "TextDecoded": texts[0],
            "Coding": UNICODE,
            "UDH": headers[0],
            "Class": -1,
            "RelativeValidity": -1,
            "DeliveryReport": "yes",
            "SenderID": self._options.sender or None,
        }
        several = len(texts) > 1
        row["MultiPart"] = several if connection.dialect.name == "postgresql" else str(several).lower()
        number = int(connection.execute(insert(OUTBOX).values(row).returning(OUTBOX.c.ID)).scalar_one())
        if several:
            connection.execute(insert(FURTHER_PARTS), _further(number, texts, headers))
        return number

    def _report(self, token: str, number: int, statuses: Sequence[str]) -> Report | None:
        state, detail = together(statuses)
        if self._told.get(token) == state:
            return None
        self._told[token] = state
        return Report(token, str(number), None, state, None, detail)


def _not_queued(fault: SQLAlchemyError) -> NotAccepted | Rejected:
    """Rolled back: nothing was sent. A value that does not fit will never do; a table that is not there stops all."""
    if isinstance(fault, DataError):
        return Rejected("queue_refused")
    if isinstance(fault, ProgrammingError) or (isinstance(fault, DBAPIError) and "no such" in str(fault.orig)):
        return NotAccepted("queue_failed", LONG_RETRY, channel_stopped=True)
    return NotAccepted("queue_failed", SHORT_RETRY)


def split(text: str) -> list[str]:
    """The text in parts of at most 67 UTF-16 units (one part may hold 70); no sign is cut in two."""
    if units(text) <= ONE_PART:
        return [text]
    parts, part, room = [], "", EACH_PART
    for sign in text:
        size = units(sign)
        if size > room:
            parts.append(part)
            part, room = "", EACH_PART
        part, room = part + sign, room - size
    return [*parts, part]


def joining_header(token: str, count: int, place: int) -> str:
    """The user data header of part ``place`` of ``count``; '' for a single one. The reference comes from the token."""
    if count == 1:
        return ""
    return f"050003{zlib.crc32(token.encode()) & 0xFF:02X}{count:02X}{place:02X}"


def together(statuses: Sequence[str]) -> tuple[ReportState, str]:
    """The state of all parts: delivered when every part is, undelivered when one is not; and smsd's word for it."""
    states = {STATES.get(status, "accepted"): status for status in statuses}
    for state in ("undelivered", "accepted", "delivered"):
        if state in states:
            return state, states[state]
    return "accepted", ""


def _further(number: int, texts: Sequence[str], headers: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {"ID": number, "SequencePosition": place, "TextDecoded": text, "Coding": UNICODE, "UDH": header, "Class": -1}
        for place, (text, header) in enumerate(zip(texts, headers, strict=True), start=1)
        if place > 1
    ]


def _engine(queue: str, password: str | None) -> Engine:
    try:
        url = make_url(queue)
        if url.password:
            raise GatewayFault("queue", "密码不能写在设置文件里", "把它放进系统钥匙串或 password_env 所指的环境变量。")
        return create_engine(
            _with_password(url, password), poolclass=NullPool, connect_args=_patience(url), hide_parameters=True
        )
    except (ArgumentError, ImportError, ValueError):
        todo = "写成 sqlite:////文件 或 postgresql+psycopg://用户@主机/库名。"
        raise GatewayFault("queue", "不是数据库地址，或没有它的驱动程序", todo) from None


def _with_password(url: URL, password: str | None) -> URL:
    return url.set(password=password) if password and url.get_backend_name() != "sqlite" else url


def _patience(url: URL) -> dict[str, int]:
    kinds = {"sqlite": {"timeout": CONNECT_SECONDS}, "postgresql": {"connect_timeout": CONNECT_SECONDS}}
    return kinds.get(url.get_backend_name(), {})
