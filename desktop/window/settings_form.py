"""The fields of the settings page: one for each setting that may be changed in the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.settings.writing import parse_hours
from widgets.period_choice import QuietCombo

TEXT, NUMBER, CHOICE, HOURS = "text", "number", "choice", "hours"
LINE_HEIGHT: Final = 22
WIDTHS: Final = {NUMBER: 120, CHOICE: 320}
"""Of fields that hold little; the others take the line."""


@dataclass(frozen=True, slots=True)
class Editable:
    """How a setting is edited; ``choices`` are (value, word) pairs."""

    kind: str
    choices: Sequence[tuple[str, str]] = ()


class Field(QWidget):
    """Holds the text of one setting as it would stand in the file."""

    changed = Signal()

    def __init__(self, how: Editable, name: str, value: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._how = how
        self._line: QLineEdit | None = None
        self._many: QPlainTextEdit | None = None
        self._combo: QComboBox | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        inner = self._make()
        if how.kind in WIDTHS:
            inner.setFixedWidth(WIDTHS[how.kind])
        inner.setAccessibleName(name)
        column.addWidget(inner, 0, Qt.AlignmentFlag.AlignLeft if how.kind in WIDTHS else Qt.AlignmentFlag(0))
        self.setFocusProxy(inner)
        self.shown = value
        self.show_value(value)

    def _make(self) -> QWidget:
        if self._how.kind == CHOICE:
            self._combo = QuietCombo(self)
            for value, word in self._how.choices:
                self._combo.addItem(word, value)
            self._combo.currentIndexChanged.connect(self.changed)
            return self._combo
        if self._how.kind == HOURS:
            self._many = QPlainTextEdit(self)
            self._many.setTabChangesFocus(True)
            self._many.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._many.textChanged.connect(self.changed)
            return self._many
        self._line = QLineEdit(self)
        self._line.textChanged.connect(self.changed)
        return self._line

    def show_value(self, value: str) -> None:
        """Shows what is in force."""
        self.shown = value
        if self._combo is not None:
            place = self._combo.findData(value)
            if place < 0:
                self._combo.addItem(value, value)
                place = self._combo.count() - 1
            self._combo.setCurrentIndex(place)
        elif self._many is not None:
            self._many.setPlainText(value)
            self._many.setFixedHeight(LINE_HEIGHT * max(2, value.count("\n") + 2) + 12)
        elif self._line is not None:
            self._line.setText(value)
            self._line.setCursorPosition(0)

    def text(self) -> str:
        """What stands in it now."""
        if self._combo is not None:
            return str(self._combo.currentData())
        return self._many.toPlainText().strip() if self._many is not None else self._text_of_line()

    def _text_of_line(self) -> str:
        return self._line.text().strip() if self._line is not None else ""

    def set_text(self, text: str) -> None:
        """As if somebody had typed it."""
        shown = self.shown
        self.show_value(text)
        self.shown = shown
        self.changed.emit()

    def is_changed(self) -> bool:
        return self.text() != self.shown.strip()

    def value(self) -> object:
        """The value for the file; None: the key goes out and its default holds."""
        text = self.text()
        if self._how.kind == HOURS:
            return parse_hours(text) or None
        return _number(text) if self._how.kind == NUMBER and text else text or None


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
