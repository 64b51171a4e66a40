"""Numbers, moments and spans as they stand in official documents. Chinese only: the documents are."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from reports.figures.definitions import Measure
from reports.figures.periods import Period
from reports.figures.values import Number
from resources import spoken, words

NOTHING: Final = "—"
"""What stands where there is no number: a dash, never a nought."""
_WORDS: Final = words("zh_CN")


def figure(measure: Measure, value: Number) -> str:
    """A figure by its unit: '1284', '95.7%', '3.2'; '—' where there is none."""
    if value is None:
        return NOTHING
    if measure.unit == "share":
        return share(float(value))
    return f"{value:.1f}" if measure.unit == "days" else f"{value:.0f}"


def share(value: float) -> str:
    """'95.7%'. Never rounded up to a perfect 100 % or down to nought."""
    percent = round(value * 100, 1)
    if percent == 100 and value < 1:
        percent = 99.9
    if percent == 0 and value > 0:
        percent = 0.1
    return f"{percent:.0f}%" if percent in (0, 100) else f"{percent:.1f}%"


def change(now: Number, before: Number, unit: str) -> str:
    """From the period before: counts in per cent ('+12.5%'), shares in percentage points ('+1.2点'), days plain."""
    if now is None or before is None:
        return NOTHING
    if unit == "share":
        return _signed(round((now - before) * 100, 1), "点")
    if unit == "days":
        return _signed(round(now - before, 1), "")
    return _signed(round((now - before) / before * 100, 1), "%") if before else (NOTHING if now else "0")


def _signed(value: float, unit: str) -> str:
    if not value:
        return "持平"
    sign = "+" if value > 0 else "−"
    return f"{sign}{abs(value):.1f}{unit}"


def day(value: date) -> str:
    """'2017年7月5日' (GB/T 9704-2012, 7.3.5.4: Arabic, the whole year, no leading noughts)."""
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    """'7-05 16:06' with the year: '2017-07-05 16:06', for columns; '—' where there is none."""
    return NOTHING if value is None else f"{value:%Y-%m-%d %H:%M}"


def until(value: datetime) -> str:
    """A cut-off: midnight is 24:00 of the day before, as people say it."""
    if (value.hour, value.minute, value.second) == (0, 0, 0):
        return f"{day((value - timedelta(days=1)).date())}24时"
    minutes = f"{value.minute:02}分" if value.minute or value.second else ""
    return f"{day(value.date())}{value.hour}时{minutes}"


def days(period: Period) -> str:
    """'2017年7月3日至7月9日', the year again only where it is another."""
    last = period.last
    second = day(last) if last.year != period.first.year else f"{last.month}月{last.day}日"
    return f"{day(period.first)}至{second}"


def name(period: Period) -> str:
    """'2017年第27周', '2017年6月', else the days."""
    if period.kind == "week":
        year, week, _ = period.first.isocalendar()
        return f"{year}年第{week}周"
    return f"{period.first.year}年{period.first.month}月" if period.kind == "month" else days(period)


def over(seconds: int | None, day_seconds: int) -> str:
    """Office time past a due ('1 个工作日 3 小时') or still left, without the word for either."""
    return NOTHING if seconds is None else spoken.amount(_WORDS, abs(seconds), day_seconds).replace(" ", "")


def limit(text: str) -> str:
    """'5 working_day' → '5个工作日'; what is no limit as it stands, '—' for none."""
    value, _, unit = text.partition(" ")
    word = {"working_day": "个工作日", "calendar_day": "个自然日", "office_hour": "个办公小时"}.get(unit)
    return f"{value}{word}" if word else (text or NOTHING)
