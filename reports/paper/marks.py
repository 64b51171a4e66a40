"""The marks of the lights on paper: shape and colour beside the word, drawn, so that they look alike everywhere.

Shapes as on the screen: green circle, amber triangle, red square, blue diamond, outline for what is not judged. In
black and white the shape still tells.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from reports.ink import LIGHTS, MARK_EDGE, Colour
from reports.paper.numbers import number, numbers
from reports.paper.press import Press

Shape = Literal["circle", "triangle", "square", "diamond", "outline"]

EDGE_SHARE: Final = 0.05
"""Thickness of a mark's edge, as a share of its size."""
CIRCLE: Final = 0.5523
"""Where the handles of four curves lie that make a circle, as a share of its radius."""


@dataclass(frozen=True, slots=True)
class Mark:
    shape: Shape
    colour: Colour | None


MARKS: Final[Mapping[str, Mark]] = {
    "green": Mark("circle", LIGHTS["green"]),
    "yellow": Mark("triangle", LIGHTS["yellow"]),
    "red": Mark("square", LIGHTS["red"]),
    "paused": Mark("diamond", LIGHTS["paused"]),
    "unjudged": Mark("outline", None),
}
"""By the engine's codes for lights. To add one: a row here; tests hold that every light of the engine has its mark."""


def draw_mark(press: Press, light: str, x: float, y: float, size: float) -> None:
    """Draws a light's mark in the square of that size with its lower left corner at x, y (points)."""
    mark = MARKS[light]
    edge = f"q {number(max(size * EDGE_SHARE, 0.3))} w {numbers(MARK_EDGE)} RG"
    fill = f" {numbers(mark.colour)} rg" if mark.colour is not None else ""
    press.write(f"{edge}{fill} {_path(mark.shape, x, y, size)} {'B' if mark.colour is not None else 'S'} Q")


def _path(shape: Shape, x: float, y: float, size: float) -> str:
    if shape == "triangle":
        return _polygon([(x, y + size * 0.05), (x + size, y + size * 0.05), (x + size / 2, y + size * 0.95)])
    if shape == "square":
        return f"{numbers((x + size * 0.08, y + size * 0.08, size * 0.84, size * 0.84))} re"
    if shape == "diamond":
        half = size / 2
        return _polygon([(x + half, y), (x + size, y + half), (x + half, y + size), (x, y + half)])
    return _circle(x + size / 2, y + size / 2, size * 0.46)


def _circle(x: float, y: float, radius: float) -> str:
    """The path of a circle round x, y."""
    r, bend = radius, CIRCLE * radius
    curves = (
        (r, bend, bend, r, 0, r),
        (-bend, r, -r, bend, -r, 0),
        (-r, -bend, -bend, -r, 0, -r),
        (bend, -r, r, -bend, r, 0),
    )
    parts = [f"{number(x + r)} {number(y)} m"]
    for curve in curves:
        parts.append(f"{numbers([(y if at % 2 else x) + value for at, value in enumerate(curve)])} c")
    return " ".join([*parts, "h"])


def _polygon(points: list[tuple[float, float]]) -> str:
    (x, y), *others = points
    return " ".join([f"{number(x)} {number(y)} m", *(f"{number(a)} {number(b)} l" for a, b in others), "h"])
