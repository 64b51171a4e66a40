"""How messages of the outbox move: each a conditional UPDATE inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, literal, not_, or_, select, true, update

from monitoring.ports import chunks
from monitoring.sms.states import IN_FLIGHT, State, below
from monitoring.stores.ledger_schema import sms_attempts, sms_carried, sms_messages
from monitoring.stores.outbox.rows import IDS_AT_ONCE, OPEN_OUTCOMES, database_now

_of = sms_messages.c


def with_carried(message_id: int) -> Any:
    """The message and, where it is a digest, those that it carries."""
    return or_(_of.message_id == message_id, _of.digest_id == message_id)


def change(
    connection: Connection, message_id: int, token: str | None, old: Sequence[State], values: Mapping[str, Any]
) -> bool:
    """A change that belongs to one attempt: a later one has its own."""
    mine = update(sms_messages).where(with_carried(message_id), _of.token == token, _of.state.in_(old))
    return connection.execute(mine.values(**values, lease_until=values.get("lease_until"))).rowcount > 0


def put_back(
    connection: Connection,
    message_id: int,
    token: str | None,
    not_before: datetime,
    reason: str,
) -> State | None:
    """Proved not sent: a single warning waits again; a digest is dissolved, and its warnings wait by themselves."""
    values = {"state": State.PENDING, "state_reason": reason, "not_before": not_before}
    if not change(connection, message_id, token, IN_FLIGHT, values):
        return None
    carried = update(sms_messages).where(_of.digest_id == message_id).values(digest_id=None)
    if connection.execute(carried).rowcount:
        dissolved = update(sms_messages).where(_of.message_id == message_id)
        connection.execute(dissolved.values(state=State.CANCELLED, state_reason=f"dissolved: {reason}"))
    return State.PENDING


def prove(
    connection: Connection, message_id: int, state: State, now: datetime, gateway_id: str | None = None
) -> State | None:
    """What a gateway proved: only ever up. Proof of a later step proves the earlier ones too."""
    values = _proof(connection, state, now, gateway_id)
    moved = update(sms_messages).where(with_carried(message_id), _of.state.in_(below(state)))
    return state if connection.execute(moved.values(values)).rowcount else None


def prove_attempt(
    connection: Connection, attempt: Any, state: State, now: datetime, gateway_id: str | None = None
) -> None:
    """What a report proved of one attempt, for the message and all that went in it, also where a digest was dissolved.

    A warning that waits to go once more, or that has gone in a newer attempt, is not held up by what the older one is
    told of: only that it arrived ends it, or that an attempt in doubt was taken over after all.
    """
    carried = select(sms_carried.c.message_id).where(sms_carried.c.token == attempt.token)
    went = or_(_of.message_id == attempt.message_id, _of.message_id.in_(carried))
    its_last = and_(_of.token == attempt.token, not_(and_(_of.state == State.PENDING, _of.resends > 0)))
    settles = state is State.DELIVERED or (state is State.ACCEPTED and attempt.outcome in (*OPEN_OUTCOMES, "not_found"))
    moved = update(sms_messages).where(went, _of.state.in_(below(state)), true() if settles else its_last)
    connection.execute(moved.values(_proof(connection, state, now, gateway_id)))
    again_in_it = and_(_of.message_id.in_(carried), _of.token == attempt.token, _of.state == state)
    connection.execute(update(sms_messages).where(again_in_it).values(digest_id=attempt.message_id))


def uncover(connection: Connection, message_ids: Iterable[int]) -> None:
    """These ended without having gone out: what they hid has to go out itself."""
    for ids in chunks(message_ids, IDS_AT_ONCE):
        cases = list(connection.execute(select(_of.case_no).where(_of.message_id.in_(ids)).distinct()).scalars())
        reasons = [f"hidden_by:{message_id}" for message_id in ids]
        hidden = (_of.case_no.in_(cases), _of.state == State.SUPPRESSED, _of.state_reason.in_(reasons))
        connection.execute(update(sms_messages).where(*hidden).values(state=State.PENDING, state_reason=None))


def _proof(connection: Connection, state: State, now: datetime, gateway_id: str | None) -> dict[str, Any]:
    values: dict[str, Any] = {"state": state, "lease_until": None, "changed_at": database_now(connection)}
    values |= {"accepted_at": func.coalesce(_of.accepted_at, _moment(now)), "state_reason": None}
    if gateway_id is not None:
        values["gateway_id"] = gateway_id
    if state is State.DELIVERED:
        values["delivered_at"] = func.coalesce(_of.delivered_at, _moment(now))
    return values


def _moment(now: datetime) -> Any:
    return literal(now, type_=_of.accepted_at.type)


def end_attempt(
    connection: Connection, token: str | None, outcome: str, detail: str, now: datetime, gateway_id: str | None = None
) -> None:
    values: dict[str, Any] = {"outcome": outcome, "detail": detail[:200], "ended_at": now}
    if gateway_id is not None:
        values["gateway_id"] = gateway_id
    connection.execute(update(sms_attempts).where(sms_attempts.c.token == token).values(values))
