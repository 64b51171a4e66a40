"""Pauses of many cases: cut to their case's time, overlaps within a case counted once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from monitoring.worktime.arrays import missing
from monitoring.worktime.spans import Ints


@dataclass(frozen=True, slots=True)
class ManyPauses:
    """Disjoint pauses, sorted by owner and beginning. ``rows``: how many owners there are."""

    owner: npt.NDArray[np.intp]
    begin: Ints
    end: Ints
    rows: int

    @classmethod
    def of(cls, owner: npt.NDArray[np.intp], begin: Ints, end: Ints, first: Ints, last: Ints) -> ManyPauses:
        """Pauses of cases that run from ``first`` to ``last``; an ``end`` that is empty: still running.

        ValueError for a pause that ends before it begins, has no beginning or belongs to no row.
        """
        running = missing(end)
        _check(owner, begin, np.where(running, begin, end), len(first))
        low, high = first[owner], last[owner]
        begin = np.clip(begin, low, high)
        end = np.where(running, high, np.clip(end, low, high))
        if not _sorted(owner, begin):
            order = np.lexsort((begin, owner))
            owner, begin, end = owner[order], begin[order], end[order]
        begin = np.maximum(begin, _covered_until(owner, begin, end))
        return cls(owner, begin, np.maximum(begin, end), len(first))

    def sums(self, measure: Callable[[Ints], Ints]) -> Ints:
        """For each owner the measured length of its pauses."""
        total = np.zeros(self.rows, np.int64)
        np.add.at(total, self.owner, measure(self.end) - measure(self.begin))
        return total

    def of_row(self, row: int) -> list[tuple[int, int | None]]:
        """One owner's pauses."""
        mine = self.owner == row
        return list(zip(self.begin[mine].tolist(), self.end[mine].tolist(), strict=True))


def _check(owner: npt.NDArray[np.intp], begin: Ints, end: Ints, rows: int) -> None:
    if len(owner) != len(begin) or len(owner) != len(end):
        raise ValueError(f"pauses need equally long columns, not {len(owner)}, {len(begin)} and {len(end)} values")
    if len(owner) and not 0 <= int(owner.min()) <= int(owner.max()) < rows:
        raise ValueError(f"pauses belong to rows 0 to {rows - 1}, not {owner.min()} to {owner.max()}")
    wrong = (end < begin) | missing(begin)
    if wrong.any():
        row = int(owner[wrong.argmax()])
        raise ValueError(f"a pause of row {row} ends before it begins, or has no beginning")


def _sorted(owner: npt.NDArray[np.intp], begin: Ints) -> bool:
    later = np.diff(owner)
    return bool(((later > 0) | (later == 0) & (np.diff(begin) >= 0)).all())


def _covered_until(owner: npt.NDArray[np.intp], begin: Ints, end: Ints) -> Ints:
    """The latest end of the pauses before each one of the same owner; its own beginning for an owner's first."""
    if not len(owner):
        return begin
    first_of_owner = np.concatenate([[True], np.diff(owner) > 0])
    group = np.cumsum(first_of_owner) - 1
    axis, places = np.unique(end, return_inverse=True) if _too_far_apart(begin, end, group) else (None, end)
    # a running maximum over all, with the owners so far apart that none reaches into the next
    base = int(places.min())
    shift = group * (int(places.max()) - base + 1) - base
    reach = np.maximum.accumulate(places + shift)
    before = np.concatenate([places[:1], reach[:-1] - shift[1:]])
    # for an owner's first pause this is nothing, and not looked at
    before = before if axis is None else axis.take(before, mode="clip")
    return np.where(first_of_owner, begin, before)


def _too_far_apart(begin: Ints, end: Ints, group: Ints) -> bool:
    """Whether moments beyond all dates are among the pauses, so that only their order can be reckoned with."""
    return (int(end.max()) - int(begin.min()) + 1) * (int(group[-1]) + 2) >= 2**62
