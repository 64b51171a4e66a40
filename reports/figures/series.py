"""Figures in a row: days of the period, weeks of the trend, nodes by how long cases stayed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from monitoring.blocks import NONE, Seconds
from monitoring.moments import DAY_SECONDS, to_seconds
from reports.figures.columns import Mask
from reports.figures.days import each_day
from reports.figures.history import History
from reports.figures.marks import Marks
from reports.figures.periods import Period, week_of
from reports.figures.tally import Array
from reports.figures.values import DayCount, NodeDwell, WeekPoint

WEEKS: Final = 12


def per_day(marks: Marks, period: Period) -> tuple[DayCount, ...]:
    """Received, accepted and finished on each day of the period, those to come with 0."""
    cases, first, days = marks.history.cases, to_seconds(period.start), list(each_day(period))

    def counted(name: str, moments: Seconds) -> list[int]:
        told: list[int] = np.bincount((moments[marks[name].cases] - first) // DAY_SECONDS, minlength=len(days)).tolist()
        return told

    columns = (counted("received", cases.received), counted("accepted", cases.accepted),
               counted("finished", cases.ended))  # fmt: skip
    return tuple(DayCount(day, *row) for day, *row in zip(days, *columns, strict=True))


def trend(history: History, period: Period) -> tuple[WeekPoint, ...]:
    """Twelve weeks, the last one that in which the period ends, up to the cut-off."""
    weeks = [week_of(period.last)]
    while len(weeks) < WEEKS:
        weeks.append(weeks[-1].before())
    return tuple(_week(history, week) for week in reversed(weeks))


def _week(history: History, week: Period) -> WeekPoint:
    marks = Marks(history, week)
    in_time, judged = len(marks["finished_in_time"]), len(marks["finished_judged"])
    return WeekPoint(
        period=week,
        accepted=len(marks["accepted"]),
        finished=len(marks["finished"]),
        late=len(marks["finished_late"]),
        on_time_rate=in_time / judged if judged else None,
        red_new=len(marks["red_new"]),
    )


def dwell(marks: Marks) -> tuple[NodeDwell, ...]:
    """Visits that ended in the period by the node's name, the most visited first."""
    history, visits = marks.history, marks.history.visits
    rows = np.flatnonzero(visits.left & marks.within(visits.end))
    days = history.cases.day_seconds[visits.case[rows]]
    names, size = history.keys.nodes.keys, len(history.keys.nodes.keys)
    node = visits.node[rows]
    used = _means(node, visits.used[rows], days, size)
    limits = _means(node, visits.limit[rows], days, size)
    count, late = np.bincount(node, minlength=size), np.bincount(node, visits.late[rows], size)
    found = [
        NodeDwell(names[code], int(count[code]), int(late[code]), used[code], limits[code])
        for code in np.flatnonzero(count).tolist()
    ]
    return tuple(sorted(found, key=lambda one: (-one.visits, one.node)))


def _means(node: Array, seconds: Seconds, days: Seconds, size: int) -> list[float | None]:
    known: Mask = (seconds != NONE) & (days > 0)
    total = np.bincount(node[known], seconds[known] / days[known], size)
    return list(_divided(total, np.bincount(node[known], minlength=size)))


def _divided(total: Array, count: Array) -> Iterator[float | None]:
    for sum_, number in zip(total.tolist(), count.tolist(), strict=True):
        yield sum_ / number if number else None
