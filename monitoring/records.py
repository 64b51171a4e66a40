"""What the case store says, as values. Moments are naive wall clock of the site, whole seconds.

``BAD`` stands in a moment or a number that was there but could not be read: the judge turns it into an
unjudged row with its reason instead of guessing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Final


class Bad(Enum):
    """A value that is there but cannot be read."""

    VALUE = "bad"


BAD: Final = Bad.VALUE
Moment = datetime | Bad | None
Number = Decimal | Bad | None


@dataclass(frozen=True, slots=True)
class ItemNode:
    seq: int
    name: str
    level: str | None
    limit_unit: str | None
    limit_value: Number
    on_case_clock: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    code: str
    name: str
    case_kind: str | None
    limit_unit: str | None
    promised_limit: Number
    statutory_limit: Number
    nodes: tuple[ItemNode, ...] = ()

    def node(self, seq: int | None) -> ItemNode | None:
        return next((node for node in self.nodes if node.seq == seq), None) if seq is not None else None


@dataclass(frozen=True, slots=True)
class NodeVisit:
    """One visit to a node: a row of case_nodes."""

    seq: int
    node_seq: int | None
    name: str | None
    unit_id: str | None
    officer_id: str | None
    entered_at: Moment
    left_at: Moment
    due_at: Moment


@dataclass(frozen=True, slots=True)
class Suspension:
    seq: int
    kind: str | None
    basis: str | None
    approver: str | None
    started_at: Moment
    limit_value: Number
    limit_unit: str | None
    ended_at: Moment


@dataclass(frozen=True, slots=True)
class Correction:
    seq: int
    notified_at: Moment
    received_at: Moment


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """One case with everything that its light depends on. No applicant's name or number: nobody needs it to judge."""

    case_no: str
    item_code: str | None
    region_code: str | None
    unit_id: str | None
    applied_at: Moment
    accepted_at: Moment
    promised_due: Moment
    statutory_due: Moment
    state: str | None
    finished_at: Moment
    updated_at: Moment
    nodes: tuple[NodeVisit, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    code: str
    name: str
    level: str | None
    parent_code: str | None
    valid_from: date | None = None
    """The first day on which it was in force; None: since ever, or a date that cannot be read."""
    valid_to: date | None = None
    """The last one; None: it still is."""


@dataclass(frozen=True, slots=True)
class Unit:
    unit_id: str
    name: str
    region_code: str | None


@dataclass(frozen=True, slots=True)
class Officer:
    officer_id: str
    name: str
    unit_id: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The store's small tables: what cases refer to. Keys are the store's own."""

    items: dict[str, Item] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    officers: dict[str, Officer] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)

    def unit_name(self, unit_id: str | None) -> str:
        """The unit's name, its key where the store has no name for it, '' where there is none."""
        unit = self.units.get(unit_id) if unit_id is not None else None
        return unit.name if unit is not None else (unit_id or "")

    def officer_name(self, officer_id: str | None) -> str:
        officer = self.officers.get(officer_id) if officer_id is not None else None
        return officer.name if officer is not None else (officer_id or "")

    def officer_unit_name(self, officer_id: str | None) -> str:
        """The name of the officer's own unit, '' where the store does not know it."""
        officer = self.officers.get(officer_id) if officer_id is not None else None
        return self.unit_name(officer.unit_id) if officer is not None else ""

    def item_name(self, item_code: str | None) -> str:
        item = self.items.get(item_code) if item_code is not None else None
        return item.name if item is not None else (item_code or "")

    def region_name(self, region_code: str | None) -> str:
        region = self.regions.get(region_code) if region_code is not None else None
        return region.name if region is not None else (region_code or "")
