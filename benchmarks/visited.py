"""The real window on a large store, in a process of its own: run as ``python -m benchmarks.visited``.

The engine works on its own thread as in the program. A ticker on the screen's thread tells how long the event loop was
held up while the store loaded, and while each page was opened for the first time and again. One JSON document.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from benchmarks import screens, store_files, watched
from benchmarks.fluid import Ticker
from benchmarks.measuring import Wrong, stopwatch

REST_SECONDS: Final = 1.5
"""So long a page is watched after it was opened: its answers come from the engine's thread."""
LOAD_SECONDS: Final = 600.0
POLL_SECONDS: Final = 2.0


def main(arguments: list[str]) -> int:
    """``arguments``: a case store's file and a folder for what the window remembers."""
    path, folder = Path(arguments[0]), Path(arguments[1])
    ledger = path.with_suffix(".visited.db")
    store_files.drop(ledger)
    app = screens.dressed(folder)
    session = _session(app, path, ledger)
    ticker = Ticker(app)
    found = {}
    try:
        bridge = session.bridge
        found["load"] = ticker.run(session.begin, lambda: not _loaded(bridge.latest), LOAD_SECONDS)
        found["rest"] = ticker.run(lambda: None, _until(REST_SECONDS))
        found |= _visits(session.window, ticker)
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


def _until(seconds: float) -> Callable[[], bool]:
    start = stopwatch()
    return lambda: stopwatch() - start < seconds


def _visits(window: Any, ticker: Ticker) -> dict[str, float]:
    from desktop.window.pages import OVERVIEW, PAGES

    found = {}
    for visit in ("first", "again"):
        for spec in PAGES:
            if spec.key != OVERVIEW or visit == "again":
                held = ticker.run(lambda key=spec.key: window.open_page(key), _until(REST_SECONDS))
                found[f"{spec.key} {visit}"] = held
    if window.page is None:
        raise Wrong("no page was opened")
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
