"""The native case store opened for writing: only for the demo county, the imports and the tests."""

from __future__ import annotations

from sqlalchemy import Engine, create_engine, event

from monitoring.ports import StoreUnavailable
from monitoring.stores.errors import explained, parsed_url
from monitoring.stores.schema import create_case_store

BUSY_SECONDS = 30


def open_writable_case_store(url: str) -> Engine:
    """An engine on the store, its tables made where they are missing. Raises StoreUnavailable."""
    parsed = parsed_url(url)
    engine = create_engine(parsed, hide_parameters=True)
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    try:
        with explained(parsed):
            create_case_store(engine)
    except StoreUnavailable:
        engine.dispose()
        raise
    return engine


def _set_up_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()
