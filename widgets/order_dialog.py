"""A list whose lines are put in order, and ticked where they can be left out: with the keyboard as with the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from widgets.tokens import SPACE_8, SPACE_12, SPACE_16

KEY = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class Ordered:
    """One line; ``ticked`` None: it cannot be left out."""

    key: str
    text: str
    ticked: bool | None = None


class OrderDialog(QDialog):
    """Alt and an arrow key move the chosen line, Space ticks it."""

    def __init__(self, title: str, lines: Sequence[Ordered], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.up = self._button(self.tr("Move up"), "Alt+Up", -1)
        self.down = self._button(self.tr("Move down"), "Alt+Down", 1)
        self._lines = {line.key: line for line in lines}
        for line in lines:
            self._add(line)
        self.list.currentRowChanged.connect(self._show_state)
        self._lay_out()
        self.list.setCurrentRow(0)
        self.list.setFocus()

    def _button(self, name: str, keys: str, by: int) -> QPushButton:
        button = QPushButton(name, self)
        button.setAccessibleName(name)
        button.setToolTip(f"{name} ({keys})")
        button.setAutoDefault(False)
        for signal in (button.clicked, QShortcut(QKeySequence(keys), self).activated):
            signal.connect(lambda *_, by=by: self.move_line(by))
        return button

    def _add(self, line: Ordered) -> None:
        item = QListWidgetItem(line.text, self.list)
        item.setData(KEY, line.key)
        if line.ticked is not None:
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if line.ticked else Qt.CheckState.Unchecked)

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for button in buttons.buttons():
            button.setAccessibleName(button.text().replace("&", ""))
        side = QVBoxLayout()
        side.setSpacing(SPACE_8)
        side.addWidget(self.up)
        side.addWidget(self.down)
        side.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE_12)
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        hint = QLabel(self.tr("Alt+↑ and Alt+↓ move the chosen line; it can be dragged too."), self)
        hint.setProperty("kind", "note")
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_16)
        column.setSpacing(SPACE_12)
        column.addLayout(middle, 1)
        column.addWidget(hint)
        column.addWidget(buttons)
        self.resize(400, 440)

    def move_line(self, by: int) -> None:
        """Moves the chosen line up (-1) or down (1); at the end it stays."""
        row = self.list.currentRow()
        if 0 <= row < self.list.count() and 0 <= row + by < self.list.count():
            self.list.insertItem(row + by, self.list.takeItem(row))
            self.list.setCurrentRow(row + by)

    @Slot(int)
    def _show_state(self, row: int) -> None:
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < self.list.count() - 1)

    def lines(self) -> list[Ordered]:
        """The lines in their order now, ticked as they are now."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return [self._line(item) for item in items if item is not None]

    def _line(self, item: QListWidgetItem) -> Ordered:
        line = self._lines[str(item.data(KEY))]
        return line if line.ticked is None else replace(line, ticked=item.checkState() == Qt.CheckState.Checked)


def put_in_order(title: str, lines: Sequence[Ordered], parent: QWidget) -> list[Ordered] | None:
    """Asks for another order; None where the user thought better of it."""
    dialog = OrderDialog(title, lines, parent)
    try:
        return dialog.lines() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()
