"""Writing whole cases into the native case store: batches, one transaction, only what differs.

Statements are made of bare column names, so that values go to the database as they are: the text of a moment into
SQLite's text, or cast by PostgreSQL and others into their timestamp.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from monitoring.importing.names import KINDS, NameBook
from monitoring.importing.report import ImportFailed
from monitoring.importing.rows import CaseRow, CorrectionRow, NodeRow, SuspensionRow, WholeCase
from monitoring.ports import chunks
from monitoring.stores.errors import unavailable
from monitoring.stores.schema import create_case_store

BATCH = 500
"""Cases compared and written at a time: bounded parameters (SQLite allows 999 in old versions), bounded memory."""
_KEYS = {"items": "item_code", "units": "unit_id", "officers": "officer_id", "regions": "code"}
_MADE = {
    "items": {"case_kind": "promised"},
    "units": {},
    "officers": {"role": "handler"},
    "regions": {"level": "township"},
}
"""What a row made of a name says besides: reports compare regions at township level."""

Row = tuple[Any, ...]
ChildRow = NodeRow | SuspensionRow | CorrectionRow


def bare_table(name: str, columns: Sequence[str]) -> sa.TableClause:
    """A table of untyped columns: nothing is converted on the way."""
    return sa.table(name, *(sa.column(column) for column in columns))


CASES = bare_table("cases", CaseRow._fields)
CHILDREN = {
    "nodes": bare_table("case_nodes", NodeRow._fields),
    "suspensions": bare_table("suspensions", SuspensionRow._fields),
    "corrections": bare_table("corrections", CorrectionRow._fields),
}


@dataclass(slots=True)
class Written:
    new: int = 0
    unchanged: int = 0
    updated: int = 0
    nodes: int = 0


@contextmanager
def store_transaction(engine: sa.Engine) -> Iterator[sa.Connection]:
    """One transaction on the case store, its tables made where they are missing. Raises ImportFailed('store')."""
    try:
        if not sa.inspect(engine).has_table("cases"):
            create_case_store(engine)
        with engine.begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        away = unavailable(error, engine.url)
        raise ImportFailed("store", away.detail) from away


def name_books(connection: sa.Connection) -> dict[str, NameBook]:
    """What the store knows of items, units, officers and regions."""
    books = {}
    for kind in KINDS:
        key = _KEYS[kind]
        table = bare_table(kind, [key, "name"])
        rows = connection.execute(sa.select(table).order_by(table.c[key]))
        books[kind] = NameBook(kind, [(str(row[0]), row[1]) for row in rows if row[0] is not None])
    return books


def write_names(connection: sa.Connection, books: Mapping[str, NameBook]) -> None:
    """Rows for the names that the store did not know."""
    for kind, book in books.items():
        if book.made:
            rows = [{_KEYS[kind]: key, "name": name, **_MADE[kind]} for key, name in book.made.items()]
            connection.execute(sa.insert(bare_table(kind, list(rows[0]))), rows)
            book.made.clear()


@dataclass(slots=True)
class CaseWriter:
    """Takes whole cases one by one; ``flush`` at the end. The caller owns the transaction.

    ``columns``: the columns of ``cases`` that the source speaks for; others are left as they are in the store.
    ``now`` becomes ``updated_at`` of what is new or differs, unless the row brings its own.
    """

    connection: sa.Connection
    columns: tuple[str, ...]
    now: str
    written: Written = field(default_factory=Written)
    _waiting: list[WholeCase] = field(default_factory=list)

    def add(self, case: WholeCase) -> None:
        self._waiting.append(case)
        if len(self._waiting) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Compares what waits with the store and writes what is new or differs."""
        batch, self._waiting = self._waiting, []
        if not batch:
            return
        known = _known_cases(self.connection, [entry.case.case_no for entry in batch])
        fresh = [entry for entry in batch if entry.case.case_no not in known]
        self._insert_fresh(fresh)
        old = [entry for entry in batch if entry.case.case_no in known]
        if old:
            self._update(old, known)
        self.written.new += len(fresh)
        self.written.nodes += sum(len(entry.nodes or ()) for entry in batch)

    def _insert_fresh(self, fresh: Sequence[WholeCase]) -> None:
        self._insert(CASES, [entry.case for entry in fresh])
        for part, table in CHILDREN.items():
            self._insert(table, [row for entry in fresh for row in getattr(entry, part) or ()])

    def _insert(self, table: sa.TableClause, rows: Sequence[CaseRow | ChildRow]) -> None:
        if rows:
            self.connection.execute(sa.insert(table), [self._dated(row) for row in rows])

    def _dated(self, row: CaseRow | ChildRow) -> dict[str, Any]:
        values = row._asdict()
        values["updated_at"] = row.updated_at or self.now
        return values

    def _update(self, old: Sequence[WholeCase], known: Mapping[str, Mapping[str, Any]]) -> None:
        touched: set[str] = set()
        for part, table in CHILDREN.items():
            spoken = [entry for entry in old if getattr(entry, part) is not None]
            touched |= self._replace_children(table, spoken, part)
        differing = [
            entry.case
            for entry in old
            if entry.case.case_no in touched or self._differs(entry.case, known[entry.case.case_no])
        ]
        self._update_cases(differing)
        self.written.updated += len(differing)
        self.written.unchanged += len(old) - len(differing)

    def _differs(self, case: CaseRow, stored: Mapping[str, Any]) -> bool:
        return any(not _same(getattr(case, column), stored[column]) for column in self.columns)

    def _update_cases(self, cases: Sequence[CaseRow]) -> None:
        if not cases:
            return
        columns = (*self.columns, "updated_at")
        change = (
            sa.update(CASES)
            .where(CASES.c.case_no == sa.bindparam("key_case_no"))
            .values({column: sa.bindparam(column) for column in columns})
        )
        dated = [(case.case_no, self._dated(case)) for case in cases]
        rows = [{"key_case_no": key, **{column: row[column] for column in columns}} for key, row in dated]
        self.connection.execute(change, rows)

    def _replace_children(self, table: sa.TableClause, entries: Sequence[WholeCase], part: str) -> set[str]:
        """Writes the rows that are new or differ, deletes those that are gone; the cases concerned."""
        stored = _known_children(self.connection, table, [entry.case.case_no for entry in entries])
        wanted = {row[:2]: row for entry in entries for row in getattr(entry, part)}
        changed = [row for key, row in wanted.items() if key not in stored or not _same_row(row, stored[key])]
        obsolete = [key for key in stored if key not in wanted or not _same_row(wanted[key], stored[key])]
        self._delete(table, obsolete)
        self._insert(table, changed)
        return {row[0] for row in changed} | {key[0] for key in obsolete}

    def _delete(self, table: sa.TableClause, keys: Sequence[Row]) -> None:
        if keys:
            gone = sa.delete(table).where(
                table.c.case_no == sa.bindparam("key_case_no"), table.c.seq == sa.bindparam("key_seq")
            )
            self.connection.execute(gone, [{"key_case_no": case_no, "key_seq": seq} for case_no, seq in keys])


def _known_cases(connection: sa.Connection, keys: Sequence[str]) -> dict[str, Mapping[str, Any]]:
    rows = connection.execute(sa.select(CASES).where(CASES.c.case_no.in_(keys)))
    return {row[0]: row._asdict() for row in rows}


def _known_children(connection: sa.Connection, table: sa.TableClause, keys: Sequence[str]) -> dict[Row, Row]:
    found: dict[Row, Row] = {}
    for part in chunks(keys, BATCH):
        for row in connection.execute(sa.select(table).where(table.c.case_no.in_(part))):
            found[tuple(row[:2])] = tuple(row)
    return found


def _same_row(wanted: Row, stored: Row) -> bool:
    """Whether all but ``updated_at``, the last column, is the same."""
    return all(_same(ours, theirs) for ours, theirs in zip(wanted[:-1], stored[:-1], strict=True))


def _same(wanted: object, stored: object) -> bool:
    if isinstance(stored, datetime):
        return wanted == stored.isoformat(" ", "seconds")
    return wanted == stored
