"""What is done with the cases: copied, opened beside the list and in windows, exported."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.window.cases.columns import Columns
from desktop.window.cases.facets import Facet
from desktop.window.cases.query import CaseColumn
from desktop.window.page_tools import CaseFilter
from monitoring.board import Trouble
from monitoring.codes import Light
from tests.gui.boards import NOW, Row, board, detail
from tests.gui.case_office import ROWS, Office, choose

pytestmark = pytest.mark.qt_log_ignore("does not support")


@pytest.fixture
def office(qtbot: QtBot) -> Office:
    return Office(qtbot)


# rows


def test_rows_are_copied_as_a_spreadsheet_takes_them(office: Office) -> None:
    office.open()
    office.show()
    office.page.table.show_columns(Columns(hidden=frozenset(CaseColumn) - {CaseColumn.LIGHT, CaseColumn.CASE_NO}))
    office.page.table.view.selectAll()
    office.qtbot.keyClick(office.page.table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "超期\tB2\n临期\tC3\n正常\tA1\n"
    office.page.actions_.copy_headed.trigger()
    assert QGuiApplication.clipboard().text().splitlines()[0].split("\t")[0] == "灯"
    assert len(QGuiApplication.clipboard().text().splitlines()) == 4


def test_one_cell_is_copied_by_itself(office: Office) -> None:
    office.show()
    view = office.page.table.view
    view.setCurrentIndex(office.page.model.index(1, CaseColumn.ITEM))
    office.page.actions_.copy_cell.trigger()
    assert QGuiApplication.clipboard().text() == "低保"


def test_many_rows_are_copied_as_long_work_and_can_be_stopped(office: Office) -> None:
    office.show([Row(f"N{number:04}") for number in range(1_200)])
    office.page.table.view.selectAll()
    office.page.actions_.copy_rows.trigger()
    assert len(office.tools.ran) == 1
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1_200


def test_line_ends_and_tabs_in_a_cell_do_not_break_the_copy(office: Office) -> None:
    office.show([Row("A1", item="低保\t续\n发")])
    office.page.table.view.selectAll()
    office.page.actions_.copy_rows.trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 1
    assert "低保 续 发" in QGuiApplication.clipboard().text()


def test_the_selection_of_several_rows_outlives_a_refresh(office: Office) -> None:
    office.open()
    office.show()
    office.page.table.view.selectAll()
    worse = [replace(ROWS[0], light=Light.RED, due=datetime(2017, 7, 1)), *ROWS[1:]]
    office.show(worse, version=2)
    assert office.shown() == ["A1", "B2", "C3"]
    assert office.page.table.selected_rows() == [(0, 2)]


# the case beside the list


def test_a_click_shows_the_case_beside_the_list(office: Office) -> None:
    office.open()
    office.show()
    choose(office, 0)
    assert office.tools.asked() == [("B2", None)]
    office.tools.answer(detail("B2"))
    assert office.page.case.isVisible()
    assert office.page.case.headline() == "超期 1 小时 54 分钟 · 超过承诺时限"


def test_the_keyboard_goes_from_case_to_case(office: Office) -> None:
    office.open()
    office.show()
    choose(office, 0)
    office.tools.answer(detail("B2"))
    office.qtbot.keyClick(office.page.table.view, Qt.Key.Key_Down)
    assert office.tools.asked() == [("C3", None)]


def test_a_new_snapshot_asks_for_the_open_case_anew(office: Office) -> None:
    office.open()
    office.show()
    choose(office, 0)
    office.tools.answer(detail("B2"))
    office.show(version=2)
    assert office.tools.asked() == [("B2", None)]


def test_the_same_snapshot_again_asks_for_nothing(office: Office) -> None:
    office.open()
    snapshot = board(ROWS)
    office.page.show_snapshot(snapshot, NOW, stale=False)
    choose(office, 0)
    office.tools.answer(detail("B2"))
    office.page.show_snapshot(replace(snapshot, at=NOW + timedelta(seconds=5)), NOW, stale=False)
    assert office.tools.asked() == []


def test_while_an_answer_is_awaited_nothing_is_asked_twice(office: Office) -> None:
    office.open()
    office.show()
    choose(office, 0)
    office.show(version=2)
    office.show(version=3)
    assert office.tools.asked() == [("B2", None)]
    office.tools.answer(detail("B2"))
    assert office.tools.asked() == [("B2", None)], "something changed meanwhile: it is asked once more"


def test_escape_puts_the_case_away_and_the_list_has_the_keyboard(office: Office) -> None:
    office.open()
    office.show()
    choose(office, 0)
    office.qtbot.keyClick(office.page.table.view, Qt.Key.Key_Escape)
    assert not office.page.case.isVisible()
    assert office.page.table.selected_rows() == []


def test_enter_opens_the_case_in_a_window_of_its_own_once(office: Office) -> None:
    office.open()
    office.show()
    choose(office, 0)
    office.tools.answer(detail("B2"))
    office.qtbot.keyClick(office.page.table.view, Qt.Key.Key_Return)
    office.page.open_window("B2")
    assert list(office.page.windows.there) == ["B2"]
    window = office.page.windows.there["B2"]
    office.tools.answer(detail("B2"))
    assert window.view.headline() == "超期 1 小时 54 分钟 · 超过承诺时限"
    window.close()
    assert office.page.windows.there == {}


def test_another_page_opens_a_case_that_the_list_does_not_show(office: Office) -> None:
    office.open()
    office.show()
    office.page.apply_filter(CaseFilter(lights=frozenset({Light.GREEN})))
    office.page.show_case("B2")
    assert office.tools.asked() == [("B2", None)]
    assert office.shown() == ["A1"]
    assert ["B2" in said for said in office.tools.said] == [True], "why no row is chosen"
    office.page.show_case("A1")
    assert office.page.table.selected_rows() == [(0, 0)]
    assert len(office.tools.said) == 1


def test_columns_that_the_case_says_give_way_beside_it(office: Office) -> None:
    office.open()
    office.show()
    choose(office, 0)
    view = office.page.table.view
    assert view.isColumnHidden(CaseColumn.UNIT)
    assert not view.isColumnHidden(CaseColumn.LEFT)
    assert not view.horizontalScrollBar().isVisible()
    office.page.close_case()
    QApplication.processEvents()
    assert not view.isColumnHidden(CaseColumn.UNIT)


# the whole page


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_control_has_an_accessible_name(qtbot: QtBot, language: str) -> None:
    office = Office(qtbot, language)
    office.open()
    office.show()
    choose(office, 0)
    office.tools.answer(detail("B2"))
    nameless = [
        type(widget).__name__
        for kind in (QAbstractButton, QLineEdit, QAbstractItemView)
        for widget in office.page.findChildren(kind)
        if widget.isVisible() and not (widget.accessibleName() or getattr(widget, "text", str)())
        and type(widget).__name__ not in ("QHeaderView", "QTableCornerButton")
    ]  # fmt: skip
    assert nameless == []


def test_the_page_fits_a_small_screen_with_a_case_open(office: Office) -> None:
    office.page.resize(1206, 600)
    office.open()
    office.show()
    choose(office, 0)
    office.tools.answer(detail("B2"))
    QApplication.processEvents()
    assert office.page.height() == 600
    case = office.page.case
    assert case.mapTo(office.page, QPoint(case.width(), case.height())).x() <= 1206
    assert case.proof.table.isVisible()


def test_the_list_is_exported_as_it_is_shown(office: Office, tmp_path: Path) -> None:
    office.show()
    office.tick(Facet.REGION, "韩集镇")
    target = tmp_path / "在办件"
    office.page.actions_.ask_file = lambda name: target.with_suffix(".xlsx")
    office.page.actions_.export()
    from openpyxl import load_workbook

    book = load_workbook(target.with_suffix(".xlsx"))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[1] for row in rows[1:]] == ["B2", "C3"]
    assert rows[1][8] == datetime(2017, 7, 4, 17, 30)
    assert rows[1][0] == "超期"
    assert sheet.freeze_panes == "A2"
    about = {row[0].value: row[1].value for row in book.worksheets[1].iter_rows()}
    assert any("韩集镇" in str(value) for value in about.values())
    assert "2017-07-05 10:24" in about.values()
    assert any("2" in said for said in office.tools.said)
    book.close()


def test_an_export_that_is_stopped_leaves_nothing_behind(office: Office, tmp_path: Path) -> None:
    office.show()
    office.tools.going = lambda share: False
    office.page.actions_.ask_file = lambda name: tmp_path / "x.xlsx"
    office.page.actions_.export()
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_looks_like_a_formula_stays_a_text(office: Office, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    office.show([Row("=1+1", item="低\x07保")])
    office.page.actions_.ask_file = lambda name: tmp_path / "x.xlsx"
    office.page.actions_.export()
    book = load_workbook(tmp_path / "x.xlsx")
    cells = next(book.worksheets[0].iter_rows(min_row=2))
    assert (cells[1].value, cells[1].data_type) == ("=1+1", "s")
    assert cells[2].value == "低保"
    book.close()


def test_a_place_that_cannot_be_written_is_said(office: Office, tmp_path: Path) -> None:
    from desktop.window.cases.export import ExportFailed

    office.show()
    (tmp_path / "file").write_text("")
    office.page.actions_.ask_file = lambda name: tmp_path / "file" / "x.xlsx"
    with pytest.raises(ExportFailed, match="x.xlsx"):
        office.page.actions_.export()


def test_a_case_whose_store_was_away_is_asked_for_again_when_the_store_is_back(office: Office) -> None:
    office.open()
    office.show()
    office.page.open_beside("B2")
    office.page.open_window("C3")
    for _ in range(2):
        office.tools.refuse("ledger")
    away = Trouble("ledger", "missing", "ledger.db: file_gone", NOW)
    snapshot = office.page._snapshot
    assert snapshot is not None
    office.page.show_snapshot(replace(snapshot, trouble=(away,)), NOW, stale=False)
    assert office.tools.asked() == [], "it is still away"
    office.page.show_snapshot(replace(snapshot, trouble=()), NOW, stale=False)
    assert office.tools.asked() == [("B2", None), ("C3", None)]
    assert office.page.case._light._code == "red", "as the list has it"
    office.tools.answer(detail("B2"))
    office.page.show_snapshot(replace(snapshot, trouble=()), NOW, stale=False)
    assert office.tools.asked() == [("C3", None)]


@pytest.mark.parametrize("by_key", [False, True])
def test_a_finished_case_is_opened_by_its_number(office: Office, by_key: bool) -> None:
    office.open()
    office.show()
    office.page.search.setText("130925-2017-0000001")
    office.qtbot.waitUntil(lambda: not office.shown())
    assert office.page.empty.title() == "在办件里没有这个编号"
    assert office.page.empty._button.text() == "打开办件 130925-2017-0000001"
    if by_key:
        office.qtbot.keyClick(office.page.search, Qt.Key.Key_Return)
    else:
        office.qtbot.mouseClick(office.page.empty._button, Qt.MouseButton.LeftButton)
    assert office.tools.asked() == [("130925-2017-0000001", None)]
    office.tools.refuse("gone")
    assert office.page.case.headline() == "办件库里没有这个编号的办件。"


@pytest.mark.parametrize("text", ["低保x", "李某某 2017", "12"])
def test_a_text_that_is_no_number_of_a_case_leads_back_to_the_list(office: Office, text: str) -> None:
    office.open()
    office.show()
    office.page.search.setText(text)
    office.qtbot.waitUntil(lambda: not office.shown())
    assert office.page.empty._button.text() == "显示全部"
    office.qtbot.mouseClick(office.page.empty._button, Qt.MouseButton.LeftButton)
    office.qtbot.waitUntil(lambda: len(office.shown()) == 3)
    assert office.tools.asked() == []
