"""What holds of the source as a whole: who imports whom, who reads the clock, what no file may say."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.commands import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("desktop", "widgets", "monitoring", "reports", "resources")
THE_CLOCK = ROOT / "monitoring" / "clock.py"

READS_A_CLOCK = {
    ("datetime", "now"),
    ("datetime", "utcnow"),
    ("datetime", "today"),
    ("date", "today"),
    ("time", "time"),
    ("time", "time_ns"),
    ("time", "monotonic"),
    ("time", "monotonic_ns"),
    ("time", "perf_counter"),
    ("time", "localtime"),
    ("time", "gmtime"),
    ("QDateTime", "currentDateTime"),
    ("QDate", "currentDate"),
    ("QTime", "currentTime"),
}

SPELT_OUT = [
    # in pieces, so that this file does not say what it forbids
    "py" + "pi.org",
    "python" + "hosted.org",
    "registry." + "npmjs",
    "deb." + "debian.org",
    "/ro" + "ot/",
    "/wo" + "rk/",
]


def sources(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def every_text_file() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode != 0:
        pytest.skip("this copy of the source is not a git work tree")
    files = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    return [file for file in files if file.is_file() and b"\0" not in file.read_bytes()[:4096]]


def test_the_imports_keep_their_direction() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_one_module_reads_the_clock() -> None:
    readers = [
        f"{file.relative_to(ROOT)}:{line} {call}"
        for file in sources(*PACKAGES)
        if file != THE_CLOCK
        for line, call in clock_calls(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert readers == []


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now()",
        "datetime.datetime.now(UTC)",
        "date.today()",
        "time.time()",
        "clock = time.monotonic",
        "from time import monotonic",
        "QDateTime.currentDateTime()",
    ],
)
def test_reading_the_clock_is_noticed_however_it_is_spelt(source: str) -> None:
    assert list(clock_calls(ast.parse(source)))


def test_asking_a_value_for_its_time_is_no_reading_of_the_clock() -> None:
    assert list(clock_calls(ast.parse("moment.time(); context.now(); moment.today"))) == []


def clock_calls(tree: ast.AST) -> list[tuple[int, str]]:
    """Lines that read a clock of the standard library or of Qt, called or only mentioned."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
            if (owner, node.attr) in READS_A_CLOCK:
                found.append((node.lineno, f"{owner}.{node.attr}"))
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            names = [alias.name for alias in node.names if ("time", alias.name) in READS_A_CLOCK]
            found += [(node.lineno, f"time.{name}") for name in names]
    return found


def test_no_module_is_longer_than_400_lines() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in [*sources(*PACKAGES, "tests", "benchmarks", "requirements"), ROOT / "start.py"]
        if file.is_file() and (lines := len(file.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


@pytest.mark.parametrize("words", SPELT_OUT)
def test_no_file_names_a_package_registry_or_a_folder_of_one_machine(words: str) -> None:
    naming = [str(file.relative_to(ROOT)) for file in every_text_file() if words.encode() in file.read_bytes().lower()]
    assert naming == []


def test_the_readme_names_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = [name for name in COMMANDS if re.search(rf"emonitor {name}\b", readme)]
    assert sorted({*named, "window"}) == sorted(COMMANDS), "`emonitor` alone opens the window; name the others"


def test_the_readme_names_the_sample_of_the_settings() -> None:
    assert "settings_sample.toml" in (ROOT / "README.md").read_text(encoding="utf-8")
