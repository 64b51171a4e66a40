"""Which boundaries of a judged case stand at this moment: a warning goes out only for what is true now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from monitoring.codes import CardLevel, Reason
from monitoring.judging.columns import JudgedCases
from monitoring.judging.courses import Family
from monitoring.moments import NEVER, to_seconds
from monitoring.ports import Card

STOPPED: Final = frozenset({Family.SUSPENDED, Family.IN_CORRECTION})


@dataclass(frozen=True, slots=True)
class Clocks:
    """The running clocks of one judged batch, found by case and node."""

    judged: JudgedCases
    rows: dict[str, int]
    nodes: dict[tuple[int, int], int]

    @classmethod
    def of(cls, judged: JudgedCases) -> Clocks:
        nodes = judged.nodes
        pairs = zip(nodes.owner.tolist(), nodes.seq.tolist(), strict=True)
        return cls(
            judged,
            {case_no: row for row, case_no in enumerate(judged.case_no)},
            {pair: place for place, pair in enumerate(pairs)},
        )

    def end_of(self, case_no: str, node_seq: int | None) -> str | None:
        """Why nothing goes out for this case or node any more (or just now); None where its clock runs.

        'gone' | 'unjudged' | 'finished' | 'left' | 'suspended'.
        """
        row = self.rows.get(case_no)
        if row is None:
            return "gone"
        if not self.judged.open[row]:
            return "finished"
        if case_no in self.judged.unjudged:
            return "unjudged"
        if node_seq is None:
            return "suspended" if self.judged.courses.family[row] in STOPPED else None
        place = self.nodes.get((row, node_seq))
        if place is None:
            return "gone"
        if not self.judged.nodes.open[place]:
            return "left"
        return "suspended" if self.judged.nodes.family[place] in STOPPED else None

    def in_hand(self, case_no: str, node_seq: int | None) -> tuple[str | None, str | None]:
        """The unit and the officer who have a node of a case in hand; None where none is named."""
        place = self.nodes.get((self.rows[case_no], node_seq)) if node_seq is not None else None
        nodes = self.judged.nodes
        return (nodes.unit_id[place], nodes.officer_id[place]) if place is not None else (None, None)

    def stands(self, card: Card, now: int) -> bool:
        """Whether the boundary of a card is one of the present course, and passed. ``now``: seconds, rounded up."""
        end = self.end_of(card.case_no, card.node_seq)
        if end is not None and not (end == "suspended" and card.reason is Reason.SUSPENSION_OVERDUE):
            return False
        near, past, law = self._boundaries(card)
        moment = to_seconds(card.became_true_at)
        if moment not in (near, past, law) or now <= moment:
            return False
        # "it will soon be late" is no news once it is late
        return moment in (past, law) or now <= past

    def _boundaries(self, card: Card) -> tuple[int, int, int]:
        row = self.rows[card.case_no]
        if card.node_seq is None:
            course = self.judged.courses
            return int(course.near[row]), int(course.past[row]), int(course.law[row])
        nodes, place = self.judged.nodes, self.nodes[row, card.node_seq]
        return int(nodes.near[place]), int(nodes.past[place]), NEVER

    def open_visits(self, now: int) -> list[int]:
        """Places of visits that have begun and are open, in open cases that can be judged."""
        nodes = self.judged.nodes
        if not len(nodes.owner):
            return []
        wanted = nodes.open & (nodes.start < now) & self.judged.open[nodes.owner]
        places: list[int] = np.flatnonzero(wanted).tolist()
        return [place for place in places if self.end_of(*self._place(place)) is None]

    def _place(self, place: int) -> tuple[str, int]:
        nodes = self.judged.nodes
        return self.judged.case_no[int(nodes.owner[place])], int(nodes.seq[place])


def kind_of(card: Card) -> str:
    """The kind of warning that a card calls for."""
    if card.reason is Reason.SUSPENSION_OVERDUE:
        return "suspension_overdue"
    return {CardLevel.YELLOW: "yellow", CardLevel.RED: "red", CardLevel.STATUTORY: "statutory"}[card.level]
