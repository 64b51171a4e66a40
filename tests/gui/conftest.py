"""What every test of the window needs: no display, no memory of another run, the program's own fonts and colours."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.window import pages
from desktop.window.bridge import EngineBridge
from desktop.window.main_window import MainWindow
from desktop.window.theme import Theme, translate
from resources import words
from tests.gui.boards import FakeWatcher, site_settings
from tests.gui.real_window import make_stores
from tests.gui.report_office import AT, Office


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session", autouse=True)
def _dressed(qapp: QApplication) -> None:
    qapp.setOrganizationName("emonitor")
    qapp.setApplicationName("emonitor")
    translate(qapp, "zh_CN")
    Theme(qapp)


@pytest.fixture(autouse=True)
def _fresh_memory(tmp_path: Path) -> None:
    """The window remembers nothing of another test or of whoever runs them."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
        QSettings.setPath(QSettings.Format.IniFormat, scope, str(tmp_path / "settings"))


class Desk:
    """A window on a bridge with a made-up watcher behind it."""

    def __init__(self, qtbot: QtBot, page: str = pages.CASES, **how: Any) -> None:
        self.qtbot = qtbot
        self.watchers: list[FakeWatcher] = []
        self.bridge = EngineBridge(self._make, retry_seconds=0.01)
        self.window = MainWindow(self.bridge, words(), site_settings(), **how)
        qtbot.addWidget(self.window)
        self.page = self.window.open_page(page) if page else None
        self.model = getattr(self.page, "model", None)

    def _make(self, publish: object) -> FakeWatcher:
        self.watchers.append(FakeWatcher(publish, []))  # type: ignore[arg-type]
        return self.watchers[-1]

    def open(self) -> None:
        with self.qtbot.waitExposed(self.window):
            self.window.show()
        self.bridge.start()
        self.qtbot.waitUntil(lambda: bool(self.watchers))

    def show(self, snapshot: object) -> None:
        """As if the engine had published it, without its thread."""
        self.bridge.snapshot.emit(snapshot)

    def shown(self, column: int = 1) -> list[str]:
        model = self.model
        return [model.index(row, column).data() for row in range(model.rowCount())]


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(qtbot)
    yield made
    assert made.bridge.stop()


@pytest.fixture(scope="session")
def reports_county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stores with a small county in them; nobody writes into its case store."""
    folder = tmp_path_factory.mktemp("reports")
    return make_stores(folder, "demo", "--cases", "150", "--until", AT.isoformat())


@pytest.fixture
def office(qtbot: QtBot, reports_county: Path, tmp_path: Path) -> Iterator[Office]:
    made = Office(qtbot, reports_county, tmp_path)
    yield made
    made.leave()
