"""Bars across: lights per township, dwell per node."""

from __future__ import annotations

from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from reports import saying
from reports.charts.style import blank, house_style, plain, says_nothing, whole_numbers
from reports.figures.values import FigureRow, Figures, Grouping, NodeDwell
from reports.ink import ACCENT_PALE, BLACK, LIGHTS, MUTED, Colour

LIGHT_PARTS: Final = (
    ("red", "红灯", "xxx"),
    ("yellow", "黄灯", "///"),
    ("paused", "挂起", "..."),
    ("green", "正常", ""),
)
"""Light, word, hatching: told apart on a black-and-white print too."""
NODES_SHOWN: Final = 12
LABEL_SHARE: Final = 0.06
"""Of the axis: the room that a figure behind a bar takes."""


def lights_per_township(figures: Figures, width_mm: float, height_mm: float) -> Figure:
    """Open cases of each township by light, the one with most red on top."""
    with house_style():
        picture = blank(width_mm, height_mm)
        axes = picture.subplots()
        rows = _worst_last(figures)
        if not rows:
            says_nothing(axes, "截止时刻没有在办件")
            return picture
        _stack(axes, rows)
        axes.set_yticks(range(len(rows)), [_named(row) for row in rows])
        axes.xaxis.set_major_locator(whole_numbers())
        axes.set_xlabel("在办件（件）")
        axes.legend(loc="lower right", ncols=1, handlelength=1.4)
        plain(axes, rules="x")
        return picture


def _worst_last(figures: Figures) -> list[FigureRow]:
    rows = [row for row in figures.tables[Grouping.TOWNSHIP].rows if row.figures["in_hand"]]
    return sorted(rows, key=lambda row: (_count(row, "red_lit"), _count(row, "yellow_lit"), _count(row, "in_hand")))


def _count(row: FigureRow, measure: str) -> int:
    return int(row.figures.get(measure) or 0)


def _parts(row: FigureRow) -> dict[str, int]:
    red, yellow, paused = (_count(row, key) for key in ("red_lit", "yellow_lit", "suspended"))
    return {
        "red": red,
        "yellow": yellow,
        "paused": paused,
        "green": max(0, _count(row, "in_hand") - red - yellow - paused),
    }


def _stack(axes: Axes, rows: list[FigureRow]) -> None:
    parts = [_parts(row) for row in rows]
    left = [0] * len(rows)
    for light, word, hatch in LIGHT_PARTS:
        widths = [part[light] for part in parts]
        if any(widths):
            axes.barh(
                range(len(rows)),
                widths,
                left=left,
                height=0.62,
                color=_fill(light),
                edgecolor=_edge(light),
                linewidth=0.3,
                hatch=hatch,
                label=word,
            )
            left = [start + width for start, width in zip(left, widths, strict=True)]


def _named(row: FigureRow) -> str:
    red = _count(row, "red_lit")
    return f"{row.name}（红灯 {red}）" if red else row.name


def _fill(light: str) -> Colour:
    """The many green ones stand back, so that the eye lands on the worst."""
    red, green, blue = LIGHTS[light]
    return (0.5 + red / 2, 0.5 + green / 2, 0.5 + blue / 2) if light == "green" else (red, green, blue)


def _edge(light: str) -> Colour:
    red, green, blue = LIGHTS[light]
    return (red * 0.6, green * 0.6, blue * 0.6)


def dwell_per_node(figures: Figures, width_mm: float, height_mm: float) -> Figure:
    """Mean working days in each node, its mean limit as a stroke; the longest on top."""
    with house_style():
        picture = blank(width_mm, height_mm)
        axes = picture.subplots()
        nodes = _longest_last(figures)
        if not nodes:
            says_nothing(axes, "本期没有办完的环节")
            return picture
        places = range(len(nodes))
        means = [node.mean_days or 0.0 for node in nodes]
        axes.barh(places, means, height=0.55, color=ACCENT_PALE, label="平均用时")
        _limits(axes, nodes)
        highest = max(means + [node.mean_limit_days or 0.0 for node in nodes])
        for place, node in enumerate(nodes):
            axes.annotate(
                str(saying.tenths(node.mean_days or 0.0)),
                (_clear(node, highest), place),
                xytext=(3, 0),
                textcoords="offset points",
                va="center",
                fontsize=7.5,
                color=MUTED,
            )
        axes.set_yticks(places, [f"{node.node}（{node.visits}）" for node in nodes])
        axes.set_xlabel("工作日；括号内为办完的次数")
        axes.legend(loc="lower right", handlelength=1.2, numpoints=1)
        plain(axes, rules="x")
        return picture


def _clear(node: NodeDwell, highest: float) -> float:
    """Where the figure may begin: behind the bar, or behind the limit's stroke where that stands too near."""
    mean, limit = node.mean_days or 0.0, node.mean_limit_days
    near = limit is not None and mean <= limit < mean + LABEL_SHARE * highest
    return limit if near and limit is not None else mean


def _longest_last(figures: Figures) -> list[NodeDwell]:
    timed = [node for node in figures.dwell if node.mean_days is not None and node.visits]
    return sorted(timed, key=lambda node: node.mean_days or 0.0)[-NODES_SHOWN:]


def _limits(axes: Axes, nodes: list[NodeDwell]) -> None:
    marked = [(place, node.mean_limit_days) for place, node in enumerate(nodes) if node.mean_limit_days is not None]
    if marked:
        heights = [place for place, _ in marked]
        axes.vlines(
            [limit for _, limit in marked],
            [y - 0.38 for y in heights],
            [y + 0.38 for y in heights],
            color=BLACK,
            linewidth=1.4,
        )
        # a stroke's own sign in a legend lies: one that stands as the strokes do tells what they are
        (sign,) = axes.plot([], [], color=BLACK, linestyle="none", marker="|", label="平均时限")
        sign.set(markersize=9, markeredgewidth=1.4)
