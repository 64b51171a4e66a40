"""Whether a case store is the demonstration's, and where its simulation runs.

Asked before the window is shown, so without the database's modules.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from desktop import paths
from desktop.settings import Settings

POLL_SECONDS: Final = 2.0
LEAST_AGE_LIMIT: Final = 60.0
PREFIX: Final = "sqlite:///"
MARK: Final = "（演示）"
"""How the demonstration's titles begin (monitoring.demo.cutting.MARK; a test holds the two together)."""


def sqlite_file(url: str) -> Path | None:
    """The file of an SQLite store; None for any other database and for one in memory."""
    if not url.startswith(PREFIX):
        return None
    name = url.removeprefix(PREFIX).partition("?")[0]
    return Path(unquote(name)) if name and name != ":memory:" else None


def holds_demo(url: str) -> bool:
    """Whether the case store is a SQLite file of the demonstration's cases; its first case tells."""
    file = sqlite_file(url)
    if file is None or not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, timeout=0.2)) as store:
            first = store.execute("SELECT title FROM cases ORDER BY case_no LIMIT 1").fetchone()
            return first is not None and str(first[0] or "").startswith(MARK)
    except sqlite3.Error:
        return False


def fast_settings(settings: Settings, folder: Path, speed: float) -> Settings:
    """The same site on stores in ``folder``; the seconds of polls and ages are those of the fast clock."""
    case, ledger = (paths.sqlite_url(folder / name) for name in ("cases.sqlite", "ledger.sqlite"))
    age_limit = max(settings.poll.age_limit_seconds, LEAST_AGE_LIMIT) * speed
    return replace(
        settings,
        stores=replace(settings.stores, case=case, ledger=ledger),
        poll=replace(settings.poll, seconds=POLL_SECONDS * speed, age_limit_seconds=age_limit),
    )
