"""A font as a PDF holds it: a two-byte CID font of the characters that were used, with its map to Unicode."""

from __future__ import annotations

import hashlib
from typing import Any

from reportlab.pdfbase import pdfdoc

from reports.paper.numbers import number
from reports.paper.subset import Subset
from reports.paper.truetype import Face

SYMBOLIC = 4
"""Flag of a font whose codes are its own (ISO 32000-1, table 123)."""
STEM = 80
"""Thickness of stems in 1/1000 em, for readers that must find a substitute; ours are embedded."""
ROWS_A_BLOCK = 100
"""Rows that one bfchar block of a CMap may have (Adobe technical note 5411)."""


def embed(document: Any, key: str, subset: Subset) -> None:
    """Puts the font's objects into the document and its name into the pages' resources."""
    program = subset.program()
    tag = "".join(chr(65 + value % 26) for value in hashlib.sha256(program).digest()[:6])
    name = pdfdoc.PDFName(f"{tag}+{subset.face.name}")
    file = document.Reference(_stream(program, {"Length1": len(program)}), f"{key}file")
    descriptor = document.Reference(_descriptor(subset.face, name, file), f"{key}descriptor")
    descendant = document.Reference(_descendant(subset, name, descriptor), f"{key}cid")
    unicode = document.Reference(_stream(to_unicode(subset.codes).encode("ascii"), {}), f"{key}unicode")
    font = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("Type0"),
            "BaseFont": name,
            "Encoding": pdfdoc.PDFName("Identity-H"),
            "DescendantFonts": pdfdoc.PDFArray([descendant]),
            "ToUnicode": unicode,
        }
    )
    fonts = document.idToObject[pdfdoc.BasicFonts].dict
    fonts[key.removeprefix("/")] = document.Reference(font, f"{key}font")


def _descriptor(face: Face, name: Any, file: Any) -> Any:
    """What a reader must know of the font as a whole (ISO 32000-1, 9.8)."""
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("FontDescriptor"),
            "FontName": name,
            "Flags": SYMBOLIC,
            "FontBBox": pdfdoc.PDFArray([_scaled(value, face) for value in face.box]),
            "ItalicAngle": 0,
            "Ascent": _scaled(face.ascent, face),
            "Descent": _scaled(face.descent, face),
            "CapHeight": _scaled(face.ascent, face),
            "StemV": STEM,
            "FontFile2": file,
        }
    )


def _descendant(subset: Subset, name: Any, descriptor: Any) -> Any:
    """Codes that are glyph numbers, and their widths (ISO 32000-1, 9.7.4)."""
    identity = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
    widths = [number(subset.face.advance(glyph)) for glyph in subset.sources]
    return pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("Font"),
            "Subtype": pdfdoc.PDFName("CIDFontType2"),
            "BaseFont": name,
            "CIDSystemInfo": pdfdoc.PDFDictionary(identity),
            "FontDescriptor": descriptor,
            "DW": 1000,
            "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
            "CIDToGIDMap": pdfdoc.PDFName("Identity"),
        }
    )


def _stream(content: bytes, entries: dict[str, Any]) -> Any:
    stream = pdfdoc.PDFStream(pdfdoc.PDFDictionary(entries), content)
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _scaled(value: int, face: Face) -> int:
    return round(value * 1000 / face.units)


def to_unicode(codes: dict[str, int]) -> str:
    """The CMap by which text is copied and searched: codes to UTF-16BE (ISO 32000-1, 9.10.3)."""
    rows = [f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>" for character, code in codes.items()]
    blocks = [rows[at : at + ROWS_A_BLOCK] for at in range(0, len(rows), ROWS_A_BLOCK)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
