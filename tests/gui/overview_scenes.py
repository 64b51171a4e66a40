"""The overview at a desk of its own: boards, cards and settings for its tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.window.memory import Memory
from desktop.window.overview.page import OverviewPage
from desktop.window.overview.place_model import PlaceColumn
from desktop.window.page_tools import CaseFilter, PageTools
from monitoring.blocks import block_of
from monitoring.board import BoardSnapshot
from monitoring.codes import CardLevel, Light, Reason
from monitoring.ports import Card, CardTally, IssuedCard
from monitoring.records import CaseRecord, Catalogue, Item, ItemNode, NodeVisit, Region, Unit
from resources import words
from tests.fakes import tally_of
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

    def card_tally(self, since: datetime) -> list[CardTally]:
        if self.away:
            raise ConnectionError
        return tally_of(self.cards, since)

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
