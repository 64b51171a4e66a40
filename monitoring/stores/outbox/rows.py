"""Rows of the outbox as values and back, and the statement that puts warnings into it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Float, Select, and_, case, func, literal_column, not_, or_, select
from sqlalchemy.dialects import postgresql, sqlite

from monitoring.ports import SmsWarning, chunks
from monitoring.sms.outbox import Message
from monitoring.sms.states import State
from monitoring.stores.ledger_schema import CASE_ITSELF, sms_attempts, sms_carried, sms_messages

ROWS_AT_ONCE: Final = 2000
IDS_AT_ONCE: Final = 1000
ALIVE_SECONDS: Final = 90.0
"""A sender that has not beaten for so long is no longer there."""
OPEN_OUTCOMES: Final = ("", "unknown")
"""Of an attempt that runs, or of which nobody knows what became of it."""

_of = sms_messages.c
REVIVABLE: Final = and_(
    _of.state == State.CANCELLED, _of.resends == 0, func.coalesce(_of.state_reason, "") != "acknowledged"
)
"""Called off because the case was over, and never sent: if it is called for again after all, it goes out.

What was tried before it was called off was proved not sent; only one that was sent again in doubt may have gone out.
"""

RENEWED: Final = (
    *("text", "template", "params", "mobile", "not_before", "state", "state_reason", "recipient_name", "unit_id"),
    *("role", "step", "became_true_at", "deadline", "created_at"),
)
"""What a warning that comes back takes over: it goes out for the reason, and in the role, that holds now."""


def database_now(connection: Connection) -> Any:
    """Seconds since 1970 by the database's own clock, as an expression: leases must not hang on a workstation's."""
    if connection.dialect.name == "sqlite":
        return literal_column("((julianday('now') - 2440587.5) * 86400.0)", Float)
    return literal_column("extract(epoch from clock_timestamp())::double precision", Float)


def may_have_gone() -> ColumnElement[bool]:
    """Whether nobody knows of one of a message's attempts, its own or a digest's, if it went out."""
    tried, carried = sms_attempts.c, sms_carried.c
    doubtful = tried.outcome.in_(OPEN_OUTCOMES)
    alone = select(tried.token).where(tried.message_id == _of.message_id, doubtful)
    carriers = select(carried.token).where(carried.message_id == _of.message_id)
    together = select(tried.token).where(tried.token.in_(carriers.correlate(sms_messages)), doubtful)
    return and_(
        _of.attempts > 0, or_(alone.correlate(sms_messages).exists(), together.correlate(sms_messages).exists())
    )


def shown_state() -> ColumnElement[str]:
    """As people see it: what waits to go once more, because nobody knows whether it went, is unknown."""
    return case((and_(_of.state == State.PENDING, may_have_gone()), str(State.UNKNOWN)), else_=_of.state)


def in_doubt(connection: Connection, message_ids: Iterable[int]) -> set[int]:
    """Those of these messages that may have gone out."""
    found: set[int] = set()
    for ids in chunks(message_ids, IDS_AT_ONCE):
        query = select(_of.message_id).where(_of.message_id.in_(ids), may_have_gone())
        found.update(connection.execute(query).scalars())
    return found


def write_warnings(connection: Connection, warnings: Sequence[SmsWarning], at: datetime) -> int:
    """Inserts those that are missing; returns how many. One that is there already is left as it is."""
    written = 0
    for part in chunks({warning.key: warning for warning in warnings}.values(), ROWS_AT_ONCE):
        rows = [row_of(warning, at) for warning in part]
        written += connection.execute(_insert(connection), rows, execution_options={"preserve_rowcount": True}).rowcount
    return written


def _insert(connection: Connection) -> Any:
    if connection.dialect.name == "sqlite":
        lite = sqlite.insert(sms_messages)
        excluded: Any = lite.excluded
        return lite.on_conflict_do_update(
            index_elements=["message_key"], set_={name: excluded[name] for name in RENEWED}, where=REVIVABLE
        )
    big = postgresql.insert(sms_messages)
    excluded = big.excluded
    return big.on_conflict_do_update(
        index_elements=["message_key"], set_={name: excluded[name] for name in RENEWED}, where=REVIVABLE
    )


def known_keys(connection: Connection, case_nos: Sequence[str]) -> set[str]:
    """Keys of the warnings that are there for these cases."""
    query = select(_of.message_key).where(_of.case_no.in_(case_nos), not_(REVIVABLE))
    return set(connection.execute(query).scalars())


def called_off(connection: Connection, since: float) -> tuple[dict[tuple[int, float], str], float]:
    """Warnings that were called off after that moment and may come back, by number and moment, with their cases."""
    now = float(connection.execute(select(database_now(connection))).scalar_one())
    lately = select(_of.message_id, _of.changed_at, _of.case_no).where(REVIVABLE, _of.changed_at > since)
    rows = connection.execute(lately.where(_of.case_no != "")).all()
    return {(row.message_id, row.changed_at): row.case_no for row in rows}, now


def row_of(warning: SmsWarning, at: datetime) -> dict[str, Any]:
    return {
        "message_key": warning.key,
        "kind": warning.kind,
        "case_no": warning.case_no,
        "node_key": CASE_ITSELF if warning.node_seq is None else warning.node_seq,
        "threshold": warning.threshold,
        "became_true_at": warning.became_true_at,
        "deadline": warning.deadline,
        "unit_id": warning.unit_id,
        "recipient": warning.recipient,
        "recipient_name": warning.recipient_name,
        "role": warning.role,
        "step": warning.step,
        "mobile": warning.mobile,
        "text": warning.text,
        "template": warning.template,
        "params": params_text(warning.params),
        "not_before": warning.not_before,
        "created_at": at,
        "state": warning.state,
        "state_reason": warning.state_reason,
        "attempts": 0,
        "resends": 0,
    }


def params_text(params: Mapping[str, str]) -> str:
    return json.dumps(dict(params), ensure_ascii=False)


def messages(connection: Connection, query: Select[Any]) -> list[Message]:
    """The rows of a query on ``sms_messages`` as values."""
    found = [message_of(row) for row in connection.execute(query).all()]
    waiting = [one.message_id for one in found if one.state is State.PENDING and one.attempts]
    doubtful = in_doubt(connection, waiting) if waiting else set()
    return [replace(one, in_doubt=True) if one.message_id in doubtful else one for one in found] if doubtful else found


def message_of(row: Any) -> Message:
    return Message(
        message_id=row.message_id,
        key=row.message_key,
        kind=row.kind,
        case_no=row.case_no,
        node_seq=None if row.node_key == CASE_ITSELF else row.node_key,
        threshold=row.threshold,
        became_true_at=row.became_true_at,
        deadline=row.deadline,
        unit_id=row.unit_id,
        recipient=row.recipient,
        recipient_name=row.recipient_name,
        role=row.role,
        step=row.step,
        mobile=row.mobile,
        text=row.text,
        template=row.template,
        params=json.loads(row.params),
        not_before=row.not_before,
        created_at=row.created_at,
        state=State(row.state),
        state_reason=row.state_reason,
        attempts=row.attempts,
        resends=row.resends,
        digest_id=row.digest_id,
        token=row.token,
        gateway_id=row.gateway_id,
        claimed_at=row.claimed_at,
        accepted_at=row.accepted_at,
        delivered_at=row.delivered_at,
    )
