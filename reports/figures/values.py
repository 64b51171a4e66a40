"""What the figures are handed over as: plain frozen values for documents, pages, JSON and Excel.

Moments are naive wall clock of the site. A figure that cannot be worked out (a rate of nothing) is None, never 0.
Rates are shares (0.957), times are working days (3.2); documents put them into words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from reports.figures.periods import Period

Number = int | float | None


class Grouping(StrEnum):
    """By what cases are put together."""

    TOWNSHIP = "township"
    VILLAGE = "village"
    UNIT = "unit"
    ITEM = "item"
    LEVEL = "level"
    OFFICER = "officer"


class Trace(Protocol):
    """The cases behind a figure."""

    def __call__(self, grouping: Grouping | None, key: str, measure: str) -> list[str]:
        """Case numbers in order; ``grouping`` None: behind the total. A rate's cases are those of its denominator."""


@dataclass(frozen=True, slots=True)
class PeriodDays:
    """The days of a period by the site's calendar. ``unknown``: years that the calendar does not know."""

    calendar_days: int
    working_days: int | None
    makeup: tuple[date, ...] = ()
    """Weekend days that were worked."""
    holidays: tuple[tuple[date, str], ...] = ()
    """Weekdays that were not, with their names."""
    unknown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of the whole county beside its past. None: nothing to compare with."""

    now: Number
    before: Number
    """The period before."""
    year_ago: Number
    """The same period a year ago."""
    year_to_date: Number
    """From the beginning of the year to the end of the period (Period.year_to_date)."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One township, unit, item …"""

    key: str
    """The store's own key; '' where the case names none."""
    name: str
    figures: Mapping[str, Number]
    """By the measures of definitions.toml."""
    before: Mapping[str, Number]
    """The same of the period before."""
    rank: int | None = None
    """On the on-time rate first; ties share a rank. None: no cases to be ranked by."""
    idle: bool = False
    """No case was received, accepted, finished or in hand: listed, not ranked."""
    parent: str = ""
    """The name of a village's township, of an officer's unit, of a unit's township ('' for departments)."""
    ranked: bool = True
    """Whether it is one of those that are compared: 县本级 and 未写明 are listed and never ranked."""


@dataclass(frozen=True, slots=True)
class FigureTable:
    grouping: Grouping
    rows: tuple[FigureRow, ...]
    """Ranked first, by rank; then those without a rank; idle ones last."""
    total: FigureRow


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of a list (red, yellow, due next). ``node_seq`` None: the case itself, else one visit to a node."""

    case_no: str
    light: str
    reason: str
    item: str
    township: str
    village: str
    node: str
    unit: str
    officer: str
    accepted_at: datetime | None
    due_at: datetime | None
    statutory_due_at: datetime | None
    finished_at: datetime | None
    over_seconds: int | None
    """Office seconds past the due at the cut-off (or at its end); negative: still left."""
    day_seconds: int
    """Office seconds of a standard day, to say ``over_seconds`` in days."""
    node_seq: int | None = None
    statutory_breached: bool = False
    became_red_at: datetime | None = None
    officer_unit: str = ""
    """The officer's own unit; where the store does not know it, ``node_unit``."""
    node_unit: str = ""
    """The unit whose node has the case in hand; of a node its own. ``unit`` answers, whoever has it in hand."""


@dataclass(frozen=True, slots=True)
class RedNode:
    """One visit to a node that went past its limit in the period, or that was past it and not done at the cut-off."""

    line: CaseLine
    """As in the red list; ``finished_at``: when the node was left."""
    home: str
    """The key of the township in which the node's unit lies; '' of departments and where it is not known."""
    fresh: bool
    """It turned red in the period."""
    lit: bool
    """It is not done and red at the cut-off."""


@dataclass(frozen=True, slots=True)
class Renamed:
    """Townships that gave way to others within the period: renamed, merged or split. Their cases stand in own rows."""

    day: date
    """The first day of the later ones."""
    earlier: tuple[str, ...]
    later: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StopLine:
    """One suspension or correction that ran in the period."""

    case_no: str
    item: str
    township: str
    unit: str
    kind: str
    """'extension' | 'special' | 'correction' | another word of the store."""
    basis: str
    approver: str
    started_at: datetime | None
    ended_at: datetime | None
    limit: str
    """'value unit' ('5 working_day'), '' where none is set."""
    overdue: bool


@dataclass(frozen=True, slots=True)
class DayCount:
    day: date
    received: int
    accepted: int
    finished: int


@dataclass(frozen=True, slots=True)
class WeekPoint:
    """One week of the trend; the last one is the week in which the period ends."""

    period: Period
    accepted: int
    finished: int
    late: int
    on_time_rate: float | None
    red_new: int


@dataclass(frozen=True, slots=True)
class NodeDwell:
    """How long cases stayed in a node: visits that ended in the period."""

    node: str
    visits: int
    late: int
    mean_days: float | None
    """Working days, stops taken off."""
    mean_limit_days: float | None


@dataclass(frozen=True, slots=True)
class WarningsSent:
    """SMS of the period by kind and state; they are the only figures that come from the ledger's outbox."""

    by_kind: Mapping[str, int]
    by_state: Mapping[str, int]
    total: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures of one period as of one cut-off."""

    period: Period
    cutoff: datetime
    """What happened later had not happened yet. At most the period's end."""
    days: PeriodDays
    headline: Mapping[str, Compared]
    """The whole county, by measure."""
    tables: Mapping[Grouping, FigureTable]
    red: tuple[CaseLine, ...]
    """Open and red at the cut-off, cases and nodes, the longest overdue first; then those that ended late in it."""
    yellow: tuple[CaseLine, ...]
    due_next: tuple[CaseLine, ...]
    """Open cases that are due in the seven (weekly) days after the period."""
    stops: tuple[StopLine, ...]
    per_day: tuple[DayCount, ...]
    trend: tuple[WeekPoint, ...]
    """Twelve weeks up to the cut-off."""
    dwell: tuple[NodeDwell, ...]
    unjudged: tuple[tuple[str, str], ...]
    """(case_no, reason) of cases that no light can be worked out for; they are in no rate."""
    warnings: WarningsSent | None
    trace: Trace = field(repr=False, compare=False)
    calendar_unknown: Sequence[int] = ()
    red_nodes: tuple[RedNode, ...] = field(default=(), compare=False)
    """The nodes behind ``node_red_new`` and ``node_red_lit``, the longest overdue first; not kept in the archive."""
    unjudged_units: Mapping[str, str] = field(default_factory=dict, compare=False)
    """The unit's name by the number of an unjudged case, '' where it names none; not kept in the archive."""
    renamed: tuple[Renamed, ...] = ()
    yellow_nodes: tuple[CaseLine, ...] = ()
    """Open yellow nodes at the cut-off, the first to be due first; ``yellow`` holds the cases themselves."""
