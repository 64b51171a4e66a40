"""Columns and saved views are put in order with the keyboard as with the mouse."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from desktop.window.cases.query import CaseColumn
from monitoring.codes import Light
from tests.gui.case_office import Office
from widgets.order_dialog import OrderDialog, Ordered

pytestmark = pytest.mark.qt_log_ignore("does not support")
LINES = [Ordered("a", "甲", ticked=True), Ordered("b", "乙", ticked=True), Ordered("c", "丙", ticked=False)]


@pytest.fixture
def dialog(qtbot: QtBot) -> OrderDialog:
    made = OrderDialog("次序", LINES)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def keys(lines: Sequence[Ordered]) -> str:
    return "".join(line.key for line in lines)


def test_alt_and_an_arrow_move_the_chosen_line_and_it_stays_chosen(dialog: OrderDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert keys(dialog.lines()) == "bac"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert keys(dialog.lines()) == "bca"
    qtbot.keyClick(dialog.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert keys(dialog.lines()) == "bac"
    assert dialog.list.currentRow() == 1


def test_the_first_line_cannot_go_up_nor_the_last_one_down(dialog: OrderDialog) -> None:
    assert (dialog.up.isEnabled(), dialog.down.isEnabled()) == (False, True)
    dialog.list.setCurrentRow(2)
    assert (dialog.up.isEnabled(), dialog.down.isEnabled()) == (True, False)


def test_space_ticks_a_line_and_the_tick_goes_with_it(dialog: OrderDialog, qtbot: QtBot) -> None:
    qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [(line.key, line.ticked) for line in dialog.lines()] == [("b", True), ("a", False), ("c", False)]


def test_every_button_has_a_name(dialog: OrderDialog) -> None:
    assert all(button.accessibleName() for button in dialog.findChildren(QAbstractButton))


@pytest.fixture
def office(qtbot: QtBot) -> Office:
    made = Office(qtbot)
    made.open()
    made.show()
    return made


def test_columns_are_put_in_another_order_and_left_out(office: Office) -> None:
    def asked(title: str, lines: Sequence[Ordered]) -> list[Ordered]:
        wanted = sorted(lines, key=lambda line: line.key != CaseColumn.DUE.name)
        return [Ordered(line.key, line.text, ticked=line.key != CaseColumn.ITEM.name) for line in wanted]

    office.page.actions_.ask_order = asked
    office.page.actions_.order_columns()
    columns = office.page.table.columns
    assert columns.order[0] is CaseColumn.DUE
    assert CaseColumn.ITEM not in columns.shown()
    assert office.page.table.view.horizontalHeader().visualIndex(CaseColumn.DUE) == 0


def test_thinking_better_of_it_leaves_the_columns_alone(office: Office) -> None:
    before = office.page.table.columns
    office.page.actions_.ask_order = lambda title, lines: None
    office.page.actions_.order_columns()
    assert office.page.table.columns == before


def test_saved_views_are_put_in_another_order_and_kept(office: Office, qtbot: QtBot) -> None:
    views = office.page.views
    before = [view.name for view in views.views or []]
    views.ask_order = lambda title, lines: list(reversed(lines))
    views.order()
    assert [view.name for view in views.views or []] == before[::-1]
    assert [view.name for view in Office(qtbot).page.views.views or []] == before[::-1]
    assert (views.views or [])[-1].query.lights == frozenset({Light.RED})
