"""The case list under a large board: how long the screen's thread is held up by sorting, filtering, scrolling and a
changed picture. A ticker that should ring every five milliseconds tells."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from benchmarks import screens
from benchmarks.measuring import Context, Result, Wrong, stopwatch

TICK_MILLISECONDS: Final = 5
CHANGED: Final = 1_000
STEPS: Final = 40
"""Pages scrolled."""
MOST_SECONDS: Final = 60.0


class Ticker:
    """Knows the longest time for which the event loop did not come round."""

    def __init__(self, app: Any) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        self._turn = QEventLoop.ProcessEventsFlag.AllEvents | QEventLoop.ProcessEventsFlag.WaitForMoreEvents
        self._app = app
        self._last = stopwatch()
        self.longest = self.own = 0.0
        """The longest that it did not ring, and the most that the thread itself worked between two rings."""
        self._last_own = 0.0
        self._running = False
        self._timer = QTimer()
        self._timer.setInterval(TICK_MILLISECONDS)
        self._timer.timeout.connect(self._ring)

    def _ring(self) -> None:
        now, own = stopwatch(), time.thread_time()
        self.longest, self.own = max(self.longest, now - self._last), max(self.own, own - self._last_own)
        self._last, self._last_own = now, own

    def held(self) -> float:
        """Seconds since it rang last; 0 while it is not running. May be asked from any thread."""
        return stopwatch() - self._last if self._running else 0.0

    def run(self, work: Callable[[], object], busy: Callable[[], bool], most: float = MOST_SECONDS) -> float:
        """Seconds for which the thread was held at most while something was asked for and until it was there."""
        self._app.processEvents()
        self.longest = self.own = 0.0
        self._last, self._last_own = stopwatch(), time.thread_time()
        self._timer.start()
        self._running = True
        start = stopwatch()
        work()
        while busy() or stopwatch() - start < 0.2:
            self._app.processEvents(self._turn)  # as in the program: between two events the thread sleeps
            if stopwatch() - start > most:
                raise Wrong("what was asked for was never shown")
        self._ring()
        self._running = False
        self._timer.stop()
        return self.longest


def fluid(context: Context) -> Iterator[Result]:
    """Every way of asking for another list, on the real table."""
    app = screens.dressed(context.work)
    from desktop.window.cases.page import CasesPage  # noqa: F401 - its modules are read before anything is timed
    from desktop.window.cases.query import CaseColumn, CaseQuery
    from monitoring.codes import Light

    snapshot = screens.board(context.sizes.cases)
    table, model = _table(app, snapshot)
    ticker = Ticker(app)
    sorts = {f"sort by {column.name.lower()}": CaseQuery(sort_by=column) for column in CaseColumn}
    queries = {
        **sorts,
        "sort descending": CaseQuery(sort_by=CaseColumn.DUE, descending=True),
        "filter by light": CaseQuery(lights=frozenset({Light.RED})),
        "filter by text": CaseQuery(text="12345"),
        "no filter": CaseQuery(),
    }
    found = {}
    for name, query in queries.items():
        found[name] = ticker.run(lambda query=query: model.ask(query), lambda: model.busy)
    bar = table.view.verticalScrollBar()

    def scroll() -> None:
        for step in range(STEPS):
            bar.setValue(bar.maximum() * step // STEPS)
            app.processEvents()

    found["scroll"] = ticker.run(scroll, lambda: False)
    table.choose(str(snapshot.cases.case_no[len(snapshot.cases) // 2]))
    for number in (1, 2):
        snapshot = screens.changed(snapshot, min(CHANGED, len(snapshot.cases)), 3_600 * number)
        fresh = snapshot
        seconds = ticker.run(lambda fresh=fresh: model.apply(fresh, fresh.at), lambda: model.busy)
        found["changed snapshot"] = max(found.get("changed snapshot", 0.0), seconds)
    same = replace(snapshot, at=snapshot.at)
    found["same snapshot"] = ticker.run(lambda: model.apply(same, same.at), lambda: model.busy)
    if model.rowCount() != len(snapshot.cases):
        raise Wrong(f"the list shows {model.rowCount()} of {len(snapshot.cases)} cases")
    worst = sorted(found.items(), key=lambda one: -one[1])
    note = ", ".join(f"{name} {seconds * 1e3:.0f}" for name, seconds in worst[:5])
    goal = f"screen thread blocked by sort, filter, scroll, change of {context.sizes.cases} cases"
    yield context.most(goal, worst[0][1] * 1e3, 50.0, "ms", note)
    table.deleteLater()
    app.processEvents()


def _table(app: Any, snapshot: Any) -> tuple[Any, Any]:
    from desktop.window.cases.model import CaseModel
    from desktop.window.cases.table import CaseTable
    from desktop.window.memory import Memory
    from resources import words

    model = CaseModel(words("zh_CN"))
    table = CaseTable(model, Memory())
    model.setParent(table)
    table.resize(1366, 768)
    table.show()
    model.apply(snapshot, snapshot.at)
    start = stopwatch()
    while model.busy:
        app.processEvents()
        if stopwatch() - start > MOST_SECONDS:
            raise Wrong("the list never showed its first picture")
    return table, model
