"""Look-up tables in place of searches in sorted edges, for values drawn at random."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Places = npt.NDArray[np.intp]

_LARGEST: Final = 6_000_000
_CHUNK: Final = 8_192
"""Values handled at a time where several tables are read: their intermediate results then stay in the cache."""


class Slots:
    """Equal slots along an axis such that every edge lies between two slots.

    Slot 0 is all that lies before the first edge, the last slot all that follows the last edge: whatever is linear
    between edges is linear within a slot.
    """

    def __init__(self, first: int, width: int, count: int) -> None:
        self._first = first
        self._width = width
        self.count = count

    @classmethod
    def between(cls, edges: Ints) -> Slots | None:
        """The widest slots for these sorted edges; None if they would be too many."""
        if not len(edges):
            return cls(0, 1, 2)
        first, last = int(edges[0]), int(edges[-1])
        width = int(np.gcd.reduce(np.diff(edges))) or 1
        count = (last - first) // width + 2
        return cls(first, width, count) if count <= _LARGEST else None

    def starts(self) -> Ints:
        """Where each slot begins; slot 0 as if it were as wide as the others."""
        return self._first + (np.arange(self.count, dtype=np.int64) - 1) * self._width

    def of(self, values: Ints) -> Ints:
        """The slot of each value; below 0 stands for slot 0, beyond ``count`` for the last (take with mode 'clip')."""
        slots = values - self._first
        slots //= self._width
        slots += 1
        return slots


class Ranks:
    """``searchsorted(edges, values, side='right')`` by a table of buckets no wider than the least gap between edges.

    What the table says for a bucket's beginning is right for all of the bucket, or one too low.
    """

    def __init__(self, edges: Ints) -> None:
        self._edges = edges
        self._first = int(edges[0]) if len(edges) else 0
        least = int(np.diff(edges).min()) if len(edges) > 1 else 1
        self._shift = max(least.bit_length() - 1, 0)
        buckets = ((int(edges[-1]) - self._first) >> self._shift) + 2 if len(edges) > 1 else 0
        self._table = self._make_table(buckets) if 0 < buckets <= _LARGEST else None
        self._next_edge = np.append(edges, np.iinfo(np.int64).max)

    def _make_table(self, buckets: int) -> Places:
        starts = self._first + ((np.arange(buckets, dtype=np.int64) - 1) << self._shift)
        return np.searchsorted(self._edges, starts, side="right").astype(np.intp)

    def of(self, values: Ints) -> Places:
        """How many edges are not after each value."""
        if self._table is None:
            return np.searchsorted(self._edges, values, side="right").astype(np.intp)
        ranks = np.empty(values.shape, np.intp)
        for begin in range(0, len(values), _CHUNK):
            part = values[begin : begin + _CHUNK]
            bucket = part - self._first
            bucket >>= self._shift
            bucket += 1
            rank = self._table.take(bucket, mode="clip")
            np.add(rank, part >= self._next_edge.take(rank), out=ranks[begin : begin + _CHUNK])
        return ranks
