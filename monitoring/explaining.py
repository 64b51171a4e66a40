"""The proof of a light, day by day, as plain values (the work is in monitoring.explain)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the proof. Seconds are office seconds that counted, or that a stop took away."""

    date: date
    kind: str
    """'workday' | 'restday' | 'holiday' | 'makeup_workday'."""
    counted_seconds: int
    suspended_seconds: int
    note: str
    """Codes joined by a space: 'start' (this day does not count), 'start_counted', 'nth:3', 'suspended', 'due',
    'correction', 'off_clock', 'yellow', 'statutory_due', 'finished', 'now', 'name:<name of the holiday>'."""


@dataclass(frozen=True, slots=True)
class Explanation:
    case_no: str
    node_seq: int | None
    name: str
    """The item's or the node's name."""
    light: str
    reason: str
    at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    due_at: datetime | None
    statutory_due_at: datetime | None
    yellow_from: datetime | None
    statutory_breached: bool
    provisional: bool
    changes_at: datetime | None
    left_seconds: int | None
    unit: str
    officer: str
    outcome: str | None
    rule: str
    """The rule profile's name and day rule: 'default/whole_days'."""
    limit: str
    """'5 working_day', 'explicit' or ''."""
    statutory_limit: str
    basis: tuple[str, ...]
    """Codes of the rules of law or of the profile applied, e.g. 'start_day_excluded', 'stop_moves_due:3'."""
    stops: tuple[tuple[str, datetime, datetime | None, str], ...]
    """(kind, from, to, ground): kind 'suspension' | 'correction' | 'off_clock'."""
    days: tuple[DayLine, ...]
    problems: tuple[tuple[str, str], ...]
    """(code, detail)."""
    officer_unit: str = ""
    """The officer's own unit; where the store does not know it, the one that has the case in hand."""
