"""Free drawing on the page at hand, in millimetres from the upper left corner of the paper as it is read."""

from __future__ import annotations

from typing import Final

from reports.ink import BLACK, Colour
from reports.paper.lines import styled
from reports.paper.press import Press, Style
from reports.paper.standard import BODY_SIZE, MM
from reports.paper.values import Align, Role, Text

ASCENT: Final = 0.88
"""How much of the em lies above the base line in Chinese type."""
SHIFT: Final = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}


class Sheet:
    """A page to draw on. ``width`` and ``height`` of the paper in mm; ``number`` counts pages from 1."""

    def __init__(self, press: Press, width: float, height: float) -> None:
        self.press = press
        self.width_mm = width
        self.height_mm = height
        self.number = press.page

    def text(
        self,
        text: Text,
        x: float,
        y: float,
        role: Role = Role.FANG,
        size: float = BODY_SIZE,
        align: Align = Align.LEFT,
        colour: Colour = BLACK,
        fit: float | None = None,
    ) -> float:
        """One line: ``x`` is its left end, middle or right end by ``align``, ``y`` the top of its type.

        ``fit`` (mm) makes the type smaller until the line fits. Answers the size used. Raises MissingGlyph.
        """
        pieces = styled(text, Style(role, size, colour))
        width = sum(self.press.width(part, style.role, style.size) for style, part in pieces)
        if fit is not None and width > fit * MM:
            shrunk = fit * MM / width
            pieces = [(Style(style.role, style.size * shrunk, style.colour), part) for style, part in pieces]
            size, width = size * shrunk, fit * MM
        self.press.text(pieces, x * MM - SHIFT[align] * width, self._y(y) - ASCENT * size)
        return size

    def width(self, text: str, role: Role = Role.FANG, size: float = BODY_SIZE) -> float:
        """The length of a text in mm."""
        return self.press.width(text, role, size) / MM

    def rule(self, x1: float, y1: float, x2: float, y2: float, thickness: float, colour: Colour = BLACK) -> None:
        """A straight line; its thickness is in mm as well."""
        self.press.lines([(x1 * MM, self._y(y1), x2 * MM, self._y(y2))], thickness * MM, colour)

    def picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """A PNG or JPEG file in that rectangle, its upper left corner at x, y."""
        self.press.picture(data, x * MM, self._y(y + height), width * MM, height * MM)

    def _y(self, y: float) -> float:
        return (self.height_mm - y) * MM
