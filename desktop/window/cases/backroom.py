"""Where plans are made: off the screen's thread, the latest wish first, one at a time.

A small board is planned at once on the screen's thread: that takes less than handing it over.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from desktop.window.cases.planning import Plan, Planner, Wish

SMALL: Final = 5_000
"""Cases that are planned in a few milliseconds."""


class Backroom(QObject):
    """Takes wishes, gives plans. A wish that a newer one overtook is never looked at."""

    planned = Signal(object)
    """A Plan; every one must be carried out, in this order."""
    _ready = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._planner = Planner()
        self._lock = threading.Lock()
        self._wish: Wish | None = None
        self._plans: deque[Plan | Exception] = deque()
        self._running = False
        self._ready.connect(self._hand_out)

    @property
    def busy(self) -> bool:
        """Whether a plan is still to come."""
        with self._lock:
            return self._running or bool(self._plans)

    def ask(self, wish: Wish) -> None:
        """Plans a wish, now or soon."""
        if len(wish.snapshot.cases) <= SMALL and not self.busy:
            self.planned.emit(self._plan(wish))
            return
        with self._lock:
            self._wish = wish
            start, self._running = not self._running, True
        if start:
            threading.Thread(target=self._work, name="case list", daemon=True).start()

    def _plan(self, wish: Wish) -> Plan:
        """A plan that failed half-way leaves nothing to start from: the next one shows everything anew."""
        try:
            return self._planner.plan(wish)
        except Exception:
            self._planner = Planner()
            raise

    def _work(self) -> None:
        """Until there is no wish left; the next one starts a new thread."""
        while (wish := self._next()) is not None:
            try:
                plan: Plan | Exception = self._plan(wish)
            except Exception as error:
                plan = error
            self._plans.append(plan)
            try:
                self._ready.emit()
            except RuntimeError:  # the window is gone
                return

    def _next(self) -> Wish | None:
        with self._lock:
            wish, self._wish = self._wish, None
            self._running = wish is not None
            return wish

    @Slot()
    def _hand_out(self) -> None:
        while self._plans:
            plan = self._plans.popleft()
            if isinstance(plan, Exception):
                raise plan
            self.planned.emit(plan)
