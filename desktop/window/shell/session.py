"""One run of the window: its bridge, its looks, its language, and the window anew where the language changes."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QProcess, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

import desktop
from desktop.settings import Settings
from desktop.window.bridge import EngineBridge, MakeWatcher
from desktop.window.main_window import MainWindow
from desktop.window.memory import Memory
from desktop.window.pages import PAGES
from desktop.window.shell.choices import Choices
from desktop.window.shell.clerk import MakeArchive, MakeDesk
from desktop.window.theme import Theme, translate
from resources import words

OF_THE_ENGINE: Final = ("site", "stores", "office_hours", "poll", "rules", "sms", "reports")
"""The settings that the watch, its sender or its clock depend on."""
log = logging.getLogger(__name__)

AHEAD_MILLISECONDS: Final = 250
"""Between two pages that are made ahead."""
UNPAINTED_MILLISECONDS: Final = 1_000
"""A window that nobody can see (minimized at the start) goes on all the same."""


@dataclass(frozen=True, slots=True)
class Run:
    """How the window is run."""

    make_watcher: MakeWatcher
    settings: Settings
    speed: float = 1.0
    """How much faster than time the site's clock goes; above 1 it is a simulation and says so."""
    simulation: tuple[str, ...] = ()
    """Arguments of a second process that lets the demonstration run; empty where there is none to run."""
    make_desk: MakeDesk | None = None
    """Opens the outbox of warnings, on a thread of its own."""
    make_archive: MakeArchive | None = None
    """Opens the archive of reports, on a thread of its own."""
    anew: Callable[[Settings], Run] | None = None
    """The run by other settings; None: these settings cannot be changed while it lasts."""


class Session(QObject):
    """Holds the one window there is."""

    left = Signal()
    _read = Signal()
    """The modules of all pages are there."""

    def __init__(self, app: QApplication, run: Run) -> None:
        super().__init__(app)
        self._run = run
        self._choices = Choices(Memory(), run.settings, self)
        self._tongue = translate(app, self._choices.language)
        self._theme = Theme(app)
        self._theme.choose(self._choices.scheme)
        self._begun = False
        self._ending = threading.Event()
        self.bridge = EngineBridge(run.make_watcher, self)
        self.bridge.snapshot.connect(self._warm_up)
        self.left.connect(self._ending.set)
        self._ahead = QTimer(self)
        self._ahead.setInterval(AHEAD_MILLISECONDS)
        self._ahead.timeout.connect(self._make_ahead)
        self._read.connect(self._begin_ahead)
        self._were_read = False
        self.left.connect(self._ahead.stop)
        self._left_over: dict[str, object] = {}
        self.window = self._made_window()

    @Slot()
    def _warm_up(self) -> None:
        """Reads the modules of all pages beside the screen, so that opening one for the first time does not stutter."""
        self.bridge.snapshot.disconnect(self._warm_up)
        threading.Thread(target=self._read_pages, name="pages").start()

    def _read_pages(self) -> None:
        for spec in PAGES:
            if not self._ending.is_set():
                try:
                    import_module(spec.module)
                except Exception:  # whoever opens that page is told
                    log.exception("the modules of a page cannot be read ahead")
        if not self._ending.is_set():
            self._read.emit()

    @Slot()
    def _begin_ahead(self) -> None:
        self._were_read = True
        self._ahead.start()

    @Slot()
    def _make_ahead(self) -> None:
        """One page at a time, and none while somebody holds a mouse button or looks at a list."""
        busy = QApplication.mouseButtons() != Qt.MouseButton.NoButton or QApplication.activePopupWidget() is not None
        if busy:
            return
        try:
            if not self.window.stack.make_ahead():
                self._ahead.stop()
        except Exception:  # whoever opens that page is told
            log.exception("a page cannot be made ahead")
            self._ahead.stop()

    def _made_window(self) -> MainWindow:
        window = MainWindow(
            self.bridge,
            words(self._choices.language),
            self._run.settings,
            speed=self._run.speed,
            demo=bool(self._run.simulation),
            make_desk=self._run.make_desk,
            make_archive=self._run.make_archive,
            left_over=self._left_over,
            changeable=self._run.anew is not None,
        )
        window.settings_saved.connect(self._apply, Qt.ConnectionType.QueuedConnection)
        window.left.connect(self.left)
        window.choices.language_chosen.connect(self._speak)
        window.choices.scheme_chosen.connect(self._theme.choose)
        window.simulation_asked.connect(self._simulate)
        return window

    def begin(self) -> None:
        """Shows the window; once it is painted, its first page and the engine follow, whose modules take longer."""
        self.window.painted.connect(self._go_on)
        QTimer.singleShot(UNPAINTED_MILLISECONDS, self._go_on)
        self.window.show()

    @Slot()
    def _go_on(self) -> None:
        if not self._begun:
            self._begun = True
            self.window.open_last_page()
            self.bridge.start()

    @Slot()
    def come_to_front(self) -> None:
        """Another start of the program asks for the window."""
        self.window.come_to_front()

    @Slot()
    def leave(self) -> None:
        """Closes the window for good, also out of the tray: the user, the desktop or a signal ends the program."""
        self.window.leave()

    @Slot()
    def show_fault(self) -> None:
        """Something in the window went wrong; the log has the details."""
        self.window.show_fault()

    @Slot(str)
    def _speak(self, language: str) -> None:
        """The window is made anew: every label is said in the new language at once."""
        self._tongue.speak(language)
        self._make_anew()

    @Slot(object)
    def _apply(self, settings: Settings) -> None:
        """Settings that were saved hold from now on: the window is made anew, and the engine."""
        if self._run.anew is None:
            return
        before, self._run = self._run.settings, self._run.anew(settings)
        self._choices = Choices(Memory(), settings, self)
        self._tongue.speak(self._choices.language)
        if any(getattr(before, name) != getattr(settings, name) for name in OF_THE_ENGINE):
            self.bridge.use(self._run.make_watcher)
        self._make_anew()

    def _make_anew(self) -> None:
        old = self.window
        old.left.disconnect(self.left)
        old.leave()
        self.window = self._made_window()
        self.window.show()
        self.window.open_last_page()
        old.deleteLater()
        if self._were_read:
            self._ahead.start()

    @Slot()
    def _simulate(self) -> None:
        """A process of its own, on copies: this window goes on watching."""
        root = str(Path(desktop.__file__).resolve().parents[1])
        started, _ = QProcess.startDetached(sys.executable, ["-m", "desktop.main", *self._run.simulation], root)
        if not started:
            self.window.show_fault()
