"""The whole watch over a large store in a process of its own: run as ``python -m benchmarks.watched``.

The engine loads and ticks on a thread, as in the program; the main thread plays the screen and wakes every few
milliseconds. What was seen is printed as one JSON document.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import threading
import time
import traceback
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks import store_files, synthetic
from benchmarks.measuring import stopwatch
from monitoring.board import BoardSnapshot
from monitoring.codes import CardLevel, Light
from monitoring.stores.case_store import open_case_store
from monitoring.stores.ledger import open_ledger
from monitoring.watching.engine import Engine
from monitoring.watching.watcher import Watcher

TICK_SECONDS: Final = 0.005
LONG_GAP_SECONDS: Final = 0.05
PATIENCE_SECONDS: Final = 60.0
DUE_AHEAD: Final = 4
"""Seconds between the commit of a case and its due, beyond a poll: it must be on the board before it turns."""


@dataclass(slots=True)
class Seen:
    """What the screen got, and when (seconds of the stopwatch)."""

    at: float
    snapshot: BoardSnapshot


@dataclass(slots=True)
class Screen:
    """Takes snapshots from the engine's thread and measures how long the main thread is kept waiting."""

    latest: Seen | None = None
    loaded: threading.Event = field(default_factory=threading.Event)
    arrived: threading.Condition = field(default_factory=threading.Condition)
    gaps: list[float] = field(default_factory=list)
    places: list[tuple[float, str]] = field(default_factory=list)
    """Of long gaps: how long, and what the engine was doing when it let go."""

    def publish(self, snapshot: BoardSnapshot) -> None:
        """Called on the engine's thread."""
        with self.arrived:
            self.latest = Seen(stopwatch(), snapshot)
            self.arrived.notify_all()
        if snapshot.loading is None:
            self.loaded.set()

    def tick_until(self, done: Callable[[], bool], engine: threading.Thread | None = None) -> None:
        """Wakes again and again; notes how much later than asked."""
        while not done():
            asleep = stopwatch()
            time.sleep(TICK_SECONDS)
            gap = stopwatch() - asleep - TICK_SECONDS
            self.gaps.append(gap)
            if gap > LONG_GAP_SECONDS and engine is not None:
                self.places.append((gap, place_of(engine)))

    def wait_for(self, wanted: Callable[[BoardSnapshot], bool]) -> float:
        """The moment at which the first snapshot that is as wanted arrived. Raises TimeoutError."""
        last = stopwatch() + PATIENCE_SECONDS
        looked_at: Seen | None = None
        while stopwatch() < last:
            with self.arrived:
                self.arrived.wait_for(lambda: self.latest is not looked_at, timeout=1.0)  # noqa: B023 - used at once
                seen = self.latest
            if seen is not looked_at and seen is not None and wanted(seen.snapshot):
                return seen.at
            looked_at = seen
        raise TimeoutError("the board never showed what was written to the store")


def place_of(thread: threading.Thread) -> str:
    """The innermost lines of ours that a thread is at."""
    frame = sys._current_frames().get(thread.ident or 0)
    lines = [line for line in traceback.extract_stack(frame) if "site-packages" not in line.filename]
    return " < ".join(f"{Path(line.filename).stem}:{line.lineno} {line.name}" for line in reversed(lines[-4:]))


class Clock:
    """The site's wall clock, set to the moment of the synthetic cases."""

    def __init__(self) -> None:
        self.started = stopwatch()

    def now(self) -> datetime:
        return synthetic.NOW + timedelta(seconds=stopwatch() - self.started)

    def stopwatch_at(self, moment: datetime) -> float:
        return self.started + (moment - synthetic.NOW).total_seconds()


def main(arguments: list[str]) -> int:
    """``arguments``: a case store's file (it is written to), seconds between polls, number of commits."""
    path, poll_seconds, commits = Path(arguments[0]), float(arguments[1]), int(arguments[2])
    ledger = path.with_suffix(".ledger.db")
    store_files.drop(ledger)
    screen, clock = Screen(), Clock()
    watch = watcher(path, ledger, clock, poll_seconds, screen.publish)
    before = _memory("VmRSS")
    thread = threading.Thread(target=watch.run, name="engine")
    thread.start()
    try:
        started = stopwatch()
        screen.tick_until(lambda: screen.loaded.is_set() or not thread.is_alive(), thread)
        found = _load_figures(screen, stopwatch() - started, before)
        found |= _latencies(path, ledger, clock, screen, poll_seconds, commits)
    finally:
        watch.stop()
        thread.join(PATIENCE_SECONDS)
        store_files.drop(ledger)
    json.dump(found, sys.stdout)
    return 0


def watcher(
    path: Path, ledger: Path, clock: Clock, poll_seconds: float, publish: Callable[[BoardSnapshot], None]
) -> Watcher:
    """The watch over a file of synthetic cases, by a clock that starts at their moment."""
    store = open_case_store(store_files.url(path), now=clock.now)
    engine = Engine(store, open_ledger(store_files.url(ledger)), synthetic.rulebook())
    return Watcher(engine, now=clock.now, poll_seconds=poll_seconds, publish=publish)


def _load_figures(screen: Screen, seconds: float, before: int | None) -> dict[str, Any]:
    gaps = np.array(screen.gaps)
    counts = screen.latest.snapshot.counts if screen.latest is not None else {}
    return {
        "counts": {light.code: count for light, count in counts.items()},
        "load_seconds": seconds,
        "largest_gap": float(gaps.max()),
        "gaps_over_50_ms": int(np.count_nonzero(gaps > LONG_GAP_SECONDS)),
        "longest_gaps": sorted(screen.places, reverse=True)[:12],
        "usual_gap": float(np.quantile(gaps, 0.99)),
        "resident": _memory("VmRSS"),
        "resident_before": before,
        "peak": _memory("VmHWM"),
    }


def _latencies(
    path: Path, ledger: Path, clock: Clock, screen: Screen, poll_seconds: float, commits: int
) -> dict[str, Any]:
    from_commit, from_due, in_ledger = [], [], []
    rng = np.random.default_rng(5)
    for number in range(commits):
        screen.tick_until(_passed(stopwatch() + float(rng.uniform(0, poll_seconds))))
        case_no = f"LATE-{number}"
        due = (clock.now() + timedelta(seconds=2 * poll_seconds + DUE_AHEAD)).replace(microsecond=0)
        committed = _commit_case(path, case_no, due)
        from_commit.append(screen.wait_for(lambda board: _light(board, case_no) is not None) - committed)  # noqa: B023
        red = screen.wait_for(lambda board: _light(board, case_no) is Light.RED)  # noqa: B023
        from_due.append(red - clock.stopwatch_at(due))
        in_ledger.append(_has_red_card(ledger, case_no))
    return {"commit_to_snapshot": from_commit, "due_to_red": from_due, "red_cards": sum(in_ledger)}


def _passed(moment: float) -> Callable[[], bool]:
    return lambda: stopwatch() >= moment


def _commit_case(path: Path, case_no: str, due: datetime) -> float:
    """Writes an open case with a due of its own; gives the moment of the commit."""
    accepted = str(due.replace(microsecond=0) - timedelta(days=3))
    with closing(sqlite3.connect(path, timeout=30)) as connection, connection:
        connection.execute(
            "INSERT INTO cases (case_no, unit_id, state, accepted_at, promised_due, updated_at)"
            " VALUES (?, 'U000', 'open', ?, ?, ?)",
            (case_no, accepted, str(due), str(due - timedelta(seconds=DUE_AHEAD))),
        )
    return stopwatch()


def _light(board: BoardSnapshot, case_no: str) -> Light | None:
    rows = np.flatnonzero(board.cases.case_no == case_no)
    return Light(int(board.cases.light[rows[0]])) if len(rows) else None


def _has_red_card(ledger: Path, case_no: str) -> bool:
    reader = open_ledger(store_files.url(ledger))
    try:
        return any(issued.card.level is CardLevel.RED for issued in reader.cards([case_no], state="issued"))
    finally:
        reader.close()


def _memory(name: str) -> int | None:
    """Bytes of this process from the system's own account; None where the system gives none."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    told = (line.split() for line in status.read_text(encoding="ascii", errors="replace").splitlines())
    return next((int(words[1]) * 1024 for words in told if words and words[0] == f"{name}:"), None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
