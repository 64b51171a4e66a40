"""What stands where a list would be: says what is so and what to do; at most one button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.tokens import SPACE_12, SPACE_24

TEXT_WIDTH = 560


class EmptyNote(QWidget):
    """A title and a sentence or two in the middle."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None, *, width: int = TEXT_WIDTH) -> None:
        """``width`` of the text in pixels."""
        super().__init__(parent)
        self.setProperty("plain", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(self)
        self._title.setProperty("kind", "title")
        self._text = QLabel(self)
        self._text.setProperty("kind", "muted")
        self._text.setWordWrap(True)
        self._text.setFixedWidth(width)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(self)
        self._button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_24)
        column.setSpacing(SPACE_12)
        column.addStretch(2)
        for part in (self._title, self._text, self._button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, title: str, text: str = "", button: str = "") -> None:
        """Says something else. A sentence stands in the middle, a text of several lines begins each at the left."""
        self._title.setText(title)
        lines = "\n" in text
        self._text.setAlignment(Qt.AlignmentFlag.AlignLeft if lines else Qt.AlignmentFlag.AlignHCenter)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._make_room()
        self._button.setText(button)
        self._button.setAccessibleName(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def _make_room(self) -> None:
        """The column asks a centred label for its hint, which knows nothing of lines that are broken."""
        self._text.ensurePolished()
        self._text.setMinimumHeight(self._text.heightForWidth(self._text.width()) if self._text.text() else 0)

    def title(self) -> str:
        """What it says now."""
        return self._title.text()
