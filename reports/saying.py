"""Numbers, moments and spans as they stand in official documents. Chinese only: the documents are."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from reports.figures.definitions import Measure
from reports.figures.periods import Period
from reports.figures.values import CaseLine, Number, Renamed
from resources import spoken, words

NOTHING: Final = "—"
"""What stands where there is no number: a dash, never a nought."""
EVEN: Final = "持平"
NO_WHOLE_DAY: Final = "不足1个工作日"
_TENTH: Final = Decimal("0.1")
_WORDS: Final = words("zh_CN")


def tenths(value: float) -> Decimal:
    """Rounded half up to one decimal, as people round."""
    return Decimal(repr(float(value))).quantize(_TENTH, ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """'3.2', '3' for 3.0, never '-0'."""
    return str(value.to_integral_value() + 0) if value == value.to_integral_value() else str(value)


def percent(value: float) -> Decimal:
    """A share in percent with one decimal. Less than all never becomes 100, more than nothing never 0."""
    rounded = tenths(value * 100)
    if rounded == 100 and value < 1:
        return Decimal("99.9")
    return _TENTH if rounded == 0 and value > 0 else rounded


def share(value: float) -> str:
    """0.957 → '95.7%', 1 → '100%'."""
    return f"{plain(percent(value))}%"


def day(value: date) -> str:
    """'2017年7月5日': Arabic, the whole year, no leading noughts (GB/T 9704-2012, 7.3.5.4)."""
    return f"{value.year}年{value.month}月{value.day}日"


def until(value: datetime) -> str:
    """A cut-off: '2017年6月30日24时', '2017年6月20日10时30分'; midnight ends the day before."""
    if not (value.hour or value.minute or value.second):
        return f"{day(value.date() - timedelta(days=1))}24时"
    minutes = f"{value.minute}分" if value.minute or value.second else ""
    return f"{day(value.date())}{value.hour}时{minutes}"


def figure(measure: Measure, value: Number) -> str:
    """A figure by its unit: '1284', '95.0%', '3.2', so that a column is even; '—' where there is none."""
    if value is None:
        return NOTHING
    if measure.unit == "share":
        return f"{percent(float(value))}%"
    return str(tenths(value)) if measure.unit == "days" else f"{value:.0f}"


def change(now: Number, before: Number, unit: str) -> str:
    """From the period before: counts in per cent ('+12.5%'), shares in percentage points ('+1.2点'), days plain."""
    if now is None or before is None:
        return NOTHING
    if unit == "share":
        return _signed(percent(now) - percent(before), "点")
    if unit == "days":
        return _signed(tenths(now) - tenths(before), "")
    if not before:
        return NOTHING if now else EVEN
    return _signed(tenths((now - before) / before * 100), "%")


def _signed(value: Decimal, unit: str) -> str:
    if not value:
        return EVEN
    return f"{'+' if value > 0 else '−'}{abs(value)}{unit}"


def moment(value: datetime | None) -> str:
    """'2017-07-05 16:06', so that a column of them is even; '—' where there is none."""
    return NOTHING if value is None else f"{value:%Y-%m-%d %H:%M}"


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


def renamed(change: Renamed) -> str:
    """'2017年6月16日起，边务乡改设边务镇，变动前后的办件各列一行'."""
    return f"{day(change.day)}起，{'、'.join(change.earlier)}改设{'、'.join(change.later)}，变动前后的办件各列一行"


def over(seconds: int | None, day_seconds: int) -> str:
    """Office time past a due ('1个工作日3小时') or still left, without the word for either.

    Where the office was shut in between (due at 17:30, cut off at 24:00) all that is known is that it is no whole day.
    """
    if seconds is None:
        return NOTHING
    if abs(seconds) < spoken.MINUTE:
        return NO_WHOLE_DAY
    return spoken.amount(_WORDS, abs(seconds), day_seconds).replace(" ", "")


def limit(text: str) -> str:
    """'5 working_day' → '5个工作日'; what is no limit as it stands, '—' for none."""
    value, _, unit = text.partition(" ")
    word = {"working_day": "个工作日", "calendar_day": "个自然日", "office_hour": "个办公小时"}.get(unit)
    return f"{value}{word}" if word else (text or NOTHING)


def officer(line: CaseLine) -> str:
    """Who has it in hand, with the unit behind the name where that is not the one that answers for the line.

    What has ended names nobody: who ended it need not be who was late.
    """
    if line.finished_at is not None or not line.officer:
        return NOTHING
    return spoken.person(line.officer, line.officer_unit, line.unit)
