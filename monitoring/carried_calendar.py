"""The working days that the program carries: the State Council's notices, from package ``chinesecalendar``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from chinese_calendar.constants import Holiday, holidays, workdays

from monitoring.ports import CalendarDay


@cache
def carried_days() -> Mapping[date, CalendarDay]:
    """Days that differ from their weekday or bear a name: statutory holidays and make-up workdays."""
    names = {holiday.value: str(holiday.chinese) for holiday in Holiday}
    days = {day: CalendarDay(day, is_workday=False, name=names.get(name, name)) for day, name in holidays.items()}
    days |= {day: CalendarDay(day, is_workday=True, name=names.get(name, name)) for day, name in workdays.items()}
    return days


@cache
def carried_years() -> range:
    """The years that the package knows as a whole."""
    return range(min(holidays).year, max(holidays).year + 1)
