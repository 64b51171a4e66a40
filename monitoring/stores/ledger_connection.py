"""The connection to the ledger: opened and brought up to date when first needed, opened again after trouble."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from monitoring.ports import StoreUnavailable
from monitoring.stores.errors import explained, masked, parsed_url
from monitoring.stores.migrating import copied_before, needs_upgrade, revision_of, upgrade

BUSY_SECONDS: Final = 10
CONNECT_SECONDS: Final = 5
STATEMENT_SECONDS: Final = 120
WRITERS_TURN: Final = 4_739_250_925
"""Number of the advisory lock that lets one program write at a time (PostgreSQL): any number that no one else uses."""


class LedgerConnection:
    def __init__(self, url: str) -> None:
        self.url: URL = parsed_url(url)
        if self.url.get_backend_name() not in ("sqlite", "postgresql"):
            raise StoreUnavailable("wrong_kind", "ledger_kind", permanent=True)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._file = self._path() if self.is_sqlite else None
        self._was_open = False
        self._lock = threading.RLock()
        self._connection: Connection | None = None
        self._engine = self._make_engine()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One read transaction. Raises StoreUnavailable."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One write transaction, one program at a time: all of it is kept, or nothing. Raises StoreUnavailable."""
        with self._transaction("BEGIN IMMEDIATE") as connection:
            if not self.is_sqlite:
                _take_turn(connection)
            yield connection
            connection.commit()

    def close(self) -> None:
        with self._lock:
            self._drop()
            self._engine.dispose()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        with self._lock:
            try:
                with explained(self.url):
                    connection = self._ready()
                    if self.is_sqlite:
                        connection.exec_driver_sql(begin)
                    yield connection
                    connection.rollback()
            except BaseException as error:
                if isinstance(error, StoreUnavailable):
                    error.store = error.store or "ledger"
                self._drop()
                raise

    def _ready(self) -> Connection:
        self._look_for_file()
        if self._connection is None:
            self._connection = self._engine.connect()
            self._bring_up_to_date(self._connection)
            self._was_open = True
        return self._connection

    def _look_for_file(self) -> None:
        """A file that was there and is gone is not silently begun anew: its folder may just be away."""
        if self._file is None or self._file.exists():
            return
        if self._was_open:
            raise StoreUnavailable("missing", f"{masked(self.url)}: file_gone")
        self._file.parent.mkdir(parents=True, exist_ok=True)

    def _bring_up_to_date(self, connection: Connection) -> None:
        current = revision_of(connection)
        connection.rollback()
        if not needs_upgrade(current):
            return
        if self.is_sqlite:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            _take_turn(connection)
        # another program may have been quicker
        current = revision_of(connection)
        if needs_upgrade(current):
            if self._file is not None and current is not None:
                copied_before(self._file, current)
            upgrade(connection)
        connection.commit()

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                connection.rollback()
            with suppress(Exception):
                connection.close()

    def _path(self) -> Path:
        if not self.url.database or self.url.database == ":memory:":
            raise StoreUnavailable("in_memory", "memory_ledger", permanent=True)
        return Path(self.url.database)

    def _make_engine(self) -> Engine:
        # hide_parameters: statements hold people's numbers, and their texts go into errors and logs
        if self.is_sqlite:
            return create_engine(self.url, creator=self._open_sqlite, poolclass=NullPool, hide_parameters=True)
        arguments = {
            "connect_timeout": CONNECT_SECONDS,
            "application_name": "emonitor",
            # a claim that a crash of the server could take back would be sent twice: whatever the server's default is
            "options": f"-c synchronous_commit=on -c lock_timeout={BUSY_SECONDS * 1000}"
            f" -c statement_timeout={STATEMENT_SECONDS * 1000}",
        }
        return create_engine(
            self.url,
            connect_args=arguments,
            poolclass=NullPool,
            isolation_level="READ COMMITTED",
            hide_parameters=True,
        )

    def _open_sqlite(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            str(self._file), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _take_turn(connection: Connection) -> None:
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": WRITERS_TURN})
