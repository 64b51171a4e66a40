"""Bars across, one a row: a figure now, and as a stroke the same figure before. Painted, so that a redraw is cheap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.qt import override
from widgets.tokens import BODY, SPACE_4, SPACE_8, SPACE_12, SPACE_16, font, palette

ROW: Final = 26
BAR: Final = 12
RIGHT: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
NAME_SHARE: Final = 0.4
"""Names take at most so much of the width."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One bar. ``value`` and ``before`` are on one scale; None: not known. ``text`` is the figure before the bar."""

    key: str
    name: str
    value: float | None
    before: float | None
    text: str
    spoken: str
    """The row in one sentence, for the tooltip and for screen readers."""


class CompareBars(QWidget):
    """Up and down go through the rows; Enter or a click means one."""

    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Comparison, ...] = ()
        self._at = -1
        self._name = name
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_rows(self, name: str, rows: Sequence[Comparison]) -> None:
        """Another picture; ``name`` says of what."""
        self._name, self._rows = name, tuple(rows)
        self._at = min(self._at, len(self._rows) - 1)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(row.spoken for row in self._rows))
        self.updateGeometry()
        self.update()

    def rows(self) -> tuple[Comparison, ...]:
        """What it shows now."""
        return self._rows

    def _move(self, to: int) -> None:
        if self._rows:
            self._at = max(0, min(to, len(self._rows) - 1))
            self.setAccessibleDescription(self._rows[self._at].spoken)
            self.update()

    def _row_at(self, place: QPoint) -> int:
        row = int((place.y() - SPACE_8) // ROW)
        return row if 0 <= row < len(self._rows) else -1

    def _paint_row(self, painter: QPainter, number: int, row: Comparison, columns: tuple[int, int], top: float) -> None:
        """``columns``: the widths of names and figures; ``top``: the greatest value of the scale."""
        colours, y = palette(), SPACE_8 + number * ROW
        if number == self._at and self.hasFocus():
            painter.fillRect(QRectF(0, y, self.width(), ROW), colours.color("selection"))
        left = float(SPACE_12)
        for width, text in zip(columns, (row.name, row.text), strict=True):
            said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.setPen(colours.color("text"))
            painter.drawText(QRectF(left, y, width, ROW), RIGHT, said)
            left += width + SPACE_12
        room = self.width() - left - SPACE_16
        if row.value is not None:
            length = room * row.value / top if top > 0 else 0.0
            painter.fillRect(QRectF(left, y + (ROW - BAR) / 2, max(length, 1.0), BAR), colours.color("accent"))
        if row.before is not None and top > 0:
            at = left + room * row.before / top
            painter.fillRect(QRectF(at - 1, y + SPACE_4, 2, ROW - 2 * SPACE_4), colours.color("text"))

    def _columns(self) -> tuple[int, int]:
        metrics = QFontMetrics(font(BODY))
        names = max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0)
        texts = max((metrics.horizontalAdvance(row.text) for row in self._rows), default=0)
        return min(names, int(self.width() * NAME_SHARE)) + 1, texts + 1

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 2 * SPACE_8 + ROW * max(1, len(self._rows)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), palette().color("surface"))
        painter.setFont(font(BODY))
        columns = self._columns()
        highest = max((max(row.value or 0.0, row.before or 0.0) for row in self._rows), default=0.0)
        for number, row in enumerate(self._rows):
            self._paint_row(painter, number, row, columns, highest)
        painter.end()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        self.setToolTip(self._rows[row].spoken if row >= 0 else "")

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(event.position().toPoint())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._move(row)
            self.opened.emit(self._rows[row].key)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self._move(self._at + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._at < len(self._rows):
            self.opened.emit(self._rows[self._at].key)
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._move(max(self._at, 0))
        super().focusInEvent(event)
