"""Working time against a bitmap with one bit a minute: scalar and batch forms, known and unknown days, pauses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.blocks import NONE
from monitoring.worktime import CalendarUnknown, WorkingCalendar, tables
from monitoring.worktime.days import number_of

DAYS = 12
DAY = 1440
FIRST = number_of(date(2017, 1, 1))
ORIGIN = FIRST * DAY
"""Minutes since 1970 at which the bitmap begins."""

minutes = st.integers(ORIGIN - 2 * DAY, ORIGIN + (DAYS + 2) * DAY)
edges = st.lists(st.integers(0, 24 * 6).map(lambda tens: tens * 10), min_size=0, max_size=6, unique=True)
patterns = st.lists(
    edges.map(lambda cuts: [(a * 60, b * 60) for a, b in zip(sorted(cuts)[::2], sorted(cuts)[1::2], strict=False)]),
    min_size=1,
    max_size=4,
)
pauses = st.lists(st.tuples(minutes, st.integers(0, 4 * DAY)), max_size=4)


@dataclass
class Bitmap:
    calendar: WorkingCalendar
    open: np.ndarray
    known: np.ndarray
    pattern_of_day: list[int]

    def part(self, name: str, begin: int, end: int, stops: list[tuple[int, int]]) -> np.ndarray:
        """The bits of [begin, end) that no pause covers; outside the map nothing is open and nothing known."""
        bits = np.zeros(end - begin, bool)
        low, high = max(begin, ORIGIN), min(end, ORIGIN + DAYS * DAY)
        if low < high:
            bits[low - begin : high - begin] = getattr(self, name)[low - ORIGIN : high - ORIGIN]
        running = np.ones(end - begin, bool)
        for first, last in stops:
            running[max(first - begin, 0) : max(last - begin, 0)] = False
        return bits[running]

    def elapsed(self, start: int, end: int, stops: list[tuple[int, int]]) -> int | None:
        if end < start:
            swapped = self.elapsed(end, start, stops)
            return None if swapped is None else -swapped
        if not self.inside(start):
            return None
        if not self.part("known", start, end, stops).all():
            return None
        return int(self.part("open", start, end, stops).sum()) * 60

    def inside(self, moment: int) -> bool:
        known = np.flatnonzero(self.known)
        return bool(len(known)) and ORIGIN + known[0] <= moment <= ORIGIN + known[-1] + 1

    def due(self, start: int, length: int, stops: list[tuple[int, int]]) -> int | None:
        at, left = start, length
        step = 1 if length >= 0 else -1
        while True:
            bit = at if step > 0 else at - 1
            index = bit - ORIGIN
            paused = any(first <= bit < last for first, last in stops)
            if not paused and not (0 <= index < DAYS * DAY and self.known[index]):
                return None
            if not paused and self.open[index]:
                if left == 0:
                    return at
                left -= step
            at += step
            if left == 0 and length > 0:
                return at
            if left == 0 and length < 0:
                return self.closing_side(at, stops)

    def closing_side(self, at: int, stops: list[tuple[int, int]]) -> int | None:
        """The earliest moment from which no open, unpaused minute lies before ``at``."""
        while True:
            bit = at - 1
            index = bit - ORIGIN
            paused = any(first <= bit < last for first, last in stops)
            if not paused and not (0 <= index < DAYS * DAY and self.known[index]):
                return None
            if not paused and self.open[index]:
                return at
            at -= 1


@st.composite
def bitmaps(draw: st.DrawFn) -> Bitmap:
    hours = draw(patterns)
    of_day = draw(st.lists(st.integers(-1, len(hours) - 1), min_size=DAYS, max_size=DAYS))
    if draw(st.booleans()):
        of_day = [max(pattern, 0) for pattern in of_day]
    opened, known = np.zeros(DAYS * DAY, bool), np.zeros(DAYS * DAY, bool)
    for day, pattern in enumerate(of_day):
        known[day * DAY : (day + 1) * DAY] = pattern >= 0
        for begin, end in hours[pattern] if pattern >= 0 else ():
            opened[day * DAY + begin // 60 : day * DAY + end // 60] = True
    return Bitmap(WorkingCalendar.from_days(date(2017, 1, 1), of_day, hours), opened, known, of_day)


def refused(ask) -> int | None:
    try:
        return ask()
    except CalendarUnknown:
        return None


def seconds(stops: list[tuple[int, int]]) -> list[tuple[int, int | None]]:
    return [(begin * 60, end * 60) for begin, end in stops]


@settings(deadline=None, max_examples=200)
@given(bitmaps(), st.lists(st.tuples(minutes, minutes, pauses), min_size=1, max_size=6))
def test_elapsed_time_is_what_the_bitmap_counts(bitmap: Bitmap, cases: list) -> None:
    calendar = bitmap.calendar
    cases = [(start, end, [(begin, begin + length) for begin, length in stops]) for start, end, stops in cases]
    expected = [bitmap.elapsed(*case) for case in cases]
    scalar = [refused(lambda c=case: calendar.elapsed_s(c[0] * 60, c[1] * 60, seconds(c[2]))) for case in cases]
    assert scalar == expected
    starts, ends = (np.array([case[side] for case in cases]) * 60 for side in (0, 1))
    rows = [(row, begin * 60, end * 60) for row, case in enumerate(cases) for begin, end in case[2]]
    columns = tuple(np.array([row[side] for row in rows], np.int64) for side in range(3))
    marked = calendar.elapsed_many(starts, ends, columns, unknown="mark").tolist()
    assert marked == [NONE if value is None else value for value in expected]
    if None in expected:
        with pytest.raises(CalendarUnknown):
            calendar.elapsed_many(starts, ends, columns)
    unpaused = [bitmap.elapsed(start, end, []) for start, end, _ in cases]
    marked = calendar.elapsed_many(starts, ends, unknown="mark").tolist()
    assert marked == [NONE if value is None else value for value in unpaused]


@settings(deadline=None, max_examples=200)
@given(bitmaps(), st.lists(st.tuples(minutes, st.integers(-3000, 3000) | st.just(0), pauses), min_size=1, max_size=4))
def test_due_moments_are_where_the_bitmap_is_used_up(bitmap: Bitmap, cases: list) -> None:
    calendar = bitmap.calendar
    cases = [(start, length, [(begin, begin + long) for begin, long in stops]) for start, length, stops in cases]
    for start, length, stops in cases:
        expected = bitmap.due(start, length, stops)
        due = refused(lambda: calendar.due_s(start * 60, length * 60, seconds(stops)))  # noqa: B023 - used at once
        assert due == (None if expected is None else expected * 60)
    expected_many = [bitmap.due(start, length, []) for start, length, _ in cases]
    starts, lengths = (np.array([case[side] for case in cases]) * 60 for side in (0, 1))
    marked = calendar.due_many(starts, lengths, unknown="mark").tolist()
    assert marked == [NONE if value is None else value * 60 for value in expected_many]
    if None in expected_many:
        with pytest.raises(CalendarUnknown):
            calendar.due_many(starts, lengths)


@settings(deadline=None, max_examples=200)
@given(bitmaps(), st.integers(-3, DAYS + 3), st.integers(-6, 6), st.integers(-3, DAYS + 3))
def test_workdays_are_those_of_the_table(bitmap: Bitmap, offset: int, n: int, other: int) -> None:
    calendar, day = bitmap.calendar, date.fromordinal(date(2017, 1, 1).toordinal() + offset)
    until = date.fromordinal(date(2017, 1, 1).toordinal() + other)
    works = {
        FIRST + i: None if p < 0 else bool(calendar._days.patterns[p]) for i, p in enumerate(bitmap.pattern_of_day)
    }
    if n:
        expected = walk(works, FIRST + offset, n)
        found = refused(lambda: number_of(calendar.nth_workday(day, n)))
        assert found == expected
        marked = calendar.nth_workday_many(np.array([FIRST + offset]), n, unknown="mark").tolist()
        assert marked == [NONE if expected is None else expected]
    between = [works.get(number) for number in range(FIRST + min(offset, other) + 1, FIRST + max(offset, other) + 1)]
    count = None if None in between else sum(between) * (1 if other >= offset else -1)
    assert refused(lambda: calendar.workdays_between(day, until)) == count
    marked = calendar.workdays_between_many([FIRST + offset], [FIRST + other], unknown="mark").tolist()
    assert marked == [NONE if count is None else count]


def walk(works: dict[int, bool | None], day: int, n: int) -> int | None:
    step = 1 if n > 0 else -1
    while n:
        day += step
        works_on_day = works.get(day)
        if works_on_day is None:
            return None
        n -= step * works_on_day
    return day


def test_calendars_too_fine_for_slots_are_searched_with_the_same_results(monkeypatch: pytest.MonkeyPatch) -> None:
    week = {day: [("08:30:07", "12:00:01"), ("14:00:13", "17:30")] for day in ("mon", "wed", "fri")}
    rng = np.random.default_rng(3)
    starts = rng.integers(FIRST, FIRST + 300, 20_000) * 86_400 + rng.integers(0, 86_400, 20_000)
    ends, lengths = starts + rng.integers(0, 40 * 86_400, 20_000), rng.integers(1, 200_000, 20_000)
    answers = []
    for largest in (tables._LARGEST, 1_000_000, 10):
        monkeypatch.setattr(tables, "_LARGEST", largest)
        calendar = WorkingCalendar(week, known_years=range(2016, 2020))
        answers.append((calendar.elapsed_many(starts, ends), calendar.due_many(starts, lengths)))
    some = range(0, 20_000, 400)
    assert [calendar.elapsed_s(int(starts[i]), int(ends[i])) for i in some] == answers[0][0][some].tolist()
    assert [calendar.due_s(int(starts[i]), int(lengths[i])) for i in some] == answers[0][1][some].tolist()
    for elapsed, due in answers[1:]:
        assert (elapsed == answers[0][0]).all()
        assert (due == answers[0][1]).all()
