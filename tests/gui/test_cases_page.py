"""The cases page as an officer uses it: narrow, sort, save a view, choose columns, copy, open a case."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.window.case_columns import Columns
from desktop.window.case_query import CaseColumn
from desktop.window.cases.facets import Facet
from desktop.window.cases_page import CasesPage
from desktop.window.memory import Memory
from desktop.window.page_tools import CaseFilter
from monitoring.codes import Light
from tests.gui.boards import NOW, Row, Tools, board, detail

pytestmark = pytest.mark.qt_log_ignore("does not support")

ROWS = [
    Row("A1", Light.GREEN, township="千童镇", village="东街村", officer="王某某"),
    Row("B2", Light.RED, due=datetime(2017, 7, 4, 17, 30), township="韩集镇", village="薛堂村"),
    Row("C3", Light.YELLOW, due=datetime(2017, 7, 5, 17, 30), township="韩集镇", item="低保", unit="县民政局"),
]


class Office:
    """A page with tools that the test answers for."""

    def __init__(self, qtbot: QtBot, language: str = "zh_CN") -> None:
        self.qtbot = qtbot
        self.tools = Tools(Memory(), language)
        self.page = CasesPage(self.tools.tools)
        qtbot.addWidget(self.page)
        self.page.resize(1206, 640)

    def open(self) -> None:
        with self.qtbot.waitExposed(self.page):
            self.page.show()
        self.page.activateWindow()
        self.page.table.setFocus()

    def show(self, rows: list[Row] = ROWS, **others: object) -> None:
        snapshot = board(rows, **others)
        self.page.show_snapshot(snapshot, snapshot.at, stale=False)

    def shown(self, column: CaseColumn = CaseColumn.CASE_NO) -> list[str]:
        model = self.page.model
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def choices(self, facet: Facet) -> dict[str, int]:
        button = self.page.filters.buttons[facet]
        button.opening.emit()
        return {choice.label: choice.count for choice in button.model._shown}

    def tick(self, facet: Facet, label: str) -> None:
        """As a click on a line of the open list."""
        labels = list(self.choices(facet))
        self.page.filters.buttons[facet].model.toggle(labels.index(label))


@pytest.fixture
def office(qtbot: QtBot) -> Office:
    return Office(qtbot)


def test_every_case_is_shown_the_worst_first(office: Office) -> None:
    office.show()
    assert office.shown() == ["B2", "C3", "A1"]
    assert office.page.total.text().replace(",", "").count("3") == 1


def test_choices_say_how_many_cases_each_would_leave(office: Office) -> None:
    office.show()
    assert office.choices(Facet.REGION) == {"韩集镇": 2, "千童镇": 1}
    assert office.choices(Facet.LIGHT) == {"超期": 1, "临期": 1, "正常": 1}
    office.tick(Facet.REGION, "韩集镇")
    assert office.choices(Facet.LIGHT) == {"超期": 1, "临期": 1}
    assert office.choices(Facet.REGION) == {"韩集镇": 2, "千童镇": 1}, "what is chosen does not narrow its own list"


def test_a_township_stands_for_its_villages(office: Office) -> None:
    office.show()
    office.tick(Facet.REGION, "韩集镇")
    assert office.shown() == ["B2", "C3"]


def test_several_choices_of_one_kind_widen_and_kinds_narrow_each_other(office: Office) -> None:
    office.show()
    office.tick(Facet.LIGHT, "超期")
    office.tick(Facet.LIGHT, "临期")
    assert office.shown() == ["B2", "C3"]
    office.tick(Facet.UNIT, "县民政局")
    assert office.shown() == ["C3"]


def test_chips_say_what_narrows_and_take_it_away(office: Office) -> None:
    office.open()
    office.show()
    office.tick(Facet.LIGHT, "超期")
    office.page.search.setText("韩集")
    assert [text.removesuffix("✕").split() for text in office.page.chips.texts()][1][-1] == "超期"
    assert office.shown() == ["B2"]
    office.page.chips.chips()[0].click()
    assert office.page.search.text() == ""
    office.page.chips.chips()[-1].click()
    assert office.shown() == ["B2", "C3", "A1"]
    assert not office.page.chips.isVisible()
    assert not office.page.filters.buttons[Facet.LIGHT].model.chosen


def test_another_page_narrows_the_list_and_says_to_what(office: Office) -> None:
    office.show()
    office.page.apply_filter(CaseFilter(case_nos=frozenset({"A1", "C3"}), title="经办人李某某的办件"))
    assert office.shown() == ["C3", "A1"]
    assert office.page.chips.texts()[0].startswith("经办人李某某的办件")


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (CaseFilter(levels=frozenset({"village"})), ["B2", "A1"]),
        (CaseFilter(items=frozenset({"低保"})), ["C3"]),
        (CaseFilter(officers=frozenset({"王某某"})), ["A1"]),
        (CaseFilter(node_names=frozenset({"乡镇审核"})), ["B2", "C3", "A1"]),
        (CaseFilter(node_names=frozenset({"县级审批"})), []),
        (CaseFilter(regions=frozenset({"薛堂村"})), ["B2"]),
        (CaseFilter(text="薛堂 B"), ["B2"]),
        (CaseFilter(case_nos=frozenset({"a1"})), []),
    ],
)
def test_a_filter_of_every_kind(office: Office, wanted: CaseFilter, left: list[str]) -> None:
    office.show()
    office.page.apply_filter(wanted)
    assert office.shown() == left


def test_a_filter_that_came_before_the_board_holds(office: Office) -> None:
    office.page.apply_filter(CaseFilter(lights=frozenset({Light.RED})))
    office.show()
    assert office.shown() == ["B2"]


def test_a_search_without_result_offers_to_show_all(office: Office) -> None:
    office.open()
    office.show()
    office.page.search.setText("zzz")
    assert office.page.empty.isVisible()
    office.page.empty.pressed.emit()
    assert len(office.shown()) == 3


def test_an_empty_store_says_what_to_do_next(office: Office) -> None:
    office.show([])
    assert "emonitor demo" in office.page.empty.accessibleDescription()


# views


def test_a_view_is_saved_shown_renamed_deleted_and_brought_back(office: Office) -> None:
    office.show()
    views = office.page.views
    views.ask_name = lambda title, label, name: "我的超期"
    office.tick(Facet.LIGHT, "超期")
    office.page.table.show_columns(Columns().with_shown(CaseColumn.UNIT, shown=False))
    views.save()
    office.page.chips.clear()
    office.page.table.show_columns(Columns())
    views.show_view("我的超期")
    assert office.shown() == ["B2"]
    assert CaseColumn.UNIT not in office.page.table.columns.shown()
    assert views.name == "我的超期"
    views.ask_name = lambda title, label, name: "本乡镇超期"
    views.rename()
    assert views.name == "本乡镇超期"
    views.delete()
    assert "本乡镇超期" not in [view.name for view in views.views or []]
    assert office.shown() == ["B2"], "the list stays as it is"
    views.undo()
    assert [view.name for view in views.views or []][-1] == "本乡镇超期"


def test_a_view_stays_named_only_while_it_is_what_is_shown(office: Office) -> None:
    office.show()
    views = office.page.views
    first = (views.views or [])[0].name
    views.show_view(first)
    assert views.name == first
    office.page.search.setText("A")
    assert views.name == ""


def test_saved_views_filter_order_and_columns_outlive_the_window(qtbot: QtBot) -> None:
    office = Office(qtbot)
    office.show()
    office.page.views.ask_name = lambda title, label, name: "我的"
    office.tick(Facet.LIGHT, "临期")
    office.page.views.save()
    office.page.table.sort_asked.emit(int(CaseColumn.ITEM), True)
    office.page.table.show_columns(
        Columns().with_width(CaseColumn.CASE_NO, 201).with_shown(CaseColumn.NODE, shown=False)
    )
    office.page.remember()
    again = Office(qtbot)
    again.show()
    assert again.shown() == ["C3"]
    assert again.page.model.query.sort_by is CaseColumn.ITEM
    assert again.page.table.columns.widths[CaseColumn.CASE_NO] == 201
    assert CaseColumn.NODE not in again.page.table.columns.shown()
    assert "我的" in [view.name for view in again.page.views.views or []]


@pytest.mark.parametrize("rubbish", ["", "{", "[1, 2]", '"text"', '{"order": 7, "widths": {"case_no": true}}', "null"])
def test_memory_that_makes_no_sense_is_as_good_as_none(qtbot: QtBot, rubbish: str) -> None:
    memory = Memory()
    for key in ("cases/columns", "cases/views", "cases/query"):
        memory.keep_text(key, rubbish)
    office = Office(qtbot)
    office.show()
    assert office.shown() == ["B2", "C3", "A1"]
    assert office.page.table.columns == Columns()


def test_a_kept_query_with_unknown_parts_keeps_the_known_ones(qtbot: QtBot) -> None:
    Memory().keep_text(
        "cases/query", json.dumps({"lights": ["red", "blue", 7], "sort_by": "colour", "regions": "韩集镇"})
    )
    office = Office(qtbot)
    office.show()
    assert office.shown() == ["B2"]


# columns


def test_columns_can_be_left_out_but_for_the_last(office: Office) -> None:
    columns = Columns()
    for column in CaseColumn:
        columns = columns.with_shown(column, shown=False)
    assert len(columns.shown()) == 1


def test_a_column_that_was_moved_stays_there(office: Office) -> None:
    office.open()
    office.show()
    header = office.page.table.view.horizontalHeader()
    header.moveSection(header.visualIndex(CaseColumn.OFFICER), 1)
    assert office.page.table.columns.order[1] is CaseColumn.OFFICER
    again = Office(office.qtbot)
    office.page.remember()
    again = Office(office.qtbot)
    assert again.page.table.view.horizontalHeader().visualIndex(CaseColumn.OFFICER) == 1


@pytest.mark.parametrize("width", [1206, 1000, 1700])
def test_the_columns_fill_the_list_and_no_more(office: Office, width: int) -> None:
    office.page.resize(width, 640)
    office.open()
    office.show()
    view = office.page.table.view
    shown = [column for column in CaseColumn if not view.isColumnHidden(column)]
    if width >= 1206:
        assert sum(view.columnWidth(column) for column in shown) == view.viewport().width()
    assert (len(shown), width >= 1206) == (10, width >= 1206)


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


def choose(office: Office, row: int) -> None:
    view = office.page.table.view
    where = view.visualRect(office.page.model.index(row, 1)).center()
    office.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QApplication.processEvents()


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
    assert list(office.page._windows) == ["B2"]
    window = office.page._windows["B2"]
    office.tools.answer(detail("B2"))
    assert window.view.headline() == "超期 1 小时 54 分钟 · 超过承诺时限"
    window.close()
    assert office.page._windows == {}


def test_another_page_opens_a_case_that_the_list_does_not_show(office: Office) -> None:
    office.open()
    office.show()
    office.page.apply_filter(CaseFilter(lights=frozenset({Light.GREEN})))
    office.page.show_case("B2")
    assert office.tools.asked() == [("B2", None)]
    assert office.shown() == ["A1"]
    office.page.show_case("A1")
    assert office.page.table.selected_rows() == [(0, 0)]


def test_columns_that_the_case_says_give_way_beside_it(office: Office) -> None:
    office.open()
    office.show()
    choose(office, 0)
    view = office.page.table.view
    assert view.isColumnHidden(CaseColumn.UNIT)
    assert not view.isColumnHidden(CaseColumn.LEFT)
    assert not view.horizontalScrollBar().isVisible()
    office.page.close_case()
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
    office.page.actions_.ask_file = lambda name: str(target)
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
    office.page.actions_.ask_file = lambda name: str(tmp_path / "x.xlsx")
    office.page.actions_.export()
    assert list(tmp_path.iterdir()) == []


def test_a_text_that_looks_like_a_formula_stays_a_text(office: Office, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    office.show([Row("=1+1", item="低\x07保")])
    office.page.actions_.ask_file = lambda name: str(tmp_path / "x.xlsx")
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
    office.page.actions_.ask_file = lambda name: str(tmp_path / "file" / "x.xlsx")
    with pytest.raises(ExportFailed, match="x.xlsx"):
        office.page.actions_.export()
