"""The shell: title and time, side bar, messages, pages, and how old the data is."""

from __future__ import annotations

from datetime import datetime
from typing import Final, cast

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from desktop.settings import Settings
from desktop.window import pages
from desktop.window.bridge import EngineBridge
from desktop.window.edges import BottomLine, TopLine
from desktop.window.live_clock import LiveClock
from desktop.window.memory import Memory
from desktop.window.notices import RETRY, Notices
from desktop.window.page_tools import CaseFilter, PageTools
from desktop.window.shell.asking import Asking
from desktop.window.shell.background import Background
from desktop.window.shell.page_stack import PageStack
from desktop.window.shell.side_bar import SideBar
from monitoring.board import BoardSnapshot
from monitoring.codes import Light
from resources import Words
from widgets.banner import BannerStack, Notice
from widgets.qt import override

TICK_MILLISECONDS: Final = 1_000
GEOMETRY_KEY: Final = "window/geometry"
PAGE_KEY: Final = "window/page"


class MainWindow(QMainWindow):
    """Receives what the bridge hands over and gives it to the page in sight."""

    def __init__(self, bridge: EngineBridge, words: Words, settings: Settings) -> None:
        super().__init__()
        self._bridge = bridge
        self._words = words
        self._settings = settings
        self._clock = LiveClock()
        self._memory = Memory()
        self._snapshot: BoardSnapshot | None = None
        self._board_notices: list[Notice] = []
        self._other_notices: dict[str, Notice] = {}
        self._notices = Notices(words, self)
        self._asking = Asking(bridge, self)
        self.background = Background(self)
        self._make_parts()
        self._lay_out()
        self._connect()
        self._make_shortcuts()
        self.open_page(self._memory.text(PAGE_KEY) or pages.OVERVIEW)

    def _make_parts(self) -> None:
        site = self._settings.site
        self.setWindowTitle(self.tr("{site} · supervision of approvals").format(site=site.name))
        title = self.tr("{bureau} · electronic supervision").format(bureau=site.bureau)
        self.top = TopLine(self._words, title, self)
        self.banners = BannerStack(self)
        self.side = SideBar([spec.said() for spec in pages.PAGES], self)
        self.stack = PageStack(pages.PAGES, self._tools(), self, stale=self._stale)
        self.bottom = BottomLine(self._words, self)

    def _tools(self) -> PageTools:
        return PageTools(
            words=self._words,
            memory=self._memory,
            settings=self._settings,
            ask=self._asking.ask,
            run=self.background.run,
            show_cases=self.show_cases,
            show_case=self.show_case,
            say=self._say,
            show_help=self.show_help,
            reload=self._bridge.wake,
        )

    def _lay_out(self) -> None:
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(0)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.banners)
        right.addWidget(self.stack, 1)
        line.addWidget(self.side)
        line.addLayout(right, 1)
        column.addWidget(self.top)
        column.addLayout(line, 1)
        column.addWidget(self.bottom)
        self.setCentralWidget(body)
        self.setMinimumSize(1024, 600)
        self.resize(1280, 720)
        self.restoreGeometry(self._memory.bytes(GEOMETRY_KEY))

    def _connect(self) -> None:
        self._bridge.snapshot.connect(self._show_snapshot)
        self._bridge.unavailable.connect(self._show_unavailable)
        self._bridge.failed.connect(self._show_failed)
        self.banners.pressed.connect(self._press)
        self.side.chosen.connect(self._open_number)
        self.bottom.cancelled.connect(self.background.cancel)
        self.bottom.problems_asked.connect(self._open_problems)
        self.background.changed.connect(self._show_work)
        self.background.failed.connect(self._show_failed_work)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(TICK_MILLISECONDS)

    def _make_shortcuts(self) -> None:
        for number in range(len(pages.PAGES)):
            self._key(f"Ctrl+{number + 1}", lambda number=number: self.side.choose(number))
        self._key("F1", lambda: self.show_help(pages.PAGES[self.stack.number].help()))
        self._key("F5", self._bridge.wake)
        self._key("F10", self.top.show_menu)

    def _key(self, keys: str, action: object) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(action)

    # pages

    @property
    def page(self) -> QWidget:
        """The page of the cases."""
        return self.stack.page(_number(pages.CASES))

    def open_page(self, key: str) -> QWidget:
        """Opens a page by its key; the overview where there is no such page."""
        number = _number(key)
        self.side.choose(number)
        return self.stack.open(number)

    @Slot(int)
    def _open_number(self, number: int) -> None:
        page = self.stack.open(number)
        self._wire_old_page(page)
        self._memory.keep_text(PAGE_KEY, pages.PAGES[number].key)

    def _wire_old_page(self, page: QWidget) -> None:
        """Until CasesPage asks by itself."""
        if hasattr(page, "proof_asked") and not getattr(page, "wired", False):
            page.wired = True
            page.proof_asked.connect(self._bridge.explain)
            self._bridge.explained.connect(page.show_proof)
            self._bridge.unexplained.connect(page.show_unexplained)

    @Slot()
    def _open_problems(self) -> None:
        self.open_page(pages.PROBLEMS)

    def show_cases(self, case_filter: CaseFilter) -> None:
        """Opens the case list narrowed to a filter."""
        self.open_page(pages.CASES).apply_filter(case_filter)

    def show_case(self, case_no: str) -> None:
        """Opens one case beside the list."""
        self.open_page(pages.CASES).show_case(case_no)

    def show_help(self, anchor: str = "") -> None:
        """Opens the user guide at an anchor."""

    def _say(self, text: str) -> None:
        self.bottom.say(text)

    # what the bridge hands over

    @Slot(object)
    def _show_snapshot(self, snapshot: BoardSnapshot) -> None:
        self._snapshot = snapshot
        self._clock.set(snapshot.at)
        for key in (RETRY, "engine"):
            self._other_notices.pop(key, None)
        self._board_notices = self._notices.of_snapshot(snapshot)
        self._show_notices()
        self.stack.show_snapshot(snapshot, snapshot.at)
        self._show_counts(snapshot)
        self._show_edges(snapshot.at)

    def _show_counts(self, snapshot: BoardSnapshot) -> None:
        self._show_reds(pages.CASES, snapshot.counts.get(Light.RED, 0))
        self._show_reds(pages.NODES, snapshot.node_counts.get(Light.RED, 0))
        problems = len(snapshot.problems)
        count = f"{problems:,}" if problems else ""
        self.side.items[_number(pages.PROBLEMS)].show_count(count, count)
        self.bottom.show_problems(problems)

    def _show_reds(self, key: str, count: int) -> None:
        text = f"{count:,}" if count else ""
        said = f"{self._words.light(Light.RED.code)} {text}" if count else ""
        self.side.items[_number(key)].show_count(text, said, Light.RED.code if count else "")

    @Slot(str, str, bool)
    def _show_unavailable(self, code: str, detail: str, permanent: bool) -> None:
        self._add_notice(self._notices.of_unavailable(code, detail, permanent=permanent))

    @Slot()
    def _show_failed(self) -> None:
        self._add_notice(self._notices.of_failed_engine())

    @Slot()
    def show_fault(self) -> None:
        """Something in the window went wrong; the log has the details."""
        self._add_notice(self._notices.of_fault())

    @Slot(str, object)
    def _show_failed_work(self, title: str, error: BaseException) -> None:
        self._add_notice(self._notices.of_failed_work(title, error))

    @Slot()
    def _show_work(self) -> None:
        jobs = self.background.jobs
        if jobs:
            first = jobs[0]
            self.bottom.show_work(first.title, first.share, others=len(jobs) - 1, stopping=first.cancelled)
        else:
            self.bottom.show_work("", 0.0)

    # time

    @Slot()
    def _go_on(self) -> None:
        now = self._clock.now()
        if now is not None:
            self.stack.go_on(now)
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
        old = (now - snapshot.read_at).total_seconds() > self._settings.poll.age_limit_seconds
        return self._store_away(snapshot) or old

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
        elif key in self._other_notices:
            del self._other_notices[key]
            self._show_notices()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._timer.stop()
        self.stack.remember()
        self._memory.keep(GEOMETRY_KEY, self.saveGeometry())
        super().closeEvent(event)


def _number(key: str) -> int:
    return next((number for number, spec in enumerate(pages.PAGES) if spec.key == key), 0)
