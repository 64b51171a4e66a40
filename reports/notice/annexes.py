"""The annexes of a notice: 1 township table, 2 department table, 3 red list, 4 yellow list, 5 suspensions.

Empty ones are left out and the numbers follow, so text and paper ask here which number an annex bears.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from reports import saying
from reports.figures.values import Figures, Grouping


class Annex(Enum):
    """In the order in which they are bound."""

    TOWNSHIPS = "乡镇办件情况统计表"
    UNITS = "部门办件情况统计表"
    RED = "超期（红灯）办件和环节清单"
    YELLOW = "临期（黄灯）办件和环节清单"
    STOPS = "挂起、补正情况清单"


def numbered(figures: Figures) -> Mapping[Annex, int]:
    """The annexes that there are, with their numbers from 1."""
    held = {
        Annex.TOWNSHIPS: _rows(figures, Grouping.TOWNSHIP),
        Annex.UNITS: _rows(figures, Grouping.UNIT),
        Annex.RED: len(figures.red),
        Annex.YELLOW: len(figures.yellow) + len(figures.yellow_nodes),
        Annex.STOPS: len(figures.stops),
    }
    present = [annex for annex in Annex if held[annex]]
    return {annex: number for number, annex in enumerate(present, start=1)}


def label(annex: Annex, numbers: Mapping[Annex, int]) -> str:
    """'附件3'; where there is only one annex it bears no number (GB/T 9704-2012 7.3.4)."""
    return f"附件{numbers[annex]}" if len(numbers) > 1 else "附件"


def title(annex: Annex, figures: Figures) -> str:
    """'2017年6月乡镇办件情况统计表'."""
    return f"{saying.name(figures.period)}{annex.value}"


def _rows(figures: Figures, grouping: Grouping) -> int:
    table = figures.tables.get(grouping)
    return len(table.rows) if table is not None else 0
