"""One trace of an event log as one whole case."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from monitoring.importing.moments_read import due, exact_moment, happened
from monitoring.importing.names import EMPTY_WORDS, AmbiguousName
from monitoring.importing.report import Refusal
from monitoring.importing.rows import CaseRow, NodeRow, WholeCase, stamp
from monitoring.importing.taking import Taking
from monitoring.importing.xes_reader import Element, Trace

NAME, TIME, TRANSITION, INSTANCE = "concept:name", "time:timestamp", "lifecycle:transition", "concept:instance"
_STARTS = frozenset({"start"})
_ENDS = frozenset({"complete", "autoskip", "manualskip"})
_BREAKS = frozenset({"ate_abort", "pi_abort", "withdraw"})
"""Ends a visit that was begun; by itself it is no visit. Other transitions (schedule, assign, …) are none either."""


@dataclass(frozen=True, slots=True)
class XesOptions:
    """Attributes of the log, by what they become. None: the log has no such attribute."""

    case_start: str | None = None
    case_end: str | None = None
    case_due: str | None = None
    statutory_due: str | None = None
    node_due: str | None = None
    unit: str = "org:group"
    officer: str = "org:resource"
    region: str | None = None
    item: str | None = None


@dataclass(slots=True)
class _Visit:
    event: Element
    started: datetime | None
    ended: datetime | None


@dataclass(slots=True)
class _Event:
    element: Element
    number: int
    at: datetime

    @property
    def transition(self) -> str:
        return self.element.attributes.get(TRANSITION, "complete").strip().lower()

    @property
    def activity(self) -> tuple[str, str]:
        attributes = self.element.attributes
        return attributes[NAME], attributes.get(INSTANCE, "")


class _Refused(Exception):
    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason_code)
        self.refusal = refusal


@dataclass(slots=True)
class TraceConverter:
    """Turns traces into cases; what cannot be taken is handed to ``taking`` as a refusal."""

    options: XesOptions
    zone: ZoneInfo
    item_name: str
    taking: Taking
    _memory: dict[tuple[str, str], str | None] = field(default_factory=dict)

    def convert(self, trace: Trace) -> WholeCase | None:
        """The case, or None if it was refused."""
        self.taking.report.rows_read += len(trace.events)
        case_no = trace.attributes.get(NAME, "").strip()
        if not case_no:
            self.taking.refuse(Refusal(trace.line, "trace", "no_case_no", NAME))
            return None
        try:
            return self._whole(case_no, trace)
        except _Refused as refused:
            self.taking.refuse(refused.refusal)
            return None

    def _whole(self, case_no: str, trace: Trace) -> WholeCase:
        where = f"case {case_no}"
        options = self.options
        given_start = self._moment(trace, options.case_start, where)
        end = self._moment(trace, options.case_end, where)
        promised = self._moment(trace, options.case_due, where)
        statutory = self._moment(trace, options.statutory_due, where)
        events = self._events(trace, where)
        start = given_start or (events[0].at if events else None)
        item = trace.attributes.get(options.item) if options.item else self.item_name
        case = CaseRow(
            case_no,
            item_code=self._key("items", item, trace, where),
            region_code=self._key("regions", trace.attributes.get(options.region or ""), trace, where),
            unit_id=self._unit(trace, events, where),
            accepted_at=_happened_text(start),
            promised_due=_due_text(promised, end),
            statutory_due=_due_text(statutory, end),
            state="finished" if end else "open",
            finished_at=_happened_text(end),
        )
        return WholeCase(case, tuple(self._nodes(case_no, start, events)))

    def _unit(self, trace: Trace, events: list[_Event], where: str) -> str | None:
        """The accepting unit: the trace's own, else that of the first event."""
        name = trace.attributes.get(self.options.unit)
        if name is None and events:
            name = events[0].element.attributes.get(self.options.unit)
        return self._key("units", name, trace, where)

    def _events(self, trace: Trace, where: str) -> list[_Event]:
        """The readable events in the order of time, those of one moment as they stand in the log."""
        events = []
        for number, element in enumerate(trace.events, 1):
            try:
                events.append(self._event(element, number, where))
            except _Refused as refused:
                self.taking.refuse(refused.refusal)
        return sorted(events, key=lambda event: event.at)

    def _event(self, element: Element, number: int, where: str) -> _Event:
        here = f"{where}, event {number}"
        name = element.attributes.get(NAME, "").strip()
        if name in EMPTY_WORDS:
            raise _Refused(Refusal(element.line, here, "no_name", NAME))
        at = self._moment(element, TIME, here)
        if at is None:
            raise _Refused(Refusal(element.line, here, "no_moment", TIME))
        self._moment(element, self.options.node_due, here)
        self._key("units", element.attributes.get(self.options.unit), element, here)
        self._key("officers", element.attributes.get(self.options.officer), element, here)
        return _Event(element, number, at)

    def _nodes(self, case_no: str, start: datetime | None, events: list[_Event]) -> Iterable[NodeRow]:
        before = start
        for seq, visit in enumerate(_visits(events), 1):
            entered = visit.started or before
            if visit.ended is not None:
                entered = visit.ended if entered is None else min(entered, visit.ended)
                before = visit.ended
            yield self._node(case_no, seq, visit.event, entered, visit.ended)

    def _node(self, case_no: str, seq: int, event: Element, entered: datetime | None, left: datetime | None) -> NodeRow:
        get, options = event.attributes.get, self.options
        return NodeRow(
            case_no,
            seq,
            name=event.attributes[NAME].strip(),
            unit_id=self._memory.get(("units", get(options.unit, ""))),
            officer_id=self._memory.get(("officers", get(options.officer, ""))),
            entered_at=_happened_text(entered),
            left_at=_happened_text(left),
            due_at=_due_text(self._moment(event, options.node_due, case_no), left),
        )

    def _moment(self, element: Element, key: str | None, where: str) -> datetime | None:
        text = element.attributes.get(key) if key else None
        if text is None or text.strip() in EMPTY_WORDS:
            return None
        try:
            return exact_moment(text, self.zone)
        except ValueError:
            detail = f"{key}: {text[:40]!r}"
            raise _Refused(Refusal(element.line, where, "unreadable_moment", detail)) from None

    def _key(self, kind: str, name: str | None, element: Element, where: str) -> str | None:
        if name is None:
            return None
        if (kind, name) not in self._memory:
            try:
                self._memory[kind, name] = self.taking.books[kind].key(name)
            except AmbiguousName as error:
                raise _Refused(Refusal(element.line, where, "ambiguous_name", error.detail)) from None
        return self._memory[kind, name]


def _visits(events: list[_Event]) -> list[_Visit]:
    """Completions in the order of time, then what was begun and is not over, in the order it was begun."""
    begun: dict[tuple[str, str], deque[_Event]] = defaultdict(deque)
    done = []
    for event in events:
        waiting = begun[event.activity]
        if event.transition in _STARTS:
            waiting.append(event)
        elif event.transition in _ENDS or (event.transition in _BREAKS and waiting):
            started = waiting.popleft().at if waiting else None
            done.append(_Visit(event.element, started, event.at))
    left = [event for waiting in begun.values() for event in waiting]
    left.sort(key=lambda event: (event.at, event.number))
    return done + [_Visit(event.element, event.at, None) for event in left]


def _happened_text(exact: datetime | None) -> str | None:
    return None if exact is None else stamp(happened(exact))


def _due_text(exact: datetime | None, ended: datetime | None) -> str | None:
    return None if exact is None else stamp(due(exact, ended))
