"""The doctor's page: looks in the background, says what to do first, and gives it as text."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop.doctor import Check
from desktop.window import doctor_page
from desktop.window.doctor_page import DoctorPage
from tests.gui.boards import NOW, board
from tests.gui.page_fakes import shell

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
CHECKS = [Check("settings", True, "in Ordnung"), Check("calendar", False, "没有 2027 年", "导入日历")]


@pytest.fixture
def page(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> DoctorPage:
    monkeypatch.setattr(doctor_page, "examine", lambda context, progress: list(CHECKS))
    made = DoctorPage(shell(tmp_path).tools)
    qtbot.addWidget(made)
    made.show()
    return made


def texts(page: DoctorPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel)]


def test_it_looks_by_itself_when_it_first_comes_into_sight(page: DoctorPage) -> None:
    page.show_snapshot(board([]), NOW, stale=False)
    assert "没有 2027 年" in texts(page)
    assert any("导入日历" in text for text in texts(page))


def test_what_needs_attention_comes_first(page: DoctorPage) -> None:
    page.look()
    said = texts(page)
    assert said.index("没有 2027 年") < said.index("in Ordnung")


def test_findings_are_copied_as_text(page: DoctorPage) -> None:
    page.look()
    page.copying.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines == ["正常  设置文件：in Ordnung", "不行  工作日历：没有 2027 年", "      处理：导入日历"]


def test_it_can_look_again(page: DoctorPage, monkeypatch: pytest.MonkeyPatch) -> None:
    page.look()
    monkeypatch.setattr(doctor_page, "examine", lambda context, progress: [Check("settings", True, "neu")])
    page.again.click()
    assert "neu" in texts(page)
    assert page.again.isEnabled()


def test_a_cancelled_look_can_be_started_again(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_page, "examine", lambda context, progress: [])
    made = shell(tmp_path)
    made._run = lambda title, work, done=None: work(lambda share: False) and None  # type: ignore[method-assign]
    page = DoctorPage(made.tools)
    qtbot.addWidget(page)
    page.look()
    assert not page.again.isEnabled()
    page.go_on(NOW, stale=False)
    assert page.again.isEnabled()
