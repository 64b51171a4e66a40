"""The icon in the tray: the worst light, new reds as one notice, and what closing the window means."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from desktop.window.shell.tray import ICON_SIZE, Tray, light_icon, worst
from monitoring.codes import CardLevel, Light, Reason
from monitoring.ports import Card
from resources import words
from tests.gui.boards import Row, board
from tests.gui.conftest import Desk
from widgets.tokens import palette


def card(case_no: str, level: CardLevel = CardLevel.RED) -> Card:
    due = datetime(2017, 7, 4, 17, 30)
    return Card(case_no, None, level, Reason.PAST_PROMISED_DUE, due, due, "u1", "韩集镇便民服务中心", "o1", "李某某",
                "5 working_day", "1", "1")  # fmt: skip


class Shown:
    """Stands in for the desktop's tray."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.notices: list[tuple[str, str]] = []
        monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
        monkeypatch.setattr(QSystemTrayIcon, "show", lambda icon: None)
        monkeypatch.setattr(QSystemTrayIcon, "showMessage", self._take)

    def _take(self, *args: Any) -> None:
        self.notices.append((args[-3], args[-2]))


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    return Shown(monkeypatch)


@pytest.fixture
def tray(qtbot: QtBot, shown: Shown) -> Iterator[Tray]:
    parent = QWidget()
    qtbot.addWidget(parent)
    yield Tray(words(), "盐山县", parent)


@pytest.mark.parametrize(
    ("lights", "expected"),
    [
        ([Light.GREEN, Light.GREEN], (Light.GREEN, 2)),
        ([Light.GREEN, Light.YELLOW, Light.RED, Light.YELLOW], (Light.RED, 1)),
        ([Light.GREEN, Light.YELLOW, Light.YELLOW], (Light.YELLOW, 2)),
        ([Light.PAUSED, Light.GREEN], (Light.GREEN, 1)),
        ([Light.UNJUDGED], (Light.UNJUDGED, 1)),
        ([], (Light.GREEN, 0)),
    ],
)
def test_the_worst_light_is_the_icon(lights: list[Light], expected: tuple[Light, int]) -> None:
    rows = [Row(str(number), light) for number, light in enumerate(lights)]
    assert worst(board(rows)) == expected


def test_the_icon_has_the_lights_colour_and_a_number_on_it() -> None:
    plain, numbered = picture(light_icon(Light.RED, 0)), picture(light_icon(Light.RED, 12))
    assert plain.pixelColor(8, 8) == QColor(palette().red)
    assert plain != numbered


def picture(icon: Any) -> QImage:
    return icon.pixmap(ICON_SIZE, ICON_SIZE).toImage()


def test_the_tool_tip_says_light_and_number(tray: Tray) -> None:
    tray.show_snapshot(board([Row("A", Light.RED), Row("B", Light.RED)]), stale=False)
    assert tray.tool_tip() == "盐山县\n超期 2"
    tray.show_snapshot(board([Row("A", Light.RED)]), stale=True)
    assert tray.tool_tip() == "盐山县\n超期 1 · 数据已过时"


def test_cards_of_the_first_load_are_no_news(tray: Tray, shown: Shown) -> None:
    tray.show_snapshot(board([], loading=0.0, read_at=None), stale=False)
    tray.show_snapshot(board([Row("A", Light.RED)], new_cards=(card("A"),)), stale=False)
    assert not tray._gather.isActive()
    assert shown.notices == []


def test_a_new_red_is_one_notice_with_its_case(tray: Tray, shown: Shown) -> None:
    tray.show_snapshot(board([Row("A")]), stale=False)
    tray.show_snapshot(board([Row("A", Light.RED)], new_cards=(card("A"),)), stale=False)
    assert tray._gather.isActive()
    tray._gather.timeout.emit()
    assert shown.notices == [("转红：A", "韩集镇便民服务中心 · 李某某 · 超过承诺时限")]


def test_many_reds_within_a_moment_are_one_notice(tray: Tray, shown: Shown) -> None:
    tray.show_snapshot(board([Row("A")]), stale=False)
    for number in range(3):
        tray.show_snapshot(board([], new_cards=(card(f"A{number}"), card(f"B{number}"))), stale=False)
    tray._gather.timeout.emit()
    assert shown.notices == [("6 件办件转红", "A0\nB0\nA1\n…")]


def test_a_yellow_card_is_no_notice(tray: Tray) -> None:
    tray.show_snapshot(board([Row("A")]), stale=False)
    tray.show_snapshot(board([], new_cards=(card("A", CardLevel.YELLOW),)), stale=False)
    assert not tray._gather.isActive()


def test_a_click_on_a_notice_opens_its_cases(tray: Tray, qtbot: QtBot) -> None:
    tray.show_snapshot(board([Row("A")]), stale=False)
    tray.show_snapshot(board([], new_cards=(card("A"), card("A"))), stale=False)
    tray._gather.timeout.emit()
    with qtbot.waitSignal(tray.cases_asked) as asked:
        tray._icon.messageClicked.emit()
    assert asked.args == [("A",)]


@pytest.mark.qt_log_ignore("does not support")
def test_the_close_button_ends_the_program_unless_the_user_chose_the_tray(shown: Shown, qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.open()
    with qtbot.waitSignal(desk.window.left):
        desk.window.close()
    again = Desk(qtbot)
    again.open()
    again.window.choices.choose_keep(True)
    again.window.close()
    assert again.window.isHidden()
    assert again.window._timer.isActive()
    again.show(board([Row("A", Light.RED)]))
    assert again.window.tray.tool_tip().endswith("超期 1")
    assert again.shown() == [], "a window in the tray does no work"
    again.window.come_to_front()
    qtbot.waitUntil(lambda: again.shown() == ["A"])
    with qtbot.waitSignal(again.window.left):
        again.window.leave()
    assert desk.bridge.stop() and again.bridge.stop()
