"""The outbox in the ledger's database: the adapter behind monitoring.sms.outbox.Outbox.

Every change is one conditional UPDATE in one transaction; leases run by the database's clock. A digest is a message of
its own that carries others (``digest_id``): whatever becomes of it becomes of them, in the same statement.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Connection, and_, case, func, insert, or_, select, update

from monitoring.ports import StoreUnavailable, chunks
from monitoring.sms.gateway import (
    Accepted,
    CannotTell,
    Found,
    LookUp,
    NotAccepted,
    OutgoingSms,
    Rejected,
    Report,
    SendResult,
    Unknown,
)
from monitoring.sms.outbox import Claim, Decide, Doubt, Draft, Message
from monitoring.sms.rules import URGENCY
from monitoring.sms.states import IN_FLIGHT, State
from monitoring.stores.ledger_connection import LedgerConnection
from monitoring.stores.ledger_schema import (
    CASE_ITSELF,
    sms_attempts,
    sms_carried,
    sms_channels,
    sms_messages,
    sms_senders,
)
from monitoring.stores.outbox.busy import is_busy, under_way
from monitoring.stores.outbox.decisions import circumstances, reword, write_verdicts
from monitoring.stores.outbox.moves import change, end_attempt, prove, put_back, uncover, with_carried
from monitoring.stores.outbox.pulls import SqlBatches
from monitoring.stores.outbox.reports import keep_reports, match_reports
from monitoring.stores.outbox.rows import ALIVE_SECONDS, database_now, messages, params_text
from monitoring.stores.outbox.starting import FIRST_SENDER, begin, started_at

AT_ONCE: Final = 20_000
"""Warnings of one recipient that are looked at together."""
IDS_AT_ONCE: Final = 1000
FORGOTTEN_SECONDS: Final = 86_400.0
"""After so long a sender that no longer beats is forgotten."""
LOOK_AGAIN_SECONDS: Final = 3600.0
"""So often what waits for a later moment is looked at anew: a clock that was wrong may have put it off for weeks."""
Step = Callable[[str], None]
log = logging.getLogger(__name__)

_of = sms_messages.c
_URGENCY: Final = case(URGENCY, value=_of.kind, else_=9)
"""What a person asks for comes first."""


def no_step(name: str) -> None:
    """Nobody watches the steps: the fault run kills the process at each of them."""


class SqlOutbox:
    """``gateway``: the name of the one it sends through. ``sender``: this process, in no other's words.

    ``one_per_number``: only one SMS at a time is under way to a number, and an accepted one for so many seconds until
    its report has come; None: as many as are due. ``fingerprint`` of the gateway's settings and secret: what stopped
    others does not stop these.
    """

    def __init__(
        self,
        url: str,
        *,
        gateway: str,
        sender: str | None = None,
        at_step: Step = no_step,
        look_again_seconds: float = LOOK_AGAIN_SECONDS,
        one_per_number: float | None = None,
        fingerprint: str = "",
    ) -> None:
        self._connection = LedgerConnection(url)
        self._gateway = gateway
        self.sender = sender or uuid4().hex[:12]
        self._at_step = at_step
        self._look_again_seconds = look_again_seconds
        self._one_per_number = one_per_number
        self._fingerprint = fingerprint
        self._matched = False
        """Whether the reports that a program which died had left lying were looked at."""

    def begin(self, now: datetime, old: timedelta | None) -> None:
        with self._connection.reading() as connection:
            if started_at(connection, FIRST_SENDER) is not None:
                return
        with self._connection.writing() as connection:
            begin(connection, FIRST_SENDER, now, old)

    def recipients_due(self, now: datetime) -> list[str]:
        in_flight = select(_of.recipient).where(_of.state == State.SENDING, _of.digest_id.is_(None))
        with self._connection.reading() as connection:
            query = (
                select(_of.recipient)
                .where(self._is_due(connection, now), _of.recipient.not_in(in_flight))
                .group_by(_of.recipient)
                .order_by(func.max(_URGENCY).desc(), func.min(_of.not_before), _of.recipient)
            )
            if self._one_per_number is not None:
                waited_for = under_way(connection, self._gateway, self._one_per_number)
                query = query.where(_of.recipient.not_in(waited_for))
            return list(connection.execute(query).scalars())

    def claim(self, recipient: str, now: datetime, lease_seconds: float, decide: Decide) -> Claim | None:
        with self._connection.writing() as connection:
            due = self._due(connection, recipient, now)
            if not due or _is_in_flight(connection, recipient):
                return None
            decision = decide(due, circumstances(connection, recipient, now, due))
            write_verdicts(connection, decision)
            reword(connection, decision.reworded)
            if decision.draft is None or self._must_wait(connection, decision.draft):
                return None
            claim = self._take(connection, decision.draft, due, now, lease_seconds)
            self._at_step("claim:uncommitted")
        self._at_step("claim:committed")
        return claim

    def preview(self, recipient: str, now: datetime, decide: Decide) -> Draft | None:
        """What would go out to a recipient at this moment; nothing is written."""
        with self._connection.reading() as connection:
            due = self._due(connection, recipient, now)
            return decide(due, circumstances(connection, recipient, now, due)).draft if due else None

    def finish(self, claim: Claim, result: SendResult, now: datetime) -> State | None:
        with self._connection.writing() as connection:
            state = self._finish(connection, claim, result, now)
            self._at_step("finish:uncommitted")
        self._at_step("finish:committed")
        if isinstance(result, Accepted | Unknown):
            self._match_early(claim.sms.token, now)
        return state

    def expire_leases(self) -> int:
        with self._connection.writing() as connection:
            clock = database_now(connection)
            ended = update(_of.state.table).where(_of.state == State.SENDING, _of.lease_until < clock)
            values = {"state": State.UNKNOWN, "state_reason": "lease_ran_out", "changed_at": clock}
            return connection.execute(ended.values(**values, lease_until=None)).rowcount

    def doubts(self, limit: int = 100) -> list[Doubt]:
        with self._connection.reading() as connection:
            clock = database_now(connection)
            tried, lives = sms_attempts.c, sms_senders.c
            # of a gateway that was changed, and that no sender uses any more, nobody will ever ask
            used = select(lives.gateway).where(lives.alive_at > clock - ALIVE_SECONDS)
            whose = or_(tried.gateway == self._gateway, tried.gateway.not_in(used))
            query = (
                select(sms_messages, tried.mobile.label("sent_to"), (clock - _of.changed_at).label("age"))
                .add_columns((tried.gateway == self._gateway).label("is_mine"))
                .join(sms_attempts, tried.token == _of.token)
                .where(_of.state == State.UNKNOWN, _of.digest_id.is_(None), whose)
                .where(or_(_of.ask_after.is_(None), _of.ask_after < clock))
                .order_by(_of.changed_at)
                .limit(limit)
            )
            rows = connection.execute(query).all()
            found = messages(connection, query)
        pairs = zip(found, rows, strict=True)
        return [
            Doubt(one, row.sent_to, one.claimed_at or one.created_at, float(row.age), bool(row.is_mine))
            for one, row in pairs
        ]

    def settle(self, doubt: Doubt, found: LookUp, now: datetime, ask_again_seconds: float) -> State | None:
        message, token = doubt.message, doubt.message.token
        with self._connection.writing() as connection:
            if isinstance(found, Found):
                end_attempt(connection, token, "accepted", found.detail, now, found.gateway_id)
                state = prove(connection, message.message_id, State(found.state), now, found.gateway_id)
            elif isinstance(found, CannotTell):
                later = database_now(connection) + ask_again_seconds
                change(connection, message.message_id, token, (State.UNKNOWN,), {"ask_after": later})
                state = None
            else:
                end_attempt(connection, token, "not_found", "", now)
                state = put_back(connection, message.message_id, token, now, "not_found")
            self._at_step("settle:uncommitted")
        self._at_step("settle:committed")
        return state

    def give_up(self, doubt: Doubt, resend: Collection[str], now: datetime) -> State | None:
        token = doubt.message.token
        with self._connection.writing() as connection:
            # a report that came while the attempt was still under way may tell after all
            if doubt.can_be_asked:
                match_reports(connection, self._gateway, now, token)
            again = self._resend(connection, doubt.message, resend, now)
            rest = {"state": State.UNRESOLVED, "state_reason": doubt.message.state_reason or "unknown"}
            left = change(connection, doubt.message.message_id, token, (State.UNKNOWN,), rest)
        return State.PENDING if again else State.UNRESOLVED if left else None

    def _resend(self, connection: Connection, message: Message, kinds: Collection[str], now: datetime) -> int:
        """The warnings that go out once more by themselves; those of a digest leave it."""
        once = and_(with_carried(message.message_id), _of.token == message.token, _of.state == State.UNKNOWN)
        values: dict[str, Any] = {"state": State.PENDING, "state_reason": "resent", "not_before": now}
        again = update(sms_messages).where(once, _of.kind.in_(sorted(kinds)), _of.resends == 0)
        return connection.execute(again.values(**values, resends=1, digest_id=None)).rowcount

    def take_reports(self, reports: Sequence[Report], now: datetime) -> int:
        if reports:
            with self._connection.writing() as connection:
                keep_reports(connection, self._gateway, reports, now)
        elif self._matched:
            return 0
        # what came is kept whatever happens next: some gateways hand out each report once
        matched = self._match_reports(now)
        self._matched = True
        return matched

    def reopen(self, numbers: Mapping[str, str]) -> int:
        waiting = and_(_of.state == State.UNRESOLVED, _of.state_reason == "no_mobile")
        with self._connection.reading() as connection:
            lacking = set(connection.execute(select(_of.recipient).where(waiting).distinct()).scalars())
            since = database_now(connection) - self._look_again_seconds
            is_long = and_(waiting, func.coalesce(_of.changed_at, 0.0) < since)
            long = connection.execute(select(_of.message_id).where(is_long).limit(1)).first() is not None
        have = sorted(lacking & numbers.keys())
        if not have and not long:
            return 0
        with self._connection.writing() as connection:
            opened = update(sms_messages).where(or_(is_long, and_(waiting, _of.recipient.in_(have))))
            return connection.execute(opened.values(state=State.PENDING, state_reason=None)).rowcount

    def beat(self) -> None:
        with self._connection.writing() as connection:
            clock = database_now(connection)
            mine = sms_senders.c.sender == self.sender
            known = connection.execute(update(sms_senders).where(mine).values(alive_at=clock, gateway=self._gateway))
            if not known.rowcount:
                row = {"sender": self.sender, "gateway": self._gateway, "alive_at": clock}
                connection.execute(insert(sms_senders).values(row))
            old = sms_senders.c.alive_at < clock - FORGOTTEN_SECONDS
            connection.execute(sms_senders.delete().where(old))

    def stop_channel(self, reason: str, retry_seconds: float, now: datetime) -> None:
        with self._connection.writing() as connection:
            values: dict[str, Any] = {"reason": reason, "retry_at": database_now(connection) + retry_seconds}
            values["fingerprint"] = self._fingerprint
            mine = sms_channels.c.gateway == self._gateway
            known = connection.execute(
                update(sms_channels).where(mine).values(**values, failures=sms_channels.c.failures + 1)
            )
            if not known.rowcount:
                row = {**values, "gateway": self._gateway, "stopped_at": now, "failures": 1}
                connection.execute(insert(sms_channels).values(row))

    def channel_stopped(self) -> str | None:
        with self._connection.reading() as connection:
            stop = sms_channels.c
            mine = or_(stop.fingerprint.is_(None), stop.fingerprint == self._fingerprint)
            query = select(stop.reason).where(
                stop.gateway == self._gateway, mine, stop.retry_at > database_now(connection)
            )
            return connection.execute(query).scalar()

    def batches(self) -> SqlBatches:
        """Where the reports are kept that the gateway hands out once."""
        return SqlBatches(self._connection, self._gateway, self.sender)

    def close(self) -> None:
        """This sender lives no more, and need not be waited for."""
        try:
            with self._connection.writing() as connection:
                connection.execute(sms_senders.delete().where(sms_senders.c.sender == self.sender))
        except StoreUnavailable as away:
            log.info("the end of a sender could not be noted: %s", away.code)
        self._connection.close()

    def _must_wait(self, connection: Connection, draft: Draft) -> bool:
        kept = self._one_per_number
        return kept is not None and is_busy(connection, self._gateway, kept, draft)

    def _is_due(self, connection: Connection, now: datetime) -> Any:
        """Its moment has come; or it was put off (not by its step of the ladder) a while ago.

        One that is not even true yet by this clock was written by another clock: it is for the one that is right.
        """
        since = database_now(connection) - self._look_again_seconds
        put_off = and_(_of.step == 0, func.coalesce(_of.changed_at, 0.0) < since)
        is_true = func.coalesce(_of.became_true_at, _of.created_at) <= now
        return and_(_of.state == State.PENDING, is_true, or_(_of.not_before <= now, put_off))

    def _due(self, connection: Connection, recipient: str, now: datetime) -> list[Message]:
        query = (
            select(sms_messages)
            .where(_of.recipient == recipient, self._is_due(connection, now))
            .order_by(_of.not_before, _of.message_id)
            .limit(AT_ONCE)
        )
        return messages(connection, query)

    def _take(
        self, connection: Connection, draft: Draft, due: Sequence[Message], now: datetime, lease_seconds: float
    ) -> Claim:
        by_id = {message.message_id: message for message in due}
        first = by_id[draft.message_ids[0]]
        message_id = self._digest(connection, draft, first, now) if draft.is_digest else first.message_id
        attempt = 1 if draft.is_digest else first.attempts + 1
        token = uuid4().hex[:20]
        clock = database_now(connection)
        lease: dict[str, Any] = {"state": State.SENDING, "state_reason": None, "token": token, "sender": self.sender}
        lease |= {"lease_until": clock + lease_seconds, "changed_at": clock, "claimed_at": now, "ask_after": None}
        lease |= {"mobile": draft.mobile, "attempts": _of.attempts + 1}
        taken = 0
        for ids in chunks(draft.message_ids, IDS_AT_ONCE):
            mine = update(sms_messages).where(_of.message_id.in_(ids), _of.state == State.PENDING)
            values = {**lease, **({"digest_id": message_id} if draft.is_digest else {})}
            taken += connection.execute(mine.values(values)).rowcount
        if taken != len(draft.message_ids):
            # cannot happen while writers take turns; if they ever do not, nothing of this claim may stay
            raise StoreUnavailable("locked", "another_sender")
        if draft.is_digest:
            connection.execute(update(sms_messages).where(_of.message_id == message_id).values(lease))
            links = [{"token": token, "message_id": carried} for carried in draft.message_ids]
            connection.execute(insert(sms_carried), links)
        row: dict[str, Any] = {
            "token": token,
            "message_id": message_id,
            "attempt": attempt,
            "recipient": first.recipient,
        }
        row |= {"mobile": draft.mobile, "gateway": self._gateway, "sender": self.sender, "started_at": now}
        connection.execute(insert(sms_attempts).values(**row, outcome="", detail=""))
        sms = OutgoingSms(token, draft.mobile, draft.text, draft.kind, draft.template, draft.params)
        return Claim(message_id, attempt, sms)

    def _digest(self, connection: Connection, draft: Draft, first: Message, now: datetime) -> int:
        row: dict[str, Any] = {
            "message_key": f"digest|{first.recipient}|{uuid4().hex[:16]}",
            "kind": "digest",
            "case_no": "",
        }
        row |= {"node_key": CASE_ITSELF, "threshold": "digest", "recipient": first.recipient, "role": first.role}
        row |= {"recipient_name": first.recipient_name, "step": 0, "mobile": draft.mobile, "text": draft.text}
        row |= {"template": draft.template, "params": params_text(draft.params), "not_before": now, "created_at": now}
        made = connection.execute(insert(sms_messages).values(**row, state=State.PENDING, unit_id=first.unit_id))
        key = made.inserted_primary_key
        assert key is not None
        return int(key[0])

    def _finish(self, connection: Connection, claim: Claim, result: SendResult, now: datetime) -> State | None:
        token, message_id = claim.sms.token, claim.message_id
        if isinstance(result, Accepted):
            end_attempt(connection, token, "accepted", "", now, result.gateway_id)
            connection.execute(sms_channels.delete().where(sms_channels.c.gateway == self._gateway))
            return prove(connection, message_id, State.ACCEPTED, now, result.gateway_id)
        if isinstance(result, Rejected):
            end_attempt(connection, token, "rejected", result.reason, now)
            values = {"state": State.REJECTED, "state_reason": result.reason}
            if not change(connection, message_id, token, IN_FLIGHT, values):
                return None
            refused = select(_of.message_id).where(with_carried(message_id), _of.state == State.REJECTED)
            uncover(connection, connection.execute(refused).scalars())
            return State.REJECTED
        if isinstance(result, NotAccepted):
            end_attempt(connection, token, "not_accepted", result.reason, now)
            # while the channel is stopped nothing goes anyway; once it is not, this one need not wait any longer
            wait = 0.0 if result.channel_stopped else result.retry_after
            later = now + timedelta(seconds=wait)
            return put_back(connection, message_id, token, later, result.reason)
        end_attempt(connection, token, "unknown", result.reason, now)
        values = {"state": State.UNKNOWN, "state_reason": result.reason, "changed_at": database_now(connection)}
        return State.UNKNOWN if change(connection, message_id, token, (State.SENDING,), values) else None

    def _match_early(self, token: str, now: datetime) -> None:
        """A report may have been quicker than the answer that names it, or than the answer that never came.

        In a transaction of its own: what the gateway answered stays written down, whatever is wrong with a report.
        """
        try:
            with self._connection.writing() as connection:
                match_reports(connection, self._gateway, now, token)
        except StoreUnavailable as away:
            self._matched = False
            log.warning("reports that came early wait until the next look: %s", away.code)

    def _match_reports(self, now: datetime) -> int:
        with self._connection.writing() as connection:
            return match_reports(connection, self._gateway, now)


def _is_in_flight(connection: Connection, recipient: str) -> bool:
    query = select(_of.message_id).where(_of.recipient == recipient, _of.state == State.SENDING).limit(1)
    return connection.execute(query).first() is not None
