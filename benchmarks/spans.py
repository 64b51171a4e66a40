"""Random spans of working time, and a bitmap of minutes that says what is right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from benchmarks.measuring import Wrong
from monitoring.moments import from_seconds
from monitoring.ports import CalendarFile
from monitoring.site_calendar import OfficeHours, SiteCalendar

Ints = npt.NDArray[np.int64]

HOURS: Final = ((8 * 3600 + 1800, 12 * 3600), (14 * 3600, 17 * 3600 + 1800))
DAY_MINUTES: Final = 1440
FIRST, LAST = date(2021, 1, 1), date(2023, 12, 31)
MEDIAN_DAYS: Final = 15
LONGEST_DAYS: Final = 200
_EPOCH: Final = date(1970, 1, 1)


@cache
def site() -> SiteCalendar:
    """The carried calendar with two office sessions a day."""
    return SiteCalendar.build((OfficeHours(HOURS),), CalendarFile(days=()))


def first_day() -> int:
    """Days from 1970 to the first day of the bitmap."""
    return (FIRST - _EPOCH).days


@cache
def workdays() -> npt.NDArray[np.bool_]:
    """Of each day from FIRST to LAST, whether it is a working day."""
    days = [FIRST + timedelta(days=index) for index in range((LAST - FIRST).days + 1)]
    return np.array([site().working.is_workday(day) for day in days], np.bool_)


@cache
def open_minutes() -> npt.NDArray[np.bool_]:
    """One bit a minute from FIRST 00:00 to the end of LAST."""
    day = np.zeros(DAY_MINUTES, np.bool_)
    for begin, end in HOURS:
        day[begin // 60 : end // 60] = True
    return (workdays()[:, None] & day[None, :]).ravel()


@cache
def minutes_before() -> Ints:
    """Open minutes before each minute of the bitmap."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(open_minutes(), dtype=np.int64)])


def bitmap_elapsed(starts: Ints, ends: Ints) -> Ints:
    """Open seconds of spans that begin and end at whole minutes."""
    origin = first_day() * DAY_MINUTES
    before = minutes_before()
    return (before[ends // 60 - origin] - before[starts // 60 - origin]) * 60


def bitmap_due(starts: Ints, minutes: Ints) -> Ints:
    """The end of the minute that uses the duration up."""
    origin = first_day() * DAY_MINUTES
    before = minutes_before()
    used_up = np.searchsorted(before, before[starts // 60 - origin] + minutes, side="left")
    return (used_up + origin) * 60


@dataclass(frozen=True, slots=True)
class Spans:
    """Starts and ends in seconds since 1970 and as naive datetimes; ``minutes`` are whole hours of office time."""

    starts: Ints
    ends: Ints
    minutes: Ints
    start_moments: list[datetime]
    end_moments: list[datetime]

    @classmethod
    def drawn(cls, count: int, seed: int = 20210101) -> Spans:
        """Whole minutes of 2021 to 2023 at any hour of any day, 15 days long at the median."""
        rng = np.random.default_rng(seed)
        begin, end = first_day(), (LAST - _EPOCH).days - LONGEST_DAYS - 100
        starts = rng.integers(begin * DAY_MINUTES, end * DAY_MINUTES, count) * 60
        days = np.minimum(rng.lognormal(np.log(MEDIAN_DAYS), 0.6, count), LONGEST_DAYS)
        ends = starts + (days * DAY_MINUTES).astype(np.int64) * 60
        hours = rng.integers(1, 20 * 7, count)
        first, last = ([from_seconds(second) for second in edges.tolist()] for edges in (starts, ends))
        return cls(starts, ends, hours * 60, first, last)


def require_equal(found: Any, expected: Any, who: str) -> None:
    """Raises Wrong, which says how many rows differ and the first of them."""
    differ = np.flatnonzero(np.asarray(found) != np.asarray(expected))
    if len(differ):
        row = int(differ[0])
        raise Wrong(f"{who}: {len(differ)} of {len(expected)} wrong, row {row}: {found[row]}, not {expected[row]}")


def wrong_rows(found: Any, expected: Any) -> int:
    return int(np.count_nonzero(np.asarray(found) != np.asarray(expected)))


def rest_days() -> list[date]:
    """All days of the bitmap that are none of work."""
    return [FIRST + timedelta(days=int(index)) for index in np.flatnonzero(~workdays())]
