"""Makes the carried fonts: Noto Sans SC, cut down to the characters that officers write.

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3      and unpack it
    pip install fonttools                               anywhere but in the program's environment
    python resources/fonts/make_fonts.py package

characters.txt holds the 8,105 characters of 通用规范汉字表 (State Council, 2013); the rest of GB/T 2312 (radicals and
old variants) and the ranges below are added. Licence: NotoSansSC-OFL.txt.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
WEIGHTS: Final = {"400Regular": "NotoSansSC-Regular.ttf", "500Medium": "NotoSansSC-Medium.ttf"}
RANGES: Final = (
    "U+0020-007E,U+00A0-00FF,U+0370-03FF,U+2000-206F,U+20AC,U+2103,U+2116,U+2160-217B,U+2190-2199,U+2200-22FF,"
    "U+2460-24FF,U+2500-257F,U+2580-25FF,U+2605-2606,U+2713-2717,U+3000-303F,U+3220-3243,U+3280-32B0,U+33A0-33D5,"
    "U+FE30-FE4F,U+FF00-FFEF"
)
"""Latin, Greek, punctuation, arrows, mathematics, circled numbers, boxes, shapes, CJK marks and full-width forms."""


def characters() -> str:
    """The ideographs to keep, each once."""
    listed = (HERE / "characters.txt").read_text(encoding="utf-8")
    rows = (bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    gb2312 = "".join(row.decode("gb2312", errors="ignore") for row in rows)
    return "".join(sorted(set(listed + gb2312) - set("\n")))


def cut(source: Path, target: Path) -> None:
    """Writes the subset of one font; raises CalledProcessError where fontTools refuses."""
    options = ["--layout-features=kern,mark,locl", "--no-hinting", "--name-IDs=*", "--notdef-outline"]
    wanted = [f"--unicodes={RANGES}", f"--text={characters()}"]
    command = [sys.executable, "-m", "fontTools.subset", str(source), f"--output-file={target}", *options, *wanted]
    subprocess.run(command, check=True)


def main(arguments: list[str]) -> int:
    """Cuts every weight found in the unpacked package."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    for folder, name in WEIGHTS.items():
        found = sorted((Path(arguments[0]) / folder).glob("*.ttf"))
        if not found:
            print(f"{arguments[0]}/{folder}: no .ttf there; unpack the package named above", file=sys.stderr)
            return 1
        cut(found[0], HERE / name)
        print(f"{name}: {(HERE / name).stat().st_size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
