"""From a figure back to its cases."""

from __future__ import annotations

from reports.figures.groups import Groups
from reports.figures.marks import Marks
from reports.figures.tally import BEHIND
from reports.figures.values import Grouping


class Tracer:
    """The cases behind the figures of one period (monitoring of who asks what is not its business)."""

    def __init__(self, marks: Marks, groups: Groups) -> None:
        self._marks = marks
        self._groups = groups

    def __call__(self, grouping: Grouping | None, key: str, measure: str) -> list[str]:
        """Case numbers in order, as often as they count; of a rate those of its denominator.

        KeyError for a measure that there is not; a row that there is not has no cases.
        """
        mark = self._marks[BEHIND.get(measure, measure)]
        history = self._marks.history
        rows = mark.cases
        if grouping is not None:
            row = next((n for n, name in enumerate(self._groups.of(grouping).names) if name.key == key), -1)
            rows = rows[mark.rows(history, self._groups, grouping) == row]
        return sorted(history.cases.case_no[rows].tolist())
