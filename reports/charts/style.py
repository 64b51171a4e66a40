"""How every chart looks: the carried typeface, thin grey rules, no frame, sizes in points for the size of the paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file
from threading import RLock
from typing import Any, Final

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, fontManager
from matplotlib.ticker import MaxNLocator

from reports.ink import BLACK, GRID, MUTED, RULE
from resources import folder

_ONE_AT_A_TIME: Final = RLock()
"""matplotlib's settings are the process's: a page and the schedule may draw at the same time."""
MM: Final = 1 / 25.4
"""Millimetres in matplotlib's inches."""
FONTS: Final = ("NotoSansSC-Regular.ttf", "NotoSerifSC-Regular.ttf")
"""The second stands in for characters that the first does not have."""


@cache
def families() -> tuple[str, ...]:
    """The carried families under the names by which matplotlib knows them now."""
    found = []
    for name in FONTS:
        source = folder("fonts").joinpath(name)
        if not source.is_file():
            continue
        with as_file(source) as path:
            fontManager.addfont(str(path))
            found.append(FontProperties(fname=str(path)).get_name())
    return tuple(found)


SETTINGS: Final[dict[str, Any]] = {
    "font.size": 8.5,
    "axes.titlesize": 10,
    "axes.titlelocation": "left",
    "axes.titlepad": 8,
    "axes.labelsize": 8.5,
    "axes.labelcolor": MUTED,
    "axes.edgecolor": RULE,
    "axes.linewidth": 0.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.unicode_minus": False,
    "xtick.color": RULE,
    "ytick.color": RULE,
    "xtick.labelcolor": BLACK,
    "ytick.labelcolor": BLACK,
    "xtick.labelsize": 8,
    "ytick.labelsize": 8,
    "xtick.major.width": 0.5,
    "ytick.major.width": 0.5,
    "grid.color": GRID,
    "grid.linewidth": 0.5,
    "legend.frameon": False,
    "legend.fontsize": 8,
    "hatch.linewidth": 0.5,
    "pdf.fonttype": 42,
    "svg.fonttype": "none",
    "svg.hashsalt": "emonitor",
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
}


@contextmanager
def house_style() -> Iterator[None]:
    """Everything drawn inside looks like the house's charts."""
    settings: Any = {**SETTINGS, "font.family": list(families())}
    with _ONE_AT_A_TIME, mpl.rc_context(settings):
        yield


def blank(width_mm: float, height_mm: float) -> Figure:
    """An empty figure of a size on paper; never through pyplot, which keeps what it makes."""
    return Figure(figsize=(width_mm * MM, height_mm * MM), layout="constrained")


def plain(axes: Axes, *, rules: str = "y") -> None:
    """Rules along one axis only, and no ticks where bars begin."""
    axes.grid(visible=True, axis="x" if rules == "x" else "y")
    axes.tick_params(axis="y" if rules == "x" else "x", length=0)


def whole_numbers() -> MaxNLocator:
    """Counts have no halves, and people count in ones, twos and fives."""
    return MaxNLocator(nbins=8, integer=True, steps=[1, 2, 5, 10])


def says_nothing(axes: Axes, sentence: str) -> None:
    """What stands in the place of a chart of nothing."""
    axes.set_axis_off()
    axes.text(0.5, 0.5, sentence, ha="center", va="center", color=MUTED, transform=axes.transAxes)
