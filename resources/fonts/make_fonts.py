"""Makes the carried fonts: cut down to the characters that officers write, and TrueType outlines throughout.

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3       and noto-serif-sc@0.4.3; unpack both
    apt-get download fonts-lxgw-wenkai texlive-lang-chinese    and unpack with dpkg -x
    pip install fonttools                                anywhere but in the program's environment
    python resources/fonts/make_fonts.py FOLDER          in which, however deep, all of these lie

characters.txt holds the 8,105 characters of 通用规范汉字表 (State Council, 2013); the rest of GB/T 2312 (radicals and
old variants), rare_names.txt and the ranges below are added. The licence of each font lies beside it; README.txt says
which is whose.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).resolve().parent
RANGES: Final = (
    "U+0020-007E,U+00A0-00FF,U+0370-03FF,U+2000-206F,U+20AC,U+2103,U+2116,U+2160-217B,U+2190-2199,U+2200-22FF,"
    "U+2460-24FF,U+2500-257F,U+2580-25FF,U+2605-2606,U+2713-2717,U+3000-303F,U+3220-3243,U+3280-32B0,U+33A0-33D5,"
    "U+FE30-FE4F,U+FF00-FFEF"
)
"""Latin, Greek, punctuation, arrows, mathematics, circled numbers, boxes, shapes, CJK marks and full-width forms."""

QUADRATIC_ERROR: Final = 1.0
"""How far a quadratic outline may leave the cubic one it replaces, in 1/1000 em: not to be seen on paper."""


@dataclass(frozen=True)
class Carried:
    """One font: what it is cut from, what it is called here, and the name its licence asks a changed copy to bear."""

    source: str
    target: str
    renamed: str = ""
    features: str = ""
    rare_only: bool = False
    """Nothing but rare_names.txt: what the screen falls back to."""


FONTS: Final = (
    Carried("NotoSansSC_400Regular.ttf", "NotoSansSC-Regular.ttf", features="kern,mark,locl"),
    Carried("NotoSansSC_500Medium.ttf", "NotoSansSC-Medium.ttf", features="kern,mark,locl"),
    Carried("NotoSerifSC_400Regular.ttf", "NotoSerifSC-Regular.ttf"),
    Carried("NotoSerifSC_700Bold.ttf", "NotoSerifSC-Bold.ttf"),
    Carried("LXGWWenKai-Regular.ttf", "EmonitorKai-Regular.ttf", renamed="Emonitor Kai"),
    Carried("LXGWWenKai-Regular.ttf", "EmonitorRare-Regular.ttf", renamed="Emonitor Rare", rare_only=True),
    Carried("FandolFang-Regular.otf", "FandolFang-Regular.ttf"),
)
"""To add a font: 1. a row here; 2. its licence and a line in README.txt; 3. its role in reports/paper/fonts.py."""


def characters() -> str:
    """The ideographs to keep, each once."""
    listed = (HERE / "characters.txt").read_text(encoding="utf-8")
    rows = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    gb2312 = "".join(row.decode("gb2312", errors="ignore") for row in rows)
    return "".join(sorted(set(listed + gb2312 + rare_names()) - set("\n")))


def rare_names() -> str:
    """Characters of names beyond the table: old forms in household registers, and what families made themselves."""
    return (HERE / "rare_names.txt").read_text(encoding="utf-8").replace("\n", "")


def cut(source: Path, wanted: Carried) -> None:
    """Writes the subset of one font; raises CalledProcessError where fontTools refuses."""
    options = [f"--layout-features={wanted.features}", "--no-hinting", "--name-IDs=*", "--notdef-outline"]
    kept = [f"--text={rare_names()}"] if wanted.rare_only else [f"--unicodes={RANGES}", f"--text={characters()}"]
    output = f"--output-file={HERE / wanted.target}"
    command = [sys.executable, "-m", "fontTools.subset", str(source), output, *options, *kept]
    subprocess.run(command, check=True)


def finish(file: Path, renamed: str) -> None:
    """Turns PostScript outlines into TrueType ones and renames; a font that needs neither stays as it is."""
    from fontTools.ttLib import TTFont

    font = TTFont(file, recalcTimestamp=False)
    if "CFF " in font:
        to_truetype(font)
    if renamed:
        rename(font, renamed)
    font.save(file)


def to_truetype(font: Any) -> None:
    """Quadratic outlines in place of cubic ones: paper takes TrueType only."""
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import newTable

    drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    outlines = newTable("glyf")
    outlines.glyphOrder, outlines.glyphs = order, {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, QUADRATIC_ERROR, reverse_direction=True))
        outlines.glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), outlines
    for table in ("CFF ", "VORG"):
        if table in font:
            del font[table]
    describe_truetype(font)


def describe_truetype(font: Any) -> None:
    """The tables that say how many points there are, and that the outlines are TrueType."""
    from fontTools.ttLib import newTable

    largest = font["maxp"] = newTable("maxp")
    largest.tableVersion = 0x00010000
    for name in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs"):
        setattr(largest, name, 1 if name == "maxZones" else 0)
    for name in ("maxStackElements", "maxSizeOfInstructions", "maxComponentElements"):
        setattr(largest, name, 0)
    for name in ("maxPoints", "maxContours", "maxCompositePoints", "maxCompositeContours", "maxComponentDepth"):
        setattr(largest, name, 0)
    largest.numGlyphs = len(font.getGlyphOrder())
    font["post"].formatType = 3.0
    font["glyf"].compile(font)
    largest.recalc(font)
    font.sfntVersion = "\000\001\000\000"


def rename(font: Any, family: str) -> None:
    """The OFL keeps reserved names for unchanged fonts: a subset bears another one (OFL 1.1, condition 3)."""
    names = font["name"]
    words = {1: family, 3: f"{family} Regular, subset", 4: family, 6: family.replace(" ", "") + "-Regular", 16: family}
    names.names = [row for row in names.names if row.nameID in (0, 2, 5, 13, 14) and row.langID == 0x409]
    for number, word in words.items():
        names.setName(word, number, 3, 1, 0x409)


def make(folder: Path, wanted: Carried) -> bool:
    """One carried font from its source; False where the folder does not hold it."""
    found = sorted(folder.rglob(wanted.source))
    if not found:
        print(f"{folder}: no {wanted.source} in it; unpack the package named above", file=sys.stderr)
        return False
    target = HERE / wanted.target
    cut(found[0], wanted)
    if wanted.renamed or found[0].suffix == ".otf":
        finish(target, wanted.renamed)
    print(f"{wanted.target}: {target.stat().st_size:,} bytes")
    return True


def main(arguments: list[str]) -> int:
    """Makes every font of the table; those whose source is away are named and left as they are."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    return 0 if min([make(Path(arguments[0]), wanted) for wanted in FONTS]) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
