"""Delivery reports: kept as they came, and given to the attempts that they are about, in whatever order they come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, case, insert, not_, or_, select, update

from monitoring.sms.gateway import Report
from monitoring.sms.states import State
from monitoring.stores.ledger_schema import sms_attempts, sms_messages, sms_reports
from monitoring.stores.outbox.moves import prove_attempt
from monitoring.stores.outbox.pulls import TAKEN, move

AT_ONCE: Final = 1000
"""Reports that belong to nothing known (another program may use the same account) are not looked at for ever."""
NEAR: Final = timedelta(minutes=5)
"""So far may the moments of an attempt and of its submission be apart: two clocks, and a gateway that was slow."""

_told, _tried, _of = sms_reports.c, sms_attempts.c, sms_messages.c


def keep_reports(connection: Connection, gateway: str, reports: Sequence[Report], now: datetime) -> None:
    """Those of a stored batch count once, whoever else has read it too."""
    batches = {report.batch for report in reports if report.batch is not None}
    mine = {number for number in sorted(batches) if move(connection, number, TAKEN)}
    rows = [_row(gateway, one, now) for one in reports if one.batch is None or one.batch in mine]
    if rows:
        connection.execute(insert(sms_reports), rows)


def _row(gateway: str, report: Report, now: datetime) -> dict[str, Any]:
    return {
        "gateway": gateway,
        "token": report.token,
        "gateway_id": report.gateway_id,
        "mobile": report.mobile,
        "state": report.state,
        "reported_at": report.at,
        "detail": report.detail[:200],
        "received_at": now,
        "taken": 0,
        "submitted_at": report.submitted_at,
    }


def match_reports(connection: Connection, gateway: str, now: datetime, token: str | None = None) -> int:
    """Gives reports that belong to nothing yet to the attempts that they are about.

    ``token``: only those that may be about this attempt.
    """
    matched = 0
    for report in reversed(connection.execute(_waiting(connection, gateway, token)).all()):
        attempt = _attempt_of(connection, gateway, report)
        if attempt is not None:
            _give(connection, report, attempt, now)
            matched += 1
    return matched


def _waiting(connection: Connection, gateway: str, token: str | None) -> Select[Any]:
    query = select(sms_reports).where(_told.gateway == gateway, _told.taken == 0)
    if token is not None:
        one = connection.execute(select(_tried.mobile, _tried.gateway_id).where(_tried.token == token)).one()
        same = [_told.token == token, _told.mobile == one.mobile]
        query = query.where(or_(*same, _told.gateway_id == one.gateway_id) if one.gateway_id else or_(*same))
    return query.order_by(_told.report_id.desc()).limit(AT_ONCE)


def _give(connection: Connection, report: Any, attempt: Any, now: datetime) -> None:
    values: dict[str, Any] = {
        "outcome": case((_tried.outcome.in_(("", "unknown", "not_found")), "accepted"), else_=_tried.outcome)
    }
    if attempt.gateway_id is None and report.gateway_id is not None:
        values["gateway_id"] = report.gateway_id
    connection.execute(update(sms_attempts).where(_tried.token == attempt.token).values(values))
    prove_attempt(connection, attempt, State(report.state), report.reported_at or now, report.gateway_id)
    connection.execute(update(sms_reports).where(_told.report_id == report.report_id).values(taken=1))


def _attempt_of(connection: Connection, gateway: str, report: Any) -> Any:
    """By our token, else by the gateway's name for it, else the one nameless attempt to this number at that time."""
    mine = select(sms_attempts).where(_tried.gateway == gateway)
    if report.token is not None:
        return connection.execute(mine.where(_tried.token == report.token)).first()
    if report.gateway_id is not None:
        found = mine.where(_tried.gateway_id == report.gateway_id).order_by(_tried.started_at.desc())
        row = connection.execute(found.limit(1)).first()
        if row is not None:
            return row
    if report.mobile is None or report.submitted_at is None:
        return None
    rows = connection.execute(_nameless(mine, report).limit(2)).all()
    return rows[0] if len(rows) == 1 else None


def _nameless(mine: Select[Any], report: Any) -> Select[Any]:
    """Attempts that may have gone out under a name nobody told us; not one whose answer is still to come."""
    on_its_way = and_(_of.state == State.SENDING, _of.token == _tried.token)
    doubtful = _tried.outcome.in_(("", "unknown", "not_found", "accepted"))
    return (
        mine.join(sms_messages, _of.message_id == _tried.message_id)
        .where(_tried.mobile == report.mobile, _tried.gateway_id.is_(None), doubtful, not_(on_its_way))
        .where(_tried.started_at.between(_around(report.submitted_at, -NEAR), _around(report.submitted_at, NEAR)))
    )


def _around(moment: datetime, span: timedelta) -> datetime:
    """A gateway may write any year."""
    try:
        return moment + span
    except OverflowError:
        return moment
