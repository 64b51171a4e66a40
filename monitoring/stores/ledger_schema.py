"""The tables of the ledger as they are now. The way there is in ``migrations``; a test holds both together."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import BigInteger, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

from monitoring.stores.schema import Day, WallClock

CASE_ITSELF: Final = -1
"""node_key of a card that is about the case: NULLs would not be equal in a unique key."""

ledger_metadata: Final = MetaData()


def _given(name: str, kind: Any = Text) -> Column[Any]:
    return Column(name, kind, nullable=False)


cards: Final = Table(
    "cards",
    ledger_metadata,
    Column("card_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    _given("case_no"),
    _given("node_key", Integer),
    _given("level"),
    _given("reason"),
    _given("deadline", WallClock),
    _given("issue_no", Integer),
    _given("became_true_at", WallClock),
    _given("noticed_at", WallClock),
    Column("unit_id", Text),
    _given("unit"),
    Column("officer_id", Text),
    _given("officer"),
    _given("limit_text"),
    _given("calendar_version"),
    _given("rule_version"),
    _given("state"),
    Column("revoked_at", WallClock),
    Column("revoked_reason", Text),
    UniqueConstraint("case_no", "node_key", "level", "reason", "deadline", "issue_no", name="uq_cards_once"),
    Index("ix_cards_became_true_at", "became_true_at", "card_id"),
    sqlite_autoincrement=True,
)

calendar_days: Final = Table(
    "calendar_days",
    ledger_metadata,
    Column("day", Day, primary_key=True),
    _given("is_workday", Integer),
    _given("name"),
)

calendar_years: Final = Table(
    "calendar_years",
    ledger_metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    _given("source"),
    _given("imported_at", WallClock),
)

meta: Final = Table(
    "meta",
    ledger_metadata,
    Column("name", Text, primary_key=True),
    _given("value", BigInteger),
)
"""Numbers that only grow: 'revision' (of everything), 'calendar_version'."""

sightings: Final = Table(
    "sightings",
    ledger_metadata,
    Column("case_no", Text, primary_key=True),
    _given("first_seen_at", WallClock),
    _given("fingerprint", BigInteger),
    Column("vanished_at", WallClock),
    Column("changed_after_finish_at", WallClock),
)

rule_versions: Final = Table(
    "rule_versions",
    ledger_metadata,
    Column("version", Text, primary_key=True),
    _given("first_used_at", WallClock),
    _given("from_start", Integer),
    _given("profile"),
)
"""``from_start`` 1: the first rules of this ledger, whose cards reach back as far as the cases do."""
