"""Cases as columns: how the case store hands over many cases at once.

A block holds whole cases (each with all its nodes, suspensions and corrections). Moments are int64 wall-clock
seconds (monitoring.moments); ``NONE`` stands for an empty value, ``UNREADABLE`` for one that is there but cannot be
read. One case of a block can be taken out as a ``CaseRecord`` for the scalar code.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from monitoring.moments import from_seconds
from monitoring.records import BAD, Bad, CaseRecord, Correction, NodeVisit, Suspension

Seconds = npt.NDArray[np.int64]

NONE: Final = -(2**62)
UNREADABLE: Final = NONE + 1
NO_SEQ: Final = -1
"""node_seq of a visit that names no node of the item."""


@dataclass(frozen=True, slots=True)
class NodeColumns:
    """Visits to nodes, grouped by case in the order of the block's cases and by seq within a case."""

    owner: npt.NDArray[np.int32]
    seq: npt.NDArray[np.int32]
    node_seq: npt.NDArray[np.int32]
    name: list[str | None]
    unit_id: list[str | None]
    officer_id: list[str | None]
    entered_at: Seconds
    left_at: Seconds
    due_at: Seconds

    def __len__(self) -> int:
        return len(self.seq)


@dataclass(frozen=True, slots=True)
class CaseBlock:
    """Some whole cases. ``suspensions`` and ``corrections`` hold an entry only for cases that have any."""

    case_no: list[str]
    item_code: list[str | None]
    region_code: list[str | None]
    unit_id: list[str | None]
    state: list[str | None]
    applied_at: Seconds
    accepted_at: Seconds
    promised_due: Seconds
    statutory_due: Seconds
    finished_at: Seconds
    updated_at: Seconds
    nodes: NodeColumns
    suspensions: dict[int, tuple[Suspension, ...]] = field(default_factory=dict)
    corrections: dict[int, tuple[Correction, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.case_no)

    def record(self, row: int) -> CaseRecord:
        """The case in this row as a value."""
        first, last = (int(edge) for edge in np.searchsorted(self.nodes.owner, [row, row + 1]))
        return CaseRecord(
            case_no=self.case_no[row],
            item_code=self.item_code[row],
            region_code=self.region_code[row],
            unit_id=self.unit_id[row],
            applied_at=as_moment(self.applied_at[row]),
            accepted_at=as_moment(self.accepted_at[row]),
            promised_due=as_moment(self.promised_due[row]),
            statutory_due=as_moment(self.statutory_due[row]),
            state=self.state[row],
            finished_at=as_moment(self.finished_at[row]),
            updated_at=as_moment(self.updated_at[row]),
            nodes=tuple(self._visit(node) for node in range(first, last)),
            suspensions=self.suspensions.get(row, ()),
            corrections=self.corrections.get(row, ()),
        )

    def _visit(self, node: int) -> NodeVisit:
        nodes = self.nodes
        node_seq = int(nodes.node_seq[node])
        return NodeVisit(
            seq=int(nodes.seq[node]),
            node_seq=None if node_seq == NO_SEQ else node_seq,
            name=nodes.name[node],
            unit_id=nodes.unit_id[node],
            officer_id=nodes.officer_id[node],
            entered_at=as_moment(nodes.entered_at[node]),
            left_at=as_moment(nodes.left_at[node]),
            due_at=as_moment(nodes.due_at[node]),
        )


def as_moment(value: int) -> datetime | Bad | None:
    """A column value as a naive moment, None or BAD."""
    if value == NONE:
        return None
    return BAD if value == UNREADABLE else from_seconds(int(value))


def block_of(records: Sequence[CaseRecord]) -> CaseBlock:
    """A block made of values: for tests and for a handful of cases."""
    visits = [(row, visit) for row, record in enumerate(records) for visit in record.nodes]
    return CaseBlock(
        case_no=[record.case_no for record in records],
        item_code=[record.item_code for record in records],
        region_code=[record.region_code for record in records],
        unit_id=[record.unit_id for record in records],
        state=[record.state for record in records],
        applied_at=_column([record.applied_at for record in records]),
        accepted_at=_column([record.accepted_at for record in records]),
        promised_due=_column([record.promised_due for record in records]),
        statutory_due=_column([record.statutory_due for record in records]),
        finished_at=_column([record.finished_at for record in records]),
        updated_at=_column([record.updated_at for record in records]),
        nodes=NodeColumns(
            owner=np.array([row for row, _ in visits], np.int32),
            seq=np.array([visit.seq for _, visit in visits], np.int32),
            node_seq=np.array([NO_SEQ if v.node_seq is None else v.node_seq for _, v in visits], np.int32),
            name=[visit.name for _, visit in visits],
            unit_id=[visit.unit_id for _, visit in visits],
            officer_id=[visit.officer_id for _, visit in visits],
            entered_at=_column([visit.entered_at for _, visit in visits]),
            left_at=_column([visit.left_at for _, visit in visits]),
            due_at=_column([visit.due_at for _, visit in visits]),
        ),
        suspensions={row: r.suspensions for row, r in enumerate(records) if r.suspensions},
        corrections={row: r.corrections for row, r in enumerate(records) if r.corrections},
    )


def _column(values: Sequence[datetime | Bad | None]) -> Seconds:
    epoch = from_seconds(0)
    return np.array(
        [
            NONE if value is None else UNREADABLE if isinstance(value, Bad) else int((value - epoch).total_seconds())
            for value in values
        ],
        np.int64,
    )
