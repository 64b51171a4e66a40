"""The archive of reports in the ledger's database: the adapter behind monitoring.archiving.ReportArchive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Connection, and_, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from monitoring.archiving import (
    About,
    AlreadyIssued,
    DocumentNumber,
    DraftChanged,
    Finished,
    NotStanding,
    NumberTaken,
    ReportContents,
    ReportKind,
    ReportRecord,
    ReportState,
)
from monitoring.stores.ledger_connection import LedgerConnection
from monitoring.stores.ledger_schema import report_claims, reports
from monitoring.stores.outbox.rows import database_now
from monitoring.stores.report_rows import LIGHT, contents_of, finished_row, is_about, is_like, record_of

_of = reports.c
_claim = report_claims.c
_NEWEST_FIRST: Final = (
    func.coalesce(_of.issued_at, _of.made_at).desc(),
    _of.made_at.desc(),
    _of.superseded_by.is_not(None),
    func.coalesce(_of.number_count, 0).desc(),
    _of.report_id,
)


class SqlReportArchive:
    """``url``: the ledger's. Every method is one transaction and raises StoreUnavailable."""

    def __init__(self, url: str) -> None:
        self._connection = LedgerConnection(url)

    def standing(self, about: About) -> ReportRecord | None:
        with self._connection.reading() as connection:
            return _one(connection, is_about(about), _of.state == ReportState.ISSUED)

    def draft(self, about: About) -> ReportRecord | None:
        with self._connection.reading() as connection:
            return _one(connection, is_about(about), _of.state == ReportState.DRAFT)

    def record(self, report_id: str) -> ReportRecord | None:
        with self._connection.reading() as connection:
            return _one(connection, _of.report_id == report_id)

    def records(
        self, *, kind: ReportKind | None = None, states: Sequence[ReportState] = (), words: str = ""
    ) -> list[ReportRecord]:
        query = select(*LIGHT).order_by(*_NEWEST_FIRST)
        if kind is not None:
            query = query.where(_of.kind == kind)
        if states:
            query = query.where(_of.state.in_(states))
        with self._connection.reading() as connection:
            found = map(record_of, connection.execute(query))
            return [record for record in found if is_like(record, words)]

    def contents(self, report_id: str) -> ReportContents | None:
        query = select(_of.pdf, _of.figures, _of.written, _of.text).where(_of.report_id == report_id)
        with self._connection.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else contents_of(row)

    def next_number(self, prefix: str, year: int) -> DocumentNumber:
        with self._connection.reading() as connection:
            return _next_number(connection, prefix, year)

    def save_draft(self, made: Finished, by: str, at: datetime, *, over: str | None = None) -> ReportRecord:
        row = {**finished_row(made), "made_at": at, "made_by": by}
        with self._connection.writing() as connection:
            before = _one(connection, is_about(made.about), _of.state == ReportState.DRAFT)
            if over is not None and over != (before.sha256 if before is not None else ""):
                raise DraftChanged
            if before is None:
                _insert(connection, row, ReportState.DRAFT)
            else:
                connection.execute(update(reports).where(_of.report_id == before.report_id).values(row))
            saved = _one(connection, is_about(made.about), _of.state == ReportState.DRAFT)
        assert saved is not None
        return saved

    def discard_draft(self, about: About, by: str, at: datetime) -> bool:
        with self._connection.writing() as connection:
            return _close_draft(connection, about, None, by, at)

    def issue(
        self,
        made: Finished,
        number: DocumentNumber | None,
        by: str,
        at: datetime,
        *,
        supersedes: str | None = None,
        reason: str = "",
    ) -> ReportRecord:
        report_id = uuid4().hex
        row = {**finished_row(made, number), "report_id": report_id, "supersedes": supersedes}
        with self._connection.writing() as connection:
            _refuse_a_second(connection, made.about, supersedes)
            if number is not None and number != _next_number(connection, number.prefix, number.year):
                raise NumberTaken(str(number))
            if supersedes is not None:
                _supersede(connection, supersedes, report_id, reason, at)
            made_at, made_by = _made(connection, made.about, at, by)
            _close_draft(connection, made.about, report_id, by, at)
            row |= {"made_at": made_at, "made_by": made_by, "issued_at": at, "issued_by": by}
            _insert(connection, row, ReportState.ISSUED)
            issued = _one(connection, _of.report_id == report_id)
        assert issued is not None
        return issued

    def with_digest(self, sha256: str) -> ReportRecord | None:
        return self._likeliest(_of.sha256 == sha256)

    def with_file_id(self, file_id: str) -> ReportRecord | None:
        return self._likeliest(_of.file_id == file_id)

    def claim(self, about: About, maker: str, lease_seconds: float) -> bool:
        with self._connection.writing() as connection:
            until = database_now(connection) + lease_seconds
            kind = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
            taken: Any = kind(report_claims).values({**_key(about), "maker": maker, "lease_until": until})
            values = {"maker": maker, "lease_until": until}
            free = _claim.lease_until < database_now(connection)
            taken = taken.on_conflict_do_update(index_elements=list(_key(about)), set_=values, where=free)
            return connection.execute(taken, execution_options={"preserve_rowcount": True}).rowcount > 0

    def release(self, about: About, maker: str) -> None:
        mine = and_(*(_claim[name] == value for name, value in _key(about).items()), _claim.maker == maker)
        with self._connection.writing() as connection:
            connection.execute(delete(report_claims).where(mine))

    def close(self) -> None:
        self._connection.close()

    def _likeliest(self, condition: Any) -> ReportRecord | None:
        """What was issued before what is a draft."""
        query = select(*LIGHT).where(condition).order_by(_of.issued_at.is_(None), _of.made_at.desc()).limit(1)
        with self._connection.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else record_of(row)


def open_report_archive(url: str) -> SqlReportArchive:
    """The archive in the ledger behind a SQLAlchemy URL. Connects when first used; StoreUnavailable for a bad URL."""
    return SqlReportArchive(url)


def _one(connection: Connection, *conditions: Any) -> ReportRecord | None:
    row = connection.execute(select(*LIGHT).where(*conditions)).one_or_none()
    return None if row is None else record_of(row)


def _key(about: About) -> dict[str, str]:
    return {"kind": about.kind, "period": about.period, "subject": about.subject}


def _insert(connection: Connection, row: dict[str, Any], state: ReportState) -> None:
    usual = {"report_id": uuid4().hex, "issued_by": ""}
    connection.execute(insert(reports).values({**usual, **row, "state": state}))


def _next_number(connection: Connection, prefix: str, year: int) -> DocumentNumber:
    query = select(func.max(_of.number_count)).where(_of.number_prefix == prefix, _of.number_year == year)
    return DocumentNumber(prefix, year, int(connection.execute(query).scalar() or 0) + 1)


def _refuse_a_second(connection: Connection, about: About, supersedes: str | None) -> None:
    standing = _one(connection, is_about(about), _of.state == ReportState.ISSUED)
    if standing is not None and standing.report_id != supersedes:
        raise AlreadyIssued(standing)
    if standing is None and supersedes is not None:
        raise NotStanding(supersedes)


def _supersede(connection: Connection, report_id: str, successor: str, reason: str, at: datetime) -> None:
    values = {"state": ReportState.SUPERSEDED, "superseded_by": successor, "superseded_at": at, "reason": reason}
    connection.execute(update(reports).where(_of.report_id == report_id).values(values))


def _made(connection: Connection, about: About, at: datetime, by: str) -> tuple[datetime, str]:
    """Who began with it, and when: the draft's maker, where there was a draft."""
    draft = _one(connection, is_about(about), _of.state == ReportState.DRAFT)
    return (draft.made_at, draft.made_by) if draft is not None else (at, by)


def _close_draft(connection: Connection, about: About, successor: str | None, by: str, at: datetime) -> bool:
    values = {"state": ReportState.DISCARDED, "superseded_by": successor, "superseded_at": at, "reason": by}
    mine = update(reports).where(is_about(about), _of.state == ReportState.DRAFT)
    return connection.execute(mine.values(values)).rowcount > 0
