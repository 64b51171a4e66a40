"""What a clock runs towards: a limit in its unit, or a due that the store names itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from functools import cached_property

from monitoring.codes import Reason
from monitoring.moments import DAY_SECONDS, EPOCH_DAY, from_seconds, to_seconds
from monitoring.records import Bad, Moment, Number
from monitoring.rules import RuleProfile
from monitoring.site_calendar import SiteCalendar
from monitoring.worktime import WorkingCalendar

UNITS = ("working_day", "calendar_day", "office_hour")
MOST_DAYS = 20_000
"""No limit in any law is longer (54 years); what is longer is a slip of the keyboard."""


class Unjudgeable(Exception):
    """The data do not allow a judgement. Becomes an unjudged row with its reason."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class Kind(IntEnum):
    """How a due is found."""

    WORKING_DAYS = 0
    """Business ends on the Nth working day."""
    CALENDAR_DAYS = 1
    """24:00 of the Nth day."""
    OFFICE_SECONDS = 2
    """Used up second by second of office time."""
    REAL_SECONDS = 3
    """Used up second by second of every hour."""
    EXPLICIT = 4
    """The store says it."""


@dataclass(frozen=True, slots=True)
class Target:
    """``amount``: days, seconds or, for EXPLICIT, the moment in wall-clock seconds."""

    kind: Kind
    amount: int
    label: str
    """'5 working_day' or 'explicit'."""
    calendar_days: bool = False
    """Stops move it by calendar days, not working days."""


class Rulebook:
    """Profile and calendar of one tick, with the helpers that need both."""

    def __init__(self, profile: RuleProfile, site: SiteCalendar, *, due_includes_stops: bool = False) -> None:
        self.profile = profile
        self.site = site
        self.due_includes_stops = due_includes_stops
        self._standard: dict[int, int] = {}

    @cached_property
    def working(self) -> WorkingCalendar:
        return self.site.working

    def standard_day(self, day: int) -> int:
        """Office seconds of a standard day (day number since 1970) by the hours then in force."""
        seconds = self._standard.get(day)
        if seconds is None:
            seconds = self._standard[day] = self.site.standard_day_seconds(day_of(day))
        return seconds

    def target(self, value: Number, unit: str | None, start: int) -> Target | None:
        """The target that a limit means for a clock started at ``start``; None where there is no limit.

        Raises Unjudgeable for a limit that means nothing, CalendarUnknown where the office hours are not known.
        """
        if value is None:
            return None
        if isinstance(value, Bad) or not value.is_finite() or value < 0 or value > MOST_DAYS * 24:
            raise Unjudgeable(Reason.LIMIT_NOT_A_NUMBER, "limit")
        return self._counted(value, unit or "working_day", start)

    def _counted(self, value: Decimal, unit: str, start: int) -> Target:
        label = f"{value.normalize():f} {unit}"
        day_seconds = self.standard_day(start // DAY_SECONDS) if unit == "working_day" else DAY_SECONDS
        if unit == "office_hour":
            return Target(Kind.OFFICE_SECONDS, round(value * 3600), label)
        if unit == "working_day":
            if value == 0 or (self.profile.whole_days and value == int(value)):
                return Target(Kind.WORKING_DAYS, int(value), label)
            return Target(Kind.OFFICE_SECONDS, round(value * day_seconds), label)
        if unit == "calendar_day":
            if value == 0:
                return Target(Kind.WORKING_DAYS, 0, label)
            if self.profile.whole_days and value == int(value):
                return Target(Kind.CALENDAR_DAYS, int(value), label, calendar_days=True)
            return Target(Kind.REAL_SECONDS, round(value * day_seconds), label, calendar_days=True)
        raise Unjudgeable(Reason.UNKNOWN_LIMIT_UNIT, unit)

    def target_of_zero_days(self) -> Target:
        """The limit of what is done on the spot."""
        return Target(Kind.WORKING_DAYS, 0, "0 working_day")

    def explicit(self, due: Moment, unit: str | None, column: str) -> Target | None:
        """The target of a due that the store names; None where it names none."""
        if due is None:
            return None
        return Target(Kind.EXPLICIT, seconds_of(due, column), "explicit", calendar_days=unit == "calendar_day")


def seconds_of(moment: datetime | Bad, column: str) -> int:
    """Wall-clock seconds; raises Unjudgeable(bad_moment) naming the column."""
    if isinstance(moment, Bad):
        raise Unjudgeable(Reason.BAD_MOMENT, column)
    return to_seconds(moment)


def day_of(number: int) -> date:
    """The date of a day number since 1970."""
    return date.fromordinal(number + EPOCH_DAY)


def number_of(day: date) -> int:
    """The day number since 1970 of a date."""
    return day.toordinal() - EPOCH_DAY


def told(seconds: int) -> str:
    """A moment for a problem's detail."""
    return from_seconds(seconds).isoformat(" ")
