"""Poll and apply on real SQLite files: a million cases against ten thousand, for few and for many changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks import store_files, synthetic
from benchmarks.measuring import Context, Result, Wrong, per_round, stopwatch
from monitoring.judging.blocks_judging import judge_block
from monitoring.judging.targets import Rulebook
from monitoring.moments import ceil_seconds, to_seconds
from monitoring.records import Catalogue
from monitoring.stores.case_store import NativeCaseStore, open_case_store
from monitoring.watching.state import BoardState

BOUNDS: Final = (1.5, 2.0, 2.5)
STEP_SECONDS: Final = 3600
"""Between the changes of two rounds: longer than the overlap, so that each poll meets its own changes only."""


@dataclass(slots=True)
class Side:
    """One store with what the engine knows of it."""

    count: int
    path: Path
    store: NativeCaseStore
    state: BoardState = field(default_factory=BoardState)
    catalogue: Catalogue = field(default_factory=Catalogue)
    book: Rulebook = field(default_factory=synthetic.rulebook)
    applied: int = 0

    def load(self) -> None:
        self.catalogue = self.store.catalogue()
        for block in self.store.load():
            judged = judge_block(self.book, self.catalogue, block, synthetic.NOW)
            self.state.apply(judged, ceil_seconds(synthetic.NOW))

    def poll_and_apply(self) -> None:
        """What a tick does with the store: find what changed, judge it, put it into the columns."""
        for block in self.store.poll().blocks:
            judged = judge_block(self.book, self.catalogue, block, synthetic.NOW)
            self.state.apply(judged, ceil_seconds(synthetic.NOW))
            self.applied += len(block)


def poll_and_apply(context: Context) -> Iterator[Result]:
    """Ratios for each number of changes; both stores are compared slice by slice, as large ones are."""
    sizes = context.sizes
    sides = [_side(context, sizes.cases), _side(context, sizes.few)]
    try:
        context.say(f"  loading {sizes.cases} and {sizes.few} cases from SQLite")
        for side in sides:
            side.load()
            _calm(side)
        turn = 1
        for changed, bound in zip(sizes.changed, BOUNDS, strict=True):
            times: list[list[float]] = [[], []]
            for _ in range(sizes.rounds):
                turn += 1
                for index in (0, 1) if turn % 2 else (1, 0):
                    times[index].append(_round(sides[index], changed, turn))
            yield _result(context, changed, bound, times)
    finally:
        for side in sides:
            side.store.close()
            store_files.drop(side.path)


def _result(context: Context, changed: int, bound: float, times: list[list[float]]) -> Result:
    many, few = (float(np.median(of)) * 1e3 for of in times)
    value = float(np.median(per_round(times[0], times[1])))
    goal = f"poll + apply, {context.sizes.cases} against {context.sizes.few} cases, {changed} changed"
    return context.most(goal, value, bound, note=f"{many:,.1f} against {few:,.1f} ms")


def _side(context: Context, count: int) -> Side:
    path = store_files.store_copy(context, count, "polled")
    store = open_case_store(store_files.url(path), whole_below=0, now=lambda: synthetic.NOW + timedelta(days=30))
    return Side(count, path, store)


def _calm(side: Side) -> None:
    """Lets the busy last minutes lie behind: their rows are read at each poll, and a large store has more of them.

    How much that is depends on how often its cases change, not on how many it holds.
    """
    at = store_files.text_of(to_seconds(synthetic.NOW) + STEP_SECONDS)
    with closing(sqlite3.connect(side.path, timeout=30)) as connection, connection:
        for table in ("cases", "case_nodes", "suspensions"):
            first = f"(SELECT MIN(rowid) FROM {table})"
            connection.execute(f"UPDATE {table} SET updated_at = ? WHERE rowid = {first}", (at,))
    for _ in range(2):
        side.poll_and_apply()


def _round(side: Side, changed: int, turn: int) -> float:
    """Seconds of the poll after one commit. Without changes the commit writes what nobody reads."""
    _commit(side, changed, turn)
    before = side.applied
    start = stopwatch()
    side.poll_and_apply()
    taken = stopwatch() - start
    if side.applied - before != changed:
        raise Wrong(f"{changed} cases of {side.count} were changed and {side.applied - before} found")
    return taken


def _commit(side: Side, changed: int, turn: int) -> None:
    rng = np.random.default_rng((turn, side.count))
    at = store_files.text_of(to_seconds(synthetic.NOW) + turn * STEP_SECONDS)
    numbers = rng.choice(side.count, changed, replace=False).tolist()
    with closing(sqlite3.connect(side.path, timeout=30)) as connection, connection:
        connection.execute("UPDATE cases SET title = ? WHERE case_no = ?", (at, synthetic.case_no(0)))
        connection.executemany(
            "UPDATE cases SET title = ?, promised_due = ?, updated_at = ? WHERE case_no = ?",
            [("改", at, at, synthetic.case_no(number)) for number in numbers],
        )
