"""The native case store opened for writing: only for the demo county, the imports and the tests."""

from __future__ import annotations

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from monitoring.ports import StoreUnavailable
from monitoring.stores.schema import create_case_store

BUSY_SECONDS = 30


def open_writable_case_store(url: str) -> Engine:
    """An engine on the store, its tables made where they are missing. Raises StoreUnavailable."""
    try:
        parsed = make_url(url)
        engine = create_engine(parsed)
    except (ArgumentError, ImportError) as error:
        raise StoreUnavailable("unreachable", str(error), permanent=True) from None
    if parsed.get_backend_name() == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
    try:
        create_case_store(engine)
    except SQLAlchemyError as error:
        engine.dispose()
        place = parsed.render_as_string(hide_password=True)
        raise StoreUnavailable("unreachable", f"{place}: {type(error).__name__}") from None
    return engine


def _set_up_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()
