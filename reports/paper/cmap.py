"""The character map of a TrueType file: formats 4 (up to U+FFFF) and 12 (all of Unicode)."""

from __future__ import annotations

import struct

UNICODE_TABLES = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platform and encoding of the maps that speak Unicode, fullest first."""


def characters(table: bytes) -> dict[int, int]:
    """Code points to glyph numbers, from the fullest Unicode map there is; empty where there is none."""
    count = struct.unpack_from(">H", table, 2)[0]
    maps = {}
    for row in range(count):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * row)
        maps[platform, encoding] = offset
    for key in UNICODE_TABLES:
        if key in maps and (found := _read(table, maps[key])):
            return found
    return {}


def _read(table: bytes, start: int) -> dict[int, int]:
    form = struct.unpack_from(">H", table, start)[0]
    if form == 12:
        return _format_12(table, start)
    if form == 4:
        return _format_4(table, start)
    return {}


def _format_12(table: bytes, start: int) -> dict[int, int]:
    groups = struct.unpack_from(">I", table, start + 12)[0]
    found: dict[int, int] = {}
    for row in range(groups):
        first, last, glyph = struct.unpack_from(">3I", table, start + 16 + 12 * row)
        found.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
    return found


def _format_4(table: bytes, start: int) -> dict[int, int]:
    half = struct.unpack_from(">H", table, start + 6)[0] // 2
    ends = struct.unpack_from(f">{half}H", table, start + 14)
    starts = struct.unpack_from(f">{half}H", table, start + 16 + 2 * half)
    deltas = struct.unpack_from(f">{half}H", table, start + 16 + 4 * half)
    ranges_at = start + 16 + 6 * half
    offsets = struct.unpack_from(f">{half}H", table, ranges_at)
    found: dict[int, int] = {}
    for row, (first, last, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", table, ranges_at + 2 * row + offset + 2 * (code - first))[0]
            if offset == 0 or glyph:
                found[code] = (glyph + delta) & 0xFFFF
    return found
