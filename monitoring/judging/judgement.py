"""What judging a case yields."""

from __future__ import annotations

from dataclasses import dataclass

from monitoring.codes import Outcome
from monitoring.judging.courses import FIRST_UNJUDGED, Course
from monitoring.judging.stops import Stop
from monitoring.judging.timelines import Timeline
from monitoring.ports import Card


@dataclass(frozen=True, slots=True)
class NodeJudgement:
    """One visit to a node. ``end`` is NEVER while it is open."""

    seq: int
    name: str
    unit_id: str | None
    officer_id: str | None
    course: Course
    open: bool
    start: int
    end: int
    timeline: Timeline | None = None
    stops: tuple[Stop, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseJudgement:
    """A case at one moment: the course of its light, those of its nodes, the cards that history calls for.

    ``problems`` holds (code, detail). ``unknown_years`` are years that the calendar would have needed.
    """

    case_no: str
    open: bool
    course: Course
    nodes: tuple[NodeJudgement, ...]
    outcome: Outcome | None
    start: int
    end: int
    unit_id: str | None
    """The accepting unit: it answers for the case as a whole."""
    holder_id: str | None
    """The unit that has the case in hand now: the current node's."""
    officer_id: str | None
    node_name: str
    cards: tuple[Card, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    unknown_years: tuple[int, ...] = ()
    promised: Timeline | None = None
    statutory: Timeline | None = None
    stops: tuple[Stop, ...] = ()
    applied: bool = False
    """Applied for and not accepted yet: ``start`` is the application's."""

    @property
    def unjudged(self) -> bool:
        """Whether the case itself cannot be judged."""
        return self.course.family >= FIRST_UNJUDGED
