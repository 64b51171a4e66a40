"""Who holds which nodes, in columns: made once for a board on the engine's thread, then summed up by unit, officer or
node on any thread. A million open cases with five visits each become as many rows as there are groups."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE
from monitoring.codes import WORST_FIRST, Light
from monitoring.moments import NEVER, from_seconds

UNIT, OFFICER, NODE = "unit", "officer", "node"
GROUPINGS: Final = (UNIT, OFFICER, NODE)
Numbers = npt.NDArray[np.int64]
_SUMS: Final = ("in_hand", "yellow", "red", "ended", "ended_late", "timed", "used", "limit")
_RANK: Final = np.array([WORST_FIRST.index(light) for light in Light], np.int8)
AT_A_TIME: Final = 250_000
"""Rows that are counted or taken without a break: a few milliseconds."""
_DENSE: Final = 4_000_000
"""Up to so many possible groups are counted in place; beyond that they are sorted."""


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits to nodes of open cases. Codes index the names; -1: not named. Moments and spans in seconds, NONE: none."""

    unit: npt.NDArray[np.int32]
    officer: npt.NDArray[np.int32]
    node: npt.NDArray[np.int32]
    open: npt.NDArray[np.bool_]
    light: npt.NDArray[np.uint8]
    entered: Numbers
    used: Numbers
    """Office seconds of an ended visit with a due."""
    limit: Numbers
    case_no: npt.NDArray[Any]
    """Of the visits in hand only (``open``), in their order."""


@dataclass(frozen=True, slots=True)
class HolderNames:
    """Keys by code, as the store has them, and what they are called."""

    units: Sequence[str]
    officers: Sequence[str]
    nodes: Sequence[str]
    unit_names: Sequence[str]
    officer_names: Sequence[str]

    def said(self) -> tuple[Sequence[str], Sequence[str], Sequence[str]]:
        return self.unit_names, self.officer_names, self.nodes


@dataclass(frozen=True, slots=True)
class Held:
    """What one unit, officer or node has in hand. Means are office seconds over ``timed`` ended visits."""

    codes: tuple[int, int, int]
    """Of unit, officer and node; those that the grouping leaves open are -1."""
    unit: str
    officer: str
    node: str
    in_hand: int
    yellow: int
    red: int
    ended: int
    ended_late: int
    oldest_entered_at: datetime | None
    mean_used: float | None
    mean_limit: float | None

    @property
    def key(self) -> str:
        return "\t".join(map(str, self.codes))

    @property
    def share(self) -> float | None:
        """Mean time used against the mean limit; 1: the limit."""
        if self.mean_used is None or not self.mean_limit:
            return None
        return self.mean_used / self.mean_limit


@dataclass(frozen=True, slots=True)
class Holders:
    """The worst holders of one grouping, and how many there are in all."""

    rows: tuple[Held, ...]
    count: int
    in_hand: int
    anything: bool
    """Whether there would be any without the text."""


class HoldingTable:
    """Never changed once made."""

    def __init__(self, visits: Visits, names: HolderNames) -> None:
        self._names = names
        keys = (visits.unit, visits.officer, visits.node)
        self._codes, place = _groups(keys)
        self._sums, self._oldest = _summed(visits, place, len(self._codes))
        in_hand = np.flatnonzero(visits.open)
        self._open: dict[str, npt.NDArray[Any]] = {
            "unit": visits.unit[in_hand], "officer": visits.officer[in_hand], "node": visits.node[in_hand],
            "light": visits.light[in_hand],
        }  # fmt: skip
        self._case_no = visits.case_no

    @property
    def size(self) -> int:
        """How many groups there are by node."""
        return len(self._codes)

    def holders(self, by: str, text: str = "", most: int | None = None) -> Holders:
        """The worst first: red, then yellow, then in hand. ``text``: only names that hold every word of it."""
        depth = GROUPINGS.index(by) + 1
        codes = self._codes.copy()
        codes[:, depth:] = -1
        groups, place = _groups(tuple(codes.T))
        size = len(groups)
        sums = {name: np.bincount(place, self._sums[name], size).astype(np.int64) for name in _SUMS}
        oldest = np.full(size, NEVER, np.int64)
        np.minimum.at(oldest, place, self._oldest)
        wanted = np.flatnonzero(self._holds(groups, depth, text))
        order = np.lexsort((groups[wanted, 2], groups[wanted, 1], groups[wanted, 0],
                            *(-sums[name][wanted] for name in ("in_hand", "yellow", "red"))))  # fmt: skip
        shown = wanted[order][:most]
        return Holders(
            rows=tuple(self._held(groups[row], sums, oldest, int(row)) for row in shown),
            count=len(wanted),
            in_hand=int(sums["in_hand"][wanted].sum()),
            anything=size > 0,
        )

    def cases(self, held: Held, by: str, light: Light | None = None) -> tuple[str, ...]:
        """The cases in hand of one holder, the worst first; ``light``: those whose node there shows it."""
        chosen = np.ones(len(self._case_no), np.bool_)
        for name, code in zip(GROUPINGS[: GROUPINGS.index(by) + 1], held.codes, strict=False):
            chosen &= self._open[name] == code
        if light is not None:
            chosen &= self._open["light"] == light
        rows = np.flatnonzero(chosen)
        rows = rows[np.argsort(_RANK[self._open["light"][rows]], kind="stable")]
        return tuple(self._case_no[rows].tolist())

    def keys(self, held: Held) -> tuple[str, str, str]:
        """Unit, officer and node as the case list is narrowed by them; '' where not named."""
        unit, officer, node = held.codes
        return (_at(self._names.units, unit), _at(self._names.officers, officer), _at(self._names.nodes, node))

    def _holds(self, groups: npt.NDArray[np.int32], depth: int, text: str) -> npt.NDArray[np.bool_]:
        every = np.ones(len(groups), np.bool_)
        for word in text.casefold().split():
            found = np.zeros(len(groups), np.bool_)
            for column, names in enumerate(self._names.said()[:depth]):
                holds = np.array([*(word in name.casefold() for name in names), False], np.bool_)
                found |= holds[groups[:, column]]
            every &= found
        return every

    def _held(self, codes: npt.NDArray[np.int32], sums: Mapping[str, Numbers], oldest: Numbers, row: int) -> Held:
        unit, officer, node = (int(code) for code in codes)
        timed = int(sums["timed"][row])
        counts = {name: int(sums[name][row]) for name in ("in_hand", "yellow", "red", "ended", "ended_late")}
        entered = int(oldest[row])
        return Held(
            codes=(unit, officer, node),
            unit=_at(self._names.unit_names, unit),
            officer=_at(self._names.officer_names, officer),
            node=_at(self._names.nodes, node),
            oldest_entered_at=None if entered == NEVER else from_seconds(entered),
            mean_used=float(sums["used"][row]) / timed if timed else None,
            mean_limit=float(sums["limit"][row]) / timed if timed else None,
            **counts,
        )


def _at(names: Sequence[str], code: int) -> str:
    return names[code] if code >= 0 else ""


def _groups(keys: tuple[npt.NDArray[Any], ...]) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.intp]]:
    """The different triples of codes (from -1 on), and for each row its group."""
    bases = [int(key.max()) + 2 if len(key) else 1 for key in keys]
    flat = np.zeros(len(keys[0]), np.int64)
    for key, base in zip(keys, bases, strict=True):
        flat = flat * base + key + 1
    found, place = _numbered(flat, int(np.prod(bases)))
    codes = np.empty((len(found), len(keys)), np.int32)
    for column in range(len(keys) - 1, -1, -1):
        found, codes[:, column] = np.divmod(found, bases[column])
    return codes - 1, place


def _numbered(flat: Numbers, possible: int) -> tuple[Numbers, npt.NDArray[np.intp]]:
    if possible > _DENSE:
        found, place = np.unique(flat, return_inverse=True)
        return found, place.reshape(-1)
    there = np.zeros(possible, np.bool_)
    there[flat] = True
    number = np.cumsum(there) - 1
    return np.flatnonzero(there), number[flat]


def _summed(
    visits: Visits, place: npt.NDArray[np.intp], size: int
) -> tuple[dict[str, npt.NDArray[np.float64]], Numbers]:
    """Sums and the oldest visit in hand of each group. Sums of seconds stay exact far beyond any store."""
    open_, light = visits.open, visits.light
    timed = (visits.used != NONE) & (visits.limit != NONE)
    counted = {
        "in_hand": open_, "yellow": open_ & (light == Light.YELLOW), "red": open_ & (light == Light.RED),
        "ended": ~open_, "ended_late": ~open_ & (light == Light.RED), "timed": timed,
    }  # fmt: skip
    dated = open_ & (visits.entered != NONE)
    sums = {name: np.zeros(size, np.float64) for name in (*counted, "used", "limit")}
    oldest = np.full(size, NEVER, np.int64)
    for part in slices(len(place)):
        mine = place[part]
        for name, mask in counted.items():
            sums[name] += np.bincount(mine[mask[part]], minlength=size)
        for name, seconds in (("used", visits.used), ("limit", visits.limit)):
            sums[name] += np.bincount(mine[timed[part]], seconds[part][timed[part]], size)
        np.minimum.at(oldest, mine[dated[part]], visits.entered[part][dated[part]])
    return sums, oldest


def slices(length: int) -> Iterator[slice]:
    """Parts of very long columns: counting and taking hold up every other thread, the screen's too, until they end."""
    return (slice(start, start + AT_A_TIME) for start in range(0, length, AT_A_TIME))
