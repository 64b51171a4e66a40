"""What a calendar says instead of guessing."""

from __future__ import annotations


class CalendarUnknown(Exception):
    """A result depends on days that the calendar does not know. ``years`` names them, the first ones if many."""

    def __init__(self, *years: int, detail: str = "") -> None:
        self.years = tuple(years)
        self.detail = detail
        super().__init__(self._message())

    def _message(self) -> str:
        named = ", ".join(str(year) for year in self.years)
        known = f" ({self.detail})" if self.detail else ""
        return f"the working calendar does not know {named}{known}; import the calendar of that year"


class OfficeHoursUnknown(CalendarUnknown):
    """The day is known to be a workday, but no office hours are set for it."""

    def _message(self) -> str:
        named = ", ".join(str(year) for year in self.years)
        where = f" ({self.detail})" if self.detail else ""
        return f"no office hours are set for workdays in {named}{where}; add a row of office hours that begins earlier"
