"""Rows of the four case tables made into blocks of whole cases, with a fingerprint of each case."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NO_SEQ, CaseBlock, NodeColumns, Seconds, as_moment
from monitoring.records import Correction, Suspension
from monitoring.stores.parsing import Texts, integers, key, moment, moments, number
from monitoring.stores.statements import CASE_MOMENTS, CASE_TEXTS

Rows = Sequence[Sequence[Any]]
Prints = npt.NDArray[np.uint64]
Stop = TypeVar("Stop", Suspension, Correction)

_CASE_WIDTH: Final = 1 + len(CASE_TEXTS) + len(CASE_MOMENTS)
_NODE_TEXTS: Final = 3
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)
_OTHER: Final = np.uint64(0xC2B2AE3D27D4EB4F)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole cases as they stood at one moment. ``prints`` holds a number per case that differs when its rows do."""

    block: CaseBlock
    prints: Prints
    last_key: Any
    """The store's own value of the last key read; None: nothing was read."""
    is_full: bool
    """There may be more behind the last key."""
    without_key: int = 0
    """Rows of cases whose number cannot be read."""
    has_text_keys: bool = True
    """The store's keys are what ``case_no`` says, so that any of them can bound a range."""


@dataclass(frozen=True, slots=True)
class RawRows:
    cases: Rows
    nodes: Rows
    suspensions: Rows
    corrections: Rows


class Assembler:
    """Keeps each text once over all blocks."""

    def __init__(self) -> None:
        self._texts = Texts()

    def chunk(self, raw: RawRows, *, limit: int | None = None) -> Chunk:
        cases, without_key = _keyed(raw.cases)
        columns: list[Sequence[Any]] = list(zip(*cases, strict=True)) or [()] * _CASE_WIDTH
        case_nos: list[str] = list(columns[0])
        texts = [self._texts.column(values) for values in columns[1 : 1 + len(CASE_TEXTS)]]
        times = [moments(values) for values in columns[1 + len(CASE_TEXTS) :]]
        owners = {case_no: row for row, case_no in enumerate(case_nos)}
        nodes, node_prints = self._nodes(raw.nodes, owners)
        suspensions = _stops(raw.suspensions, owners, self._suspension)
        corrections = _stops(raw.corrections, owners, _correction)
        prints = _mixed(np.zeros(len(case_nos), np.uint64), [*map(_hashes, texts), *times])
        np.add.at(prints, nodes.owner, node_prints)
        for stops in (suspensions, corrections):
            np.add.at(prints, np.fromiter(stops, np.int64, len(stops)), _hashes(list(stops.values())) * _OTHER)
        block = _block(case_nos, texts, times, nodes, suspensions, corrections)
        last_key = raw.cases[-1][0] if raw.cases else None
        is_full = limit is not None and len(raw.cases) >= limit
        # numbers come before texts in every order of keys
        has_text_keys = bool(raw.cases) and isinstance(raw.cases[0][0], str) and bool(case_nos)
        return Chunk(block, prints | np.uint64(1), last_key, is_full, without_key, has_text_keys)

    def _nodes(self, rows: Rows, owners: dict[str, int]) -> tuple[NodeColumns, Prints]:
        columns: list[Sequence[Any]] = list(zip(*rows, strict=True)) or [()] * 9
        owner, seq, keep = _places(columns[0], columns[1], owners)
        if keep is not None:
            columns = [[values[at] for at in keep] for values in columns]
        node_seq = integers(columns[2], NO_SEQ)
        names = [self._texts.column(values) for values in columns[3 : 3 + _NODE_TEXTS]]
        times = [moments(values) for values in columns[3 + _NODE_TEXTS :]]
        prints = _mixed(np.full(len(owner), _OTHER), [seq, node_seq, *map(_hashes, names), *times])
        numbers = (owner.astype(np.int32), seq.astype(np.int32), node_seq.astype(np.int32))
        return NodeColumns(*numbers, names[0], names[1], names[2], times[0], times[1], times[2]), prints

    def _suspension(self, seq: int, row: Sequence[Any]) -> Suspension:
        _, _, kind, basis, approver, started_at, limit_value, limit_unit, ended_at = row
        return Suspension(
            seq=seq,
            kind=self._texts[kind],
            basis=self._texts[basis],
            approver=self._texts[approver],
            started_at=_moment(started_at),
            limit_value=number(limit_value),
            limit_unit=self._texts[limit_unit],
            ended_at=_moment(ended_at),
        )


def _block(
    case_nos: list[str],
    texts: Sequence[list[str | None]],
    times: Sequence[Seconds],
    nodes: NodeColumns,
    suspensions: dict[int, tuple[Suspension, ...]],
    corrections: dict[int, tuple[Correction, ...]],
) -> CaseBlock:
    columns: Mapping[str, Any] = dict(zip((*CASE_TEXTS, *CASE_MOMENTS), (*texts, *times), strict=True))
    return CaseBlock(case_nos, **columns, nodes=nodes, suspensions=suspensions, corrections=corrections)


def _correction(seq: int, row: Sequence[Any]) -> Correction:
    return Correction(seq=seq, notified_at=_moment(row[2]), received_at=_moment(row[3]))


def _moment(value: Any) -> Any:
    return as_moment(moment(value))


def _keyed(rows: Rows) -> tuple[list[Sequence[Any]], int]:
    """Rows whose case can be named, each case once (the last row wins), and how many could not."""
    by_key: dict[str, Sequence[Any]] = {}
    without = 0
    for row in rows:
        case_no = key(row[0])
        if case_no is None:
            without += 1
        else:
            by_key[case_no] = row if case_no is row[0] else (case_no, *row[1:])
    return list(by_key.values()), without


def _places(
    keys: Sequence[Any], seqs: Sequence[Any], owners: dict[str, int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], list[int] | None]:
    """Which case each row belongs to and its number there; the rows to keep, in order (None: all as they stand)."""
    owner = np.fromiter(map(_finder(owners), keys), np.int64, len(keys))
    seq = integers(seqs, -1)
    steps = np.diff(owner)
    if (owner >= 0).all() and (seq >= 0).all() and ((steps > 0) | ((steps == 0) & (np.diff(seq) > 0))).all():
        return owner, seq, None
    keep = [int(row) for row in np.lexsort((np.arange(len(owner)), seq < 0, owner)) if owner[row] >= 0]
    seen: dict[tuple[int, int], int] = {}
    following: dict[int, int] = {}
    for row in keep:
        case, place = int(owner[row]), int(seq[row])
        place = following.get(case, 1) if place < 0 else place
        following[case] = max(following.get(case, 1), place + 1)
        seen[case, place] = row
    ordered = sorted(seen)
    places = np.array(ordered, np.int64).reshape(-1, 2)
    return places[:, 0], places[:, 1], [seen[place] for place in ordered]


def _finder(owners: dict[str, int]) -> Callable[[Any], int]:
    def found(value: Any) -> int:
        return owners.get(value, -1) if value.__class__ is str else owners.get(key(value) or "", -1)

    return found


def _stops(
    rows: Rows, owners: dict[str, int], made: Callable[[int, Sequence[Any]], Stop]
) -> dict[int, tuple[Stop, ...]]:
    if not rows:
        return {}
    owner, seq, keep = _places([row[0] for row in rows], [row[1] for row in rows], owners)
    found: dict[int, list[Stop]] = {}
    for case, place, row in zip(owner, seq, rows if keep is None else [rows[at] for at in keep], strict=True):
        found.setdefault(int(case), []).append(made(int(place), row))
    return {case: tuple(stops) for case, stops in found.items()}


def _hashes(values: Sequence[Hashable]) -> Prints:
    return np.fromiter(map(hash, values), np.int64, len(values)).view(np.uint64)


def _mixed(prints: Prints, columns: Sequence[npt.NDArray[Any]]) -> Prints:
    """One number per row out of all its columns; the order of the columns counts."""
    for values in columns:
        prints = (prints ^ values.astype(np.int64, copy=False).view(np.uint64)) * _ODD
        prints ^= prints >> np.uint64(29)
    return prints


def picked(block: CaseBlock, rows: npt.NDArray[np.bool_]) -> CaseBlock:
    """The cases of these rows only."""
    if rows.all():
        return block
    at = np.flatnonzero(rows)
    place = np.cumsum(rows) - 1
    kept = [int(row) for row in at]

    def texts(values: list[Any]) -> list[Any]:
        return [values[row] for row in kept]

    return _block(
        texts(block.case_no),
        [texts(getattr(block, name)) for name in CASE_TEXTS],
        [getattr(block, name)[at] for name in CASE_MOMENTS],
        _picked_nodes(block.nodes, rows, place),
        {int(place[row]): stops for row, stops in block.suspensions.items() if rows[row]},
        {int(place[row]): stops for row, stops in block.corrections.items() if rows[row]},
    )


def _picked_nodes(nodes: NodeColumns, rows: npt.NDArray[np.bool_], place: npt.NDArray[np.int64]) -> NodeColumns:
    at = np.flatnonzero(rows[nodes.owner])
    kept = [int(node) for node in at]
    return NodeColumns(
        owner=place[nodes.owner[at]].astype(np.int32),
        seq=nodes.seq[at],
        node_seq=nodes.node_seq[at],
        name=[nodes.name[node] for node in kept],
        unit_id=[nodes.unit_id[node] for node in kept],
        officer_id=[nodes.officer_id[node] for node in kept],
        entered_at=nodes.entered_at[at],
        left_at=nodes.left_at[at],
        due_at=nodes.due_at[at],
    )
