"""Paints a light, or a small mark of one, beside the text of a table cell."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from widgets.lights import paint_light
from widgets.qt import override
from widgets.tokens import CELL_MARGIN, LIGHT_SIZE, SPACE_8, palette

Index = QModelIndex | QPersistentModelIndex


class LightDelegate(QStyledItemDelegate):
    """Shape first, then the cell's text. The model gives the light's code ('' for none) and a ring's strength."""

    def __init__(self, light_role: int, ring_role: int | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._light_role = light_role
        self._ring_role = ring_role
        self.hatched = False
        """Draw lights as older than allowed."""

    def paint_shape(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, code: str, left: float
    ) -> None:
        """A light at ``left`` (pixels), in the middle of the cell's height."""
        ring = index.data(self._ring_role) if self._ring_role is not None else None
        rect = option.rect
        top = rect.top() + (rect.height() - LIGHT_SIZE + 1) // 2 + 1
        box = QRectF(left, top, LIGHT_SIZE, LIGHT_SIZE)
        paint_light(painter, box, code, hatched=self.hatched, ring=ring or 0.0)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        code = index.data(self._light_role)
        if not code:
            super().paint(painter, option, index)
            return
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        text, drawn.text = drawn.text, ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        self.paint_shape(painter, drawn, index, code, drawn.rect.left() + CELL_MARGIN)
        area = drawn.rect.adjusted(CELL_MARGIN + LIGHT_SIZE + SPACE_8, 0, -SPACE_8, 0)
        text = drawn.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(drawn.font)
        painter.setPen(palette().color("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
