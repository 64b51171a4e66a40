"""The fault run in small; the whole ones are named in docs/operations.md (1,000 warnings, 60 deaths and more)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests import building as make
from tests.faults.verdict import is_outside_hours, kept
from tests.servers import are_required

ROOT = Path(__file__).resolve().parents[2]


def fault_run(folder: Path, *options: str, warnings: int = 60, kills: int = 12) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.sms_faults", str(folder), "--warnings", str(warnings)]
    done = subprocess.run(
        [*command, "--kills", str(kills), "--turns", "2", *options], cwd=ROOT, capture_output=True, text=True
    )
    if done.returncode == 3 and not are_required():
        pytest.skip(done.stderr.strip())
    assert done.stdout, done.stderr
    result: dict[str, Any] = json.loads(done.stdout)
    assert (done.returncode == 0) == kept(result)
    return result


@pytest.mark.parametrize(
    ("options", "fault"), [((), "clock"), (("--small-disk",), "disk"), (("--postgres",), "database")]
)
def test_a_gateway_that_can_be_asked_loses_nothing_and_doubles_nothing(
    tmp_path: Path, options: tuple[str, ...], fault: str
) -> None:
    result = fault_run(tmp_path / "run", *options)
    assert kept(result), result
    assert (result["lost"], result["doubled"], result["states"]) == (0, 0, {"accepted": 60})
    assert min(result["died_at"].values()) >= 1
    assert {"gateway", "clock", fault} == set(result["faults"])


def test_with_one_that_cannot_every_doubtful_message_is_unknown(tmp_path: Path) -> None:
    result = fault_run(tmp_path / "run", "--no-look-up")
    assert kept(result), result
    assert set(result["states"]) == {"accepted", "unknown"}
    assert result["states"]["unknown"] == result["doubtful_and_sent"] + result["doubtful_and_not_sent"]


@pytest.mark.parametrize(("order", "fault"), [("mark_then_send", "lost"), ("send_then_mark", "doubled")])
def test_the_simpler_orders_break_the_promise(tmp_path: Path, order: str, fault: str) -> None:
    assert fault_run(tmp_path / "run", "--order", order)[fault] > 0


GOOD: dict[str, Any] = {
    "order": "outbox", "can_look_up": True, "died_at": {"claim:before": 1}, "faults": {"clock": 3}, "ledger_away": {},
    "states": {"accepted": 9}, "lost": 0, "doubled": 0, "sent_but_not_known_so": 0, "outside_hours": 0,
}  # fmt: skip


def test_a_run_without_fault_is_good() -> None:
    assert kept(GOOD)


@pytest.mark.parametrize(
    "wrong",
    [
        {"lost": 1}, {"doubled": 1}, {"sent_but_not_known_so": 1}, {"outside_hours": 1},
        {"states": {"accepted": 8, "unknown": 1}}, {"states": {"accepted": 8, "cancelled": 1}},
        {"died_at": {"claim:before": 1, "sent": 0}}, {"faults": {"clock": 0}},
        {"faults": {"disk": 3}}, {"faults": {"database": 3}, "ledger_away": {"full": 5}},
        {"order": "mark_then_send"}, {"order": "send_then_mark"},
    ],
)  # fmt: skip
def test_a_run_that_breaks_the_promise_or_shows_nothing_is_told_apart(wrong: dict[str, Any]) -> None:
    assert not kept({**GOOD, **wrong})


@pytest.mark.parametrize(
    ("moment", "outside"),
    [
        ("2017-07-06 07:59:59", True), ("2017-07-06 08:00:00", False), ("2017-07-06 18:00:00", False),
        ("2017-07-06 18:00:01", True), ("2017-07-08 10:00:00", True), ("2017-07-10 10:00:00", False),
    ],
)  # fmt: skip
def test_a_decision_outside_the_sending_hours_is_noticed(moment: str, outside: bool) -> None:
    assert is_outside_hours(make.at(moment)) is outside
