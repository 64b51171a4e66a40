"""Judging one case at one moment (contract §4): its light, its nodes' lights, its cards, its problems.

Nothing here raises for what stands in the data: impossible data become an unjudged course with its reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from monitoring.blocks import NONE
from monitoring.codes import Outcome, ProblemCode, Reason
from monitoring.judging.carding import Charge, Turn, card, promised_turns, statutory_turns, suspension_turns
from monitoring.judging.clocks import Clock, Dues, dues_of, red_from, running_course, until_now
from monitoring.judging.courses import Course, Family, unjudged
from monitoring.judging.dues import due_of
from monitoring.judging.grounds import grounds
from monitoring.judging.judgement import CaseJudgement, NodeJudgement
from monitoring.judging.nodes import current_visit, judge_nodes
from monitoring.judging.stops import Stop, within
from monitoring.judging.targets import Rulebook, Target, Unjudgeable, seconds_of, told
from monitoring.judging.timelines import timeline
from monitoring.judging.view import View, as_of
from monitoring.moments import DAY_SECONDS, NEVER, ceil_seconds, to_seconds
from monitoring.ports import Card
from monitoring.records import Bad, CaseRecord, Catalogue, Item
from monitoring.worktime import CalendarUnknown, OfficeHoursUnknown

CLOSED = ("finished", "refused", "withdrawn", "void")
STATES = ("applied", "open", *CLOSED)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the case's own clock yields."""

    course: Course
    outcome: Outcome | None = None
    dues: Dues = Dues(None, None)
    turns: tuple[Turn, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    start: int = NONE
    end: int = NEVER
    stops: tuple[Stop, ...] = ()


def judge(
    book: Rulebook, catalogue: Catalogue, record: CaseRecord, at: datetime, *, live: bool = True
) -> CaseJudgement | None:
    """The case at a moment of the site's wall clock; None where it was not there yet.

    ``live``: ``at`` is the present (monitoring.judging.view).
    """
    view = as_of(record, at, live=live)
    if view.record is None:
        return None
    now = ceil_seconds(at)
    item = catalogue.items.get(record.item_code) if record.item_code is not None else None
    years: tuple[int, ...] = ()
    try:
        judged = _judge_case(book, view, item, now)
    except Unjudgeable as problem:
        judged = _Judged(unjudged(problem.reason), problems=((problem.reason, problem.detail),))
    except CalendarUnknown as unknown:
        judged, years = _calendar_unknown(unknown), unknown.years
    return _assemble(book, catalogue, view, item, now, judged, years + judged.dues.unknown_years)


def _calendar_unknown(unknown: CalendarUnknown) -> _Judged:
    hours = isinstance(unknown, OfficeHoursUnknown)
    reason = Reason.OFFICE_HOURS_UNKNOWN if hours else Reason.CALENDAR_UNKNOWN
    detail = " ".join(str(year) for year in unknown.years)
    return _Judged(unjudged(reason), problems=((reason, detail),))


def _assemble(
    book: Rulebook,
    catalogue: Catalogue,
    view: View,
    item: Item | None,
    now: int,
    judged: _Judged,
    years: tuple[int, ...],
) -> CaseJudgement:
    record = view.record
    assert record is not None
    nodes, node_cards, node_problems, node_years = judge_nodes(book, catalogue, record, item, now, judged.end)
    visit = current_visit(record)
    course = _until_next(judged.course, nodes, view.next)
    officer_id = visit.officer_id if visit else None
    return CaseJudgement(
        case_no=record.case_no,
        open=state_of(record) not in CLOSED,
        course=course,
        nodes=nodes,
        outcome=judged.outcome,
        start=judged.start,
        end=judged.end,
        unit_id=record.unit_id or (visit.unit_id if visit else None),
        holder_id=(visit.unit_id if visit else None) or record.unit_id,
        officer_id=officer_id,
        node_name=(visit.name or "") if visit else "",
        cards=tuple(_case_cards(book, catalogue, record, judged.turns)) + node_cards,
        problems=judged.problems + node_problems + tuple(_item_problems(record, item)),
        unknown_years=tuple(sorted({*years, *node_years})),
        promised=judged.dues.promised,
        statutory=judged.dues.statutory,
        stops=judged.stops,
        applied=state_of(record) == "applied",
    )


def _until_next(course: Course, nodes: Iterable[NodeJudgement], upcoming: datetime | None) -> Course:
    """Case and nodes are worked out anew together: as soon as one of them no longer holds."""
    moments = [node.course.valid_until for node in nodes]
    if upcoming is not None:
        moments.append(to_seconds(upcoming))
    until = min(moments, default=NEVER)
    return course if until >= course.valid_until else replace(course, valid_until=until)


def state_of(record: CaseRecord) -> str:
    """The state the row is in; an empty one is read off the moments that are filled in."""
    if record.state:
        accepted = record.accepted_at is not None
        return "open" if record.state == "applied" and accepted else record.state
    if record.finished_at is not None:
        return "finished"
    return "open" if record.accepted_at is not None else "applied"


def _judge_case(book: Rulebook, view: View, item: Item | None, now: int) -> _Judged:
    record = view.record
    assert record is not None
    if view.impossible is not None:
        raise Unjudgeable(*view.impossible)
    state = state_of(record)
    if state not in STATES:
        raise Unjudgeable(Reason.UNKNOWN_STATE, state)
    if state == "applied":
        return _judge_application(book, record, now)
    if record.accepted_at is None:
        if state in CLOSED and state != "finished":
            return _never_accepted(book, record, now)
        raise Unjudgeable(Reason.ACCEPTED_AT_MISSING, state)
    return _judge_accepted(book, record, item, now, state)


def _never_accepted(book: Rulebook, record: CaseRecord, now: int) -> _Judged:
    """Refused, withdrawn or void before it was accepted: no outcome."""
    end = now if record.finished_at is None else seconds_of(record.finished_at, "finished_at")
    turns = tuple(_acceptance_turns(book, record, end))
    return _Judged(Course(Family.NOT_ACCEPTED), turns=turns, end=end)


def _judge_application(book: Rulebook, record: CaseRecord, now: int) -> _Judged:
    if record.applied_at is None:
        raise Unjudgeable(Reason.APPLIED_AT_MISSING, "applied")
    start = seconds_of(record.applied_at, "applied_at")
    found = grounds(book, record, None, start)
    clock = Clock(start, NEVER, now, within(found.lawful, start, now + 1))
    target = book.target(book.profile.accept_within, "working_day", start)
    dues = dues_of(book, clock, target, None)
    course = running_course(book, clock, dues, Family.ACCEPTANCE)
    return _Judged(
        course, None, dues, tuple(_acceptance_turns(book, record, now)), found.problems, start, NEVER, clock.stops
    )


def _acceptance_turns(book: Rulebook, record: CaseRecord, until: int) -> Iterator[Turn]:
    """The turns of the clock from application to acceptance: a late acceptance stays late."""
    if record.applied_at is None or isinstance(record.applied_at, Bad):
        return
    start = to_seconds(record.applied_at)
    if start >= until:
        return
    stops = within(grounds(book, record, None, start).lawful, start, until)
    target = book.target(book.profile.accept_within, "working_day", start)
    if target is not None:
        yield from promised_turns(book, timeline(book, target, start, stops, until), Family.ACCEPTANCE)


def _judge_accepted(book: Rulebook, record: CaseRecord, item: Item | None, now: int, state: str) -> _Judged:
    assert record.accepted_at is not None
    start = seconds_of(record.accepted_at, "accepted_at")
    end = _end(record, state, start)
    found = grounds(book, record, item, start)
    clock = Clock(start, end, now, within((*found.lawful, *found.off_clock), start, min(end, now + 1)))
    targets = _targets(book, record, item, start)
    _check_dues(record, start)
    if item is not None and item.case_kind == "immediate" and not book.profile.supervise_immediate:
        return _Judged(Course(Family.NOT_SUPERVISED), None, problems=found.problems, start=start, end=end)
    dues = dues_of(book, clock, *targets)
    problems = (*found.problems, *_state_problems(record, state), *_differences(book, record, item, start, clock, dues))
    turns = (*_acceptance_turns(book, record, start), *_turns(book, clock, dues))
    if end == NEVER:
        return _Judged(
            running_course(book, clock, dues, Family.PROMISED), None, dues, turns, problems, start, end, clock.stops
        )
    course, outcome = _ended(dues, end)
    return _Judged(course, outcome, dues, turns, problems, start, end, clock.stops)


def _end(record: CaseRecord, state: str, start: int) -> int:
    if record.finished_at is None:
        if state in CLOSED:
            raise Unjudgeable(Reason.FINISHED_AT_MISSING, state)
        return NEVER
    end = seconds_of(record.finished_at, "finished_at")
    if end < start:
        raise Unjudgeable(Reason.FINISHED_BEFORE_ACCEPTED, f"accepted_at {told(start)}, finished_at {told(end)}")
    return end if state in CLOSED else NEVER


def _targets(book: Rulebook, record: CaseRecord, item: Item | None, start: int) -> tuple[Target | None, Target | None]:
    unit = item.limit_unit if item else None
    promised = book.explicit(record.promised_due, unit, "promised_due")
    statutory = book.explicit(record.statutory_due, unit, "statutory_due")
    if item is not None:
        promised = promised or _promised_target(book, item, start)
        statutory = statutory or book.target(item.statutory_limit, unit, start)
    return promised, statutory


def _promised_target(book: Rulebook, item: Item, start: int) -> Target | None:
    if item.promised_limit is None and item.case_kind == "immediate":
        return book.target_of_zero_days()
    return book.target(item.promised_limit, item.limit_unit, start)


def _check_dues(record: CaseRecord, start: int) -> None:
    """A due long before acceptance is a slip; one on the very day may be a date without its hour."""
    for column, due in (("promised_due", record.promised_due), ("statutory_due", record.statutory_due)):
        if due is not None and seconds_of(due, column) < start - DAY_SECONDS:
            detail = f"accepted_at {told(start)}, {column} {told(seconds_of(due, column))}"
            raise Unjudgeable(Reason.DUE_BEFORE_ACCEPTED, detail)


def _turns(book: Rulebook, clock: Clock, dues: Dues) -> Iterator[Turn]:
    if dues.promised is not None:
        yield from promised_turns(book, dues.promised, Family.PROMISED)
        if dues.statutory is not None:
            yield from statutory_turns(book, dues.statutory)
    elif dues.statutory is not None:
        yield from promised_turns(book, dues.statutory, Family.STATUTORY)
    yield from suspension_turns(clock, red_from(book, dues, Family.PROMISED))


def _ended(dues: Dues, end: int) -> tuple[Course, Outcome]:
    """On time or late by the promise; by the law's limit where nothing was promised."""
    main = dues.promised or dues.statutory
    late = main is not None and end > main.due
    law = dues.statutory.due if dues.statutory else NONE
    course = Course(
        Family.FINISHED_LATE if late else Family.FINISHED_ON_TIME,
        law=law if law != NONE and end > law else NEVER,
        due=main.due if main else NONE,
        statutory_due=law,
    )
    return course, Outcome.LATE if late else Outcome.ON_TIME


def _state_problems(record: CaseRecord, state: str) -> Iterator[tuple[str, str]]:
    if state == "open" and record.finished_at is not None:
        yield ProblemCode.STATE_DISAGREES, f"state open, finished_at {record.finished_at}"
    if record.state == "applied" and record.accepted_at is not None:
        yield ProblemCode.STATE_DISAGREES, f"state applied, accepted_at {record.accepted_at}"


def _differences(
    book: Rulebook, record: CaseRecord, item: Item | None, start: int, clock: Clock, dues: Dues
) -> Iterator[tuple[str, str]]:
    """Dues of the store that are more than a day away from what the item's limit gives."""
    if item is None:
        return
    pairs = (
        ("promised_due", record.promised_due, item.promised_limit),
        ("statutory_due", record.statutory_due, item.statutory_limit),
    )
    for column, told_due, limit in pairs:
        if told_due is not None and limit is not None and not isinstance(told_due, Bad):
            try:
                target = book.target(limit, item.limit_unit, start)
                stops = until_now(clock) if book.due_includes_stops else ()
                worked = due_of(book, target, start, stops) if target else NONE
            except (CalendarUnknown, Unjudgeable):
                continue
            if target and abs(worked - to_seconds(told_due)) > DAY_SECONDS:
                yield ProblemCode.DUE_DIFFERS, f"{column} {told_due}, {told(worked)}"


def _item_problems(record: CaseRecord, item: Item | None) -> Iterator[tuple[str, str]]:
    if item is None and record.item_code is not None:
        yield ProblemCode.ITEM_UNKNOWN, record.item_code


def _case_cards(book: Rulebook, catalogue: Catalogue, record: CaseRecord, turns: tuple[Turn, ...]) -> Iterator[Card]:
    for turn in turns:
        visit = current_visit(record, turn.moment)
        unit_id = record.unit_id or (visit.unit_id if visit else None)
        officer_id = visit.officer_id if visit else None
        charge = Charge(
            record.case_no, None, unit_id, catalogue.unit_name(unit_id), officer_id, catalogue.officer_name(officer_id)
        )
        yield card(book, turn, charge)
