"""The real window on real stores that the program made itself: for pictures, walks and long runs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QElapsedTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from desktop import paths, sms_wiring, wiring
from desktop.main import main
from desktop.reporting import works
from desktop.settings import Settings, load
from desktop.window import bridge as bridges
from desktop.window.bridge import EngineBridge
from desktop.window.main_window import MainWindow
from monitoring.clock import running_clock
from monitoring.watching.engine import Engine
from monitoring.watching.watcher import Watcher
from resources import words

T = TypeVar("T")
SIZE = (1366, 768)
NOTHING_SET = Path(__file__).with_name("empty_settings.toml")
QUIET_MILLISECONDS = 200
"""So long nothing is under way before a picture is taken."""
MOST_MILLISECONDS = 60_000


def stores(folder: Path) -> tuple[str, str]:
    """The addresses of the case store and the ledger in a folder."""
    return paths.sqlite_url(folder / "cases.sqlite"), paths.sqlite_url(folder / "ledger.sqlite")


def make_stores(folder: Path, *arguments: str) -> Path:
    """Calls the program with a command that fills new stores in a folder; fails where it does."""
    folder.mkdir(parents=True, exist_ok=True)
    case, ledger = stores(folder)
    status = main(["--config", str(NOTHING_SET), "--case-store", case, "--ledger", ledger, *arguments])
    if status != 0:
        raise RuntimeError(f"emonitor {' '.join(arguments)} ended with status {status}")
    return folder


def settings_of(case: str, ledger: str) -> Settings:
    """Settings of a site that set nothing but its stores, whatever this machine's own settings say."""
    return load(NOTHING_SET, {}, case_store=case, ledger=ledger)


class CountingBridge(EngineBridge):
    """Knows which questions are still open."""

    open_questions: list[Future[Any]]

    def ask(self, question: Callable[[Engine], T]) -> Future[T] | None:
        future = super().ask(question)
        if future is not None:
            self.open_questions = [*(one for one in self.__dict__.get("open_questions", ()) if not one.done()), future]
        return future

    @property
    def waiting(self) -> bool:
        return any(not one.done() for one in self.__dict__.get("open_questions", ()))


class RealWindow:
    """A window with an engine on its own thread, by a clock that starts at ``at``."""

    def __init__(self, settings: Settings, at: datetime, *, language: str = "zh_CN") -> None:
        now = running_clock(at, 1.0)
        self._settings = settings
        self._now = now
        self.bridge = CountingBridge(self._make_watcher, retry_seconds=bridges.RETRY_SECONDS)
        desk = partial(sms_wiring.desk, settings)
        archive = partial(works.open_archive, settings)
        self.window = MainWindow(self.bridge, words(language), settings, make_desk=desk, make_archive=archive)
        self.window.resize(*SIZE)
        self.window.show()
        self.bridge.start()

    def _make_watcher(self, publish: Any) -> Watcher:
        settings = self._settings
        return Watcher(
            wiring.make_engine(settings),
            now=self._now,
            poll_seconds=settings.poll.seconds,
            publish=publish,
            new_book=lambda ledger: wiring.rulebook(settings, ledger),
        )

    def wait_for_board(self) -> None:
        """Until the case store was read."""
        self.wait(lambda: self.bridge.latest is not None and self.bridge.latest.read_at is not None)
        self.settle()

    def open(self, key: str) -> Any:
        """Opens a page and waits until all that it asked for is there."""
        page = self.window.open_page(key)
        self.settle()
        return page

    def settle(self, milliseconds: int = QUIET_MILLISECONDS) -> None:
        """Until nothing was under way for a while."""
        quiet = QElapsedTimer()
        quiet.start()
        watch = QElapsedTimer()
        watch.start()
        while quiet.elapsed() < milliseconds:
            _turn()
            window = self.window
            working = self.bridge.waiting or window.background.jobs or window.clerk.busy or window.archivist.busy
            if working or _busy(window.page):
                quiet.restart()
            if watch.elapsed() > MOST_MILLISECONDS:
                raise TimeoutError("the window does not come to rest")

    def wait(self, until: Callable[[], bool]) -> None:
        """Lets the window work until something is so."""
        watch = QElapsedTimer()
        watch.start()
        while not until():
            _turn()
            if watch.elapsed() > MOST_MILLISECONDS:
                raise TimeoutError("the window never came to what was waited for")

    def close(self) -> None:
        """Ends window and engine."""
        self.window.leave()
        if not self.bridge.stop():
            raise RuntimeError("the engine did not stop")
        self.window.deleteLater()
        QApplication.processEvents()


def _turn() -> None:
    flags = QEventLoop.ProcessEventsFlag
    QApplication.processEvents(flags.AllEvents | flags.WaitForMoreEvents, 20)


def _busy(page: Any) -> bool:
    model = getattr(page, "model", None)
    return bool(getattr(model, "busy", False))
