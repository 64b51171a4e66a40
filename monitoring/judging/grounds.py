"""The stops that a case's rows tell of, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from monitoring.codes import ProblemCode, Reason
from monitoring.judging.dues import due_of
from monitoring.judging.stops import Stop
from monitoring.judging.targets import Rulebook, Unjudgeable, seconds_of
from monitoring.moments import NEVER
from monitoring.records import CaseRecord, Item, Moment, Suspension

SUSPENSION: Final = "suspension"
CORRECTION: Final = "correction"
OFF_CLOCK: Final = "off_clock"


@dataclass(frozen=True, slots=True)
class Grounds:
    """Stops of both clocks (suspensions, corrections) and those of the case only (nodes off its clock)."""

    lawful: tuple[Stop, ...]
    off_clock: tuple[Stop, ...]
    problems: tuple[tuple[str, str], ...]


def grounds(book: Rulebook, record: CaseRecord, item: Item | None, start: int) -> Grounds:
    """Raises Unjudgeable where a stop's moments make no sense."""
    lawful = [*_suspensions(book, record), *_corrections(record, start)]
    return Grounds(tuple(sorted(lawful)), tuple(sorted(_off_clock(record, item))), tuple(_problems(record)))


def _span(first: Moment, last: Moment, name: str) -> tuple[int, int]:
    if first is None:
        raise Unjudgeable(Reason.STOP_WITHOUT_START, name)
    start = seconds_of(first, name)
    end = NEVER if last is None else seconds_of(last, name)
    if end < start:
        raise Unjudgeable(Reason.STOP_ENDS_BEFORE_START, name)
    return start, end


def _suspensions(book: Rulebook, record: CaseRecord) -> Iterator[Stop]:
    for row in record.suspensions:
        start, end = _span(row.started_at, row.ended_at, f"suspensions.{row.seq}")
        yield Stop(start, end, SUSPENSION, row.basis or row.kind or "", _own_limit(book, row, start))


def _own_limit(book: Rulebook, row: Suspension, start: int) -> int:
    target = book.target(row.limit_value, row.limit_unit, start)
    return NEVER if target is None else due_of(book, target, start, ())


def _corrections(record: CaseRecord, start: int) -> Iterator[Stop]:
    for row in record.corrections:
        first, last = _span(row.notified_at, row.received_at, f"corrections.{row.seq}")
        if first >= start:
            yield Stop(first, last, CORRECTION)


def _off_clock(record: CaseRecord, item: Item | None) -> Iterator[Stop]:
    if item is None or all(node.on_case_clock for node in item.nodes):
        return
    for visit in record.nodes:
        node = item.node(visit.node_seq)
        if node is not None and not node.on_case_clock:
            start, end = _span(visit.entered_at, visit.left_at, f"case_nodes.{visit.seq}")
            yield Stop(start, end, OFF_CLOCK, node.name)


def _problems(record: CaseRecord) -> Iterator[tuple[str, str]]:
    for row in record.suspensions:
        if row.kind == "extension" and not row.approver:
            yield ProblemCode.EXTENSION_WITHOUT_APPROVER, f"suspensions.{row.seq}"
        if row.kind == "special" and not row.basis:
            yield ProblemCode.SPECIAL_WITHOUT_BASIS, f"suspensions.{row.seq}"
