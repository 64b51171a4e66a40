"""The list of choices that a FilterButton opens: each with a tick, a light's shape, its label and its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.lights import paint_light
from widgets.qt import override
from widgets.tokens import LIGHT_SIZE, SPACE_8, palette

Index = QModelIndex | QPersistentModelIndex
COUNT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
LIGHT_ROLE: Final = COUNT_ROLE + 1


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the list. ``light``: the code of a light before it, '' for none."""

    key: str
    label: str
    count: int
    light: str = ""


class ChoiceModel(QAbstractListModel):
    """The choices that hold the searched word; what is ticked is kept by key."""

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Choice] = []
        self._shown: list[Choice] = []
        self._word = ""
        self.chosen: frozenset[str] = frozenset()

    def show_choices(self, choices: Sequence[Choice], *, keep_order: bool) -> None:
        """Other numbers. ``keep_order``: somebody is looking at the list; it must not move under the hand."""
        kept = {choice.key: choice for choice in choices if choice.count or choice.key in self.chosen}
        known = (
            [kept.pop(choice.key, Choice(choice.key, choice.label, 0, choice.light)) for choice in self._all]
            if keep_order
            else []
        )
        self._all = [*known, *kept.values()]
        self._narrow()

    def search(self, word: str) -> None:
        self._word = word.strip().casefold()
        self._narrow()

    def choose(self, keys: frozenset[str]) -> None:
        """Ticks these and no others, silently."""
        self.chosen = keys
        if self._shown:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))

    def toggle(self, row: int) -> None:
        """As a click does."""
        self.choose(self.chosen ^ {self._shown[row].key})
        self.ticked.emit()

    def labels(self, keys: frozenset[str]) -> list[str]:
        """What chosen keys are called; a key that nobody knows by itself."""
        known = {choice.key: choice.label for choice in self._all}
        return sorted(known.get(key, key) for key in keys)

    @property
    def ticks(self) -> int:
        """How many ticked lines the list has; before it was ever filled, how many keys are chosen."""
        known = {choice.key for choice in self._all}
        return len(self.chosen & known) or len(self.chosen)

    @property
    def size(self) -> int:
        """Choices in all, whatever is searched."""
        return len(self._all)

    def _narrow(self) -> None:
        shown = [choice for choice in self._all if self._word in choice.label.casefold()]
        if [choice.key for choice in shown] == [choice.key for choice in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    @override
    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not 0 <= index.row() < len(self._shown):
            return None
        choice = self._shown[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if choice.key in self.chosen else Qt.CheckState.Unchecked
        said = {
            int(Qt.ItemDataRole.DisplayRole): choice.label,
            int(Qt.ItemDataRole.ToolTipRole): choice.label,
            int(Qt.ItemDataRole.AccessibleTextRole): f"{choice.label} {choice.count:,}",
            COUNT_ROLE: f"{choice.count:,}",
            LIGHT_ROLE: choice.light,
        }
        return said.get(role)

    @override
    def setData(self, index: Index, value: Any, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        self.toggle(index.row())
        return True


class ChoiceDelegate(QStyledItemDelegate):
    """The tick, a light's shape, the label and, on the right, the number."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        style = drawn.widget.style() if drawn.widget is not None else QApplication.style()
        text, drawn.text = drawn.text, ""
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        tick = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, drawn, drawn.widget)
        left, rect = tick.right() + SPACE_8, drawn.rect
        light = index.data(LIGHT_ROLE)
        if light:
            top = rect.top() + (rect.height() - LIGHT_SIZE + 1) // 2
            paint_light(painter, QRectF(left, top, LIGHT_SIZE, LIGHT_SIZE), light)
            left += LIGHT_SIZE + SPACE_8
        count = str(index.data(COUNT_ROLE))
        width = drawn.fontMetrics.horizontalAdvance(count)
        painter.setFont(drawn.font)
        painter.setPen(palette().color("muted"))
        painter.drawText(
            rect.adjusted(0, 0, -SPACE_8, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count
        )
        painter.setPen(palette().color("text"))
        area = rect.adjusted(left - rect.left(), 0, -width - SPACE_8 * 2, 0)
        label = drawn.fontMetrics.elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)


class ChoiceList(QListView):
    """A click anywhere on a line ticks it; so do Space and Enter."""

    @Slot(QModelIndex)
    def _tick(self, index: QModelIndex) -> None:
        model = self.model()
        if isinstance(model, ChoiceModel) and index.isValid():
            model.toggle(index.row())

    @override
    def mouseReleaseEvent(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._tick(self.indexAt(event.position().toPoint()))
            event.accept()
        else:
            super().mouseReleaseEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tick(self.currentIndex())
        else:
            super().keyPressEvent(event)
