"""From the timelines of a clock to the course of its light (contract §4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitoring.blocks import NONE
from monitoring.codes import Light
from monitoring.judging.courses import Course, Family
from monitoring.judging.grounds import CORRECTION, OFF_CLOCK, SUSPENSION
from monitoring.judging.stops import Stop
from monitoring.judging.targets import Kind, Rulebook, Target, number_of
from monitoring.judging.timelines import Timeline, timeline
from monitoring.moments import DAY_SECONDS, NEVER
from monitoring.worktime import CalendarUnknown

FRESH_SECONDS = 600
"""How long a provisional due counted in seconds is shown before it is worked out anew."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A running or ended clock at one moment. ``until``: its end, or now."""

    start: int
    end: int
    now: int
    stops: tuple[Stop, ...]

    @property
    def until(self) -> int:
        return min(self.end, self.now)

    @property
    def running_stops(self) -> tuple[Stop, ...]:
        """Stops that are on at ``now``; none once the clock has ended."""
        if self.end <= self.now:
            return ()
        return tuple(stop for stop in self.stops if stop.start <= self.now < stop.end)


@dataclass(frozen=True, slots=True)
class Dues:
    """A case's two timelines; a node has a promised one only."""

    promised: Timeline | None
    statutory: Timeline | None
    unknown_years: tuple[int, ...] = ()


def dues_of(book: Rulebook, clock: Clock, promised: Target | None, statutory: Target | None) -> Dues:
    """Raises CalendarUnknown where an unknown year matters to the light."""
    first = timeline(book, promised, clock.start, clock.stops, clock.until) if promised else None
    if statutory is None:
        return Dues(first, None)
    try:
        return Dues(first, timeline(book, statutory, clock.start, clock.stops, clock.until))
    except CalendarUnknown as unknown:
        if first is None or _law_decides(book, clock):
            raise
        return Dues(first, None, unknown.years)


def _law_decides(book: Rulebook, clock: Clock) -> bool:
    """Whether a statutory due in an unknown year could matter: only once the known years are over."""
    beyond = clock.until // DAY_SECONDS > number_of(book.working.last_known_day)
    return beyond and book.profile.past_promised is not Light.RED


def until_now(clock: Clock) -> tuple[Stop, ...]:
    """The stops as far as they have lasted."""
    return tuple(replace(stop, end=min(stop.end, clock.until)) for stop in clock.stops)


def running_course(book: Rulebook, clock: Clock, dues: Dues, family: Family) -> Course:
    """The course of a clock that has not ended."""
    course = _dated_course(clock, dues, family)
    red = red_from(book, dues, family)
    pausing = [stop for stop in clock.running_stops if stop.stands_since <= red]
    course = replace(course, valid_until=_fresh_until(clock, dues))
    return _paused_course(course, dues, pausing) if pausing else course


def _dated_course(clock: Clock, dues: Dues, family: Family) -> Course:
    law = dues.statutory.due if dues.statutory else NONE
    law_after = NEVER if dues.statutory is None or dues.statutory.stopped_now else law
    if dues.promised is None:
        if dues.statutory is None:
            return Course(Family.NO_LIMIT)
        return Course(Family.STATUTORY, dues.statutory.near, law_after, law_after, law, law)
    due, near = dues.promised.due, dues.promised.near
    near = NEVER if near >= due else near
    if law_after < due:
        return Course(Family.STATUTORY, min(near, law_after), law_after, law_after, due, law)
    return Course(family, near, due, law_after, due, law)


def red_from(book: Rulebook, dues: Dues, family: Family) -> int:
    """The due after which the light is red, as the stops counted so far leave it; NEVER where nothing turns it red.

    ``family``: that of the running clock. Whatever a profile says of the promise, nodes and applications turn red.
    """
    found = NEVER
    if dues.promised is not None and (family is not Family.PROMISED or book.profile.past_promised is Light.RED):
        found = dues.promised.due
    elif dues.promised is None and dues.statutory is None:
        return NEVER
    if dues.statutory is not None and book.profile.past_statutory is Light.RED:
        found = min(found, dues.statutory.due)
    return found


def _paused_course(course: Course, dues: Dues, pausing: Sequence[Stop]) -> Course:
    kinds = {stop.kind for stop in pausing}
    if SUSPENSION in kinds:
        family, overdue = Family.SUSPENDED, min(stop.limit_due for stop in pausing)
    elif CORRECTION in kinds:
        family, overdue = Family.IN_CORRECTION, NEVER
    else:
        yellow = _near_when_stopped(dues, pausing)
        family, overdue = Family.OFF_CLOCK_YELLOW if yellow else Family.OFF_CLOCK_GREEN, NEVER
    moving = any(line is not None and line.stopped_now for line in (dues.promised, dues.statutory))
    return replace(course, family=family, near=NEVER, past=overdue, law=NEVER, provisional=moving)


def _near_when_stopped(dues: Dues, pausing: Sequence[Stop]) -> bool:
    """Whether the light was yellow when the clock came to stand for the node off the case's clock."""
    entered = min(stop.stands_since for stop in pausing if stop.kind == OFF_CLOCK)
    main = dues.promised or dues.statutory
    if main is None:
        return False
    before = [epoch for epoch in main.epochs if epoch.opens < entered and epoch.closes >= entered]
    return any(entered > epoch.near for epoch in before)


def _fresh_until(clock: Clock, dues: Dues) -> int:
    """Until when the course holds though nothing is written: a stop moves the due, an unknown year hides nearness."""
    main = dues.promised or dues.statutory
    known = main.near_known_until if main is not None else NEVER
    return min(known, _due_holds_until(clock, dues)) if clock.running_stops else known


def _due_holds_until(clock: Clock, dues: Dues) -> int:
    midnight = (clock.now // DAY_SECONDS + 1) * DAY_SECONDS
    targets = [line.target for line in (dues.promised, dues.statutory) if line is not None]
    by_second = any(target.kind in (Kind.OFFICE_SECONDS, Kind.REAL_SECONDS) for target in targets)
    return min(midnight, clock.now + FRESH_SECONDS) if by_second else midnight
