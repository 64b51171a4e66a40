"""Disjoint spans of time and the measure along them: how much of them lies before a moment, and the way back.

Everything is in whole ticks (seconds, or microseconds where a moment has a fraction) of one wall clock. Single values
go through ``bisect`` on lists, arrays through tables, so that a look-up costs the same whatever the calendar's length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from monitoring.worktime.tables import Ranks, Slots

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

FAR: Final = 2**62 + 2**61
"""Later than every moment anybody asks about, NEVER included."""


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

    def measure_many(self, moments: Ints) -> Ints:
        """``measure`` of each moment."""
        if self._slots is None:
            place = self._by_end.of(moments)
            measures: Ints = np.maximum(moments - self._shifts[place], self._befores[place])
            return measures
        # one gather: a table entry is twice the measure at moment 0 of the slot's straight line, plus 1 where it rises
        line = self._lines.take(self._slots.of(moments), mode="clip")
        rises = -(line & 1)
        line >>= 1
        rises &= moments
        line += rises
        return line

    def moment_many(self, measures: Ints) -> Ints:
        """``moment`` of each measure; 0 < measure <= total is the caller's business, others give some moment."""
        return measures + self._shift_of_measure(measures)

    def next_inside_many(self, moments: Ints) -> Ints:
        """``next_inside`` of each moment; FAR after the last span."""
        return np.maximum(moments, self._begins_ext[self._by_end.of(moments)])

    def holds_many(self, begins: Ints, ends: Ints) -> Bools:
        """Where no moment of [begin, end) is outside the spans (``begin`` itself even if that is empty)."""
        if len(self.begins) == 1:
            first, last = self._begins[0], self._ends[0]
            return (begins >= first) & (begins < last) & (ends <= last)
        place = self._by_end.of(begins)
        inside: Bools = (begins >= self._begins_ext[place]) & (ends <= np.append(self.ends, 0)[place])
        return inside

    def _shift_of_measure(self, measures: Ints) -> Ints:
        if self._measure_slots is None:
            return self._shifts[self._by_measure.of(measures)]
        return self._measure_shifts.take(self._measure_slots.of(measures), mode="clip")

    @cached_property
    def _begins_ext(self) -> Ints:
        return np.array(self._begins, np.int64)

    @cached_property
    def _befores(self) -> Ints:
        return np.array(self._before, np.int64)

    @cached_property
    def _shifts(self) -> Ints:
        """Moment less measure inside each span."""
        return self._begins_ext - self._befores

    @cached_property
    def _by_end(self) -> Ranks:
        return Ranks(self.ends)

    @cached_property
    def _by_measure(self) -> Ranks:
        # the span of a measure is the first with after >= measure: closing side
        return Ranks(self.after + 1)

    @cached_property
    def _slots(self) -> Slots | None:
        return Slots.between(np.unique(np.concatenate([self.begins, self.ends])))

    @cached_property
    def _lines(self) -> Ints:
        assert self._slots is not None
        starts = self._slots.starts()
        place = np.searchsorted(self.ends, starts, side="right")
        rises = (starts >= self._begins_ext[place]).astype(np.int64)
        return (np.where(rises, -self._shifts[place], self._befores[place]) << 1) | rises

    @cached_property
    def _measure_slots(self) -> Slots | None:
        return Slots.between(np.concatenate([[0], self.after]) + 1)

    @cached_property
    def _measure_shifts(self) -> Ints:
        assert self._measure_slots is not None
        return self._shifts[np.searchsorted(self.after + 1, self._measure_slots.starts(), side="right")]
