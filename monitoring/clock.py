"""The only module that asks the machine what time it is (ruff DTZ and tests/test_architecture.py hold it)."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

Now = Callable[[], datetime]
"""Gives the site's wall clock, naive."""


def site_clock(zone: ZoneInfo) -> Now:
    """The site's wall clock, whatever zone the machine is set to."""

    def now() -> datetime:
        return datetime.now(UTC).astimezone(zone).replace(tzinfo=None)

    return now


def ticking() -> float:
    """Seconds of a clock that only goes forward, for waiting and measuring; its zero means nothing."""
    return time.monotonic()


def running_clock(start: datetime, speed: float) -> Now:
    """A made-up wall clock: ``start`` at this moment, from now on ``speed`` times as fast as time. For demos."""
    began = ticking()

    def now() -> datetime:
        return start + timedelta(seconds=(ticking() - began) * speed)

    return now
