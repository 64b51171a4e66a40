"""How old the data is, by a clock that goes on between two snapshots."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from desktop.window.shell.live_clock import LiveClock
from monitoring.clock import ticking

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot


class Freshness:
    """Knows the newest snapshot and the site's time, which in a simulation goes ``speed`` times as fast as time."""

    def __init__(self, age_limit_seconds: float, speed: float = 1.0) -> None:
        self._age_limit = age_limit_seconds
        self._speed = speed
        self._clock = LiveClock(lambda: ticking() * speed)
        self.snapshot: BoardSnapshot | None = None

    def take(self, snapshot: BoardSnapshot) -> None:
        """A new board: the site's time is its moment."""
        self.snapshot = snapshot
        self._clock.set(snapshot.at)

    def now(self) -> datetime | None:
        """The site's wall clock; None before the first snapshot."""
        return self._clock.now()

    def away(self) -> bool:
        """Whether the case store is away."""
        return self.snapshot is not None and any(trouble.store == "case_store" for trouble in self.snapshot.trouble)

    def age(self, now: datetime) -> float | None:
        """True seconds since the case store was last read; None: never."""
        read_at = self.snapshot.read_at if self.snapshot is not None else None
        return None if read_at is None else (now - read_at).total_seconds() / self._speed

    def stale(self, now: datetime) -> bool:
        """Whether the data is older than allowed, or its store away."""
        snapshot = self.snapshot
        if snapshot is None or snapshot.read_at is None:
            return True
        return self.away() or (now - snapshot.read_at).total_seconds() > self._age_limit
