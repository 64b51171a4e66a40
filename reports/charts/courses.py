"""Courses over time: each day of the period, twelve weeks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FixedLocator, PercentFormatter

from reports import saying
from reports.charts.style import blank, house_style, plain, says_nothing, whole_numbers
from reports.figures.values import DayCount, Figures, WeekPoint
from reports.ink import ACCENT, ACCENT_PALE, LIGHTS, MUTED

WEEKDAYS = "一二三四五六日"
FEW_DAYS = 10
"""Up to so many days each is named with its weekday."""
STEPS = (0.01, 0.05, 0.1, 0.25)
"""From one rule of the rates' axis to the next: the smallest that shows every week, from 100 % downwards."""


def per_day(figures: Figures, width_mm: float, height_mm: float) -> Figure:
    """Accepted and finished on each day of the period."""
    with house_style():
        picture = blank(width_mm, height_mm)
        axes = picture.subplots()
        days = figures.per_day
        if not any(day.accepted or day.finished for day in days):
            says_nothing(axes, "本期没有受理和办结的办件")
            return picture
        _pairs(axes, days)
        _name_days(axes, [day.day for day in days])
        axes.legend(loc="upper right", ncols=2, handlelength=1.2)
        plain(axes)
        return picture


def _pairs(axes: Axes, stretches: Sequence[DayCount] | Sequence[WeekPoint]) -> None:
    """Accepted and finished side by side, for each day or week."""
    bars = (
        (-0.2, [one.accepted for one in stretches], ACCENT_PALE, "受理"),
        (+0.2, [one.finished for one in stretches], ACCENT, "办结"),
    )
    for aside, counts, colour, word in bars:
        axes.bar([place + aside for place in range(len(counts))], counts, width=0.38, color=colour, label=word)
    axes.yaxis.set_major_locator(whole_numbers())
    axes.set_ylabel("件")


def _name_days(axes: Axes, days: list[date]) -> None:
    if len(days) <= FEW_DAYS:
        labels = [f"{day.month}月{day.day}日\n周{WEEKDAYS[day.weekday()]}" for day in days]
        axes.set_xticks(range(len(days)), labels, linespacing=1.5)
        return
    mondays = [(place, day) for place, day in enumerate(days) if day.weekday() == 0]
    axes.set_xticks([place for place, _ in mondays], [f"{day.month}月{day.day}日" for _, day in mondays])
    axes.set_xlabel("每周一")


def trend(figures: Figures, width_mm: float, height_mm: float) -> Figure:
    """Twelve weeks: accepted and finished above, the on-time rate below on an axis of its own."""
    with house_style():
        picture = blank(width_mm, height_mm)
        points = figures.trend
        if not any(point.accepted or point.finished for point in points):
            says_nothing(picture.subplots(), "近 12 周没有办件")
            return picture
        upper, lower = picture.subplots(2, 1, sharex=True, height_ratios=(2, 1))
        _counts(upper, points)
        _rates(lower, points)
        lower.set_xticks(range(len(points)), [_week(point) for point in points])
        lower.set_xlabel("各周的星期一")
        return picture


def _week(point: WeekPoint) -> str:
    return f"{point.period.first.month}.{point.period.first.day}"


def _counts(axes: Axes, points: tuple[WeekPoint, ...]) -> None:
    _pairs(axes, points)
    late = [point.late for point in points]
    axes.plot(range(len(points)), late, color=LIGHTS["red"], marker="s", markersize=3.5, linewidth=1, label="逾期办结")
    axes.legend(loc="upper left", ncols=3, handlelength=1.2, bbox_to_anchor=(0, 1.16), borderaxespad=0)
    plain(axes)


def _rates(axes: Axes, points: tuple[WeekPoint, ...]) -> None:
    known = [(place, point.on_time_rate) for place, point in enumerate(points) if point.on_time_rate is not None]
    axes.plot(
        [place for place, _ in known], [rate for _, rate in known], color=MUTED, marker="o", markersize=3, linewidth=1
    )
    if known:
        place, rate = known[-1]
        said = saying.share(rate)
        axes.annotate(said, (place, rate), xytext=(0, 5), textcoords="offset points", ha="center", fontsize=7.5)
    lowest = min((rate for _, rate in known), default=0.0)
    step = next(step for step in STEPS if lowest > 1 - 4 * step or step == STEPS[-1])
    axes.set_ylim(1 - 4 * step, 1 + step / 2)
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    axes.yaxis.set_major_locator(FixedLocator([1 - step * part for part in range(5)]))
    axes.set_ylabel("按时办结率")
    plain(axes)
