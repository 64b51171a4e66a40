"""The part of a typeface that one document uses, as a font file of its own.

Every character gets a glyph of its own, numbered in the order of first use, so that the code in the page, the glyph in
the file and the row in the ToUnicode map are one number: text copies and searches right, and the same document gives
the same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from reports.paper.truetype import Face

WORDS, SCALE, MORE, TWO_SCALES, MATRIX = 0x0001, 0x0008, 0x0020, 0x0040, 0x0080
"""Flags of a compound glyph's parts (OpenType, table glyf)."""
KEPT_WHOLE = ("cvt ", "fpgm", "prep")
MAGIC = 0xB1B0AFBA


class Subset:
    """The characters of one face that were drawn so far."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.codes: dict[str, int] = {}
        self.sources: list[int] = [0]

    def code(self, character: str) -> int:
        """The number that shows a character the face has; asked for the first time, it is given one."""
        code = self.codes.get(character)
        if code is None:
            code = self.codes[character] = len(self.sources)
            self.sources.append(self.face.glyph(character))
        return code

    def program(self) -> bytes:
        """The font file."""
        sources, outlines = _closed(self.face, self.sources)
        metrics = [self.face.metrics(glyph) for glyph in sources]
        offsets, glyf = _packed(outlines)
        tables = {
            "head": _patched(self.face.table("head"), 50, struct.pack(">h", 1)),
            "hhea": _patched(self.face.table("hhea"), 34, struct.pack(">H", len(sources))),
            "maxp": _patched(self.face.table("maxp"), 4, struct.pack(">H", len(sources))),
            "hmtx": b"".join(struct.pack(">Hh", advance, bearing) for advance, bearing in metrics),
            "loca": struct.pack(f">{len(offsets)}I", *offsets),
            "glyf": glyf,
        }
        tables |= {tag: self.face.table(tag) for tag in KEPT_WHOLE if self.face.has_table(tag)}
        return _file(tables)


def _closed(face: Face, wanted: list[int]) -> tuple[list[int], list[bytes]]:
    """The glyphs with all parts of compound ones behind them; parts are renumbered."""
    sources = list(wanted)
    part_numbers: dict[int, int] = {}
    outlines: list[bytes] = []
    for glyph in sources:  # grows while it is walked
        outline = bytearray(face.outline(glyph))
        for at, part in list(_parts(outline)):
            if part not in part_numbers:
                part_numbers[part] = len(sources)
                sources.append(part)
            struct.pack_into(">H", outline, at, part_numbers[part])
        outlines.append(bytes(outline))
    return sources, outlines


def _parts(outline: bytearray) -> Iterator[tuple[int, int]]:
    """Where a compound glyph names its parts, and which."""
    if len(outline) < 10 or struct.unpack_from(">h", outline)[0] >= 0:
        return
    at, flags = 10, MORE
    while flags & MORE:
        flags, part = struct.unpack_from(">HH", outline, at)
        yield at + 2, part
        at += 4 + (4 if flags & WORDS else 2)
        at += 2 if flags & SCALE else 4 if flags & TWO_SCALES else 8 if flags & MATRIX else 0


def _packed(outlines: list[bytes]) -> tuple[list[int], bytes]:
    """Offsets and the joined outlines, each on a multiple of four."""
    offsets, joined = [0], bytearray()
    for outline in outlines:
        joined += outline + b"\0" * (-len(outline) % 4)
        offsets.append(len(joined))
    return offsets, bytes(joined)


def _patched(table: bytes, at: int, value: bytes) -> bytes:
    return table[:at] + value + table[at + len(value) :]


def _file(tables: dict[str, bytes]) -> bytes:
    """The tables in their order behind a directory, with their check sums."""
    tables["head"] = _patched(tables["head"], 8, b"\0\0\0\0")
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    head = struct.pack(">4s4H", b"\0\1\0\0", count, 16 * power, power.bit_length() - 1, 16 * (count - power))
    rows, body, at = b"", b"", 12 + 16 * count
    places = {}
    for tag in sorted(tables):
        data = tables[tag]
        padded = data + b"\0" * (-len(data) % 4)
        places[tag] = at
        rows += struct.pack(">4sIII", tag.encode(), _sum(padded), at, len(data))
        body += padded
        at += len(padded)
    whole = head + rows + body
    return _patched(whole, places["head"] + 8, struct.pack(">I", (MAGIC - _sum(whole)) & 0xFFFFFFFF))


def _sum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF
