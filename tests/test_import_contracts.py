"""The import contracts of pyproject.toml are tried on a small house of the same rooms: each must be able to fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

HOUSE = {
    "desktop/__init__.py": "",
    "desktop/commands/__init__.py": "",
    "desktop/commands/check.py": "import monitoring.stores.ledger",
    "desktop/commands/window.py": "import desktop.window",
    "desktop/window/__init__.py": "import PySide6, widgets, reports",
    "widgets/__init__.py": "import PySide6, monitoring.codes",
    "reports/__init__.py": "import monitoring.codes",
    "monitoring/__init__.py": "",
    "monitoring/codes.py": "import resources",
    "monitoring/judging.py": "import monitoring.codes",
    "monitoring/stores/__init__.py": "",
    "monitoring/stores/ledger.py": "import sqlalchemy, alembic, monitoring.codes",
    "monitoring/importing/__init__.py": "import monitoring.stores.ledger",
    "monitoring/demo/__init__.py": "import monitoring.importing",
    "monitoring/sms/__init__.py": "",
    "monitoring/sms/gateway.py": "import monitoring.codes",
    "monitoring/sms/gateways/__init__.py": "",
    "monitoring/sms/gateways/http.py": "import requests, urllib3, monitoring.sms.gateway",
    "monitoring/sms/gateways/gammu.py": "import sqlalchemy",
    "resources/__init__.py": "",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    for name, source in HOUSE.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source + "\n", encoding="utf-8")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    linter = Path(sys.executable).parent / "lint-imports"
    return subprocess.run([linter, "--no-cache"], cwd=house, capture_output=True, text=True, check=False)


def test_a_house_in_order_is_let_pass(house: Path) -> None:
    done = lint(house)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("module", "wrong"),
    [
        ("monitoring/judging.py", "import desktop"),
        ("monitoring/judging.py", "import reports"),
        ("resources/__init__.py", "import monitoring"),
        ("widgets/__init__.py", "import reports"),
        ("reports/__init__.py", "import widgets"),
        ("monitoring/judging.py", "import sqlalchemy"),
        ("monitoring/judging.py", "from alembic import command"),
        ("monitoring/judging.py", "import monitoring.stores.ledger"),
        ("monitoring/judging.py", "def later():\n    import monitoring.demo"),
        ("monitoring/stores/ledger.py", "import requests"),
        ("desktop/commands/check.py", "import requests"),
        ("monitoring/sms/gateway.py", "import requests"),
        ("monitoring/sms/gateway.py", "import monitoring.sms.gateways.http"),
        ("monitoring/sms/gateways/http.py", "import sqlalchemy"),
        ("monitoring/judging.py", "import schedule"),
        ("monitoring/judging.py", "import reportlab.pdfgen"),
        ("widgets/__init__.py", "import sqlalchemy"),
        ("widgets/__init__.py", "import monitoring.stores.ledger"),
        ("monitoring/judging.py", "import PySide6.QtCore"),
        ("reports/__init__.py", "import PySide6"),
        ("desktop/commands/check.py", "from PySide6 import QtCore"),
        ("desktop/commands/check.py", "import desktop.window"),
        ("desktop/commands/check.py", "import widgets"),
    ],
)
def test_a_wrong_import_is_noticed(house: Path, module: str, wrong: str) -> None:
    with (house / module).open("a", encoding="utf-8") as file:
        file.write(wrong + "\n")
    done = lint(house)
    assert done.returncode == 1
    assert "BROKEN" in done.stdout
