"""A button that opens a list of choices with numbers: several may be ticked, a word narrows the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from widgets.lights import paint_light
from widgets.qt import override
from widgets.tokens import LIGHT_SIZE, ROW_HEIGHT, SPACE_4, SPACE_8, palette

Index = QModelIndex | QPersistentModelIndex
COUNT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
LIGHT_ROLE: Final = COUNT_ROLE + 1
SEARCHED_FROM: Final = 9
"""With fewer choices there is nothing to search."""
MOST_ROWS: Final = 12
WIDTH: Final = 300


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


class ChoicePopup(QFrame):
    """What a FilterButton opens: a search, the list, a button that unticks all."""

    def __init__(self, model: ChoiceModel, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("plain", "raised")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(title)
        self._model = model
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search in {title}").format(title=title))
        self.search.textChanged.connect(model.search)
        self.list = ChoiceList(self)
        self.list.setModel(model)
        self.list.setItemDelegate(ChoiceDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(title)
        self.list.setMouseTracking(True)
        self.list.setProperty("rows", "choices")
        self.nothing = QLabel(self.tr("Nothing to choose"), self)
        self.nothing.setProperty("kind", "muted")
        self.all = QPushButton(self.tr("All"), self)
        self.all.setAccessibleName(self.tr("No choice: show all"))
        self.all.clicked.connect(self._untick)
        self._lay_out()

    def _lay_out(self) -> None:
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.all)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_8, SPACE_8, SPACE_8, SPACE_8)
        column.setSpacing(SPACE_8)
        column.addWidget(self.search)
        column.addWidget(self.nothing)
        column.addWidget(self.list, 1)
        column.addLayout(last)

    def open_under(self, button: QWidget) -> None:
        """Opens below a button, within the screen."""
        self.search.clear()
        self.search.setVisible(self._model.size >= SEARCHED_FROM)
        self.nothing.setVisible(not self._model.size)
        self.list.setVisible(bool(self._model.size))
        self.list.setFixedHeight(min(MOST_ROWS, max(1, self._model.size)) * ROW_HEIGHT + SPACE_4)
        self.setFixedWidth(WIDTH)
        self.adjustSize()
        where = button.mapToGlobal(QPoint(0, button.height() + 1))
        screen = button.screen().availableGeometry()
        where.setX(max(screen.left(), min(where.x(), screen.right() - self.width())))
        where.setY(max(screen.top(), min(where.y(), screen.bottom() - self.height())))
        self.move(where)
        self.show()
        (self.search if self.search.isVisible() else self.list).setFocus(Qt.FocusReason.PopupFocusReason)
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))

    @Slot()
    def _untick(self) -> None:
        if self._model.chosen:
            self._model.choose(frozenset())
            self._model.ticked.emit()
        self.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class FilterButton(QPushButton):
    """'乡镇 ▾' or, with two ticked, '乡镇 2 ▾'."""

    changed = Signal(object)
    """The chosen keys, a frozenset."""
    opening = Signal()
    """The list is about to be shown: whoever has newer choices shows them now."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.model = ChoiceModel(self)
        self.popup = ChoicePopup(self.model, title, self)
        self.model.ticked.connect(self._tell)
        self.clicked.connect(self._open)
        self._say()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """What can be chosen now and how many things each choice would leave."""
        self.model.show_choices(choices, keep_order=self.popup.isVisible())
        self._say()

    @property
    def wants_choices(self) -> bool:
        """Whether newer choices would be seen: the list is open, or something is ticked and named."""
        return self.popup.isVisible() or bool(self.model.chosen)

    def choose(self, keys: frozenset[str]) -> None:
        """Ticks these, silently."""
        if keys != self.model.chosen:
            self.model.choose(keys)
        self._say()

    def _say(self) -> None:
        chosen = self.model.chosen
        self.setText(f"{self._title} {len(chosen)} ▾" if chosen else f"{self._title} ▾")
        if self.property("narrows") != bool(chosen):
            self.setProperty("narrows", bool(chosen))
            self.style().unpolish(self)
            self.style().polish(self)
        said = ", ".join(self.model.labels(chosen)) or self.tr("all")
        self.setAccessibleName(self.tr("{title}: {chosen}").format(title=self._title, chosen=said))

    @Slot()
    def _open(self) -> None:
        self.opening.emit()
        self.popup.open_under(self)

    @Slot()
    def _tell(self) -> None:
        self._say()
        self.changed.emit(self.model.chosen)
