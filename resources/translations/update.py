"""Brings the window's translations up to date with its sources.

    python resources/translations/update.py

English source texts stand in ``self.tr("…")``; pyside6-lupdate gathers them into emonitor_zh_CN.ts, where a person
translates them; pyside6-lrelease makes the .qm that the program loads.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
ROOT: Final = HERE.parents[1]
CATALOGUE: Final = HERE / "emonitor_zh_CN.ts"


def tool(name: str) -> str:
    """A tool of the Python environment that runs this, beside its interpreter."""
    return str(Path(sys.executable).with_name(name))


def sources() -> list[str]:
    """Every module that may hold texts, relative to the root."""
    found = (path for package in ("desktop", "widgets") for path in (ROOT / package).rglob("*.py"))
    return sorted(str(path.relative_to(ROOT)) for path in found)


def gather(catalogue: Path) -> None:
    """Writes new texts into a catalogue and drops those that are gone."""
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "zh_CN"]
    command = [tool("pyside6-lupdate"), *sources(), *options, "-ts", str(catalogue)]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def release(catalogue: Path, target: Path) -> None:
    """Makes the file that the program loads."""
    command = [tool("pyside6-lrelease"), str(catalogue), "-qm", str(target)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    gather(CATALOGUE)
    release(CATALOGUE, CATALOGUE.with_suffix(".qm"))
