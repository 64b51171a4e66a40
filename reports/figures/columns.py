"""Cases, visits, cards and stops as columns: what the figures are counted from.

Moments are int64 wall-clock seconds of the site; ``NONE`` is an empty one, ``NEVER`` one that does not come.
Keys (items, regions, units, officers, node names, levels) are int32 codes into the lists of ``Keys``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from monitoring.blocks import Seconds

Codes = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]
Small = npt.NDArray[np.uint8]
Columns = TypeVar("Columns", "Cases", "Visits", "Cards", "Stops")

NO_VISIT: Final = -1
YELLOW, RED, STATUTORY = 0, 1, 2
SUSPENSION, CORRECTION = 0, 1


class Coder:
    """Keys by number, in the order in which they were first met; only ever longer."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self._codes: dict[str, int] = {}

    def code(self, key: str | None) -> int:
        """The key's number; no key counts as ''."""
        told = key or ""
        code = self._codes.get(told)
        if code is None:
            code = self._codes[told] = len(self.keys)
            self.keys.append(told)
        return code

    def codes(self, keys: Iterable[str | None]) -> Codes:
        return np.fromiter(map(self.code, keys), np.int32)


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys behind the codes, shared by all histories that come from one reading of the store."""

    items: Coder = field(default_factory=Coder)
    regions: Coder = field(default_factory=Coder)
    units: Coder = field(default_factory=Coder)
    officers: Coder = field(default_factory=Coder)
    nodes: Coder = field(default_factory=Coder)
    levels: Coder = field(default_factory=Coder)


@dataclass(frozen=True, slots=True)
class Cases:
    """One row a case that was there before the cut-off, as it then stood."""

    case_no: npt.NDArray[np.object_]
    block: Codes
    """With ``row``: where the case stands in the history's blocks."""
    row: Codes
    item: Codes
    region: Codes
    unit: Codes
    """The accepting unit."""
    level: Codes
    officer_in: Codes
    """Who had it when it was accepted."""
    officer_out: Codes
    """Who had it when it ended."""
    officer_now: Codes
    """Who has it in hand."""
    holder: Codes
    """The unit that has it in hand: the current node's, or the accepting one."""
    node: Codes
    immediate: Mask
    received: Seconds
    """Applied, or accepted where no application is dated."""
    applied: Seconds
    accepted: Seconds
    ended: Seconds
    settled: Seconds
    """The latest moment that the store tells of the case, be it after the cut-off."""
    open: Mask
    judged: Mask
    late: Mask
    light: Small
    reason: Small
    past: Seconds
    """When the light turned or will turn red."""
    due: Seconds
    statutory_due: Seconds
    breached: Mask
    day_seconds: Seconds
    """Office seconds of a standard day when it was accepted; NONE where not known."""
    used: Seconds
    """Office seconds from acceptance to end without its stops; NONE while it runs or where not known."""
    promised: Seconds
    """The promised limit in office seconds."""
    statutory: Seconds

    def __len__(self) -> int:
        return len(self.case_no)


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits to nodes; ``case`` is a row of ``Cases``. Sorted by case and seq."""

    case: Codes
    seq: npt.NDArray[np.int64]
    node: Codes
    unit: Codes
    officer: Codes
    level: Codes
    start: Seconds
    end: Seconds
    open: Mask
    left: Mask
    """Ended and judged."""
    late: Mask
    light: Small
    reason: Small
    due: Seconds
    used: Seconds
    limit: Seconds

    def __len__(self) -> int:
        return len(self.case)


@dataclass(frozen=True, slots=True)
class Cards:
    """All cards that history calls for. ``visit`` is a row of ``Visits``, NO_VISIT for the case itself."""

    case: Codes
    visit: Codes
    level: Small
    moment: Seconds
    """When the light turned: the boundary, not before its clock began."""
    unit: Codes
    officer: Codes

    def __len__(self) -> int:
        return len(self.case)


@dataclass(frozen=True, slots=True)
class Stops:
    """Suspensions and corrections. ``end`` is NONE while one lasts; ``seq``: its place in the case's record."""

    case: Codes
    kind: Small
    place: Codes
    start: Seconds
    end: Seconds

    def __len__(self) -> int:
        return len(self.case)


@dataclass(frozen=True, slots=True)
class Part:
    """Some cases with all that belongs to them."""

    cases: Cases
    visits: Visits
    cards: Cards
    stops: Stops


def taken(columns: Columns, rows: Any) -> Columns:
    """The rows of a table that a mask or an index chooses."""
    return type(columns)(*(getattr(columns, one.name)[rows] for one in fields(columns)))


def stacked(tables: Sequence[Columns]) -> Columns:
    """Tables one below the other."""
    return type(tables[0])(
        *(np.concatenate([getattr(table, one.name) for table in tables]) for one in fields(tables[0]))
    )


def joined(parts: Sequence[Part]) -> Part:
    """Parts one below the other; what refers to rows of the parts refers to rows of the whole."""
    cases, visits = (np.cumsum([0, *(len(table) for table in tables)]).tolist() for tables in (
        [part.cases for part in parts], [part.visits for part in parts],
    ))  # fmt: skip
    moved = [_moved(part, *place) for part, *place in zip(parts, cases, visits, strict=False)]
    return Part(
        stacked([part.cases for part in moved]),
        stacked([part.visits for part in moved]),
        stacked([part.cards for part in moved]),
        stacked([part.stops for part in moved]),
    )


def _moved(part: Part, cases: int, visits: int) -> Part:
    if not cases and not visits:
        return part
    down, further = np.int32(cases), np.int32(visits)
    cards = part.cards
    return Part(
        part.cases,
        replace(part.visits, case=part.visits.case + down),
        replace(
            cards, case=cards.case + down, visit=np.where(cards.visit == NO_VISIT, cards.visit, cards.visit + further)
        ),
        replace(part.stops, case=part.stops.case + down),
    )


def chosen(part: Part, rows: Rows) -> Part:
    """The named cases, in this order, with all that belongs to them in the order in which it stood."""
    place = np.full(len(part.cases), -1, np.int32)
    place[rows] = np.arange(len(rows), dtype=np.int32)
    visit_rows = _ordered(place, part.visits.case)
    visit_place = np.full(len(part.visits) + 1, NO_VISIT, np.int32)
    visit_place[visit_rows] = np.arange(len(visit_rows), dtype=np.int32)
    visits, cards, stops = (
        taken(part.visits, visit_rows),
        taken(part.cards, _ordered(place, part.cards.case)),
        taken(part.stops, _ordered(place, part.stops.case)),
    )
    return Part(
        taken(part.cases, rows),
        replace(visits, case=place[visits.case]),
        replace(cards, case=place[cards.case], visit=visit_place[cards.visit]),
        replace(stops, case=place[stops.case]),
    )


def _ordered(place: Codes, owner: Codes) -> Rows:
    new = place[owner]
    rows = np.flatnonzero(new >= 0)
    ordered: Rows = rows[np.argsort(new[rows], kind="stable")]
    return ordered
