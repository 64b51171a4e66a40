"""The fields of the settings page: one for each setting that may be changed in the window."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from desktop.settings.writing import parse_hours
from widgets.period_choice import QuietCombo
from widgets.tokens import SPACE_8

TEXT, NUMBER, CHOICE, FLAG, HOURS, CLOCK = "text", "number", "choice", "flag", "hours", "clock"
LIST, FILE, FOLDER, MOMENT = "list", "a file", "folder", "moment"
LINE_HEIGHT: Final = 22
WIDTHS: Final = {NUMBER: 120, CLOCK: 120, CHOICE: 320, FLAG: 320, MOMENT: 320}
"""Of fields that hold little; the others take the line."""
_BETWEEN: Final = re.compile("[；;、]")


@dataclass(frozen=True, slots=True)
class Editable:
    """How a setting is edited.

    ``choices``: (value, word) pairs; of a MOMENT those of its first word. ``empty``: what it means to write nothing.
    ``kept``: nothing is itself a value, not the default. ``button``: the words of the button of a FILE or FOLDER;
    ``files``: the filter of its dialog.
    """

    kind: str
    choices: Sequence[tuple[str, str]] = ()
    empty: str = ""
    kept: bool = False
    button: str = ""
    files: str = ""


class LineEditor(QLineEdit):
    """One line of text."""

    changed = Signal()

    def __init__(self, how: Editable, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(how.empty)
        self.textChanged.connect(self.changed)

    def show_value(self, value: str) -> None:
        self.setText(value)
        self.setCursorPosition(0)


class ChoiceEditor(QuietCombo):
    """One of some words; a value that is not among them is added as it is."""

    changed = Signal()

    def __init__(self, how: Editable, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        for value, word in how.choices:
            self.addItem(word, value)
        self.currentIndexChanged.connect(self.changed)

    def show_value(self, value: str) -> None:
        if self.findData(value) < 0:
            self.addItem(value, value)
        self.setCurrentIndex(self.findData(value))

    def text(self) -> str:
        return str(self.currentData())


class RowsEditor(QPlainTextEdit):
    """Some lines of text, as high as they are many."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self.changed)

    def show_value(self, value: str) -> None:
        self.setPlainText(value)
        self.setFixedHeight(LINE_HEIGHT * max(2, value.count("\n") + 2) + 12)

    def text(self) -> str:
        return self.toPlainText()


class PathEditor(QWidget):
    """A line and a button that asks for a file or a folder."""

    changed = Signal()

    def __init__(self, how: Editable, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._how = how
        self.line = LineEditor(how, name, self)
        self.line.changed.connect(self.changed)
        self.browse = QPushButton(how.button, self)
        self.browse.setAccessibleName(f"{name}: {how.button}")
        self.browse.clicked.connect(self._browse)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.line, 1)
        row.addWidget(self.browse)
        self.setFocusProxy(self.line)

    def show_value(self, value: str) -> None:
        self.line.show_value(value)

    def text(self) -> str:
        return self.line.text()

    @Slot()
    def _browse(self) -> None:
        title, start = self.line.accessibleName(), self.text()
        if self._how.kind == FOLDER:
            found = QFileDialog.getExistingDirectory(self, title, start)
        else:
            found, _ = QFileDialog.getOpenFileName(self, title, start, self._how.files)
        if found:
            self.show_value(found)


class MomentEditor(QWidget):
    """A day that comes again, and its time: 'monday 08:00', '1 08:30'."""

    changed = Signal()

    def __init__(self, how: Editable, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.day = ChoiceEditor(how, name, self)
        self.clock = LineEditor(Editable(CLOCK), f"{name}: {how.empty}", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE_8)
        row.addWidget(self.day, 2)
        row.addWidget(self.clock, 1)
        for part in (self.day, self.clock):
            part.changed.connect(self.changed)
        self.setFocusProxy(self.day)

    def show_value(self, value: str) -> None:
        day, _, clock = value.partition(" ")
        self.day.show_value(day)
        self.clock.show_value(clock)

    def text(self) -> str:
        return f"{self.day.text()} {self.clock.text().strip()}"


Editor = LineEditor | ChoiceEditor | RowsEditor | PathEditor | MomentEditor


def _editor(how: Editable, name: str, parent: QWidget) -> Editor:
    if how.kind in (CHOICE, FLAG):
        return ChoiceEditor(how, name, parent)
    if how.kind == HOURS:
        return RowsEditor(name, parent)
    if how.kind in (FILE, FOLDER):
        return PathEditor(how, name, parent)
    return MomentEditor(how, name, parent) if how.kind == MOMENT else LineEditor(how, name, parent)


class Field(QWidget):
    """Holds the text of one setting as it would stand in the file."""

    changed = Signal()

    def __init__(self, how: Editable, name: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._how = how
        self.editor = _editor(how, name, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if how.kind in WIDTHS:
            self.editor.setFixedWidth(WIDTHS[how.kind])
        column.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignLeft if how.kind in WIDTHS else Qt.AlignmentFlag(0))
        self.setFocusProxy(self.editor)
        self.shown = value
        self.show_value(value)
        self.editor.changed.connect(self.changed)

    def show_value(self, value: str) -> None:
        """Shows what is in force."""
        self.shown = value
        self.editor.show_value(value)

    def text(self) -> str:
        """What stands in it now."""
        return self.editor.text().strip()

    def set_text(self, text: str) -> None:
        """As if somebody had typed it."""
        self.editor.show_value(text)

    def is_changed(self) -> bool:
        return self.text() != self.shown.strip()

    def value(self) -> object:
        """The value for the file; None: the key goes out and its default holds."""
        text, kind = self.text(), self._how.kind
        if kind == HOURS:
            return parse_hours(text) or None
        if kind == FLAG:
            return text == "true"
        if kind == LIST:
            return [name.strip() for name in _BETWEEN.split(text) if name.strip()] or None
        if kind == NUMBER and text:
            return _number(text)
        return text if self._how.kept else text or None


def _number(text: str) -> object:
    """A number where it is one; else the text, which the settings refuse with their own words."""
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text
