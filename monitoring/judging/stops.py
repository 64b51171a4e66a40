"""Lawful stops of a clock: suspensions, corrections, and nodes off the case's clock (行政许可法 art. 32, 45)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from monitoring.blocks import NONE
from monitoring.moments import NEVER


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """A stop from ``start`` to ``end`` in wall-clock seconds; NEVER: still running."""

    start: int
    end: int
    kind: str
    """'suspension' | 'correction' | 'off_clock'."""
    ground: str = ""
    limit_due: int = NEVER
    """When a suspension has used up its own limit."""
    since: int = field(default=NONE, compare=False)
    """When the clock came to stand: the start of the first of the stops that touch one another up to this one."""

    @property
    def stands_since(self) -> int:
        """``since``, for a stop on its own its start."""
        return self.start if self.since == NONE else self.since


def within(stops: Iterable[Stop], start: int, end: int) -> tuple[Stop, ...]:
    """The stops that touch a clock that runs from ``start`` to ``end``, cut to its start, in order, each knowing since
    when the clock stands.
    """
    cut = (
        Stop(max(stop.start, start), stop.end, stop.kind, stop.ground, stop.limit_due)
        for stop in stops
        if stop.end > start and stop.start < end
    )
    return tuple(_joined(sorted(cut)))


def _joined(stops: Iterable[Stop]) -> Iterator[Stop]:
    since = until = NONE
    for stop in stops:
        if since == NONE or stop.start > until:
            since = stop.start
        until = max(until, stop.end)
        yield replace(stop, since=since)


def merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The union of half-open or left-open spans (from, to) in order: what overlaps or touches becomes one."""
    union: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if last <= first:
            continue
        if union and first <= union[-1][1]:
            union[-1] = (union[-1][0], max(union[-1][1], last))
        else:
            union.append((first, last))
    return union


def spans(stops: Sequence[Stop]) -> list[tuple[int, int]]:
    """The union of the stops to the second."""
    return merged((stop.start, stop.end) for stop in stops)
