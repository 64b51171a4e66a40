"""The doctor's line of the certificate: a new one takes weeks to get, so it speaks up in time."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from desktop import settings
from desktop.commands.context import Context
from desktop.doctor import Check, examine
from tests.signers import BEGINS, PASSWORD, SIGNER, p12_file

ENDS = BEGINS + timedelta(days=365)
LOCAL_END = datetime(2018, 1, 1, 8, 0)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMONITOR_SIGN_PASSWORD", PASSWORD)


def line(folder: Path, now: datetime, text: str = 'sign_p12 = "office.p12"') -> Check:
    (folder / "office.p12").write_bytes(p12_file(ends=ENDS))
    file = folder / "site.toml"
    file.write_text(f"[reports]\n{text}\n", encoding="utf-8")
    context = Context(settings.load(file, {}), lambda: now)
    return next(check for check in examine(context) if check.name == "signature")


def test_without_a_certificate_nothing_is_amiss(tmp_path: Path) -> None:
    assert line(tmp_path, LOCAL_END, "").ok


@pytest.mark.parametrize(
    ("left", "ok", "told"),
    [
        (timedelta(days=30) + SECOND, True, "有效到 2018-01-01 08:00"),
        (timedelta(days=30), False, "只剩 30 天"),
        (timedelta(days=1) - SECOND, False, "只剩 0 天"),
        (timedelta(0), False, "只剩 0 天"),
        (-SECOND, False, "过期"),
    ],
)
def test_thirty_days_before_the_end_it_warns(tmp_path: Path, left: timedelta, ok: bool, told: str) -> None:
    found = line(tmp_path, LOCAL_END - left)
    assert (found.ok, bool(found.todo)) == (ok, not ok)
    assert told in found.detail and SIGNER in found.detail


def test_a_certificate_does_not_hold_before_it_begins(tmp_path: Path) -> None:
    assert line(tmp_path, datetime(2017, 1, 1, 8, 0)).ok
    assert "才生效" in line(tmp_path, datetime(2017, 1, 1, 8, 0) - SECOND).detail
