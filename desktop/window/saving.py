"""Where something is saved: asked in one way, in the folder of the last time, under a name that says what it holds."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.window.memory import Memory

FOLDER_KEY: Final = "files/folder"
WORKBOOK, TABLE, DOCUMENT = (".xlsx",), (".xlsx", ".csv"), (".pdf",)
"""The endings that a file may have; one without any gets the first."""
NO_NAME: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
LONGEST: Final = 80


def file_name(what: str, at: datetime | None, ending: str) -> str:
    """'数据问题 2017-07-05 1024.xlsx'; characters that a file name cannot hold are left out."""
    plain = " ".join(NO_NAME.sub(" ", what).split())[:LONGEST].strip()
    return f"{plain}{ending}" if at is None else f"{plain} {at:%Y-%m-%d %H%M}{ending}"


def ask_where(
    memory: Memory, parent: QWidget, title: str, name: str, endings: tuple[str, ...] = WORKBOOK
) -> Path | None:
    """Asks for a file and remembers its folder; None where nobody chose one."""
    usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    folder = memory.text(FOLDER_KEY)
    place = Path(folder) if folder and Path(folder).is_dir() else Path(usual)
    kinds = ";;".join(f"{_kinds()[ending]} (*{ending})" for ending in endings)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(place / name), kinds)
    if not chosen:
        return None
    path = Path(chosen)
    path = path if path.suffix.lower() in endings else path.with_name(f"{path.name}{endings[0]}")
    memory.keep_text(FOLDER_KEY, str(path.parent))
    return path


def _kinds() -> dict[str, str]:
    return {
        ".xlsx": QCoreApplication.translate("Saving", "Excel workbook"),
        ".csv": QCoreApplication.translate("Saving", "Text table"),
        ".pdf": QCoreApplication.translate("Saving", "PDF document"),
    }
