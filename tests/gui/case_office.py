"""The cases page with tools that a test answers for."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window.cases.facets import Facet
from desktop.window.cases.page import CasesPage
from desktop.window.cases.query import CaseColumn
from desktop.window.memory import Memory
from monitoring.codes import Light
from tests.gui.boards import Row, Tools, board

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


def choose(office: Office, row: int) -> None:
    view = office.page.table.view
    where = view.visualRect(office.page.model.index(row, 1)).center()
    office.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QApplication.processEvents()
