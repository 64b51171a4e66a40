"""The fault run in small; the whole one is ``python -m tests.sms_faults FOLDER`` (1,000 warnings, 60 kills)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def fault_run(folder: Path, *options: str, warnings: int = 120, kills: int = 24) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.sms_faults", str(folder), "--warnings", str(warnings)]
    done = subprocess.run([*command, "--kills", str(kills), *options], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def test_a_gateway_that_can_be_asked_loses_nothing_and_doubles_nothing(ledger_url: str, tmp_path: Path) -> None:
    result = fault_run(tmp_path / "run", "--ledger", ledger_url)
    assert (result["lost"], result["doubled"], result["states"]) == (0, 0, {"accepted": 120})
    assert result["killed"] > 3


def test_with_one_that_cannot_every_doubtful_message_is_unknown(tmp_path: Path) -> None:
    result = fault_run(tmp_path / "run", "--no-look-up")
    assert (result["lost"], result["doubled"]) == (0, 0)
    assert set(result["states"]) == {"accepted", "unknown"}
    assert result["states"]["unknown"] == result["doubtful_and_sent"] + result["doubtful_and_not_sent"]


@pytest.mark.parametrize(("order", "fault"), [("mark_then_send", "lost"), ("send_then_mark", "doubled")])
def test_the_simpler_orders_break_the_promise(tmp_path: Path, order: str, fault: str) -> None:
    assert fault_run(tmp_path / "run", "--order", order)[fault] > 0
