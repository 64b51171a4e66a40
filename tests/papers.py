"""Finished PDFs looked at from outside: by poppler's tools, and by what their pages say operator by operator."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from reports.paper import FontSet, Meta, Paper
from reports.paper.standard import MM
from tests.servers import REQUIRED

META = Meta(title="关于2017年6月份电子监察情况的通报", author="盐山县行政审批局")
DOTS = 10
RARE = "𬭎䶮㛃镕喆堃昇珺"
"""Characters of people's names; the first lies beyond U+FFFF, 仿宋 has none of them."""


def paper(*, draft: bool = False, landscape: bool = False) -> Paper:
    return Paper(META, fonts=FontSet.carried(), draft=draft, landscape=landscape)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as pdftotext finds it: page from 1, edges in mm from the paper's upper left corner."""

    page: int
    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def run(tool: str, pdf: bytes, folder: Path, *options: str) -> str:
    """What one of poppler's tools says of a file; a test that needs it is skipped where it is not installed."""
    if shutil.which(tool) is None:
        reason = f"{tool} (poppler-utils) is not installed"
        pytest.fail(reason) if os.environ.get(REQUIRED) == "1" else pytest.skip(reason)
    file = folder / "looked_at.pdf"
    file.write_bytes(pdf)
    ends = ["-"] if tool == "pdftotext" else []
    done = subprocess.run([tool, *options, file, *ends], capture_output=True, text=True, check=True)
    return done.stdout


def text(pdf: bytes, folder: Path) -> str:
    return run("pdftotext", pdf, folder, "-layout")


def words(pdf: bytes, folder: Path) -> list[Word]:
    found = []
    for page, part in enumerate(run("pdftotext", pdf, folder, "-bbox").split("<page ")[1:], start=1):
        for edges in re.finditer(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', part):
            left, top, right, bottom = (float(value) / MM for value in edges.groups()[:4])
            found.append(Word(page, unescape(edges[5]), left, top, right, bottom))
    return found


def fonts(pdf: bytes, folder: Path) -> list[dict[str, str]]:
    """Every font of a file: name, and whether it is embedded, a subset and has a map to Unicode."""
    rows = run("pdffonts", pdf, folder).splitlines()[2:]
    found = []
    for row in rows:
        name, *_, embedded, subset, unicode, _, _ = row.split()
        found.append({"name": name, "embedded": embedded, "subset": subset, "unicode": unicode})
    return found


def printed(pdf: bytes, folder: Path, page: int = 1) -> Image.Image:
    """A page as it comes out on paper, in grey, DOTS to the mm."""
    run("pdfinfo", pdf, folder)
    options = ["-r", str(round(DOTS * 25.4)), "-gray", "-f", str(page), "-l", str(page), "-singlefile"]
    subprocess.run(["pdftoppm", *options, folder / "looked_at.pdf", folder / "page"], check=True)
    with Image.open(folder / "page.pgm") as image:
        image.load()
        return image


def baselines(pdf: bytes, page: int = 1) -> list[float]:
    """Where lines of type stand, in mm from the paper's upper edge, from the page's own operators; upright pages."""
    with pikepdf.open(BytesIO(pdf)) as document:
        sheet = document.pages[page - 1]
        moves = [at[0] for at in _operators(sheet) if at[1] == "Tm"]
        height = float(sheet.mediabox[3])
    return sorted({round((height - float(move[5])) / MM, 3) for move in moves})


def _operators(sheet: pikepdf.Page) -> Iterator[tuple[list[object], str]]:
    for instruction in pikepdf.parse_content_stream(sheet):
        yield list(instruction.operands), str(instruction.operator)
