"""Faults nobody caught: into the log for whoever looks after the program, as one sentence for who works with it."""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType

from PySide6.QtCore import QObject, Signal

log = logging.getLogger(__name__)


class Faults(QObject):
    """Takes the place of the traceback that Python would print."""

    happened = Signal()

    def install(self) -> None:
        """From now on, for this thread and all others."""
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.take
        threading.excepthook = self._take_of_thread

    def uninstall(self) -> None:
        sys.excepthook, threading.excepthook = self._before

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Logs a fault and tells the window."""
        log.error("a fault nobody caught", exc_info=(kind, error, trace))
        self.happened.emit()

    def _take_of_thread(self, fault: threading.ExceptHookArgs) -> None:
        if fault.exc_value is not None:
            self.take(fault.exc_type, fault.exc_value, fault.exc_traceback)
