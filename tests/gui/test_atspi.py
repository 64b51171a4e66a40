"""The program from outside, as people use it: a process of its own on a screen of its own, seen through AT-SPI,
worked by mouse and keyboard. Nothing of the program is imported by whoever works it."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from monitoring.clock import site_clock
from tests.gui.real_window import NOTHING_SET, make_stores, settings_of, stores

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"
REQUIRED = os.environ.get("EMONITOR_TEST_REQUIRE_SERVERS") == "1"
CASES = "4000"
CARRIED_UNTIL = 2026
"""The last year of the carried calendar; later ones are imported as a site would."""
DRIVER = "import pyatspi, ctypes; ctypes.CDLL('libX11.so.6'); ctypes.CDLL('libXtst.so.6')"


def absent() -> str:
    """What of a screen, a bus and a driver is not on this machine; '' where all is there."""
    if sys.platform != "linux":
        return "AT-SPI is of Linux"
    missing = [name for name in ("xvfb-run", "xauth", "dbus-run-session", SYSTEM_PYTHON) if shutil.which(name) is None]
    if missing:
        return f"not installed: {', '.join(missing)} (packages xvfb, xauth, dbus-x11, python3)"
    driver = subprocess.run([SYSTEM_PYTHON, "-c", DRIVER], capture_output=True, text=True)
    return "" if driver.returncode == 0 else f"packages python3-pyatspi, at-spi2-core: {driver.stderr.splitlines()[-1]}"


@pytest.fixture(scope="module", autouse=True)
def _there() -> None:
    why = absent()
    if why and REQUIRED:
        pytest.fail(why)
    if why:
        pytest.skip(why)


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A county up to now, on a calendar that knows this year and the next."""
    folder = tmp_path_factory.mktemp("county")
    today = site_clock(settings_of(*stores(folder)).site.zone)().date()
    unknown = [year for year in (today.year, (today + timedelta(days=366)).year) if year > CARRIED_UNTIL]
    if unknown:
        file = folder / "years.csv"
        with file.open("w", newline="", encoding="utf-8") as out:
            whole = [row for year in unknown for row in ((f"{year}", "全年", ""), (f"{year}-01-01", "休息", "元旦"))]
            csv.writer(out).writerows([("date", "kind", "name"), *whole])
        make_stores(folder, "calendar", "import", str(file))
    return make_stores(folder, "demo", "--cases", CASES)


def worked(who: str, county: Path, folder: Path) -> dict[str, Any]:
    """Lets somebody work with the program; what he saw."""
    for name in ("home", "run"):
        (folder / name).mkdir(mode=0o700)
    case, ledger = stores(county)
    program = [sys.executable, "-m", "desktop.main", "--config", str(NOTHING_SET), "--case-store", case,
               "--ledger", ledger]  # fmt: skip
    home = {"HOME": str(folder / "home"), "XDG_CONFIG_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT),
            "XDG_RUNTIME_DIR": str(folder / "run"), "XDG_STATE_HOME": str(folder / "home"),
            "XDG_DATA_HOME": str(folder / "home"), "LANG": "C.UTF-8"}  # fmt: skip
    done = subprocess.run(
        ["dbus-run-session", "--", "xvfb-run", "-a", "-s", "-screen 0 1366x768x24", SYSTEM_PYTHON,
         str(HERE / f"atspi_{who}.py"), str(folder), *program],
        cwd=folder, env={**os.environ, **home}, capture_output=True, text=True, timeout=150,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
    return seen


def column(rows: list[list[str]], headings: list[str], name: str) -> list[str]:
    return [row[headings.index(name)] for row in rows]


def test_an_officer_filters_to_red_opens_the_oldest_reads_why_and_exports_the_list(
    county: Path, tmp_path: Path
) -> None:
    seen = worked("officer", county, tmp_path)
    rows, headings = seen["rows"], seen["headings"]
    assert rows
    assert seen["figure"] == f"超期 {len(rows)}"
    assert seen["total"].startswith(f"显示 {len(rows)} 件，共 ")
    assert set(column(rows, headings, "灯")) == {"超期"}
    assert rows[0][1] in seen["case"]
    assert seen["why"].startswith("超期")
    notes = column(seen["proof"], seen["proof_headings"], "说明")
    assert notes[0].startswith("起算")
    assert any("到期" in note for note in notes)
    assert any("第 1 天" in note for note in notes)
    assert seen["status"] == 0
    exported = read(tmp_path / "red.xlsx")
    head = next(number for number, row in enumerate(exported) if "办件编号" in row)
    numbers = [row[exported[head].index("办件编号")] for row in exported[head + 1 :]]
    assert [number for number in numbers if number] == column(rows, headings, "办件编号")


def read(file: Path) -> list[list[str]]:
    book = openpyxl.load_workbook(file)
    try:
        return [["" if cell is None else str(cell) for cell in row] for row in book.active.values]
    finally:
        book.close()


def test_an_inspector_finds_all_overdue_nodes_of_one_officer_this_month_and_prints_a_proof(
    county: Path, tmp_path: Path
) -> None:
    seen = worked("inspector", county, tmp_path)
    officer = dict(zip(seen["headings"], seen["officer"], strict=True))
    nodes, headings = seen["nodes"], seen["node_headings"]
    assert len(nodes) == seen["overdue"] == in_the_ledger(county, officer["经办人"], officer["单位"], seen["period"])
    assert set(column(nodes, headings, "经办人")) == {officer["经办人"]}
    assert set(column(nodes, headings, "单位")) == {officer["单位"]}
    assert all(column(nodes, headings, "超期"))
    assert seen["status"] == 0
    text = pdf_text(tmp_path / "proof.pdf")
    assert nodes[0][0] in text
    assert officer["经办人"] in text


def in_the_ledger(county: Path, officer: str, unit: str, period: str) -> int:
    """How many standing red cards of nodes the ledger holds against somebody in a month, asked for with plain SQL."""
    today = site_clock(settings_of(*stores(county)).site.zone)().date()
    first = today.replace(day=1)
    first = (first - timedelta(days=1)).replace(day=1) if period == "上月转红" else first
    last = (first + timedelta(days=31)).replace(day=1)
    with closing(sqlite3.connect(county / "ledger.sqlite")) as ledger:
        found = ledger.execute(
            "SELECT count(*) FROM cards WHERE level = 'red' AND reason = 'past_node_due' AND state = 'issued'"
            " AND became_true_at >= ? AND became_true_at < ? AND officer = ? AND unit = ?",
            (str(first), str(last), officer, unit),
        )
        return int(found.fetchone()[0])


def pdf_text(file: Path) -> str:
    from PySide6.QtPdf import QPdfDocument

    document = QPdfDocument()
    try:
        document.load(str(file))
        assert document.pageCount() >= 1
        return "".join(document.getAllText(page).text() for page in range(document.pageCount()))
    finally:
        document.close()
