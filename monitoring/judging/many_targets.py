"""Targets, dues and nearness of many clocks without stops at once: the columns' form of targets.py and dues.py.

Each rule has its words there; here it only is done for arrays. ``NONE`` marks what the calendar does not know or what
has no target: such rows are judged one by one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE, Seconds
from monitoring.judging.targets import Kind, Rulebook, Target, Unjudgeable
from monitoring.moments import DAY_SECONDS
from monitoring.worktime import CalendarUnknown

NO_TARGET: Final = 255
Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class ManyTargets:
    """One target a row; ``kind`` NO_TARGET where there is none. ``impossible``: rows for the scalar code."""

    kind: npt.NDArray[np.uint8]
    amount: Seconds
    label: npt.NDArray[np.object_]
    calendar_days: Mask
    impossible: Mask

    @classmethod
    def none(cls, rows: int) -> ManyTargets:
        return cls(
            kind=np.full(rows, NO_TARGET, np.uint8),
            amount=np.full(rows, NONE, np.int64),
            label=np.full(rows, "", object),
            calendar_days=np.zeros(rows, np.bool_),
            impossible=np.zeros(rows, np.bool_),
        )

    def put(self, rows: npt.NDArray[Any], target: Target | None) -> None:
        if target is not None:
            self.kind[rows] = target.kind
            self.amount[rows] = target.amount
            self.label[rows] = target.label
            self.calendar_days[rows] = target.calendar_days

    def put_explicit(self, due: Seconds, calendar_days: Mask | None = None) -> None:
        """A due that the store names wins. ``calendar_days``: rows that stops move by calendar days."""
        told = due != NONE
        if calendar_days is not None:
            self.calendar_days[told] = calendar_days[told]
        self.kind[told] = Kind.EXPLICIT
        self.amount[told] = due[told]
        self.label[told] = "explicit"

    @property
    def there(self) -> Mask:
        there: Mask = self.kind != NO_TARGET
        return there

    def of(self, *kinds: Kind) -> npt.NDArray[np.intp]:
        return np.flatnonzero(np.isin(self.kind, kinds))


def standard_days(book: Rulebook, start: Seconds) -> Seconds:
    """Office seconds of a standard day for each start; NONE before the first row of office hours."""
    days, place = np.unique(start // DAY_SECONDS, return_inverse=True)
    return np.array([_standard(book, day) for day in days.tolist()], np.int64)[place] if len(days) else start


def _standard(book: Rulebook, day: int) -> int:
    try:
        return book.standard_day(day)
    except CalendarUnknown:
        return NONE


def assigned(
    key: npt.NDArray[np.int64], start: Seconds, standard: Seconds, target_of: Callable[[int, int], Target | None]
) -> ManyTargets:
    """Targets by group: rows of one key and one standard day have the same. A negative key has none.

    ``target_of(key, start)`` may raise Unjudgeable or CalendarUnknown.
    """
    targets = ManyTargets.none(len(key))
    chosen = np.flatnonzero(key >= 0)
    if not len(chosen):
        return targets
    pairs, first, place = np.unique(
        np.stack([key[chosen], standard[chosen]]), axis=1, return_index=True, return_inverse=True
    )
    place = place.reshape(-1)
    for group in range(pairs.shape[1]):
        rows = chosen[place == group]
        sample = chosen[first[group]]
        try:
            targets.put(rows, target_of(int(key[sample]), int(start[sample])))
        except (Unjudgeable, CalendarUnknown):
            targets.impossible[rows] = True
    return targets


def dues_many(book: Rulebook, targets: ManyTargets, start: Seconds) -> Seconds:
    """The due of each row; NONE where there is no target or a needed day is not known."""
    due = np.full(len(start), NONE, np.int64)
    working = book.working
    rows = targets.of(Kind.WORKING_DAYS)
    due[rows] = _working_days(book, start[rows], targets.amount[rows])
    rows = targets.of(Kind.CALENDAR_DAYS)
    due[rows] = (start[rows] // DAY_SECONDS + targets.amount[rows] + 1) * DAY_SECONDS
    rows = targets.of(Kind.OFFICE_SECONDS)
    if len(rows):
        due[rows] = working.due_many(start[rows], targets.amount[rows], unknown="mark")
    rows = targets.of(Kind.REAL_SECONDS)
    due[rows] = start[rows] + targets.amount[rows]
    rows = targets.of(Kind.EXPLICIT)
    due[rows] = targets.amount[rows]
    return due


def _working_days(book: Rulebook, start: Seconds, days: Seconds) -> Seconds:
    if not len(start):
        return start
    first = start // DAY_SECONDS
    last = book.working.nth_workday_many(first, np.maximum(days, 1), unknown="mark")
    zero = np.flatnonzero(days == 0)
    if len(zero):
        today = is_workday_many(book, first[zero])
        closes = np.full(len(zero), NONE, np.int64)
        closes[today] = book.working.close_many(first[zero][today], unknown="mark")
        still = today & (closes >= start[zero])
        last[zero[still]] = first[zero[still]]
    return closes_many(book, last)


def is_workday_many(book: Rulebook, days: Seconds) -> Mask:
    """Whether each day is a working day; an unknown one is none."""
    workday: Mask = book.working.workdays_between_many(days - 1, days, unknown="mark") == 1
    return workday


def closes_many(book: Rulebook, days: Seconds) -> Seconds:
    """End of business of working days; NONE stays NONE."""
    known = days != NONE
    closes = np.full(len(days), NONE, np.int64)
    closes[known] = book.working.close_many(days[known], unknown="mark")
    return closes


def near_many(
    book: Rulebook,
    targets: ManyTargets,
    start: Seconds,
    standard: Seconds,
    due: Seconds,
    first_due: Seconds | None = None,
) -> Seconds:
    """The near boundary of each row; NONE where there is no due or a needed day is not known.

    ``first_due``: the due without stops, which says how long the limit is, where stops moved ``due``.
    """
    unmoved = due if first_due is None else first_due
    near = np.full(len(start), NONE, np.int64)
    dated = np.flatnonzero(due != NONE)
    if not len(dated):
        return near
    profile = book.profile
    by_days = np.zeros(len(start), np.bool_)
    if profile.yellow_working_days:
        by_days[dated] = long_enough(book, targets, start, standard, unmoved, dated)
    rows = np.flatnonzero(by_days)
    near[rows] = _days_before(book, targets, standard, due, rows)
    rows = dated[~by_days[dated]]
    near[rows] = _share_before(book, targets, start, standard, due, unmoved, rows)
    found = near != NONE
    near[found] = np.minimum(np.maximum(near[found], start[found]), due[found])
    return near


def long_enough(
    book: Rulebook, targets: ManyTargets, start: Seconds, standard: Seconds, due: Seconds, rows: npt.NDArray[np.intp]
) -> Mask:
    """Limits that are not shorter than yellow_share_below working days."""
    kind, amount = targets.kind[rows], targets.amount[rows]
    below = Fraction(book.profile.yellow_share_below)
    days = np.where(kind == Kind.WORKING_DAYS, amount, 0)
    spanned = np.flatnonzero(np.isin(kind, (Kind.CALENDAR_DAYS, Kind.REAL_SECONDS, Kind.EXPLICIT)))
    if len(spanned):
        first, last = start[rows][spanned] // DAY_SECONDS, (due[rows][spanned] - 1) // DAY_SECONDS
        days[spanned] = book.working.workdays_between_many(first, last, unknown="mark")
    long = days * below.denominator >= below.numerator
    office = kind == Kind.OFFICE_SECONDS
    return np.where(office, amount * below.denominator >= below.numerator * standard[rows], long)


def _days_before(
    book: Rulebook, targets: ManyTargets, standard: Seconds, due: Seconds, rows: npt.NDArray[np.intp]
) -> Seconds:
    margin = Fraction(book.profile.yellow_working_days)
    whole = book.profile.whole_days and margin.denominator == 1
    found = np.full(len(rows), NONE, np.int64)
    by_second = (targets.kind[rows] == Kind.OFFICE_SECONDS) | (not whole)
    chosen = np.flatnonzero(by_second)
    if len(chosen):
        back = _rounded(margin, standard[rows[chosen]])
        found[chosen] = book.working.due_many(due[rows[chosen]], -back, unknown="mark")
    chosen = np.flatnonzero(~by_second)
    found[chosen] = shifted_many(book, _last_office_days(book, due[rows[chosen]]), np.full(len(chosen), -int(margin)))
    return found


def _last_office_days(book: Rulebook, due: Seconds) -> Seconds:
    """``_last_office_day`` of dues.py; NONE where a needed day is not known."""
    day = (due - 1) // DAY_SECONDS
    before = book.working.nth_workday_many(day, np.full(len(due), -1), unknown="mark")
    ends = np.where(before == NONE, NONE, (before + 1) * DAY_SECONDS)
    return np.where(is_workday_many(book, day), due, ends)


def shifted_many(book: Rulebook, due: Seconds, days: Seconds) -> Seconds:
    """Dues moved by whole working days, never 0 (``shifted`` of dues.py); NONE where a needed day is not known."""
    if not len(due):
        return due
    unknown = due == NONE
    due = np.where(unknown, 0, due)
    day, second = due // DAY_SECONDS, due % DAY_SECONDS
    midnight = second == 0
    day, second = day - midnight, np.where(midnight, DAY_SECONDS, second)
    goal = book.working.nth_workday_many(day, days, unknown="mark")
    workday = is_workday_many(book, day)
    at_close = np.zeros(len(due), np.bool_)
    at_close[workday] = book.working.close_many(day[workday], unknown="mark") == due[workday]
    moved = np.where(at_close, closes_many(book, goal), goal * DAY_SECONDS + second)
    return np.where(unknown | (goal == NONE), NONE, moved)


def _share_before(
    book: Rulebook,
    targets: ManyTargets,
    start: Seconds,
    standard: Seconds,
    due: Seconds,
    unmoved: Seconds,
    rows: npt.NDArray[np.intp],
) -> Seconds:
    kind, amount = targets.kind[rows], targets.amount[rows]
    limit = np.where(kind == Kind.WORKING_DAYS, amount * standard[rows], amount)
    spanned = np.flatnonzero(np.isin(kind, (Kind.CALENDAR_DAYS, Kind.REAL_SECONDS, Kind.EXPLICIT)))
    unknown = np.zeros(len(rows), np.bool_)
    if len(spanned):
        elapsed = book.working.elapsed_many(start[rows][spanned], unmoved[rows][spanned], unknown="mark")
        unknown[spanned] = elapsed == NONE
        limit[spanned] = np.maximum(elapsed, 0)
    margin = _rounded(Fraction(book.profile.yellow_share), limit)
    near = due[rows].copy()
    some = np.flatnonzero((margin > 0) & ~unknown)
    if len(some):
        near[some] = book.working.due_many(due[rows[some]], -margin[some], unknown="mark")
    return np.where(unknown, NONE, near)


def _rounded(share: Fraction, values: Seconds) -> Seconds:
    """share × value, halves to even as Python's round does."""
    product = values * share.numerator
    whole, rest = product // share.denominator, product % share.denominator
    up = (2 * rest > share.denominator) | ((2 * rest == share.denominator) & (whole % 2 == 1))
    rounded: Seconds = whole + up
    return rounded
