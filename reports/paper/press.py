"""Pages of a PDF by ReportLab's canvas, with type of our own: fonts embedded whole in meaning, nothing borrowed.

What ReportLab does wrong with type is mended by not using it: no page names Helvetica, a font is a two-byte CID font
whose ToUnicode map is UTF-16BE with at most 100 rows a block, and widths are those of the file whatever its units.
Coordinates are the PDF's own: points from the paper's lower left edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from reports.ink import BLACK, Colour
from reports.paper.embedding import embed
from reports.paper.fonts import FontSet
from reports.paper.numbers import number, numbers
from reports.paper.standard import MM, PAPER_HEIGHT, PAPER_WIDTH
from reports.paper.subset import Subset
from reports.paper.truetype import Face
from reports.paper.values import Role

A4 = (PAPER_WIDTH * MM, PAPER_HEIGHT * MM)
OPACITIES = "PaperOpacities"


@dataclass(frozen=True, slots=True)
class Style:
    """One look of type; size in points."""

    role: Role
    size: float
    colour: Colour = BLACK


class _Pages(Canvas):  # type: ignore[misc]
    """A canvas that names no font of its own and no page transition."""

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"

    def _setExtGState(self, obj: Any) -> None:
        known = OPACITIES in self._doc.idToObject
        obj.ExtGState = pdfdoc.PDFObjectReference(OPACITIES) if known else None

    def write(self, code: str) -> None:
        self._code.append(code)


class Press:
    """Takes drawings page by page and gives the PDF. Pages are A4 upright; one that is read lying down is turned."""

    def __init__(self, fonts: FontSet) -> None:
        self.fonts = fonts
        self._out = BytesIO()
        self._pages = _Pages(self._out, pagesize=A4, pageCompression=0, invariant=1)
        self._subsets: dict[str, tuple[str, Subset]] = {}
        self._characters: dict[tuple[Role, str], tuple[str, str]] = {}
        self._widths: dict[Role, dict[str, float]] = {role: {} for role in Role}
        self._stamps: dict[str, str] = {}
        self._bookmarks = 0
        self._bookmark_level = -1
        self.turned: list[bool] = []
        self._fill: Colour | None = None

    # --- pages -------------------------------------------------------------------------------------------------

    @property
    def page(self) -> int:
        """The page at hand, counted from 1; 0 before the first."""
        return len(self.turned)

    def new_page(self, turned: bool = False) -> None:
        """Begins a page; the one before is finished."""
        if self.turned:
            self._finish_page()
        self.turned.append(turned)
        self._fill = None

    def turn(self) -> None:
        """From here on this page's coordinates are those of the paper lying down, its head at the left edge."""
        self.write(f"0 1 -1 0 {number(A4[0])} 0 cm")

    def close(self) -> bytes:
        """The PDF, without the finish (see finishing)."""
        self._finish_page()
        for key, subset in self._subsets.values():
            embed(self._pages._doc, key, subset)
        self._pages.save()
        return self._out.getvalue()

    def _finish_page(self) -> None:
        self._pages.showPage()

    # --- type --------------------------------------------------------------------------------------------------

    def width(self, text: str, role: Role, size: float) -> float:
        """How long a text is, in points. Raises MissingGlyph."""
        return sum(self.widths(text, role)) * size

    def widths(self, text: str, role: Role) -> list[float]:
        """The advances of a text's characters in em. Raises MissingGlyph."""
        known = self._widths[role]
        try:
            return [known[character] for character in text]
        except KeyError:
            for character in text:
                if character not in known:
                    known[character] = self.fonts.width(role, character) / 1000
            return [known[character] for character in text]

    def text(self, pieces: Iterable[tuple[Style, str]], x: float, y: float, spread: float = 0.0) -> None:
        """One line of type from x on the base line y, each gap widened by ``spread`` points."""
        parts = [f"BT 1 0 0 1 {number(x)} {number(y)} Tm {number(spread)} Tc"]
        for style, text in pieces:
            if style.colour != self._fill:
                parts.append(self._filled(style.colour))
            parts += [f"{key} {number(style.size)} Tf <{codes}> Tj" for key, codes in self._coded(style.role, text)]
        parts.append("ET")
        self.write(" ".join(parts))

    def _coded(self, role: Role, text: str) -> Iterator[tuple[str, str]]:
        """Stretches of one font, as codes in hexadecimal."""
        for key, stretch in groupby((self._shown(role, letter) for letter in text), key=lambda shown: shown[0]):
            yield key, "".join(code for _, code in stretch)

    def _shown(self, role: Role, character: str) -> tuple[str, str]:
        known = self._characters.get((role, character))
        if known is None:
            key, subset = self._subset(self.fonts.face(role, character))
            known = self._characters[role, character] = (key, f"{subset.code(character):04X}")
        return known

    def _subset(self, face: Face) -> tuple[str, Subset]:
        if face.where not in self._subsets:
            self._subsets[face.where] = (f"/T{len(self._subsets) + 1}", Subset(face))
        return self._subsets[face.where]

    def _filled(self, colour: Colour) -> str:
        self._fill = colour
        return f"{numbers(colour)} rg"

    # --- lines, areas, pictures --------------------------------------------------------------------------------

    def write(self, code: str) -> None:
        """Operators of a page's content, as they are."""
        self._pages.write(code)

    def save_state(self) -> None:
        self.write("q")

    def restore_state(self) -> None:
        self.write("Q")
        self._fill = None

    def lines(self, ends: Iterable[tuple[float, float, float, float]], thickness: float, colour: Colour) -> None:
        """Straight lines, in points."""
        path = " ".join(f"{number(a)} {number(b)} m {number(c)} {number(d)} l" for a, b, c, d in ends)
        if path:
            self.write(f"q {number(thickness)} w {numbers(colour)} RG {path} S Q")

    def area(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled rectangle."""
        self.write(f"q {numbers(colour)} rg {numbers((x, y, width, height))} re f Q")

    def picture(self, data: bytes, x: float, y: float, width: float, height: float) -> None:
        """A picture file (PNG, JPEG) in that rectangle; see-through parts stay see-through."""
        from reportlab.lib.utils import ImageReader

        self._pages.drawImage(ImageReader(BytesIO(data)), x, y, width, height, mask="auto")

    def stamp(self, code: str, size: float) -> str:
        """The operators that draw ``code`` again: it is kept once, as a form ``size`` points wide and high."""
        name = self._stamps.get(code)
        if name is None:
            name = self._stamps[code] = f"S{len(self._stamps) + 1}"
            self._pages.beginForm(name, 0, 0, size, size)
            self.write(code)
            self._pages.endForm()
        before = len(self._pages._code)
        self._pages.doForm(name)
        done = " ".join(self._pages._code[before:])
        del self._pages._code[before:]
        return done

    def opacity(self, fill: float, stroke: float) -> None:
        """How opaque what follows is, 0 to 1, until the state is restored."""
        if fill < 1 or stroke < 1:
            self.write(f"{self._opacity_name(fill, stroke)} gs")

    def _opacity_name(self, fill: float, stroke: float) -> str:
        """The resource for a pair of opacities; it is made when first needed."""
        entries = self._pages._doc.idToObject.get(OPACITIES)
        if entries is None:
            entries = pdfdoc.PDFDictionary({})
            self._pages._doc.Reference(entries, OPACITIES)
        name = f"A{round(fill * 100)}x{round(stroke * 100)}"
        if name not in entries.dict:
            entries.dict[name] = pdfdoc.PDFDictionary({"ca": number(fill), "CA": number(stroke)})
        return f"/{name}"

    def bookmark(self, title: str, level: int, y: float | None) -> None:
        """An entry of the outline for this page; levels count from 0 and are never skipped downwards."""
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        if y is None:
            self._pages.bookmarkPage(key, fit="Fit")
        else:
            self._pages.bookmarkPage(key, fit="XYZ", left=0, top=round(y, 2), zoom=0)
        self._bookmark_level = min(level, self._bookmark_level + 1)
        self._pages.addOutlineEntry(title, key, self._bookmark_level)
