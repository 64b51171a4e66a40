"""The outbox as a page looks at it: narrowed, counted, newest first, with what people did to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from monitoring.sms.due import BEFORE_START
from monitoring.sms.outbox import Message
from monitoring.sms.states import State
from monitoring.stores.ledger_schema import (
    sms_acknowledgements,
    sms_actions,
    sms_messages,
    sms_reports,
    sms_silences,
)
from monitoring.stores.outbox.desk import OutboxDesk, note_deed
from monitoring.stores.outbox.rows import messages, shown_state

_of = sms_messages.c
FACETS: Final = {"state": shown_state(), "kind": _of.kind, "unit": _of.unit_id, "person": _of.recipient}
LEFT_OUT: Final = "old_left_out"
"""Why a warning from before the first start never goes out: a person said so."""
Stamp = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which messages a list is to show; an empty part does not narrow."""

    text: str = ""
    """Every word of it stands in the case number, the name of the recipient or the text."""
    state: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    unit: frozenset[str] = frozenset()
    """unit_id; '' stands for none."""
    person: frozenset[str] = frozenset()
    """officer_id."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a look at the outbox found."""

    stamp: Stamp
    messages: tuple[Message, ...]
    total: int
    """How many are like that, shown or not."""
    by_state: Mapping[str, int]
    """Of all messages, whatever is narrowed."""
    facets: Mapping[str, Mapping[str, int]]
    """By facet and key: how many messages each choice would leave, the other facets being as they are."""
    people: Mapping[str, str]
    """Names of the recipients, by their keys."""
    held: int
    """Warnings from before the first start of which nobody has said yet what is to become."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What a person did by hand. ``action``: mark_received, send_again, release_old, end_silence, reminder, ...

    ``subject``: the number behind a ':' of the action, the scope and key of a silence, else ''.
    """

    made_at: datetime
    made_by: str
    action: str
    reason: str
    message_id: int | None = None
    case_no: str = ""
    recipient_name: str = ""
    subject: str = field(default="")


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody knows of a case."""

    made_at: datetime
    made_by: str
    note: str


class OutboxBrowser(OutboxDesk):
    """The desk with the looks that a page needs. Every method is one transaction and raises StoreUnavailable."""

    def look(self, wanted: Wanted, newest: int, known: Stamp | None = None) -> Shelf | None:
        """The newest messages that are like that; None where nothing has changed since ``known``."""
        with self._connection.reading() as connection:
            stamp = _stamp(connection)
            if stamp == known:
                return None
            like = _like(wanted)
            query = select(sms_messages).where(like).order_by(_of.message_id.desc()).limit(newest)
            return Shelf(
                stamp,
                tuple(messages(connection, query)),
                int(connection.execute(select(func.count()).select_from(sms_messages).where(like)).scalar() or 0),
                dict(_counted(connection, shown_state())),
                {name: dict(_counted(connection, of, _like(wanted, name))) for name, of in FACETS.items()},
                _people(connection),
                _held(connection),
            )

    def acknowledgements(self, case_no: str) -> list[Acknowledgement]:
        """Who said when that he knows of a case, in order."""
        told = sms_acknowledgements.c
        query = select(told.made_at, told.made_by, told.note).where(told.case_no == case_no)
        with self._connection.reading() as connection:
            rows = connection.execute(query.order_by(told.acknowledgement_id)).all()
        return [Acknowledgement(*row) for row in rows]

    def held(self) -> int:
        """Warnings from before the first start of which nobody has said yet what is to become."""
        with self._connection.reading() as connection:
            return _held(connection)

    def leave_out_old(self, by: str, reason: str, now: datetime) -> int:
        """Those that were held back at the first start are never sent; ValueError without a reason."""
        if not reason.strip():
            raise ValueError("a deed in the outbox needs a reason")
        with self._connection.writing() as connection:
            left = update(sms_messages).where(_is_held()).values(state_reason=LEFT_OUT)
            count = connection.execute(left).rowcount
            if count:
                note_deed(connection, None, f"leave_out_old:{count}", by, reason, now)
        return count

    def deeds_of(self, message_id: int) -> list[Deed]:
        """What people did to a message, in order."""
        rows = self.actions(message_id)
        return [Deed(row["made_at"], row["made_by"], row["action"].partition(":")[0], row["reason"]) for row in rows]

    def deeds(self, newest: int) -> list[Deed]:
        """What people did by hand, the newest first."""
        with self._connection.reading() as connection:
            found = [*_actions(connection, newest), *_known(connection, newest), *_silenced(connection, newest)]
        return sorted(found, key=lambda deed: deed.made_at, reverse=True)[:newest]


def _stamp(connection: Connection) -> Stamp:
    """Differs whenever a message, a report, a deed or a silence was added or moved."""
    moved = select(func.count(), func.max(_of.message_id), func.max(_of.changed_at), func.max(_of.not_before))
    tables = (
        (sms_actions.c.action_id, sms_actions),
        (sms_reports.c.report_id, sms_reports),
        (sms_silences.c.silence_id, sms_silences),
        (sms_acknowledgements.c.acknowledgement_id, sms_acknowledgements),
    )
    last = (connection.execute(select(func.max(number))).scalar() for number, _ in tables)
    states = sorted(_counted(connection, shown_state()))
    return (*connection.execute(moved).one(), *last, *states)


def _counted(connection: Connection, column: Any, like: ColumnElement[bool] | None = None) -> Iterable[tuple[str, int]]:
    query = select(column, func.count()).group_by(column)
    rows = connection.execute(query if like is None else query.where(like)).all()
    return [(row[0] or "", row[1]) for row in rows]


def _like(wanted: Wanted, but: str = "") -> ColumnElement[bool]:
    """What a list narrows by; ``but``: not by this facet."""
    parts = [_holds(word) for word in wanted.text.split()]
    for name, column in FACETS.items():
        keys = getattr(wanted, name)
        if keys and name != but:
            parts.append(func.coalesce(column, "").in_(sorted(keys)))
    return and_(True, *parts)


def _holds(word: str) -> ColumnElement[bool]:
    columns = (_of.case_no, _of.recipient_name, _of.text)
    return or_(*(column.icontains(word, autoescape=True) for column in columns))


def _people(connection: Connection) -> dict[str, str]:
    query = select(_of.recipient, func.max(_of.recipient_name)).group_by(_of.recipient)
    return {row[0]: row[1] or row[0] for row in connection.execute(query).all()}


def _is_held() -> ColumnElement[bool]:
    return and_(_of.state == State.SUPPRESSED, _of.state_reason == BEFORE_START)


def _held(connection: Connection) -> int:
    query = select(func.count()).select_from(sms_messages).where(_is_held())
    return int(connection.execute(query).scalar() or 0)


def _actions(connection: Connection, newest: int) -> list[Deed]:
    did = sms_actions.c
    query = (
        select(did.made_at, did.made_by, did.action, did.reason, did.message_id, _of.case_no, _of.recipient_name)
        .select_from(sms_actions.outerjoin(sms_messages, _of.message_id == did.message_id))
        .order_by(did.action_id.desc())
        .limit(newest)
    )
    return [_deed(row) for row in connection.execute(query).all()]


def _deed(row: Any) -> Deed:
    action, _, subject = row.action.partition(":")
    return Deed(
        row.made_at,
        row.made_by,
        action,
        row.reason,
        row.message_id,
        row.case_no or "",
        row.recipient_name or "",
        subject,
    )


def _known(connection: Connection, newest: int) -> list[Deed]:
    told = sms_acknowledgements.c
    query = select(sms_acknowledgements).order_by(told.acknowledgement_id.desc()).limit(newest)
    rows = connection.execute(query).all()
    return [Deed(row.made_at, row.made_by, "acknowledge", row.note, case_no=row.case_no) for row in rows]


def _silenced(connection: Connection, newest: int) -> list[Deed]:
    query = select(sms_silences).order_by(sms_silences.c.silence_id.desc()).limit(newest)
    return [
        Deed(
            row.made_at,
            row.made_by,
            "silence",
            row.reason,
            case_no=row.subject if row.scope == "case" else "",
            subject="" if row.scope == "case" else f"{row.scope}:{row.subject}",
        )
        for row in connection.execute(query).all()
    ]
