"""The cases behind a figure, read from the store as they are now. Called on the engine's thread (``Watcher.ask``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from monitoring.blocks import NONE
from monitoring.codes import Light
from monitoring.counted_cases import CountedCase
from monitoring.judging.courses import read
from monitoring.judging.judge import judge
from monitoring.moments import ceil_seconds, from_seconds
from monitoring.ports import chunks
from monitoring.records import CaseRecord, Moment
from monitoring.watching.upcoming import short_place

if TYPE_CHECKING:
    from monitoring.watching.engine import Engine

CASES_AT_ONCE: Final = 200


def counted_cases(engine: Engine, case_nos: Sequence[str], at: datetime) -> tuple[CountedCase, ...]:
    """The named cases in their order. Raises StoreUnavailable."""
    found: dict[str, CountedCase] = {}
    for part in chunks(dict.fromkeys(case_nos), CASES_AT_ONCE):
        block = engine.store.fetch(part)
        found.update((block.case_no[row], _counted(engine, block.record(row), at)) for row in range(len(block)))
    return tuple(found.get(case_no) or _gone(case_no) for case_no in case_nos)


def _gone(case_no: str) -> CountedCase:
    return CountedCase(case_no, False, Light.UNJUDGED, None, "", "", "", "", None, None, None)


def _counted(engine: Engine, record: CaseRecord, at: datetime) -> CountedCase:
    names = engine.catalogue
    judged = judge(engine.book, names, record, at, live=engine.options.live)
    reading = read(engine.book.profile, judged.course, ceil_seconds(at)) if judged is not None else None
    due = reading.due if reading is not None else NONE
    return CountedCase(
        case_no=record.case_no,
        known=True,
        light=reading.light if reading is not None else Light.UNJUDGED,
        outcome=judged.outcome if judged is not None else None,
        item=names.item_name(record.item_code),
        place=short_place(names, record.region_code),
        unit=names.unit_name(judged.holder_id if judged is not None else record.unit_id),
        officer=names.officer_name(judged.officer_id) if judged is not None else "",
        accepted_at=_told(record.accepted_at),
        due_at=None if due == NONE else from_seconds(due),
        finished_at=_told(record.finished_at),
    )


def _told(moment: Moment) -> datetime | None:
    return moment if isinstance(moment, datetime) else None
