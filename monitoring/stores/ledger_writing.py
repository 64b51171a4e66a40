"""The two statements of the ledger that must be fast for very many rows, in both databases' own ways.

SQLite is called row by row inside the process; PostgreSQL gets whole columns as arrays, some thousand rows at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from monitoring.ports import Card, Sighting, chunks
from monitoring.stores.ledger_schema import CASE_ITSELF

ROWS_AT_ONCE: Final = 10_000

_COLUMNS: Final = (
    *("case_no", "node_key", "level", "reason", "deadline", "became_true_at", "noticed_at", "unit_id", "unit"),
    *("officer_id", "officer", "limit_text", "calendar_version", "rule_version"),
)
_KEY_LENGTH: Final = 5
_NAMES: Final = ", ".join(_COLUMNS)
_MOMENTS: Final = frozenset({"deadline", "became_true_at", "noticed_at"})
_SAME: Final = "c.case_no = {0} AND c.node_key = {1} AND c.level = {2} AND c.reason = {3} AND c.deadline = {4}"

_INSERT_CARDS: Final = """
INSERT INTO cards ({names}, issue_no, state)
SELECT {values}, 1 + COALESCE((SELECT MAX(c.issue_no) FROM cards AS c WHERE {same}), 0), 'issued'
{source}
WHERE NOT EXISTS (SELECT 1 FROM cards AS c WHERE {same} AND c.state = 'issued')
ON CONFLICT DO NOTHING
"""

_SQLITE_CARDS: Final = _INSERT_CARDS.format(
    names=_NAMES,
    values=", ".join(f"?{number}" for number in range(1, len(_COLUMNS) + 1)),
    same=_SAME.format(*(f"?{number}" for number in range(1, _KEY_LENGTH + 1))),
    source="",
)


def _array(name: str) -> str:
    kind = "timestamp" if name in _MOMENTS else "integer" if name == "node_key" else "text"
    return f"%s::{kind}[]"


_POSTGRES_CARDS: Final = (
    _INSERT_CARDS.format(
        names=_NAMES,
        values=", ".join(f"n.{name}" for name in _COLUMNS),
        same=_SAME.format(*(f"n.{name}" for name in _COLUMNS[:_KEY_LENGTH])),
        source=f"FROM unnest({', '.join(map(_array, _COLUMNS))}) AS n({_NAMES})",
    )
    + f"RETURNING {', '.join(_COLUMNS[:_KEY_LENGTH])}"
)

_CHANGED_AFTER_FINISH: Final = """
ON CONFLICT (case_no) DO UPDATE SET
    changed_after_finish_at = CASE
        WHEN sightings.fingerprint <> 0 AND excluded.fingerprint <> 0
            AND sightings.fingerprint <> excluded.fingerprint
        THEN excluded.first_seen_at
        ELSE sightings.changed_after_finish_at
    END,
    fingerprint = excluded.fingerprint
"""

_SQLITE_SIGHTINGS: Final = (
    f"INSERT INTO sightings (case_no, first_seen_at, fingerprint) VALUES (?, ?, ?) {_CHANGED_AFTER_FINISH}"
)
_POSTGRES_SIGHTINGS: Final = f"""
INSERT INTO sightings (case_no, first_seen_at, fingerprint)
SELECT n.case_no, %s::timestamp, n.fingerprint FROM unnest(%s::text[], %s::bigint[]) AS n(case_no, fingerprint)
{_CHANGED_AFTER_FINISH}
"""


def write_cards(connection: Connection, cards: Iterable[Card], noticed_at: datetime) -> list[Card]:
    """Issues the cards that are not issued already; gives those that this transaction issued."""
    rows = {tuple(row[:_KEY_LENGTH]): (card, row) for card in cards for row in [_card_row(card, noticed_at)]}
    cursor = connection.connection.cursor()
    written: list[Card] = []
    if connection.dialect.name == "sqlite":
        for card, row in rows.values():
            cursor.execute(_SQLITE_CARDS, _with_texts(row))
            if cursor.rowcount == 1:
                written.append(card)
        return written
    for part in chunks(rows.values(), ROWS_AT_ONCE):
        columns = [list(column) for column in zip(*(row for _, row in part), strict=True)]
        cursor.execute(_POSTGRES_CARDS, columns)
        written.extend(rows[tuple(key)][0] for key in cursor.fetchall())
    return written


def write_sightings(connection: Connection, sightings: Sequence[Sighting], noticed_at: datetime) -> None:
    """Notes new cases, and new fingerprints of those that were known."""
    cursor = connection.connection.cursor()
    at = _moment_text(noticed_at)
    if connection.dialect.name == "sqlite":
        for some in chunks(sightings, ROWS_AT_ONCE):
            cursor.executemany(_SQLITE_SIGHTINGS, [(seen.case_no, at, _signed(seen.fingerprint)) for seen in some])
        return
    for part in chunks({seen.case_no: seen.fingerprint for seen in sightings}.items(), ROWS_AT_ONCE):
        cursor.execute(_POSTGRES_SIGHTINGS, (at, [row[0] for row in part], [_signed(row[1]) for row in part]))


def _card_row(card: Card, noticed_at: datetime) -> list[Any]:
    return [
        *(card.case_no, CASE_ITSELF if card.node_seq is None else card.node_seq, card.level.value, card.reason.value),
        *(card.deadline.replace(microsecond=0), card.became_true_at.replace(microsecond=0)),
        *(noticed_at.replace(microsecond=0), card.unit_id, card.unit, card.officer_id, card.officer, card.limit),
        *(card.calendar_version, card.rule_version),
    ]


def _with_texts(row: Sequence[Any]) -> list[Any]:
    return [_moment_text(value) if isinstance(value, datetime) else value for value in row]


def _moment_text(moment: datetime) -> str:
    return moment.isoformat(sep=" ", timespec="seconds")


def _signed(number: int) -> int:
    """The 64 bits of a fingerprint as databases hold them."""
    return (number + 2**63) % 2**64 - 2**63
