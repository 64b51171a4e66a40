"""Office time of the demo's county as one long line of seconds, so that a case's life can be laid along it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from monitoring.moments import DAY_SECONDS, day_number, from_seconds
from monitoring.worktime import CalendarUnknown, OfficeHoursUnknown

ONE_DAY = timedelta(days=1)
USUAL_HOURS = ((30_600, 43_200), (50_400, 63_000))
"""08:30-12:00 and 14:00-17:30, on weekdays, where the calendar knows nothing: cases are made up here, not judged."""


class OfficeCalendar(Protocol):
    """What the demo asks of a calendar (monitoring.worktime.WorkingCalendar)."""

    def intervals(self, day: date) -> Sequence[tuple[int, int]]:
        """The office hours of a day in seconds of the day."""


def hours_of(calendar: OfficeCalendar, day: date) -> Sequence[tuple[int, int]]:
    """The day's office hours; weekdays at usual hours where the calendar does not know the day."""
    try:
        return calendar.intervals(day)
    except (CalendarUnknown, OfficeHoursUnknown):
        return USUAL_HOURS if day.weekday() < 5 else ()


class OfficeLine:
    """Office seconds since the first day; ``end``, the midnight after the last day, is where the line breaks off."""

    def __init__(self, calendar: OfficeCalendar, first: date, last: date) -> None:
        self._opens: list[int] = []
        self._before: list[int] = []
        self._closings: list[int] = []
        total, day = 0, first
        while day <= last:
            midnight = seconds_at(day)
            hours = hours_of(calendar, day)
            if hours:
                self._closings.append(midnight + hours[-1][1])
            for opens, closes in hours:
                self._opens.append(midnight + opens)
                self._before.append(total)
                total += closes - opens
            day += ONE_DAY
        self._total = total
        self.end = seconds_at(last) + DAY_SECONDS

    def position(self, moment: int) -> int:
        """Office seconds before a wall-clock moment (seconds since 1970)."""
        session = bisect_right(self._opens, moment) - 1
        if session < 0:
            return 0
        closing = self._before[session + 1] if session + 1 < len(self._before) else self._total
        return min(self._before[session] + moment - self._opens[session], closing)

    def moment(self, position: int) -> int:
        """The wall-clock moment at which so many office seconds have passed; ``end`` where the line is too short."""
        if position >= self._total:
            return self.end
        session = max(bisect_left(self._before, position) - 1, 0)
        return self._opens[session] + position - self._before[session]

    def after(self, moment: int, seconds: int) -> int:
        """The moment that lies so many office seconds after another."""
        return self.moment(self.position(moment) + max(seconds, 1))

    def nth_closing(self, moment: int, days: int) -> int | None:
        """When business ends on the n-th working day after a moment's day; None where the line is too short."""
        midnight = (day_number(moment) + 1) * DAY_SECONDS
        index = bisect_left(self._closings, midnight) + days - 1
        return self._closings[index] if index < len(self._closings) else None


def text_of(moment: int) -> str:
    """Wall-clock seconds as the store's text."""
    return from_seconds(moment).isoformat(" ")


def day_of(moment: int) -> date:
    return date.fromordinal(day_number(moment) + _EPOCH)


def seconds_at(day: date) -> int:
    """Wall-clock seconds of a day's midnight."""
    return (day.toordinal() - _EPOCH) * DAY_SECONDS


_EPOCH = date(1970, 1, 1).toordinal()
