"""Moments as the engine counts them: whole seconds of the site's wall clock.

The case store holds local wall-clock times of the site in whole seconds. Inside, a moment is either a naive
``datetime`` (scalar code) or an ``int`` of seconds since 1970-01-01 00:00:00 of that same wall clock (columns).
Offsets are attached only where a moment leaves the program.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

SECOND: Final = timedelta(seconds=1)
DAY_SECONDS: Final = 86_400
EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - wall clock of the site, on purpose
EPOCH_DAY: Final = date(1970, 1, 1).toordinal()

NEVER: Final = 2**62
"""A moment in a column that does not come (int64 seconds): later than every real one."""


def to_seconds(moment: datetime) -> int:
    """Whole wall-clock seconds since 1970; a fraction is dropped."""
    return (moment - EPOCH) // SECOND


def ceil_seconds(moment: datetime) -> int:
    """Whole wall-clock seconds since 1970; a fraction counts as a whole second.

    ``now > due`` for a due of whole seconds is the same as ``ceil_seconds(now) > to_seconds(due)``.
    """
    return -((EPOCH - moment) // SECOND)


def from_seconds(seconds: int) -> datetime:
    """The naive wall-clock moment of a column value."""
    return EPOCH + timedelta(seconds=int(seconds))


def day_number(seconds: int) -> int:
    """Days since 1970-01-01 of a column value."""
    return seconds // DAY_SECONDS


def to_local(moment: datetime, zone: ZoneInfo) -> datetime:
    """The site's naive wall clock of a moment; a moment without offset already is the site's."""
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(zone).replace(tzinfo=None)


def with_offset(moment: datetime, zone: ZoneInfo) -> datetime:
    """The aware moment of a naive wall-clock one."""
    return moment.replace(tzinfo=zone)
