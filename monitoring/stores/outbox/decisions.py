"""What a decision about a recipient's warnings rests on, and how it is written down: in the claim's own transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, func, select, update

from monitoring.ports import chunks
from monitoring.sms.outbox import Circumstances, Decision, Message, Silence, Verdict
from monitoring.sms.states import State
from monitoring.stores.ledger_schema import (
    sms_acknowledgements,
    sms_actions,
    sms_attempts,
    sms_messages,
    sms_silences,
)
from monitoring.stores.outbox.moves import uncover
from monitoring.stores.outbox.rows import IDS_AT_ONCE, database_now, in_doubt, params_text

ENDS: Final = (State.CANCELLED, State.EXPIRED, State.SUPPRESSED)
"""Verdicts after which a warning does not go out."""

_of = sms_messages.c


def circumstances(connection: Connection, recipient: str, now: datetime, due: Sequence[Message]) -> Circumstances:
    """What the outbox knows of a recipient besides the warnings that are due."""
    since = min(now, *(message.created_at for message in due))
    silenced = connection.execute(select(sms_silences).where(sms_silences.c.until > since)).all()
    known = select(sms_acknowledgements.c.case_no, func.max(sms_acknowledgements.c.made_at))
    acknowledged = connection.execute(known.group_by(sms_acknowledgements.c.case_no)).all()
    return Circumstances(
        _tried_today(connection, sms_attempts.c.recipient == recipient, now),
        lambda mobile: _tried_today(connection, sms_attempts.c.mobile == mobile, now),
        tuple(Silence(*row) for row in silenced if row.until > now),
        tuple(Silence(*row) for row in silenced if row.until <= now),
        _sent_again(connection, [message.message_id for message in due]),
        {row[0]: row[1] for row in acknowledged},
    )


def _sent_again(connection: Connection, message_ids: Sequence[int]) -> frozenset[int]:
    found: set[int] = set()
    did = sms_actions.c
    for ids in chunks(message_ids, IDS_AT_ONCE):
        asked = select(did.message_id).where(did.action == "send_again", did.message_id.in_(ids))
        found.update(connection.execute(asked).scalars())
    return frozenset(found)


def _tried_today(connection: Connection, whose: ColumnElement[bool], now: datetime) -> int:
    """Attempts of this day that may have gone out."""
    midnight, tried = now.replace(hour=0, minute=0, second=0, microsecond=0), sms_attempts.c
    # what was sent while a clock was wrong is no SMS of each day until then
    today = (tried.started_at >= midnight, tried.started_at < midnight + timedelta(days=1))
    sent = select(func.count()).where(whose, *today, tried.outcome.not_in(("not_accepted", "not_found")))
    return int(connection.execute(sent).scalar() or 0)


def reword(connection: Connection, messages: Sequence[Message]) -> None:
    """What stands in the outbox is what goes out."""
    for one in messages:
        told = {"text": one.text, "template": one.template, "params": params_text(one.params)}
        mine = update(sms_messages).where(_of.message_id == one.message_id, _of.state == State.PENDING)
        connection.execute(mine.values(**told, deadline=one.deadline))


def write_verdicts(connection: Connection, decision: Decision) -> None:
    """Each end and each later moment; what may have gone out is left to a person, what hid others frees them."""
    alike: dict[Verdict, list[int]] = {}
    ends = [message_id for message_id, verdict in decision.verdicts.items() if verdict.state in ENDS]
    doubtful = in_doubt(connection, ends)
    for message_id, verdict in decision.verdicts.items():
        # it may have gone out: that is not settled by what its case is now
        unsettled = message_id in doubtful
        alike.setdefault(replace(verdict, state=State.UNRESOLVED) if unsettled else verdict, []).append(message_id)
    for verdict, ids in alike.items():
        values: dict[str, Any] = {"state": verdict.state, "state_reason": verdict.reason}
        values["changed_at"] = database_now(connection)
        if verdict.not_before is not None:
            values["not_before"] = verdict.not_before
        for part in chunks(ids, IDS_AT_ONCE):
            still = update(sms_messages).where(_of.message_id.in_(part), _of.state == State.PENDING)
            connection.execute(still.values(values))
    uncover(connection, (message_id for message_id in ends if message_id not in doubtful))
