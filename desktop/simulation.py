"""Lets the demonstration county run: a clock that goes faster, cases that move on. Never on anybody's real stores.

The stores are copies in a folder of their own (or a small county made anew where there is no demonstration), so that
neither the case store nor the ledger learns of days that have not been.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from desktop import wiring
from desktop.demo_store import holds_demo, sqlite_file
from desktop.settings import Settings
from monitoring.blocks import CaseBlock
from monitoring.board import BoardSnapshot
from monitoring.clock import Now, site_clock, ticking
from monitoring.demo import make_demo
from monitoring.ports import CaseStore, Changes, Ledger
from monitoring.records import Catalogue
from monitoring.watching.engine import Engine
from monitoring.watching.watcher import Watcher

MOVE_SECONDS: Final = 3.0
"""Of true time, between two moves of the county. One takes about half a second of the engine's thread."""
MOVED_CASES: Final = 2_000
"""The youngest cases, those that can still move."""
NEW_COUNTY_CASES: Final = 4_000


def fill(settings: Settings, fast: Settings) -> None:
    """Puts a county into the stores of ``fast``: a copy of the site's demonstration, else a small one made anew."""
    case_file, ledger_file = sqlite_file(fast.stores.case), sqlite_file(fast.stores.ledger)
    if case_file is None or ledger_file is None:
        raise ValueError("a simulation runs on SQLite files of its own")
    if case_file.exists():
        return
    if holds_demo(settings.stores.case):
        _copy(sqlite_file(settings.stores.case), case_file)
        _copy(sqlite_file(settings.stores.ledger), ledger_file)
    else:
        _move(fast, site_clock(settings.site.zone), NEW_COUNTY_CASES)


def _copy(source: Path | None, target: Path) -> None:
    """A whole copy, also while somebody writes."""
    if source is None or not source.is_file():
        return
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _move(settings: Settings, now: Now, cases: int) -> None:
    """Brings the county to a moment."""
    ledger = wiring.open_ledger(settings)
    try:
        calendar = wiring.site_calendar(settings, ledger).working
    finally:
        ledger.close()
    store = wiring.writable_case_store(settings)
    try:
        make_demo(store, until=now(), calendar=calendar, cases=cases, force=True)
    finally:
        store.dispose()


class LivingStore:
    """A case store whose county moves on before it is polled."""

    def __init__(self, inner: CaseStore, move: Callable[[], None]) -> None:
        self._inner = inner
        self._move = move
        self._moved_at = ticking()

    @property
    def problems(self) -> tuple[tuple[str, str, str], ...]:
        return self._inner.problems

    def catalogue(self) -> Catalogue:
        return self._inner.catalogue()

    def load(self, case_nos: Sequence[str] | None = None) -> Iterator[CaseBlock]:
        return self._inner.load(case_nos)

    def fetch(self, case_nos: Sequence[str]) -> CaseBlock:
        return self._inner.fetch(case_nos)

    def poll(self) -> Changes:
        if ticking() - self._moved_at >= MOVE_SECONDS:
            self._move()
            self._moved_at = ticking()
        return self._inner.poll()

    def close(self) -> None:
        self._inner.close()


def make_watcher(settings: Settings, publish: Callable[[BoardSnapshot], None], *, now: Now, speed: float) -> Watcher:
    """The watch over stores that ``fill`` filled, by a fast clock. Call it on the thread that will run it."""
    ledger: Ledger = wiring.open_ledger(settings)
    store = LivingStore(wiring.open_case_store(settings, now), lambda: _move(settings, now, MOVED_CASES))
    return Watcher(
        Engine(store, ledger, wiring.rulebook(settings, ledger)),
        now=now,
        poll_seconds=settings.poll.seconds,
        publish=publish,
        new_book=lambda ledger: wiring.rulebook(settings, ledger),
        speed=speed,
    )
