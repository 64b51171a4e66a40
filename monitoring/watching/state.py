"""Everything the watch knows of the cases it shows: courses as columns, a million cases in a few arrays.

Cases have a row each, found by their number. The visits of a case stand together in the node table; when a case
changes, its new visits go to the end and the old ones are dead until the table is tidied.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, cast

import numpy as np
import numpy.typing as npt

from monitoring.blocks import Seconds
from monitoring.judging.columns import JudgedCases
from monitoring.moments import NEVER
from monitoring.watching.interning import Interner
from monitoring.watching.places import Places
from monitoring.watching.table import Table

CASE_COLUMNS: Final[dict[str, Any]] = {
    "case_no": object, "used": np.bool_, "open": np.bool_, "applied": np.bool_, "outcome_late": np.int8,
    "item": np.int32, "region": np.int32, "unit": np.int32, "holder": np.int32, "officer": np.int32,
    "node_name": np.int32, "start": np.int64, "end": np.int64, "family": np.uint8, "near": np.int64,
    "past": np.int64, "law": np.int64, "due": np.int64, "statutory_due": np.int64, "provisional": np.bool_,
    "valid_until": np.int64, "first_node": np.int64, "node_count": np.int32,
}  # fmt: skip
NODE_COLUMNS: Final[dict[str, Any]] = {
    "owner": np.int32, "seq": np.int32, "name": np.int32, "unit": np.int32, "officer": np.int32,
    "family": np.uint8, "near": np.int64, "past": np.int64, "due": np.int64, "open": np.bool_,
    "start": np.int64, "end": np.int64,
}  # fmt: skip
DEAD: Final = -1
Rows = npt.NDArray[np.intp]


class BoardState:
    """``keep_finished``: whether cases that are over stay in it (for one look at everything) or leave."""

    def __init__(self, *, keep_finished: bool = False) -> None:
        self.keep_finished = keep_finished
        self.items, self.regions, self.units = Interner(), Interner(), Interner()
        self.officers, self.node_names = Interner(), Interner()
        self.cases = Table(CASE_COLUMNS)
        self.nodes = Table(NODE_COLUMNS, 4096)
        self.row_of = Places()
        self._free: list[int] = []
        self._dead_nodes = 0
        self.next_change = NEVER
        """No boundary of any course lies before this moment that was not already passed when last looked."""
        self.version = 0

    def apply(self, judged: JudgedCases, now: int) -> None:
        """Puts a batch of judged cases in; those that are over leave, unless they are kept."""
        if not len(judged):
            return
        kept = judged.open | self.keep_finished
        self.remove(case_no for case_no, keep in zip(judged.case_no, kept, strict=True) if not keep)
        chosen = np.flatnonzero(kept)
        if len(chosen):
            rows = self._rows_for([judged.case_no[index] for index in chosen])
            self._put_cases(judged, chosen, rows)
            self._put_nodes(judged, chosen, rows)
            self._note_changes(rows, now)
        self.version += 1
        self._tidy()

    def remove(self, case_nos: Iterable[str]) -> int:
        """Takes cases out; returns how many were there."""
        gone = [row for row in (self.row_of.pop(case_no) for case_no in case_nos) if row is not None]
        if gone:
            rows = np.array(gone, np.intp)
            self._kill_nodes(rows)
            self.cases.columns["used"][rows] = False
            self.cases.columns["case_no"][rows] = None
            self._free += gone
            self.version += 1
        return len(gone)

    def stale(self, now: int) -> list[str]:
        """Cases whose course must be worked out anew although nothing was written."""
        rows = np.flatnonzero(self.column("used") & (self.column("valid_until") < now))
        return [cast(str, self.column("case_no")[row]) for row in rows]

    def turned(self, since: int, now: int) -> list[str]:
        """Cases of which a boundary, or one of a node, lies in [since, now)."""
        used = self.column("used")
        hit = np.zeros(self.cases.size, np.bool_)
        for name in ("near", "past", "law"):
            moments = self.column(name)
            hit |= (moments >= since) & (moments < now)
        nodes = np.zeros(self.nodes.size, np.bool_)
        for name in ("near", "past"):
            moments = self.node_column(name)
            nodes |= (moments >= since) & (moments < now)
        owners = self.node_column("owner")[nodes]
        hit[owners[owners != DEAD]] = True
        return [cast(str, self.column("case_no")[row]) for row in np.flatnonzero(hit & used)]

    def find_next_change(self, now: int) -> int:
        """The nearest boundary that is not yet past, looked up anew."""
        found = NEVER
        for name in ("near", "past", "law", "valid_until"):
            found = min(found, _first_from(self.column(name)[self.column("used")], now))
        alive = self.node_column("owner") != DEAD
        for name in ("near", "past"):
            found = min(found, _first_from(self.node_column(name)[alive], now))
        self.next_change = found
        return found

    def column(self, name: str) -> npt.NDArray[Any]:
        return self.cases[name]

    def node_column(self, name: str) -> npt.NDArray[Any]:
        return self.nodes[name]

    def nodes_of(self, row: int) -> range:
        """Rows of the node table that hold a case's visits, in order."""
        first = int(self.cases.columns["first_node"][row])
        return range(first, first + int(self.cases.columns["node_count"][row]))

    def _rows_for(self, case_nos: Sequence[str]) -> Rows:
        rows = np.fromiter((self.row_of.get(case_no, DEAD) for case_no in case_nos), np.intp, len(case_nos))
        self._kill_nodes(rows[rows != DEAD])
        missing = np.flatnonzero(rows == DEAD)
        reused = [self._free.pop() for _ in range(min(len(self._free), len(missing)))]
        fresh = self.cases.grow(len(missing) - len(reused))
        rows[missing] = np.concatenate([np.array(reused, np.intp), fresh])
        for index in missing.tolist():
            self.row_of[case_nos[index]] = int(rows[index])
        return rows

    def _kill_nodes(self, rows: Rows) -> None:
        counts = self.cases.columns["node_count"][rows]
        places = ranges(self.cases.columns["first_node"][rows], counts)
        self.nodes.columns["owner"][places] = DEAD
        self.cases.columns["node_count"][rows] = 0
        self._dead_nodes += len(places)

    def _put_cases(self, judged: JudgedCases, chosen: Rows, rows: Rows) -> None:
        texts = (
            ("item", self.items, judged.item_code), ("region", self.regions, judged.region_code),
            ("unit", self.units, judged.unit_id), ("holder", self.units, judged.holder_id),
            ("officer", self.officers, judged.officer_id), ("node_name", self.node_names, judged.node_name),
        )  # fmt: skip
        values: dict[str, npt.NDArray[Any]] = {
            name: interner.numbers(cast("list[str | None]", column))[chosen] for name, interner, column in texts
        }
        values["case_no"] = np.array([judged.case_no[index] for index in chosen], object)
        values["used"] = np.ones(len(chosen), np.bool_)
        for name in ("open", "applied", "outcome_late", "start", "end"):
            values[name] = getattr(judged, name)[chosen]
        for name in ("family", "near", "past", "law", "due", "statutory_due", "provisional", "valid_until"):
            values[name] = getattr(judged.courses, name)[chosen]
        self.cases.put(rows, values)

    def _put_nodes(self, judged: JudgedCases, chosen: Rows, rows: Rows) -> None:
        nodes = judged.nodes
        row_of_owner = np.full(len(judged), DEAD, np.int32)
        row_of_owner[chosen] = rows
        owner = row_of_owner[nodes.owner] if len(nodes.owner) else np.zeros(0, np.int32)
        taken = np.flatnonzero(owner != DEAD)
        places = self.nodes.grow(len(taken))
        values: dict[str, npt.NDArray[Any]] = {
            "owner": owner[taken],
            "name": self.node_names.numbers(cast("list[str | None]", nodes.name))[taken],
            "unit": self.units.numbers(nodes.unit_id)[taken],
            "officer": self.officers.numbers(nodes.officer_id)[taken],
        }
        for name in ("seq", "family", "near", "past", "due", "open", "start", "end"):
            values[name] = getattr(nodes, name)[taken]
        self.nodes.put(places, values)
        counts = np.bincount(nodes.owner, minlength=len(judged))[chosen] if len(nodes.owner) else np.zeros(len(chosen))
        self.cases.columns["node_count"][rows] = counts
        self.cases.columns["first_node"][rows] = self.nodes.size - len(taken) + _starts(counts)

    def _note_changes(self, rows: Rows, now: int) -> None:
        for name in ("near", "past", "law", "valid_until"):
            self.next_change = min(self.next_change, _first_from(self.cases.columns[name][rows], now))
        fresh = slice(self.nodes.size - int(self.cases.columns["node_count"][rows].sum()), self.nodes.size)
        for name in ("near", "past"):
            self.next_change = min(self.next_change, _first_from(self.nodes.columns[name][fresh], now))

    def _tidy(self) -> None:
        """Closes the gaps in the node table once half of it is dead."""
        if self._dead_nodes < 10_000 or self._dead_nodes * 2 < self.nodes.size:
            return
        alive = self.node_column("owner") != DEAD
        place = np.cumsum(alive) - 1
        firsts = self.column("first_node")
        has_nodes = self.column("node_count") > 0
        firsts[has_nodes] = place[firsts[has_nodes].astype(np.int64)]
        self.nodes.keep(alive)
        self._dead_nodes = 0


def ranges(firsts: npt.NDArray[Any], counts: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    """All numbers of the ranges (first, first + count), one after the other."""
    lengths = counts.astype(np.int64)
    total = int(lengths.sum())
    return np.repeat(firsts.astype(np.int64) - _starts(lengths), lengths) + np.arange(total)


def _starts(counts: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    lengths = counts.astype(np.int64)
    return np.cumsum(lengths) - lengths


def _first_from(moments: npt.NDArray[Any], now: int) -> int:
    later = cast(Seconds, moments)[cast(Seconds, moments) >= now]
    return int(later.min()) if len(later) else NEVER
