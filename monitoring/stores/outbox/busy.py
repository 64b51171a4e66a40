"""One SMS under way to a number: for a gateway that knows no name of ours, whose reports are matched by the number."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, and_, or_, select, update

from monitoring.ports import chunks
from monitoring.sms.outbox import Draft
from monitoring.sms.states import IN_FLIGHT, State
from monitoring.stores.ledger_schema import sms_attempts, sms_messages
from monitoring.stores.outbox.rows import database_now

BUSY = "number_busy"
IDS_AT_ONCE = 1000

_of, _tried = sms_messages.c, sms_attempts.c


def under_way(connection: Connection, gateway: str, kept_seconds: float) -> Select[Any]:
    """Recipients of SMS that are on their way, doubtful, or accepted so lately that their report may still come."""
    lately = database_now(connection) - kept_seconds
    waits = or_(_of.state.in_(IN_FLIGHT), and_(_of.state == State.ACCEPTED, _of.changed_at > lately))
    joined = select(_tried.recipient).join(sms_messages, _of.token == _tried.token)
    return joined.where(_tried.gateway == gateway, waits)


def is_busy(connection: Connection, gateway: str, kept_seconds: float, draft: Draft) -> bool:
    """Whether the draft must wait for an earlier SMS to its number, whoever that was for; says so at its warnings."""
    earlier = under_way(connection, gateway, kept_seconds).where(_tried.mobile == draft.mobile).limit(1)
    if connection.execute(earlier).first() is None:
        return False
    for ids in chunks(draft.message_ids, IDS_AT_ONCE):
        waiting = update(sms_messages).where(_of.message_id.in_(ids), _of.state == State.PENDING)
        connection.execute(waiting.values(state_reason=BUSY))
    return True
