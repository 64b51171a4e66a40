"""What stands where a list would be: says why it is empty and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from widgets.tokens import SPACE_12, SPACE_24


class EmptyState(QWidget):
    """A title, advice that can be copied and at most one button."""

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title = QLabel(self)
        self._title.setProperty("kind", "title")
        self._text = QLabel(self)
        self._text.setProperty("kind", "muted")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(self.tr("Show all"), self)
        self._button.setAccessibleName(self.tr("Show all open cases"))
        self._button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_24, SPACE_24, SPACE_24, SPACE_24)
        column.setSpacing(SPACE_12)
        column.addStretch(2)
        for part in (self._title, self._text, self._button):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.show_opening()

    def title(self) -> str:
        """What it says now."""
        return self._title.text()

    def show_opening(self) -> None:
        """Before the first snapshot."""
        self._show(self.tr("Opening the case store…"), "")

    def show_loading(self) -> None:
        """While the first cases are read."""
        self._show(self.tr("Reading the case store…"), "")

    def show_unread(self) -> None:
        """The case store could not be read yet; a message above says why."""
        text = self.tr("Cases appear here as soon as it can be read.")
        self._show(self.tr("The case store has not been read yet"), text)

    def show_no_match(self) -> None:
        """There are cases, but not such ones."""
        self._show(self.tr("No open case is like this"), "", button=True)

    def show_no_cases(self) -> None:
        """The case store holds no open case."""
        self._show(
            self.tr("The case store holds no open case"),
            self.tr(
                "Cases appear here by themselves as soon as the approval platform writes them.\n\n"
                "To bring in a table:      emonitor import csv FILE --map MAP.toml\n"
                "To bring in an event log: emonitor import xes FILE\n"
                "To try it with a county:  emonitor demo"
            ),
        )

    def _show(self, title: str, text: str, *, button: bool = False) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._button.setVisible(button)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
