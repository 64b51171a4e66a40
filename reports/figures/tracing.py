"""From a figure back to its cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from reports.figures.groups import Groups
from reports.figures.marks import Marks
from reports.figures.tally import BEHIND
from reports.figures.values import Grouping


class Tracer:
    """The cases behind the figures of one period."""

    def __init__(self, marks: Marks, groups: Groups) -> None:
        self._marks = marks
        self._groups = groups
        self._places: Callable[[Grouping], dict[str, int]] = cache(self._row_places)
        self._sorted: Callable[[Grouping, str], Sequence[Sequence[str]]] = cache(self._by_row)

    def __call__(self, grouping: Grouping | None, key: str, measure: str) -> list[str]:
        """Case numbers in order, as often as they count; of a rate or a mean those that it is of (its denominator).

        KeyError for a measure that there is not; a row that there is not has no cases.
        """
        name = BEHIND.get(measure, measure)
        if grouping is None:
            return sorted(self._marks.history.cases.case_no[self._marks[name].cases].tolist())
        place = self._places(grouping).get(key)
        return [] if place is None else list(self._sorted(grouping, name)[place])

    def _row_places(self, grouping: Grouping) -> dict[str, int]:
        return {name.key: place for place, name in enumerate(self._groups.of(grouping).names)}

    def _by_row(self, grouping: Grouping, name: str) -> Sequence[Sequence[str]]:
        mark, history = self._marks[name], self._marks.history
        rows = mark.rows(history, self._groups, grouping)
        order = np.argsort(rows, kind="stable")
        edges = np.searchsorted(rows[order], np.arange(1, len(self._groups.of(grouping).names)))
        numbers = history.cases.case_no[mark.cases[order]]
        return [sorted(part.tolist()) for part in np.split(numbers, edges)]
