"""The window is on for a whole working day: it must not grow."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop.window import pages
from tests.gui.real_window import make_stores

ROOT = Path(__file__).resolve().parents[2]
SNAPSHOTS = 5_760
"""Eight hours at five seconds each."""
WARM_HOURS = 2
"""Until every page was made, filled and left some times."""
MOST_GROWTH = 24.0
"""MiB in the six hours after that: the slack of allocators. A leak of one snapshot a tick would be hundreds."""

LONGEST = 900
"""Seconds after which it hangs. It takes one or two minutes, and several times that on a machine with much else to do:
how quickly the day goes by is not what is tested."""


@pytest.mark.skipif(sys.platform != "linux", reason="resident memory is read from /proc")
def test_eight_hours_of_snapshots_leave_memory_as_it_was(tmp_path: Path) -> None:
    make_stores(tmp_path, "demo", "--cases", "300", "--until", "2017-07-05T09:00")
    done = subprocess.run(
        [sys.executable, "-m", "tests.gui.living", str(tmp_path), str(SNAPSHOTS)],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, timeout=LONGEST,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["faults"] == []
    assert told["ended"]
    assert told["shown"] > SNAPSHOTS * 0.99
    assert told["versions"] > SNAPSHOTS / 5, "the store was changed all the time"
    assert told["lights"] > 10, "lights turned"
    assert told["pages"] == sorted(spec.key for spec in pages.PAGES)
    warm, *later = told["memory"][WARM_HOURS - 1 :]
    assert max(later) - warm < MOST_GROWTH, told["memory"]
