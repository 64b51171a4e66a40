"""Lets the demonstration county run: a clock that goes faster, cases that move on. Never on anybody's real stores.

The stores are copies in a folder of their own (or a small county made anew where there is no demonstration), so that
neither the case store nor the ledger learns of days that have not been.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Final

from desktop import paths, wiring
from desktop.demo_store import holds_demo, sqlite_file
from desktop.settings import Settings
from monitoring.blocks import CaseBlock
from monitoring.board import BoardSnapshot
from monitoring.clock import Now, running_clock, site_clock, ticking
from monitoring.demo import make_demo
from monitoring.ports import CaseStore, Changes, Ledger
from monitoring.records import Catalogue
from monitoring.watching.engine import Engine
from monitoring.watching.watcher import Watcher

MOVE_SECONDS: Final = 3.0
"""Of true time, between two moves of the county."""
MOVED_CASES: Final = 2_000
"""The youngest cases, those that can still move."""
NEW_COUNTY_CASES: Final = 4_000
POLL_SECONDS: Final = 2.0


def prepare(settings: Settings, folder: Path, speed: float) -> Settings:
    """Settings of the same site on copied stores in ``folder``; seconds of polls and ages are the fast clock's."""
    case_file, ledger_file = folder / "cases.sqlite", folder / "ledger.sqlite"
    fast = replace(
        settings,
        stores=replace(settings.stores, case=paths.sqlite_url(case_file), ledger=paths.sqlite_url(ledger_file)),
        poll=replace(
            settings.poll,
            seconds=POLL_SECONDS * speed,
            age_limit_seconds=max(settings.poll.age_limit_seconds, 60.0) * speed,
        ),
    )
    if holds_demo(settings.stores.case):
        _copy(sqlite_file(settings.stores.case), case_file)
        _copy(sqlite_file(settings.stores.ledger), ledger_file)
    else:
        _move(fast, site_clock(settings.site.zone), NEW_COUNTY_CASES)
    return fast


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
        make_demo(store, until=now(), calendar=calendar, cases=cases)
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


def make_watcher(
    settings: Settings, publish: Callable[[BoardSnapshot], None], *, now: Now, speed: float
) -> Watcher:
    """The watch over prepared stores, by a fast clock. Call it on the thread that will run it."""
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


def fast_clock(settings: Settings, speed: float) -> Now:
    """Starts at the site's true time."""
    return running_clock(site_clock(settings.site.zone)(), speed)
