"""The lists of a report: red, yellow and soon due cases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Final

import numpy as np

from monitoring.blocks import NONE, Seconds
from monitoring.codes import Light
from monitoring.judging.courses import REASONS
from monitoring.moments import DAY_SECONDS, NEVER, from_seconds
from monitoring.worktime import CalendarUnknown
from reports.figures.columns import Rows
from reports.figures.groups import Groups, names_of
from reports.figures.history import History
from reports.figures.marks import Marks
from reports.figures.periods import Period
from reports.figures.values import CaseLine, Grouping

SOON_DAYS: Final = 7
"""How many days after the period (or after an earlier cut-off) count as soon."""


class Lines:
    """Makes the lists of one history."""

    def __init__(self, marks: Marks, groups: Groups) -> None:
        self._marks = marks
        self._history = history = marks.history
        catalogue, keys = history.catalogue, history.keys
        self._items = names_of(keys.items, catalogue.item_name)
        self._units = names_of(keys.units, catalogue.unit_name)
        self._officers = names_of(keys.officers, catalogue.officer_name)
        self._officer_units = names_of(keys.officers, catalogue.officer_unit_name)
        self._townships = groups.township_names()
        self._villages = _villages(groups)
        self._day_seconds = usual_day(history)

    def red(self) -> tuple[CaseLine, ...]:
        """Cases and nodes open and red, the longest overdue first; then the cases that ended late in the period."""
        cases, visits = self._history.cases, self._history.visits
        lit = self._marks["red_lit"].cases
        nodes = np.flatnonzero(visits.open & (visits.light == Light.RED))
        late = self._marks["finished_late"].cases
        open_ = [*self._of_cases(lit, cases.past[lit]), *self._of_visits(nodes)]
        ended = self._of_cases(late, np.maximum(cases.due[late], cases.accepted[late]))
        return (*sorted(open_, key=_longest_first), *sorted(ended, key=_longest_first))

    def yellow(self) -> tuple[CaseLine, ...]:
        """Open yellow cases, the first to be due first."""
        rows = self._marks["yellow_lit"].cases
        return tuple(sorted(self._of_cases(rows), key=first_due))

    def yellow_nodes(self) -> tuple[CaseLine, ...]:
        """Open yellow nodes, the first to be due first."""
        visits = self._history.visits
        return tuple(
            sorted(self._of_visits(np.flatnonzero(visits.open & (visits.light == Light.YELLOW))), key=first_due)
        )

    def due_next(self, period: Period) -> tuple[CaseLine, ...]:
        """Running cases that are due by the end of the seventh day after the period."""
        history, cases = self._history, self._history.cases
        rows = self._marks["in_hand"].cases
        until = (period.after().first.toordinal() - _EPOCH_DAY + SOON_DAYS) * DAY_SECONDS
        running = np.isin(cases.light[rows], (Light.GREEN, Light.YELLOW))
        soon = rows[running & (cases.due[rows] >= history.end) & (cases.due[rows] <= until)]
        return tuple(sorted(self._of_cases(soon), key=first_due))

    def of_visits(self, rows: Rows) -> Iterator[CaseLine]:
        """The lines of visits to nodes, as of the cut-off."""
        return self._of_visits(rows)

    def _of_cases(self, rows: Rows, red: Seconds | None = None) -> Iterator[CaseLine]:
        """``red``: when the light of each turned red, where it did."""
        cases, end = self._history.cases, self._history.end
        since = cases.due[rows] if red is None else red
        until = np.where(cases.ended[rows] == NONE, end, cases.ended[rows])
        over = self._office_seconds(since, until)
        officers = np.where(cases.open[rows], cases.officer_now[rows], cases.officer_out[rows]).tolist()
        for row, seconds, officer, turned in zip(rows.tolist(), over, officers, since.tolist(), strict=True):
            holder = self._units[cases.holder[row]]
            yield CaseLine(
                case_no=cases.case_no[row],
                light=Light(int(cases.light[row])).code,
                reason=REASONS[cases.reason[row]].value,
                item=self._items[cases.item[row]],
                township=self._townships[cases.region[row]],
                village=self._villages[cases.region[row]],
                node=self._history.keys.nodes.keys[cases.node[row]],
                unit=self._units[cases.unit[row]],
                officer=self._officers[officer],
                accepted_at=moment(int(cases.accepted[row])),
                due_at=moment(int(cases.due[row])),
                statutory_due_at=moment(int(cases.statutory_due[row])),
                finished_at=moment(int(cases.ended[row])),
                over_seconds=seconds,
                day_seconds=self._day(int(cases.day_seconds[row])),
                statutory_breached=bool(cases.breached[row]),
                became_red_at=None if red is None else moment(turned),
                officer_unit=self._officer_units[officer] or (holder if cases.open[row] else ""),
                node_unit=holder,
            )

    def _of_visits(self, rows: Rows) -> Iterator[CaseLine]:
        cases, visits = self._history.cases, self._history.visits
        since = visits.due[rows]
        over = self._office_seconds(since, np.full(len(rows), self._history.end))
        for row, seconds, due in zip(rows.tolist(), over, since.tolist(), strict=True):
            case = int(visits.case[row])
            yield CaseLine(
                case_no=cases.case_no[case],
                light=Light(int(visits.light[row])).code,
                reason=REASONS[visits.reason[row]].value,
                item=self._items[cases.item[case]],
                township=self._townships[cases.region[case]],
                village=self._villages[cases.region[case]],
                node=self._history.keys.nodes.keys[visits.node[row]],
                unit=self._units[visits.unit[row]],
                officer=self._officers[visits.officer[row]],
                accepted_at=moment(int(cases.accepted[case])),
                due_at=moment(due),
                statutory_due_at=moment(int(cases.statutory_due[case])),
                finished_at=None,
                over_seconds=seconds,
                day_seconds=self._day(int(cases.day_seconds[case])),
                node_seq=int(visits.seq[row]),
                statutory_breached=bool(cases.breached[case]),
                became_red_at=moment(max(due, int(visits.start[row]))) if visits.light[row] == Light.RED else None,
                officer_unit=self._officer_units[visits.officer[row]] or self._units[visits.unit[row]],
                node_unit=self._units[visits.unit[row]],
            )

    def _office_seconds(self, since: Seconds, until: Seconds) -> list[int | None]:
        dated = np.where(since >= NEVER, NONE, since)
        spent = self._history.book.working.elapsed_many(dated, until, unknown="mark")
        return [None if seconds == NONE else seconds for seconds in spent.tolist()]

    def _day(self, seconds: int) -> int:
        return seconds if seconds > 0 else self._day_seconds


_EPOCH_DAY: Final = from_seconds(0).toordinal()


def moment(seconds: int) -> datetime | None:
    """None for a moment that is not there or does not come."""
    return None if seconds in (NONE, NEVER) else from_seconds(seconds)


def usual_day(history: History) -> int:
    """Office seconds of a standard day at the cut-off; 0 where not known."""
    try:
        return history.book.standard_day(history.end // DAY_SECONDS)
    except CalendarUnknown:
        return 0


def _villages(groups: Groups) -> Sequence[str]:
    """The village's name by the region's code, '' for what is no village."""
    group = groups.of(Grouping.VILLAGE)
    return [group.names[row].name if group.names[row].key else "" for row in group.row_of.tolist()]


def _longest_first(line: CaseLine) -> tuple[bool, int, str, int]:
    over = line.over_seconds
    return over is None, -(over or 0), line.case_no, line.node_seq or 0


def first_due(line: CaseLine) -> tuple[bool, datetime, str, int]:
    """The order of lists of what is still to be due."""
    due = line.due_at
    return due is None, due or from_seconds(0), line.case_no, line.node_seq or 0
