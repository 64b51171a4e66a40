"""Frozen pictures of the board's state for the screen and the commands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE
from monitoring.board import NOT_ACCEPTED, PROVISIONAL, RED_NODE, STATUTORY_BREACHED, YELLOW_NODE, CaseRows, Names
from monitoring.codes import Light
from monitoring.judging.courses import PhaseTable
from monitoring.moments import NEVER
from monitoring.records import Catalogue
from monitoring.watching.lights import case_phases, count, node_phases, read_lights
from monitoring.watching.state import DEAD, BoardState


@dataclass(frozen=True, slots=True)
class Picture:
    """The columns of a snapshot and its counts."""

    rows: CaseRows
    names: Names
    counts: dict[Light, int]
    node_counts: dict[Light, int]
    chosen: npt.NDArray[np.intp]
    """Row of the state behind each row of the picture."""


def picture(state: BoardState, table: PhaseTable, catalogue: Catalogue, now: int, *, closed: bool = False) -> Picture:
    """The open cases (with ``closed``: all that the state holds) at a moment (seconds, rounded up). A copy."""
    wanted = state.column("used") & (state.column("open") | closed)
    chosen = np.flatnonzero(wanted)
    part = {name: state.column(name)[chosen] for name in _TAKEN}
    phase = case_phases(part["near"], part["past"], part["law"], now)
    lights = read_lights(table, part["family"], phase)
    node_flags, node_counts = _nodes(state, table, now)
    flags = node_flags[chosen]
    flags[part["provisional"]] |= PROVISIONAL
    flags[part["applied"]] |= NOT_ACCEPTED
    flags[now > part["law"]] |= STATUTORY_BREACHED
    return Picture(
        rows=_rows(part, lights, table.reason[part["family"], phase], flags, now),
        names=_names(state, catalogue),
        counts=count(lights[part["open"]]),
        node_counts=node_counts,
        chosen=chosen,
    )


_TAKEN = (
    "case_no", "open", "applied", "family", "near", "past", "law", "due", "statutory_due", "provisional", "item",
    "region", "holder", "officer", "node_name", "start",
)  # fmt: skip


def _rows(
    part: dict[str, npt.NDArray[Any]],
    lights: npt.NDArray[np.uint8],
    reasons: npt.NDArray[np.uint8],
    flags: npt.NDArray[np.uint8],
    now: int,
) -> CaseRows:
    return CaseRows(
        case_no=part["case_no"],
        light=lights,
        reason=reasons,
        item=part["item"],
        region=part["region"],
        unit=part["holder"],
        officer=part["officer"],
        node_name=part["node_name"],
        accepted_at=part["start"],
        due=part["due"],
        statutory_due=part["statutory_due"],
        changes_at=next_changes(part["near"], part["past"], part["law"], now),
        flags=flags,
    )


def next_changes(
    near: npt.NDArray[Any], past: npt.NDArray[Any], law: npt.NDArray[Any], now: int
) -> npt.NDArray[np.int64]:
    """The nearest boundary of each course that is not past; NONE where nothing more comes."""
    upcoming = np.full(len(near), NEVER, np.int64)
    for moments in (near, past, law):
        np.minimum(upcoming, moments, out=upcoming, where=moments >= now)
    upcoming[upcoming == NEVER] = NONE
    return upcoming


def _nodes(state: BoardState, table: PhaseTable, now: int) -> tuple[npt.NDArray[np.uint8], dict[Light, int]]:
    """Flags of each case row for its open nodes' lights, and the open nodes' counts."""
    flags = np.zeros(state.cases.size, np.uint8)
    owner = state.node_column("owner")
    alive = np.flatnonzero((owner != DEAD) & state.node_column("open"))
    owners = owner[alive]
    running = state.column("open")[owners] if len(owners) else np.zeros(0, np.bool_)
    alive, owners = alive[running], owners[running]
    phase = node_phases(state.node_column("near")[alive], state.node_column("past")[alive], now)
    lights = read_lights(table, state.node_column("family")[alive], phase)
    flags[owners[lights == Light.YELLOW]] |= YELLOW_NODE
    flags[owners[lights == Light.RED]] |= RED_NODE
    return flags, count(lights)


def _names(state: BoardState, catalogue: Catalogue) -> Names:
    # the interners only ever grow: what a snapshot's codes point at stays where it is
    return Names(
        items=state.items.texts,
        regions=state.regions.texts,
        units=state.units.texts,
        officers=state.officers.texts,
        node_names=state.node_names.texts,
        catalogue=catalogue,
    )
