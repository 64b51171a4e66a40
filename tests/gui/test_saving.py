"""Saving: one way to ask where, one folder for all, names that say what a file holds and of when."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.window import pages
from desktop.window.memory import Memory
from desktop.window.saving import DOCUMENT, TABLE, ask_where, file_name
from monitoring.board import Problem
from tests.gui.boards import NOW, Row, board
from tests.gui.conftest import Desk


class Dialog:
    """Somebody who chooses a file."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, chosen: Path | str = "") -> None:
        self.asked: list[tuple[str, str]] = []
        self.chosen = chosen
        monkeypatch.setattr(QFileDialog, "getSaveFileName", self._ask)

    def _ask(self, parent: Any, title: str, name: str, kinds: str) -> tuple[str, str]:
        self.asked.append((name, kinds))
        return str(self.chosen), ""


def test_a_name_says_what_the_file_holds_and_of_which_minute() -> None:
    assert file_name("办件", NOW, ".xlsx") == "办件 2017-07-05 1024.xlsx"
    assert file_name("核查单 A/1", NOW, ".pdf") == "核查单 A 1 2017-07-05 1024.pdf"
    assert file_name('a:*?"<>|\\b', None, ".csv") == "a b.csv"


def test_the_folder_of_the_last_time_is_offered_whatever_was_saved(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parent, memory = QWidget(), Memory()
    qtbot.addWidget(parent)
    dialog = Dialog(monkeypatch, tmp_path / "one")
    assert ask_where(memory, parent, "导出", "x.xlsx") == tmp_path / "one.xlsx"
    dialog.chosen = tmp_path / "two.CSV"
    assert ask_where(memory, parent, "导出", "y.xlsx", TABLE) == tmp_path / "two.CSV"
    dialog.chosen = ""
    assert ask_where(memory, parent, "另存", "z.pdf", DOCUMENT) is None
    assert [name for name, _ in dialog.asked[1:]] == [str(tmp_path / "y.xlsx"), str(tmp_path / "z.pdf")]
    assert [kinds for _, kinds in dialog.asked] == [
        "Excel 工作簿 (*.xlsx)", "Excel 工作簿 (*.xlsx);;文本表格 (*.csv)", "PDF 文件 (*.pdf)",
    ]  # fmt: skip


@pytest.mark.parametrize(("key", "name"), [(pages.CASES, "办件"), (pages.PROBLEMS, "数据问题")])
def test_every_list_is_exported_by_the_same_button_and_the_same_kind_of_name(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, key: str, name: str
) -> None:
    dialog = Dialog(monkeypatch)
    desk.open()
    page = desk.window.open_page(key)
    desk.show(board([Row("A1")], problems=(Problem("A1", "finished_before_accepted", ""),)))
    desk.qtbot.waitUntil(page.export.isEnabled)
    assert page.export.text() == "导出…"
    desk.qtbot.mouseClick(page.export, Qt.MouseButton.LeftButton)
    assert [Path(asked).name for asked, _ in dialog.asked] == [f"{name} 2017-07-05 1024.xlsx"]
