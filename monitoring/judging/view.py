"""A case as it stood at a moment: what came later had not happened yet.

``check --at`` judges the past as if it were then, and a store whose machine is a little ahead of ours shows rows of
the future: both see only what had begun. A moment far ahead of a row's own last change is impossible, not future.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from monitoring.codes import Reason
from monitoring.records import Bad, CaseRecord, Correction, Moment, NodeVisit, Suspension

TOLERANCE: Final = timedelta(days=1)
"""Machines' clocks differ, and a state is sometimes written a little before its hour."""


@dataclass(frozen=True, slots=True)
class View:
    """``record`` cut to the moment; None: the case was not there yet. ``next``: when more of the row comes true."""

    record: CaseRecord | None
    next: datetime | None = None
    impossible: tuple[Reason, str] | None = None


def as_of(record: CaseRecord, at: datetime, *, live: bool) -> View:
    """The case at ``at``. ``live``: ``at`` is the present, so that nothing in the store can come from after it."""
    impossible = _impossible(record, at, live=live)
    if impossible is not None:
        return View(record, impossible=impossible)
    upcoming = [moment for moment in _moments(record) if moment > at]
    if not upcoming:
        return View(record)
    return View(_cut(record, at), min(upcoming))


def _impossible(record: CaseRecord, at: datetime, *, live: bool) -> tuple[Reason, str] | None:
    latest = at + TOLERANCE
    updated = record.updated_at
    judged = live or (isinstance(updated, datetime) and updated <= at)
    if not judged:
        return None
    if isinstance(record.accepted_at, datetime) and record.accepted_at > latest:
        return Reason.ACCEPTED_IN_FUTURE, f"accepted_at {record.accepted_at}"
    if isinstance(record.finished_at, datetime) and record.finished_at > latest:
        return Reason.FINISHED_IN_FUTURE, f"finished_at {record.finished_at}"
    return None


def _moments(record: CaseRecord) -> list[datetime]:
    found: list[Moment] = [record.applied_at, record.accepted_at, record.finished_at]
    for visit in record.nodes:
        found += (visit.entered_at, visit.left_at)
    for suspension in record.suspensions:
        found += (suspension.started_at, suspension.ended_at)
    for correction in record.corrections:
        found += (correction.notified_at, correction.received_at)
    return [moment for moment in found if isinstance(moment, datetime)]


def _cut(record: CaseRecord, at: datetime) -> CaseRecord | None:
    finished = _until(record.finished_at, at)
    accepted = _until(record.accepted_at, at)
    state = record.state
    if record.finished_at is not None and finished is None:
        state = "open"
    if record.accepted_at is not None and accepted is None:
        if record.applied_at is None or isinstance(record.applied_at, Bad) or record.applied_at > at:
            return None
        state = "applied"
    elif accepted is None and isinstance(record.applied_at, datetime) and record.applied_at > at:
        return None
    elif accepted is None and state == "open":
        state = "applied" if record.applied_at is not None else state
    return replace(
        record,
        accepted_at=accepted,
        finished_at=finished,
        state=state,
        nodes=tuple(_visit(visit, at) for visit in record.nodes if not _later(visit.entered_at, at)),
        suspensions=tuple(_suspension(s, at) for s in record.suspensions if not _later(s.started_at, at)),
        corrections=tuple(_correction(c, at) for c in record.corrections if not _later(c.notified_at, at)),
    )


def _later(moment: Moment, at: datetime) -> bool:
    return isinstance(moment, datetime) and moment > at


def _until(moment: Moment, at: datetime) -> Moment:
    return None if _later(moment, at) else moment


def _visit(visit: NodeVisit, at: datetime) -> NodeVisit:
    return replace(visit, left_at=_until(visit.left_at, at))


def _suspension(suspension: Suspension, at: datetime) -> Suspension:
    return replace(suspension, ended_at=_until(suspension.ended_at, at))


def _correction(correction: Correction, at: datetime) -> Correction:
    return replace(correction, received_at=_until(correction.received_at, at))
