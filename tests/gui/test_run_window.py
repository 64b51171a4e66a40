"""The whole way from start to end in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import uuid
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
START = """
import sys
from dataclasses import replace
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop.window import app, bridge
from desktop.window.shell.session import Run
from tests.gui.boards import FakeWatcher, Row, board, site_settings

made = []
def make(publish):
    made.append({watcher}(publish, [board([Row("A1")])]))
    return made[-1]
def look():
    window = next(w for w in QApplication.topLevelWidgets() if hasattr(w, 'open_page'))
    window.open_page('cases')
    print(window.windowTitle(), window.page.model.rowCount(), flush=True)
    {end}
class Deaf(FakeWatcher):
    def run(self):
        super().run()
        import time
        time.sleep(600)
bridge.STOP_MILLISECONDS = 300
app.application()
QTimer.singleShot(1_500, look)
settings = site_settings()
stores = replace(settings.stores, ledger="sqlite:///{ledger}")
settings = replace(settings, site=replace(settings.site, language="{language}"), stores=stores)
sys.exit(app.run_window(Run(make, settings)))
"""


def start(watcher: str = "FakeWatcher", end: str = "window.close()", language: str = "zh_CN") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-c", START.format(watcher=watcher, end=end, language=language, ledger=uuid.uuid4())],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    return done.returncode, done.stdout.strip(), done.stderr


def test_the_window_opens_shows_the_board_and_ends_cleanly() -> None:
    status, said, complaint = start()
    assert (status, said) == (0, "盐山县 · 行政审批电子监察 1")
    assert "Traceback" not in complaint


def test_the_window_speaks_english_as_well() -> None:
    assert start(language="en")[:2] == (0, "盐山县 · supervision of approvals 1")


@pytest.mark.skipif(sys.platform == "win32", reason="there is no polite kill on Windows")
@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_a_signal_closes_the_window(number: str) -> None:
    status, said, complaint = start(end=f"import os, signal; os.kill(os.getpid(), signal.{number})")
    assert (status, said) == (0, "盐山县 · 行政审批电子监察 1")
    assert "Traceback" not in complaint


def test_an_engine_that_does_not_end_does_not_keep_the_process() -> None:
    status, said, complaint = start(watcher="Deaf")
    assert (status, said) == (0, "盐山县 · 行政审批电子监察 1")
    assert "the engine did not stop in time" in complaint
