"""The examples of the README: what it shows is what the program prints. Those that take long, or need more than a
demonstration county, are left out.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.main import main

README = Path(__file__).resolve().parents[2] / "README.md"
CHEAP = ("demo", "check", "explain", "cards", "send", "outbox", "sms", "calendar")
"""Commands that take seconds at most; the county is made once for all of them."""


def examples() -> Iterator[tuple[list[str], list[str]]]:
    """Words behind emonitor, and the lines shown below; those with … in them stand for any."""
    for block in re.findall(
        r"^```\n(\$ emonitor .*?)^```", README.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    ):
        for example in re.split(r"^\$ emonitor ", block, flags=re.MULTILINE)[1:]:
            command, *lines = example.splitlines()
            yield shlex.split(command), [line for line in lines if line.strip() and "…" not in line]


def missing(wanted: list[str], said: str) -> list[str]:
    """The lines that do not come, in this order, in what was said."""
    rest = iter(line.rstrip() for line in said.splitlines())
    return [line for line in wanted if line.rstrip() not in rest]


def test_every_cheap_example_prints_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EMONITOR_CASE_STORE", "sqlite:///cases.sqlite")
    monkeypatch.setenv("EMONITOR_LEDGER", "sqlite:///ledger.sqlite")
    wrong: dict[str, object] = {}
    run = 0
    for words, lines in examples():
        if words[0] not in CHEAP:
            continue
        run += 1
        status = main(words)
        out, err = capsys.readouterr()
        noted = set(err.splitlines())
        lacking = missing([line for line in lines if line not in noted], out)
        if status != 0 or lacking:
            wrong[" ".join(words)] = (status, lacking, err)
    assert wrong == {}
    assert run >= 12
