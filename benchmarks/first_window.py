"""The first window: how long until it is seen, with matplotlib when a chart is first needed and with it at once."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.measuring import Absent, Context, Result, Wrong, ratio

TIMEOUT_SECONDS: Final = 120
CHILD: Final = """
import sys, time
start, own = time.perf_counter(), time.process_time()
if {charts}:
    import matplotlib.pyplot
from PySide6.QtCore import QSettings
from desktop.window.app import application
app = application()
QSettings.setDefaultFormat(QSettings.Format.IniFormat)
QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, {memory!r})
from desktop.settings import load
from desktop.window.theme import Theme, translate
from resources import words
settings = load(None, {{"EMONITOR_CONFIG": {config!r}}})
translate(app, settings.site.language)
Theme(app)
from desktop.window.bridge import EngineBridge
from desktop.window.main_window import MainWindow
def later(publish):
    raise RuntimeError("the engine is not started here")
window = MainWindow(EngineBridge(later), words(settings.site.language), settings)
window.show()
app.processEvents()
seen = window.isVisible() and not window.visibleRegion().isEmpty()
print(time.perf_counter() - start, time.process_time() - own, seen, "matplotlib" in sys.modules)
"""


def first_window(context: Context) -> Iterator[Result]:
    """In processes of their own, in turns."""
    late: list[tuple[float, float]] = []
    at_once: list[tuple[float, float]] = []
    for turn in range(context.sizes.rounds + 1):
        for charts, found in ((False, late), (True, at_once)) if turn % 2 == 0 else ((True, at_once), (False, late)):
            found.append(_shown(context, charts=charts))
    walls = [[wall for wall, _ in found[1:]] for found in (late, at_once)]  # the first turn warms the machine's files
    own = statistics.median(own for _, own in late[1:])
    note = f"{statistics.median(walls[0]) * 1e3:.0f} against {statistics.median(walls[1]) * 1e3:.0f} ms"
    goal = "first window, matplotlib late against at once"
    yield context.most(goal, ratio(walls[0], walls[1]), 0.65, note=note)
    yield Result(
        "first window, the program's own time", own * 1e3, "ms", note="imports, making, showing; no interpreter"
    )


def _shown(context: Context, *, charts: bool) -> tuple[float, float]:
    """Seconds by the wall and of the processor until a window is seen."""
    config = context.work / "nothing-set.toml"
    config.touch()
    code = CHILD.format(charts=charts, memory=str(context.work / "memory"), config=str(config))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS,
        cwd=Path(__file__).resolve().parent.parent, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    if done.returncode != 0:
        if "No module named 'PySide6'" in done.stderr or "No module named 'matplotlib'" in done.stderr:
            raise Absent(done.stderr.strip().splitlines()[-1])
        raise Wrong(f"no window: {done.stderr.strip().splitlines()[-1:]}")
    wall, own, seen, loaded = done.stdout.split()
    if seen != "True":
        raise Wrong("the window was made and not seen")
    if (loaded == "True") != charts:
        raise Wrong("matplotlib is loaded before a chart of it is needed")
    return float(wall), float(own)
