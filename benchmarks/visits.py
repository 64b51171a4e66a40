"""The pages of the real window over a large store: how long each holds the screen's thread when it is opened."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import store_files
from benchmarks.measuring import Absent, Context, Result, Wrong

TIMEOUT_SECONDS: Final = 900
MANY: Final = 100_000
REST_SECONDS, SHORT_REST_SECONDS = 1.5, 0.1
"""So long each page is watched after it was opened, for large boards and for small ones."""


def visits(context: Context) -> Iterator[Result]:
    """First board, pages made ahead, first visits, later visits; in a process of its own."""
    held = _run(context)
    for title, wanted in (
        ("first board on the overview", lambda name: name == "first board"),
        ("pages made ahead", lambda name: name == "pages made ahead"),
        ("first visits of pages", lambda name: name.endswith(" first")),
        ("later visits of pages", lambda name: name.endswith(" again")),
    ):
        some = {name: both for name, both in held.items() if wanted(name)}
        worst = sorted(some.items(), key=lambda one: -one[1][0])
        said = ", ".join(f"{name.split()[0]} {wall * 1e3:.0f}" for name, (wall, _) in worst[:4])
        own = max(own for _, own in some.values())
        note = f"{said}; at most {own * 1e3:.0f} of its own work at a stretch"
        goal = f"screen thread blocked by {title}, {context.sizes.cases} cases"
        yield context.most(goal, worst[0][1][0] * 1e3, 50.0, "ms", note)


def _run(context: Context) -> dict[str, tuple[float, float]]:
    path = store_files.store_copy(context, context.sizes.cases, "visited")
    rest = REST_SECONDS if context.sizes.cases >= MANY else SHORT_REST_SECONDS
    context.say(f"  opening every page over {context.sizes.cases} cases in a process of its own")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.visited", str(path), str(context.work), str(rest)],
            capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS,
            cwd=Path(__file__).resolve().parent.parent, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
    finally:
        store_files.drop(path)
    if done.returncode != 0:
        if "No module named 'PySide6'" in done.stderr:
            raise Absent("PySide6 is not installed")
        raise Wrong(f"the window ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    held: dict[str, tuple[float, float]] = json.loads(done.stdout.splitlines()[-1])["held"]
    return held
