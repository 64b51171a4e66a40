"""Colours on paper by meaning, all of them. Lights have shape and word beside their colour.

The same hues as on the screen (widgets.tokens.LIGHT), which reports may not import: a test holds both together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

Colour: TypeAlias = tuple[float, float, float]
"""Red, green, blue, each 0 to 1."""


def ink(text: str) -> Colour:
    """'#d42d25' → (0.83, 0.18, 0.15)."""
    return (int(text[1:3], 16) / 255, int(text[3:5], 16) / 255, int(text[5:7], 16) / 255)


BLACK: Final = ink("#000000")
MUTED: Final = ink("#58626d")
RULE: Final = ink("#8a929b")
GRID: Final = ink("#d9dde2")
TABLE_RULE: Final = ink("#595959")
TABLE_HEAD: Final = ink("#f1f1f1")
"""Greys without a hue: apart from its red head and its lights an official document is black on white."""
MARK_EDGE: Final = ink("#262626")
DRAFT_MARK: Final = ink("#ebebeb")
"""The word across the pages of a draft: behind the text, never in its way."""
ACCENT: Final = ink("#2b66a8")
ACCENT_PALE: Final = ink("#b9cfe6")
HEADING_RED: Final = ink("#d8000f")
"""The red of a red-headed document: heading and line (GB/T 9704-2012, 7.2.4)."""
LIGHTS: Final[Mapping[str, Colour]] = {
    "green": ink("#2f9e50"),
    "yellow": ink("#eba500"),
    "red": ink("#d42d25"),
    "paused": ink("#3f7fdb"),
    "unjudged": ink("#ffffff"),
}
