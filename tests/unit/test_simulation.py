"""The demonstration county that is let run: on copies, by a fast clock, never on anybody's real stores."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from desktop import paths, simulation, wiring
from desktop.commands import window as window_command
from desktop.demo_store import MARK, fast_settings, holds_demo, sqlite_file
from desktop.errors import UsageError
from desktop.settings import Settings, load
from monitoring import clock
from monitoring.board import BoardSnapshot
from monitoring.clock import running_clock
from monitoring.demo import cutting, make_demo
from monitoring.watching.watcher import Watcher

NOW = datetime(2017, 7, 5, 10, 24)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    empty = tmp_path / "settings.toml"
    empty.write_text("", encoding="utf-8")
    stores = {name: paths.sqlite_url(tmp_path / f"{name}.sqlite") for name in ("case_store", "ledger")}
    return load(empty, {}, **stores)


def make_county(settings: Settings, until: datetime = NOW) -> None:
    ledger = wiring.open_ledger(settings)
    calendar = wiring.site_calendar(settings, ledger).working
    ledger.close()
    store = wiring.writable_case_store(settings)
    make_demo(store, until=until, calendar=calendar, cases=300)
    store.dispose()


def count(settings: Settings) -> int:
    file = sqlite_file(settings.stores.case)
    assert file is not None
    with closing(sqlite3.connect(file)) as store:
        return int(store.execute("SELECT count(*) FROM cases").fetchone()[0])


def test_both_know_the_demonstrations_cases_by_the_same_mark() -> None:
    assert MARK == cutting.MARK


@pytest.mark.parametrize(
    ("url", "file"),
    [
        ("sqlite:////var/cases.sqlite", Path("/var/cases.sqlite")),
        ("sqlite:///cases.sqlite?timeout=5", Path("cases.sqlite")),
        ("sqlite://", None),
        ("sqlite:///:memory:", None),
        ("postgresql+psycopg://reader@10.0.0.1/approvals", None),
    ],
)
def test_only_a_file_of_sqlite_is_looked_into(url: str, file: Path | None) -> None:
    assert sqlite_file(url) == file


def test_a_demonstration_is_told_from_any_other_store(settings: Settings, tmp_path: Path) -> None:
    assert not holds_demo(settings.stores.case), "there is no file yet"
    make_county(settings)
    assert holds_demo(settings.stores.case)
    with closing(sqlite3.connect(tmp_path / "case_store.sqlite")) as store:
        store.execute("UPDATE cases SET title = '最低生活保障申请'")
        store.commit()
    assert not holds_demo(settings.stores.case)
    (tmp_path / "case_store.sqlite").write_bytes(b"no database at all, only some bytes" * 100)
    assert not holds_demo(settings.stores.case)


def test_seconds_of_polls_and_ages_are_those_of_the_fast_clock(settings: Settings, tmp_path: Path) -> None:
    fast = fast_settings(settings, tmp_path / "run", 1_440)
    assert fast.poll.seconds == 2 * 1_440
    assert fast.poll.age_limit_seconds == 60 * 1_440
    assert fast.stores.case != settings.stores.case
    assert fast.stores.ledger != settings.stores.ledger


def test_a_running_clock_goes_as_fast_as_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = [100.0]
    monkeypatch.setattr(clock, "ticking", lambda: ticks[0])
    now = running_clock(NOW, 1_440)
    assert now() == NOW
    ticks[0] = 160.0
    assert now() == NOW.replace(day=6)


def simulated(settings: Settings, fast: Settings, stop: Callable[[BoardSnapshot], bool]) -> list[BoardSnapshot]:
    """The boards of a simulation until one of them is enough."""
    boards: list[BoardSnapshot] = []
    enough = threading.Event()

    def publish(snapshot: BoardSnapshot) -> None:
        boards.append(snapshot)
        if stop(snapshot):
            enough.set()

    simulation.fill(settings, fast)
    speed = fast.poll.seconds / 2
    watcher = simulation.make_watcher(fast, publish, now=running_clock(NOW, speed), speed=speed)
    thread = threading.Thread(target=watcher.run)
    thread.start()
    assert enough.wait(120)
    watcher.stop()
    thread.join(60)
    return boards


def test_the_county_runs_on_copies_and_the_sites_stores_stay_as_they_are(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_county(settings)
    before = (tmp_path / "case_store.sqlite").read_bytes()
    monkeypatch.setattr(simulation, "MOVE_SECONDS", 0.0)
    (tmp_path / "run").mkdir()
    fast = fast_settings(settings, tmp_path / "run", 40_000)
    boards = simulated(settings, fast, lambda board: (board.at - NOW).days >= 3)
    assert (tmp_path / "case_store.sqlite").read_bytes() == before
    assert count(fast) > 300, "new cases came in"
    assert any(board.new_cards for board in boards), "lights turned"


def test_where_there_is_no_demonstration_a_small_county_is_made_anew(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(simulation, "NEW_COUNTY_CASES", 200)
    monkeypatch.setattr(simulation, "site_clock", lambda zone: lambda: NOW)
    (tmp_path / "run").mkdir()
    fast = fast_settings(settings, tmp_path / "run", 2)
    simulation.fill(settings, fast)
    simulation.fill(settings, fast)
    assert count(fast) == 200
    assert not (tmp_path / "case_store.sqlite").exists()


def test_a_watch_that_fails_leaves_no_question_unanswered(settings: Settings) -> None:
    make_county(settings)

    def fail(snapshot: BoardSnapshot) -> None:
        raise RuntimeError("a fault of whoever listens")

    watcher = Watcher(wiring.make_engine(settings), now=lambda: NOW, poll_seconds=5, publish=fail)
    before = watcher.ask(lambda engine: 1)
    with pytest.raises(RuntimeError):
        watcher.run()
    assert before.cancelled()
    assert watcher.ask(lambda engine: 1).cancelled()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"simulate": False, "speed": 60.0}, "--simulate"),
        ({"simulate": True, "speed": 1.0}, "大于 1"),
        ({"simulate": True, "speed": -5.0}, "大于 1"),
        ({"simulate": True, "speed": float("nan")}, "大于 1"),
        ({"simulate": True, "speed": 1e9}, "不超过"),
    ],
)
def test_a_speed_that_makes_no_sense_is_wrong_use(given: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        window_command._speed(window_command.argparse.Namespace(**given))


def test_the_menu_offers_a_simulation_only_of_the_demonstration(settings: Settings) -> None:
    assert window_command._simulation(settings) == ()
    make_county(settings)
    told = window_command._simulation(replace(settings, file=Path("emonitor.toml")))
    assert told[:4] == ("window", "--simulate", "--config", "emonitor.toml")
    assert settings.stores.case in told
