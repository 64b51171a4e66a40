"""Eight hours of a working day in the real window, as quickly as it can take them.

    python -m tests.gui.living FOLDER SNAPSHOTS        (in a process of its own)

A real engine on the stores in FOLDER ticks every five simulated seconds while cases are changed in the store; the
window shows every snapshot, goes through its pages and opens cases. Prints JSON: resident memory once an hour, what
was shown, faults.
"""

from __future__ import annotations

import gc
import json
import sqlite3
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QSettings, Slot

from desktop import wiring
from desktop.settings import Settings
from desktop.window import pages
from desktop.window.app import application
from desktop.window.bridge import EngineBridge
from desktop.window.main_window import MainWindow
from desktop.window.theme import Theme, translate
from monitoring.board import BoardSnapshot
from monitoring.watching.watcher import explain_case
from resources import words
from tests.gui.real_window import settings_of, stores

SIZE = (1024, 600)
START = datetime(2017, 7, 5, 9, 0)
STEP = timedelta(seconds=5)
HOURS = 8
CHANGED_EVERY = 4
"""Ticks between two changes in the store."""
PAGE_EVERY = 48
LOOK_SECONDS, MOST_LOOKS = 0.05, 200
"""So long the day waits for the window: ten seconds, which only a stalled machine makes it wait."""


class Day:
    """A watcher whose clock goes on by five seconds whenever the window has shown what there was."""

    def __init__(self, settings: Settings, publish: Callable[[BoardSnapshot], None], folder: Path, ticks: int) -> None:
        self.engine = wiring.make_engine(settings)
        self._publish = publish
        self.left = ticks
        self._at = START
        self._taken = False
        self._bell = threading.Event()
        self._stopped = threading.Event()
        self._asked: deque[tuple[Callable[[Any], Any], Future[Any]]] = deque()
        self._platform = sqlite3.connect(folder / "cases.sqlite", check_same_thread=False)
        self._platform.execute("PRAGMA synchronous=OFF")
        self._open = [no for (no,) in self._platform.execute("SELECT case_no FROM cases WHERE state = 'open'")]

    def run(self) -> None:
        self.engine.load(self._at)
        self._publish(self.engine.snapshot(self._at))
        while self.left and not self._stopped.is_set():
            self._wait()
            self.left -= 1
            self._at += STEP
            written = self.left % CHANGED_EVERY == 0
            if written:
                self._change()
            self._publish(self.engine.tick(self._at, poll=written))
        while not self._stopped.is_set():
            self._wait()
        self._platform.close()
        self.engine.store.close()
        self.engine.ledger.close()

    def _wait(self) -> None:
        """For the window, but not for ever: the bridge may pass a picture over. Meanwhile questions are answered."""
        for _ in range(MOST_LOOKS):
            self._bell.wait(LOOK_SECONDS)
            self._bell.clear()
            self._answer()
            if self._taken or self._stopped.is_set():
                break
        self._taken = False

    def _answer(self) -> None:
        while self._asked:
            question, future = self._asked.popleft()
            try:
                future.set_result(question(self.engine))
            except Exception as error:
                future.set_exception(error)

    def _change(self) -> None:
        """The platform writes: two cases get another due, so that lights turn."""
        for offset in (0, 7):
            number = (self.left * 3 + offset) % len(self._open)
            due = self._at + timedelta(hours=(self.left * 5 + offset) % 60 - 20)
            self._platform.execute(
                "UPDATE cases SET promised_due = ?, updated_at = ? WHERE case_no = ?",
                (due.isoformat(sep=" "), self._at.isoformat(sep=" "), self._open[number]),
            )
        self._platform.commit()

    def stop(self) -> None:
        self._stopped.set()
        self._bell.set()

    def taken(self) -> None:
        self._taken = True
        self._bell.set()

    def wake(self) -> None:
        pass

    def explain(self, case_no: str, node_seq: int | None = None) -> Future[Any]:
        return self.ask(lambda engine: explain_case(engine, case_no, self._at, node_seq))

    def ask(self, question: Callable[[Any], Any]) -> Future[Any]:
        future: Future[Any] = Future()
        self._asked.append((question, future))
        self._bell.set()
        return future


class Living(QObject):
    """The window, and somebody who goes through its pages."""

    def __init__(self, folder: Path, ticks: int) -> None:
        super().__init__()
        self.app = application()
        self.days: list[Day] = []
        settings = settings_of(*stores(folder))
        self._bridge = EngineBridge(lambda publish: self._begin(Day(settings, publish, folder, ticks)))
        self.window = MainWindow(self._bridge, words(), settings)
        self.window.resize(*SIZE)
        self._ticks = ticks
        self.shown = 0
        self.memory: list[float] = []
        self.pages: set[str] = set()
        self.versions: set[int] = set()
        self.lights: set[tuple[int, ...]] = set()
        self._bridge.snapshot.connect(self._note)

    def _begin(self, day: Day) -> Day:
        self.days.append(day)
        return day

    @Slot(object)
    def _note(self, snapshot: BoardSnapshot) -> None:
        """The window has shown it: its slot was connected first."""
        self.shown += 1
        self.versions.add(snapshot.version)
        self.lights.add(tuple(snapshot.counts.values()))
        if self.shown % PAGE_EVERY == 0:
            self._turn_page(snapshot)
        self.window.stack.go_on(snapshot.at)
        if self.shown % max(1, self._ticks // HOURS) == 0:
            gc.collect()
            self.memory.append(resident())
        if not self.days[-1].left:
            self.app.quit()
        else:
            self.days[-1].taken()

    def _turn_page(self, snapshot: BoardSnapshot) -> None:
        number = self.shown // PAGE_EVERY
        spec = pages.PAGES[number % len(pages.PAGES)]
        self.window.open_page(spec.key)
        self.pages.add(spec.key)
        if spec.key == pages.CASES:
            cases = snapshot.cases.case_no
            self.window.show_case(str(cases[number % len(cases)]))

    def live(self) -> dict[str, Any]:
        self.window.show()
        self._bridge.start()
        self.app.exec()
        self.window.leave()
        ended = self._bridge.stop()
        return {"shown": self.shown, "versions": len(self.versions), "lights": len(self.lights),
                "pages": sorted(self.pages), "memory": self.memory, "ended": ended}  # fmt: skip


def resident() -> float:
    """Resident memory of this process in MiB."""
    pages_held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages_held * 4096 / 1024**2


def main(arguments: list[str]) -> int:
    folder, ticks = Path(arguments[0]), int(arguments[1])
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "memory"))
    faults: list[str] = []
    sys.excepthook = lambda kind, error, trace: faults.append(f"{kind.__name__}: {error}")
    app = application()
    translate(app, "zh_CN")
    Theme(app)
    told = Living(folder, ticks).live()
    sys.stdout.write(json.dumps({**told, "faults": faults}))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
