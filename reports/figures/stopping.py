"""The suspensions and corrections that ran in a period."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from monitoring.blocks import NONE, Seconds
from monitoring.judging.dues import due_of
from monitoring.judging.targets import Unjudgeable
from monitoring.moments import NEVER, to_seconds
from monitoring.records import Bad, Suspension
from monitoring.worktime import CalendarUnknown
from reports.figures.columns import CORRECTION
from reports.figures.groups import Groups, names_of
from reports.figures.history import History
from reports.figures.lines import moment
from reports.figures.periods import Period
from reports.figures.values import StopLine


def stops_in(history: History, groups: Groups, period: Period) -> tuple[StopLine, ...]:
    """Those that had begun by the end and had not ended before the beginning, in the order in which they began."""
    return tuple(sorted(_lines(history, groups, period), key=lambda line: (str(line.started_at), line.case_no)))


def _lines(history: History, groups: Groups, period: Period) -> Iterator[StopLine]:
    cases, stops, keys, catalogue = history.cases, history.stops, history.keys, history.catalogue
    units, items = names_of(keys.units, catalogue.unit_name), names_of(keys.items, catalogue.item_name)
    townships = groups.township_names()
    ends = _ends(history)
    lasting = ends > to_seconds(period.start)
    for row in np.flatnonzero(lasting & (stops.start < to_seconds(period.end))).tolist():
        case, start, end, until = int(stops.case[row]), int(stops.start[row]), int(stops.end[row]), int(ends[row])
        told = None if stops.kind[row] == CORRECTION else _told(history, case, int(stops.place[row]))
        yield StopLine(
            case_no=cases.case_no[case],
            item=items[cases.item[case]],
            township=townships[cases.region[case]],
            unit=units[cases.unit[case]],
            kind="correction" if told is None else told.kind or "special",
            basis="" if told is None else told.basis or "",
            approver="" if told is None else told.approver or "",
            started_at=moment(start),
            ended_at=moment(end),
            limit="" if told is None else _limit(told),
            overdue=told is not None and _own_due(history, told, start) < until,
        )


def _told(history: History, case: int, place: int) -> Suspension:
    block = history.blocks[history.cases.block[case]]
    told: Suspension = block.suspensions[int(history.cases.row[case])][place]
    return told


def _ends(history: History) -> Seconds:
    """When each stop ended: by itself or with its case; the cut-off while it lasts."""
    own, of_case = history.stops.end, history.cases.ended[history.stops.case]
    return np.minimum(np.where(own == NONE, history.end, own), np.where(of_case == NONE, history.end, of_case))


def _limit(told: Suspension) -> str:
    if told.limit_value is None or isinstance(told.limit_value, Bad):
        return ""
    return f"{told.limit_value.normalize():f} {told.limit_unit or 'working_day'}"


def _own_due(history: History, told: Suspension, start: int) -> int:
    """When the stop has used up its own limit; NEVER where it has none or that cannot be known."""
    try:
        target = history.book.target(told.limit_value, told.limit_unit, start)
        return NEVER if target is None else due_of(history.book, target, start, ())
    except (Unjudgeable, CalendarUnknown):
        return NEVER
