"""A document's pages: upright or lying type area, page number, draft mark, and the cursor that goes down the area."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from reports.ink import DRAFT_MARK
from reports.paper.numbers import number, numbers
from reports.paper.outlines import outline_path
from reports.paper.press import A4, Press, Style
from reports.paper.sheet import Sheet
from reports.paper.standard import (
    AREA_HEIGHT,
    AREA_WIDTH,
    FOUR,
    LEADING,
    LEFT,
    MM,
    NUMBER_DROP,
    NUMBER_INDENT,
    PAPER_HEIGHT,
    TOP,
)
from reports.paper.values import Place, Role

NEAR: Final = 0.3
"""Points by which a line may reach beyond the area: 22 lines of 28.99 pt are 0.02 pt less than 225 mm."""
DRAFT: Final = "草稿"
DRAFT_SIZE: Final = 170.0
DRAFT_ANGLE: Final = 35.0


@dataclass(frozen=True, slots=True)
class Area:
    """The type area of a page as it is read, all in points; ``left`` and ``top`` from the paper's corner."""

    width: float
    height: float
    left: float
    top: float
    paper_width: float
    paper_height: float


UPRIGHT: Final = Area(AREA_WIDTH * MM, AREA_HEIGHT * MM, LEFT * MM, TOP * MM, A4[0], A4[1])
LYING: Final = Area(
    # the same area on the same sheet, turned so that its head is at the left edge: at the binding on odd pages
    AREA_HEIGHT * MM,
    AREA_WIDTH * MM,
    (PAPER_HEIGHT - TOP - AREA_HEIGHT) * MM,
    LEFT * MM,
    A4[1],
    A4[0],
)


class Pages:
    """The cursor: ``y`` is how far down the type area of the page at hand the next thing begins, in points."""

    def __init__(self, press: Press, *, draft: bool, numbered: bool) -> None:
        self.press = press
        self.area = UPRIGHT
        self.y = 0.0
        self._draft = draft
        self._numbered = numbered

    @property
    def lying(self) -> bool:
        return self.area is LYING

    def open(self) -> None:
        """Begins the first page, if there is none yet."""
        if not self.press.page:
            self.turn_over(self.lying)

    def turn_over(self, lying: bool) -> None:
        """Begins a page."""
        self.area = LYING if lying else UPRIGHT
        self.press.new_page(lying)
        self.y = 0.0
        if self._numbered:
            draw_number(self.press)
        if lying:
            self.press.turn()
        if self._draft:
            draw_draft(self.press, self.area)

    def reserve(self, height: float) -> bool:
        """Goes to a new page if ``height`` points are no longer free here; answers whether it did."""
        self.open()
        if self.y > 0 and self.y + height > self.area.height + NEAR:
            self.turn_over(self.lying)
            return True
        return False

    def snap(self) -> None:
        """Goes down to the next line of the grid."""
        self.y = math.ceil((self.y - NEAR) / LEADING) * LEADING

    @property
    def free(self) -> float:
        """Points free below the cursor."""
        return self.area.height - self.y

    def from_foot(self, y: float) -> float:
        """The PDF's own height of a depth in the type area."""
        return self.area.paper_height - self.area.top - y

    def sheet(self) -> Sheet:
        self.open()
        return Sheet(self.press, self.area.paper_width / MM, self.area.paper_height / MM)

    def place(self) -> Place:
        self.open()
        return Place(self.press.page, self.area.left / MM, (self.area.top + self.y) / MM)


def draw_number(press: Press) -> None:
    """— 1 —, on the upright sheet: a page that lies has its number where all others have it."""
    style = Style(Role.SONG, FOUR)
    text = f"— {press.page} —"
    width = press.width(text, style.role, style.size)
    indent = NUMBER_INDENT * FOUR
    x = LEFT * MM + indent
    if press.page % 2:
        x = (LEFT + AREA_WIDTH) * MM - indent - width
    face = press.fonts.face(style.role, "—")
    dash = face.middle(face.glyph("—")) * style.size
    press.text([(style, text)], x, (PAPER_HEIGHT - TOP - AREA_HEIGHT - NUMBER_DROP) * MM - dash)


def draw_draft(press: Press, area: Area) -> None:
    """草稿 across the page, large and light, under everything; drawn as shapes, so that no search finds it."""
    angle = math.radians(DRAFT_ANGLE)
    sine, cosine = math.sin(angle), math.cos(angle)
    press.save_state()
    press.write(f"{numbers(DRAFT_MARK)} rg")
    press.write(
        f"{number(cosine)} {number(sine)} {number(-sine)} {number(cosine)} "
        f"{number(area.paper_width / 2)} {number(area.paper_height / 2)} cm"
    )
    x = -DRAFT_SIZE * len(DRAFT) / 2
    for character in DRAFT:
        press.write(outline_path(press.fonts.face(Role.HEI, character), character, x, -0.38 * DRAFT_SIZE, DRAFT_SIZE))
        x += DRAFT_SIZE
    press.write("f")
    press.restore_state()
