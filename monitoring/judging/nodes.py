"""Judging the visits to nodes: each by its own limit, charged to its own unit and officer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitoring.blocks import NONE
from monitoring.codes import ProblemCode, Reason
from monitoring.judging.carding import Charge, card, promised_turns
from monitoring.judging.clocks import Clock, dues_of, running_course, until_now
from monitoring.judging.courses import Course, Family, unjudged
from monitoring.judging.dues import due_of
from monitoring.judging.grounds import grounds
from monitoring.judging.judgement import NodeJudgement
from monitoring.judging.stops import Stop, within
from monitoring.judging.targets import Rulebook, Target, Unjudgeable, seconds_of, told
from monitoring.judging.timelines import Timeline
from monitoring.moments import DAY_SECONDS, NEVER, to_seconds
from monitoring.ports import Card
from monitoring.records import Bad, CaseRecord, Catalogue, Item, NodeVisit
from monitoring.worktime import CalendarUnknown, OfficeHoursUnknown

Problems = tuple[tuple[str, str], ...]


def current_visit(record: CaseRecord, moment: int | None = None) -> NodeVisit | None:
    """The visit in hand: the last open one, or the last of all; at a moment: the last begun by then, if any."""
    visits: Sequence[NodeVisit] = record.nodes
    if moment is not None:
        visits = [visit for visit in visits if _begun(visit, moment)]
    else:
        visits = [visit for visit in visits if visit.left_at is None] or visits
    return visits[-1] if visits else None


def _begun(visit: NodeVisit, moment: int) -> bool:
    entered = visit.entered_at
    return entered is None or isinstance(entered, Bad) or to_seconds(entered) <= moment


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the visits of one case share. ``end``: when the case's own clock ended (NEVER: it runs)."""

    book: Rulebook
    record: CaseRecord
    item: Item | None
    stops: tuple[Stop, ...]
    now: int
    end: int


def judge_nodes(
    book: Rulebook, catalogue: Catalogue, record: CaseRecord, item: Item | None, now: int, end: int
) -> tuple[tuple[NodeJudgement, ...], tuple[Card, ...], Problems, tuple[int, ...]]:
    """Judgements of all visits, their cards, their problems, and years that the calendar did not know."""
    frame = _Frame(book, record, item, _lawful(book, record), now, end)
    judged: list[NodeJudgement] = []
    cards: list[Card] = []
    problems: list[tuple[str, str]] = []
    years: list[int] = []
    for visit in record.nodes:
        node, wrong, unknown = _judge_visit(frame, visit)
        judged.append(node)
        problems += wrong
        years += unknown
        cards += _cards(book, catalogue, record, node)
    return tuple(judged), tuple(cards), tuple(problems), tuple(years)


def _lawful(book: Rulebook, record: CaseRecord) -> tuple[Stop, ...]:
    """Suspensions and corrections; where they make no sense the case itself is unjudged and says so."""
    if not record.suspensions and not record.corrections:
        return ()
    try:
        accepted = record.accepted_at
        return grounds(book, record, None, to_seconds(accepted) if isinstance(accepted, datetime) else NONE).lawful
    except (Unjudgeable, CalendarUnknown):
        return ()


def _judge_visit(frame: _Frame, visit: NodeVisit) -> tuple[NodeJudgement, Problems, tuple[int, ...]]:
    name = visit.name or _item_name(frame.item, visit.node_seq)
    open_now = visit.left_at is None and frame.end == NEVER
    years: tuple[int, ...] = ()
    try:
        return _judged(frame, visit, name, open_now)
    except Unjudgeable as problem:
        course, reason, detail = unjudged(problem.reason), problem.reason, problem.detail
    except CalendarUnknown as unknown:
        hours = isinstance(unknown, OfficeHoursUnknown)
        reason = Reason.OFFICE_HOURS_UNKNOWN if hours else Reason.CALENDAR_UNKNOWN
        course, detail, years = unjudged(reason), " ".join(map(str, unknown.years)), unknown.years
    node = NodeJudgement(visit.seq, name, visit.unit_id, visit.officer_id, course, open_now, NONE, NEVER)
    return node, ((reason, f"case_nodes.{visit.seq}: {detail}"),), years


def _item_name(item: Item | None, seq: int | None) -> str:
    node = item.node(seq) if item is not None else None
    return node.name if node is not None else ""


def _judged(
    frame: _Frame, visit: NodeVisit, name: str, open_now: bool
) -> tuple[NodeJudgement, Problems, tuple[int, ...]]:
    if visit.entered_at is None:
        raise Unjudgeable(Reason.ENTERED_AT_MISSING, "entered_at")
    start = seconds_of(visit.entered_at, "entered_at")
    end = _end(frame, visit, start)
    clock = Clock(start, end, frame.now, within(frame.stops, start, min(end, frame.now + 1)))
    dues = dues_of(frame.book, clock, _target(frame, visit, start), None)
    course = _left(dues.promised, end) if end != NEVER else running_course(frame.book, clock, dues, Family.NODE)
    if end == NEVER and course.family == Family.SUSPENDED:
        # a suspension that outlasts its own limit is the case's red light, not that of whoever holds the node
        course = Course(Family.SUSPENDED, due=course.due, provisional=True, valid_until=course.valid_until)
    node = NodeJudgement(
        visit.seq, name, visit.unit_id, visit.officer_id, course, open_now, start, end, dues.promised, clock.stops
    )
    return node, tuple(_problems(frame, visit, clock)), ()


def _problems(frame: _Frame, visit: NodeVisit, clock: Clock) -> Iterator[tuple[str, str]]:
    if visit.left_at is None and frame.end != NEVER:
        yield ProblemCode.NODE_LEFT_OPEN, f"case_nodes.{visit.seq}"
    if isinstance(visit.due_at, datetime):
        worked = _worked_due(frame, visit, clock)
        if worked is not None and abs(worked - to_seconds(visit.due_at)) > DAY_SECONDS:
            yield ProblemCode.DUE_DIFFERS, f"case_nodes.{visit.seq}: due_at {visit.due_at}, {told(worked)}"


def _worked_due(frame: _Frame, visit: NodeVisit, clock: Clock) -> int | None:
    """What the limit of the item's node gives; None where there is none."""
    node = frame.item.node(visit.node_seq) if frame.item is not None else None
    if node is None:
        return None
    try:
        target = frame.book.target(node.limit_value, node.limit_unit, clock.start)
        stops = until_now(clock) if frame.book.due_includes_stops else ()
        return due_of(frame.book, target, clock.start, stops) if target is not None else None
    except (CalendarUnknown, Unjudgeable):
        return None


def _end(frame: _Frame, visit: NodeVisit, start: int) -> int:
    if visit.left_at is None:
        return frame.end if frame.end == NEVER else max(frame.end, start)
    end = seconds_of(visit.left_at, "left_at")
    if end < start:
        raise Unjudgeable(Reason.LEFT_BEFORE_ENTERED, f"entered_at {told(start)}, left_at {told(end)}")
    return end


def _target(frame: _Frame, visit: NodeVisit, start: int) -> Target | None:
    node = frame.item.node(visit.node_seq) if frame.item is not None else None
    explicit = frame.book.explicit(visit.due_at, node.limit_unit if node else None, "due_at")
    if explicit is not None or node is None:
        return explicit
    return frame.book.target(node.limit_value, node.limit_unit, start)


def _left(line: Timeline | None, end: int) -> Course:
    if line is None:
        return Course(Family.LEFT_ON_TIME)
    return Course(Family.LEFT_LATE if end > line.due else Family.LEFT_ON_TIME, due=line.due)


def _cards(book: Rulebook, catalogue: Catalogue, record: CaseRecord, node: NodeJudgement) -> Iterator[Card]:
    if node.timeline is None:
        return
    charge = Charge(
        record.case_no,
        node.seq,
        node.unit_id,
        catalogue.unit_name(node.unit_id),
        node.officer_id,
        catalogue.officer_name(node.officer_id),
    )
    for turn in promised_turns(book, node.timeline, Family.NODE):
        yield card(book, turn, charge)
