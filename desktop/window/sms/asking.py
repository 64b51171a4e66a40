"""The box that asks for a reason before something is done by hand, and says what will happen."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from desktop.window.page_parts import label
from widgets.tokens import SPACE_8, SPACE_12, SPACE_16

LONGEST = 200
"""Characters of a reason."""
WIDTH = 460


class ReasonDialog(QDialog):
    """``does``: the word on the button that goes on; it stays grey until a reason is written."""

    def __init__(self, title: str, text: str, does: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_12)
        self.column.setSpacing(SPACE_8)
        self.column.addWidget(label(self, title, "title"))
        self.column.addWidget(label(self, text, wrap=True))
        self.reason = QLineEdit(self)
        self.reason.setMaxLength(LONGEST)
        self.reason.setPlaceholderText(self.tr("Reason: it is kept in the ledger with your name"))
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.textChanged.connect(self.look)
        self.column.addWidget(self.reason)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.does = self.buttons.addButton(does, QDialogButtonBox.ButtonRole.AcceptRole)
        for button in self.buttons.buttons():
            button.setAccessibleName(button.text())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.column.addWidget(self.buttons)
        self.reason.setFocus()
        self.look()

    def insert(self, widget: QWidget) -> None:
        """Another field above the reason."""
        self.column.insertWidget(self.column.indexOf(self.reason), widget)

    def ready(self) -> bool:
        """Whether all that is needed is there."""
        return bool(self.reason.text().strip())

    @Slot()
    def look(self) -> None:
        """Something was written."""
        self.does.setEnabled(self.ready())

    def told(self) -> str:
        """The reason as it will be kept."""
        return self.reason.text().strip()


def reason_for(parent: QWidget, title: str, text: str, does: str) -> str | None:
    """Asks; None where somebody thought better of it."""
    dialog = ReasonDialog(title, text, does, parent)
    try:
        return dialog.told() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
