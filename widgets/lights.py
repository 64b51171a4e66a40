"""Lights as shapes painted by code: colour, shape and word together, never colour alone.

To add a light: 1 name it in monitoring/codes.py; 2 give it its words in resources/words/*.toml; 3 add its outline to
OUTLINES here and its colour to tokens.Palette; 4 decide its place in codes.WORST_FIRST. tests/gui holds all four.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from widgets.qt import override
from widgets.tokens import LIGHT_SIZE, palette

HATCH_STEP: Final = 4.0
RING_ROOM: Final = 3.0


def _circle(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    return path


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _triangle(box: QRectF) -> QPainterPath:
    low = box.bottom() - 1
    return _polygon((box.center().x(), box.top() + 0.5), (box.right(), low), (box.left(), low))


def _square(box: QRectF) -> QPainterPath:
    path = QPainterPath()
    path.addRect(box.adjusted(1.5, 1.5, -1.5, -1.5))
    return path


def _diamond(box: QRectF) -> QPainterPath:
    middle = box.center()
    corners = ((middle.x(), box.top()), (box.right(), middle.y()), (middle.x(), box.bottom()), (box.left(), middle.y()))
    return _polygon(*corners)


OUTLINES: Final[Mapping[str, Callable[[QRectF], QPainterPath]]] = {
    "green": _circle,
    "yellow": _triangle,
    "red": _square,
    "paused": _diamond,
    "unjudged": _circle,
}


def paint_light(painter: QPainter, box: QRectF, code: str, *, hatched: bool = False, ring: float = 0.0) -> None:
    """Paints a light into ``box`` (logical pixels).

    ``hatched``: the data is older than allowed. ``ring``: strength 0…1 of the ring of a light that has just turned.
    """
    colours = palette()
    path = OUTLINES[code](box)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if ring > 0:
        _paint_ring(painter, box, colours.color("text"), ring)
    if hatched:
        _paint_hatching(painter, path, box, colours.color("muted" if code == "unjudged" else code))
    elif code != "unjudged":
        painter.fillPath(path, colours.color(code))
    painter.setPen(QPen(colours.color("text"), 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
    painter.restore()


def paint_closed(painter: QPainter, box: QRectF, code: str) -> None:
    """A light that somebody closed in this state: a ring, not filled."""
    paint_light(painter, box, code)
    if code != "unjudged":
        share = box.width() / 4
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = box.adjusted(share, share * 1.1, -share, -share * 0.9)
        painter.fillPath(OUTLINES[code](inner), palette().color("surface"))
        painter.restore()


def _paint_hatching(painter: QPainter, path: QPainterPath, box: QRectF, colour: QColor) -> None:
    painter.save()
    painter.setClipPath(path)
    painter.setPen(QPen(colour, 1.8))
    offset = -box.height()
    while offset < box.width():
        start = QPointF(box.left() + offset, box.bottom())
        painter.drawLine(start, start + QPointF(box.height(), -box.height()))
        offset += HATCH_STEP
    painter.restore()


def _paint_ring(painter: QPainter, box: QRectF, colour: QColor, strength: float) -> None:
    colour.setAlphaF(min(1.0, strength) * 0.6)
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(box.adjusted(-RING_ROOM, -RING_ROOM, RING_ROOM, RING_ROOM))


class LightMark(QWidget):
    """One light standing by itself; its word belongs beside it, its accessible name is set by the owner."""

    def __init__(self, parent: QWidget | None = None, size: int = LIGHT_SIZE) -> None:
        super().__init__(parent)
        self._code = "unjudged"
        self._hatched = self._closed = False
        self._size = size
        self.setFixedSize(QSize(size, size))

    def show_light(self, code: str, *, hatched: bool = False, closed: bool = False) -> None:
        """Shows another light ('green' … 'unjudged'); ``closed``: it was closed in this state."""
        self._code, self._hatched, self._closed = code, hatched, closed
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(1, 1, self._size - 2, self._size - 2)
        if self._closed and not self._hatched:
            paint_closed(painter, box, self._code)
        else:
            paint_light(painter, box, self._code, hatched=self._hatched)
