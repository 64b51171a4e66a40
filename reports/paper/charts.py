"""matplotlib figures on paper: drawn straight into the page, in the document's own type.

A renderer of our own instead of a picture or a foreign PDF: lines and areas are the page's own shapes, words are the
page's own text, so they search and copy like all others, use the fonts that are embedded anyway and fall back glyph by
glyph. Only formulas (of ASCII, between $ signs) become shapes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from matplotlib.backend_bases import FigureCanvasBase, GraphicsContextBase, RendererBase
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform

from reports.paper.numbers import number, numbers
from reports.paper.press import Press, Style
from reports.paper.sheet import ASCENT
from reports.paper.values import Role

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text as FigureText

DPI: Final = 72
"""One pixel is one point."""
BOLD_FROM: Final = 600
HATCH: Final = 36.0
"""The side of a tile of hatching, in points."""
CAPS: Final = {"butt": 0, "round": 1, "projecting": 2}
JOINS: Final = {"miter": 0, "round": 1, "bevel": 2}
HEAVY: Final = frozenset({"semibold", "demibold", "demi", "bold", "heavy", "extra bold", "black"})


def draw_figure(press: Press, figure: Figure, x: float, y: float, width: float, height: float) -> None:
    """Draws a figure with its lower left corner at x, y (points). The figure is as before when this is done."""
    (wide, high), dpi, shown = figure.get_size_inches(), figure.dpi, figure.canvas
    try:
        figure.set_dpi(DPI)
        figure.set_size_inches(width / DPI, height / DPI, forward=False)
        canvas = _PaperCanvas(figure, PaperRenderer(press, width, height))
        press.write(f"q 1 0 0 1 {number(x)} {number(y)} cm")
        figure.draw(canvas.get_renderer())
        press.restore_state()
    finally:
        figure.set_canvas(shown)
        figure.set_dpi(dpi)
        figure.set_size_inches(wide, high, forward=False)


class _PaperCanvas(FigureCanvasBase):
    """Tells matplotlib's own layout which renderer measures its words."""

    def __init__(self, figure: Figure, renderer: PaperRenderer) -> None:
        super().__init__(figure)
        self._paper = renderer

    def get_renderer(self) -> PaperRenderer:
        return self._paper


class PaperRenderer(RendererBase):
    """Draws what matplotlib asks for with the operators of a page."""

    def __init__(self, press: Press, width: float, height: float) -> None:
        super().__init__()
        self.press = press
        self.size = (width, height)

    def flipy(self) -> bool:
        return False

    def get_canvas_width_height(self) -> tuple[float, float]:
        return self.size

    def points_to_pixels(self, points: Any) -> Any:
        return points * DPI / 72

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> tuple[float, float, float]:
        if _is_formula(s, ismath):
            width, height, descent = super().get_text_width_height_descent(s, prop, ismath)
            return width, height, descent
        size = prop.get_size_in_points()
        return self.press.width(s, role_of(prop), size), size, (1 - ASCENT) * size

    def _get_font_height_metrics(self, prop: FontProperties) -> tuple[float, float, float]:
        """matplotlib 3.11 asks here how high a line of type is; older ones do not ask."""
        size = prop.get_size_in_points()
        return ASCENT * size, (1 - ASCENT) * size, 0.2 * size

    def draw_text(
        self,
        gc: GraphicsContextBase,
        x: float,
        y: float,
        s: str,
        prop: FontProperties,
        angle: float,
        ismath: Any = False,
        mtext: FigureText | None = None,
    ) -> None:
        if _is_formula(s, ismath):
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)
            return
        red, green, blue, alpha = _rgba(gc.get_rgb(), gc)
        self._begin(gc, alpha, alpha)
        turn = math.radians(angle)
        sine, cosine = math.sin(turn), math.cos(turn)
        self.press.write(f"{number(cosine)} {number(sine)} {number(-sine)} {number(cosine)} {number(x)} {number(y)} cm")
        self.press.text([(Style(role_of(prop), prop.get_size_in_points(), (red, green, blue)), s)], 0.0, 0.0)
        self.press.restore_state()

    def draw_path(self, gc: GraphicsContextBase, path: Path, transform: Transform, rgbFace: Any = None) -> None:
        shape = " ".join(_operators(path, transform))
        stroke = _rgba(gc.get_rgb(), gc)
        face = _rgba(rgbFace, gc) if rgbFace is not None else None
        stroked = gc.get_linewidth() > 0 and stroke[3] > 0
        filled = face is not None and face[3] > 0
        if not shape or not (stroked or filled):
            return
        self._begin(gc, face[3] if face is not None else 1.0, stroke[3])
        if face is not None:
            self.press.write(f"{numbers(face[:3])} rg")
        self.press.write(f"{_pen(gc)} {numbers(stroke[:3])} RG {shape} {_painting(stroked, filled)}")
        if gc.get_hatch():
            self._hatch(gc, shape, path, transform)
        self.press.restore_state()

    def draw_image(self, gc: GraphicsContextBase, x: float, y: float, im: Any, transform: Any = None) -> None:
        from PIL import Image

        height, width = im.shape[:2]
        out = BytesIO()
        Image.fromarray(im[::-1]).save(out, "PNG")
        self._begin(gc, 1.0, 1.0)
        if transform is not None:
            self.press.write(f"{numbers([float(value) for value in transform.frozen().to_values()])} cm")
            self.press.picture(out.getvalue(), 0.0, 0.0, 1.0, 1.0)
        else:
            self.press.picture(out.getvalue(), x, y, float(width), float(height))
        self.press.restore_state()

    def _begin(self, gc: GraphicsContextBase, fill: float, stroke: float) -> None:
        """Saves the state and sets what the drawing is cut to and how much shows through it."""
        self.press.save_state()
        rectangle = gc.get_clip_rectangle()
        if rectangle is not None:
            self.press.write(f"{numbers([float(value) for value in rectangle.bounds])} re W n")
        clip: tuple[Any, Any] = gc.get_clip_path()
        path, transform = clip
        if path is not None:
            self.press.write(" ".join([*_operators(path, transform), "W n"]))
        self.press.opacity(fill, stroke)

    def _hatch(self, gc: GraphicsContextBase, shape: str, path: Path, transform: Transform) -> None:
        """Fills a shape with tiles of matplotlib's hatching."""
        tile = gc.get_hatch_path()
        colour = numbers(_rgba(gc.get_hatch_color(), gc)[:3])
        drawn = " ".join(_operators(tile, Affine2D().scale(HATCH)))
        width = number(gc.get_hatch_linewidth())
        stamp = self.press.stamp(f"{colour} RG {colour} rg {width} w {drawn} B", HATCH)
        box = path.get_extents(transform)
        self.press.write(f"{shape} W n")
        for column in range(int(box.x0 // HATCH), int(box.x1 // HATCH) + 1):
            for row in range(int(box.y0 // HATCH), int(box.y1 // HATCH) + 1):
                self.press.write(f"q 1 0 0 1 {number(column * HATCH)} {number(row * HATCH)} cm {stamp} Q")


def role_of(prop: FontProperties) -> Role:
    """The typeface for a figure's words: 黑体, or 宋体 where a serif family is asked for."""
    families = " ".join(prop.get_family()).lower()
    if "serif" not in families.replace("sans-serif", "").replace("sans serif", ""):
        return Role.HEI
    weight = prop.get_weight()
    heavy = weight in HEAVY if isinstance(weight, str) else weight >= BOLD_FROM
    return Role.SONG_BOLD if heavy else Role.SONG


def _is_formula(text: str, ismath: Any) -> bool:
    """Chinese between two $ signs is no formula: mathematics' own fonts would show boxes."""
    return bool(ismath) and text.isascii()


def _operators(path: Any, transform: Transform) -> Iterator[str]:
    """A path's segments as PDF writes them; curves of one handle become curves of two."""
    last = (0.0, 0.0)
    for vertices, code in path.iter_segments(transform, remove_nans=True, simplify=False):
        points = [float(value) for value in vertices]
        if code == Path.CLOSEPOLY:
            yield "h"
            continue
        if code == Path.CURVE3:
            points = _raised(last, points)
        yield f"{numbers(points)} {_LETTER[code]}"
        last = (points[-2], points[-1])


_LETTER: Final[dict[Any, str]] = {Path.MOVETO: "m", Path.LINETO: "l", Path.CURVE3: "c", Path.CURVE4: "c"}


def _raised(start: tuple[float, float], points: Sequence[float]) -> list[float]:
    """A quadratic curve from ``start`` as a cubic one."""
    (a, b), (hx, hy, x, y) = start, points
    return [a + 2 / 3 * (hx - a), b + 2 / 3 * (hy - b), x + 2 / 3 * (hx - x), y + 2 / 3 * (hy - y), x, y]


def _rgba(colour: Any, gc: GraphicsContextBase) -> tuple[float, float, float, float]:
    """Colour and opacity; an opacity set for the whole thing stands over the colour's own."""
    red, green, blue, *alpha = (float(value) for value in colour)
    own = alpha[0] if alpha else 1.0
    return red, green, blue, float(gc.get_alpha()) if gc.get_forced_alpha() else own


def _pen(gc: GraphicsContextBase) -> str:
    dashing: tuple[Any, Any] = gc.get_dashes()
    offset, dashes = dashing
    pattern = f"[{numbers(list(map(float, dashes)))}] {number(float(offset))} d" if dashes is not None else "[] 0 d"
    cap, join = CAPS[str(gc.get_capstyle())], JOINS[str(gc.get_joinstyle())]
    return f"{number(gc.get_linewidth())} w {cap} J {join} j {pattern}"


def _painting(stroked: bool, filled: bool) -> str:
    return "B" if stroked and filled else "f" if filled else "S"
