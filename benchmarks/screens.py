"""What the parts about the screen share: one Qt application without a screen, and boards of any size."""

from __future__ import annotations

import os
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks import synthetic
from benchmarks.measuring import Absent
from benchmarks.memory_stores import MemoryCaseStore, MemoryLedger
from monitoring.board import BoardSnapshot
from monitoring.watching.engine import Engine

SEEDS: Final = 10_000
"""Cases that are judged; a larger board repeats them under other numbers."""


def dressed(folder: Path) -> Any:
    """The application in the program's fonts and colours, remembering nothing of whoever runs this."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    try:
        from PySide6.QtCore import QSettings

        from desktop.window.app import application
        from desktop.window.theme import Theme
    except ImportError as error:
        raise Absent("PySide6 is not installed") from error
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "memory"))
    app = application()
    Theme(app)
    return app


def board(rows: int) -> BoardSnapshot:
    """A picture of so many open cases."""
    seeds = min(rows, SEEDS)
    engine = Engine(
        MemoryCaseStore(list(synthetic.blocks(seeds)), synthetic.catalogue()), MemoryLedger(), synthetic.rulebook()
    )
    engine.load(synthetic.NOW)
    return _repeated(engine.snapshot(synthetic.NOW), rows)


def _repeated(snapshot: BoardSnapshot, rows: int) -> BoardSnapshot:
    cases = snapshot.cases
    if len(cases) == rows:
        return snapshot
    which = np.arange(rows) % len(cases)
    columns = {field.name: getattr(cases, field.name)[which] for field in fields(cases)}
    columns["case_no"] = np.array([f"1309252022{number:010d}" for number in range(rows)], np.object_)
    return replace(snapshot, cases=type(cases)(**columns))


def changed(snapshot: BoardSnapshot, rows: int, by: int) -> BoardSnapshot:
    """The next picture: the dues of some cases are others."""
    due = snapshot.cases.due.copy()
    due[np.linspace(0, len(due) - 1, rows).astype(np.intp)] += by
    return replace(snapshot, cases=replace(snapshot.cases, due=due), version=snapshot.version + 1)
