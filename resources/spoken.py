"""Moments, spans and time left in words. No clock is read here: ``now`` is always handed in."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from resources import Words

MINUTE: Final = 60
HOUR: Final = 3_600
DAY: Final = 86_400


def amount(words: Words, seconds: int, day_seconds: int) -> str:
    """A span of office time: '2 个工作日 3 小时', '3 小时 20 分钟', '25 分钟'.

    Minutes are left out beside working days. ``day_seconds`` is a standard day's office time; 0: no days.
    """
    days, rest = divmod(seconds, day_seconds) if day_seconds > 0 else (0, seconds)
    hours, minutes = rest // HOUR, rest % HOUR // MINUTE
    parts = [("days", days), ("hours", hours), ("minutes", 0 if days else minutes)]
    said = [words.phrase("amounts", key).format(**{key: number}) for key, number in parts if number]
    return " ".join(said) or words.phrase("amounts", "moments")


def span(words: Words, seconds: int) -> str:
    """Office time without days, for sums of one day: '7 小时', '3 小时 30 分钟', '0'."""
    return amount(words, seconds, 0) if seconds else words.phrase("amounts", "none")


def clock_span(seconds: int) -> str:
    """A span of hours for a narrow column: '7:00', '3:30'."""
    return f"{seconds // HOUR}:{seconds % HOUR // MINUTE:02}"


def time_left(
    words: Words, now: datetime, due: datetime, office_seconds: int, day_seconds: int, *, briefly: bool = False
) -> str:
    """What is left until ``due``, or by how much it is past. Late means ``now > due``.

    ``office_seconds`` is the office time between the two moments, never negative. A due at midnight belongs to the day
    that it ends. ``briefly``: beside the due itself, in a narrow column.
    """
    if now > due:
        return _late(words, office_seconds, day_seconds)
    days_between = (last_day(due) - now.date()).days
    if days_between <= 0:
        left = "today_briefly" if briefly else "today"
        key = left if office_seconds else "today_closed"
        return words.phrase("time_left", key).format(amount=amount(words, office_seconds, day_seconds))
    if not office_seconds:
        return words.phrase("time_left", "closed").format(days=days_between)
    return words.phrase("time_left", "left").format(amount=amount(words, office_seconds, day_seconds))


def _late(words: Words, office_seconds: int, day_seconds: int) -> str:
    if not office_seconds:
        return words.phrase("time_left", "late_closed")
    return words.phrase("time_left", "late").format(amount=amount(words, office_seconds, day_seconds))


def last_day(due: datetime) -> date:
    """The day that a due belongs to: 00:00 is the end of the day before."""
    return (due - timedelta(microseconds=1)).date()


def age(words: Words, seconds: float) -> str:
    """'3 秒前', '2 分钟前'; a moment in the future counts as now."""
    whole = max(0, int(seconds))
    steps = (("days", DAY), ("hours", HOUR), ("minutes", MINUTE), ("seconds", 1))
    key, size = next((step for step in steps if whole >= step[1]), steps[-1])
    return words.phrase("ages", key).format(**{key: whole // size})


def day(words: Words, value: date, today: date, *, in_column: bool = False) -> str:
    """'7月5日', with the year only when it is not this one; in a narrow column such a day is '2016-12-23'."""
    if in_column and value.year != today.year:
        return value.isoformat()
    pattern = words.phrase("dates", "day" if value.year == today.year else "day_with_year")
    return pattern.format(year=value.year, month=value.month, day=value.day)


def moment(words: Words, value: datetime, today: date, *, in_column: bool = False) -> str:
    """'7月5日 16:06', seconds only where there are any; ``in_column`` as for a day."""
    clock = f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
    return f"{day(words, value.date(), today, in_column=in_column)} {clock}"


def due_moment(
    words: Words, due: datetime, today: date, *, in_column: bool = False, whole_minutes: bool = False
) -> str:
    """A due as officers say it: one at 00:00 is '7月11日 24:00', the end of the day before; else as any moment.

    ``whole_minutes``: without its seconds.
    """
    if due.time() == time.min:
        return f"{day(words, last_day(due), today, in_column=in_column)} 24:00"
    return moment(words, due.replace(second=0) if whole_minutes else due, today, in_column=in_column)


def weekday(words: Words, value: date, *, short: bool = False) -> str:
    """'星期三' or '周三'."""
    return words.phrase("dates", f"{'short_' if short else ''}weekday_{value.weekday()}")


def person(name: str, unit: str, beside: str) -> str:
    """'王某丁（县民政局）' where the name of another unit stands beside, else '王某丁'."""
    return f"{name}（{unit}）" if name and unit and unit != beside else name


def sms_reason(say: Words, reason: str) -> str:
    """Why an SMS or a gateway stands as it does; a code of ours in words, a gateway's own answer as it is."""
    code, _, _ = reason.partition(": ")
    known = say.phrase("sms_reasons", code)
    return reason if known == code else known
