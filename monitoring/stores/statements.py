"""The SQL with which a case store is read. It selects what the judge needs, and nothing about an applicant.

The store's own order of keys is used and never second-guessed: ranges of keys are compared by the database, whatever
its collation, and joined here by equality.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Select,
    TableClause,
    Text,
    TextClause,
    cast,
    column,
    func,
    null,
    select,
    table,
    text,
)

from monitoring.stores.schema import case_metadata

CASE_TEXTS: Final = ("item_code", "region_code", "unit_id", "state")
CASE_MOMENTS: Final = ("applied_at", "accepted_at", "promised_due", "statutory_due", "finished_at", "updated_at")

COLUMNS_READ: Final[dict[str, tuple[str, ...]]] = {
    "cases": ("case_no", *CASE_TEXTS, *CASE_MOMENTS),
    "case_nodes": ("case_no", "seq", "node_seq", "name", "unit_id", "officer_id", "entered_at", "left_at", "due_at"),
    "suspensions": (
        *("case_no", "seq", "kind", "basis", "approver", "started_at", "limit_value", "limit_unit", "ended_at"),
    ),
    "corrections": ("case_no", "seq", "notified_at", "received_at"),
    "items": ("item_code", "name", "case_kind", "limit_unit", "promised_limit", "statutory_limit"),
    "item_nodes": ("item_code", "seq", "name", "level", "limit_unit", "limit_value", "on_case_clock"),
    "units": ("unit_id", "name", "region_code"),
    "officers": ("officer_id", "name", "unit_id", "role"),
    "regions": ("code", "name", "level", "parent_code", "valid_from", "valid_to"),
}

CASE_TABLES: Final = ("cases", "case_nodes", "suspensions", "corrections")
COLUMNS_NEEDED: Final = {
    name: (*columns, "updated_at") if name in CASE_TABLES else columns for name, columns in COLUMNS_READ.items()
}
"""Must be there; the check at each connection names what is not."""
CATALOGUE_TABLES: Final = ("items", "item_nodes", "units", "officers", "regions")
_AS_THEY_ARE: Final = frozenset({"case_no", "seq", "node_seq"})

_VERSIONS: Final = {
    "sqlite": "PRAGMA data_version",
    # transactions that write take a number: as long as the snapshot's numbers stay, nobody wrote (PostgreSQL 13)
    "postgresql": "SELECT CAST(pg_current_snapshot() AS TEXT)",
}


@dataclass(frozen=True, slots=True)
class Range:
    """Keys after one and up to another, in the store's order; None: open."""

    after: Any = None
    upto: Any = None


class Statements:
    """Statements for one kind of database. SQLite's values come as they are, others' as text: one reader for both."""

    def __init__(self, backend: str, *, tolerant: bool = False) -> None:
        self._is_sqlite = backend == "sqlite"
        self._version = text(_VERSIONS[backend]) if backend in _VERSIONS else None
        self._tolerant = tolerant
        self._tables = {name: table(name, *map(column, case_metadata.tables[name].c.keys())) for name in COLUMNS_READ}

    def catalogue(self, name: str) -> Select[Any]:
        return select(*self._columns(name))

    def contacts(self) -> Select[Any]:
        """Key and mobile number of every officer who has one."""
        of = self._tables["officers"].c
        return select(self._text(of.officer_id), self._text(of.mobile)).where(of.mobile.is_not(null()))

    def cases_in(self, keys: Range, limit: int) -> Select[Any]:
        return self._range("cases", keys).limit(limit)

    def children_in(self, name: str, keys: Range) -> Select[Any]:
        return self._range(name, keys)

    def rows_of(self, name: str, case_nos: Sequence[str]) -> Select[Any]:
        """The rows of the named cases, by case and seq."""
        key = self._tables[name].c.case_no
        return select(*self._columns(name)).where(key.in_(self._spellings(case_nos))).order_by(*self._order(name))

    def keyless(self) -> Select[Any]:
        """How many cases have no number."""
        cases = self._tables["cases"]
        return select(func.count()).select_from(cases).where(cases.c.case_no.is_(null()))

    def version(self) -> TextClause | None:
        """A value that is another one whenever anything was committed since; None: this database has none."""
        return self._version

    def latest(self, name: str, upto: str | datetime, rows: int) -> Select[Any]:
        """The last moments of change that are not after ``upto``."""
        changed = self._tables[name].c.updated_at
        return select(self._text(changed)).where(changed <= upto).order_by(changed.desc()).limit(rows)

    def changed(self, name: str, after: str | datetime, upto: str | datetime, rows: int) -> Select[Any]:
        """Key and moment of rows that say they changed after one moment and not after the other, oldest first."""
        of = self._tables[name].c
        return (
            select(of.case_no, self._text(of.updated_at))
            .where(of.updated_at > after, of.updated_at <= upto)
            .order_by(of.updated_at, of.case_no)
            .limit(rows)
        )

    def _range(self, name: str, keys: Range) -> Select[Any]:
        key = self._tables[name].c.case_no
        query = select(*self._columns(name)).order_by(*self._order(name))
        if keys.after is not None:
            query = query.where(key > self._bound(keys.after))
        else:
            query = query.where(key.is_not(null()))
        return query if keys.upto is None else query.where(key <= self._bound(keys.upto))

    def _bound(self, value: Any) -> Any:
        if self._tolerant and isinstance(value, str):
            # a text of odd bytes goes back as those bytes
            return cast(value.encode("utf-8", "surrogateescape"), Text)
        return value

    def _spellings(self, case_nos: Sequence[str]) -> list[Any]:
        """SQLite: a column without a type may hold a number where we say its digits."""
        if not self._is_sqlite:
            return list(case_nos)
        digits = (key for key in case_nos if key.isascii() and key.isdigit() and len(key) < 19)
        return [*case_nos, *(int(key) for key in digits if str(int(key)) == key)]

    def _order(self, name: str) -> list[ColumnClause[Any]]:
        of = self._tables[name].c
        return [of.case_no] if name == "cases" else [of.case_no, of.seq]

    def _columns(self, name: str) -> list[ColumnElement[Any]]:
        of: TableClause = self._tables[name]
        return [of.c[key] if key in _AS_THEY_ARE else self._text(of.c[key]) for key in COLUMNS_READ[name]]

    def _text(self, of: ColumnElement[Any]) -> ColumnElement[Any]:
        """PostgreSQL: as text, so that 'infinity' and years beyond 9999 do not break the driver."""
        return of if self._is_sqlite else cast(of, Text)
