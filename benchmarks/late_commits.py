"""Changes that become visible late, share a second or do not say that they changed: does a poll miss any?

A plain watermark (everything after the latest moment seen) runs beside ours as a control: it must miss some, or the
changes were too tame to prove anything.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import numpy as np

from benchmarks import store_files, synthetic
from benchmarks.measuring import Context, Result, Wrong
from monitoring.moments import to_seconds
from monitoring.ports import Changes
from monitoring.stores.case_store import open_case_store

OVERLAP_SECONDS: Final = 300
SLICE: Final = 200
POLL_SECONDS: Final = 5
CHANGES_PER_SECOND: Final = 4
FAR_AHEAD: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Change:
    """One case changes at ``written`` and is seen by others from ``visible`` on (seconds, with fractions).

    ``mark`` tells it from what was there before; None: the case is deleted. ``says_so``: sets updated_at.
    """

    case_no: str
    written: float
    visible: float
    mark: str | None
    says_so: bool

    @property
    def found_at_once(self) -> bool:
        """Whether a watermark with an overlap must see it at the next poll."""
        room = OVERLAP_SECONDS - POLL_SECONDS - 1
        return self.says_so and self.mark is not None and self.visible - self.written < room


def sqlite(context: Context) -> Iterator[Result]:
    """A simulated platform on a real SQLite file, polled every five seconds of its own time."""
    count = min(context.sizes.cases, 20_000)
    path = store_files.store_copy(context, count, "late")
    try:
        changes = drawn_changes(count)
        with closing(Control(path)) as control:
            at_once, at_last, total = _watched(path, changes, control)
            naive = sum(change.case_no not in control.found for change in changes if change.mark is not None)
    finally:
        store_files.drop(path)
    if not naive:
        raise Wrong("the plain watermark missed nothing: these changes prove nothing")
    note = f"of {total}; a plain watermark missed {naive}"
    yield context.none_of("changes missed by our poll, late commits and equal seconds", at_last, "missed", note)
    yield context.none_of("of those inside the overlap, not found at the next poll", at_once, "late")


def drawn_changes(count: int) -> list[Change]:
    """A change for one case in four: most are soon visible, some much later, some do not say that they changed."""
    rng = np.random.default_rng(250)
    numbers = rng.permutation(count)[: max(count // 4, 20)].tolist()
    written = np.sort(rng.uniform(0, len(numbers) / CHANGES_PER_SECOND, len(numbers)))
    delays = rng.uniform(0, 0.25, len(numbers))
    kinds = rng.random(len(numbers))
    delays = np.where(kinds < 0.10, rng.uniform(1, 200, len(numbers)), delays)
    delays = np.where(kinds < 0.02, rng.uniform(2 * OVERLAP_SECONDS, 2000, len(numbers)), delays)
    base = to_seconds(synthetic.NOW)
    return [
        Change(
            case_no=synthetic.case_no(number),
            written=base + float(at),
            visible=base + float(at + delay),
            mark=None if kind > 0.98 else f"V{place}",
            says_so=kind < 0.95,
        )
        for place, (number, at, delay, kind) in enumerate(zip(numbers, written, delays, kinds, strict=True))
    ]


class Control:
    """What most programs do: rows after the latest moment of change that was seen."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path)
        self._mark = str(self._connection.execute("SELECT MAX(updated_at) FROM cases").fetchone()[0])
        self.found: set[str] = set()

    def poll(self) -> None:
        question = "SELECT case_no, updated_at FROM cases WHERE updated_at > ?"
        for case_no, updated_at in self._connection.execute(question, (self._mark,)).fetchall():
            self.found.add(case_no)
            self._mark = max(self._mark, updated_at)

    def close(self) -> None:
        self._connection.close()


def _watched(path: Path, changes: Sequence[Change], control: Control) -> tuple[int, int, int]:
    """Changes not found at the next poll though they should be, those not found at all, and all there were."""
    store = open_case_store(
        store_files.url(path), overlap_seconds=OVERLAP_SECONDS, slice=SLICE, whole_below=0,
        now=lambda: synthetic.NOW + FAR_AHEAD,
    )  # fmt: skip
    found: set[str] = set()
    late = 0
    try:
        for _ in store.load():
            pass
        with closing(sqlite3.connect(path, timeout=30)) as platform:
            for batch in _batches(changes):
                _commit(platform, batch)
                _take(store.poll(), found)
                control.poll()
                late += sum(change.found_at_once and change.case_no not in found for change in batch)
        for _ in range(_polls_of_a_round(path)):
            _take(store.poll(), found)
    finally:
        store.close()
    return late, sum(change.case_no not in found for change in changes), len(changes)


def _batches(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """What becomes visible between two polls."""
    in_order = sorted(changes, key=lambda change: change.visible)
    edge = in_order[0].visible + POLL_SECONDS
    batch: list[Change] = []
    for change in in_order:
        while change.visible > edge:
            yield batch
            edge, batch = edge + POLL_SECONDS, []
        batch.append(change)
    yield batch


def _commit(platform: sqlite3.Connection, batch: Sequence[Change]) -> None:
    with platform:
        for change in batch:
            key = (change.case_no,)
            if change.mark is None:
                platform.execute("DELETE FROM cases WHERE case_no = ?", key)
            elif change.says_so:
                at = store_files.text_of(int(change.written))
                values = (change.mark, at, *key)
                platform.execute("UPDATE cases SET unit_id = ?, updated_at = ? WHERE case_no = ?", values)
            else:
                platform.execute("UPDATE cases SET unit_id = ? WHERE case_no = ?", (change.mark, *key))


def _take(news: Changes, found: set[str]) -> None:
    for block in news.blocks:
        found.update(no for no, unit in zip(block.case_no, block.unit_id, strict=True) if (unit or "").startswith("V"))
    found.update(news.vanished)


def _polls_of_a_round(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        count = int(connection.execute("SELECT COUNT(*) FROM cases").fetchone()[0])
    return 2 * (count // SLICE + 10)
