"""Every driver's way of saying that a database is away, in the engine's one way (ports.StoreUnavailable)."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, text
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
    ("unable to open database file", "unopened"),
    ("disk i/o error", "disk_fault"),
    ("database or disk is full", "full"),
    ("readonly database", "read_only"),
    ("malformed", "broken"),
    ("not a database", "broken"),
)

_ERRNOS: Final = {
    errno.ENOENT: "missing",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EROFS: "read_only",
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EIO: "disk_fault",
}

_SQLSTATES: Final = (
    ("57014", "timeout"),
    ("55P03", "locked"),
    ("40P01", "locked"),
    ("40001", "locked"),
    ("25006", "read_only"),
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
    ("XX001", "broken"),
    ("XX002", "broken"),
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
    if parsed.get_backend_name() != "sqlite" and "@" in (parsed.database or ""):
        # an unwritten @ or / in a password: what follows it was taken for host and database, and would be shown
        raise StoreUnavailable("bad_url", "@ = %40, / = %2F, : = %3A", permanent=True)
    try:
        dialect.import_dbapi()
    except ImportError as error:
        raise StoreUnavailable("no_driver", f"{parsed.drivername}（{error.name}）", permanent=True) from error
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
    except OSError as error:
        raise StoreUnavailable(of_system(error), f"{masked(url)}: {error.strerror or error}") from error
    except UnicodeError as error:
        raise StoreUnavailable("broken", f"{masked(url)}: {type(error).__name__}") from error
    except Exception as error:
        driver = url.get_dialect().import_dbapi()
        if not isinstance(error, driver.Error):
            raise
        raise unavailable(error, url) from error


def refuse_damaged(connection: Connection, url: URL) -> None:
    """Raises StoreUnavailable('broken') for a SQLite file of which a part is torn, though others can be read."""
    if url.get_backend_name() == "sqlite":
        found = str(connection.execute(text("PRAGMA quick_check(1)")).scalar())
        if found != "ok":
            raise StoreUnavailable("broken", f"{masked(url)}: {' '.join(found.split())[:300]}")


def unavailable(error: Exception, url: URL) -> StoreUnavailable:
    """What a driver's error means: code and one line for people, the password masked."""
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    lines = str(cause).strip().splitlines()
    line = lines[0][:300] if lines else type(cause).__name__
    code = _code(cause, line)
    if code == "unopened":
        code = _why_unopened(url)
    return StoreUnavailable(code, f"{masked(url)}: {_without_password(line, url)}")


def of_system(error: OSError) -> str:
    """The code of what the operating system refused."""
    return _ERRNOS.get(error.errno or 0, "unreachable")


def _code(cause: BaseException, line: str) -> str:
    """'other' for what nobody foresaw: only what a driver calls damage is damage, for people go to a backup then."""
    state = getattr(cause, "sqlstate", None)
    if state:
        return next((code for prefix, code in _SQLSTATES if state.startswith(prefix)), "other")
    low = line.lower()
    for words, code in _SQLITE:
        if words in low:
            return code
    # psycopg gives no state where there is no server to give one
    return "unreachable" if type(cause).__module__.startswith("psycopg") else "other"


def _why_unopened(url: URL) -> str:
    """SQLite says the same of a file that is not there, of one that may not be read, and of a folder."""
    file = Path((url.database or "").removeprefix("file:"))
    if not file.parent.is_dir():
        return "missing"
    if file.is_dir():
        return "broken"
    return "denied" if not os.access(file if file.exists() else file.parent, os.R_OK | os.W_OK) else "unreachable"


def _without_password(line: str, url: URL) -> str:
    # the driver knows the password in the URL only; it may quote the connection's parameters back
    line = re.sub(r"(password\s*=\s*)\S+", r"\1***", line, flags=re.IGNORECASE)
    password = str(url.password) if url.password is not None else ""
    return line.replace(password, "***") if len(password) > 3 else line
