"""When a clock's due is, and when it gets near, with the stops that the law takes out (contract §4).

All in wall-clock seconds of the site. A stop counts while it begins no later than the due that the stops before it
left: one that begins after the due has passed changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from monitoring.judging.stops import Stop, merged, spans
from monitoring.judging.targets import Kind, Rulebook, Target, day_of, number_of
from monitoring.moments import DAY_SECONDS, to_seconds


def due_of(book: Rulebook, target: Target, start: int, stops: Sequence[Stop]) -> int:
    """The due with just these stops, whether or not they begin in time."""
    if target.kind is Kind.WORKING_DAYS and book.profile.whole_days:
        return _working_days_due(book, start, target.amount, days_stopped(book, target, start, stops))
    if target.kind is Kind.WORKING_DAYS:  # no days at all: what is counted in seconds knows no others
        return _moved_by_seconds(book, target, _working_days_due(book, start, target.amount, 0), stops)
    if target.kind is Kind.CALENDAR_DAYS:
        first = start // DAY_SECONDS
        return (first + target.amount + days_stopped(book, target, start, stops) + 1) * DAY_SECONDS
    if target.kind is Kind.OFFICE_SECONDS:
        return book.working.due_s(start, target.amount, spans(stops))
    if target.kind is Kind.REAL_SECONDS:
        return _real_due(start, target.amount, spans(stops))
    return _explicit_due(book, target, start, stops)


def _working_days_due(book: Rulebook, start: int, days: int, stopped: int) -> int:
    first = day_of(start // DAY_SECONDS)
    if days == 0:
        today = book.working.is_workday(first) and to_seconds(book.working.close_of(first)) >= start
        base = first if today else book.working.nth_workday(first, 1)
        last = book.working.nth_workday(base, stopped) if stopped else base
    else:
        last = book.working.nth_workday(first, days + stopped)
    return to_seconds(book.working.close_of(last))


def _real_due(start: int, seconds: int, stopped: Sequence[tuple[int, int]]) -> int:
    due = start + seconds
    for first, last in stopped:
        if first > due:
            break
        due += last - first
    return due


def _explicit_due(book: Rulebook, target: Target, start: int, stops: Sequence[Stop]) -> int:
    if not stops or book.due_includes_stops:
        return target.amount
    if book.profile.whole_days:
        return shifted(book, target, target.amount, days_stopped(book, target, start, stops))
    return _moved_by_seconds(book, target, target.amount, stops)


def _moved_by_seconds(book: Rulebook, target: Target, due: int, stops: Sequence[Stop]) -> int:
    if target.calendar_days:
        return due + sum(last - first for first, last in spans(stops))
    stopped = sum(book.working.elapsed_s(first, last) for first, last in spans(stops))
    return book.working.due_s(due, stopped) if stopped else due


def days_stopped(book: Rulebook, target: Target, start: int, stops: Sequence[Stop]) -> int:
    """k of contract §4: days d with (start of a stop) < d <= (its end), each once; working or calendar days."""
    if not stops:
        return 0
    union = merged((stop.start // DAY_SECONDS, stop.end // DAY_SECONDS) for stop in stops)
    if target.calendar_days:
        return sum(last - first for first, last in union)
    return sum(book.working.workdays_between(day_of(first), day_of(last)) for first, last in union)


def shifted(book: Rulebook, target: Target, moment: int, days: int) -> int:
    """A due moved by whole days: the same time of that day; end of business stays end of business, and midnight is
    24:00 of the day before.
    """
    if days == 0:
        return moment
    day, second = divmod(moment, DAY_SECONDS)
    if target.calendar_days:
        return moment + days * DAY_SECONDS
    if second == 0:
        day, second = day - 1, DAY_SECONDS
    goal = book.working.nth_workday(day_of(day), days)
    if book.working.is_workday(day_of(day)) and to_seconds(book.working.close_of(day_of(day))) == moment:
        return to_seconds(book.working.close_of(goal))
    return number_of(goal) * DAY_SECONDS + second


def near_of(book: Rulebook, target: Target, start: int, due: int, stops: Sequence[Stop]) -> int:
    """The moment after which the due is near (yellow): due minus margin, not before the clock's start."""
    profile = book.profile
    if profile.yellow_working_days and _limit_days(book, target, start) >= profile.yellow_share_below:
        near = _days_before(book, target, start, due, profile.yellow_working_days, stops)
    else:
        margin = round(profile.yellow_share * _limit_seconds(book, target, start))
        near = book.working.due_s(due, -margin, spans(stops)) if margin else due
    return min(max(near, start), due)


def _days_before(book: Rulebook, target: Target, start: int, due: int, days: Decimal, stops: Sequence[Stop]) -> int:
    by_day = book.profile.whole_days and target.kind is not Kind.OFFICE_SECONDS and days == int(days)
    if by_day:
        return shifted(book, Target(Kind.EXPLICIT, due, ""), _last_office_day(book, due), -int(days))
    margin = round(days * book.standard_day(start // DAY_SECONDS))
    return book.working.due_s(due, -margin, spans(stops))


def _last_office_day(book: Rulebook, due: int) -> int:
    """A due on a rest day is, for whoever works on it, one at the end of the working day before."""
    day = day_of((due - 1) // DAY_SECONDS)
    if book.working.is_workday(day):
        return due
    return (number_of(book.working.nth_workday(day, -1)) + 1) * DAY_SECONDS


def _limit_days(book: Rulebook, target: Target, start: int) -> Decimal:
    if target.kind is Kind.WORKING_DAYS:
        return Decimal(target.amount)
    if target.kind is Kind.OFFICE_SECONDS:
        return Decimal(target.amount) / book.standard_day(start // DAY_SECONDS)
    last = due_of(book, target, start, ())
    return Decimal(book.working.workdays_between(day_of(start // DAY_SECONDS), day_of((last - 1) // DAY_SECONDS)))


def _limit_seconds(book: Rulebook, target: Target, start: int) -> int:
    if target.kind is Kind.WORKING_DAYS:
        return target.amount * book.standard_day(start // DAY_SECONDS)
    if target.kind is Kind.OFFICE_SECONDS:
        return target.amount
    return max(0, book.working.elapsed_s(start, due_of(book, target, start, ())))
