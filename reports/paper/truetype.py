"""TrueType files: which glyph a character has, how wide it is, and its outline, read straight from the tables.

ReportLab's own reader is not used: it writes wrong widths where an em is not 1000 units and a ToUnicode map that breaks
characters beyond U+FFFF. Table layouts: OpenType specification 1.9 (Apple TrueType reference for ``glyf``).
"""

from __future__ import annotations

import struct
from functools import cached_property
from pathlib import Path

from reports.paper.cmap import characters

COLLECTION = b"ttcf"
TRUETYPE = (b"\x00\x01\x00\x00", b"true")
NEEDED = ("head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap")
EMBEDDING_FORBIDDEN = 0x0002
"""OS/2 fsType: "restricted licence embedding" where no freer bit stands beside it."""
BLANKS = frozenset(" \u00a0\u2002\u2003\u2009\u3000")
"""Characters that rightly have no outline."""


class FontError(Exception):
    """A font file that cannot be used: ``where`` is the file, ``why`` in English for the log."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


class Face:
    """One typeface of a file. Raises FontError where it has no TrueType outlines or may not be embedded."""

    def __init__(self, data: bytes, where: str, number: int = 0) -> None:
        self.where = where
        self._data = data
        self._tables = _directory(data, where, number)
        missing = [tag for tag in NEEDED if tag not in self._tables]
        if missing:
            raise FontError(where, f"no table {', '.join(missing)}")
        self.units: int = self._head("H", 18)
        self.box: tuple[int, int, int, int] = struct.unpack_from(">4h", self.table("head"), 36)
        self.ascent, self.descent = struct.unpack_from(">2h", self.table("hhea"), 4)
        self.glyph_count: int = struct.unpack_from(">H", self.table("maxp"), 4)[0]
        if self._embedding_forbidden():
            raise FontError(where, "its licence bits forbid embedding")

    @classmethod
    def read(cls, file: Path, number: int = 0) -> Face:
        """The face of a file; ``number`` counts the faces of a collection (.ttc)."""
        try:
            return cls(file.read_bytes(), str(file), number)
        except OSError as error:
            raise FontError(str(file), error.strerror or "cannot be read") from None
        except (struct.error, IndexError):
            raise FontError(str(file), "damaged") from None

    def table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        return self._data[offset : offset + length]

    def has_table(self, tag: str) -> bool:
        return tag in self._tables

    @cached_property
    def name(self) -> str:
        """The PostScript name, of letters, digits and hyphens only."""
        found = _name(self.table("name"), 6) if "name" in self._tables else ""
        kept = "".join(letter for letter in found if letter.isascii() and (letter.isalnum() or letter == "-"))
        return kept or "Font"

    @cached_property
    def glyphs(self) -> dict[int, int]:
        """Code points to glyph numbers."""
        return characters(self.table("cmap"))

    def glyph(self, character: str) -> int:
        """The glyph that shows a character; 0 where there is none, or only a blank for what is no blank."""
        number = self.glyphs.get(ord(character), 0)
        if number and character not in BLANKS and not self.outline(number):
            return 0
        return number

    def advance(self, glyph: int) -> float:
        """How far a glyph moves on, in 1/1000 em."""
        return self.metrics(glyph)[0] * 1000 / self.units

    def metrics(self, glyph: int) -> tuple[int, int]:
        """Advance and left side bearing in the font's units."""
        last = self._wide_count - 1
        if glyph <= last:
            advance, bearing = struct.unpack_from(">Hh", self._hmtx, 4 * glyph)
            return advance, bearing
        advance = struct.unpack_from(">H", self._hmtx, 4 * last)[0]
        return advance, struct.unpack_from(">h", self._hmtx, 4 * (last + 1) + 2 * (glyph - last - 1))[0]

    def outline(self, glyph: int) -> bytes:
        """The glyph's own bytes in ``glyf``; empty for a blank."""
        start, end = self._offsets[glyph], self._offsets[glyph + 1]
        return self._glyf[start:end]

    def middle(self, glyph: int) -> float:
        """The height of a glyph's middle above the base line, in em."""
        low, high = struct.unpack_from(">h2xh", self.outline(glyph), 4)
        return float(low + high) / 2 / self.units

    @cached_property
    def _hmtx(self) -> bytes:
        return self.table("hmtx")

    @cached_property
    def _glyf(self) -> bytes:
        return self.table("glyf")

    @cached_property
    def _wide_count(self) -> int:
        count: int = struct.unpack_from(">H", self.table("hhea"), 34)[0]
        return count

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        count = self.glyph_count + 1
        if self._head("h", 50):
            return struct.unpack_from(f">{count}I", self.table("loca"))
        return tuple(2 * half for half in struct.unpack_from(f">{count}H", self.table("loca")))

    def _head(self, form: str, offset: int) -> int:
        value: int = struct.unpack_from(f">{form}", self.table("head"), offset)[0]
        return value

    def _embedding_forbidden(self) -> bool:
        if "OS/2" not in self._tables:
            return False
        bits: int = struct.unpack_from(">H", self.table("OS/2"), 8)[0] & 0x000F
        return bits == EMBEDDING_FORBIDDEN


def _directory(data: bytes, where: str, number: int) -> dict[str, tuple[int, int]]:
    """Table tags with offset and length."""
    start = 0
    if data[:4] == COLLECTION:
        if number >= struct.unpack_from(">I", data, 8)[0]:
            raise FontError(where, f"no face number {number}")
        start = struct.unpack_from(">I", data, 12 + 4 * number)[0]
    if data[start : start + 4] not in TRUETYPE:
        raise FontError(where, "no TrueType outlines (PostScript outlines and web fonts cannot be used)")
    count = struct.unpack_from(">H", data, start + 4)[0]
    rows = (struct.unpack_from(">4sIII", data, start + 12 + 16 * row) for row in range(count))
    return {tag.decode("latin-1"): (offset, length) for tag, _, offset, length in rows}


def _name(table: bytes, wanted: int) -> str:
    _, count, strings = struct.unpack_from(">3H", table)
    for row in range(count):
        platform, _, _, kind, length, offset = struct.unpack_from(">6H", table, 6 + 12 * row)
        if kind == wanted:
            raw = table[strings + offset : strings + offset + length]
            return raw.decode("utf-16-be" if platform in (0, 3) else "latin-1", errors="ignore")
    return ""
