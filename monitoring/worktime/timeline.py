"""Working time along one wall clock: durations, due moments and pauses, for single moments in ticks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from monitoring.worktime.spans import FAR, Ints, Spans

Pauses = Sequence[tuple[int, int | None]]
"""(from, to) in ticks; to None: still running."""


class Timeline:
    """Open time and known time. ``refusal(first, until)`` makes the error for unknown time that begins at ``first``."""

    def __init__(self, opened: Spans, known: Spans, refusal: Callable[[int, int], Exception]) -> None:
        self.opened = opened
        self.known = known
        self.refusal = refusal
        self.first = int(known.begins[0]) if len(known.begins) else FAR
        self.last = int(known.ends[-1]) if len(known.ends) else -FAR
        self._sure_from, self._sure_to = self._longest_known()

    def _longest_known(self) -> tuple[int, int]:
        """Between these two nobody needs to ask whether a day is known."""
        if not len(self.known.begins):
            return FAR, -FAR
        longest = int((self.known.ends - self.known.begins).argmax())
        return int(self.known.begins[longest]), int(self.known.ends[longest])

    def surely_knows(self, *moments: Ints) -> bool:
        """Whether all that lies between these moments is known; False also where that would need a closer look."""
        low, high = self._sure_from, self._sure_to
        return all(not column.size or (low <= column.min() and column.max() <= high) for column in moments)

    def require(self, begin: int, end: int) -> None:
        """Refuses unless all of [begin, end) is known."""
        if self._sure_from <= begin and end <= self._sure_to:
            return
        missing = self.known.first_outside(begin, end)
        if missing is not None:
            raise self.refusal(missing, end)

    def elapsed(self, start: int, end: int, pauses: Pauses = ()) -> int:
        """Open ticks of [start, end) outside the pauses; ``end`` before ``start``: negative of the swapped value."""
        if not pauses and self._sure_from <= start <= end <= self._sure_to:
            return self.opened.measure(end) - self.opened.measure(start)
        if end < start:
            return -self.elapsed(end, start, pauses)
        if not self.first <= start <= self.last:
            raise self.refusal(start, end)
        total = 0
        for begin, stop in running(start, end, pauses):
            self.require(begin, stop)
            total += self.opened.measure(stop) - self.opened.measure(begin)
        return total

    def due(self, start: int, ticks: int, pauses: Pauses = ()) -> int:
        """The moment at which ``ticks`` of open, unpaused time have passed since ``start``, on the closing side.

        0 ticks: the next open, unpaused moment. Negative ticks: back in time.
        """
        if ticks < 0:
            return self._back(start, -ticks, pauses)
        at, left = start, ticks
        for begin, end in closed_pauses(pauses):
            if end <= at:
                continue
            if begin > at:
                room = self.opened.measure(begin) - self.opened.measure(at)
                if left <= room and (left or self._opens_before(at, begin)):
                    break
                self.require(at, begin)
                left -= room
            at = end
        return self._forward(at, left)

    def _opens_before(self, at: int, limit: int) -> bool:
        moment = self.opened.next_inside(at)
        return moment is not None and moment < limit

    def _forward(self, at: int, ticks: int) -> int:
        opened = self.opened
        moment = opened.moment(opened.measure(at) + ticks) if ticks else opened.next_inside(at)
        if moment is not None and self._sure_from <= at and moment <= self._sure_to:
            return moment
        missing = self.known.first_outside(at, FAR if moment is None else moment)
        if missing is None and moment is not None:
            return moment
        # what would come after the first unknown day cannot be said: only that day's year is named
        first = self.last if missing is None else missing
        raise self.refusal(first, first + 1)

    def _back(self, start: int, ticks: int, pauses: Pauses) -> int:
        at, left = start, ticks
        for begin, end in reversed(merged_pauses(pauses)):
            if begin >= at:
                continue
            if end < at:
                room = self.opened.measure(at) - self.opened.measure(end)
                if left < room:
                    break
                self.require(end, at)
                left -= room
            at = begin
        return self._backward(at, left)

    def _backward(self, at: int, ticks: int) -> int:
        moment = self.opened.moment(self.opened.measure(at) - ticks)
        if moment is None:
            raise self.refusal(min(self.first, at) - 1, at)
        self.require(moment, at)
        return moment


def closed_pauses(pauses: Pauses) -> list[tuple[int, int]]:
    """Sorted pauses; ValueError for one that still runs or that ends before it begins."""
    result = []
    for begin, end in pauses:
        if end is None:
            raise ValueError("a pause has no end: a due moment needs the end of every pause")
        result.append((begin, _checked(begin, end)))
    return sorted(result)


def merged_pauses(pauses: Pauses) -> list[tuple[int, int]]:
    """Sorted, disjoint pauses."""
    result: list[tuple[int, int]] = []
    for begin, end in closed_pauses(pauses):
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((begin, end))
    return result


def running(start: int, end: int, pauses: Iterable[tuple[int, int | None]]) -> Iterator[tuple[int, int]]:
    """The parts of [start, end) in which no pause runs, in order, none empty."""
    at = start
    for begin, stop in sorted((begin, end if stop is None else _checked(begin, stop)) for begin, stop in pauses):
        if begin >= end:
            break
        if begin > at:
            yield at, begin
        at = max(at, stop)
    if at < end:
        yield at, end


def _checked(begin: int, end: int) -> int:
    if end < begin:
        raise ValueError("a pause ends before it begins")
    return end
