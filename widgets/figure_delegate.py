"""A table cell with a light and a number: the shape in a line of its own, digits aligned right."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.lights import paint_light
from widgets.qt import override
from widgets.tokens import CELL_MARGIN, LIGHT_SIZE, SPACE_4, palette

Index = QModelIndex | QPersistentModelIndex


class FigureDelegate(QStyledItemDelegate):
    """The role gives the light's code, '' for a plain number. The cell's text is the number."""

    def __init__(self, light_role: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._light_role = light_role
        self.hatched = False
        """Draw lights as older than allowed."""
        self.mark = LIGHT_SIZE

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        text, drawn.text = drawn.text, ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        area = drawn.rect.adjusted(SPACE_4, 0, -CELL_MARGIN, 0)
        code = index.data(self._light_role)
        painter.save()
        painter.setFont(drawn.font)
        painter.setPen(palette().color("text" if text.strip("–0") else "muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, text)
        if code:
            widest = drawn.fontMetrics.horizontalAdvance(max(text, "888", key=len))
            left = max(area.left(), area.right() - widest - self.mark * 3 // 2)
            top = drawn.rect.top() + (drawn.rect.height() - self.mark) / 2
            paint_light(painter, QRectF(left, top, self.mark, self.mark), code, hatched=self.hatched)
        painter.restore()
