"""The user guide has a picture of every page, and every picture that it names is there and used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.window import pages
from desktop.window.shell.help_window import anchor_of

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "user-guide.md"
TEXT = GUIDE.read_text(encoding="utf-8")
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
HEADING = re.compile(r"^#{2,3} +(.+)$", re.MULTILINE)


def sections() -> dict[str, str]:
    """What stands below each heading, up to the next, by the heading's anchor."""
    found = list(HEADING.finditer(TEXT))
    ends = [*(one.start() for one in found[1:]), len(TEXT)]
    return {anchor_of(one[1]): TEXT[one.end() : end] for one, end in zip(found, ends, strict=True)}


def test_every_picture_of_the_guide_is_there() -> None:
    assert [where for _, where in PICTURE.findall(TEXT) if not (GUIDE.parent / where).is_file()] == []


def test_every_picture_says_in_words_what_it_shows() -> None:
    assert all(words.strip() for words, _ in PICTURE.findall(TEXT))


@pytest.mark.parametrize("key", [spec.key for spec in pages.PAGES])
def test_every_page_is_explained_with_its_picture(key: str) -> None:
    spec = pages.PAGES[pages.number_of(key)]
    said = sections()[spec.help()]
    assert f"pictures/county-{key}.png" in said


def test_the_pictures_together_are_small_enough_to_be_carried_along() -> None:
    assert sum(file.stat().st_size for file in (GUIDE.parent / "pictures").glob("*.png")) < 6_000_000


def test_every_link_within_the_guide_leads_to_a_heading() -> None:
    headings = set(sections())
    assert [where for where in re.findall(r"\]\(#([^)]+)\)", TEXT) if where not in headings] == []
