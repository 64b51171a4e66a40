"""The document as it flows down its pages: headings, paragraphs on the grid, tables, figures, annexes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from monitoring.archiving import DRAFT_KEYWORD
from reports.paper.finishing import finish
from reports.paper.flow_tables import flow_table
from reports.paper.fonts import FontSet
from reports.paper.lines import Line, broken, styled
from reports.paper.pages import LYING, Pages
from reports.paper.press import Press, Style
from reports.paper.sheet import ASCENT, SHIFT, Sheet
from reports.paper.standard import BODY_SIZE, FIVE, INDENT, LEADING, MM, SMALL_FIVE, TITLE_SIZE
from reports.paper.titles import balanced
from reports.paper.values import Align, Meta, Place, Role, Table, Text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEADINGS: Final = {1: Role.HEI, 2: Role.KAI, 3: Role.FANG, 4: Role.FANG}
"""Typefaces of 一、（一） 1.（1） (GB/T 9704-2012, 7.3.3)."""
NOTE_LEADING: Final = 1.5
"""Line to line in notes and other small text, in sizes of type."""
LABEL_GAP: Final = 0.25
"""Characters between a label and a text that begins with a figure: 附件：1. and 2017年 would read as 1.2017."""
FIGURE_GAP: Final = 4.0
"""Points between a figure and its caption, and after it."""
Draw = Callable[[Sheet], None]


class Paper:
    """A document in the making. Every method puts its part below the one before; ``build`` gives the file.

    All raise MissingGlyph where a character is in no font. Sizes in points, lengths in mm, indents in characters.
    """

    def __init__(
        self,
        meta: Meta,
        *,
        fonts: FontSet | None = None,
        landscape: bool = False,
        draft: bool = False,
        page_numbers: bool = True,
    ) -> None:
        self.meta = replace(meta, keywords=f"{meta.keywords} {DRAFT_KEYWORD}".strip()) if draft else meta
        self.press = Press(fonts or FontSet.carried())
        self.pages = Pages(self.press, draft=draft, numbered=page_numbers)
        if landscape:
            self.pages.area = LYING

    # --- text --------------------------------------------------------------------------------------------------

    def title(self, text: str | Sequence[str], *, size: float = TITLE_SIZE, bookmark: int | None = None) -> None:
        """A centred title; a list of lines is kept, a text is broken in balance. ``bookmark`` is its level."""
        lines = balanced(text, int(self.pages.area.width / size)) if isinstance(text, str) else list(text)
        self._begin(len(lines) * LEADING)
        if bookmark is not None:
            self.bookmark("".join(lines), bookmark)
        for line in lines:
            self.line(line, align=Align.CENTRE, role=Role.SONG_BOLD, size=size, leading=LEADING)

    def heading(self, level: int, text: Text, *, indent: float = INDENT, bookmark: bool = True) -> None:
        """A heading of level 1 (一、) to 4 (（1）), kept with the line after it. Levels 1 and 2 are bookmarked.

        Behind one of level 1 there may follow one of level 2, which is kept with a line itself: two are kept free.
        """
        self._begin((3 if level == 1 else 2) * LEADING)
        if bookmark and level <= 2:
            self.bookmark(_plain(text), level - 1)
        self._paragraph(text, Style(HEADINGS[level], BODY_SIZE), LEADING, indent, 0.0, 0.0, Align.LEFT)

    def body(
        self,
        text: Text,
        *,
        indent: float = INDENT,
        hang: float = 0.0,
        right: float = 0.0,
        role: Role = Role.FANG,
        size: float = BODY_SIZE,
        leading: float | None = None,
    ) -> None:
        """A paragraph, justified; ``indent`` for its first line, ``hang`` for the others, ``right`` for all."""
        self._paragraph(text, Style(role, size), self._leading(size, leading), indent, hang, right, Align.LEFT)

    def hanging(self, label: str, text: Text, *, indent: float = INDENT, role: Role = Role.FANG) -> None:
        """A paragraph behind a label (附件：1.) under whose text its further lines stand."""
        style = Style(role, BODY_SIZE)
        runs_together = label.endswith(".") and _plain(text)[:1].isdigit()
        hang = indent + self.press.width(label, role, 1.0) + (LABEL_GAP if runs_together else 0.0)
        self._begin(LEADING)
        x, y = self.pages.area.left + indent * style.size, self._base(style.size, LEADING)
        self.press.text([(style, label)], x, self.pages.from_foot(y))
        self._set(styled(text, style), style, LEADING, hang, hang, 0.0, Align.LEFT)

    def line(
        self,
        text: Text,
        *,
        align: Align = Align.LEFT,
        role: Role = Role.FANG,
        size: float = BODY_SIZE,
        leading: float | None = None,
        indent: float = 0.0,
        right: float = 0.0,
    ) -> None:
        """A line flush left, centred or flush right; ``indent`` and ``right`` are characters left free on its sides.

        A text that is too long goes on in further lines.
        """
        self._paragraph(text, Style(role, size), self._leading(size, leading), indent, indent, right, align)

    def note(self, text: Text, *, size: float = SMALL_FIVE) -> None:
        """Small text below a table or figure: sources, definitions, the time base and cut-off."""
        self._paragraph(text, Style(Role.SONG, size), NOTE_LEADING * size, 0.0, 0.0, 0.0, Align.LEFT)

    # --- tables and figures ------------------------------------------------------------------------------------

    def table(self, table: Table) -> None:
        """A table over the whole width; its head is repeated on every page it reaches."""
        flow_table(self.pages, table)

    def figure(self, figure: Figure, height: float, *, caption: str = "") -> None:
        """A matplotlib figure over the whole width, ``height`` mm high, its caption below."""
        self.figures([figure], height, captions=[caption])

    def figures(self, figures: Sequence[Figure], height: float, *, captions: Sequence[str] = ()) -> None:
        """Figures side by side in equal widths. They are redrawn at the size they are printed in."""
        from reports.paper.charts import draw_figure

        below = (FIGURE_GAP + NOTE_LEADING * FIVE) if any(captions) else 0.0
        self.pages.reserve(height * MM + below + FIGURE_GAP)
        width = self.pages.area.width / len(figures)
        foot = self.pages.from_foot(self.pages.y + height * MM)
        for at, figure in enumerate(figures):
            draw_figure(self.press, figure, self.pages.area.left + at * width, foot, width, height * MM)
        self.pages.y += height * MM + (FIGURE_GAP if below else 0.0)
        if below:
            self._captions(captions, width)
        self.pages.y += FIGURE_GAP

    # --- pages -------------------------------------------------------------------------------------------------

    def skip(self, lines: float) -> None:
        """Leaves so many lines of the grid free."""
        self.pages.open()
        self.pages.y += lines * LEADING

    def gap(self, height: float) -> None:
        """Leaves so many mm free."""
        self.pages.open()
        self.pages.y += height * MM

    def down_to(self, depth: float) -> None:
        """Goes to ``depth`` mm below the top of the type area, be it up or down."""
        self.pages.open()
        self.pages.y = depth * MM

    def reserve(self, lines: float) -> None:
        """Goes to a new page unless so many lines of the grid are still free on this one."""
        self.pages.reserve(lines * LEADING)

    def page_break(self, *, landscape: bool | None = None) -> None:
        """Begins a new page, upright or lying; None: as the one before."""
        self.pages.turn_over(self.pages.lying if landscape is None else landscape)

    def annex(self, label: str, title: str | Sequence[str], *, landscape: bool = False) -> None:
        """An annex on a new page: its label (附件1) top left in 黑体, its title centred on the third line."""
        self.page_break(landscape=landscape)
        self.bookmark(f"{label} {title if isinstance(title, str) else ''.join(title)}", 0)
        self.line(label, role=Role.HEI)
        self.skip(1)
        self.title(title)
        self.skip(0.5)

    def absolute(self, draw: Draw) -> None:
        """Draws anywhere on the page at hand; the flow does not know of it."""
        draw(self.pages.sheet())

    def at_bottom(self, height: float, draw: Callable[[Sheet, float], None]) -> None:
        """Draws at the foot of the type area, on the next page if ``height`` mm are not free; ends this page.

        ``draw(sheet, top)`` hears at which mm from the paper's top its room begins.
        """
        self.pages.reserve(height * MM)
        area = self.pages.area
        draw(self.pages.sheet(), (area.top + area.height) / MM - height)
        self.pages.y = area.height

    def bookmark(self, title: str, level: int = 0) -> None:
        """An entry in the file's outline that leads here; levels count from 0."""
        self.pages.open()
        y = None if self.pages.lying else self.pages.from_foot(self.pages.y)
        self.press.bookmark(title, level, y)

    @property
    def place(self) -> Place:
        """Where the next part begins."""
        return self.pages.place()

    @property
    def lines_left(self) -> int:
        """Whole lines of the grid still free on this page."""
        self.pages.open()
        return int((self.pages.free + 0.5) / LEADING)

    def build(self, *, check: bool = True) -> bytes:
        """The finished file, PDF/A-2b. May be called once. Raises PdfaError (``check``) and MissingGlyph."""
        self.pages.open()
        turned = [at for at, lying in enumerate(self.press.turned) if lying]
        return finish(self.press.close(), self.meta, turned, check=check)

    # --- within ------------------------------------------------------------------------------------------------

    def _begin(self, height: float) -> None:
        """On the grid, with room for what must stay together."""
        self.pages.open()
        self.pages.snap()
        self.pages.reserve(height)

    def _leading(self, size: float, leading: float | None) -> float:
        if leading is not None:
            return leading
        return LEADING if size >= 14.0 else NOTE_LEADING * size

    def _paragraph(
        self, text: Text, style: Style, leading: float, indent: float, hang: float, right: float, align: Align
    ) -> None:
        self._set(styled(text, style), style, leading, indent, hang, right, align)

    def _set(
        self,
        pieces: Sequence[tuple[Style, str]],
        style: Style,
        leading: float,
        indent: float,
        hang: float,
        right: float,
        align: Align,
    ) -> None:
        self.pages.open()
        if leading == LEADING:
            self.pages.snap()
        room = self.pages.area.width - right * style.size
        lines = broken(self.press, pieces, room - hang * style.size, room - indent * style.size)
        for at, line in enumerate(lines):
            inset = (hang if at else indent) * style.size
            self._draw(line, leading, inset, room - inset, align)

    def _draw(self, line: Line, leading: float, inset: float, room: float, align: Align) -> None:
        self.pages.reserve(leading)
        size = line.size
        x = self.pages.area.left + inset + SHIFT[align] * max(room - line.width, 0.0)
        base = self._base(size, leading)
        spread = line.spread(room) if align is Align.LEFT else 0.0
        self.press.text(line.pieces, x, self.pages.from_foot(base), spread)
        self.pages.y += leading

    def _base(self, size: float, leading: float) -> float:
        """How far down the type area the base line of a line at the cursor is."""
        return self.pages.y + (leading - size) / 2 + ASCENT * size

    def _captions(self, captions: Sequence[str], width: float) -> None:
        base = self.pages.from_foot(self.pages.y + FIVE)
        for at, caption in enumerate(captions):
            middle = self.pages.area.left + (at + 0.5) * width
            length = self.press.width(caption, Role.HEI, FIVE)
            self.press.text([(Style(Role.HEI, FIVE), caption)], middle - length / 2, base)
        self.pages.y += NOTE_LEADING * FIVE


def _plain(text: Text) -> str:
    return "".join(part for _, part in styled(text, Style(Role.FANG, 1.0)))
