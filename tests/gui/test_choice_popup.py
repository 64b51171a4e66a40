"""The list that a filter's button opens lies in the window: seen by assistive technology, closed as a menu is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from widgets.choice_list import Choice
from widgets.filter_button import FilterButton

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
MANY = [Choice(f"t{number}", f"乡镇{number}", number + 1) for number in range(14)]


class Window(QWidget):
    """A page with a filter, a field and Escape as a shortcut of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.left = 0
        self.button = FilterButton("乡镇")
        self.field = QLineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(self.field)
        column.addStretch(1)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self._leave)

    def _leave(self) -> None:
        self.left += 1


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.resize(420, 460)
    made.button.show_choices(MANY)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.button.click()
    return made


def test_the_open_list_is_a_part_of_the_window_and_not_a_window_qt_hides_from_assistive_technology(
    window: Window,
) -> None:
    popup = window.button.popup
    assert popup.isVisible()
    assert not popup.isWindow()
    assert popup.accessibleName() == "乡镇"


def test_it_lies_within_the_window_however_far_to_the_right_its_button_is(window: Window) -> None:
    popup = window.button.popup
    assert popup.window() is window
    assert window.rect().contains(popup.geometry())
    assert popup.geometry().top() > window.button.geometry().bottom()


@pytest.mark.parametrize("height", [120, 200, 300])
def test_in_a_low_window_the_list_is_lower(window: Window, height: int, qtbot: QtBot) -> None:
    window.button.popup.close_list()
    window.setMinimumSize(1, 1)
    window.resize(420, height)
    window.button.click()
    popup = window.button.popup
    assert popup.geometry().top() >= 0
    assert popup.geometry().bottom() <= max(window.height(), popup.minimumSizeHint().height())


def test_escape_closes_it_and_nothing_else_and_the_button_has_the_keys(window: Window, qtbot: QtBot) -> None:
    popup = window.button.popup
    assert popup.search.hasFocus()
    QTest.keyClick(popup.search, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert window.button.hasFocus()
    assert window.left == 0
    QTest.keyClick(window.button, Qt.Key.Key_Escape)
    assert window.left == 1


def test_a_click_elsewhere_closes_it_and_a_click_in_it_does_not(window: Window) -> None:
    popup, handle = window.button.popup, window.windowHandle()
    inside = popup.mapTo(window, popup.list.geometry().center())
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=inside)
    assert popup.isVisible()
    assert len(window.button.model.chosen) == 1
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=QPoint(20, window.height() - 10))
    assert not popup.isVisible()
    assert len(window.button.model.chosen) == 1


def test_its_button_opens_and_closes_it(window: Window) -> None:
    popup, handle = window.button.popup, window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=window.button.geometry().center())
    assert not popup.isVisible()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=window.button.geometry().center())
    assert popup.isVisible()


def test_focus_elsewhere_closes_it(window: Window) -> None:
    window.field.setFocus()
    assert not window.button.popup.isVisible()


def test_a_page_that_goes_takes_it_along(window: Window) -> None:
    window.button.hide()
    assert not window.button.popup.isVisible()


def test_another_size_of_the_window_closes_it(window: Window, qtbot: QtBot) -> None:
    window.resize(500, 400)
    qtbot.waitUntil(lambda: not window.button.popup.isVisible())


def test_tab_goes_round_in_it(window: Window, qtbot: QtBot) -> None:
    popup = window.button.popup
    for there in (popup.list, popup.all, popup.search):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert there.hasFocus()
    QTest.keyClick(popup.search, Qt.Key.Key_Backtab)
    assert popup.all.hasFocus()
    assert popup.isVisible()


def test_ticking_with_the_keyboard_keeps_it_open_and_all_unticks_and_closes(window: Window, qtbot: QtBot) -> None:
    popup, model = window.button.popup, window.button.model
    QTest.keyClick(popup.search, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Space)
    QTest.keyClick(popup.list, Qt.Key.Key_Down)
    QTest.keyClick(popup.list, Qt.Key.Key_Return)
    assert model.chosen == {"t0", "t1"}
    assert popup.isVisible()
    popup.all.click()
    assert not model.chosen
    assert not popup.isVisible()
    assert window.button.hasFocus()
