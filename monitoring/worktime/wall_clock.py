"""Python moments as ticks of one wall clock and back.

Ticks are whole seconds since 1970 where every moment is a whole second (the usual case), else microseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo

from monitoring.moments import EPOCH, SECOND

MICROSECOND = timedelta(microseconds=1)
DatetimePauses = Sequence[tuple[datetime, datetime | None]]


class WallClock:
    """The wall clock of a start: its zone, and ticks fine enough for every moment of one question."""

    def __init__(self, start: datetime, others: Iterable[datetime | None], duration: timedelta = SECOND) -> None:
        self.zone = start.tzinfo
        moments = [start, *(other for other in others if other is not None)]
        for moment in moments:
            if (moment.tzinfo is None) != (self.zone is None):
                raise ValueError("moments with and without an offset cannot be mixed")
        self.fine = bool(duration.microseconds) or any(moment.microsecond for moment in moments)
        self._tick = MICROSECOND if self.fine else SECOND

    def ticks(self, moment: datetime) -> int:
        """Ticks since 1970 of this wall clock."""
        return (wall(moment, self.zone) - EPOCH) // self._tick

    def length(self, duration: timedelta) -> int:
        """Ticks of a duration."""
        return duration // self._tick

    def duration(self, ticks: int) -> timedelta:
        """The duration of some ticks."""
        return ticks * self._tick

    def moment(self, ticks: int) -> datetime:
        """The moment of some ticks, in the zone of the start."""
        return (EPOCH + ticks * self._tick).replace(tzinfo=self.zone)

    def pauses(self, pauses: DatetimePauses) -> list[tuple[int, int | None]]:
        """Pauses in ticks."""
        return [(self.ticks(begin), None if end is None else self.ticks(end)) for begin, end in pauses]


def wall(moment: datetime, zone: tzinfo | None) -> datetime:
    """The naive wall clock of a moment in a zone; a naive moment is on that clock already."""
    if zone is None or moment.tzinfo is None:
        return moment.replace(tzinfo=None)
    if moment.tzinfo is zone:
        return moment.replace(tzinfo=None)
    return moment.astimezone(UTC).astimezone(zone).replace(tzinfo=None)


def ends_of(pauses: DatetimePauses) -> list[datetime | None]:
    """All moments of some pauses."""
    return [moment for pause in pauses for moment in pause]
