"""When SMS may go out: a span of the day, on working days or on all days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from monitoring.moments import DAY_SECONDS
from monitoring.worktime.errors import CalendarUnknown, OfficeHoursUnknown

if TYPE_CHECKING:
    from monitoring.worktime import WorkingCalendar

_SATURDAY = 5
_LONGEST_REST = 60
"""Days: no stretch of rest days is longer, so the search for the next working day ends."""


@dataclass(frozen=True, slots=True)
class SendingHours:
    """Seconds of the day; the opening second is inside, the closing one too (a due at closing time still goes out)."""

    opens: int = 28_800
    closes: int = 64_800
    working_days: bool = True

    def next_open(self, moment: datetime, calendar: WorkingCalendar) -> datetime:
        """``moment`` itself where SMS may go out then, else the next opening."""
        if self._is_open_day(moment.date(), calendar):
            second = _second(moment)
            if second < self.opens:
                return _at(moment.date(), self.opens)
            if second <= self.closes:
                return moment
        return self.next_day(moment, calendar)

    def next_day(self, moment: datetime, calendar: WorkingCalendar) -> datetime:
        """The opening of the next day on which SMS may go out."""
        day = moment.date()
        for _ in range(_LONGEST_REST):
            day += timedelta(days=1)
            if self._is_open_day(day, calendar):
                break
        return _at(day, self.opens)

    def _is_open_day(self, day: date, calendar: WorkingCalendar) -> bool:
        if not self.working_days:
            return True
        try:
            return calendar.is_workday(day)
        except (CalendarUnknown, OfficeHoursUnknown):
            # nothing is judged by this: a warning may not wait for a calendar that nobody imported
            return day.weekday() < _SATURDAY


def _second(moment: datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second


def _at(day: date, second: int) -> datetime:
    midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - wall clock of the site
    return midnight + timedelta(seconds=min(second, DAY_SECONDS - 1))
