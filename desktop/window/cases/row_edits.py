"""What must happen to a list of rows so that it becomes another one. Plain numpy, no Qt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]

TOO_MANY: Final = 64
"""Beyond this many separate ranges a view is faster with a reset."""
TOO_LONG: Final = 4_000_000
"""Each range costs a view a step for every row: ranges times rows beyond this are slower than a reset."""


@dataclass(frozen=True, slots=True)
class Edits:
    """First remove, then reorder what stays, then insert.

    ``removals`` and ``insertions`` are ranges (first, last), the former from the end backwards and in places of the old
    list, the latter forwards and in places of the new one. ``order[i]`` is the place, among the rows that stay, of the
    row that comes i-th afterwards; None where the order stays. ``size``: rows of the longer list.
    """

    removals: list[tuple[int, int]]
    order: Places | None
    insertions: list[tuple[int, int]]
    size: int = 0

    @property
    def too_many(self) -> bool:
        ranges = len(self.removals) + len(self.insertions)
        return ranges > TOO_MANY or ranges * self.size > TOO_LONG


def edits(old: Ids, new: Ids) -> Edits:
    """The edits from one list of ids (each at most once, none negative) to another."""
    size = max(len(old), len(new))
    if np.array_equal(old, new):
        return Edits([], None, [], size)
    top = int(max(old.max(initial=-1), new.max(initial=-1))) + 1
    in_old, in_new = np.zeros(top, np.bool_), np.zeros(top, np.bool_)
    in_old[old] = True
    in_new[new] = True
    stays, came = in_new[old], ~in_old[new]
    return Edits(ranges(~stays)[::-1], _order(old[stays], new[~came], top), ranges(came), size)


def _order(kept: Ids, wanted: Ids, top: int) -> Places | None:
    if np.array_equal(kept, wanted):
        return None
    place = np.zeros(top, np.intp)
    place[kept] = np.arange(len(kept))
    return place[wanted]


def ranges(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """The runs of True as (first, last)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    pairs: list[list[int]] = edges.reshape(-1, 2).tolist()
    return [(first, end - 1) for first, end in pairs]
