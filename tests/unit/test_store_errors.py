"""What a driver's error means: damage only where a driver says damage, for people restore a backup then."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from monitoring.ports import TROUBLES, StoreUnavailable
from monitoring.stores.errors import explained, unavailable

SOMEWHERE = make_url("sqlite:///somewhere.db")


class Refused(Exception):
    def __init__(self, state: str) -> None:
        super().__init__("told by the server")
        self.sqlstate = state


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("attempt to write a readonly database", "read_only"),
        ("database is locked", "locked"),
        ("database or disk is full", "full"),
        ("disk I/O error", "disk_fault"),
        ("database disk image is malformed", "broken"),
        ("malformed database schema (cards)", "broken"),
        ("file is not a database", "broken"),
        ('near "x": syntax error', "other"),
    ],
)
def test_what_sqlite_says(said: str, code: str) -> None:
    assert unavailable(sqlite3.OperationalError(said), SOMEWHERE).code == code


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("25006", "read_only"),
        ("40001", "locked"),
        ("40P01", "locked"),
        ("42501", "denied"),
        ("53100", "full"),
        ("XX001", "broken"),
        ("XX002", "broken"),
        ("XX000", "other"),
        ("22008", "other"),
    ],
)
def test_what_postgresql_says(state: str, code: str) -> None:
    assert unavailable(Refused(state), SOMEWHERE).code == code


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EACCES, "denied"), (errno.EROFS, "read_only"), (errno.ENOSPC, "full"), (errno.ENOENT, "missing")],
)
def test_what_the_operating_system_says(number: int, code: str) -> None:
    with pytest.raises(StoreUnavailable) as refused, explained(SOMEWHERE):
        raise OSError(number, "said so")
    assert refused.value.code == code
    assert code in TROUBLES


@pytest.mark.parametrize(("allowed", "code"), [(True, "unreachable"), (False, "denied")])
def test_a_file_that_cannot_be_opened_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, allowed: bool, code: str
) -> None:
    monkeypatch.setattr("os.access", lambda *_: allowed)
    error = sqlite3.OperationalError("unable to open database file")
    assert unavailable(error, make_url(f"sqlite:///{tmp_path / 'x.db'}")).code == code
    assert unavailable(error, make_url(f"sqlite:///{tmp_path / 'no' / 'x.db'}")).code == "missing"
    assert unavailable(error, make_url(f"sqlite:///{tmp_path}")).code == "broken"
