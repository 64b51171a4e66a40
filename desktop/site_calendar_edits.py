"""Changes to the site's calendar: what a file or a day would change, writing it, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from monitoring.carried_calendar import carried_years
from monitoring.office_hours import OfficeHours
from monitoring.ports import CalendarDay, CalendarFile, Ledger
from monitoring.site_calendar import SiteCalendar
from monitoring.worktime import CalendarUnknown

WORK_KINDS = ("workday", "makeup_workday")


@dataclass(frozen=True, slots=True)
class SiteDays:
    """The calendar in force and what the site itself said about it."""

    calendar: SiteCalendar
    site: CalendarFile

    @property
    def own(self) -> Mapping[date, CalendarDay]:
        """The site's own days."""
        return {day.day: day for day in self.site.days}

    def edited(self, year: int) -> frozenset[date]:
        """Days of a carried year for which the site says something else than the carried notice."""
        if year not in carried_years():
            return frozenset()
        return frozenset(day for day in self.own if day.year == year)

    def kind(self, day: date) -> str:
        """'workday' | 'restday' | 'holiday' | 'makeup_workday'; '' in a year that is not known."""
        try:
            return self.calendar.kind(day)
        except CalendarUnknown:
            return ""


@dataclass(frozen=True, slots=True)
class DayChange:
    """What one day is and would be. Kinds: 'work' | 'rest'; '' before: the year was not known."""

    day: date
    before: str
    after: str
    name: str

    @property
    def turns(self) -> bool:
        """Whether the count of working days changes, and not a name alone."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Former:
    """What the site had said before a change: enough to take it back."""

    restore: CalendarFile
    drop_days: tuple[date, ...]
    drop_years: tuple[int, ...]
    says: CalendarFile
    """The change itself."""

    @property
    def year(self) -> int:
        """The year to look at when it is taken back."""
        return self.says.days[0].day.year if self.says.days else (self.says.years or (0,))[0]


def read_site_days(ledger: Ledger, office_hours: Sequence[OfficeHours]) -> SiteDays:
    """The calendar as the ledger has it now. Raises StoreUnavailable."""
    site = ledger.calendar_days()
    return SiteDays(SiteCalendar.build(office_hours, site), site)


def changes(known: SiteDays, file: CalendarFile) -> tuple[DayChange, ...]:
    """The days of a file that would become something else than they are now, in order."""
    told = sorted(file.days, key=lambda day: day.day)
    found = (DayChange(day.day, _before(known, day.day), _said(day.is_workday), day.name) for day in told)
    return tuple(change for change in found if change.turns or change.name != known.calendar.name(change.day))


def new_years(known: SiteDays, file: CalendarFile) -> tuple[int, ...]:
    """Years that become known by a file."""
    return tuple(year for year in file.years if year not in known.calendar.known_years)


def _before(known: SiteDays, day: date) -> str:
    kind = known.kind(day)
    return _said(kind in WORK_KINDS) if kind else ""


def _said(workday: bool) -> str:
    return "work" if workday else "rest"


def write_days(ledger: Ledger, file: CalendarFile, at: datetime) -> Former:
    """Writes a file's days and years; returns what takes it back. Raises StoreUnavailable."""
    former = former_of(ledger.calendar_days(), file)
    ledger.import_calendar(file, at)
    return former


def former_of(site: CalendarFile, file: CalendarFile) -> Former:
    """What takes back a file that is about to be written over ``site``."""
    touched = {day.day for day in file.days}
    restore = tuple(day for day in site.days if day.day in touched)
    drop = touched - {day.day for day in restore}
    years = tuple(year for year in file.years if year not in site.years)
    return Former(CalendarFile(restore), tuple(sorted(drop)), years, file)


def take_back(ledger: Ledger, former: Former, at: datetime) -> None:
    """Undoes a change. May be tried again after a failure. Raises StoreUnavailable."""
    ledger.import_calendar(former.restore, at)
    ledger.drop_calendar_days(former.drop_days, former.drop_years)


def forget_day(ledger: Ledger, day: date) -> Former:
    """The carried notice holds again for a day; returns what takes that back. Raises StoreUnavailable."""
    site = ledger.calendar_days()
    known = tuple(one for one in site.days if one.day == day)
    ledger.drop_calendar_days([day])
    return Former(CalendarFile(known), (), (), CalendarFile(known or (CalendarDay(day, is_workday=True),)))
