"""How many warnings by SMS a time brought, and what had become of them by a moment: for reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from monitoring.sms.states import State
from monitoring.stores.ledger_connection import LedgerConnection
from monitoring.stores.ledger_schema import sms_messages
from monitoring.stores.outbox.rows import shown_state

_of = sms_messages.c
NOT_WARNINGS: Final = ("digest", "test")
"""A digest only carries warnings that are counted themselves."""


@dataclass(frozen=True, slots=True)
class OutboxSums:
    by_kind: Mapping[str, int]
    by_state: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_kind.values())


def sums_of(url: str, start: datetime, end: datetime) -> OutboxSums:
    """Warnings written in [start, end), with their states as of ``end``. Raises StoreUnavailable."""
    connection = LedgerConnection(url)
    try:
        with connection.reading() as reading:
            return _counted(reading, start, end)
    finally:
        connection.close()


def _counted(connection: Connection, start: datetime, end: datetime) -> OutboxSums:
    kinds: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for row in connection.execute(_query(start, end)):
        kinds[row.kind] += 1
        states[_state_at(row, end)] += 1
    return OutboxSums(dict(sorted(kinds.items())), dict(sorted(states.items())))


def _query(start: datetime, end: datetime) -> Select[Any]:
    written = (_of.created_at >= start, _of.created_at < end, _of.kind.not_in(NOT_WARNINGS))
    return select(_of.kind, shown_state().label("state"), _of.accepted_at, _of.delivered_at).where(*written)


def _state_at(row: Any, end: datetime) -> str:
    """What had not happened by then had not happened; states without a moment of their own are taken as they are."""
    if row.delivered_at is not None and row.delivered_at < end:
        return str(State.DELIVERED)
    if row.accepted_at is not None:
        later = (State.DELIVERED, State.ACCEPTED)
        known = str(State.ACCEPTED) if row.state in later else str(row.state)
        return known if row.accepted_at < end else str(State.PENDING)
    return str(row.state)
