"""The board as the JSON document of the contract (§1, ``check --json``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from monitoring.blocks import NONE
from monitoring.board import PROVISIONAL, STATUTORY_BREACHED, BoardSnapshot
from monitoring.codes import Light, Outcome
from monitoring.judging.courses import REASONS, PhaseTable
from monitoring.moments import ceil_seconds, from_seconds, to_seconds, with_offset
from monitoring.watching.engine import Engine
from monitoring.watching.lights import node_phases, read_lights
from monitoring.watching.snapshots import Picture


def board_document(engine: Engine, snapshot: BoardSnapshot, zone: ZoneInfo, *, all_cases: bool) -> dict[str, Any]:
    """Open cases; with ``all_cases`` those that are over as well, with outcome and finished_at."""
    return {
        "at": with_offset(snapshot.at, zone).isoformat(),
        "counts": {light.code: snapshot.counts[light] for light in Light},
        "node_counts": {light.code: snapshot.node_counts[light] for light in Light},
        "calendar_unknown": list(snapshot.calendar_unknown),
        "cases": list(_cases(engine, snapshot, zone, all_cases=all_cases)),
        "problems": [
            {"case_no": problem.case_no, "code": problem.code, "detail": problem.detail}
            for problem in snapshot.problems
        ],
        "trouble": [{"store": one.store, "code": one.code, "detail": one.detail} for one in snapshot.trouble],
    }


def _cases(engine: Engine, snapshot: BoardSnapshot, zone: ZoneInfo, *, all_cases: bool) -> Iterator[dict[str, Any]]:
    picture = engine.full_picture(snapshot.at)
    writer = _Writer(engine, picture, snapshot, zone)
    running = engine.state.column("open")[picture.chosen].tolist()
    for index in np.argsort(picture.rows.case_no.astype(str), kind="stable").tolist() if len(picture.rows) else ():
        if running[index]:
            yield writer.case(index)
        elif all_cases:
            yield writer.case(index) | writer.ending(index)


class _Writer:
    """Rows of one picture as dictionaries."""

    def __init__(self, engine: Engine, picture: Picture, snapshot: BoardSnapshot, zone: ZoneInfo) -> None:
        self._state = engine.state
        self._picture = picture
        self._names = picture.names.catalogue
        self._zone = zone
        self._phases = PhaseTable.of(engine.book.profile)
        self._now = ceil_seconds(snapshot.at)
        self._left = _left(engine, snapshot, picture)
        self._nodes = self._node_lights()

    def case(self, index: int) -> dict[str, Any]:
        rows, flags = self._picture.rows, int(self._picture.rows.flags[index])
        state_row = int(self._picture.chosen[index])
        light = Light(int(rows.light[index]))
        return {
            "case_no": rows.case_no[index],
            "light": light.code,
            "reason": str(REASONS[int(rows.reason[index])]),
            "due_at": self._moment(rows.due[index]),
            "statutory_due_at": self._moment(rows.statutory_due[index]),
            "statutory_breached": bool(flags & STATUTORY_BREACHED),
            "provisional": bool(flags & PROVISIONAL),
            "changes_at": self._moment(rows.changes_at[index]),
            "left_seconds": self._left[index],
            "accepted_at": self._moment(rows.accepted_at[index]),
            "item": self._names.item_name(self._state.items.text(int(rows.item[index]))),
            "region": self._names.region_name(self._state.regions.text(int(rows.region[index]))),
            "unit": self._names.unit_name(self._state.units.text(int(self._state.column("unit")[state_row]))),
            "officer": self._names.officer_name(self._state.officers.text(int(rows.officer[index]))),
            "nodes": [self._node(node) for node in self._state.nodes_of(state_row)],
        }

    def ending(self, index: int) -> dict[str, Any]:
        state_row = int(self._picture.chosen[index])
        late = int(self._state.column("outcome_late")[state_row])
        outcome = None if late < 0 else (Outcome.LATE if late else Outcome.ON_TIME)
        finished = self._state.column("end")[state_row]
        return {"outcome": outcome, "finished_at": self._moment(finished), "left_seconds": None, "changes_at": None}

    def _node(self, node: int) -> dict[str, Any]:
        state = self._state
        return {
            "seq": int(state.node_column("seq")[node]),
            "name": state.node_names.text(int(state.node_column("name")[node])) or "",
            "unit": self._names.unit_name(state.units.text(int(state.node_column("unit")[node]))),
            "officer": self._names.officer_name(state.officers.text(int(state.node_column("officer")[node]))),
            "light": Light(int(self._nodes[node])).code,
            "due_at": self._moment(state.node_column("due")[node]),
            "open": bool(state.node_column("open")[node]),
        }

    def _node_lights(self) -> Any:
        state = self._state
        phase = node_phases(state.node_column("near"), state.node_column("past"), self._now)
        return read_lights(self._phases, state.node_column("family"), phase)

    def _moment(self, value: Any) -> str | None:
        seconds = int(value)
        # NEVER and NONE are beyond every real moment on either side
        return None if abs(seconds) > 2**60 else with_offset(from_seconds(seconds), self._zone).isoformat()


def _left(engine: Engine, snapshot: BoardSnapshot, picture: Picture) -> list[int | None]:
    """Office seconds left; None without a due, or where a year is not known."""
    dues = picture.rows.due
    dated = np.flatnonzero(dues != NONE)
    left: list[int | None] = [None] * len(dues)
    now = np.full(len(dated), to_seconds(snapshot.at), np.int64)
    found = engine.book.working.elapsed_many(now, dues[dated], unknown="mark")
    for index, seconds in zip(dated.tolist(), found.tolist(), strict=True):
        left[index] = None if seconds == NONE else seconds
    return left
