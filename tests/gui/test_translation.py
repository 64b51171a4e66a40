"""The window speaks Chinese: every text is translated and the catalogue is up to date."""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication

from resources.translations.update import CATALOGUE, gather, release, tool

needs_tools = pytest.mark.skipif(
    not Path(tool("pyside6-lupdate")).exists(), reason="pyside6-lupdate is not beside this interpreter"
)


def messages() -> list[tuple[str, ET.Element]]:
    contexts = ET.parse(CATALOGUE).iter("context")
    return [(found.findtext("name", ""), message) for found in contexts for message in found.iter("message")]


def test_no_entry_is_unfinished() -> None:
    unfinished = [
        f"{context}: {message.findtext('source')}"
        for context, message in messages()
        if (message.find("translation") is None or message.find("translation").get("type") or
            not message.findtext("translation"))
    ]  # fmt: skip
    assert unfinished == []


def test_every_place_holder_is_in_the_translation() -> None:
    import string

    def names(text: str) -> set[str | None]:
        return {name for _, name, _, _ in string.Formatter().parse(text)} - {None}

    for _, message in messages():
        assert names(message.findtext("source", "")) == names(message.findtext("translation", ""))


@needs_tools
def test_a_fresh_lupdate_changes_nothing(tmp_path: Path) -> None:
    copy = tmp_path / CATALOGUE.name
    shutil.copy(CATALOGUE, copy)
    gather(copy)
    assert copy.read_text(encoding="utf-8") == CATALOGUE.read_text(encoding="utf-8"), (
        "new or changed texts: run python resources/translations/update.py and translate them"
    )


@needs_tools
def test_the_released_file_is_that_of_the_catalogue(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    release(CATALOGUE, fresh)
    assert fresh.read_bytes() == CATALOGUE.with_suffix(".qm").read_bytes()


def test_the_window_and_qt_itself_speak_chinese() -> None:
    assert QCoreApplication.translate("CaseModel", "Time left") == "剩余"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


CALLS = """
from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Signal
class Source(QObject):
    told = Signal(int)
class Model(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()): return 1
    def columnCount(self, parent=QModelIndex()): return 1
    def data(self, index, role=0): return None
app = QCoreApplication([])
source, model, heard = Source(), Model(), []
source.told.connect(heard.append)
for number in range(20_000):
    source.told.emit(number)
    source.setProperty("number", number)
    model.index(0, 0).data()
assert len(heard) == 20_000
print("alive")
"""


def test_qt_survives_twenty_thousand_calls_and_emits() -> None:
    """PySide6 6.12.0 on Python 3.11 does not: it drops references to None and True."""
    done = subprocess.run([sys.executable, "-c", CALLS], capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "alive"
