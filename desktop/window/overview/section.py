"""A part of the overview: its heading, a note on the right, and content or a sentence where there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from widgets.tokens import CELL_MARGIN, FIGURE, SPACE_4, SPACE_8, SPACE_16

HEADING_HEIGHT = 30
"""Pixels: as high as a button, so that headings with and without one stand in line."""


class Section(QWidget):
    """Surface with a heading."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(title, self)
        self._title.setProperty("kind", "heading")
        self._title.setMinimumHeight(HEADING_HEIGHT)
        self._note = QLabel(self)
        self._note.setProperty("kind", "note")
        self._nothing = QLabel(self)
        self._nothing.setProperty("kind", "muted")
        self._nothing.setWordWrap(True)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setContentsMargins(SPACE_16, SPACE_8, SPACE_16, SPACE_8)
        self._content = content
        self._stack = QStackedWidget(self)
        self._stack.addWidget(content)
        self._stack.addWidget(self._nothing)
        self.line = QHBoxLayout()
        self.line.setContentsMargins(CELL_MARGIN, SPACE_4, SPACE_16, 0)
        self.line.setSpacing(SPACE_8)
        self.line.addWidget(self._title)
        self.line.addStretch(1)
        self.line.addWidget(self._note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self.line)
        column.addWidget(self._stack, 1)

    def set_title(self, title: str) -> None:
        """Another heading."""
        self._title.setText(title)

    def set_wall(self, zoom: float) -> None:
        """A heading to be read from across the room; 0: from half a metre."""
        for label in (self._title, self._note):
            label.setStyleSheet(f"font-size: {round(FIGURE * zoom)}px;" if zoom else "")

    def set_note(self, note: str) -> None:
        """What stands on the right of the heading."""
        self._note.setText(note)

    def note(self) -> str:
        return self._note.text()

    def show_content(self) -> None:
        """There is something to show."""
        self._stack.setCurrentWidget(self._content)

    def show_nothing(self, why: str) -> None:
        """There is nothing, and why."""
        self._nothing.setText(why)
        self._nothing.setAccessibleName(why)
        self._stack.setCurrentWidget(self._nothing)

    def nothing(self) -> str:
        """The sentence that stands there now, '' where there is content."""
        return self._nothing.text() if self._stack.currentWidget() is self._nothing else ""
