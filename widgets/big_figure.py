"""A button that says how many things show one light, large enough for across the room; a press opens them."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from widgets.lights import paint_light
from widgets.qt import override
from widgets.tokens import (
    FIGURE,
    HEADING,
    NOTE,
    SPACE_4,
    SPACE_8,
    SPACE_12,
    SPACE_16,
    WALL,
    font,
    palette,
)

UNKNOWN = "–"
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class BigFigure(QAbstractButton):
    """Shape, word, figure and a note of one light."""

    def __init__(self, code: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = code
        self._word = word
        self._figure = UNKNOWN
        self._note = ""
        self._hatched = False
        self._zoom = 0.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(word)

    def figure(self) -> str:
        """What it shows now."""
        return self._figure

    def show_count(self, count: int | None, note: str, *, hatched: bool) -> None:
        """Shows a figure (None: not known yet), a note under the word, and whether the data is older than allowed."""
        shown = (UNKNOWN if count is None else f"{count:,}", note, hatched)
        if shown == (self._figure, self._note, self._hatched):
            return
        self._figure, self._note, self._hatched = shown
        self.setAccessibleName(f"{self._word} {self._figure}")
        self.setAccessibleDescription(note)
        self.updateGeometry()
        self.update()

    def set_wall(self, zoom: float) -> None:
        """Figures to be read from three metres, so many times larger on a large wall; 0: from half a metre."""
        self._zoom = zoom
        if zoom:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.updateGeometry()
        self.update()

    @property
    def _sizes(self) -> tuple[int, int, int, int]:
        """Mark, word, note and figure in pixels."""
        if not self._zoom:
            return 20, HEADING, NOTE, FIGURE
        return self._px(40), self._px(FIGURE), self._px(HEADING), self._px(WALL)

    def _px(self, size: int) -> int:
        return round(size * (self._zoom or 1.0))

    @override
    def sizeHint(self) -> QSize:
        mark, word_size, note_size, figure_size = self._sizes
        figure = QFontMetrics(font(figure_size, medium=True)).horizontalAdvance(max(self._figure, "888", key=len))
        word = QFontMetrics(font(word_size, medium=True)).horizontalAdvance(self._word)
        note = QFontMetrics(font(note_size)).horizontalAdvance(self._note)
        if self._zoom:
            gap, edge = self._px(SPACE_12), self._px(SPACE_16) * 2
            return QSize(edge + max(word + gap + note, mark + gap + figure), self._px(128))
        return QSize(SPACE_16 * 2 + mark + SPACE_12 * 2 + max(word, note) + figure, 68)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        (self._paint_wall if self._zoom else self._paint_desk)(painter)

    def _paint_desk(self, painter: QPainter) -> None:
        """Mark, word over note, and the figure on the right."""
        area, mark = self.rect().adjusted(SPACE_16, 0, -SPACE_16, 0), self._sizes[0]
        self._paint_mark(painter, area)
        self._paint_words(painter, area.left() + mark + SPACE_12)
        self._paint_figure(painter, area)

    def _paint_wall(self, painter: QPainter) -> None:
        """Word and note above, mark and figure under them: a figure of five digits still has room."""
        area = self.rect().adjusted(self._px(SPACE_16), self._px(SPACE_8), -self._px(SPACE_16), -self._px(SPACE_4))
        _, word_size, note_size, _ = self._sizes
        word = font(word_size, medium=True)
        height = QFontMetrics(word).height()
        upper = QRect(area.left(), area.top(), area.width(), height)
        self._write(painter, upper, self._word, word, "text", LEFT)
        self._write(painter, upper, self._note, font(note_size), "muted", RIGHT)
        lower = area.adjusted(0, height, 0, 0)
        self._paint_mark(painter, lower)
        self._paint_figure(painter, lower)

    def _paint_mark(self, painter: QPainter, area: QRect) -> None:
        mark = self._sizes[0]
        box = QRectF(area.left(), area.top() + (area.height() - mark) / 2, mark, mark)
        paint_light(painter, box, self.code, hatched=self._hatched)

    def _paint_figure(self, painter: QPainter, area: QRect) -> None:
        self._write(painter, area, self._figure, font(self._sizes[3], medium=True), "text", RIGHT)

    @staticmethod
    def _write(painter: QPainter, area: QRect, text: str, kind: QFont, colour: str, align: Qt.AlignmentFlag) -> None:
        painter.setFont(kind)
        painter.setPen(palette().color(colour))
        painter.drawText(area, align, text)

    def _paint_ground(self, painter: QPainter) -> None:
        colours = palette()
        pointed = self.underMouse() and not self._zoom  # on a wall the pointer is hidden and lies anywhere
        ground = "selection" if self.isDown() else "hover" if pointed else "surface"
        painter.fillRect(self.rect(), colours.color(ground))
        if self.x() > 0:
            painter.fillRect(0, SPACE_12, 1, self.height() - SPACE_12 * 2, colours.color("line"))
        if self.hasFocus():
            painter.fillRect(0, self.height() - 2, self.width(), 2, colours.color("accent"))

    def _paint_words(self, painter: QPainter, left: int) -> None:
        _, word_size, note_size, _ = self._sizes
        word, note = font(word_size, medium=True), font(note_size)
        heights = QFontMetrics(word).height(), QFontMetrics(note).height() if self._note else 0
        top = (self.height() - sum(heights)) // 2
        width = self.width() - left
        self._write(painter, QRect(left, top, width, heights[0]), self._word, word, "text", LEFT)
        self._write(painter, QRect(left, top + heights[0], width, heights[1]), self._note, note, "muted", LEFT)
