"""A row of small bars: how something went over the last days. Grey, because colours belong to the lights."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.qt import override
from widgets.tokens import SPACE_8, palette

Index = QModelIndex | QPersistentModelIndex
BAR_MOST = 10.0
"""Pixels: a bar is never wider."""
BASE = 1.0
"""Pixels that a day without anything still shows."""


def paint_spark(painter: QPainter, box: QRectF, values: Sequence[int], top: int) -> None:
    """Paints bars from left to right, as high as ``box`` at the value ``top``; the last one (today) is darker."""
    if not values:
        return
    colours = palette()
    step = box.width() / len(values)
    for number, value in enumerate(values):
        height = max(BASE, box.height() * min(value, top) / max(1, top))
        bar = QRectF(box.left() + number * step, box.bottom() - height, max(1.0, step - 2), height)
        painter.fillRect(bar, colours.color("text" if number == len(values) - 1 else "muted"))


class SparkDelegate(QStyledItemDelegate):
    """Paints the numbers of a cell (its role gives a tuple and the value of a full bar) as a spark."""

    def __init__(self, role: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._role = role
        self.widest = BAR_MOST
        """Pixels from one bar to the next, at most."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        drawn.text = ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        values, top = index.data(self._role) or ((), 1)
        box = QRectF(drawn.rect).adjusted(SPACE_8, 6, -SPACE_8, -6)
        if len(values) > 0:
            width = min(box.width() / len(values), self.widest) * len(values)
            box.setLeft(box.right() - width)
        paint_spark(painter, box, values, top)
