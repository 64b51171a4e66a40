"""What a command gets to work with: the settings in force, the clock, the stores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from desktop.errors import UsageError
from desktop.settings import Settings
from monitoring.clock import Now, site_clock
from monitoring.moments import to_local

if TYPE_CHECKING:
    from monitoring.ports import Ledger
    from monitoring.site_calendar import SiteCalendar

YEARS = range(1900, 2200)


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one command. Moments are naive wall clock of the site."""

    settings: Settings
    now: Now
    at: datetime | None = None
    """The moment that --at names; None: now."""
    json: bool = False

    @property
    def zone(self) -> ZoneInfo:
        return self.settings.site.zone

    def moment(self) -> datetime:
        """The moment to judge at: --at, else now."""
        return self.at if self.at is not None else self.now()

    def parse_moment(self, text: str) -> datetime:
        """A moment as people write it on the command line. Raises UsageError."""
        return parse_moment(text, self.zone)

    def open_ledger(self) -> Ledger:
        """Our own tables. Raises StoreUnavailable."""
        from desktop import wiring

        return wiring.open_ledger(self.settings)

    def site_calendar(self, ledger: Ledger) -> SiteCalendar:
        """The carried calendar with the site's own days and office hours over it."""
        from desktop import wiring

        return wiring.site_calendar(self.settings, ledger)


def make_context(settings: Settings, at: str | None = None, *, json: bool = False) -> Context:
    """The context of a command called with these options. Raises UsageError for an --at that says nothing."""
    zone = settings.site.zone
    moment = parse_moment(at, zone) if at is not None else None
    return Context(settings=settings, at=moment, json=json, now=site_clock(zone))


def parse_moment(text: str, zone: ZoneInfo) -> datetime:
    """ISO 8601; the site's local time where no offset is written; a bare date is the start of that day."""
    try:
        moment = to_local(datetime.fromisoformat(text.strip()), zone)
    except (ValueError, OverflowError):
        raise UsageError(
            f"“{text}”不是时刻；写成 2017-07-05T10:00:00、2017-07-05T10:00:00+08:00 或 2017-07-05"
        ) from None
    if moment.year not in YEARS:
        raise UsageError(f"“{text}”超出 {YEARS[0]} 到 {YEARS[-1]} 年")
    return moment
