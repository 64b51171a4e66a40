"""Colours on paper by meaning, as (red, green, blue) from 0 to 1. Lights have shape and word beside their colour.

The same hues as on the screen (widgets.tokens.LIGHT), which reports may not import: a test holds both together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Ink = tuple[float, float, float]


def ink(text: str) -> Ink:
    """'#d42d25' → (0.83, 0.18, 0.15)."""
    return (int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255)


BLACK: Final = ink("#000000")
MUTED: Final = ink("#58626d")
RULE: Final = ink("#8a929b")
GRID: Final = ink("#d9dde2")
PALE: Final = ink("#eef1f4")
ACCENT: Final = ink("#2b66a8")
ACCENT_PALE: Final = ink("#b9cfe6")
HEADING_RED: Final = ink("#d8000f")
"""The red of a red-headed document: heading and line (GB/T 9704-2012, 7.2.4)."""
LIGHTS: Final[Mapping[str, Ink]] = {
    "green": ink("#2f9e50"),
    "yellow": ink("#eba500"),
    "red": ink("#d42d25"),
    "paused": ink("#3f7fdb"),
    "unjudged": ink("#ffffff"),
}
SHAPES: Final[Mapping[str, str]] = {"green": "o", "yellow": "^", "red": "s", "paused": "D", "unjudged": "o"}
"""Circle, triangle, square, diamond, as matplotlib names them."""
