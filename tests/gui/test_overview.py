"""The overview: what the duty room sees, presses and hears."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.window.memory import Memory
from desktop.window.overview.page import OverviewPage
from desktop.window.overview.place_model import PlaceColumn
from desktop.window.page_tools import CaseFilter, PageTools
from monitoring.blocks import block_of
from monitoring.board import BoardSnapshot
from monitoring.codes import WORST_FIRST, CardLevel, Light, Reason
from monitoring.ports import Card, IssuedCard
from monitoring.records import CaseRecord, Catalogue, Item, ItemNode, NodeVisit, Region, Unit
from resources import words
from tests.gui.boards import NOW, Row, board

ROOT = Path(__file__).resolve().parents[2]
REGIONS = {
    "T1": Region("T1", "韩集镇", "township", None),
    "T2": Region("T2", "千童镇", "township", None),
    "V1": Region("V1", "薛堂村", "village", "T1"),
}
UNITS = {"U1": Unit("U1", "韩集便民服务中心", "T1"), "U2": Unit("U2", "千童便民服务中心", "T2")}
ITEM = Item("I", "高龄补贴", None, None, None, None, (ItemNode(1, "乡镇审核", "township", None, None),))
CATALOGUE = Catalogue({"I": ITEM}, UNITS, {}, REGIONS)
CASES = (
    Row("a", Light.RED, NOW - timedelta(hours=1), "I", "V1", unit="U1"),
    Row("b", Light.GREEN, NOW + timedelta(minutes=66, seconds=23), "I", "T1", unit="U1"),
    Row("c", Light.YELLOW, NOW + timedelta(hours=5), "I", "T2", unit="U2"),
)


def made(*rows: Row, **others: Any) -> BoardSnapshot:
    plain = board(rows, **others)
    return replace(plain, names=replace(plain.names, catalogue=CATALOGUE))


def card(number: int, at: datetime, *, unit: str = "U1", level: CardLevel = CardLevel.RED) -> IssuedCard:
    reason = Reason.PAST_NODE_DUE
    name, officer = UNITS[unit].name, "李建国"
    fallen = Card(f"c{number}", 1, level, reason, at, at, unit, name, "P1", officer, "1 working_day", "1", "1")
    return IssuedCard(number, fallen, at, "issued")


class Books:
    """The engine's stores, as far as the overview asks."""

    def __init__(self, *cards: IssuedCard) -> None:
        self.cards = list(cards)
        self.catalogue = CATALOGUE
        self.ledger = self.store = self
        self.away = False

    def cards_since(self, since: datetime, newest: int | None = None) -> list[IssuedCard]:
        if self.away:
            raise ConnectionError
        found = [one for one in self.cards if one.card.became_true_at >= since]
        return sorted(found, key=lambda one: one.card.became_true_at, reverse=True)[:newest]

    def fetch(self, case_nos: list[str]) -> object:
        visit = NodeVisit(1, 1, None, "U1", "P1", NOW, None, None)
        return block_of(
            [CaseRecord(no, "I", "V1", "U1", NOW, NOW, None, None, "open", None, NOW, (visit,)) for no in case_nos]
        )


class Desk:
    """The page with a shell that notes what it is asked."""

    def __init__(self, qtbot: QtBot, *cards: IssuedCard, language: str = "zh_CN") -> None:
        self.books = Books(*cards)
        self.filters: list[CaseFilter] = []
        self.cases: list[str] = []
        self.said: list[str] = []
        self.asked = 0
        tools: Any = PageTools(
            words=words(language),
            memory=Memory(),
            settings=None,  # type: ignore[arg-type]
            ask=self._ask,
            run=None,  # type: ignore[arg-type]
            show_cases=self.filters.append,
            show_case=self.cases.append,
            say=self.said.append,
            show_help=str,  # type: ignore[arg-type]
        )
        self.shell = QWidget()  # the offscreen platform warns of a window that has a least size
        qtbot.addWidget(self.shell)
        self.page = OverviewPage(tools, self.shell)
        self.shell.resize(1216, 698)
        self.page.resize(1216, 698)
        with qtbot.waitExposed(self.shell):
            self.shell.show()

    def _ask(self, question: Callable[[Any], Any], answered: Callable[[Any], None], failed: Any = None) -> None:
        self.asked += 1
        try:
            answer = question(self.books)
        except ConnectionError:
            failed("away")
            return
        answered(answer)

    def show(self, snapshot: BoardSnapshot, *, now: datetime | None = None, stale: bool = False) -> None:
        self.page.show_snapshot(snapshot, now or snapshot.at, stale=stale)

    def feed(self) -> list[Any]:
        return self.page.body.feed.entry_model.entries()

    def next(self) -> list[Any]:
        return self.page.body.next.entry_model.entries()

    def places(self, column: PlaceColumn = PlaceColumn.NAME) -> list[str]:
        model = self.page.body.places.model
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def press_place(self, qtbot: QtBot, row: int, column: PlaceColumn) -> None:
        view = self.page.body.places.view
        rect = view.visualRect(view.model().index(row, column))
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    minute = timedelta(minutes=1)
    return Desk(qtbot, card(1, NOW - 90 * minute), card(2, NOW - minute, unit="U2", level=CardLevel.YELLOW))


def test_each_figure_says_its_light_and_number_and_opens_its_list(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    figures = [desk.page.figures.button(light) for light in WORST_FIRST]
    assert [figure.accessibleName() for figure in figures] == ["超期 1", "临期 1", "待核 0", "挂起 0", "正常 1"]
    qtbot.keyClick(figures[0], Qt.Key.Key_Space)
    assert [(one.lights, one.regions) for one in desk.filters] == [(frozenset({Light.RED}), frozenset())]


def test_before_the_store_was_read_no_figure_is_a_nought(desk: Desk) -> None:
    desk.show(made(read_at=None, loading=0.2))
    assert {desk.page.figures.button(light).figure() for light in Light} == {"–"}
    assert desk.page.empty.isVisible()
    assert desk.asked == 0


def test_a_store_without_cases_says_what_to_do(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.show(made())
    assert desk.page.empty.isVisible()
    assert "emonitor import" in desk.page.empty.accessibleDescription()


def test_the_worst_township_stands_first(desk: Desk) -> None:
    desk.show(made(*CASES))
    assert desk.places() == ["韩集镇", "千童镇"]
    assert (desk.places(PlaceColumn.RED), desk.places(PlaceColumn.IN_HAND)) == (["1", "0"], ["2", "1"])


def test_a_cell_of_the_panel_is_spoken_with_its_light(desk: Desk) -> None:
    desk.show(made(*CASES))
    spoken = desk.page.body.places.model.index(0, PlaceColumn.TOWNSHIP).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("韩集镇")
    assert "超期 1  正常 1" in spoken


def test_a_press_on_a_number_opens_those_cases(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    desk.press_place(qtbot, 0, PlaceColumn.RED)
    desk.press_place(qtbot, 0, PlaceColumn.TOWNSHIP)
    red, level = desk.filters
    assert (red.regions, red.lights, red.case_nos) == ({"T1"}, {Light.RED}, frozenset())
    assert level.case_nos == {"a", "b"}


def test_a_press_on_a_cell_without_cases_says_so(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    desk.press_place(qtbot, 0, PlaceColumn.COUNTY)
    assert desk.filters == []
    assert len(desk.said) == 1


def test_a_press_on_a_name_narrows_everything_and_again_shows_all(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    desk.press_place(qtbot, 1, PlaceColumn.NAME)
    assert [desk.page.figures.button(light).figure() for light in (Light.RED, Light.YELLOW)] == ["0", "1"]
    assert ([one.key for one in desk.next()], [one.key for one in desk.feed()]) == (["c"], ["c2#2"])
    assert desk.page.body.whole.isVisible()
    qtbot.keyClick(desk.page.figures.button(Light.YELLOW), Qt.Key.Key_Space)
    assert desk.filters[-1].regions == {"T2"}
    desk.press_place(qtbot, 1, PlaceColumn.NAME)
    assert desk.page.figures.button(Light.RED).figure() == "1"
    assert len(desk.feed()) == 2


def test_the_keyboard_does_what_the_mouse_does_in_the_panel(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    view = desk.page.body.places.view
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, PlaceColumn.YELLOW))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert desk.filters[-1].lights == {Light.YELLOW}
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert desk.page.body.place_name == "韩集镇"


def test_the_newest_card_stands_first_and_opens_its_case(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    first, second = desk.feed()
    assert (first.when, first.light, second.when, second.light) == ("10:23", "yellow", "08:54", "red")
    assert (second.what, second.who, second.how_long) == ("韩集镇 高龄补贴", "乡镇审核 · 李建国", "超期 1 小时 30 分钟")
    feed = desk.page.body.feed
    feed.setFocus()
    feed.setCurrentIndex(feed.model().index(1, 0))
    qtbot.keyClick(feed, Qt.Key.Key_Return)
    assert desk.cases == ["c1"]


def test_a_card_that_falls_appears_with_a_ring_that_fades(desk: Desk) -> None:
    desk.show(made(*CASES))
    desk.books.cards.append(card(3, NOW))
    later = NOW + timedelta(seconds=15)
    desk.page._news._not_before = float("-inf")  # two seconds have passed
    desk.show(made(*CASES, at=later, version=2))
    model = desk.page.body.feed.entry_model
    assert [entry.key for entry in desk.feed()] == ["c3#3", "c2#2", "c1#1"]
    assert [round(model.index(row).data(0x0100 + 41), 2) for row in range(3)] == [0.75, 0.0, 0.0]


def test_a_countdown_counts_office_time_and_goes_on_each_second(desk: Desk) -> None:
    desk.show(made(*CASES))
    assert [(one.key, one.how_long) for one in desk.next()] == [("b", "1:06:23"), ("c", "3:00:00")]
    desk.page.go_on(NOW + timedelta(seconds=23), stale=False)
    assert desk.next()[0].how_long == "1:06:00"


@pytest.mark.parametrize(("seconds", "first"), [(66 * 60 + 22, "b"), (66 * 60 + 23, "b"), (66 * 60 + 24, "c")])
def test_what_has_turned_leaves_the_countdowns_at_once(desk: Desk, seconds: int, first: str) -> None:
    desk.show(made(*CASES))
    desk.page.go_on(NOW + timedelta(seconds=seconds), stale=False)
    assert desk.next()[0].key == first


def test_thirty_days_of_cards_end_with_today(desk: Desk) -> None:
    desk.show(made(*CASES))
    bars = desk.page.body.chart.bars.bars()
    assert (len(bars), bars[-1].parts) == (30, (("yellow", 1), ("red", 1)))
    assert bars[-1].spoken.startswith("7月5日 周三")
    assert [bar.rest for bar in bars[-5:]] == [True, True, False, False, False]


def test_the_keyboard_goes_through_the_days_and_they_are_spoken(desk: Desk, qtbot: QtBot) -> None:
    desk.show(made(*CASES))
    bars = desk.page.body.chart.bars
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(bars, Qt.Key.Key_Left)
    assert "7月4日" in bars.accessibleName()
    assert "7月4日" in desk.page.body.chart.note()


def test_equal_boards_are_not_counted_again(desk: Desk) -> None:
    desk.show(made(*CASES))
    before = desk.asked
    desk.show(made(*CASES, at=NOW + timedelta(seconds=5)))
    desk.page.go_on(NOW + timedelta(seconds=6), stale=False)
    assert desk.asked == before


def test_a_ledger_that_is_away_is_told_and_asked_again(desk: Desk) -> None:
    desk.books.away = True
    desk.show(made(*CASES))
    assert desk.page.body.feed_part.nothing()
    assert desk.places() == ["韩集镇", "千童镇"]
    desk.books.away = False
    desk.page._news._not_before = float("-inf")
    desk.page.go_on(NOW + timedelta(seconds=6), stale=False)
    assert len(desk.feed()) == 2
    assert desk.page.body.feed_part.nothing() == ""
