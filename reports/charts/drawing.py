"""The charts of the weekly statistics and of the statistics view, each from plain figures.

To add a chart: 1 write a function ``(figures, width_mm, height_mm) -> Figure`` in this package; 2 add it to CHARTS with
its title; documents and pages take it from there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from matplotlib.figure import Figure

from reports.charts.bars import dwell_per_node, lights_per_township
from reports.charts.courses import per_day, trend
from reports.figures.values import Figures


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. ``title`` as it stands over it; ``key`` for pages and tests."""

    key: str
    title: str
    draw: Callable[[Figures, float, float], Figure]


CHARTS: Final = (
    Chart("per_day", "本期每日受理与办结", per_day),
    Chart("lights", "各乡镇和县本级在办件灯色（截止时刻）", lights_per_township),
    Chart("trend", "近 12 周受理、办结与按时办结率", trend),
    Chart("dwell", "各环节平均用时与时限（本期办完的环节）", dwell_per_node),
)


def chart(key: str) -> Chart:
    """The chart of this key. Raises KeyError."""
    return _BY_KEY[key]


_BY_KEY: Final = {one.key: one for one in CHARTS}
