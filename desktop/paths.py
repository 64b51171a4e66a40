"""Where the program keeps what belongs to its user."""

from __future__ import annotations

from pathlib import Path

import platformdirs

NAME = "emonitor"


def config_file() -> Path:
    """The settings file that is read when nobody names another; it need not exist."""
    return platformdirs.user_config_path(NAME, appauthor=False) / "emonitor.toml"


def data_folder() -> Path:
    """Holds the embedded case store and ledger; it need not exist."""
    return platformdirs.user_data_path(NAME, appauthor=False)


def embedded_case_store() -> Path:
    """The case store that the program brings itself: for a demonstration, for imports."""
    return data_folder() / "cases.sqlite"


def embedded_ledger() -> Path:
    """The ledger where the settings name no other."""
    return data_folder() / "ledger.sqlite"


def log_file() -> Path:
    """Holds what the program could not explain to its user; it need not exist."""
    return platformdirs.user_state_path(NAME, appauthor=False) / "emonitor.log"


def documents_folder() -> Path:
    """Where reports go when nobody says otherwise."""
    return platformdirs.user_documents_path() / NAME


def sqlite_url(path: Path) -> str:
    """The SQLAlchemy URL of a SQLite file, whatever signs its folder's name has (``?`` begins a URL's options)."""
    return f"sqlite:///{path.as_posix().replace('%', '%25').replace('?', '%3F')}"
