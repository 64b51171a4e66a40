"""The check of the log can fail: what it must notice, what it must let pass, and that a run ends red by it."""

from __future__ import annotations

import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests import building as make
from tests.log_scan import SECRETS, LogScan, faults_of
from tests.sms_house import RED, House

ROOT = Path(__file__).resolve().parents[2]
NUMBER = "138" + "00138000"
"""In pieces, as everywhere below: this file is logged when one of its tests fails."""


@pytest.mark.parametrize(
    "line",
    [
        NUMBER, f"sent to {NUMBER}.", f"+86{NUMBER}", f"86{NUMBER} took it", f"GET /sendsms?to={NUMBER}&text=x",
        f"('{NUMBER}', 'O1')", f"号码{NUMBER}无效",
    ],
)  # fmt: skip
def test_a_full_number_is_noticed(line: str) -> None:
    assert faults_of(line) == ["a mobile number"]


@pytest.mark.parametrize("secret", SECRETS)
def test_a_secret_is_noticed(secret: str) -> None:
    assert faults_of(f"GET /cgi-bin/sendsms?username=tester&password={secret}&to=1") == ["a password or secret"]


NAMED = re.compile(
    "|".join(
        (
            r'://\w+:([^@/"{ ]+)@',
            r'^(?:USER, )?(?:SECRET|PASSWORD) = (?:"tester", )?"([^"]+)"',
            r'setenv\("\w+_(?:SECRET|PASSWORD)", "(\w+)"',
        )
    ),
    re.MULTILINE,
)


def test_every_password_that_the_tests_name_is_looked_for() -> None:
    files = sorted((ROOT / "tests").rglob("*.py"))
    named = {"".join(found) for file in files for found in NAMED.findall(file.read_text(encoding="utf-8"))}
    assert {"foobar", "hunter2", "secretpw"} <= named
    assert [secret for secret in sorted(named) if not faults_of(secret)] == []


@pytest.mark.parametrize(
    "line",
    ["138****8000", "1380013800", "1" + NUMBER, "1795454017.227003", "C13800000000001", "took 0.123 s", "12800138000"],
)
def test_what_is_no_full_number_passes(line: str) -> None:
    assert faults_of(line) == []


def test_what_is_wrong_is_told_without_being_repeated() -> None:
    scan = LogScan()
    scan.emit(logging.LogRecord("urllib3.connectionpool", logging.DEBUG, "", 1, "to=%s", (NUMBER,), None))
    assert [fault.partition(" in ")[0] for fault in scan.faults] == ["a mobile number logged by urllib3.connectionpool"]
    assert NUMBER not in str(scan.faults)


LEAKING = """
import logging

def test_leaks():
    logging.getLogger("some.library").debug("sent to %s", "138" + "00138000")
"""


@pytest.mark.parametrize("workers", [(), ("-n", "1")])
def test_a_run_in_which_all_tests_pass_fails_by_its_log(tmp_path: Path, workers: tuple[str, ...]) -> None:
    (tmp_path / "test_leaking.py").write_text(LEAKING, encoding="utf-8")
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", ROOT / "pyproject.toml"),
            *("--rootdir", tmp_path, "-p", "tests.conftest", *workers, tmp_path / "test_leaking.py"),
        ],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert "1 passed" in done.stdout, done.stdout + done.stderr
    assert done.returncode == 1
    assert "a mobile number logged by some.library in test_leaking.py::test_leaks (1 times)" in done.stdout


def test_statements_that_are_logged_hide_their_values(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    late = make.case(nodes=(make.visit(1, "2017-06-28 15:20"),))
    with caplog.at_level(logging.INFO, "sqlalchemy.engine"):
        house = House(f"sqlite:///{tmp_path / 'ledger.db'}", late)
        house.look(RED)
        assert house.send().sent == 3
        house.close()
    assert "INSERT INTO sms_messages" in caplog.text
    assert faults_of(caplog.text) == []
