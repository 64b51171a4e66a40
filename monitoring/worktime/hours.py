"""Office hours within one day: what people write, as sorted pairs of seconds of the day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Final

from monitoring.moments import DAY_SECONDS

Intervals = tuple[tuple[int, int], ...]
"""Sorted, disjoint, non-empty half-open pairs (open, close) in seconds of the day, 0..86400."""

TimeOfDay = str | time
WrittenIntervals = Iterable[Sequence[TimeOfDay]]
WrittenDay = date | str

WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME: Final = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?")


def seconds_of_day(written: TimeOfDay) -> int:
    """Seconds since midnight of 'HH:MM', 'HH:MM:SS', '24:00' or a ``datetime.time``. ValueError if it is none."""
    if isinstance(written, time):
        if written.microsecond:
            raise ValueError(f"{written} is not a whole second")
        return written.hour * 3600 + written.minute * 60 + written.second
    found = _TIME.fullmatch(written.strip()) if isinstance(written, str) else None
    if found is None:
        raise ValueError(f"{written!r} is not a time of day: write HH:MM or HH:MM:SS")
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    total = hours * 3600 + minutes * 60 + seconds
    if minutes > 59 or seconds > 59 or total > DAY_SECONDS:
        raise ValueError(f"{written!r} is not a time of day: 00:00 to 24:00")
    return total


def written_time(seconds: int) -> str:
    """Seconds of the day as people write them: '08:30', '08:30:15', '24:00'."""
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    return f"{hours:02}:{minutes:02}:{rest:02}" if rest else f"{hours:02}:{minutes:02}"


def intervals_of(written: WrittenIntervals, where: str) -> Intervals:
    """Sorted and merged intervals. ``where`` names their place in the ValueError of an impossible one."""
    pairs = []
    for pair in written:
        if isinstance(pair, str) or len(pair) != 2:
            raise ValueError(f"{where}: {pair!r} is not a pair (open, close)")
        try:
            pairs.append((seconds_of_day(pair[0]), seconds_of_day(pair[1])))
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from None
    return merged(pairs, where)


def merged(pairs: Iterable[tuple[int, int]], where: str) -> Intervals:
    """Sorted pairs; those that overlap or touch become one. ValueError for one that does not end after it begins."""
    result: list[tuple[int, int]] = []
    for begin, end in sorted(pairs):
        if not 0 <= begin < end <= DAY_SECONDS:
            hint = "; midnight at the end of a day is '24:00'" if end == 0 else ""
            span = f"{written_time(begin)} to {written_time(end)}"
            raise ValueError(f"{where}: hours from {span} do not end after they begin{hint}")
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((begin, end))
    return tuple(result)


def without(intervals: Intervals, breaks: Intervals) -> Intervals:
    """The intervals with the breaks cut out."""
    left = list(intervals)
    for begin, end in breaks:
        left = [
            piece
            for opens, closes in left
            for piece in ((opens, min(closes, begin)), (max(opens, end), closes))
            if piece[0] < piece[1]
        ]
    return tuple(left)


def day_of(written: WrittenDay, where: str) -> date:
    """A date given as such or as 'YYYY-MM-DD'. ValueError if it is none."""
    if isinstance(written, datetime):
        return written.date()
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(written)
    except (TypeError, ValueError):
        raise ValueError(f"{where}: {written!r} is not a date: write YYYY-MM-DD") from None
