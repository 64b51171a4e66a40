"""Working time: durations, due moments and workdays in the office hours of a site."""

from monitoring.worktime.arrays import seconds_of
from monitoring.worktime.errors import CalendarUnknown, OfficeHoursUnknown
from monitoring.worktime.working_calendar import WorkingCalendar

__all__ = ["CalendarUnknown", "OfficeHoursUnknown", "WorkingCalendar", "seconds_of"]
