"""The way of a case through its nodes: lights, bars of time used against a tick at the limit, names and officers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from widgets.flow import FlowLayout
from widgets.lights import paint_closed, paint_light
from widgets.qt import override
from widgets.tokens import BODY, NOTE, SPACE_4, SPACE_8, font, palette

MARK: Final = 18
BAR: Final = 6
LINE: Final = 18
NARROW, WIDE = 84, 168
"""Pixels of one node: at least, and where there is room."""


@dataclass(frozen=True, slots=True)
class NodeMark:
    """One visit to a node. ``used`` and ``limit`` are shares of the longest time in the strip; None: not known."""

    key: int
    name: str
    light: str
    used: float | None
    limit: float | None
    figures: str
    """'3.2/2 日'."""
    officer: str
    spoken: str
    """All of it in one sentence, for the tooltip and for screen readers."""
    open: bool


class NodeCell(QAbstractButton):
    """One node of the strip; checked while its proof is shown."""

    def __init__(self, mark: NodeMark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mark = mark
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(mark.spoken)
        self.setToolTip(mark.spoken)
        self.setFixedSize(NARROW, MARK + LINE * 3 + SPACE_8 * 2)

    def _paint_ground(self, painter: QPainter) -> None:
        colours = palette()
        if self.isChecked() or self.underMouse():
            painter.fillRect(self.rect(), colours.color("selection" if self.isChecked() else "hover"))
        if self.hasFocus():
            painter.setPen(colours.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_bar(self, painter: QPainter) -> None:
        """The whole width to the right of the light is the longest time of the strip."""
        colours, mark = palette(), self.mark
        left, top = SPACE_4 + MARK + SPACE_4, SPACE_8 + (MARK - BAR) / 2
        room = self.width() - left - SPACE_8
        painter.fillRect(QRectF(left, SPACE_8 + MARK / 2 - 0.5, room + SPACE_8, 1), colours.color("line"))
        if mark.used is not None:
            colour = "muted" if mark.light == "unjudged" else mark.light
            painter.fillRect(QRectF(left, top, max(2.0, room * mark.used), BAR), colours.color(colour))
        if mark.limit is not None:
            tick = left + room * mark.limit
            painter.fillRect(QRectF(tick - 1, top - 4, 2, BAR + 8), colours.color("text"))

    def _paint_light(self, painter: QPainter) -> None:
        paint = paint_light if self.mark.open else paint_closed
        paint(painter, QRectF(SPACE_4, SPACE_8, MARK, MARK), self.mark.light)

    def _paint_words(self, painter: QPainter) -> None:
        colours, mark = palette(), self.mark
        lines = ((mark.name, BODY, "text"), (mark.figures, NOTE, "text"), (mark.officer, NOTE, "muted"))
        for number, (text, size, colour) in enumerate(lines):
            area = QRect(SPACE_4, SPACE_8 + MARK + SPACE_4 + number * LINE, self.width() - SPACE_4 - 2, LINE)
            painter.setFont(font(size, medium=mark.open and not number))
            painter.setPen(colours.color(colour))
            said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        self._paint_bar(painter)
        self._paint_light(painter)
        self._paint_words(painter)


class NodeStrip(QWidget):
    """Nodes in the order in which they were visited; goes on in the next line where there is no more room."""

    chosen = Signal(object)
    """The key of the node whose proof is wanted; None: of the case as a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells: list[NodeCell] = []
        self._line = FlowLayout(self, line_gap=SPACE_4)
        self._line.setContentsMargins(0, 0, 0, 0)
        self.setAccessibleName(self.tr("The way through the nodes"))

    def show_marks(self, marks: Sequence[NodeMark], chosen: int | None) -> None:
        """Shows these nodes; the same ones again touch nothing, so that the focus stays."""
        if [cell.mark for cell in self._cells] != list(marks):
            self._replace(marks)
        for cell in self._cells:
            cell.setChecked(cell.mark.key == chosen)

    def cells(self) -> list[NodeCell]:
        """The nodes as buttons."""
        return list(self._cells)

    def _replace(self, marks: Sequence[NodeMark]) -> None:
        focused = next((cell.mark.key for cell in self._cells if cell.hasFocus()), None)
        while (item := self._line.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self._cells = [NodeCell(mark, self) for mark in marks]
        for cell in self._cells:
            cell.clicked.connect(self._choose)
            cell.installEventFilter(self)
            self._line.addWidget(cell)
            cell.show()
            if cell.mark.key == focused:
                cell.setFocus()
        self._fit()

    def _fit(self) -> None:
        """All nodes in as few lines as there is room for, each as wide as may be."""
        if not self._cells or not self.width():
            return
        per_line = max(1, min(len(self._cells), self.width() // NARROW))
        width = min(WIDE, self.width() // per_line)
        for cell in self._cells:
            cell.setFixedWidth(width)
        self._line.invalidate()
        self.setFixedHeight(self._line.heightForWidth(self.width()))

    @Slot()
    def _choose(self) -> None:
        cell = self.sender()
        if isinstance(cell, NodeCell):
            self.chosen.emit(cell.mark.key if cell.isChecked() else None)

    def _step(self, cell: QObject, steps: int) -> None:
        place = next((place for place, one in enumerate(self._cells) if one is cell), 0)
        self._cells[(place + steps) % len(self._cells)].setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}.get(event.key(), 0)
            if steps:
                self._step(watched, steps)
                return True
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QEvent) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(NARROW, 0)
