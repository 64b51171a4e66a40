"""A page of reports on a county of the test's own, as an officer sits before it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.reporting.works import open_archive
from desktop.settings import Settings
from desktop.window.reports.asking import IssueDialog
from desktop.window.reports.page import ReportsPage
from monitoring.archiving import ReportKind
from tests.gui.boards import board
from tests.gui.page_fakes import FakeShell
from tests.gui.real_window import settings_of, stores
from tests.gui.report_scenes import with_folder

AT = datetime(2017, 7, 5, 10, 24)


class Office:
    """The county's cases with a ledger of the test's own, and a page on both."""

    def __init__(self, qtbot: QtBot, county: Path, folder: Path) -> None:
        self.qtbot = qtbot
        case, _ = stores(county)
        self.settings: Settings = with_folder(settings_of(case, stores(folder)[1]), folder / "reports")
        self.archive = open_archive(self.settings)
        self.lent = FakeShell(self.settings, archive=self.archive)
        self.pages: list[ReportsPage] = []
        self.page = self.open_page()

    def leave(self) -> None:
        """Nobody types any more: nothing is kept after the test."""
        for page in self.pages:
            page.view.text.editor.setReadOnly(True)
        self.archive.close()

    def open_page(self) -> ReportsPage:
        page = ReportsPage(self.lent.tools)
        self.pages.append(page)
        self.qtbot.addWidget(page)
        page.resize(1200, 640)
        page.show()
        page.show_snapshot(board(()), AT, stale=False)
        return page

    def draft(self, kind: ReportKind, period: str) -> None:
        self.page.choice.choose(kind, period)
        self.click(self.page.bar.make)

    def click(self, button: QPushButton) -> None:
        assert button.isEnabled(), button.text()
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def opened(self) -> Any:
        assert self.page.opened is not None
        return self.page.opened

    def rows(self, column: int) -> list[str]:
        model = self.page.list.table.model()
        return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def answer(monkeypatch: pytest.MonkeyPatch, *, by: str, reason: str = "") -> list[str]:
    """Somebody fills in the box of issuing; what it said is handed back."""
    said: list[str] = []

    def fill(dialog: IssueDialog) -> int:
        said.extend(widget.text() for widget in dialog.findChildren(QLabel))
        dialog.by.setText(by)
        dialog.reason.setText(reason)
        return int(IssueDialog.DialogCode.Accepted if dialog.does.isEnabled() else IssueDialog.DialogCode.Rejected)

    monkeypatch.setattr(IssueDialog, "exec", fill)
    return said


def take_failures(office: Office) -> list[Exception]:
    """Work that fails is told, as by the shell."""
    failures: list[Exception] = []

    def run(title: str, work: Any, done: Any = None) -> None:
        try:
            work(lambda share: True)
        except Exception as error:
            failures.append(error)

    office.page.bench._run = run
    return failures
