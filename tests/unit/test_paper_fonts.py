"""Fonts of paper: who shows which character, what is chosen first, what is refused."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from reports.paper.fonts import CARRIED, FontSet, MissingGlyph, carried_file, missing_files
from reports.paper.subset import Subset
from reports.paper.truetype import Face, FontError
from reports.paper.values import Role
from resources import folder
from tests.papers import RARE

UNSEEN = "\U0002f800"


@pytest.fixture
def carried() -> FontSet:
    return FontSet.carried()


def test_all_carried_fonts_are_there_and_have_their_licence_beside_them() -> None:
    assert missing_files() == []
    beside = {file.name for file in carried_file(Role.SONG).parent.iterdir()}
    assert {"NotoSansSC-OFL.txt", "NotoSerifSC-OFL.txt", "EmonitorKai-OFL.txt", "FandolFang-GPL.txt"} <= beside


def test_a_renamed_font_does_not_bear_its_reserved_name() -> None:
    assert Face.read(carried_file(Role.KAI)).name == "EmonitorKai-Regular"


@pytest.mark.parametrize("role", Role)
def test_every_standard_character_can_be_printed_in_every_typeface(carried: FontSet, role: Role) -> None:
    listed = "".join(folder("fonts").joinpath("characters.txt").read_text(encoding="utf-8").split())
    assert len(set(listed)) == 8105
    assert [one for one in listed if carried.width(role, one) != 1000] == []


@pytest.mark.parametrize("role", Role)
def test_names_with_characters_beyond_the_table_can_be_printed_in_every_typeface(carried: FontSet, role: Role) -> None:
    names = "".join(folder("fonts").joinpath("rare_names.txt").read_text(encoding="utf-8").split())
    assert "𠮷" in names and len(set(names)) == len(names)
    assert [one for one in names if carried.width(role, one) != 1000] == []


@pytest.mark.parametrize("character", RARE)
def test_a_character_that_fangsong_lacks_falls_back_to_song_alone(carried: FontSet, character: str) -> None:
    assert carried.face(Role.FANG, character).name == "NotoSerifSC-Regular"
    assert carried.face(Role.FANG, "李").name == "FandolFang-Regular"


def test_a_character_that_no_font_has_is_named_with_its_code_point(carried: FontSet) -> None:
    with pytest.raises(MissingGlyph) as missing:
        carried.face(Role.FANG, UNSEEN)
    assert (missing.value.character, missing.value.codepoint) == (UNSEEN, "U+2F800")
    assert "U+2F800" in str(missing.value)


def test_a_glyph_without_an_outline_counts_as_missing_but_a_blank_does_not(tmp_path: Path) -> None:
    subset_with(tmp_path / "blank.ttf", {" ": UNSEEN})
    face = Face.read(tmp_path / "blank.ttf")
    assert ord(UNSEEN) in face.glyphs
    assert face.glyph(UNSEEN) == 0
    assert Face.read(carried_file(Role.SONG)).glyph("\u3000") != 0


def test_a_font_of_the_users_folder_is_taken_first_whatever_the_case_of_its_name(tmp_path: Path) -> None:
    copied(Role.KAI, tmp_path / "SimFang.TTF")
    chosen = FontSet.choose("carried", tmp_path)
    assert chosen.face(Role.FANG, "李").name == "EmonitorKai-Regular"
    assert chosen.names()[Role.FANG] == "SimFang.TTF"
    assert chosen.names()[Role.SONG] == CARRIED[Role.SONG]


def test_the_users_font_lacking_a_character_the_carried_one_of_the_role_shows_it(tmp_path: Path) -> None:
    copied(Role.FANG, tmp_path / "simkai.ttf")
    chosen = FontSet.choose("carried", tmp_path)
    assert chosen.face(Role.KAI, "李").name == "FandolFang-Regular"
    assert chosen.face(Role.KAI, "喆").name == "EmonitorKai-Regular"


def test_any_font_of_the_users_folder_helps_out_with_rare_characters(tmp_path: Path) -> None:
    assert subset_with(tmp_path / "extra.ttf", {"李": UNSEEN})
    assert FontSet.choose("carried", tmp_path).face(Role.SONG, UNSEEN).where == str(tmp_path / "extra.ttf")


def test_a_damaged_or_foreign_font_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "simfang.ttf").write_bytes(carried_file(Role.FANG).read_bytes()[:300])
    (tmp_path / "simkai.ttf").write_bytes(b"OTTO and so on")
    (tmp_path / "simhei.ttf").write_bytes(b"")
    assert FontSet.choose("carried", tmp_path).names() == FontSet.carried().names()


def test_the_systems_fonts_are_asked_only_where_the_settings_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "Fonts").mkdir()
    copied(Role.KAI, tmp_path / "Fonts" / "simsun.ttc")
    monkeypatch.setenv("WINDIR", str(tmp_path))
    assert FontSet.choose("carried").names()[Role.SONG] == CARRIED[Role.SONG]
    assert FontSet.choose("system").names()[Role.SONG] == "simsun.ttc"


def test_a_font_that_forbids_embedding_is_refused(tmp_path: Path) -> None:
    data = bytearray(carried_file(Role.KAI).read_bytes())
    at = table_offset(bytes(data), b"OS/2")
    struct.pack_into(">H", data, at + 8, 0x0002)
    with pytest.raises(FontError, match="forbid"):
        Face(bytes(data), "restricted")


def test_a_folder_that_is_away_is_no_error(tmp_path: Path) -> None:
    assert FontSet.choose("carried", tmp_path / "none").names() == FontSet.carried().names()


def copied(role: Role, target: Path) -> None:
    target.write_bytes(carried_file(role).read_bytes())


def table_offset(data: bytes, tag: bytes) -> int:
    rows = (struct.unpack_from(">4sIII", data, 12 + 16 * row) for row in range(struct.unpack_from(">H", data, 4)[0]))
    return next(offset for name, _, offset, _ in rows if name == tag)


def subset_with(target: Path, shown: dict[str, str]) -> bool:
    """A small font in which each value is drawn as its key is in 宋体."""
    from io import BytesIO

    from fontTools.ttLib import TTFont, newTable
    from fontTools.ttLib.tables._c_m_a_p import cmap_format_12

    subset = Subset(Face.read(carried_file(Role.SONG)))
    codes = {ord(character): subset.code(key) for key, character in shown.items()}
    font = TTFont(BytesIO(subset.program()))
    table = cmap_format_12(12)
    table.platformID, table.platEncID, table.language, table.format = 3, 10, 0, 12
    table.cmap = {code: font.getGlyphName(glyph) for code, glyph in codes.items()}
    font["cmap"] = newTable("cmap")
    font["cmap"].tableVersion, font["cmap"].tables = 0, [table]
    font.save(target)
    return target.is_file()
