"""Contract §2: WorkingCalendar from outside, held to a slow and simple count of seconds written here."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from monitoring.worktime import CalendarUnknown, WorkingCalendar

WEEK = {day: [("08:30", "12:00"), ("14:00", "17:30")] for day in ("mon", "tue", "wed", "thu", "fri")}
HOLIDAYS = [date(2017, 10, day) for day in range(1, 9)]
SPECIAL = {date(2017, 9, 30): [("08:30", "12:00"), ("14:00", "17:30")], date(2017, 7, 8): [("09:00", "11:00")]}
BREAKS = {date(2017, 7, 6): [("10:00", "10:30"), ("16:00", "18:00")]}
CALENDAR = WorkingCalendar(WEEK, HOLIDAYS, SPECIAL, BREAKS)

Span = tuple[datetime, datetime]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def h(hours: float) -> timedelta:
    return timedelta(hours=hours)


# from, office time, due; the hours of a day are 3.5 + 3.5
DUES = [
    ("2017-07-05 10:00", h(2), "2017-07-05 12:00"),  # exactly at closing time: that closing time
    ("2017-07-05 10:00", h(5.5), "2017-07-05 17:30"),
    ("2017-07-05 10:00", h(5.5) + timedelta(seconds=1), "2017-07-06 08:30:01"),
    ("2017-07-05 12:30", h(1), "2017-07-05 15:00"),
    ("2017-07-05 17:30", h(1), "2017-07-06 09:30"),
    ("2017-07-06 09:00", h(2), "2017-07-06 11:30"),  # half an hour is cut out at 10:00
    ("2017-07-06 14:00", h(2), "2017-07-06 16:00"),  # the afternoon ends at 16:00
    ("2017-07-07 17:00", h(2.5), "2017-07-08 11:00"),  # a Saturday of two hours
    ("2017-07-07 17:00", h(3), "2017-07-10 09:00"),
    ("2017-09-29 17:00", h(7.5), "2017-09-30 17:30"),
    ("2017-09-29 17:00", h(8), "2017-10-09 09:00"),
]


@pytest.mark.parametrize(("start", "length", "due"), DUES)
def test_dues_and_elapsed_time_by_hand(start: str, length: timedelta, due: str) -> None:
    assert CALENDAR.due(at(start), length) == at(due)
    assert CALENDAR.elapsed(at(start), at(due)) == length
    assert CALENDAR.elapsed(at(due), at(start)) == -length


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "Europe/Amsterdam", "America/New_York", "UTC"])
@pytest.mark.parametrize(("start", "length", "due"), DUES)
def test_aware_moments_give_the_same_in_their_own_zone(zone: str, start: str, length: timedelta, due: str) -> None:
    aware = at(start).replace(tzinfo=ZoneInfo(zone))
    found = CALENDAR.due(aware, length)
    assert found == at(due).replace(tzinfo=ZoneInfo(zone))
    assert found.tzinfo == aware.tzinfo
    # the end may be told in another zone
    assert CALENDAR.elapsed(aware, found.astimezone(UTC)) == length


@pytest.mark.parametrize(
    ("pauses", "length"),
    [
        ([("09:00", "10:00")], 6.0),
        ([("09:00", "10:00"), ("09:30", "11:00")], 5.0),  # overlapping: once
        ([("09:00", "10:00"), ("09:00", "10:00")], 6.0),
        ([("11:00", "15:00")], 5.0),  # over lunch: only office time
        ([("12:00", "14:00")], 7.0),
        ([("00:00", "08:30"), ("17:30", "23:00")], 7.0),
        ([("14:00", "15:00"), ("09:00", "10:00")], 5.0),  # in no order
        ([("09:00", "09:00")], 7.0),
        ([("00:00", "23:59")], 0.0),
    ],
)
def test_pauses_stop_the_clock_and_overlapping_ones_count_once(pauses: list[tuple[str, str]], length: float) -> None:
    spans = [(at(f"2017-07-05 {first}"), at(f"2017-07-05 {last}")) for first, last in pauses]
    assert CALENDAR.elapsed(at("2017-07-05 00:00"), at("2017-07-06 00:00"), spans) == h(length)
    if length:
        assert CALENDAR.elapsed(at("2017-07-05 00:00"), CALENDAR.due(at("2017-07-05 00:00"), h(7), spans), spans) == h(
            7
        )


def test_a_pause_that_ends_before_it_begins_and_a_mixture_of_clocks_are_refused_in_words() -> None:
    start, end = at("2017-07-05 09:00"), at("2017-07-05 10:00")
    for question in (
        lambda: CALENDAR.elapsed(start, end, [(end, start)]),
        lambda: CALENDAR.due(start, h(1), [(end, start)]),
        lambda: CALENDAR.elapsed(start, end.replace(tzinfo=UTC)),
        lambda: CALENDAR.due(start, h(1), [(end.replace(tzinfo=UTC), end.replace(tzinfo=UTC))]),
    ):
        with pytest.raises((ValueError, TypeError)) as refusal:
            question()
        assert len(str(refusal.value)) > 20


def test_add_working_days() -> None:
    assert CALENDAR.add_working_days(date(2017, 7, 5), 1) == date(2017, 7, 6)
    assert CALENDAR.add_working_days(date(2017, 7, 7), 1) == date(2017, 7, 8)
    assert CALENDAR.add_working_days(date(2017, 9, 29), 2) == date(2017, 10, 9)
    assert CALENDAR.add_working_days(date(2017, 10, 9), -2) == date(2017, 9, 29)
    assert CALENDAR.add_working_days(at("2017-09-29 10:00"), 2) == at("2017-10-09 10:00")
    aware = at("2017-09-29 10:00").replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    assert CALENDAR.add_working_days(aware, 2) == at("2017-10-09 10:00").replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def test_a_date_outside_the_known_span_is_refused() -> None:
    known = WorkingCalendar(WEEK, known_years=[2017])
    with pytest.raises(CalendarUnknown):
        known.due(at("2017-12-29 10:00"), h(20))
    with pytest.raises(CalendarUnknown):
        known.elapsed(at("2016-12-29 10:00"), at("2017-01-03 10:00"))
    with pytest.raises(CalendarUnknown):
        known.add_working_days(date(2017, 12, 29), 1)
    assert known.due(at("2017-12-29 10:00"), h(5.5)) == at("2017-12-29 17:30")
    with pytest.raises(CalendarUnknown):
        CALENDAR.due(at("2199-12-31 17:00"), h(5))


# a simple count: minutes of four weeks, open or not

FIRST = datetime(2017, 6, 26)
MINUTES = 28 * 1440


def open_minutes() -> np.ndarray:
    opened = np.zeros(MINUTES, bool)
    for day in range(28):
        today = FIRST.date() + timedelta(days=day)
        pairs: Iterable[tuple[str, str]] = WEEK["mon"] if today.weekday() < 5 else []
        for first, last in SPECIAL.get(today, pairs):
            opened[minute(today, first) : minute(today, last)] = True
        for first, last in BREAKS.get(today, []):
            opened[minute(today, first) : minute(today, last)] = False
    return opened


def minute(day: date, clock: str) -> int:
    hours, minutes = clock.split(":")
    return (day - FIRST.date()).days * 1440 + int(hours) * 60 + int(minutes)


def moment(number: int) -> datetime:
    return FIRST + timedelta(minutes=number)


def test_random_data_scalar_batch_and_simple_count_agree() -> None:
    opened, chance = open_minutes(), random.Random(11)
    starts: list[int] = []
    ends: list[int] = []
    owners: list[int] = []
    froms: list[int] = []
    tos: list[int] = []
    counts: list[int] = []
    for row in range(400):
        start, end = sorted(chance.sample(range(MINUTES // 2), 2))
        pauses = [tuple(sorted(chance.sample(range(MINUTES // 2), 2))) for _ in range(chance.choice([0, 0, 1, 2, 4]))]
        left = opened.copy()
        for first, last in pauses:
            left[first:last] = False
        count = int(left[start:end].sum())
        spans: Sequence[Span] = [(moment(first), moment(last)) for first, last in pauses]
        assert CALENDAR.elapsed(moment(start), moment(end), spans) == timedelta(minutes=count)
        length = chance.randrange(1, 2000)
        reached = np.flatnonzero(np.cumsum(left[start:]) == length)
        if len(reached):
            assert CALENDAR.due(moment(start), timedelta(minutes=length), spans) == moment(start + int(reached[0]) + 1)
        starts.append(start)
        ends.append(end)
        counts.append(count)
        for first, last in pauses:
            owners.append(row)
            froms.append(first)
            tos.append(last)
    base = np.datetime64(FIRST, "s")
    columns = [base + np.array(numbers) * np.timedelta64(60, "s") for numbers in (starts, ends, froms, tos)]
    many = CALENDAR.elapsed_many(columns[0], columns[1], (np.array(owners), columns[2], columns[3]))
    assert (many == np.array(counts) * np.timedelta64(60, "s")).all()
    lengths = np.array([chance.randrange(1, 200_000) for _ in starts])
    dues = CALENDAR.due_many(columns[0], lengths)
    for start, seconds, due in zip(starts, lengths.tolist(), dues.astype("datetime64[s]").tolist(), strict=True):
        assert CALENDAR.due(moment(start), timedelta(seconds=seconds)) == due
    days = np.array([chance.randrange(-9, 10) for _ in starts])
    moved = CALENDAR.add_working_days_many(columns[0], days).astype("datetime64[s]").tolist()
    assert moved == [
        CALENDAR.add_working_days(moment(start), n) for start, n in zip(starts, days.tolist(), strict=True)
    ]
