"""Text broken into lines as Chinese is set: no full stop at the head of a line, no number torn apart.

The text is cut into clusters, none of which may be broken: a character with the closing marks behind it and the opening
ones before it, a number with its sign and unit of a hundred, an annex with its number (附件3), a Latin word, a pair of
dashes or dots. Lines take as many
clusters as fit; where one alone is longer than a line it is broken at any character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from reports.paper.press import Press, Style
from reports.paper.values import Run, Text

CLOSING: Final = "，。、；：？！）》〉】〕」』］｝”’·～%‰℃°,.;:?!)]}>％"
"""Marks that never begin a line (GB/T 15834-2011, 5.1); —— and …… may, but are never cut in two."""
OPENING: Final = "（《〈【〔「『［｛“‘([{<￥$№"
"""Marks that never end one."""
WORD: Final = r"[0-9A-Za-z\u00c0-\u024f]+(?:[-.,:/_@+'’][0-9A-Za-z\u00c0-\u024f]+)*"
CLUSTER: Final = re.compile(
    rf"[{re.escape(OPENING)}]*(?:附件[0-9]+|{WORD}|——|……|\S)(?:[{re.escape(CLOSING)}]|(?<!—)—(?!—))*|\s+",
    re.DOTALL,
)
JUSTIFY_UP_TO: Final = 0.35
"""A gap between characters is widened by at most so much of an em; a line that would need more stays ragged.

The more of a line is Latin letters and figures, the less it is widened: a number drawn apart is hard to read.
"""
LEAST_SHARE: Final = 0.2
"""A line of nothing but figures is still widened by so much of that."""
TOLERANCE: Final = 0.01
"""Points by which a line may be too long on account of rounding."""
DROPPED: Final = frozenset({"Cc", "Cf", "Cs"})
"""Characters that show nothing: control, format, torn surrogates. Private ones stay in, to be missed by name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: stretches of one style each, its own width in points, and whether a paragraph ends with it."""

    pieces: tuple[tuple[Style, str], ...]
    width: float
    last: bool

    @property
    def count(self) -> int:
        return sum(len(text) for _, text in self.pieces)

    @property
    def size(self) -> float:
        return max((style.size for style, _ in self.pieces), default=0.0)

    def spread(self, room: float) -> float:
        """Points by which each gap is widened so that the line fills ``room``; 0 for a last line."""
        if self.last or self.count < 2:
            return 0.0
        gap = (room - self.width) / (self.count - 1)
        return gap if gap <= JUSTIFY_UP_TO * self.size * max(LEAST_SHARE, self._wide_share()) else 0.0

    def _wide_share(self) -> float:
        wide = sum(character > "\u2e7f" for _, text in self.pieces for character in text)
        return wide / self.count


def tidy(text: str) -> str:
    """Text without what cannot be seen: tabs and strange blanks become blanks, control characters go."""
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for character in text:
        if character in "\n\u3000\u00a0":
            kept.append(character)
        elif character.isspace():
            kept.append(" ")
        elif unicodedata.category(character) not in DROPPED and not _is_variation(character):
            kept.append(character)
    return "".join(kept)


def styled(text: Text, style: Style) -> list[tuple[Style, str]]:
    """Runs with what they leave open taken from ``style``."""
    runs = [text] if isinstance(text, (str, Run)) else list(text)
    return [(_style(run, style), tidy(run if isinstance(run, str) else run.text)) for run in runs]


def broken(press: Press, pieces: Sequence[tuple[Style, str]], room: float, first_room: float) -> list[Line]:
    """The lines of a text; line feeds break, too. Widths in points. Raises MissingGlyph."""
    lines: list[Line] = []
    for paragraph in _paragraphs(pieces):
        lines += _filled(press, paragraph, room, first_room if not lines else room)
    return lines


def clusters(text: str) -> list[str]:
    """The parts of a text that no line break may tear."""
    return CLUSTER.findall(text)


def _filled(press: Press, pieces: list[tuple[Style, str]], room: float, first_room: float) -> list[Line]:
    text = "".join(part for _, part in pieces)
    widths = [width * style.size for style, part in pieces for width in press.widths(part, style.role)]
    total = sum(widths)
    if total <= first_room + TOLERANCE:
        return [Line(tuple(pieces), total, True)]
    spans = list(_lines(text, widths, room, first_room))
    return [
        Line(tuple(_cut(pieces, start, end)), sum(widths[start:end]), at == len(spans) - 1)
        for at, (start, end) in enumerate(spans)
    ]


def _lines(text: str, widths: list[float], room: float, first_room: float) -> Iterator[tuple[int, int]]:
    """Where lines start and end; blanks at their ends are left out."""
    start = end = 0
    used, space = 0.0, first_room + TOLERANCE
    for at, after, width in _steps(text, widths, min(room, first_room) + TOLERANCE):
        if used + width > space and end > start and not text[at:after].isspace():
            yield start, _trimmed(text, start, end)
            start, used, space = at, 0.0, room + TOLERANCE
        end = after
        used += width
    yield start, _trimmed(text, start, end)


def _steps(text: str, widths: list[float], limit: float) -> Iterator[tuple[int, int, float]]:
    """Clusters with their places and widths; one that is too long for any line comes in characters."""
    for found in CLUSTER.finditer(text):
        at, after = found.span()
        width = sum(widths[at:after])
        if width <= limit:
            yield at, after, width
        else:
            for place in range(at, after):
                yield place, place + 1, widths[place]


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] == " ":
        end -= 1
    return end


def _cut(pieces: list[tuple[Style, str]], start: int, end: int) -> Iterator[tuple[Style, str]]:
    at = 0
    for style, text in pieces:
        part = text[max(start - at, 0) : max(end - at, 0)]
        if part:
            yield style, part
        at += len(text)


def _paragraphs(pieces: Sequence[tuple[Style, str]]) -> Iterator[list[tuple[Style, str]]]:
    found: list[tuple[Style, str]] = []
    for style, text in pieces:
        first, *others = text.split("\n")
        found.append((style, first))
        for other in others:
            yield found
            found = [(style, other)]
    yield found


def _style(run: str | Run, usual: Style) -> Style:
    if isinstance(run, str):
        return usual
    return Style(run.role or usual.role, run.size or usual.size, run.colour or usual.colour)


def _is_variation(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
