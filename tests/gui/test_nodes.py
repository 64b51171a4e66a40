"""The nodes page: who holds what, and the cases behind each figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.window.nodes import page as nodes_page
from desktop.window.nodes.page import IN_HAND, OLDEST, RED, YELLOW, NodesPage
from monitoring import holdings
from monitoring.blocks import NONE
from monitoring.codes import Light
from monitoring.holdings import GROUPINGS, NODE, OFFICER, UNIT, HolderNames, HoldingTable, Visits
from monitoring.moments import to_seconds
from tests.gui.boards import NOW, Row, board
from tests.gui.page_fakes import FakeShell, shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
"""The offscreen platform says so of every window with a least size."""

DAY = 25_200


@dataclass(frozen=True)
class Visit:
    """A visit to a node; ``used`` and ``limit`` in office seconds where it is over."""

    unit: str
    officer: str
    node: str
    case_no: str
    light: Light = Light.GREEN
    entered: datetime = datetime(2017, 6, 28, 8, 30)
    used: int | None = None
    limit: int = 2 * DAY


VISITS = (
    Visit("民政局", "李某某", "审核", "A", Light.RED),
    Visit("民政局", "李某某", "审核", "B", Light.YELLOW),
    Visit("民政局", "李某某", "审核", "C"),
    Visit("民政局", "李某某", "审核", "X", used=DAY // 2),
    Visit("民政局", "李某某", "审核", "Y", used=DAY * 3 // 2),
    Visit("民政局", "李某某", "公示", "D"),
    Visit("民政局", "李某某", "公示", "Z", Light.RED, used=4 * DAY),
    Visit("民政局", "王某某", "审核", "E"),
    Visit("韩集镇", "赵某某", "受理", "F", Light.RED, datetime(2017, 7, 4, 14)),
    Visit("韩集镇", "赵某某", "受理", "G", Light.RED, datetime(2017, 7, 4, 15)),
)


def held_by(visits: Sequence[Visit] = VISITS, officers: Mapping[str, str] | None = None) -> HoldingTable:
    """``officers``: keys of officers with their names, where they are not the same."""
    units, people, nodes = (sorted({getattr(one, part) for one in visits} - {""}) for part in GROUPINGS)

    def codes(part: str, names: list[str]) -> Any:
        return np.array([names.index(getattr(one, part)) if getattr(one, part) else -1 for one in visits], np.int32)

    return HoldingTable(
        Visits(
            unit=codes(UNIT, units),
            officer=codes(OFFICER, people),
            node=codes(NODE, nodes),
            open=np.array([one.used is None for one in visits], np.bool_),
            light=np.array([one.light for one in visits], np.uint8),
            entered=np.array([to_seconds(one.entered) for one in visits], np.int64),
            used=np.array([NONE if one.used is None else one.used for one in visits], np.int64),
            limit=np.array([NONE if one.used is None else one.limit for one in visits], np.int64),
            case_no=np.array([one.case_no for one in visits if one.used is None], np.object_),
        ),
        HolderNames(units, people, nodes, units, [(officers or {}).get(key, key) for key in people]),
    )


def test_holdings_of_a_unit_are_summed_with_the_worst_first() -> None:
    first, second = held_by().holders(UNIT).rows
    assert (first.unit, first.red, first.in_hand) == ("韩集镇", 2, 2)
    assert (second.unit, second.red, second.yellow, second.in_hand, second.ended) == ("民政局", 1, 1, 5, 3)
    assert (second.ended_late, second.officer, second.node) == (1, "", "")


def test_columns_counted_a_part_at_a_time_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = [held_by().holders(by).rows for by in GROUPINGS]
    monkeypatch.setattr("monitoring.holdings.AT_A_TIME", 2)
    assert [held_by().holders(by).rows for by in GROUPINGS] == whole


def test_a_mean_counts_every_ended_visit_once() -> None:
    held = next(one for one in held_by().holders(OFFICER).rows if one.officer == "李某某")
    assert held.mean_used == pytest.approx((DAY // 2 + DAY * 3 // 2 + 4 * DAY) / 3)
    assert held.mean_limit == 2 * DAY
    assert held.share == pytest.approx(1)


def test_the_cases_of_a_light_are_those_whose_node_shows_it() -> None:
    table = held_by()
    held = table.holders(UNIT).rows[1]
    assert table.cases(held, UNIT) == ("A", "B", "C", "D", "E")
    assert table.cases(held, UNIT, Light.RED) == ("A",)
    assert table.cases(held, UNIT, Light.YELLOW) == ("B",)


def test_two_officers_of_one_name_are_two_rows() -> None:
    visits = [Visit("民政局", key, "审核", key) for key in ("first", "second")]
    rows = held_by(visits, {"first": "李某某", "second": "李某某"}).holders(OFFICER).rows
    assert [one.officer for one in rows] == ["李某某", "李某某"]


def test_every_word_of_a_text_narrows() -> None:
    found = held_by().holders(NODE, "民政 公示")
    assert [one.officer for one in found.rows] == ["李某某"]
    assert (found.count, found.in_hand, found.anything) == (1, 1, True)


def test_only_the_worst_are_handed_out_and_all_are_counted() -> None:
    found = held_by().holders(NODE, most=2)
    assert [one.unit for one in found.rows] == ["韩集镇", "民政局"]
    assert (found.count, found.in_hand) == (4, 7)


def test_nobody_holds_anything_in_an_empty_store() -> None:
    found = held_by(()).holders(OFFICER)
    assert (found.rows, found.count, found.anything) == ((), 0, False)


def test_a_visit_without_officer_is_a_row_of_its_own() -> None:
    table = held_by([Visit("民政局", "", "审核", "A"), Visit("民政局", "李某某", "审核", "B")])
    rows = table.holders(OFFICER).rows
    assert [one.officer for one in rows] == ["", "李某某"]
    assert table.cases(rows[0], OFFICER) == ("A",)


def test_many_possible_groups_are_sorted_and_few_are_counted_to_the_same_end(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = held_by().holders(NODE)
    monkeypatch.setattr(holdings, "_DENSE", 0)
    assert held_by().holders(NODE) == counted


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> tuple[NodesPage, FakeShell]:
    monkeypatch.setattr(nodes_page, "node_holdings", lambda engine, at: held_by())
    made = shell(tmp_path)
    page = NodesPage(made.tools)
    qtbot.addWidget(page)
    page.resize(1200, 600)
    page.show()
    page.show_snapshot(board([Row("A")]), NOW, stale=False)
    return page, made


def cells(page: NodesPage, column: int) -> list[str]:
    model = page.table.rows
    return [model.index(row, column).data() for row in range(model.rowCount())]


def click(page: NodesPage, qtbot: QtBot, row: int, column: int) -> None:
    index = page.table.rows.index(row, column)
    where: QPoint = page.table.visualRect(index).center()
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_a_row_says_what_is_in_hand_and_since_when(desk: tuple[NodesPage, FakeShell]) -> None:
    page, _ = desk
    assert cells(page, 0) == ["韩集镇", "民政局"]
    assert cells(page, IN_HAND) == ["2", "5"]
    assert cells(page, OLDEST)[1] == "5 个工作日 1 小时"


def test_a_click_on_a_figure_opens_exactly_its_cases(desk: tuple[NodesPage, FakeShell], qtbot: QtBot) -> None:
    page, made = desk
    click(page, qtbot, 1, YELLOW)
    click(page, qtbot, 1, IN_HAND)
    assert [found.case_nos for found in made.cases] == [{"B"}, {"A", "B", "C", "D", "E"}]
    assert made.cases[0].title == "民政局 · 临期"


def test_a_click_beside_a_figure_chooses_and_opens_nothing(desk: tuple[NodesPage, FakeShell], qtbot: QtBot) -> None:
    page, made = desk
    click(page, qtbot, 1, 0)
    assert made.cases == []
    assert page.table.currentIndex().row() == 1


def test_enter_opens_the_cases_of_the_row(desk: tuple[NodesPage, FakeShell], qtbot: QtBot) -> None:
    page, made = desk
    page.table.setCurrentIndex(page.table.rows.index(0, RED))
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert made.cases[0].case_nos == {"F", "G"}


def test_another_grouping_shows_officers_and_keeps_the_text(desk: tuple[NodesPage, FakeShell]) -> None:
    page, _ = desk
    page.search.setText("民政")
    page.groupings[OFFICER].click()
    assert cells(page, 1) == ["李某某", "王某某"]
    assert not page.table.isColumnHidden(1)


def test_figures_are_asked_for_anew_only_when_the_board_changed_and_seconds_passed(
    desk: tuple[NodesPage, FakeShell], monkeypatch: pytest.MonkeyPatch
) -> None:
    page, made = desk
    assert made.asked == 1
    page.show_snapshot(board([Row("A")], version=2), NOW, stale=False)
    assert made.asked == 1
    monkeypatch.setattr(nodes_page, "REFRESH_SECONDS", 0.0)
    page.go_on(NOW, stale=False)
    page.go_on(NOW, stale=False)
    assert made.asked == 2


def test_what_is_chosen_stays_chosen_when_the_order_changes(desk: tuple[NodesPage, FakeShell]) -> None:
    page, _ = desk
    page.table.setCurrentIndex(page.table.rows.index(1, 0))
    page.table.sort_by(IN_HAND, descending=True)
    assert page.table.currentIndex().data() == "民政局"
    assert page.table.currentIndex().row() == 0


def test_cells_are_copied_as_a_spreadsheet_takes_them(desk: tuple[NodesPage, FakeShell]) -> None:
    page, _ = desk
    page.table.selectAll()
    page.table.copy_with_headings()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("单位\t") or lines[0].startswith("Unit\t")
    assert lines[1].split("\t")[0] == "韩集镇"


def test_a_store_that_is_away_says_so_and_is_asked_again(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nodes_page, "node_holdings", lambda engine, at: held_by(()))
    monkeypatch.setattr(nodes_page, "REFRESH_SECONDS", 0.0)
    made = shell(tmp_path, away=True)
    page = NodesPage(made.tools)
    qtbot.addWidget(page)
    page.show_snapshot(board([]), NOW, stale=True)
    before = page.empty.title()
    made.away = False
    page.go_on(NOW, stale=False)
    assert page.empty.title() != before
    assert made.asked == 2


def test_grouping_sorting_and_text_are_remembered(desk: tuple[NodesPage, FakeShell], qtbot: QtBot) -> None:
    page, made = desk
    page.groupings[NODE].click()
    page.search.setText("审核")
    page.remember()
    again = NodesPage(made.tools)
    qtbot.addWidget(again)
    assert again.groupings[NODE].isChecked()
    assert again.search.text() == "审核"


def test_a_store_never_read_is_not_asked_who_holds_what(tmp_path: Path, qtbot: QtBot) -> None:
    made = shell(tmp_path)
    page = NodesPage(made.tools)
    qtbot.addWidget(page)
    page.show_snapshot(board([], read_at=None), NOW, stale=True)
    assert made.asked == 0
