"""Qt's own file dialog speaks the window's language throughout."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from desktop.window.theme import translate


def test_every_label_of_the_file_dialog_is_chinese(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    translate(qapp, "zh_CN")
    (tmp_path / "folder").mkdir()
    dialog = QFileDialog(None, "导出", str(tmp_path))
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "位置(&L)：" in said and "文件类型(&T)：" in said
    assert not [text for text in said if text.split("(&")[0].isascii() and text]
