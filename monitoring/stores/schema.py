"""The tables of the native case store (design contract, section 3).

The program itself only reads them; ``create_case_store`` is for the demo, the imports and the tests. Approval platforms
write into them by plain SQL, so a reader must never believe a column's type in SQLite.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Column, Date, DateTime, Engine, Index, Integer, MetaData, Numeric, String, Table, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

MOMENT_FORMAT: Final = "%Y-%m-%d %H:%M:%S"


class WallClock(TypeDecorator[datetime]):
    """A naive wall-clock moment of the site in whole seconds: text in SQLite, TIMESTAMP elsewhere. Takes text too."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if dialect.name != "sqlite":
            return _moment(value).replace(microsecond=0) if value is not None else None
        # year by hand: strftime leaves out its leading zeros
        return f"{value.year:04d}{value:-%m-%d %H:%M:%S}" if isinstance(value, datetime) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else _moment(value)


class Day(TypeDecorator[date]):
    """A date: text in SQLite, DATE elsewhere. Takes text as well."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:
        if dialect.name == "sqlite":
            return value.isoformat() if isinstance(value, date) else value
        return date.fromisoformat(value) if isinstance(value, str) else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        return date.fromisoformat(value) if isinstance(value, str) else value


def _moment(value: datetime | str) -> datetime:
    return datetime.fromisoformat(value) if isinstance(value, str) else value


def _key() -> TypeEngine[Any]:
    """A key: sorted by its bytes, as SQLite does, so that an index serves the reader's merge on PostgreSQL too."""
    return Text().with_variant(Text(collation="C"), "postgresql").with_variant(String(190), "mysql", "mariadb")


def _number() -> TypeEngine[Any]:
    return Numeric().with_variant(Numeric(asdecimal=False), "sqlite")


def _text(*names: str) -> list[Column[Any]]:
    return [Column(name, Text) for name in names]


def _moments(*names: str) -> list[Column[Any]]:
    return [Column(name, WallClock) for name in names]


case_metadata: Final = MetaData()

regions: Final = Table(
    "regions",
    case_metadata,
    Column("code", _key(), primary_key=True),
    *_text("name", "level", "parent_code"),
    Column("valid_from", Day),
    Column("valid_to", Day),
)

units: Final = Table(
    "units",
    case_metadata,
    Column("unit_id", _key(), primary_key=True),
    *_text("name", "region_code"),
)

officers: Final = Table(
    "officers",
    case_metadata,
    Column("officer_id", _key(), primary_key=True),
    *_text("name", "unit_id", "role", "mobile"),
)

items: Final = Table(
    "items",
    case_metadata,
    Column("item_code", _key(), primary_key=True),
    *_text("name", "case_kind", "category_code", "limit_unit"),
    Column("promised_limit", _number()),
    Column("statutory_limit", _number()),
)

item_nodes: Final = Table(
    "item_nodes",
    case_metadata,
    Column("item_code", _key(), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    *_text("name", "level", "limit_unit"),
    Column("limit_value", _number()),
    Column("on_case_clock", Integer),
)

cases: Final = Table(
    "cases",
    case_metadata,
    Column("case_no", _key(), primary_key=True),
    *_text("item_code", "region_code", "unit_id", "title", "applicant_name", "applicant_mobile", "channel_code"),
    *_moments("applied_at", "accepted_at", "promised_due", "statutory_due"),
    Column("state", Text),
    *_moments("finished_at"),
    *_text("result_code", "result_reason"),
    *_moments("updated_at"),
    Index("ix_cases_updated_at", "updated_at", "case_no"),
)

case_nodes: Final = Table(
    "case_nodes",
    case_metadata,
    Column("case_no", _key(), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("node_seq", Integer),
    *_text("name", "unit_id", "officer_id"),
    *_moments("entered_at", "left_at", "due_at"),
    *_text("action", "opinion"),
    *_moments("updated_at"),
    Index("ix_case_nodes_updated_at", "updated_at", "case_no"),
)

suspensions: Final = Table(
    "suspensions",
    case_metadata,
    Column("case_no", _key(), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    *_text("kind", "basis", "approver", "reason"),
    *_moments("started_at"),
    Column("limit_value", _number()),
    Column("limit_unit", Text),
    *_moments("ended_at", "updated_at"),
    Index("ix_suspensions_updated_at", "updated_at", "case_no"),
)

corrections: Final = Table(
    "corrections",
    case_metadata,
    Column("case_no", _key(), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    *_moments("notified_at"),
    Column("reason", Text),
    *_moments("received_at", "updated_at"),
    Index("ix_corrections_updated_at", "updated_at", "case_no"),
)


def create_case_store(engine: Engine) -> None:
    """Makes the tables and indices that are not there yet. Never used on a store that belongs to somebody else."""
    case_metadata.create_all(engine)
