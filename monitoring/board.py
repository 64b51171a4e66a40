"""What the screen and the commands get to see: one frozen picture of all open cases.

Columns, not objects: a million cases are a few arrays. A snapshot is never changed after it was handed out.
Moments in columns are int64 wall-clock seconds of the site; ``NONE`` (monitoring.blocks) is an empty one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from monitoring.codes import Light
from monitoring.ports import Card
from monitoring.records import Catalogue
from monitoring.worktime import WorkingCalendar

Column = npt.NDArray[np.int64]
Codes = npt.NDArray[np.int32]
Small = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Names:
    """Keys behind the integer codes in the columns, and the catalogue that gives their names. Code -1: empty."""

    items: Sequence[str]
    regions: Sequence[str]
    units: Sequence[str]
    officers: Sequence[str]
    node_names: Sequence[str]
    catalogue: Catalogue


@dataclass(frozen=True, slots=True)
class CaseRows:
    """Open cases (state applied or open at the moment of the snapshot), one row each, in no particular order."""

    case_no: npt.NDArray[np.object_]
    light: Small
    """Light as its number (monitoring.codes.Light)."""
    reason: Small
    """Index into ``reasons``."""
    item: Codes
    region: Codes
    unit: Codes
    """The unit in charge now: the current node's, or the accepting one."""
    officer: Codes
    """The current node's officer."""
    node_name: Codes
    """The current (last open) node."""
    accepted_at: Column
    """applied_at where the case is not accepted yet."""
    due: Column
    statutory_due: Column
    changes_at: Column
    flags: Small
    """Sum of PROVISIONAL, STATUTORY_BREACHED, RED_NODE, YELLOW_NODE, NOT_ACCEPTED."""

    def __len__(self) -> int:
        return len(self.case_no)


PROVISIONAL, STATUTORY_BREACHED, RED_NODE, YELLOW_NODE, NOT_ACCEPTED = 1, 2, 4, 8, 16


@dataclass(frozen=True, slots=True)
class Problem:
    case_no: str
    code: str
    """A Reason or a ProblemCode."""
    detail: str
    """Column and value as they stand in the store; never a name or a number of an applicant."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A store that is away. ``code`` as in StoreUnavailable; 'case_store' or 'ledger'."""

    store: str
    code: str
    detail: str
    since: datetime


@dataclass(frozen=True, slots=True)
class BoardSnapshot:
    """The board at one moment. ``at`` and ``read_at`` are naive wall clock of the site."""

    at: datetime
    read_at: datetime | None
    """When the case store was last read with success; None: never since the start."""
    cases: CaseRows
    names: Names
    reasons: Sequence[str]
    counts: Mapping[Light, int]
    node_counts: Mapping[Light, int]
    """Open nodes by light."""
    calendar: WorkingCalendar
    day_seconds: int
    """Office seconds of a standard day at ``at``; 0 where unknown."""
    calendar_unknown: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()
    new_cards: tuple[Card, ...] = ()
    trouble: tuple[Trouble, ...] = ()
    loading: float | None = None
    """Share of the first load that is done; None when it is over."""
    version: int = 0
    """Grows whenever anything in ``cases`` or ``names`` changed: equal versions need no repaint of the table."""
