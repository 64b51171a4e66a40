"""Which messages hold now: those of the board, those of the bridge, those of work that failed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal, Slot

from desktop.window.bridge import EngineBridge
from desktop.window.shell.notices import CALENDAR, ENGINE, RETRY, Notices
from desktop.window.shell.outbox_watch import SHOW
from desktop.window.shell.report_watch import DRAFT
from resources import Words
from widgets.banner import BannerStack, Notice

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot

GRAVE: Final = (RETRY, ENGINE, "trouble:", "loading")


class Messages(QObject):
    """Fills the bars above the pages."""

    retry_asked = Signal()
    calendar_asked = Signal()
    warnings_asked = Signal(str)
    """Which group of states is to be shown."""
    report_asked = Signal(str)
    """Which report of the archive is to be opened."""

    def __init__(self, banners: BannerStack, bridge: EngineBridge, words: Words, parent: QObject) -> None:
        super().__init__(parent)
        self._banners = banners
        self._notices = Notices(words, self)
        self._of_board: list[Notice] = []
        self._others: dict[str, Notice] = {}
        self._of_sms: list[Notice] = []
        self._of_reports: list[Notice] = []
        self._on_wall = False
        banners.pressed.connect(self._press)
        bridge.unavailable.connect(self._unavailable)
        bridge.failed.connect(self._failed)

    def show_snapshot(self, snapshot: BoardSnapshot) -> None:
        """What a board says of itself; with it, an engine that was away is there again."""
        for key in (RETRY, ENGINE):
            self._others.pop(key, None)
        self._of_board = self._notices.of_snapshot(snapshot)
        self._show()

    @Slot(object)
    def show_sms(self, notices: list[Notice]) -> None:
        """What holds of the warnings by SMS."""
        if notices != self._of_sms:
            self._of_sms = notices
            self._show()

    @Slot(object)
    def show_reports(self, notices: list[Notice]) -> None:
        """Drafts that the schedule made and nobody has looked at."""
        if notices != self._of_reports:
            self._of_reports = notices
            self._show()

    @Slot()
    def show_fault(self) -> None:
        """Something in the window went wrong; the log has the details."""
        self._add(self._notices.of_fault())

    @Slot(str, object)
    def show_failed_work(self, title: str, error: BaseException) -> None:
        """Long work ended by an error."""
        self._add(self._notices.of_failed_work(title, error))

    @Slot(str, str, bool)
    def _unavailable(self, code: str, detail: str, permanent: bool) -> None:
        self._add(self._notices.of_unavailable(code, detail, permanent=permanent))

    @Slot()
    def _failed(self) -> None:
        self._add(self._notices.of_failed_engine())

    def _add(self, notice: Notice) -> None:
        self._others[notice.key] = notice
        self._show()

    def show_on_wall(self, *, on: bool) -> None:
        """On a wall only what makes the picture itself doubtful: nobody there can press a button."""
        self._on_wall = on
        self._show()

    def _show(self) -> None:
        notices = [*self._others.values(), *self._of_board, *self._of_sms, *self._of_reports]
        if self._on_wall:
            grave = (notice for notice in notices if notice.key.startswith(GRAVE))
            notices = [replace(notice, text="", action="") for notice in grave]
        self._banners.show_notices(notices)

    @Slot(str)
    def _press(self, key: str) -> None:
        if key == RETRY:
            self.retry_asked.emit()
        elif key == CALENDAR:
            self.calendar_asked.emit()
        elif key.startswith(SHOW):
            self.warnings_asked.emit("waiting")
        elif key.startswith(DRAFT):
            self.report_asked.emit(key.removeprefix(DRAFT))
        elif key in self._others:
            del self._others[key]
            self._show()
