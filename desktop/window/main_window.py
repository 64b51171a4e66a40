"""The shell: title and time, messages, a page, and how old the data is."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from desktop.window.board_page import BoardPage
from desktop.window.bridge import EngineBridge
from desktop.window.edges import BottomLine, TopLine
from desktop.window.live_clock import LiveClock
from desktop.window.memory import Memory
from desktop.window.notices import DISMISS, RETRY, Notices
from monitoring.board import BoardSnapshot
from monitoring.explaining import Explanation
from resources import Words
from widgets.banner import BannerStack, Notice
from widgets.qt import override

TICK_MILLISECONDS: Final = 1_000
GEOMETRY_KEY: Final = "window/geometry"


class MainWindow(QMainWindow):
    """Receives what the bridge hands over and gives it to the page."""

    def __init__(
        self, bridge: EngineBridge, words: Words, *, site_name: str, bureau: str, age_limit_seconds: float
    ) -> None:
        super().__init__()
        self._bridge = bridge
        self._age_limit = age_limit_seconds
        self._clock = LiveClock()
        self._memory = Memory()
        self._snapshot: BoardSnapshot | None = None
        self._board_notices: list[Notice] = []
        self._other_notices: dict[str, Notice] = {}
        self._notices = Notices(words, self)
        self.setWindowTitle(self.tr("{site} · supervision of approvals").format(site=site_name))
        self.top = TopLine(words, self.tr("{bureau} · electronic supervision").format(bureau=bureau), self)
        self.banners = BannerStack(self)
        self.page = BoardPage(words, self._memory, self)
        self.bottom = BottomLine(words, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.page)
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.banners)
        column.addWidget(self._pages, 1)
        column.addWidget(self.bottom)
        self.setCentralWidget(body)
        self.setMinimumSize(1024, 600)
        self.resize(1280, 720)
        self.restoreGeometry(self._memory.bytes(GEOMETRY_KEY))
        self.page.table.setFocus()

    def _connect(self) -> None:
        self._bridge.snapshot.connect(self._show_snapshot)
        self._bridge.unavailable.connect(self._show_unavailable)
        self._bridge.failed.connect(self._show_failed)
        self._bridge.explained.connect(self._show_proof)
        self._bridge.unexplained.connect(self._show_unexplained)
        self.page.proof_asked.connect(self._bridge.explain)
        self.banners.pressed.connect(self._press)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(TICK_MILLISECONDS)

    # what the bridge hands over

    @Slot(object)
    def _show_snapshot(self, snapshot: BoardSnapshot) -> None:
        self._snapshot = snapshot
        self._clock.set(snapshot.at)
        for key in (RETRY, "engine"):
            self._other_notices.pop(key, None)
        self._board_notices = self._notices.of_snapshot(snapshot)
        self._show_notices()
        self.page.show_snapshot(snapshot, snapshot.at, stale=self._stale(snapshot.at))
        self._show_edges(snapshot.at)

    @Slot(str, str, bool)
    def _show_unavailable(self, code: str, detail: str, permanent: bool) -> None:
        self._add_notice(self._notices.of_unavailable(code, detail, permanent=permanent))

    @Slot()
    def _show_failed(self) -> None:
        self._add_notice(self._notices.of_failed_engine())

    @Slot(str, object)
    def _show_proof(self, case_no: str, proof: Explanation) -> None:
        self.page.show_proof(case_no, proof)

    @Slot(str, str)
    def _show_unexplained(self, case_no: str, why: str) -> None:
        self.page.show_unexplained(case_no, why)

    @Slot()
    def show_fault(self) -> None:
        """Something in the window went wrong; the log has the details."""
        self._add_notice(self._notices.of_fault())

    # time

    @Slot()
    def _go_on(self) -> None:
        now = self._clock.now()
        if now is not None:
            self.page.go_on(now, stale=self._stale(now))
            self._show_edges(now)

    def _show_edges(self, now: datetime) -> None:
        snapshot = self._snapshot
        if snapshot is not None:
            self.top.show_now(now)
            self.bottom.show_age(now, snapshot.read_at, stale=self._stale(now), away=self._store_away(snapshot))

    def _stale(self, now: datetime) -> bool:
        snapshot = self._snapshot
        if snapshot is None or snapshot.read_at is None:
            return True
        return self._store_away(snapshot) or (now - snapshot.read_at).total_seconds() > self._age_limit

    @staticmethod
    def _store_away(snapshot: BoardSnapshot) -> bool:
        return any(trouble.store == "case_store" for trouble in snapshot.trouble)

    # messages

    def _add_notice(self, notice: Notice) -> None:
        self._other_notices[notice.key] = notice
        self._show_notices()

    def _show_notices(self) -> None:
        self.banners.show_notices([*self._other_notices.values(), *self._board_notices])

    @Slot(str)
    def _press(self, key: str) -> None:
        if key == RETRY:
            self._bridge.wake()
        elif key == DISMISS:
            self._other_notices.pop(DISMISS, None)
            self._show_notices()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        self.page.remember()
        self._memory.keep(GEOMETRY_KEY, self.saveGeometry())
        super().closeEvent(event)
