"""The course of a light: what it will be, and when, as long as the data stay as they are.

A light is worked out, never stored. A course is what is kept instead: the family (which words and colours its
phases have) and up to three boundaries. Reading a million lights at one moment is then comparing columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE
from monitoring.codes import Light, Reason
from monitoring.moments import NEVER
from monitoring.rules import RuleProfile


class Family(IntEnum):
    """Which lights and reasons the four phases (before, near, past due, past law) of a course have.

    To add a family: name it here, and give it its row in ``phases``.
    """

    PROMISED = 0
    STATUTORY = 1
    NODE = 2
    ACCEPTANCE = 3
    NO_LIMIT = 4
    SUSPENDED = 5
    IN_CORRECTION = 6
    OFF_CLOCK_GREEN = 7
    OFF_CLOCK_YELLOW = 8
    FINISHED_ON_TIME = 9
    FINISHED_LATE = 10
    LEFT_ON_TIME = 11
    LEFT_LATE = 12
    NOT_ACCEPTED = 13
    NOT_SUPERVISED = 14


UNJUDGED_REASONS: Final = tuple(
    reason for reason in Reason if list(Reason).index(reason) >= list(Reason).index(Reason.CALENDAR_UNKNOWN)
)
FIRST_UNJUDGED: Final = len(Family)
"""Family numbers from here on are unjudged, one for each of UNJUDGED_REASONS."""

REASONS: Final = tuple(Reason)
_REASON_NUMBER: Final = {reason: number for number, reason in enumerate(REASONS)}

Phase = tuple[Light, Reason]


@dataclass(frozen=True, slots=True)
class Course:
    """Moments in wall-clock seconds; a boundary that never comes is NEVER, a due that is not there NONE."""

    family: int
    near: int = NEVER
    past: int = NEVER
    law: int = NEVER
    due: int = NONE
    statutory_due: int = NONE
    provisional: bool = False
    valid_until: int = NEVER
    """After this moment the course must be worked out anew although no data changed (a running stop, a future row)."""


@dataclass(frozen=True, slots=True)
class LightReading:
    """One light at one moment. ``changes_at``: the boundary after which it (or its statutory mark) is another."""

    light: Light
    reason: Reason
    due: int
    statutory_due: int
    statutory_breached: bool
    provisional: bool
    changes_at: int


def unjudged(reason: Reason, valid_until: int = NEVER) -> Course:
    """The course of what cannot be judged."""
    return Course(FIRST_UNJUDGED + UNJUDGED_REASONS.index(reason), valid_until=valid_until)


def phases(profile: RuleProfile, family: int) -> tuple[Phase, Phase, Phase, Phase]:
    """Light and reason before, near, past due and past law."""
    if family >= FIRST_UNJUDGED:
        return _always(Light.UNJUDGED, UNJUDGED_REASONS[family - FIRST_UNJUDGED])
    return _judged(profile)[Family(family)]


def _always(light: Light, reason: Reason) -> tuple[Phase, Phase, Phase, Phase]:
    return ((light, reason),) * 4


def _dated(near: Reason, past: Phase, law: Phase) -> tuple[Phase, Phase, Phase, Phase]:
    return ((Light.GREEN, Reason.IN_TIME), (Light.YELLOW, near), past, law)


def _stopped(reason: Reason) -> tuple[Phase, Phase, Phase, Phase]:
    overdue = (Light.RED, Reason.SUSPENSION_OVERDUE)
    return ((Light.PAUSED, reason), (Light.PAUSED, reason), overdue, overdue)


def _ended_late(profile: RuleProfile) -> tuple[Phase, Phase, Phase, Phase]:
    """As bad as the light that the case ended with; past the law's limit is the last phase."""
    red = Light.RED in (profile.past_promised, profile.past_statutory)
    late = (profile.past_promised, Reason.FINISHED_LATE)
    return late, late, late, (Light.RED if red else profile.past_promised, Reason.FINISHED_LATE)


@lru_cache(maxsize=8)
def _judged(profile: RuleProfile) -> dict[Family, tuple[Phase, Phase, Phase, Phase]]:
    promised = (profile.past_promised, Reason.PAST_PROMISED_DUE)
    statutory = (profile.past_statutory, Reason.PAST_STATUTORY_DUE)
    node = (Light.RED, Reason.PAST_NODE_DUE)
    unaccepted = (Light.RED, Reason.NOT_ACCEPTED_IN_TIME)
    # where the promise alone is red, its reason stays when the law's limit goes by as well: that is a mark of its own
    law = promised if profile.past_promised is Light.RED else statutory
    return {
        Family.PROMISED: _dated(Reason.NEAR_PROMISED_DUE, promised, law),
        Family.STATUTORY: _dated(Reason.NEAR_STATUTORY_DUE, statutory, statutory),
        Family.NODE: _dated(Reason.NEAR_NODE_DUE, node, node),
        Family.ACCEPTANCE: _dated(Reason.NOT_ACCEPTED_IN_TIME, unaccepted, unaccepted),
        Family.NO_LIMIT: _always(Light.GREEN, Reason.NO_LIMIT),
        Family.SUSPENDED: _stopped(Reason.SUSPENDED),
        Family.IN_CORRECTION: _stopped(Reason.IN_CORRECTION),
        Family.OFF_CLOCK_GREEN: _always(Light.GREEN, Reason.OFF_CASE_CLOCK),
        Family.OFF_CLOCK_YELLOW: _always(Light.YELLOW, Reason.OFF_CASE_CLOCK),
        Family.FINISHED_ON_TIME: _always(Light.GREEN, Reason.FINISHED_ON_TIME),
        Family.FINISHED_LATE: _ended_late(profile),
        Family.LEFT_ON_TIME: _always(Light.GREEN, Reason.LEFT_ON_TIME),
        Family.LEFT_LATE: _always(Light.RED, Reason.LEFT_LATE),
        Family.NOT_ACCEPTED: _always(Light.GREEN, Reason.NOT_ACCEPTED),
        Family.NOT_SUPERVISED: _always(Light.GREEN, Reason.NOT_SUPERVISED),
    }


@dataclass(frozen=True, slots=True)
class PhaseTable:
    """``phases`` of every family as columns: light and reason numbers, indexed [family, phase]."""

    light: npt.NDArray[np.uint8]
    reason: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, profile: RuleProfile) -> PhaseTable:
        rows = [phases(profile, family) for family in range(FIRST_UNJUDGED + len(UNJUDGED_REASONS))]
        return cls(
            light=np.array([[light for light, _ in row] for row in rows], np.uint8),
            reason=np.array([[_REASON_NUMBER[reason] for _, reason in row] for row in rows], np.uint8),
        )


def phase_at(course: Course, now: int) -> int:
    """0 before, 1 near, 2 past due, 3 past law. ``now`` is rounded up to a whole second: one second late is late."""
    if now > course.law:
        return 3
    return 2 if now > course.past else 1 if now > course.near else 0


def read(profile: RuleProfile, course: Course, now: int) -> LightReading:
    """The light at a moment (wall-clock seconds, rounded up)."""
    light, reason = phases(profile, course.family)[phase_at(course, now)]
    boundaries = (course.near, course.past, course.law)
    return LightReading(
        light=light,
        reason=reason,
        due=course.due,
        statutory_due=course.statutory_due,
        statutory_breached=now > course.law,
        provisional=course.provisional,
        changes_at=min((moment for moment in boundaries if moment >= now), default=NEVER),
    )
