"""Tables of figures on paper: what stands in a cell, and the notes without which readers go wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reports.documents.tables import figures_table
from reports.figures.values import Grouping, Renamed
from reports.paper.values import Table
from tests.figures_made import NOTHING, figures, row


def last_cells(table: Table) -> dict[str, str]:
    """The change of the finished, by the name of the row."""
    return {str(cells[1]): str(cells[-1]) for cells in table.rows}


def test_who_never_had_a_case_did_not_stay_even() -> None:
    never = replace(row("县档案局", in_hand=1), before=NOTHING)
    table = figures_table(figures(units=[row("县民政局", 5), never]), Grouping.UNIT)
    assert last_cells(table) == {"县民政局": "+25.0%", "县档案局": "—"}


def test_the_table_of_townships_says_whose_red_nodes_it_counts_and_which_were_renamed() -> None:
    changed = [Renamed(date(2017, 6, 16), ("边务乡",), ("边务镇",))]
    made = figures([row("边务乡", 4), row("边务镇", 3)], units=[row("县民政局", 5)], renamed=changed)
    note = figures_table(made, Grouping.TOWNSHIP).note
    assert "环节红灯随办件计在办件所在乡镇" in note and "2017年6月16日起，边务乡改设边务镇" in note
    assert "环节红灯随" not in figures_table(made, Grouping.UNIT).note


def test_one_township_alone_bears_no_rank() -> None:
    table = figures_table(figures([row("盐山镇", 20, 1), row("望树镇")]), Grouping.TOWNSHIP)
    assert [str(cells[0]) for cells in table.rows] == ["—", "—"]
