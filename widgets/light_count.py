"""A button that says how many things show one light, and filters by it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from widgets.lights import paint_light
from widgets.qt import override
from widgets.tokens import BODY, FIGURE, NOTE, SPACE_8, SPACE_12, SPACE_16, font, palette

MARK = 18


class LightCount(QAbstractButton):
    """Shape, word and figure of one light; checked while it filters."""

    def __init__(self, code: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = code
        self._word = word
        self._figure = "–"
        self._note = ""
        self._hatched = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(word)

    def show_count(self, count: int | None, note: str, *, hatched: bool) -> None:
        """Shows a figure (None: not known yet), a note under the word, and whether the data is older than allowed."""
        self._figure, self._note, self._hatched = "–" if count is None else f"{count:,}", note, hatched
        self.setAccessibleName(f"{self._word} {self._figure}")
        self.setAccessibleDescription(note)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        figure = QFontMetrics(font(FIGURE, medium=True)).horizontalAdvance(max(self._figure, "88,888", key=len))
        note = QFontMetrics(font(NOTE)).horizontalAdvance(self._note)
        return QSize(SPACE_16 * 2 + MARK + SPACE_12 * 2 + max(note, 40) + figure, 64)

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
        box = QRectF(SPACE_16, (self.height() - MARK) / 2, MARK, MARK)
        paint_light(painter, box, self.code, hatched=self._hatched)
        self._paint_words(painter, int(box.right()) + SPACE_12)
        painter.setFont(font(FIGURE, medium=True))
        painter.setPen(palette().color("text"))
        area = self.rect().adjusted(0, 0, -SPACE_16, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._figure)

    def _paint_ground(self, painter: QPainter) -> None:
        colours = palette()
        ground = "selection" if self.isChecked() else "hover" if self.underMouse() else "surface"
        painter.fillRect(self.rect(), colours.color(ground))
        if self.x() > 0:
            painter.fillRect(0, SPACE_12, 1, self.height() - SPACE_12 * 2, colours.color("line"))
        if self.isChecked() or self.hasFocus():
            painter.fillRect(0, self.height() - 2, self.width(), 2, colours.color("accent"))

    def _paint_words(self, painter: QPainter, left: int) -> None:
        colours = palette()
        middle = self.height() // 2
        area = self.rect().adjusted(left, 0, 0, 0)
        upper = area.adjusted(0, 0, 0, middle - area.height() - 1) if self._note else area
        align = Qt.AlignmentFlag.AlignLeft
        painter.setFont(font(BODY, medium=True))
        painter.setPen(colours.color("text"))
        low = Qt.AlignmentFlag.AlignBottom if self._note else Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, align | low, self._word)
        painter.setFont(font(NOTE))
        painter.setPen(colours.color("muted"))
        painter.drawText(area.adjusted(0, middle + 1, 0, -SPACE_8 + 6), align | Qt.AlignmentFlag.AlignTop, self._note)
