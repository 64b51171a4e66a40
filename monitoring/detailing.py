"""One case in full, as plain values: its way through the nodes, its cards, the proof of its light."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from monitoring.codes import Light
from monitoring.explaining import Explanation
from monitoring.ports import IssuedCard


@dataclass(frozen=True, slots=True)
class NodeStep:
    """One visit to a node. Seconds are office seconds; None where they cannot be known or there is no limit."""

    seq: int
    name: str
    unit: str
    officer: str
    light: Light
    reason: str
    entered_at: datetime | None
    left_at: datetime | None
    due_at: datetime | None
    used_seconds: int | None
    """Time used so far or in all, lawful stops taken out."""
    limit_seconds: int | None
    open: bool


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """A case at ``proof.at``. Nothing of the applicant."""

    case_no: str
    item: str
    region: str
    state: str
    applied_at: datetime | None
    accepted_at: datetime | None
    finished_at: datetime | None
    steps: tuple[NodeStep, ...]
    cards: tuple[IssuedCard, ...]
    proof: Explanation
    officer_units: Mapping[str, str] = field(default_factory=dict)
    """The units of the officers charged with its cards, by officer_id: not always the unit that is charged."""
