"""Cases behind a figure, as plain values (the work is in monitoring.watching.counted_cases)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitoring.codes import Light, Outcome


@dataclass(frozen=True, slots=True)
class CountedCase:
    """One case as it is now, open or not; '' and None where the store says nothing (any more)."""

    case_no: str
    known: bool
    """Whether the case store still has it."""
    light: Light
    outcome: Outcome | None
    item: str
    place: str
    unit: str
    officer: str
    accepted_at: datetime | None
    due_at: datetime | None
    finished_at: datetime | None
