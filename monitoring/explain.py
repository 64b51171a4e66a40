"""The proof of a light: the clock followed day by day, in codes; words for people are put to them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from monitoring.blocks import NONE
from monitoring.codes import Light
from monitoring.explaining import DayLine, Explanation
from monitoring.judging.courses import LightReading, read
from monitoring.judging.dues import days_stopped
from monitoring.judging.judge import judge
from monitoring.judging.judgement import CaseJudgement, NodeJudgement
from monitoring.judging.stops import Stop, merged, spans
from monitoring.judging.targets import Kind, Rulebook, day_of
from monitoring.judging.timelines import Timeline
from monitoring.moments import DAY_SECONDS, NEVER, ceil_seconds, from_seconds, to_seconds
from monitoring.records import CaseRecord, Catalogue
from monitoring.worktime import CalendarUnknown

MOST_DAYS: Final = 4000
"""A proof longer than eleven years is cut: nobody reads it, and the data are wrong."""


class NothingToExplain(Exception):
    """No such case at that moment (``node`` None), or no such visit in it."""

    def __init__(self, case_no: str, node: int | None = None) -> None:
        super().__init__(case_no, node)
        self.case_no = case_no
        self.node = node


@dataclass(frozen=True, slots=True)
class _Subject:
    """The clock that is explained: the case's, or one node's."""

    name: str
    node_seq: int | None
    reading: LightReading
    start: int
    end: int
    line: Timeline | None
    statutory: Timeline | None
    stops: tuple[Stop, ...]
    unit_id: str | None
    holder_id: str | None
    officer_id: str | None
    outcome: str | None


def explain(
    book: Rulebook,
    catalogue: Catalogue,
    record: CaseRecord,
    at: datetime,
    node_seq: int | None = None,
    *,
    live: bool = True,
) -> Explanation:
    """Why the light of a case (or of its visit ``node_seq``) is what it is at ``at``. Raises NothingToExplain."""
    judged = judge(book, catalogue, record, at, live=live)
    if judged is None:
        raise NothingToExplain(record.case_no)
    now = ceil_seconds(at)
    subject = _case(book, catalogue, judged, record, now) if node_seq is None else _node(book, judged, node_seq, now)
    return _explanation(book, catalogue, judged, subject, at)


def _case(book: Rulebook, catalogue: Catalogue, judged: CaseJudgement, record: CaseRecord, now: int) -> _Subject:
    reading = read(book.profile, judged.course, now)
    main, law = judged.promised, judged.statutory
    return _Subject(
        catalogue.item_name(record.item_code), None, reading, judged.start, judged.end, main or law, law,
        judged.stops, judged.unit_id, judged.holder_id, judged.officer_id, judged.outcome,
    )  # fmt: skip


def _node(book: Rulebook, judged: CaseJudgement, node_seq: int, now: int) -> _Subject:
    found: NodeJudgement | None = next((node for node in judged.nodes if node.seq == node_seq), None)
    if found is None:
        raise NothingToExplain(judged.case_no, node_seq)
    reading = read(book.profile, found.course, now)
    return _Subject(
        found.name, found.seq, reading, found.start, found.end, found.timeline, None,
        found.stops, found.unit_id, found.unit_id, found.officer_id, None,
    )  # fmt: skip


def _explanation(
    book: Rulebook, catalogue: Catalogue, judged: CaseJudgement, subject: _Subject, at: datetime
) -> Explanation:
    reading, line, law = subject.reading, subject.line, subject.statutory
    ended = subject.end != NEVER
    return Explanation(
        case_no=judged.case_no,
        node_seq=subject.node_seq,
        name=subject.name,
        light=reading.light.code,
        reason=reading.reason,
        at=at,
        started_at=_moment(subject.start),
        ended_at=_moment(subject.end),
        due_at=_moment(reading.due),
        statutory_due_at=_moment(reading.statutory_due),
        yellow_from=_moment(line.near) if line is not None and line.near < line.due else None,
        statutory_breached=reading.statutory_breached,
        provisional=reading.provisional,
        changes_at=_moment(reading.changes_at),
        left_seconds=None if ended else left_seconds(book, reading.due, at),
        unit=catalogue.unit_name(subject.unit_id),
        officer=catalogue.officer_name(subject.officer_id),
        outcome=subject.outcome,
        rule=f"{book.profile.name}/{book.profile.day_rule}",
        limit=line.target.label if line is not None else "",
        statutory_limit=law.target.label if law is not None else "",
        basis=tuple(_basis(book, subject, at)),
        stops=tuple((stop.kind, from_seconds(stop.start), _moment(stop.end), stop.ground) for stop in subject.stops),
        days=tuple(_days(book, subject, at)),
        problems=judged.problems,
        officer_unit=catalogue.officer_unit_name(subject.officer_id) or catalogue.unit_name(subject.holder_id),
    )


def left_seconds(book: Rulebook, due: int, at: datetime) -> int | None:
    """Office seconds left at ``at`` (negative: overdue); None without a due or in a year the calendar does not know."""
    if due == NONE:
        return None
    try:
        return book.working.elapsed_s(to_seconds(at), due)
    except CalendarUnknown:
        return None


def _moment(seconds: int) -> datetime | None:
    return None if seconds in (NONE, NEVER) else from_seconds(seconds)


def _basis(book: Rulebook, subject: _Subject, at: datetime) -> Iterator[str]:
    """Codes of the rules applied; the words files hold a sentence for each."""
    line, light = subject.line, subject.reading.light
    if line is None:
        yield "unjudged" if light is Light.UNJUDGED else "no_limit"
        return
    yield _KIND_BASIS[line.target.kind]
    if _is_start_day_excluded(line):
        yield "start_day_excluded"
    if line.counted and not (line.target.kind is Kind.EXPLICIT and book.due_includes_stops):
        yield _moved(book, subject, line)
    if any(stop not in line.counted and stop.start > line.due for stop in subject.stops if stop.kind != "off_clock"):
        yield "stop_after_due_ignored"
    if subject.reading.provisional:
        yield "due_provisional"
    if subject.reading.statutory_breached:
        yield "statutory_breached"


_KIND_BASIS: Final = {
    Kind.WORKING_DAYS: "whole_working_days",
    Kind.CALENDAR_DAYS: "whole_calendar_days",
    Kind.OFFICE_SECONDS: "office_seconds",
    Kind.REAL_SECONDS: "calendar_seconds",
    Kind.EXPLICIT: "due_from_store",
}


def _moved(book: Rulebook, subject: _Subject, line: Timeline) -> str:
    """By how much the stops moved the due, in the unit in which they did: seconds, calendar or working days."""
    kind, by_day = line.target.kind, book.profile.whole_days or line.target.calendar_days
    if kind in (Kind.OFFICE_SECONDS, Kind.REAL_SECONDS) or (kind is Kind.EXPLICIT and not by_day):
        return f"stop_cut_out_seconds:{_stopped_seconds(book, line)}"
    code = "stop_moves_calendar_due" if line.target.calendar_days else "stop_moves_due"
    return f"{code}:{days_stopped(book, line.target, subject.start, line.counted)}"


def _stopped_seconds(book: Rulebook, line: Timeline) -> int:
    return sum(book.working.elapsed_s(first, last) for first, last in spans(line.counted))


def _days(book: Rulebook, subject: _Subject, at: datetime) -> Iterator[DayLine]:
    line = subject.line
    if line is None or subject.start == NONE:
        return
    until = min(subject.end, to_seconds(at))
    law = subject.reading.statutory_due
    last = max(until, line.due, law if law != NONE and subject.statutory is not None else NONE)
    first_day = subject.start // DAY_SECONDS
    last_day = min((last - 1) // DAY_SECONDS, first_day + MOST_DAYS)
    nth = 0
    for day in range(first_day, max(first_day, last_day) + 1):
        counts = _counts(book, subject, line, day)
        nth += counts
        yield _day_line(book, subject, line, day, until, nth if counts else 0)


def _counts(book: Rulebook, subject: _Subject, line: Timeline, day: int) -> bool:
    """Whether the day is one of the N days of a limit in whole days; past the due there is nothing left to count."""
    kind = line.target.kind
    if kind not in (Kind.WORKING_DAYS, Kind.CALENDAR_DAYS) or day == subject.start // DAY_SECONDS:
        return False
    if _in_stopped_days(line, day) or day > (line.due - 1) // DAY_SECONDS:
        return False
    return kind is Kind.CALENDAR_DAYS or _is_workday(book, day)


def _in_stopped_days(line: Timeline, day: int) -> bool:
    union = merged((stop.start // DAY_SECONDS, stop.end // DAY_SECONDS) for stop in line.counted)
    return any(first < day <= last for first, last in union)


def _is_workday(book: Rulebook, day: int) -> bool:
    try:
        return book.working.is_workday(day_of(day))
    except CalendarUnknown:
        return False


def _day_line(book: Rulebook, subject: _Subject, line: Timeline, day: int, until: int, nth: int) -> DayLine:
    opens, closes = day * DAY_SECONDS, (day + 1) * DAY_SECONDS
    counted, suspended = _seconds(book, subject, line, max(opens, subject.start), min(closes, until), day)
    try:
        kind, name = book.site.kind(day_of(day)), book.site.name(day_of(day))
    except CalendarUnknown:
        kind, name = "unknown", ""
    notes = [*_marks(subject, line, opens, closes, until), *_stop_notes(line, day, opens, closes)]
    if nth:
        notes.append(f"nth:{nth}")
    if name:
        notes.append(f"name:{name}")
    return DayLine(day_of(day), kind, counted, suspended, " ".join(notes))


def _seconds(book: Rulebook, subject: _Subject, line: Timeline, opens: int, closes: int, day: int) -> tuple[int, int]:
    """Office seconds of this day that counted, and that stops took away."""
    if closes <= opens:
        return 0, 0
    try:
        office = book.working.elapsed_s(opens, closes)
        if line.target.kind in (Kind.WORKING_DAYS, Kind.CALENDAR_DAYS):
            if day == subject.start // DAY_SECONDS and _is_start_day_excluded(line):
                return 0, 0
            return (0, office) if _in_stopped_days(line, day) else (office, 0)
        running = book.working.elapsed_s(opens, closes, spans(line.counted))
    except CalendarUnknown:
        return 0, 0
    return running, office - running


def _is_start_day_excluded(line: Timeline) -> bool:
    """Whole days are counted from the day after the start (contract §4), but a limit of none ends on that day."""
    return line.target.kind in (Kind.WORKING_DAYS, Kind.CALENDAR_DAYS) and line.target.amount > 0


def _marks(subject: _Subject, line: Timeline, opens: int, closes: int, until: int) -> Iterator[str]:
    """What happened on this day. A moment at midnight belongs to the day that ends with it."""
    if opens <= subject.start < closes:
        yield "start" if _is_start_day_excluded(line) else "start_counted"
    if line.near < line.due and opens < line.near <= closes:
        yield "yellow"
    if opens < line.due <= closes:
        yield "due"
    law = subject.reading.statutory_due
    if subject.statutory is not None and opens < law <= closes:
        yield "statutory_due"
    if subject.end != NEVER and opens <= subject.end < closes:
        yield "finished"
    if subject.end == NEVER and opens <= until < closes:
        yield "now"


def _stop_notes(line: Timeline, day: int, opens: int, closes: int) -> Iterator[str]:
    """Stops that took this day, or a part of it, away; one that still runs has taken none of the days to come."""
    whole = line.target.kind in (Kind.WORKING_DAYS, Kind.CALENDAR_DAYS)
    for stop in line.counted:
        first, last = stop.start // DAY_SECONDS, stop.end // DAY_SECONDS
        if first < day <= last if whole else stop.start < closes and stop.end > opens:
            yield {"suspension": "suspended", "correction": "correction"}.get(stop.kind, "off_clock")
