"""Starts the window. The engine is made and run on a thread of its own."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop.window.shell.faults import Faults
from desktop.window.shell.session import Run, Session
from desktop.window.shell.single import SingleInstance

log = logging.getLogger(__name__)

SWITCH_SECONDS: Final = 0.0005
"""After so long a thread that works in Python gives way to another that waits. Qt asks Python thousands of small things
for one page: with Python's own 5 ms each of them might wait that long for the engine. Measured: pages hold the screen a
third shorter, the engine is no slower while the screen rests."""


def application() -> QApplication:
    """The one QApplication of this process, whose screen need not wait long for other threads."""
    sys.setswitchinterval(SWITCH_SECONDS)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setOrganizationName("emonitor")
    app.setApplicationName("emonitor")
    app.setApplicationDisplayName("")
    app.setQuitOnLastWindowClosed(False)  # the window may live on in the tray
    return app


@contextmanager
def ended_by_signals(leave: Callable[[], None]) -> Iterator[None]:
    """Ctrl-C and a polite kill close the window for good. The window's timer lets Python see them."""
    before = {number: signal.signal(number, lambda *_: leave()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_window(run: Run, single: SingleInstance | None = None) -> int:
    """Shows the window until it is closed; returns the exit status.

    ``run.make_watcher(publish)`` is called on the engine's thread, again after a StoreUnavailable. Where ``single``
    says that there is a window already, that one comes to the front and this call is over.
    """
    app = application()
    single = single or SingleInstance(run.settings.stores.ledger)
    if not single.first():
        log.info("the window is open already")
        return 0
    try:
        return _run_first(app, run, single)
    finally:
        single.close()


def _run_first(app: QApplication, run: Run, single: SingleInstance) -> int:
    session = Session(app, run)
    single.called.connect(session.come_to_front)
    session.left.connect(app.quit)
    app.commitDataRequest.connect(session.leave, Qt.ConnectionType.DirectConnection)
    faults = Faults()
    faults.happened.connect(session.show_fault)
    faults.install()
    session.begin()
    try:
        with ended_by_signals(session.leave):
            status = app.exec()
    finally:
        stopped = session.bridge.stop()
        faults.uninstall()
    return status if stopped else _leave_engine_behind(status)


def _leave_engine_behind(status: int) -> int:
    """Ends the process although the engine still waits for a store: what it writes is whole transactions or nothing.

    Qt would abort the process on a thread that still runs.
    """
    log.error("the engine did not stop in time; the program ends without it")
    logging.shutdown()
    os._exit(status)
