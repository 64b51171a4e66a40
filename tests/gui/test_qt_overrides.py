"""What Qt calls by its own names: a fault in it is told, and the watch goes on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget
from widgets.qt import override

class Faulty(QWidget):
    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        {fault}

app = QApplication([])
sys.excepthook = lambda kind, error, trace: print("told of", kind.__name__)
window = Faulty()
QTimer.singleShot(0, window.show)
QTimer.singleShot(50, app.quit)
app.exec()
print("went on")
"""


@pytest.mark.parametrize(
    ("fault", "kind"),
    [("len(5)", "TypeError"), ("[][3]", "IndexError"), ("raise KeyError('made here')", "KeyError")],
)
def test_a_fault_in_a_method_that_qt_calls_is_told_and_does_not_end_the_process(fault: str, kind: str) -> None:
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", PROGRAM.format(fault=fault)]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, f"ended with status {done.returncode}"
    assert done.stdout.split("\n")[:2] == [f"told of {kind}", "went on"]
