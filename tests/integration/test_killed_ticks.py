"""Ticks that die: no card lost, none doubled."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUNDS = 100


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
def test_a_hundred_ticks_killed_at_random_points_lose_no_card_and_double_none(tmp_path: Path) -> None:
    script = Path(__file__).with_name("killing.py")
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path), str(ROUNDS), "7"],
        capture_output=True, text=True, timeout=240, check=False, env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["killed"] == told["calm"]
    assert len(told["calm"]) > 100
    # as a check of the check: many of the ticks really died before they were done
    assert told["deaths"] >= ROUNDS // 4
