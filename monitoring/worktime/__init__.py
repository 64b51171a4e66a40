"""Working time: durations, due moments and workdays in the office hours of a site.

The names are imported when they are first asked for: who only needs office hours need not wait for numpy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from monitoring.worktime.arrays import seconds_of
    from monitoring.worktime.errors import CalendarUnknown, OfficeHoursUnknown
    from monitoring.worktime.working_calendar import WorkingCalendar

__all__ = ["CalendarUnknown", "OfficeHoursUnknown", "WorkingCalendar", "seconds_of"]

_HOMES = {
    "CalendarUnknown": "errors",
    "OfficeHoursUnknown": "errors",
    "WorkingCalendar": "working_calendar",
    "seconds_of": "arrays",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
