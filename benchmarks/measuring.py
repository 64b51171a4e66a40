"""What a measurement is: interleaved rounds, medians of per-round ratios, results with their bounds.

Seconds depend on the machine and on who else uses it; two things measured in turns in one run share that luck. So
goals are ratios wherever there is something to compare with.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from timeit import default_timer
from typing import Any, Final

stopwatch: Final = default_timer
"""Seconds of a clock that only goes forward."""
LONG_ENOUGH: Final = 0.02
"""Seconds that one measurement of something quick is made to last by repeating it."""
MOST_REPEATS: Final = 1000


class Absent(Exception):
    """A peer or a server that is not on this machine: the part is left out and says so."""


class Wrong(Exception):
    """A result that is not right: its speed is then of no interest."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything. Counts, but ``poll_seconds``."""

    spans: int
    """Spans of working time."""
    peer_spans: int
    """Those of them that a slow peer is asked for."""
    cases: int
    few: int
    changed: tuple[int, ...]
    sort_rows: int
    rounds: int
    commits: int
    """Changes of which the way to the screen is timed."""
    poll_seconds: float


FULL: Final = Sizes(100_000, 2_000, 1_000_000, 10_000, (0, 100, 10_000), 100_000, 7, 5, 2.0)
SMALL: Final = Sizes(2_000, 50, 3_000, 300, (0, 5, 100), 300, 2, 1, 0.2)


@dataclass(frozen=True, slots=True)
class Context:
    """``bounded``: whether results are held to the goals. ``work``: where files are made and found again.

    ``postgres``: the URL of an empty database, where there is one.
    """

    sizes: Sizes
    bounded: bool
    work: Path
    say: Callable[[str], None]
    postgres: str | None = None

    def least(self, goal: str, value: float, bound: float, unit: str = "x", note: str = "") -> Result:
        """A goal whose value must be at least the bound."""
        return Result(goal, value, unit, bound if self.bounded else None, ">=", note)

    def most(self, goal: str, value: float, bound: float, unit: str = "x", note: str = "") -> Result:
        """A goal whose value must be at most the bound."""
        return Result(goal, value, unit, bound if self.bounded else None, "<=", note)

    def none_of(self, goal: str, count: int, unit: str, note: str = "") -> Result:
        """A goal of correctness: held to 0 at any size."""
        return Result(goal, float(count), unit, 0.0, "<=", note)


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table. ``value`` None: not measured, and ``note`` says why. ``bound`` None: no goal."""

    goal: str
    value: float | None
    unit: str = ""
    bound: float | None = None
    sense: str = ""
    note: str = ""

    @property
    def status(self) -> str:
        """'met' | 'missed' | 'measured' | 'not measured'."""
        if self.value is None:
            return "not measured"
        if self.bound is None:
            return "measured"
        return "met" if (self.value >= self.bound if self.sense == ">=" else self.value <= self.bound) else "missed"

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "status": self.status}


def rounds(candidates: Mapping[str, Callable[[], object]], count: int) -> dict[str, list[float]]:
    """Seconds of each candidate in each round. All are called before; the order turns with every round."""
    repeats = {name: _repeats(work) for name, work in candidates.items()}
    found: dict[str, list[float]] = {name: [] for name in candidates}
    for turn in range(count):
        names = list(candidates) if turn % 2 == 0 else list(candidates)[::-1]
        for name in names:
            found[name].append(timed(candidates[name], repeats[name]))
    return found


def timed(work: Callable[[], object], repeats: int = 1) -> float:
    """Seconds of one call, on average over some calls in a row."""
    with _no_collector():
        start = stopwatch()
        for _ in range(repeats):
            work()
        return (stopwatch() - start) / repeats


def per_round(slow: Sequence[float], quick: Sequence[float]) -> list[float]:
    return [one / other for one, other in zip(slow, quick, strict=True)]


def ratio(slow: Sequence[float], quick: Sequence[float]) -> float:
    """The median of the per-round ratios."""
    return statistics.median(per_round(slow, quick))


def _repeats(work: Callable[[], object]) -> int:
    once = timed(work)
    if once < LONG_ENOUGH:
        # the first call is not like the others
        once = timed(work)
    return max(1, min(MOST_REPEATS, int(LONG_ENOUGH / max(once, 1e-9))))


@contextmanager
def _no_collector() -> Iterator[None]:
    """Garbage of whoever was measured before is not this one's cost."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
