"""Reads whole cases out of the store: a range of keys, or named ones, each in one read transaction."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Select
from sqlalchemy.exc import OperationalError

from monitoring.ports import StoreUnavailable, chunks
from monitoring.stores.assembling import Assembler, Chunk, RawRows
from monitoring.stores.connecting import ReadOnlyConnection
from monitoring.stores.statements import CASE_TABLES, Range, Statements

KEYS_AT_ONCE: Final = 1000
"""Parameters of one statement; SQLite's smallest bound in use is 32,766."""

Result = TypeVar("Result")


class Reader:
    """The only place that runs statements on a case store."""

    def __init__(self, connection: ReadOnlyConnection) -> None:
        self.connection = connection
        self.statements = Statements(connection.url.get_backend_name())
        self._assembler = Assembler()

    def range(self, keys: Range, limit: int) -> Chunk:
        """At most ``limit`` cases of the range with all their rows, in the store's order."""
        return self.run(lambda connection: self.range_in(connection, keys, limit))

    def range_in(self, connection: Connection, keys: Range, limit: int) -> Chunk:
        with _collector_paused():
            return self._range(connection, keys, limit)

    def _range(self, connection: Connection, keys: Range, limit: int) -> Chunk:
        cases = rows(connection, self.statements.cases_in(keys, limit))
        if not cases:
            return self._assembler.chunk(RawRows((), (), (), ()), limit=limit)
        inside = Range(keys.after, cases[-1][0])
        children = (rows(connection, self.statements.children_in(name, inside)) for name in CASE_TABLES[1:])
        return self._assembler.chunk(RawRows(cases, *children), limit=limit)

    def named(self, case_nos: Sequence[str]) -> Chunk:
        """The named cases that are there, with all their rows."""
        return self.run(lambda connection: self.named_in(connection, case_nos))

    def named_in(self, connection: Connection, case_nos: Sequence[str]) -> Chunk:
        found: dict[str, list[Sequence[Any]]] = {name: [] for name in CASE_TABLES}
        for part in chunks(sorted(set(case_nos)), KEYS_AT_ONCE):
            for name in CASE_TABLES:
                found[name].extend(rows(connection, self.statements.rows_of(name, part)))
        return self._assembler.chunk(RawRows(*found.values()))

    def version_in(self, connection: Connection) -> Any:
        """Equal to the last one only if nothing was committed in between; None: this database cannot tell."""
        statement = self.statements.version()
        if statement is None or _is_old_postgres(connection):
            return None
        return self.connection.generation, connection.execute(statement).scalar()

    def contacts_in(self, connection: Connection) -> list[Sequence[Any]]:
        return rows(connection, self.statements.contacts())

    def keyless_in(self, connection: Connection) -> int:
        return int(connection.execute(self.statements.keyless()).scalar() or 0)

    def run(self, work: Callable[[Connection], Result]) -> Result:
        """``work`` inside one read transaction; once more, tolerantly, where a text was not UTF-8."""
        try:
            with self.connection.reading() as connection:
                return work(connection)
        except StoreUnavailable as error:
            if self.connection.tolerant or not _is_undecodable(error.__cause__):
                raise
        self.connection.be_tolerant()
        self.statements = Statements("sqlite", tolerant=True)
        with self.connection.reading() as connection:
            return work(connection)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Thousands of new tuples would set the garbage collector off again and again: a fifth of the time of a load."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _is_old_postgres(connection: Connection) -> bool:
    version = getattr(connection.dialect, "server_version_info", None)
    return connection.dialect.name == "postgresql" and (version is None or version < (13,))


def rows(connection: Connection, statement: Select[Any]) -> list[Sequence[Any]]:
    """All rows as the driver's own tuples: SQLAlchemy's rows would take twice the time."""
    cursor = connection.execute(statement).cursor
    return list(cursor.fetchall()) if cursor is not None else []


def _is_undecodable(error: BaseException | None) -> bool:
    cause = error.orig if isinstance(error, OperationalError) else error
    return isinstance(cause, sqlite3.Error) and "could not decode" in str(cause).lower()
