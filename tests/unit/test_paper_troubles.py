"""What people hear of fonts: the doctor's line, and the words for a character that cannot be printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import settings
from desktop.commands.context import make_context
from desktop.doctor import Check, examine
from desktop.failures import told
from reports.paper import MissingGlyph
from reports.paper.fonts import carried_file
from reports.paper.signing import SigningRefused
from reports.paper.values import Role


def fonts_line(folder: Path, text: str = "") -> Check:
    file = folder / "site.toml"
    file.write_text(f"[reports]\n{text}\n", encoding="utf-8")
    context = make_context(settings.load(file, {}))
    return next(check for check in examine(context) if check.name == "fonts")


def test_the_doctor_names_the_file_behind_every_typeface(tmp_path: Path) -> None:
    line = fonts_line(tmp_path)
    assert line.ok
    assert all(role.value in line.detail for role in Role)
    assert "FandolFang-Regular.ttf" in line.detail


def test_the_doctor_sees_the_fonts_of_the_users_folder(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "simkai.ttf").write_bytes(carried_file(Role.KAI).read_bytes())
    assert "楷体 simkai.ttf" in fonts_line(tmp_path, 'fonts_folder = "own"').detail


def test_the_doctor_says_that_the_users_folder_is_away_and_what_to_do(tmp_path: Path) -> None:
    line = fonts_line(tmp_path, 'fonts_folder = "none"')
    assert not line.ok
    assert str(tmp_path / "none") in line.detail
    assert "fonts_folder" in line.detail + line.todo


def test_a_missing_character_is_told_with_itself_its_code_and_what_to_do() -> None:
    words = told(MissingGlyph("\U0002f800"))
    assert "U+2F800" in words
    assert "\U0002f800" in words
    assert "fonts_folder" in words


@pytest.mark.parametrize("code", ["password", "no_key", "algorithm", "not_a_pdf"])
def test_a_refused_signature_is_told_without_a_secret(code: str) -> None:
    assert "密码" in told(SigningRefused(code))  # type: ignore[arg-type]
