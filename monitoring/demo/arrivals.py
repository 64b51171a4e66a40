"""When applications come in: each from a seed of its own, so that a later or larger run finds the same ones."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from random import Random

from monitoring.demo.county import County, DemoItem, Township
from monitoring.demo.office import ONE_DAY, OfficeCalendar, hours_of, seconds_at

DAYS_AT_FULL_RATE = 500
FEWEST_A_DAY, MOST_A_DAY = 8.0, 9000.0
"""Few cases make a short history, so that enough of them are still open; a case number has four digits for the day."""
_RESTDAY_SHARE = 0.06
"""Village cadres take applications by phone on rest days too."""
_BY_WEEKDAY = (1.25, 1.05, 1.0, 1.0, 0.9, 1.0, 1.0)
_BY_MONTH = (0.9, 0.6, 1.1, 1.05, 1.0, 1.0, 1.0, 1.0, 1.05, 0.9, 1.05, 1.1)
_IN_HOURS = 0.85
"""Share of a workday's applications that come in during office hours."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One application: when (wall-clock seconds), for what and where. ``rng`` decides all that follows."""

    case_no: str
    at: int
    item: DemoItem
    township: Township
    village: int
    by_phone: bool
    rng: Random


class Arrivals:
    """The applications that came in until a moment."""

    def __init__(self, county: County, calendar: OfficeCalendar, seed: int, cases: int, until: int, last: date) -> None:
        self._county = county
        self._calendar = calendar
        self._seed = seed
        self._rate = min(max(FEWEST_A_DAY, cases / DAYS_AT_FULL_RATE), MOST_A_DAY)
        self._until = until
        self._days: list[tuple[date, int]] = []
        self._townships = list(accumulate(township.load for township in county.townships))
        self._items = [list(accumulate(item.load * item.season[month] for item in county.items)) for month in range(12)]
        self._choose_days(cases, last)

    @property
    def first_day(self) -> date:
        return self._days[-1][0]

    def __iter__(self) -> Iterator[Arrival]:
        """From the oldest to the youngest; of the oldest day only as many as are wanted."""
        for day, wanted in reversed(self._days):
            yield from self._of_day(day)[-wanted:]

    def _choose_days(self, cases: int, last: date) -> None:
        missing, day = cases, last
        while missing > 0:
            there = len(self._of_day(day)) if day == last else self._count(day)
            if there:
                self._days.append((day, min(there, missing)))
                missing -= there
            day -= ONE_DAY

    def _count(self, day: date) -> int:
        share = 1.0 if hours_of(self._calendar, day) else _RESTDAY_SHARE
        mean = self._rate * share * _BY_WEEKDAY[day.weekday()] * _BY_MONTH[day.month - 1]
        return min(_poisson(Random(f"{self._seed}/{day}/count"), mean), 9999)

    def _of_day(self, day: date) -> list[Arrival]:
        hours = hours_of(self._calendar, day)
        whole = (self._arrival(day, number, hours) for number in range(1, self._count(day) + 1))
        return [arrival for arrival in whole if arrival.at <= self._until]

    def _moment(self, rng: Random, day: date, hours: Sequence[tuple[int, int]]) -> tuple[int, bool]:
        """When on that day, and whether by phone."""
        by_phone = not hours or rng.random() > _IN_HOURS
        midnight = seconds_at(day)
        if by_phone:
            return midnight + int(rng.triangular(7 * 3600, 22 * 3600, 18 * 3600)), True
        opens, closes = hours[0 if rng.random() < 0.62 else -1]
        return midnight + int(rng.triangular(opens, closes, opens + (closes - opens) * 0.3)), False

    def _arrival(self, day: date, number: int, hours: Sequence[tuple[int, int]]) -> Arrival:
        rng = Random(f"{self._seed}/{day}/{number}")
        at, by_phone = self._moment(rng, day, hours)
        county, weights = self._county, self._items[day.month - 1]
        township = county.townships[bisect_left(self._townships, rng.random() * self._townships[-1])]
        item = county.items[bisect_left(weights, rng.random() * weights[-1])]
        case_no = f"{county.code}-{day.year}-{day.timetuple().tm_yday:03}{number:04}"
        return Arrival(case_no, at, item, township, rng.randrange(len(township.villages)), by_phone, rng)


def _poisson(rng: Random, mean: float) -> int:
    if mean > 50:
        return max(0, round(rng.gauss(mean, math.sqrt(mean))))
    count, product, border = 0, rng.random(), math.exp(-mean)
    while product > border:
        count += 1
        product *= rng.random()
    return count
