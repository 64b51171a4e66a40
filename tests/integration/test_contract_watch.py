"""Contract: `emonitor watch` while a foreign platform writes, locks, loses and brings back its store."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.integration.test_contract_tools import Platform

ROUND_THE_CLOCK = """
[[office_hours]]
from = "2000-01-01"
hours = ["00:00-24:00"]
[poll]
seconds = 0.5
"""
PATIENCE = 30.0
"""How long a test waits before it gives up; the moments themselves are read from the ledger."""


def now() -> datetime:
    return datetime.now(UTC).astimezone(ZoneInfo("Asia/Shanghai")).replace(tzinfo=None)


def text(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def red_cards(platform: Platform, case_no: str) -> list[tuple[datetime, datetime]]:
    """(became true, noticed) of the case's red cards; read straight from the program's own list."""
    told = platform.run("cards", "--json", "--case", case_no)
    moments = [(card["became_true_at"], card["noticed_at"]) for card in told.doc["cards"] if card["level"] == "red"]
    return [(datetime.fromisoformat(a[:-6]), datetime.fromisoformat(b[:-6])) for a, b in moments]


def wait_for(what: Callable[[], Any]) -> Any:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if found := what():
            return found
        time.sleep(0.1)
    raise AssertionError("it did not come")


@contextmanager
def watching(platform: Platform) -> Iterator[subprocess.Popen[bytes]]:
    process = platform.spawn("watch")
    try:
        wait_for(lambda: platform.ledger.exists() and platform.run("cards", "--json").status == 0)
        yield process
        assert process.poll() is None, process.stderr.read() if process.stderr else ""
    finally:
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
        assert b"Traceback" not in err, err.decode()


def make(folder: Path) -> Platform:
    platform = Platform(folder, ROUND_THE_CLOCK).make()
    platform.item("I", 5)
    return platform


def commit(platform: Platform, case_no: str, due: datetime, *, updated: datetime | None = None) -> None:
    accepted = text(now() - timedelta(hours=1))
    platform.case(case_no, "I", accepted, promised_due=text(due), updated_at=text(updated or now()))


def test_a_case_turns_red_at_its_due_and_every_commit_is_seen_whatever_its_updated_at(tmp_path: Path) -> None:
    platform = make(tmp_path)
    with watching(platform):
        due = now().replace(microsecond=0) + timedelta(seconds=4)
        commit(platform, "SOON", due)
        written = now()
        commit(platform, "OVER", written.replace(microsecond=0) - timedelta(minutes=5))
        became, noticed = wait_for(lambda: red_cards(platform, "OVER"))[0]
        assert became == written.replace(microsecond=0) - timedelta(minutes=5)
        assert noticed >= written.replace(microsecond=0)
        became, noticed = wait_for(lambda: red_cards(platform, "SOON"))[0]
        assert became == due
        assert noticed >= due
        # a row whose updated_at lags behind and repeats must not be missed
        commit(platform, "LAGGING", now() - timedelta(minutes=5), updated=now() - timedelta(seconds=30))
        wait_for(lambda: red_cards(platform, "LAGGING"))
        commit(platform, "UNDATED", now() - timedelta(minutes=5))
        platform.sql("UPDATE cases SET updated_at = NULL WHERE case_no = 'UNDATED'")
        wait_for(lambda: red_cards(platform, "UNDATED"))


def test_a_row_that_vanishes_stops_turning(tmp_path: Path) -> None:
    platform = make(tmp_path)
    with watching(platform):
        commit(platform, "GONE", now() + timedelta(seconds=6))
        commit(platform, "STAYS", now() + timedelta(seconds=6))
        time.sleep(2)
        platform.sql("DELETE FROM cases WHERE case_no = 'GONE'")
        wait_for(lambda: red_cards(platform, "STAYS"))
        time.sleep(1)
        assert red_cards(platform, "GONE") == []


def test_the_store_may_be_locked_moved_away_and_replaced(tmp_path: Path) -> None:
    platform = make(tmp_path)
    with watching(platform):
        holder = sqlite3.connect(platform.store, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        time.sleep(2.5)
        holder.execute("ROLLBACK")
        holder.close()
        commit(platform, "A", now() - timedelta(minutes=5))
        wait_for(lambda: red_cards(platform, "A"))
        aside = tmp_path / "aside.db"
        platform.store.replace(aside)
        time.sleep(2)
        aside.replace(platform.store)
        commit(platform, "B", now() - timedelta(minutes=5))
        wait_for(lambda: red_cards(platform, "B"))
        platform.store.unlink()
        time.sleep(1.5)
        platform.make().item("I", 5)
        commit(platform, "C", now() - timedelta(minutes=5))
        wait_for(lambda: red_cards(platform, "C"))
        # a store that was away was not emptied: no card was taken back because of it
        states = {card[0]: card[4] for card in platform.run("cards", "--json").cards()}
        assert states == {"A": "issued", "B": "issued", "C": "issued"}


def test_the_watch_ends_when_told(tmp_path: Path) -> None:
    platform = make(tmp_path)
    for how in (signal.SIGINT, signal.SIGTERM):
        process = platform.spawn("watch", stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline()  # the first board is told: now it watches
        process.send_signal(how)
        _, err = process.communicate(timeout=20)
        assert b"Traceback" not in err
        assert process.returncode in (0, 1)
