"""The warnings page on a real ledger of a small office, with reasons that a test gives."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.window.sms import asking
from desktop.window.sms.page import WarningsPage
from monitoring.sms.gateway import Accepted, Rejected, Unknown
from monitoring.stores.outbox.browsing import OutboxBrowser
from tests import building as make
from tests.fakes import FakeGateway
from tests.gui.boards import board
from tests.gui.page_fakes import FakeShell, shell
from tests.sms_house import RED, START, House

NOW = RED
CASE_NO = "C1"


class SmsOffice:
    """``answers``: the reasons that the next questions get; None: somebody thought better of it."""

    def __init__(self, folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, settings: str = "") -> None:
        self.qtbot = qtbot
        self.folder = folder
        self.url = f"sqlite:///{(folder / 'ledger.db').as_posix()}"
        self.answers: list[str | None] = []
        self.asked: list[tuple[str, str]] = []
        self.now = NOW
        self.house: House | None = None
        self.desk = OutboxBrowser(self.url)
        self.shell: FakeShell = shell(folder, settings, desk=self.desk)
        monkeypatch.setattr(asking, "reason_for", self._reason)
        self.page = WarningsPage(self.shell.tools)
        qtbot.addWidget(self.page)
        self.page.resize(1206, 680)

    def _reason(self, parent: object, title: str, text: str, does: str) -> str | None:
        self.asked.append((title, text))
        return self.answers.pop(0)

    def fill(self, *answers: object, first_look: datetime = START) -> House:
        """One overdue case; the gateway answers the first messages like this."""
        case = make.case(no=CASE_NO, nodes=(make.visit(1, "2017-06-28 15:20"),))
        given = answers or (Accepted("g1"), Unknown("read_timeout"), Rejected("http:400"))
        self.house = House(self.url, case, gateway=FakeGateway(*given))  # type: ignore[arg-type]
        self.house.look(first_look)
        # there was a gateway all the time: what waits since then is not of before a first start
        self.house.sender.outbox.begin(first_look, None)
        self.house.run(self.now)
        self.shell.engine = self.house.engine
        return self.house

    def show(self) -> None:
        """The page comes into sight with the newest board."""
        with self.qtbot.waitExposed(self.page):
            self.page.show()
        self.page.show_snapshot(board([], at=self.now), self.now, stale=False)

    def listed(self, column: int = 0) -> list[str]:
        rows = self.page.outbox.table.rows
        return [rows.line(row).cells[column].text for row in range(rows.rowCount())]

    def choose(self, state: str) -> None:
        """Chooses the first message that says so."""
        table = self.page.outbox.table
        table.setCurrentIndex(table.rows.index(self.listed().index(state), 0))

    def story(self) -> list[list[str]]:
        rows = self.page.outbox.view.story.rows
        return [[cell.text for cell in rows.line(row).cells] for row in range(rows.rowCount())]

    def close(self) -> None:
        if self.house is not None:
            self.house.close()
        self.desk.close()
