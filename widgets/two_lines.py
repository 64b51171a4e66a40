"""List entries of two lines: when, light, what – and under it who; on the right how long."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.lights import paint_light
from widgets.qt import override
from widgets.tokens import (
    BODY,
    CELL_MARGIN,
    FIGURE,
    LIGHT_SIZE,
    NOTE,
    SPACE_4,
    SPACE_8,
    SPACE_12,
    SPACE_16,
    font,
    palette,
)

Index = QModelIndex | QPersistentModelIndex
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class EntryRole(IntEnum):
    """What a model gives for one entry."""

    ENTRY = int(Qt.ItemDataRole.UserRole) + 40
    RING = int(Qt.ItemDataRole.UserRole) + 41
    """Strength 0…1 of the ring of a light that has just turned."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The texts of one entry."""

    when: str
    light: str
    """A light's code."""
    what: str
    who: str
    how_long: str
    key: str
    """What a press opens."""
    spoken: str
    """All of it as one sentence."""


class TwoLineDelegate(QStyledItemDelegate):
    """Paints an Entry. ``whens`` are the texts of the first column, so that one line of alignment holds."""

    def __init__(self, parent: QWidget | None = None, *, long_below: bool = False) -> None:
        super().__init__(parent)
        self.whens: tuple[str, ...] = ()
        self._long_below = long_below
        self.hatched = False
        self.zoom = 0.0
        """How many times larger than the wall's least; 0: on the desk."""
        self.wall_second = FIGURE
        """Type of the second line on the wall: a narrow list has no room for large type on the right of it."""
        self.height = 0
        """Pixels of an entry where its list is to be filled; what the lines need is the least."""

    @property
    def _fonts(self) -> tuple[QFont, QFont, int]:
        """First line, second line, mark."""
        if not self.zoom:
            return font(BODY), font(NOTE), LIGHT_SIZE
        return font(self._px(FIGURE)), font(self._px(self.wall_second)), self._px(24)

    def _px(self, size: int) -> int:
        return round(size * (self.zoom or 1.0))

    @property
    def least_height(self) -> int:
        """Pixels that both lines need."""
        first, second, _ = self._fonts
        return (
            QFontMetrics(first).height()
            + QFontMetrics(second).height()
            + (self._px(SPACE_16) if self.zoom else SPACE_4)
        )

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, max(self.least_height, self.height))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        drawn.text = ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        entry = index.data(EntryRole.ENTRY)
        if not isinstance(entry, Entry):
            return
        painter.save()
        self._paint(painter, drawn.rect, entry, index.data(EntryRole.RING) or 0.0)
        painter.restore()

    def _paint(self, painter: QPainter, rect: QRect, entry: Entry, ring: float) -> None:
        first, second, mark = self._fonts
        upper, lower = self._lines(rect)
        metrics = QFontMetrics(first)
        column = max((metrics.horizontalAdvance(when) for when in self.whens), default=0)
        left = upper.left() + column + self._px(SPACE_12)
        box = QRectF(left, upper.center().y() - mark / 2 + 0.5, mark, mark)
        self._write(painter, QRect(upper.left(), upper.top(), column, upper.height()), entry.when, first, "muted", LEFT)
        paint_light(painter, box, entry.light, hatched=self.hatched, ring=ring)
        text = left + mark + self._px(SPACE_8)
        line, kind = (lower, second) if self._long_below else (upper, first)
        self._write(painter, line, entry.how_long, kind, "text", RIGHT)
        taken = QFontMetrics(kind).horizontalAdvance(entry.how_long) + SPACE_12 if entry.how_long else 0
        for said, area, colour in ((entry.what, upper, "text"), (entry.who, lower, "muted")):
            room = area.right() - text - (taken if area is line else 0)
            rest = QRect(text, area.top(), room, area.height())
            self._write(painter, rest, said, first if area is upper else second, colour, LEFT)

    def _lines(self, rect: QRect) -> tuple[QRect, QRect]:
        first, second, _ = self._fonts
        heights = QFontMetrics(first).height(), QFontMetrics(second).height()
        top = rect.top() + (rect.height() - sum(heights)) // 2
        left, width = rect.left() + CELL_MARGIN, rect.width() - CELL_MARGIN - SPACE_16
        return QRect(left, top, width, heights[0]), QRect(left, top + heights[0], width, heights[1])

    @staticmethod
    def _write(painter: QPainter, area: QRect, text: str, kind: QFont, colour: str, align: Qt.AlignmentFlag) -> None:
        painter.setFont(kind)
        painter.setPen(palette().color(colour))
        said = QFontMetrics(kind).elidedText(text, Qt.TextElideMode.ElideRight, max(0, area.width() + 1))
        painter.drawText(area, align, said)
