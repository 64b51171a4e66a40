"""The real window on a large store, in a process of its own: run as ``python -m benchmarks.visited``.

The engine works on its own thread as in the program. A ticker on the screen's thread tells how long the event loop was
held up while the store loaded, and while each page was opened for the first time and again. Told are, for each, the
longest time by the wall and the most that the thread itself worked at a stretch: on a machine that others use too, the
first waits for them. One JSON document.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks import screens, store_files, watched
from benchmarks.fluid import Ticker
from benchmarks.measuring import Wrong, stopwatch

LOAD_SECONDS: Final = 600.0
POLL_SECONDS: Final = 2.0


def main(arguments: list[str]) -> int:
    """``arguments``: a case store's file, a folder for what the window remembers, and how many seconds a page is
    watched after it was opened: its answers come from the engine's thread."""
    path, folder, rest = Path(arguments[0]), Path(arguments[1]), float(arguments[2])
    ledger = path.with_suffix(".visited.db")
    store_files.drop(ledger)
    app = screens.dressed(folder)
    session = _session(app, path, ledger)
    ticker = Ticker(app)
    found = {}
    try:
        bridge = session.bridge
        session.begin()
        ticker.run(lambda: None, lambda: session.window.stack.number < 0)  # the start has a goal of its own
        ticker.run(lambda: None, lambda: not _loaded(bridge.latest), LOAD_SECONDS)
        found["first board"] = _held(ticker)
        ticker.run(lambda: None, _made(session.window.stack))
        found["pages made ahead"] = _held(ticker)
        found |= _visits(session.window, ticker, rest)
    finally:
        session.window.leave()
        session.bridge.stop()
        store_files.drop(ledger)
    json.dump({"held": found}, sys.stdout)
    return 0


def _session(app: Any, path: Path, ledger: Path) -> Any:
    from desktop.settings import load
    from desktop.window.shell.session import Run, Session

    clock = watched.Clock()
    settings = load(None, {"EMONITOR_CONFIG": str(_nothing(path))})

    def make(publish: Any) -> Any:
        return watched.watcher(path, ledger, clock, POLL_SECONDS, publish)

    session = Session(app, Run(make, settings))
    session.window.resize(1366, 768)
    return session


def _nothing(path: Path) -> Path:
    """A settings file that sets nothing."""
    file = path.with_name("nothing-set.toml")
    file.touch()
    return file


def _loaded(snapshot: Any) -> bool:
    return snapshot is not None and snapshot.loading is None and snapshot.read_at is not None


def _held(ticker: Ticker) -> tuple[float, float]:
    return ticker.longest, ticker.own


def _made(stack: Any) -> Callable[[], bool]:
    from desktop.window.pages import PAGES

    return lambda: stack.count() < len(PAGES)


def _until(seconds: float) -> Callable[[], bool]:
    start = stopwatch()
    return lambda: stopwatch() - start < seconds


def _visits(window: Any, ticker: Ticker, rest: float) -> dict[str, tuple[float, float]]:
    from desktop.window.pages import OVERVIEW, PAGES

    found = {}
    for visit in ("first", "again"):
        for spec in PAGES:
            if spec.key != OVERVIEW or visit == "again":
                ticker.run(partial(window.open_page, spec.key), _until(rest))
                found[f"{spec.key} {visit}"] = _held(ticker)
    if window.page is None:
        raise Wrong("no page was opened")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
