"""The list of a FilterButton as it opens below it: a part of the window, not a window of its own.

Qt leaves windows of the kind Popup out of the accessibility tree: whoever listens to the window
could not choose anything. So this is a child of the window that lies on top of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets.choice_list import ChoiceDelegate, ChoiceList, ChoiceModel
from widgets.qt import override
from widgets.tokens import ROW_HEIGHT, SPACE_4, SPACE_8

SEARCHED_FROM: Final = 9
"""With fewer choices there is nothing to search."""
MOST_ROWS: Final = 12
WIDTH: Final = 300


class Veil(QWidget):
    """Lies over the whole window while a list is open, unseen: a press on it is a press elsewhere."""

    pressed = Signal()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()


class ChoicePopup(QFrame):
    """A search, the list, a button that unticks all. Escape, a click elsewhere or focus elsewhere closes it."""

    def __init__(self, model: ChoiceModel, title: str, button: QWidget) -> None:
        veil = Veil(button)
        veil.hide()
        super().__init__(veil)
        self._veil = veil
        self._button = button
        self._model = model
        self._handle: QWindow | None = None
        self.setProperty("plain", "popup")
        self.setAccessibleName(title)
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
        self._veil.pressed.connect(self.close_list)
        button.destroyed.connect(self._veil.deleteLater)  # it lies in the window by then
        QApplication.instance().focusChanged.connect(self._follow_focus)  # type: ignore[union-attr]

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

    def open_under(self) -> None:
        """Opens below its button, on top of the page, within the window."""
        window = self._button.window()
        if self._veil.parent() is not window:
            self._veil.setParent(window)
        self.search.clear()
        self.search.setVisible(self._model.size >= SEARCHED_FROM)
        self.nothing.setVisible(not self._model.size)
        self.list.setVisible(bool(self._model.size))
        self._place(window.rect())
        self._veil.setGeometry(window.rect())
        self._veil.show()
        self._veil.raise_()
        self._watch(window.windowHandle())
        (self.search if self.search.isVisible() else self.list).setFocus(Qt.FocusReason.PopupFocusReason)
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0))

    def _place(self, room: QRect) -> None:
        """Below the button, as high as the choices want; where little room is below, over it."""
        where = self._button.mapTo(self._button.window(), QPoint(0, self._button.height() + 1))
        below = room.bottom() - where.y()
        self.list.setFixedHeight(min(MOST_ROWS, max(1, self._model.size)) * ROW_HEIGHT + SPACE_4)
        self.setFixedWidth(WIDTH)
        over = self.sizeHint().height() - (below if below > room.height() // 2 else room.height())
        if over > 0:
            self.list.setFixedHeight(max(ROW_HEIGHT, self.list.height() - over))
        self.adjustSize()
        where.setX(max(room.left(), min(where.x(), room.right() - self.width())))
        where.setY(max(room.top(), min(where.y(), room.bottom() - self.height())))
        self.move(where)

    @Slot()
    def close_list(self) -> None:
        """The list is gone; what is ticked stays ticked."""
        self._veil.hide()

    def close_to_button(self) -> None:
        """Closes, and the keys are with the button again."""
        self.close_list()
        self._button.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _untick(self) -> None:
        if self._model.chosen:
            self._model.choose(frozenset())
            self._model.ticked.emit()
        self.close_to_button()

    # what closes it

    def _watch(self, handle: QWindow | None) -> None:
        """Another size of the window, or another window in front, closes the list."""
        if handle is None or handle is self._handle:
            return
        self._handle = handle
        for signal in (handle.widthChanged, handle.heightChanged, handle.activeChanged):
            signal.connect(self.close_list)

    @Slot(QWidget, QWidget)
    def _follow_focus(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and now is not self and not self.isAncestorOf(now):
            self.close_list()

    # keys

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(event.key() == Qt.Key.Key_Escape)  # before a shortcut of the page takes it
            return event.isAccepted()
        return super().event(event)

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes round in the list."""
        round_ = [one for one in (self.search, self.list, self.all) if one.isVisible()]
        place = next_place(round_, QApplication.focusWidget(), 1 if next else -1)
        round_[place].setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
        return True

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_to_button()
        elif event.key() == Qt.Key.Key_Down and self.search.hasFocus():
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            event.accept()  # a key that means nothing here is not the page's either


def next_place(round_: Sequence[QWidget], now: QWidget | None, step: int) -> int:
    """The place after (or before) the widget that has the focus."""
    places = [place for place, one in enumerate(round_) if one is now]
    return (places[0] + step) % len(round_) if places else 0
