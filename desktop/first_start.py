"""What start.py asks for before it opens the window: data to look at.

Only the embedded case store in the user's data folder is ever filled, and only while it holds no case: a store that
somebody named in the settings is never touched.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from desktop import paths
from desktop.main import main
from desktop.settings import Settings, load


def first_start() -> int:
    """Makes the demonstration county if there is nothing yet; returns the exit status."""
    if not needs_demo(load()):
        return 0
    paths.data_folder().mkdir(parents=True, exist_ok=True)
    print("还没有办件：正在做一个演示县…", flush=True)
    return main(["demo"])


def needs_demo(settings: Settings) -> bool:
    """Whether the case store is the embedded one and holds no case."""
    file = paths.embedded_case_store()
    return settings.stores.case == paths.sqlite_url(file) and is_empty(file)


def is_empty(file: Path) -> bool:
    """Whether a SQLite file is missing or holds no case. One that cannot be read is not empty: leave it alone."""
    if not file.is_file():
        return True
    try:
        with closing(sqlite3.connect(file)) as store:
            tables = store.execute("SELECT count(*) FROM sqlite_master WHERE name = 'cases'").fetchone()[0]
            return not tables or store.execute("SELECT 1 FROM cases LIMIT 1").fetchone() is None
    except sqlite3.Error:
        return False


if __name__ == "__main__":
    sys.exit(first_start())
