"""Brings a ledger's tables up to date: one transaction, and before it a copy of a SQLite file that holds something.

To change a table: 1 add ``migrations/versions/NNNN_what.py`` (the next number is its revision); 2 change
``ledger_schema``; 3 never change a migration that was released. A test compares both ways.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, inspect, text

from monitoring.ports import StoreUnavailable

FOLDER: Final = Path(__file__).resolve().parent / "migrations"
VERSION_TABLE: Final = "ledger_version"


def revisions() -> list[str]:
    """All revisions that this program knows, oldest first."""
    return sorted(path.name[:4] for path in (FOLDER / "versions").glob("*.py") if re.match(r"\d{4}_", path.name))


def revision_of(connection: Connection) -> str | None:
    """The revision of the ledger's tables; None: there are none."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return found


def needs_upgrade(current: str | None) -> bool:
    """Raises StoreUnavailable for a ledger that a newer program made."""
    known = revisions()
    if current is not None and current not in known:
        detail = f"newer_revision:{current}"
        raise StoreUnavailable("newer", detail, permanent=True)
    return current != known[-1]


def upgrade(connection: Connection, to: str = "head") -> None:
    """Inside the transaction that is open on the connection; the caller commits."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def copied_before(file: Path, revision: str) -> Path:
    """Keeps a copy of the file beside it, named after the revision that it has; an earlier copy stays."""
    target = file.with_name(f"{file.name}.before-{int(revision) + 1:04d}")
    number = 1
    while target.exists():
        number += 1
        target = file.with_name(f"{file.name}.before-{int(revision) + 1:04d}-{number}")
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target
