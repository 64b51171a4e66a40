"""Glyphs as plain shapes: for type that is to be seen but not to be found, such as the draft mark."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from reports.paper.numbers import numbers
from reports.paper.subset import Subset
from reports.paper.truetype import Face


class _PathPen(BasePen):  # type: ignore[misc]
    """Writes an outline as path operators, scaled and moved."""

    def __init__(self, x: float, y: float, scale: float) -> None:
        super().__init__(None)
        self.x, self.y, self.scale = x, y, scale
        self.code: list[str] = []

    def _at(self, *points: tuple[float, float]) -> str:
        return numbers([value for a, b in points for value in (self.x + a * self.scale, self.y + b * self.scale)])

    def _moveTo(self, pt: tuple[float, float]) -> None:
        self.code.append(f"{self._at(pt)} m")

    def _lineTo(self, pt: tuple[float, float]) -> None:
        self.code.append(f"{self._at(pt)} l")

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:
        self.code.append(f"{self._at(pt1, pt2, pt3)} c")

    def _closePath(self) -> None:
        self.code.append("h")


@cache
def outline_path(face: Face, character: str, x: float, y: float, size: float) -> str:
    """The path of a character with its origin at x, y; size in points. It is not painted yet."""
    subset = Subset(face)
    subset.code(character)
    program = subset.program()
    pen = _PathPen(x, y, size / face.units)
    drawn = TTFont(BytesIO(program), lazy=True)
    outlines = drawn["glyf"]
    outlines[outlines.glyphOrder[1]].draw(pen, outlines)
    return "\n".join(pen.code)
