"""The cases page as an officer uses it: narrow, sort, save a view, choose columns."""

from __future__ import annotations

import json

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop.window.cases.columns import Columns
from desktop.window.cases.facets import Facet
from desktop.window.cases.query import CaseColumn
from desktop.window.memory import Memory
from desktop.window.page_tools import CaseFilter
from monitoring.codes import Light
from tests.gui.case_office import Office

pytestmark = pytest.mark.qt_log_ignore("does not support")


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


def test_a_remembered_filter_is_named_before_the_board_is_there(qtbot: QtBot) -> None:
    office = Office(qtbot)
    office.show()
    office.tick(Facet.UNIT, "县民政局")
    office.tick(Facet.LIGHT, "临期")
    office.page.remember()
    before = office.page.chips.texts()
    again = Office(qtbot)
    assert again.page.chips.texts() == before
    assert "县民政局" in again.page.filters.buttons[Facet.UNIT].accessibleName()
    again.show()
    assert again.shown() == ["C3"]
    assert again.page.chips.texts() == before


@pytest.mark.parametrize("rubbish", ["", "{", "[1, 2]", '"text"', '{"order": 7, "widths": {"case_no": true}}', "null"])
def test_memory_that_makes_no_sense_is_as_good_as_none(qtbot: QtBot, rubbish: str) -> None:
    memory = Memory()
    for key in ("cases/columns", "cases/views", "cases/query", "cases/labels"):
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
    assert sum(view.columnWidth(column) for column in shown) == view.viewport().width()
    assert len(shown) == (10 if width >= 1206 else 8), "what the case says gives way to the time left"


def test_the_keyboard_sorts_by_the_columns_menu(office: Office) -> None:
    office.show()
    menu = QMenu()
    office.page.actions_.fill_columns_menu(menu)
    sorting = next(action.menu() for action in menu.actions() if action.menu() is not None)
    named = {action.text(): action for action in sorting.actions()}
    named["办件编号 ↓"].trigger()
    assert office.shown() == ["C3", "B2", "A1"]
    next(iter(named.values())).trigger()
    assert office.shown() == ["B2", "C3", "A1"]


@pytest.mark.parametrize(("width", "height"), [(1217, 701), (1131, 653), (875, 533), (761, 445)])
@pytest.mark.parametrize("beside", [False, True])
def test_the_time_left_is_in_sight_on_every_screen(office: Office, width: int, height: int, beside: bool) -> None:
    office.page.resize(width, height)
    office.open()
    office.show()
    if beside:
        office.page.show_case("B2")
    QApplication.processEvents()
    view = office.page.table.view
    left, wide = view.columnViewportPosition(CaseColumn.LEFT), view.columnWidth(CaseColumn.LEFT)
    assert left + wide <= view.viewport().width()
    assert not view.isColumnHidden(CaseColumn.CASE_NO)
    assert not beside or office.page.case.width() >= 340


def test_a_case_beside_the_list_gives_way_when_the_window_gets_smaller(office: Office) -> None:
    office.page.resize(1217, 701)
    office.open()
    office.show()
    office.page.show_case("B2")
    QApplication.processEvents()
    wide = office.page.case.width()
    office.page.resize(1131, 653)
    QApplication.processEvents()
    assert office.page.case.width() < wide
    assert office.page.table.view.columnWidth(CaseColumn.DUE) > 0
