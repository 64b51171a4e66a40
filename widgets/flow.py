"""Lays widgets side by side and goes on in the next line where there is no more room."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from widgets.qt import override


class FlowLayout(QLayout):
    """Items keep their own size; each line is as high as its highest item."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 0, line_gap: int | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._gap = gap
        self._line_gap = gap if line_gap is None else line_gap
        self._heights: dict[int, int] = {}
        """By width: Qt asks many times for one change."""

    def _place(self, area: QRect, *, move: bool) -> int:
        """Places the items in ``area``; returns the height that they take."""
        margins = self.contentsMargins()
        room = area.marginsRemoved(margins)
        x, y, height = room.x(), room.y(), 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > room.x() and x + size.width() > room.right() + 1:
                x, y, height = room.x(), y + height + self._line_gap, 0
            if move:
                item.setGeometry(QRect(x, y, min(size.width(), room.width()), size.height()))
            x += size.width() + self._gap
            height = max(height, size.height())
        return y + height - area.y() + margins.bottom()

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._heights.clear()
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    @override
    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        margins = self.contentsMargins()
        widest = max((item.minimumSize().width() for item in self._items), default=0)
        highest = max((item.sizeHint().height() for item in self._items), default=0)
        return QSize(widest + margins.left() + margins.right(), highest + margins.top() + margins.bottom())
