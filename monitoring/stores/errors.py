"""Every driver's way of saying that a database is away, in the engine's one way (ports.StoreUnavailable)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from monitoring.ports import StoreUnavailable

_SQLITE: Final = (
    ("database is locked", "locked"),
    ("database table is locked", "locked"),
    ("database schema is locked", "locked"),
    ("interrupted", "timeout"),
    ("no such table", "missing"),
    ("no such column", "missing_column"),
    ("unable to open database file", "unreachable"),
    ("disk i/o error", "unreachable"),
    ("database or disk is full", "full"),
)

_SQLSTATES: Final = (
    ("57014", "timeout"),
    ("55P03", "locked"),
    ("40P01", "locked"),
    ("25P03", "timeout"),
    ("42P01", "missing"),
    ("3D000", "missing"),
    ("42703", "missing_column"),
    ("08", "unreachable"),
    ("57P", "unreachable"),
    ("53100", "full"),
    ("53", "unreachable"),
    ("28", "unreachable"),
    ("42501", "denied"),
)


def parsed_url(url: str) -> URL:
    """The URL, checked. A URL that SQLAlchemy does not understand is not repeated: it may hold a password."""
    try:
        parsed = make_url(url)
        if parsed.get_backend_name() == "postgresql" and "+" not in parsed.drivername:
            parsed = parsed.set(drivername="postgresql+psycopg")
        dialect = parsed.get_dialect()
    except (ArgumentError, NoSuchModuleError, ValueError, ImportError) as error:
        raise StoreUnavailable("bad_url", "sqlite:///file, postgresql://user@host/name", permanent=True) from error
    try:
        dialect.import_dbapi()
    except ImportError as error:
        raise StoreUnavailable("no_driver", f"{parsed.drivername}: {error}", permanent=True) from error
    return parsed


def masked(url: URL) -> str:
    return url.render_as_string(hide_password=True)


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turns whatever the driver raises inside into StoreUnavailable."""
    try:
        yield
    except SQLAlchemyError as error:
        raise unavailable(error, url) from error
    except (OSError, UnicodeError) as error:
        raise StoreUnavailable("unreachable", f"{masked(url)}: {error}") from error
    except Exception as error:
        driver = url.get_dialect().import_dbapi()
        if not isinstance(error, driver.Error):
            raise
        raise unavailable(error, url) from error


def unavailable(error: Exception, url: URL) -> StoreUnavailable:
    """What a driver's error means: code and one line for people, the password masked."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    lines = str(cause).strip().splitlines()
    line = lines[0][:300] if lines else type(cause).__name__
    return StoreUnavailable(_code(cause, line), f"{masked(url)}: {_without_password(line, url)}")


def _code(cause: BaseException, line: str) -> str:
    state = getattr(cause, "sqlstate", None)
    if state:
        return next((code for prefix, code in _SQLSTATES if state.startswith(prefix)), "broken")
    low = line.lower()
    for words, code in _SQLITE:
        if words in low:
            return code
    # psycopg gives no state where there is no server to give one
    return "unreachable" if type(cause).__module__.startswith("psycopg") else "broken"


def _without_password(line: str, url: URL) -> str:
    # the driver knows the password in the URL only; it may quote the connection's parameters back
    line = re.sub(r"(password\s*=\s*)\S+", r"\1***", line, flags=re.IGNORECASE)
    password = str(url.password) if url.password is not None else ""
    return line.replace(password, "***") if len(password) > 3 else line
