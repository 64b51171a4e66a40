"""Delivery reports: kept as they came, and given to the attempts that they are about, in whatever order they come."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, select, update

from monitoring.sms.gateway import Report
from monitoring.sms.states import State
from monitoring.stores.ledger_schema import sms_attempts, sms_reports
from monitoring.stores.outbox_moves import prove


def report_row(gateway: str, report: Report, now: datetime) -> dict[str, Any]:
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
    }


def match_reports(connection: Connection, gateway: str, now: datetime) -> int:
    """Gives reports that belong to nothing yet to the attempts that they are about."""
    told, tried = sms_reports.c, sms_attempts.c
    matched = 0
    for report in connection.execute(select(sms_reports).where(told.gateway == gateway, told.taken == 0)).all():
        attempt = _attempt_of(connection, gateway, report)
        if attempt is None:
            continue
        ended = {"outcome": case((tried.outcome.in_(("", "unknown", "not_found")), "accepted"), else_=tried.outcome)}
        connection.execute(update(sms_attempts).where(tried.token == attempt.token).values(ended))
        prove(connection, attempt.message_id, State(report.state), report.reported_at or now, report.gateway_id)
        connection.execute(update(sms_reports).where(told.report_id == report.report_id).values(taken=1))
        matched += 1
    return matched


def _attempt_of(connection: Connection, gateway: str, report: Any) -> Any:
    """By our token, else by the gateway's name for it, else the one doubtful attempt to this number."""
    tried = sms_attempts.c
    mine = select(sms_attempts).where(tried.gateway == gateway)
    if report.token is not None:
        return connection.execute(mine.where(tried.token == report.token)).first()
    if report.gateway_id is not None:
        found = mine.where(tried.gateway_id == report.gateway_id).order_by(tried.started_at.desc())
        row = connection.execute(found.limit(1)).first()
        if row is not None:
            return row
    if report.mobile is None:
        return None
    open_ones = mine.where(
        tried.mobile == report.mobile, tried.outcome.in_(("unknown", "")), tried.gateway_id.is_(None)
    )
    rows = connection.execute(open_ones.limit(2)).all()
    return rows[0] if len(rows) == 1 else None
