"""The outbox for people: what is in it, and what they may do to it by hand; every deed is written down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, case, func, insert, or_, select, update

from monitoring.ports import SmsWarning
from monitoring.sms.due import BEFORE_START, RELEASED
from monitoring.sms.outbox import Counts, Message, Silence
from monitoring.sms.states import DOUBTFUL, State
from monitoring.stores.ledger_connection import LedgerConnection
from monitoring.stores.ledger_schema import (
    sms_acknowledgements,
    sms_actions,
    sms_attempts,
    sms_carried,
    sms_channels,
    sms_messages,
    sms_reports,
    sms_senders,
    sms_silences,
)
from monitoring.stores.outbox.moves import prove, with_carried
from monitoring.stores.outbox.rows import ALIVE_SECONDS, database_now, may_have_gone, messages, row_of, shown_state

_of = sms_messages.c


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of a message. ``outcome`` '' while it runs. Numbers are whole: mask them for the screen."""

    attempt: int
    mobile: str = field(repr=False)
    gateway: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str
    detail: str
    gateway_id: str | None


@dataclass(frozen=True, slots=True)
class TakenReport:
    """What the gateway told of a message."""

    state: str
    reported_at: datetime | None
    received_at: datetime
    detail: str


@dataclass(frozen=True, slots=True)
class Story:
    """One message with all that happened to it."""

    message: Message
    attempts: tuple[Attempt, ...]
    reports: tuple[TakenReport, ...]
    carried: tuple[Message, ...]
    """Of a digest: the warnings in it."""


class OutboxDesk:
    """For the window's page and the commands. Every method is one transaction and raises StoreUnavailable."""

    def __init__(self, url: str) -> None:
        self._connection = LedgerConnection(url)

    def messages(
        self,
        *,
        states: Sequence[str] | None = None,
        case_no: str | None = None,
        kinds: Sequence[str] | None = None,
        newest: int | None = None,
    ) -> list[Message]:
        """The newest first."""
        query = select(sms_messages).order_by(_of.message_id.desc())
        if states is not None:
            query = query.where(shown_state().in_(states))
        if case_no is not None:
            query = query.where(_of.case_no == case_no)
        if kinds is not None:
            query = query.where(_of.kind.in_(kinds))
        with self._connection.reading() as connection:
            return messages(connection, query if newest is None else query.limit(newest))

    def counts(self, now: datetime) -> Counts:
        """The outbox in numbers; ``now``: the site's clock."""
        with self._connection.reading() as connection:
            clock = database_now(connection)
            shown = shown_state().label("shown")
            states = connection.execute(select(shown, func.count()).group_by(shown)).all()
            due = select(func.min(_of.not_before)).where(_of.state == State.PENDING, _of.not_before <= now)
            alive = select(func.count()).where(sms_senders.c.alive_at > clock - ALIVE_SECONDS)
            stopped = select(sms_channels.c.gateway, sms_channels.c.reason).where(sms_channels.c.retry_at > clock)
            return Counts(
                {row[0]: row[1] for row in states},
                connection.execute(due).scalar(),
                int(connection.execute(alive).scalar() or 0),
                {row[0]: row[1] for row in connection.execute(stopped).all()},
            )

    def story(self, message_id: int) -> Story | None:
        """One message with its attempts and reports; None where there is none of this number."""
        with self._connection.reading() as connection:
            found = messages(connection, select(sms_messages).where(_of.message_id == message_id))
            if not found:
                return None
            carried = messages(connection, select(sms_messages).where(_went_in(message_id)))
            return Story(found[0], *_history(connection, message_id), tuple(carried))

    def silences(self, now: datetime) -> list[Silence]:
        """Those in force."""
        with self._connection.reading() as connection:
            query = select(sms_silences).where(sms_silences.c.until > now).order_by(sms_silences.c.until)
            return [Silence(*row) for row in connection.execute(query).all()]

    def silence(self, scope: str, subject: str, reason: str, by: str, now: datetime, until: datetime) -> int:
        """No warnings of a case, a unit or an officer until then: what is due waits. Its number. Raises ValueError."""
        if scope not in ("case", "unit", "officer") or not reason.strip() or until <= now:
            raise ValueError("a silence has a scope (case, unit, officer), a reason and an end that is to come")
        row = {"scope": scope, "subject": subject, "reason": reason, "made_by": by, "made_at": now, "until": until}
        with self._connection.writing() as connection:
            key = connection.execute(insert(sms_silences).values(row)).inserted_primary_key
            assert key is not None
        return int(key[0])

    def end_silence(self, silence_id: int, by: str, reason: str, now: datetime) -> bool:
        """What waited for its end may go out at once. False: there is none of this number in force."""
        with self._connection.writing() as connection:
            one = sms_silences.c.silence_id == silence_id
            ended = update(sms_silences).where(one, sms_silences.c.until > now).values(until=now)
            if not connection.execute(ended).rowcount:
                return False
            waiting = update(sms_messages).where(_of.state == State.PENDING, _of.state_reason == "silenced")
            connection.execute(waiting.values(not_before=now))
            note_deed(connection, None, f"end_silence:{silence_id}", by, reason, now)
        return True

    def acknowledge(self, case_no: str, by: str, now: datetime, note: str = "") -> None:
        """Somebody knows of the case: later steps of its ladders are not told any more."""
        row = {"case_no": case_no, "made_by": by, "made_at": now, "note": note}
        with self._connection.writing() as connection:
            connection.execute(insert(sms_acknowledgements).values(row))

    def ask_again(self, message_id: int) -> bool:
        """The sender asks the gateway about an unknown one at its next turn, and not only when its time has come.

        Of a warning in a digest the digest is asked about. False: there is no attempt of which nobody knows.
        """
        with self._connection.writing() as connection:
            carrier = connection.execute(select(_of.digest_id).where(_of.message_id == message_id)).scalar()
            mine = (with_carried(carrier or message_id), _of.state.in_(DOUBTFUL), _of.token.is_not(None))
            asked = update(sms_messages).where(*mine, may_have_gone()).values(state=State.UNKNOWN, ask_after=None)
            return connection.execute(asked).rowcount > 0

    def mark_received(self, message_id: int, by: str, reason: str, now: datetime) -> bool:
        """A person says that a doubtful one arrived."""
        with self._connection.writing() as connection:
            if _doubtful(connection, message_id) is None:
                return False
            note_deed(connection, message_id, "mark_received", by, reason, now)
            return prove(connection, message_id, State.DELIVERED, now) is not None

    def send_again(self, message_id: int, by: str, reason: str, now: datetime) -> bool:
        """A person says that a doubtful, rejected or undelivered one goes out once more, marked as such if it went out.

        A digest is dissolved: what it carried goes out once more, as one or by itself, and only what still holds.
        """
        again = (*DOUBTFUL, State.REJECTED, State.UNDELIVERED, State.EXPIRED)
        went = or_(_of.state == State.UNDELIVERED, may_have_gone())
        values: dict[str, Any] = {"state": State.PENDING, "state_reason": "by_hand", "not_before": now}
        values |= {"digest_id": None, "resends": case((went, _of.resends + 1), else_=_of.resends)}
        with self._connection.writing() as connection:
            mine = update(sms_messages).where(with_carried(message_id), _of.state.in_(again), _of.kind != "digest")
            changed = connection.execute(mine.values(**values)).rowcount
            if changed:
                digest = update(sms_messages).where(_of.message_id == message_id, _of.kind == "digest")
                connection.execute(digest.values(state=State.CANCELLED, state_reason="dissolved: by_hand"))
                note_deed(connection, message_id, "send_again", by, reason, now)
        return changed > 0

    def release_old(self, by: str, reason: str, now: datetime) -> int:
        """Lets those go that were held back at the first start; what no longer holds is called off as usual."""
        held = (_of.state == State.SUPPRESSED, _of.state_reason == BEFORE_START)
        with self._connection.writing() as connection:
            freed = update(sms_messages).where(*held).values(state=State.PENDING, state_reason=RELEASED)
            count = connection.execute(freed).rowcount
            if count:
                note_deed(connection, None, f"release_old:{count}", by, reason, now)
        return count

    def add(self, warning: SmsWarning, by: str, reason: str, now: datetime) -> int:
        """One message made by a person: a reminder, a test. Returns its number."""
        with self._connection.writing() as connection:
            made = connection.execute(insert(sms_messages).values(row_of(warning, now)))
            key = made.inserted_primary_key
            assert key is not None
            note_deed(connection, int(key[0]), warning.kind, by, reason, now)
        return int(key[0])

    def note(self, message_id: int | None, action: str, by: str, reason: str, now: datetime) -> None:
        """Writes down what a person did or saw (an unmasked number). ValueError without a reason."""
        if not reason.strip():
            raise ValueError("a deed in the outbox needs a reason")
        with self._connection.writing() as connection:
            note_deed(connection, message_id, action, by, reason, now)

    def actions(self, message_id: int) -> list[Mapping[str, Any]]:
        """What people did to a message, in order."""
        query = select(sms_actions).where(sms_actions.c.message_id == message_id).order_by(sms_actions.c.action_id)
        with self._connection.reading() as connection:
            return [dict(row._mapping) for row in connection.execute(query).all()]

    def close(self) -> None:
        self._connection.close()


def by_hand(
    kind: str, wording: tuple[str, str, Mapping[str, str]], recipient: tuple[str, str, str], now: datetime, **about: Any
) -> SmsWarning:
    """A message that a person asks for. ``wording``: template, text, params; ``recipient``: key, name, number.

    ``about``: case_no, node_seq, unit_id, deadline, where it is about a case.
    """
    template, told, params = wording
    key, name, number = recipient
    return SmsWarning(
        key=f"{kind}|{about.get('case_no', '')}|{uuid4().hex}",
        kind=kind,
        case_no=about.get("case_no", ""),
        node_seq=about.get("node_seq"),
        threshold="by_hand",
        became_true_at=now,
        deadline=about.get("deadline"),
        unit_id=about.get("unit_id"),
        recipient=key,
        recipient_name=name,
        role="",
        step=0,
        mobile=number,
        text=told,
        template=template,
        params=params,
        not_before=now - timedelta(seconds=1),
    )


def _went_in(digest_id: int) -> Any:
    """What a digest carries, or carried until it was dissolved."""
    tokens = select(sms_attempts.c.token).where(sms_attempts.c.message_id == digest_id)
    linked = select(sms_carried.c.message_id).where(sms_carried.c.token.in_(tokens))
    return or_(_of.digest_id == digest_id, _of.message_id.in_(linked))


def _history(connection: Connection, message_id: int) -> tuple[tuple[Attempt, ...], tuple[TakenReport, ...]]:
    tried, told = sms_attempts.c, sms_reports.c
    carriers = select(sms_carried.c.token).where(sms_carried.c.message_id == message_id)
    mine = select(sms_attempts).where(or_(tried.message_id == message_id, tried.token.in_(carriers)))
    rows = connection.execute(mine.order_by(tried.started_at, tried.attempt)).all()
    tokens = [row.token for row in rows]
    ids = [row.gateway_id for row in rows if row.gateway_id is not None]
    about = select(sms_reports).where(told.taken == 1, or_(told.token.in_(tokens), told.gateway_id.in_(ids)))
    reports = connection.execute(about.order_by(told.report_id)).all()
    return (
        tuple(
            Attempt(
                row.attempt,
                row.mobile,
                row.gateway,
                row.started_at,
                row.ended_at,
                row.outcome,
                row.detail,
                row.gateway_id,
            )
            for row in rows
        ),
        tuple(TakenReport(row.state, row.reported_at, row.received_at, row.detail) for row in reports),
    )


def _doubtful(connection: Connection, message_id: int) -> Any:
    mine = select(_of.message_id).where(_of.message_id == message_id, shown_state().in_(DOUBTFUL))
    return connection.execute(mine).first()


def note_deed(connection: Connection, message_id: int | None, action: str, by: str, reason: str, now: datetime) -> None:
    row = {"message_id": message_id, "action": action, "made_by": by, "made_at": now, "reason": reason}
    connection.execute(insert(sms_actions).values(row))
