"""Judged cases as columns: what the board keeps of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from monitoring.blocks import Seconds
from monitoring.judging.courses import Course
from monitoring.judging.judgement import CaseJudgement, NodeJudgement
from monitoring.ports import Card

T = TypeVar("T")
Numbers = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]


@dataclass(slots=True)
class CourseColumns:
    """Many courses; fields as in monitoring.judging.courses.Course."""

    family: Numbers
    near: Seconds
    past: Seconds
    law: Seconds
    due: Seconds
    statutory_due: Seconds
    provisional: Mask
    valid_until: Seconds

    @classmethod
    def of(cls, courses: Sequence[Course]) -> CourseColumns:
        return cls(
            family=np.array([course.family for course in courses], np.uint8),
            near=_moments([course.near for course in courses]),
            past=_moments([course.past for course in courses]),
            law=_moments([course.law for course in courses]),
            due=_moments([course.due for course in courses]),
            statutory_due=_moments([course.statutory_due for course in courses]),
            provisional=np.array([course.provisional for course in courses], np.bool_),
            valid_until=_moments([course.valid_until for course in courses]),
        )


@dataclass(slots=True)
class NodeColumns:
    """Judged visits, grouped by case in the order of the cases; ``owner`` is the case's row in the batch."""

    owner: npt.NDArray[np.int32]
    seq: npt.NDArray[np.int32]
    name: list[str]
    unit_id: list[str | None]
    officer_id: list[str | None]
    family: Numbers
    near: Seconds
    past: Seconds
    due: Seconds
    open: Mask
    start: Seconds
    end: Seconds


@dataclass(slots=True)
class JudgedCases:
    """A batch of judged cases. ``cards`` are all that history calls for, ``problems`` hold (code, detail)."""

    case_no: list[str]
    item_code: list[str | None]
    region_code: list[str | None]
    unit_id: list[str | None]
    holder_id: list[str | None]
    officer_id: list[str | None]
    node_name: list[str]
    open: Mask
    applied: Mask
    """Not accepted yet: ``start`` is the application's."""
    outcome_late: npt.NDArray[np.int8]
    """1 late, 0 on time, -1 no outcome."""
    start: Seconds
    end: Seconds
    courses: CourseColumns
    nodes: NodeColumns
    cards: list[Card] = field(default_factory=list)
    problems: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    unknown_years: set[int] = field(default_factory=set)
    unjudged: set[str] = field(default_factory=set)
    """Cases whose cards must be left alone: they cannot be judged just now."""

    def __len__(self) -> int:
        return len(self.case_no)


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement with the two keys of its case that the judgement itself has no use for."""

    judgement: CaseJudgement
    item_code: str | None
    region_code: str | None


def columns_of(cases: Sequence[Judged]) -> JudgedCases:
    """Columns made of single judgements."""
    judgements = [case.judgement for case in cases]
    nodes = [(row, node) for row, judgement in enumerate(judgements) for node in judgement.nodes]
    return JudgedCases(
        case_no=[judgement.case_no for judgement in judgements],
        item_code=[case.item_code for case in cases],
        region_code=[case.region_code for case in cases],
        unit_id=[judgement.unit_id for judgement in judgements],
        holder_id=[judgement.holder_id for judgement in judgements],
        officer_id=[judgement.officer_id for judgement in judgements],
        node_name=[judgement.node_name for judgement in judgements],
        open=np.array([judgement.open for judgement in judgements], np.bool_),
        applied=np.array([judgement.applied for judgement in judgements], np.bool_),
        outcome_late=np.array([_late(judgement) for judgement in judgements], np.int8),
        start=_moments([judgement.start for judgement in judgements]),
        end=_moments([judgement.end for judgement in judgements]),
        courses=CourseColumns.of([judgement.course for judgement in judgements]),
        nodes=_node_columns(nodes),
        cards=[card for judgement in judgements for card in judgement.cards],
        problems={judgement.case_no: judgement.problems for judgement in judgements if judgement.problems},
        unknown_years={year for judgement in judgements for year in judgement.unknown_years},
        unjudged={judgement.case_no for judgement in judgements if judgement.unjudged},
    )


def joined(first: JudgedCases, second: JudgedCases) -> JudgedCases:
    """Both batches as one; the second one's rows come after the first one's."""
    if not len(second):
        return first
    if not len(first):
        return second
    return JudgedCases(
        case_no=first.case_no + second.case_no,
        item_code=first.item_code + second.item_code,
        region_code=first.region_code + second.region_code,
        unit_id=first.unit_id + second.unit_id,
        holder_id=first.holder_id + second.holder_id,
        officer_id=first.officer_id + second.officer_id,
        node_name=first.node_name + second.node_name,
        open=np.concatenate([first.open, second.open]),
        applied=np.concatenate([first.applied, second.applied]),
        outcome_late=np.concatenate([first.outcome_late, second.outcome_late]),
        start=np.concatenate([first.start, second.start]),
        end=np.concatenate([first.end, second.end]),
        courses=_joined_courses(first.courses, second.courses),
        nodes=_joined_nodes(first.nodes, second.nodes, len(first)),
        cards=first.cards + second.cards,
        problems={**first.problems, **second.problems},
        unknown_years=first.unknown_years | second.unknown_years,
        unjudged=first.unjudged | second.unjudged,
    )


def _joined_courses(first: CourseColumns, second: CourseColumns) -> CourseColumns:
    names = CourseColumns.__slots__
    return CourseColumns(**{name: np.concatenate([getattr(first, name), getattr(second, name)]) for name in names})


def _joined_nodes(first: NodeColumns, second: NodeColumns, rows: int) -> NodeColumns:
    arrays = {
        name: np.concatenate([getattr(first, name), getattr(second, name)])
        for name in ("seq", "family", "near", "past", "due", "open", "start", "end")
    }
    return NodeColumns(
        owner=np.concatenate([first.owner, second.owner + np.int32(rows)]),
        name=first.name + second.name,
        unit_id=first.unit_id + second.unit_id,
        officer_id=first.officer_id + second.officer_id,
        **arrays,
    )


def _node_columns(nodes: Sequence[tuple[int, NodeJudgement]]) -> NodeColumns:
    return NodeColumns(
        owner=np.array([row for row, _ in nodes], np.int32),
        seq=np.array([node.seq for _, node in nodes], np.int32),
        name=[node.name for _, node in nodes],
        unit_id=[node.unit_id for _, node in nodes],
        officer_id=[node.officer_id for _, node in nodes],
        family=np.array([node.course.family for _, node in nodes], np.uint8),
        near=_moments([node.course.near for _, node in nodes]),
        past=_moments([node.course.past for _, node in nodes]),
        due=_moments([node.course.due for _, node in nodes]),
        open=np.array([node.open for _, node in nodes], np.bool_),
        start=_moments([node.start for _, node in nodes]),
        end=_moments([node.end for _, node in nodes]),
    )


def _late(judgement: CaseJudgement) -> int:
    return -1 if judgement.outcome is None else int(judgement.outcome == "late")


def _moments(values: Sequence[int]) -> Seconds:
    return np.array(values, np.int64)
