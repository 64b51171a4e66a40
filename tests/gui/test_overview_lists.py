"""The overview: what its lists and its chart say, and the wall."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.window.overview.asking import Recurring
from desktop.window.overview.place_model import PlaceColumn
from monitoring.codes import CardLevel, Light
from tests.gui.boards import NOW
from tests.gui.overview_scenes import CASES, ROOT, Desk, card, made
from widgets.stacked_bars import scale


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    minute = timedelta(minutes=1)
    return Desk(qtbot, card(1, NOW - 90 * minute), card(2, NOW - minute, unit="U2", level=CardLevel.YELLOW))


def test_the_wall_shows_the_newest_five_and_leaves_the_desk_as_it_was(qtbot: QtBot) -> None:
    desk = Desk(qtbot, *(card(number, NOW - timedelta(minutes=number)) for number in range(9)))
    desk.show(made(*CASES))
    sizes = [splitter.sizes() for splitter in desk.page.body._splitters.values()]
    desk.page.set_wall(True)
    assert len(desk.feed()) == 5
    assert not desk.page.body.chart.isVisible()
    desk.page.set_wall(False)
    assert len(desk.feed()) == 9
    assert desk.page.body.chart.isVisible()
    assert [splitter.sizes() for splitter in desk.page.body._splitters.values()] == sizes


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (3840, 2160)])
def test_a_larger_wall_is_shown_larger_and_filled(desk: Desk, qtbot: QtBot, size: tuple[int, int]) -> None:
    desk.show(made(*CASES))
    desk.page.set_wall(True)
    desk.page.resize(*size)
    zoom = max(1.0, size[0] / 1920)
    figure, view = desk.page.figures.button(Light.RED), desk.page.body.places.view
    qtbot.waitUntil(lambda: figure.height() == round(128 * zoom))
    qtbot.waitUntil(lambda: view.rowHeight(0) == round(72 * zoom))
    assert desk.page.minimumSizeHint().width() <= size[0]
    assert view.horizontalScrollBar().maximum() == 0


def test_old_data_is_hatched(desk: Desk) -> None:
    desk.show(made(*CASES))
    desk.page.go_on(NOW + timedelta(minutes=5), stale=True)
    assert desk.page.body.places._figures.hatched
    assert desk.page.figures.button(Light.RED)._hatched


def test_every_control_has_a_name(desk: Desk) -> None:
    desk.show(made(*CASES))
    body = desk.page.body
    controls: list[QWidget] = [*desk.page.findChildren(QAbstractButton), body.feed, body.next, body.chart.bars]
    shown = [control for control in [*controls, body.places.view] if control.isVisible()]
    assert [
        control for control in shown if not QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
    ] == []


@pytest.mark.parametrize("size", [(1216, 698), (1100, 600), (874, 520), (1680, 980), (3600, 2060)])
def test_no_number_is_cut_off(desk: Desk, size: tuple[int, int]) -> None:
    desk.show(made(*CASES))
    desk.page.resize(*size)
    view = desk.page.body.places.view
    header = view.horizontalHeader()
    assert not desk.page.body.places.view.isColumnHidden(PlaceColumn.RED)
    assert view.horizontalScrollBar().maximum() == 0
    cut = [
        view.model().headerData(column, Qt.Orientation.Horizontal)
        for column in range(len(PlaceColumn))
        if not header.isSectionHidden(column) and header.sectionSizeHint(column) > header.sectionSize(column)
    ]
    assert cut == []
    assert desk.page.minimumSizeHint().width() <= 874


def test_a_list_shows_whole_entries_only(desk: Desk) -> None:
    desk.show(made(*CASES))
    feed = desk.page.body.feed
    height = feed.sizeHintForRow(0)
    assert feed.viewport().height() % height < feed.viewport().height() // height


@pytest.mark.parametrize(
    ("highest", "step", "top"), [(0, 1, 1), (1, 1, 1), (3, 1, 3), (4, 2, 4), (7, 5, 10), (98, 50, 100), (100, 50, 100)]
)
def test_the_scale_has_round_steps(highest: int, step: int, top: int) -> None:
    assert scale(highest) == (step, top)


def test_a_day_is_pointed_at_by_the_mouse(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    bars = desk.page.body.chart.bars
    qtbot.mouseMove(bars, QPoint(bars.width() - 24, bars.height() // 2))
    qtbot.waitUntil(lambda: "7月5日" in desk.page.body.chart.note())


# asking


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_question_is_not_put_twice_at_a_time_nor_too_often() -> None:
    clock, waiting, answers = Clock(), [], []  # type: ignore[var-annotated]

    def ask(question: Any, answered: Any, failed: Any = None) -> None:
        waiting.append((question, answered))

    asker: Recurring[Any] = Recurring(ask, answers.append, print, every=2, ticks=clock)

    def answer() -> None:
        question, answered = waiting.pop(0)
        answered(question(None))

    asker.want(1, lambda _: "one")
    asker.want(2, lambda _: "two")
    assert len(waiting) == 1
    answer()
    asker.go_on()
    assert (answers, waiting) == (["one"], [])  # the second one has to wait
    clock.at = 1.99
    asker.go_on()
    assert waiting == []
    clock.at = 2.0
    asker.go_on()
    answer()
    clock.at = 9.0
    asker.go_on()
    assert (answers, waiting) == (["one", "two"], [])


def test_a_slow_answer_makes_the_question_rest_longer() -> None:
    clock, asked = Clock(), []  # type: ignore[var-annotated]

    def slow(_: Any) -> str:
        asked.append(clock.at)
        clock.at += 3
        return ""

    def ask(question: Any, answered: Any, failed: Any = None) -> None:
        answered(question(None))

    asker: Recurring[Any] = Recurring(ask, str, print, every=1, ticks=clock)
    asker.want(1, slow)
    asker.want(2, slow)
    clock.at = 59.9
    asker.go_on()
    assert asked == [0.0]
    clock.at = 60.0
    asker.go_on()
    assert asked == [0.0, 60.0]


def test_the_page_is_there_before_the_engines_modules() -> None:
    code = "import sys; import desktop.window.overview.page; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
