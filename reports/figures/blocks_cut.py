"""Some rows of a block of cases as a block of their own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

from monitoring.blocks import CaseBlock, NodeColumns
from reports.figures.columns import Codes

T = TypeVar("T")


def cut(block: CaseBlock, rows: Codes) -> CaseBlock:
    """The cases in these rows (rising), whole."""
    places = rows.tolist()
    new = np.full(len(block), -1, np.int32)
    new[rows] = np.arange(len(rows), dtype=np.int32)
    return CaseBlock(
        case_no=_of(block.case_no, places),
        item_code=_of(block.item_code, places),
        region_code=_of(block.region_code, places),
        unit_id=_of(block.unit_id, places),
        state=_of(block.state, places),
        applied_at=block.applied_at[rows],
        accepted_at=block.accepted_at[rows],
        promised_due=block.promised_due[rows],
        statutory_due=block.statutory_due[rows],
        finished_at=block.finished_at[rows],
        updated_at=block.updated_at[rows],
        nodes=_nodes(block.nodes, new),
        suspensions={int(new[row]): told for row, told in block.suspensions.items() if new[row] >= 0},
        corrections={int(new[row]): told for row, told in block.corrections.items() if new[row] >= 0},
    )


def _nodes(nodes: NodeColumns, new: Codes) -> NodeColumns:
    rows = np.flatnonzero(new[nodes.owner] >= 0)
    places = rows.tolist()
    return NodeColumns(
        owner=new[nodes.owner[rows]],
        seq=nodes.seq[rows],
        node_seq=nodes.node_seq[rows],
        name=_of(nodes.name, places),
        unit_id=_of(nodes.unit_id, places),
        officer_id=_of(nodes.officer_id, places),
        entered_at=nodes.entered_at[rows],
        left_at=nodes.left_at[rows],
        due_at=nodes.due_at[rows],
    )


def _of(values: Sequence[T], places: list[int]) -> list[T]:
    return [values[place] for place in places]
