"""Counting marks: all figures of all rows of a grouping at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from reports.figures.definitions import MEASURES
from reports.figures.groups import Groups
from reports.figures.marks import Marks
from reports.figures.values import Grouping, Number

Array = npt.NDArray[Any]

RATES: Final = {key: measure.of for key, measure in MEASURES.items() if measure.of}
BEHIND: Final = {
    **{key: of[1] for key, of in RATES.items()},
    "mean_days": "timed",
    "promised_speed_up": "sped_promised",
    "actual_speed_up": "sped",
}
"""The count of the cases that a rate or a mean is of."""
COUNTED: Final = tuple(key for key in MEASURES if key not in BEHIND)


class Tally:
    """The figures of one period's marks."""

    def __init__(self, marks: Marks, groups: Groups) -> None:
        self._marks = marks
        self._groups = groups

    def table(self, grouping: Grouping) -> list[Mapping[str, Number]]:
        """The figures of each row of the grouping."""
        history, groups, size = self._marks.history, self._groups, len(self._groups.of(grouping).names)
        rows = {name: self._marks[name].rows(history, groups, grouping) for name in self._marks.names()}
        return self._figures(rows, size)

    def total(self) -> Mapping[str, Number]:
        """The figures of everything."""
        rows = {name: np.zeros(len(self._marks[name]), np.int64) for name in self._marks.names()}
        return self._figures(rows, 1)[0]

    def _figures(self, rows: Mapping[str, Array], size: int) -> list[Mapping[str, Number]]:
        counts = {name: np.bincount(of, minlength=size) for name, of in rows.items()}
        columns: dict[str, Sequence[Number]] = {}
        for key in MEASURES:
            if key in RATES:
                columns[key] = _shares(*(counts[part] for part in RATES[key]))
            elif key in BEHIND:
                columns[key] = self._worked_out(key, rows[BEHIND[key]], size)
            else:
                columns[key] = counts[key].tolist()
        return [dict(zip(columns, told, strict=True)) for told in zip(*columns.values(), strict=True)]

    def _worked_out(self, key: str, rows: Array, size: int) -> list[Number]:
        cases, behind = self._marks.history.cases, self._marks[BEHIND[key]].cases
        if key == "mean_days":
            days = np.bincount(rows, cases.used[behind] / cases.day_seconds[behind], size)
            return _shares(days, np.bincount(rows, minlength=size))
        law = np.bincount(rows, cases.statutory[behind], size)
        other = cases.promised if key == "promised_speed_up" else cases.used
        return _shares(law - np.bincount(rows, other[behind], size), law)


def _shares(parts: Array, wholes: Array) -> list[Number]:
    """None for a share of nothing."""
    return [part / whole if whole else None for part, whole in zip(parts.tolist(), wholes.tolist(), strict=True)]
