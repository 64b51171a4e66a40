"""Disjoint spans of time and the measure along them: how much of them lies before a moment, and the way back.

Everything is in whole ticks (seconds, or microseconds where a moment has a fraction) of one wall clock. Single values
go through ``bisect`` on lists; arrays go through a table that leads to within one span of the right one, so that a
look-up costs a few gathers whatever the length of the calendar.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FAR: Final = 2**62 + 2**61
"""Later than every moment anybody asks about, NEVER included."""
_LARGEST_TABLE: Final = 2**22


class Spans:
    """Sorted half-open spans [begin, end). ``begins`` and ``ends`` are int64 arrays of ticks."""

    def __init__(self, begins: Ints, ends: Ints) -> None:
        self.begins = begins
        self.ends = ends
        self.after = np.cumsum(ends - begins, dtype=np.int64)
        self.total = int(self.after[-1]) if len(begins) else 0
        # one more span, empty and out of reach, saves every look-up the question whether it ran off the end
        self._begins: list[int] = [*begins.tolist(), FAR]
        self._ends: list[int] = ends.tolist()
        self._after: list[int] = self.after.tolist()
        self._before: list[int] = [0, *self._after]

    def scaled(self, factor: int) -> Spans:
        """The same spans in finer ticks."""
        return Spans(self.begins * factor, self.ends * factor)

    # single values

    def measure(self, moment: int) -> int:
        """Ticks inside the spans before ``moment``."""
        place = bisect_right(self._ends, moment)
        inside = moment - self._begins[place]
        return self._before[place] + inside if inside > 0 else self._before[place]

    def moment(self, measure: int) -> int | None:
        """The earliest moment before which ``measure`` ticks lie; None for ``measure`` <= 0 or beyond ``total``."""
        if not 0 < measure <= self.total:
            return None
        place = bisect_left(self._after, measure)
        return self._begins[place] + measure - self._before[place]

    def next_inside(self, moment: int) -> int | None:
        """The earliest moment inside a span that is not before ``moment``; None after the last span."""
        begin = self._begins[bisect_right(self._ends, moment)]
        return None if begin == FAR else max(begin, moment)

    def first_outside(self, begin: int, end: int) -> int | None:
        """The first moment of [begin, end) outside the spans; ``begin`` itself is asked for even if that is empty."""
        place = bisect_right(self._ends, begin)
        if begin < self._begins[place]:
            return begin
        return None if end <= self._ends[place] else self._ends[place]

    # arrays

    def place_many(self, moments: Ints) -> npt.NDArray[np.intp]:
        """For each moment the span that ends next after it (or ``len`` after the last)."""
        return self._by_end.find(moments)

    def measure_many(self, moments: Ints) -> Ints:
        """``measure`` of each moment."""
        place = self.place_many(moments)
        inside = moments - self._shift_ext[place]
        np.maximum(inside, self._before_ext[place], out=inside)
        return inside

    def moment_many(self, measures: Ints) -> Ints:
        """``moment`` of each measure; 0 < measure <= total is the caller's business, others give some moment."""
        return measures + self._shift_ext[self._by_measure.find(measures)]

    def next_inside_many(self, moments: Ints) -> Ints:
        """``next_inside`` of each moment; FAR after the last span."""
        return np.maximum(moments, self._begins_ext[self.place_many(moments)])

    def holds_many(self, begins: Ints, ends: Ints) -> Bools:
        """Where no moment of [begin, end) is outside the spans (``begin`` itself even if that is empty)."""
        if len(self.begins) == 1:
            first, last = self._begins[0], self._ends[0]
            return (begins >= first) & (begins < last) & (ends <= last)
        place = self.place_many(begins)
        return (begins >= self._begins_ext[place]) & (ends <= self._ends_ext[place])

    @cached_property
    def _begins_ext(self) -> Ints:
        return np.array(self._begins, np.int64)

    @cached_property
    def _ends_ext(self) -> Ints:
        return np.append(self.ends, FAR)

    @cached_property
    def _before_ext(self) -> Ints:
        return np.array(self._before, np.int64)

    @cached_property
    def _shift_ext(self) -> Ints:
        # moment - measure inside a span
        return self._begins_ext - self._before_ext

    @cached_property
    def _by_end(self) -> Places:
        return Places(self.ends)

    @cached_property
    def _by_measure(self) -> Places:
        # the span of a measure is the first with after >= measure: closing side
        return Places(self.after + 1)


class Places:
    """``searchsorted(edges, values, side='right')`` for values drawn at random, by a table instead of a search.

    The axis is cut into buckets no wider than the least distance of two edges: a bucket's first value is right, or one
    too low.
    """

    def __init__(self, edges: Ints) -> None:
        self._edges = edges
        self._first = int(edges[0]) if len(edges) else 0
        self._last = int(edges[-1]) if len(edges) else 0
        least = int(np.diff(edges).min()) if len(edges) > 1 else 1
        self._shift = max(least.bit_length() - 1, 0)
        buckets = ((self._last - self._first) >> self._shift) + 2
        self._table = self._make_table(buckets) if len(edges) > 1 and buckets <= _LARGEST_TABLE else None
        self._edges_ext = np.append(edges, np.iinfo(np.int64).max)

    def _make_table(self, buckets: int) -> npt.NDArray[np.intp]:
        # bucket 0 lies before the first edge
        starts = self._first + ((np.arange(buckets, dtype=np.int64) - 1) << self._shift)
        return np.searchsorted(self._edges, starts, side="right").astype(np.intp)

    def find(self, values: Ints) -> npt.NDArray[np.intp]:
        """How many edges are not after each value."""
        if self._table is None:
            return np.searchsorted(self._edges, values, side="right").astype(np.intp)
        bucket = values - self._first
        bucket >>= self._shift
        bucket += 1
        place = self._table.take(bucket, mode="clip")
        place += values >= self._edges_ext.take(place)
        return place
