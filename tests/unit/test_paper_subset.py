"""The part of a font that a document embeds: readable by others, compound glyphs whole, repeatable."""

from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont

from reports.paper.embedding import to_unicode
from reports.paper.fonts import carried_file
from reports.paper.subset import Subset
from reports.paper.truetype import Face
from reports.paper.values import Role

TEXT = "千童镇 é１23、李"


def subset_of(role: Role, text: str = TEXT) -> Subset:
    subset = Subset(Face.read(carried_file(role)))
    for character in text:
        subset.code(character)
    return subset


def drawn(font: TTFont, glyph: str) -> list[object]:
    pen = RecordingPen()
    font.getGlyphSet()[glyph].draw(pen)
    return pen.value


@pytest.mark.parametrize("role", [Role.KAI, Role.FANG, Role.SONG_BOLD])
def test_each_glyph_is_drawn_and_spaced_as_in_the_whole_font(role: Role) -> None:
    whole = TTFont(carried_file(role))
    part = TTFont(BytesIO(subset_of(role).program()))
    names = whole.getBestCmap()
    for number, character in enumerate(dict.fromkeys(TEXT), start=1):
        glyph = part.getGlyphName(number)
        assert flat(drawn(part, glyph)) == flat(drawn(whole, names[ord(character)])), character
        assert part["hmtx"][glyph] == whole["hmtx"][names[ord(character)]]


def flat(steps: list[object]) -> list[object]:
    """Compound glyphs name their parts: only what is not a name is compared."""
    return [step for step in steps if isinstance(step, tuple) and step[0] != "addComponent"]


def test_the_parts_of_a_compound_glyph_come_along() -> None:
    face = Face.read(carried_file(Role.KAI))
    compound = next(chr(code) for code, glyph in face.glyphs.items() if face.outline(glyph)[:2] == b"\xff\xff")
    part = TTFont(BytesIO(subset_of(Role.KAI, compound).program()))
    glyph = part["glyf"][part.getGlyphName(1)]
    assert glyph.isComposite()
    assert all(part.getGlyphID(one.glyphName) >= 2 for one in glyph.components)


def test_the_checksum_of_the_file_is_right() -> None:
    program = subset_of(Role.SONG).program()
    words = [int.from_bytes(program[at : at + 4]) for at in range(0, len(program), 4)]
    assert sum(words) & 0xFFFFFFFF == 0xB1B0AFBA


def test_codes_go_by_first_use_and_stay() -> None:
    subset = subset_of(Role.SONG, "乙甲乙")
    assert subset.codes == {"乙": 1, "甲": 2}
    assert subset.program() == subset_of(Role.SONG, "乙甲").program()


def test_the_map_to_unicode_is_utf_16_with_pairs_beyond_ffff() -> None:
    assert "<0001> <D872DF4E>" in to_unicode({"𬭎": 1})
    assert "<0002> <4DAE>" in to_unicode({"李": 1, "䶮": 2})


def test_no_block_of_the_map_has_more_than_a_hundred_rows() -> None:
    cmap = to_unicode({chr(0x4E00 + at): at + 1 for at in range(250)})
    assert [line for line in cmap.splitlines() if line.endswith("beginbfchar")] == [
        "100 beginbfchar",
        "100 beginbfchar",
        "50 beginbfchar",
    ]
