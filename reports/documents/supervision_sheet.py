"""What a supervision sheet says, as plain values; reports.documents.supervision_words puts it into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from monitoring.codes import Reason
from monitoring.explaining import DayLine, Explanation
from reports.figures.groups import words as row_words
from reports.figures.values import CaseLine, StopLine
from reports.notice.brief import Reply


class Fault(Enum):
    """What a unit is called to account for: title, facts and demand go by it."""

    OVERDUE = auto()
    """An open case past its due."""
    ENDED_LATE = auto()
    NODE = auto()
    """An open node past its own due."""
    NOT_ACCEPTED = auto()
    """An application that waits for its acceptance."""
    STOPPED_TOO_LONG = auto()
    """A suspension past its own limit."""


@dataclass(frozen=True, slots=True)
class SupervisionSheet:
    """What a sheet says. Moments are naive wall clock of the site."""

    to_unit: str
    """The unit that answers: of a case the accepting one, of a node the node's own. '' where the store names none."""
    case_no: str
    item: str
    place: str
    """Township and village."""
    node: str
    """The node that is overdue; '' where the case itself is."""
    node_now: str
    """The node that has the case in hand, and its unit; '' where the case has ended or is in none."""
    node_unit: str
    officer: str
    """Who has it in hand, and the unit that he belongs to; '' where the case has ended."""
    officer_unit: str
    reason: str
    """A code of the engine's reasons."""
    started_at: datetime | None
    due_at: datetime | None
    statutory_due_at: datetime | None
    ended_at: datetime | None
    over_seconds: int | None
    day_seconds: int
    statutory_breached: bool
    limit: str
    """'5 working_day', 'explicit' or ''."""
    stop: StopLine | None
    """The suspension that has lasted too long."""
    stop_due: datetime | None
    """When its own limit had been used up."""
    at: datetime
    """As of when the facts stand."""
    basis: tuple[str, ...]
    days: tuple[DayLine, ...]
    reply: Reply

    @classmethod
    def of(cls, proof: Explanation, line: CaseLine, reply: Reply, stops: Sequence[StopLine] = ()) -> SupervisionSheet:
        """The sheet for a line of the red list and the explanation of just that case or node.

        ``stops``: the case's suspensions as of then.
        """
        ended = proof.ended_at is not None
        overdue = proof.reason == Reason.SUSPENSION_OVERDUE
        return cls(
            to_unit=line.unit,
            case_no=line.case_no,
            item=line.item,
            place="" if line.township == row_words()["rows"]["unknown"] else f"{line.township}{line.village}",
            node=proof.name if proof.node_seq is not None else "",
            node_now="" if ended else line.node,
            node_unit="" if ended else line.node_unit,
            officer="" if ended else line.officer,
            officer_unit="" if ended else line.officer_unit,
            reason=proof.reason,
            started_at=proof.started_at,
            due_at=proof.due_at,
            statutory_due_at=proof.statutory_due_at or line.statutory_due_at,
            ended_at=proof.ended_at,
            over_seconds=line.over_seconds,
            day_seconds=line.day_seconds,
            statutory_breached=proof.statutory_breached or line.statutory_breached,
            limit=proof.limit,
            stop=next((one for one in stops if one.overdue and one.ended_at is None), None) if overdue else None,
            stop_due=line.became_red_at if overdue else None,
            at=proof.at,
            basis=proof.basis,
            days=proof.days,
            reply=reply,
        )

    @property
    def fault(self) -> Fault:
        if self.node:
            return Fault.NODE
        if self.reason == Reason.NOT_ACCEPTED_IN_TIME:
            return Fault.NOT_ACCEPTED
        if self.reason == Reason.SUSPENSION_OVERDUE:
            return Fault.STOPPED_TOO_LONG
        return Fault.OVERDUE if self.ended_at is None else Fault.ENDED_LATE

    @property
    def elsewhere(self) -> bool:
        """Whether another unit than the one that answers has the case in hand."""
        return not self.node and bool(self.node_unit) and self.node_unit != self.to_unit
