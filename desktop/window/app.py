"""Starts the window. The engine is made and run on a thread of its own."""

from __future__ import annotations

import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from desktop.settings import Settings
from desktop.window.bridge import EngineBridge, MakeWatcher
from desktop.window.faults import Faults
from desktop.window.main_window import MainWindow
from desktop.window.theme import Theme, translate
from resources import words

log = logging.getLogger(__name__)


def application() -> QApplication:
    """The one QApplication of this process."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setOrganizationName("emonitor")
    app.setApplicationName("emonitor")
    app.setApplicationDisplayName("")
    return app


@contextmanager
def ended_by_signals(app: QApplication) -> Iterator[None]:
    """Ctrl-C and a polite kill close the window as its own button does. The window's timer lets Python see them."""
    before = {number: signal.signal(number, lambda *_: app.quit()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_window(
    make_watcher: MakeWatcher, settings: Settings
) -> int:
    """Shows the window until it is closed; returns the exit status.

    ``make_watcher(publish)`` is called on the engine's thread, again after a StoreUnavailable.
    """
    app = application()
    language = settings.site.language
    translate(app, language)
    Theme(app)
    bridge = EngineBridge(make_watcher)
    window = MainWindow(bridge, words(language), settings)
    faults = Faults()
    faults.happened.connect(window.show_fault)
    faults.install()
    bridge.start()
    window.show()
    try:
        with ended_by_signals(app):
            status = app.exec()
    finally:
        stopped = bridge.stop()
        faults.uninstall()
    return status if stopped else _leave_engine_behind(status)


def _leave_engine_behind(status: int) -> int:
    """Ends the process although the engine still waits for a store: what it writes is whole transactions or nothing.

    Qt would abort the process on a thread that still runs.
    """
    log.error("the engine did not stop in time; the program ends without it")
    logging.shutdown()
    os._exit(status)
