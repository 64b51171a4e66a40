"""A worked example by the rules and the calendar in force: the engine itself judges a made-up case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal

from monitoring.explain import explain
from monitoring.explaining import Explanation
from monitoring.judging.targets import Rulebook
from monitoring.records import CaseRecord, Catalogue, Item

CASE_NO, ITEM = "example", "example"
ACCEPTED_AT = time(10)
LOOK_BACK = 30
"""Days within which a working day is found for sure."""


@dataclass(frozen=True, slots=True)
class Example:
    """``accepted_at`` is 10:00 of today or of the last working day. Nothing stops this case."""

    accepted_at: datetime
    promised: int
    statutory: int
    proof: Explanation

    @property
    def red_from(self) -> datetime | None:
        """The moment after which the case is over its promise."""
        return self.proof.due_at


def example(book: Rulebook, now: datetime, promised: int, statutory: int) -> Example:
    """Judges a case with these limits in working days. Raises CalendarUnknown for a year without a calendar."""
    accepted = _accepted(book, now)
    item = Item(ITEM, ITEM, "promised", "working_day", Decimal(promised), Decimal(statutory))
    record = CaseRecord(
        case_no=CASE_NO,
        item_code=ITEM,
        region_code=None,
        unit_id=None,
        applied_at=accepted,
        accepted_at=accepted,
        promised_due=None,
        statutory_due=None,
        state="open",
        finished_at=None,
        updated_at=accepted,
    )
    proof = explain(book, Catalogue(items={ITEM: item}), record, accepted)
    return Example(accepted, promised, statutory, proof)


def _accepted(book: Rulebook, now: datetime) -> datetime:
    """10:00 of the last day that was a working day; of today where none is near."""
    days = (now.date() - timedelta(days=back) for back in range(LOOK_BACK))
    day = next((day for day in days if book.working.is_workday(day)), now.date())
    return datetime.combine(day, ACCEPTED_AT)
