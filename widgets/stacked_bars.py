"""Bars by day, a few lights one on the other. Painted, so that a redraw costs a fraction of a millisecond."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.qt import override
from widgets.tokens import NOTE, SPACE_4, SPACE_8, SPACE_12, SPACE_16, font, palette

STEPS: Final = (1, 2, 5)
LINES: Final = 3
"""At most so many lines of the scale over the base."""
BAR_MOST: Final = 28.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One day. ``parts``: (code of a light, number), from the base up."""

    label: str
    """Under the bar; '' for none."""
    parts: tuple[tuple[str, int], ...]
    spoken: str
    """The day in one sentence."""
    rest: bool = False
    """A day off: its ground is shaded."""

    @property
    def height(self) -> int:
        return sum(number for _, number in self.parts)


def scale(highest: int) -> tuple[int, int]:
    """(step, top) of an axis of whole numbers with at most LINES lines over 0."""
    size = 1
    while True:
        for step in (size * factor for factor in STEPS):
            if step * LINES >= highest:
                return step, step * max(1, -(-highest // step))
        size *= 10


class StackedBars(QWidget):
    """A bar chart. Left and right go through the days; what the day says is a tooltip and is spoken."""

    pointed = Signal(str)
    """The sentence of the day under the mouse or the keyboard, '' for none."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        self._at: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def show_bars(self, bars: Sequence[Bar], description: str) -> None:
        """Shows other days; ``description`` says what there is to see."""
        if tuple(bars) == self._bars:
            return
        self._bars = tuple(bars)
        self._at = None if self._at is None or self._at >= len(self._bars) else self._at
        self.setAccessibleDescription(description)
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """What is shown now."""
        return self._bars

    def _point(self, at: int | None) -> None:
        if at == self._at:
            return
        self._at = at
        said = self._bars[at].spoken if at is not None else ""
        self.setAccessibleName(f"{self._name}: {said}" if said else self._name)
        self.pointed.emit(said)
        self.update()

    # where things are

    def _field(self) -> QRectF:
        """The area of the bars: right of the scale, above the labels."""
        numbers = QFontMetrics(font(NOTE))
        left = SPACE_16 + numbers.horizontalAdvance(f"{self._scale()[1]:,}") + SPACE_8
        low = self.height() - numbers.height() - SPACE_8
        return QRectF(left, SPACE_8, max(1, self.width() - left - SPACE_16), max(1, low - SPACE_8))

    def _scale(self) -> tuple[int, int]:
        return scale(max((bar.height for bar in self._bars), default=0))

    def _slot(self, number: int) -> QRectF:
        field = self._field()
        step = field.width() / max(1, len(self._bars))
        return QRectF(field.left() + number * step, field.top(), step, field.height())

    def _bar_at(self, point: QPoint) -> int | None:
        number = int((point.x() - self._field().left()) // max(1.0, self._slot(0).width()))
        return number if 0 <= number < len(self._bars) and point.x() >= self._field().left() else None

    # painting

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette().color("surface"))
        if not self._bars:
            return
        painter.setFont(font(NOTE))
        self._paint_days(painter)
        self._paint_scale(painter)
        for number, bar in enumerate(self._bars):
            self._paint_bar(painter, number, bar)

    def _paint_days(self, painter: QPainter) -> None:
        """Grounds and labels: days off are shaded, the day pointed at is marked."""
        colours = palette()
        for number, bar in enumerate(self._bars):
            slot = self._slot(number)
            if number == self._at:
                painter.fillRect(slot, colours.color("selection"))
            elif bar.rest:
                painter.fillRect(slot, colours.color("page"))
            if bar.label:
                painter.setPen(colours.color("muted"))
                wide = QRectF(slot.center().x() - 60, slot.bottom() + SPACE_4, 120, self.height() - slot.bottom())
                wide.moveRight(min(wide.right(), self.width() + 60 - SPACE_12 - self._half(bar.label)))
                painter.drawText(wide, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, bar.label)

    @staticmethod
    def _half(label: str) -> int:
        return QFontMetrics(font(NOTE)).horizontalAdvance(label) // 2

    def _paint_scale(self, painter: QPainter) -> None:
        colours, field = palette(), self._field()
        step, top = self._scale()
        for value in range(0, top + 1, step):
            y = round(field.bottom() - field.height() * value / top)
            painter.fillRect(QRectF(field.left(), y, field.width(), 1), colours.color("line"))
            painter.setPen(colours.color("muted"))
            area = QRectF(0, y - 10, field.left() - SPACE_8, 20)
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{value:,}")

    def _paint_bar(self, painter: QPainter, number: int, bar: Bar) -> None:
        colours, slot = palette(), self._slot(number)
        width = min(max(2.0, slot.width() - SPACE_8), BAR_MOST)
        left, bottom, top = slot.center().x() - width / 2, slot.bottom(), self._scale()[1]
        for code, value in bar.parts:
            height = slot.height() * value / top
            part = QRectF(left, bottom - height, width, height)
            painter.fillRect(part, colours.color(code))
            if value:
                painter.setPen(colours.color("text"))
                painter.drawRect(part)
            bottom -= height

    # pointing

    @override
    def sizeHint(self) -> QSize:
        return QSize(480, 130)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(320, 84)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point(self._bar_at(event.position().toPoint()))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._point(None)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._bars and event.reason() != Qt.FocusReason.MouseFocusReason:
            self._point(len(self._bars) - 1)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._bars) - 1
        at = last if self._at is None else self._at
        steps = {
            Qt.Key.Key_Left: max(0, at - 1),
            Qt.Key.Key_Right: min(last, at + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if self._bars and event.key() in steps:
            self._point(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at = self._bar_at(event.pos())
            QToolTip.showText(event.globalPos(), self._bars[at].spoken if at is not None else "", self)
            return True
        return super().event(event)
