"""Days in a row with marks on them: when something begins, turns and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.lights import paint_light
from widgets.qt import override
from widgets.tokens import BODY, LIGHT_SIZE, NOTE, SPACE_4, font, palette

BAND = 20
MARKS_TOP = 64
MARK_HEIGHT = 22


@dataclass(frozen=True, slots=True)
class DayBox:
    """A day: two short texts, and whether it counts."""

    title: str
    note: str
    counts: bool


@dataclass(frozen=True, slots=True)
class DayMark:
    """Something that happens: ``place`` in days from the left edge (2.5 is the middle of the third day)."""

    place: float
    text: str
    light: str = ""


class DayLine(QWidget):
    """Painted days; the owner says the same in words beside it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: Sequence[DayBox] = ()
        self._marks: Sequence[DayMark] = ()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_days(self, days: Sequence[DayBox], marks: Sequence[DayMark], spoken: str) -> None:
        """Shows other days; ``spoken`` is the whole in words."""
        self._days, self._marks = days, marks
        self.setAccessibleDescription(spoken)
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, MARKS_TOP + MARK_HEIGHT * max(1, len(self._marks)) + SPACE_4)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._days:
            return
        painter = QPainter(self)
        width = self.width() / len(self._days)
        for place, day in enumerate(self._days):
            self._paint_day(painter, QRectF(place * width, 0, width, MARKS_TOP), day)
        for level, mark in enumerate(self._marks):
            self._paint_mark(painter, mark, mark.place * width, level)

    @staticmethod
    def _paint_day(painter: QPainter, box: QRectF, day: DayBox) -> None:
        colours, centre = palette(), Qt.AlignmentFlag.AlignCenter
        band = QRectF(box.left() + 0.5, box.top() + 40, box.width() - 1, BAND)
        painter.fillRect(band, colours.color("selection" if day.counts else "line"))
        painter.setPen(colours.color("text" if day.counts else "muted"))
        for top, size, text in ((0, BODY, day.title), (20, NOTE, day.note)):
            painter.setFont(font(size))
            said = QFontMetrics(font(size)).elidedText(text, Qt.TextElideMode.ElideRight, int(box.width()))
            painter.drawText(QRectF(box.left(), top, box.width(), 20), centre, said)

    def _paint_mark(self, painter: QPainter, mark: DayMark, x: float, level: int) -> None:
        colours = palette()
        middle = MARKS_TOP + level * MARK_HEIGHT + MARK_HEIGHT / 2
        x = min(max(x, 1.0), self.width() - 2.0)
        painter.fillRect(QRectF(x - 1, 36, 2, middle - 36), colours.color("text"))
        words = QFontMetrics(font(BODY)).horizontalAdvance(mark.text)
        room = words + SPACE_4 * 2 + (LIGHT_SIZE + SPACE_4 if mark.light else 0)
        left = x + SPACE_4 if x + room < self.width() else x - room - SPACE_4
        ground = QRectF(left, middle - 10, room, 20)
        painter.fillRect(ground, colours.color("surface"))
        if mark.light:
            paint_light(painter, QRectF(left, middle - LIGHT_SIZE / 2, LIGHT_SIZE, LIGHT_SIZE), mark.light)
            left += LIGHT_SIZE + SPACE_4
        painter.setFont(font(BODY))
        painter.setPen(colours.color("text"))
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(left, middle - 10, words + SPACE_4, 20), side, mark.text)
