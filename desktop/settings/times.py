"""The settings' hours and days: office hours, sending hours, the moments of the two reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

from desktop.settings.reading import Table
from monitoring.office_hours import OfficeHours

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

USUAL_OFFICE_HOURS = OfficeHours(hours=((30_600, 43_200), (50_400, 63_000)))
"""08:30-12:00 and 14:00-17:30, always."""

COMMON_YEAR = 2001
"""A year without 29 February: hours that begin every year begin on a day that every year has."""

_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})")


@dataclass(frozen=True, slots=True)
class SendingHours:
    """When SMS may go out, in seconds of the day. ``days``: 'working' or 'all'."""

    opens: int = 28_800
    closes: int = 64_800
    days: str = "working"


@dataclass(frozen=True, slots=True)
class Weekly:
    """``weekday``: 0 is Monday; ``second`` of that day."""

    weekday: int = 0
    second: int = 28_800


@dataclass(frozen=True, slots=True)
class Monthly:
    """``day`` of the month, 1 to 28 so that every month has it; ``second`` of that day."""

    day: int = 1
    second: int = 30_600


def seconds_of_day(text: str) -> int:
    """'08:30' in seconds; '24:00' is the end of the day. Raises ValueError."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    hour, minute = int(found[1]), int(found[2])
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise ValueError(text)
    return hour * 3600 + minute * 60


def read_office_hours(top: Table) -> tuple[OfficeHours, ...]:
    """The rows of [[office_hours]]; the usual hours where there are none."""
    rows: list[OfficeHours] = []
    for table in top.tables("office_hours"):
        row = _office_hours(table)
        if any((row.from_day, row.from_month_day) == (one.from_day, one.from_month_day) for one in rows):
            table.refuse("from", "两行的起始日期相同", "每个起始日期只写一行。")
        rows.append(row)
    return tuple(rows) or (USUAL_OFFICE_HOURS,)


def read_span(table: Table, usual: SendingHours) -> SendingHours:
    """The keys from, to and days of [sms.hours]."""
    opens = _clock(table, "from", usual.opens)
    closes = _clock(table, "to", usual.closes)
    if opens >= closes:
        table.refuse("to", "结束时间不晚于开始时间", '例如 from = "08:00"，to = "18:00"。')
    return SendingHours(opens, closes, table.choice("days", usual.days, ("working", "all")))


def read_weekly(table: Table, usual: Weekly) -> Weekly:
    """The key weekly: 'monday 08:00'."""
    words = table.text("weekly", _written(WEEKDAYS[usual.weekday], usual.second)).split()
    try:
        weekday, clock = words
        return Weekly(WEEKDAYS.index(weekday.lower()), seconds_of_day(clock))
    except ValueError:
        table.refuse("weekly", f"看不懂“{' '.join(words)}”", "写成“monday 08:00”：英文星期和时间。")


def read_monthly(table: Table, usual: Monthly) -> Monthly:
    """The key monthly: '1 08:30'."""
    words = table.text("monthly", _written(str(usual.day), usual.second)).split()
    try:
        day, clock = words
        monthly = Monthly(int(day), seconds_of_day(clock))
    except ValueError:
        table.refuse("monthly", f"看不懂“{' '.join(words)}”", "写成“1 08:30”：几号和时间。")
    if not 1 <= monthly.day <= 28:
        table.refuse("monthly", f"不是每个月都有 {monthly.day} 号", "写 1 到 28 号。")
    return monthly


def _office_hours(table: Table) -> OfficeHours:
    from_day, from_month_day = _start(table)
    spans = _merged(table, [_span(table, text) for text in table.texts("hours")])
    table.finish()
    return OfficeHours(hours=spans, from_day=from_day, from_month_day=from_month_day)


def _start(table: Table) -> tuple[date | None, tuple[int, int] | None]:
    value = table.value("from")
    if value is None:
        return None, None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value, None
    if not isinstance(value, str):
        _bad_start(table, value)
    try:
        if value.count("-") == 1:
            day = date.fromisoformat(f"{COMMON_YEAR}-{value}")
            return None, (day.month, day.day)
        return date.fromisoformat(value), None
    except ValueError:
        _bad_start(table, value)


def _bad_start(table: Table, value: object) -> NoReturn:
    table.refuse("from", f"“{value}”不是日期", "写成“2017-01-01”，每年重复的写成“07-01”（月-日）。")


def _span(table: Table, text: str) -> tuple[int, int]:
    opens, dash, closes = text.partition("-")
    try:
        span = (seconds_of_day(opens), seconds_of_day(closes))
    except ValueError:
        table.refuse("hours", f"看不懂“{text}”", "写成“08:30-12:00”。")
    if not dash or span[0] >= span[1]:
        table.refuse("hours", f"“{text}”的结束不晚于开始", "写成“08:30-12:00”；到半夜写“24:00”。")
    return span


def _merged(table: Table, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    if not spans:
        table.refuse("hours", "没有办公时间", '至少写一段，例如 ["08:30-12:00", "14:00-17:30"]。')
    ordered = sorted(spans)
    for (_, closes), (opens, _) in zip(ordered, ordered[1:], strict=False):
        if opens < closes:
            table.refuse("hours", "两段办公时间重叠", "改成互不重叠的几段。")
    return tuple(ordered)


def _clock(table: Table, key: str, usual: int) -> int:
    text = table.text(key, f"{usual // 3600:02d}:{usual % 3600 // 60:02d}")
    try:
        return seconds_of_day(text)
    except ValueError:
        table.refuse(key, f"看不懂“{text}”", "写成“08:00”。")


def _written(first: str, second: int) -> str:
    return f"{first} {second // 3600:02d}:{second % 3600 // 60:02d}"
