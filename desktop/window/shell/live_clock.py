"""The site's time between two snapshots, without asking the machine for a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from monitoring.clock import ticking


class LiveClock:
    """Goes on from the moment of the last snapshot. A machine that slept is right again with the next one."""

    def __init__(self, ticks: Callable[[], float] = ticking) -> None:
        self._ticks = ticks
        self._at: datetime | None = None
        self._ticked = 0.0

    def set(self, at: datetime) -> None:
        """The site's wall clock says ``at`` now."""
        self._at, self._ticked = at, self._ticks()

    def now(self) -> datetime | None:
        """The site's wall clock; None before the first snapshot."""
        if self._at is None:
            return None
        return self._at + timedelta(seconds=self._ticks() - self._ticked)
