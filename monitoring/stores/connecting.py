"""The read-only connection to a case store: opened when needed, checked, dropped on trouble and opened again.

One connection is kept (SQLite's data_version means something only within one). All work happens inside ``reading``: one
read transaction, so that what is read there belongs together.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from monitoring.ports import StoreUnavailable
from monitoring.stores.errors import explained, masked, of_system, parsed_url
from monitoring.stores.statements import COLUMNS_NEEDED

CONNECT_SECONDS: Final = 5
BUSY_SECONDS: Final = 3
STATEMENT_SECONDS: Final = 15


class ReadOnlyConnection:
    """A case store that we may look at and not touch."""

    def __init__(self, url: str) -> None:
        self.url: URL = parsed_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.tolerant = False
        """SQLite: texts that are not UTF-8 are read nevertheless (slower)."""
        self.generation = 0
        """Grows with each connection: what was remembered about the last one no longer holds."""
        self._lock = threading.RLock()
        self._connection: Connection | None = None
        self._file: tuple[int, int] | None = None
        self._engine = self._make_engine()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One read transaction. Raises StoreUnavailable; the next one starts from a fresh connection then."""
        with self._lock:
            try:
                with explained(self.url):
                    connection = self._ready()
                    if self.is_sqlite:
                        connection.exec_driver_sql("BEGIN")
                    yield connection
                    connection.rollback()
            except BaseException as error:
                if isinstance(error, StoreUnavailable):
                    error.store = error.store or "case_store"
                self._drop()
                raise

    def be_tolerant(self) -> None:
        """From now on texts that are not UTF-8 are read with their odd bytes kept aside."""
        with self._lock:
            self.tolerant = True
            self._drop()

    def close(self) -> None:
        with self._lock:
            self._drop()
            self._engine.dispose()

    def _ready(self) -> Connection:
        file = self._identity()
        if self._connection is not None and file == self._file:
            return self._connection
        self._drop()
        connection = self._engine.connect()
        self._connection, self._file = connection, file
        self.generation += 1
        _check(connection, self.url)
        connection.rollback()
        return connection

    def _identity(self) -> tuple[int, int] | None:
        """Which file this is: one that was put in the other's place must be opened again."""
        if not self.is_sqlite:
            return None
        path = self._path()
        try:
            status = path.stat()
        except FileNotFoundError as error:
            raise StoreUnavailable("missing", f"{masked(self.url)}: no_file") from error
        except OSError as error:
            raise StoreUnavailable(of_system(error), f"{masked(self.url)}: {error.strerror}") from error
        return status.st_dev, status.st_ino

    def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(Exception):
                connection.invalidate()
            with suppress(Exception):
                connection.close()

    def _path(self) -> Path:
        database = self.url.database
        if not database or database == ":memory:":
            raise StoreUnavailable("in_memory", "memory_store", permanent=True)
        return Path(database.removeprefix("file:"))

    def _make_engine(self) -> Engine:
        if self.is_sqlite:
            return create_engine(self.url, creator=self._open_sqlite, poolclass=NullPool, hide_parameters=True)
        options: dict[str, Any] = {"poolclass": NullPool}
        if self.url.get_backend_name() == "postgresql":
            options |= {
                "isolation_level": "REPEATABLE READ",
                "connect_args": {
                    "connect_timeout": CONNECT_SECONDS,
                    "application_name": "emonitor",
                    "options": "-c default_transaction_read_only=on -c datestyle=ISO"
                    f" -c statement_timeout={STATEMENT_SECONDS * 1000} -c lock_timeout={BUSY_SECONDS * 1000}",
                },
            }
        return create_engine(self.url, hide_parameters=True, **options)

    def _open_sqlite(self) -> sqlite3.Connection:
        location = f"file:{quote(str(self._path().absolute()))}?mode=ro"
        connection = sqlite3.connect(
            location, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        if self.tolerant:
            connection.text_factory = _any_text
        try:
            connection.execute("PRAGMA query_only = ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _any_text(raw: bytes) -> str:
    return raw.decode("utf-8", "surrogateescape")


def _check(connection: Connection, url: URL) -> None:
    """Names the first table or column that is missing."""
    inspector = inspect(connection)
    for table, columns in COLUMNS_NEEDED.items():
        try:
            there = {column["name"] for column in inspector.get_columns(table)}
        except SQLAlchemyError as error:
            if inspector.has_table(table) or isinstance(getattr(error, "orig", None), sqlite3.Error):
                raise
            raise StoreUnavailable("missing", f"{masked(url)}: no_table:{table}") from error
        missing = [column for column in columns if column not in there]
        if missing:
            lacking = ", ".join(f"{table}.{column}" for column in missing)
            raise StoreUnavailable("missing_column", f"{masked(url)}: no_column:{lacking}")
