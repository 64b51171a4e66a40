"""The cards that the history of a clock calls for, each dated when it became true."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from monitoring.codes import CardLevel, Light, Reason
from monitoring.judging.clocks import Clock
from monitoring.judging.courses import Family, phases
from monitoring.judging.grounds import SUSPENSION
from monitoring.judging.targets import Rulebook
from monitoring.judging.timelines import Timeline
from monitoring.moments import NEVER, from_seconds
from monitoring.ports import Card

LEVELS = {Light.YELLOW: CardLevel.YELLOW, Light.RED: CardLevel.RED}


@dataclass(frozen=True, slots=True)
class Charge:
    """Who answers for a clock."""

    case_no: str
    node_seq: int | None
    unit_id: str | None
    unit: str
    officer_id: str | None
    officer: str


@dataclass(frozen=True, slots=True)
class Turn:
    """A boundary that a clock went past: which card, when, under which due and limit."""

    level: CardLevel
    reason: Reason
    moment: int
    deadline: int
    limit: str
    start: int
    """When the clock began to run: the days from here to the deadline are those that mattered."""


def promised_turns(book: Rulebook, line: Timeline, family: Family) -> Iterator[Turn]:
    """The near and past boundaries of a timeline that came true while its clock ran."""
    _, (near_light, near_reason), (past_light, past_reason), _ = phases(book.profile, family)
    label = line.target.label
    for epoch in line.epochs:
        if epoch.opens < epoch.closes:
            if epoch.near < min(epoch.closes, epoch.due):
                yield Turn(LEVELS[near_light], near_reason, epoch.near, epoch.due, label, line.start)
            if epoch.due < epoch.closes:
                yield Turn(LEVELS[past_light], past_reason, epoch.due, epoch.due, label, line.start)


def statutory_turns(book: Rulebook, line: Timeline) -> Iterator[Turn]:
    """The law's boundary beside a promise: a card 'statutory', or the red card where the profile says so."""
    level = CardLevel.STATUTORY if book.profile.past_promised is Light.RED else LEVELS[book.profile.past_statutory]
    for epoch in line.epochs:
        if epoch.opens < epoch.closes and epoch.due < epoch.closes:
            yield Turn(level, Reason.PAST_STATUTORY_DUE, epoch.due, epoch.due, line.target.label, line.start)


def suspension_turns(clock: Clock, red_from: int) -> Iterator[Turn]:
    """Suspensions that outlasted their own limit while they stopped the clock."""
    for stop in clock.stops:
        lasting = min(stop.end, clock.until)
        counts = stop.kind == SUSPENSION and stop.stands_since <= red_from
        if counts and stop.limit_due != NEVER and stop.limit_due < lasting:
            yield Turn(
                CardLevel.RED, Reason.SUSPENSION_OVERDUE, stop.limit_due, stop.limit_due, "suspension", stop.start
            )


def card(book: Rulebook, turn: Turn, charge: Charge) -> Card:
    """The card of a boundary."""
    return Card(
        case_no=charge.case_no,
        node_seq=charge.node_seq,
        level=turn.level,
        reason=turn.reason,
        deadline=from_seconds(turn.deadline),
        became_true_at=from_seconds(turn.moment),
        unit_id=charge.unit_id,
        unit=charge.unit,
        officer_id=charge.officer_id,
        officer=charge.officer,
        limit=turn.limit,
        calendar_version=book.site.version_between(_day(turn.start), _day(turn.deadline)),
        rule_version=book.profile.version,
    )


def _day(seconds: int) -> date:
    return from_seconds(seconds).date()
