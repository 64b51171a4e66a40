"""The shell: title and time, side bar, messages, pages, and how old the data is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from desktop.settings import Settings
from desktop.window import pages
from desktop.window.bridge import EngineBridge
from desktop.window.edges import BottomLine, TopLine
from desktop.window.memory import Memory
from desktop.window.page_tools import CaseFilter, PageTools
from desktop.window.shell.asking import Asking
from desktop.window.shell.background import Background
from desktop.window.shell.choices import Choices
from desktop.window.shell.clerk import ArchiveClerk, MakeArchive, MakeDesk, OutboxClerk
from desktop.window.shell.freshness import Freshness
from desktop.window.shell.keys import Keys
from desktop.window.shell.main_menu import MainMenu
from desktop.window.shell.messages import Messages
from desktop.window.shell.outbox_watch import OutboxWatch
from desktop.window.shell.page_stack import PageStack
from desktop.window.shell.report_watch import ReportWatch
from desktop.window.shell.side_bar import SideBar
from desktop.window.shell.signs import Signs
from desktop.window.shell.tab_ring import step
from desktop.window.shell.tray import Tray
from desktop.window.shell.unsaved import may_leave
from resources import Words
from widgets.banner import BannerStack
from widgets.qt import override

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot

TICK_MILLISECONDS: Final = 1_000
USUAL: Final = QSize(1280, 720)
LEAST: Final = QSize(1024, 600)
FRAME: Final = QSize(16, 40)
"""About what the system draws around a window."""
GEOMETRY_KEY: Final = "window/geometry"
PAGE_KEY: Final = "window/page"


class MainWindow(QMainWindow):
    """Receives what the bridge hands over and gives it to the page in sight."""

    painted = Signal()
    """The window was seen for the first time."""
    left = Signal()
    """The window was closed for good: the program may end."""
    simulation_asked = Signal()
    settings_saved = Signal(object)
    """Other settings are to hold from now on."""

    def __init__(
        self,
        bridge: EngineBridge,
        words: Words,
        settings: Settings,
        *,
        speed: float = 1.0,
        demo: bool = False,
        make_desk: MakeDesk | None = None,
        make_archive: MakeArchive | None = None,
        left_over: dict[str, object] | None = None,
        changeable: bool = False,
    ) -> None:
        """``speed`` other than 1: a simulation, which says so; ``demo``: one can be started from the menu.

        ``make_desk``, ``make_archive``: open the outbox of warnings and the archive of reports, each on a thread of its
        own; None: there is none to show.
        ``left_over``: what the pages of the window before left for those of this one; ``changeable``: settings that are
        saved can hold at once.
        """
        super().__init__()
        self._bridge = bridge
        self._words = words
        self._settings = settings
        self._left_over = {} if left_over is None else left_over
        self._changeable = changeable
        self._memory = Memory()
        self.choices = Choices(self._memory, settings, self)
        self._fresh = Freshness(settings.poll.age_limit_seconds, speed)
        self._asking = Asking(bridge, self)
        self.background = Background(self)
        self.clerk = OutboxClerk(make_desk, self, words)
        self.archivist = ArchiveClerk(make_archive, self, words)
        self._help: QWidget | None = None
        self._leaving = False
        self._in_tray = False
        self._seen = False
        self._make_parts(self.tr("Simulation") if speed != 1.0 else "", demo)
        self._lay_out()
        self._connect()
        self._make_shortcuts()

    def _make_parts(self, mark: str, demo: bool) -> None:
        site = self._settings.site
        name = self.tr("{site} · supervision of approvals").format(site=site.name)
        self.setWindowTitle(f"{mark} · {name}" if mark else name)
        title = self.tr("{bureau} · electronic supervision").format(bureau=site.bureau)
        self.top = TopLine(self._words, title, self)
        self.top.show_mark(mark)
        self.banners = BannerStack(self)
        self.messages = Messages(self.banners, self._bridge, self._words, self)
        self.side = SideBar([spec.said() for spec in pages.PAGES], self)
        self.bottom = BottomLine(self._words, self)
        self.stack = PageStack(pages.PAGES, self._tools(), self, stale=self._fresh.stale)
        self._keys = Keys(self, self.side, self.stack, self._bridge)
        self.signs = Signs(self.top, self.side, self.bottom, self._fresh, self.background, self._words)
        self.outbox_watch = OutboxWatch(self.clerk, self._settings.sms.gateway, self._words, self)
        self.report_watch = ReportWatch(self.archivist, self._memory, self._words, self)
        self.tray = Tray(self._words, self.windowTitle(), self)
        self.menu = MainMenu(
            self.top.menu,
            language=self._words.language,
            scheme=self.choices.scheme,
            keep=self.choices.keep_in_tray,
            tray=self.tray.there,
            demo=demo,
        )

    def _tools(self) -> PageTools:
        return PageTools(
            words=self._words,
            memory=self._memory,
            settings=self._settings,
            ask=self._asking.ask,
            run=self.background.run,
            show_cases=self.show_cases,
            show_case=self.show_case,
            say=self.bottom.say,
            show_help=self.show_help,
            reload=self._bridge.wake,
            outbox=self.clerk.ask,
            archive=self.archivist.ask,
            show_messages=self.show_messages,
            left_over=self._left_over,
            apply=self.settings_saved.emit if self._changeable else None,
        )

    def _lay_out(self) -> None:
        body = QWidget(self)
        column = QVBoxLayout(body)
        middle, right = QHBoxLayout(), QVBoxLayout()
        for layout in (column, middle, right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        right.addWidget(self.banners)
        right.addWidget(self.stack, 1)
        middle.addWidget(self.side)
        middle.addLayout(right, 1)
        column.addWidget(self.top)
        column.addLayout(middle, 1)
        column.addWidget(self.bottom)
        self.setCentralWidget(body)
        self._bound()
        self.resize(USUAL.boundedTo(self.screen().availableSize()))
        self.restoreGeometry(self._memory.bytes(GEOMETRY_KEY))

    def _bound(self) -> None:
        """A screen may be smaller than what is comfortable, as at 200 %: the window must not be larger than it."""
        self.setMinimumSize(LEAST.boundedTo(self.screen().availableSize() - FRAME))

    def _connect(self) -> None:
        self._bridge.snapshot.connect(self._show_snapshot)
        self.messages.retry_asked.connect(self._bridge.wake)
        self.messages.calendar_asked.connect(self._open_calendar)
        self.side.chosen.connect(self._open_number)
        self.bottom.cancelled.connect(self.background.cancel)
        self.bottom.problems_asked.connect(self._open_problems)
        self.outbox_watch.counted.connect(self.signs.show_warnings)
        self.outbox_watch.noticed.connect(self.messages.show_sms)
        self.messages.warnings_asked.connect(self.show_messages)
        self.report_watch.noticed.connect(self.messages.show_reports)
        self.messages.report_asked.connect(self.show_report)
        self.bottom.warnings_asked.connect(self.show_messages)
        self.background.changed.connect(self.signs.show_work)
        self.background.failed.connect(self.messages.show_failed_work)
        self.tray.open_asked.connect(self.come_to_front)
        self.tray.wall_asked.connect(self._open_wall)
        self.tray.quit_asked.connect(self.quit)
        self.tray.cases_asked.connect(self._show_told)
        self.menu.wall_asked.connect(self._toggle_wall)
        self.menu.help_asked.connect(self._help_of_page)
        self.menu.poll_asked.connect(self._keys.read_again)
        self.menu.quit_asked.connect(self.quit)
        self.menu.simulation_asked.connect(self.simulation_asked)
        self.menu.language_chosen.connect(self.choices.choose_language)
        self.menu.scheme_chosen.connect(self.choices.choose_scheme)
        self.menu.keep_chosen.connect(self.choices.choose_keep)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(TICK_MILLISECONDS)

    def _make_shortcuts(self) -> None:
        self.addActions(self.top.menu.actions())
        self._keys.add("F10").activated.connect(self.top.show_menu)
        self._leave_wall = self._keys.add("Esc")
        self._leave_wall.setEnabled(False)
        self._leave_wall.activated.connect(self._toggle_wall)

    # pages

    @property
    def page(self) -> Any:
        """The page in sight."""
        return self.stack.currentWidget()

    def open_last_page(self) -> None:
        """The page that was open when the window was last closed, with the newest board on it.

        Called once the window is in sight: pages take longer to make than the window around them.
        """
        self.open_page(self._memory.text(PAGE_KEY) or pages.OVERVIEW)
        self.side.take_focus()
        if self._bridge.latest is not None:
            self._show_snapshot(self._bridge.latest)

    def open_page(self, key: str) -> Any:
        """Opens a page by its key; the first one where there is no such page."""
        self.side.choose(pages.number_of(key))
        return self.page

    @Slot(int)
    def _open_number(self, number: int) -> None:
        self.stack.open(number)
        self._memory.keep_text(PAGE_KEY, pages.PAGES[number].key)

    @Slot()
    def _open_calendar(self) -> None:
        self.open_page(pages.CALENDAR)

    @Slot()
    def _open_problems(self) -> None:
        self.open_page(pages.PROBLEMS)

    def show_cases(self, case_filter: CaseFilter) -> None:
        """Opens the case list narrowed to a filter."""
        self.open_page(pages.CASES).apply_filter(case_filter)

    def show_case(self, case_no: str) -> None:
        """Opens one case beside the list."""
        self.open_page(pages.CASES).show_case(case_no)

    @Slot(str)
    def show_messages(self, group: str) -> None:
        """Opens the page of warnings narrowed to a group of states; '' for all."""
        self.open_page(pages.SMS).show_group(group)

    @Slot(str)
    def show_report(self, report_id: str) -> None:
        """Opens one report of the archive."""
        self.report_watch.put_away(report_id)
        self.open_page(pages.REPORTS).open_report(report_id)

    @Slot(object)
    def _show_told(self, case_nos: tuple[str, ...]) -> None:
        if len(case_nos) == 1:
            self.show_case(case_nos[0])
        else:
            title = self.tr("Just turned red")
            self.show_cases(CaseFilter(case_nos=frozenset(case_nos), title=title))

    def show_help(self, anchor: str = "") -> None:
        """Opens the user guide at an anchor."""
        from desktop.window.shell.help_window import HelpWindow

        if not isinstance(self._help, HelpWindow):
            self._help = HelpWindow(self)
        self._help.show_at(anchor)

    @Slot()
    def _help_of_page(self) -> None:
        self.show_help(pages.PAGES[self.stack.number].help())

    # what the bridge hands over

    @Slot(object)
    def _show_snapshot(self, snapshot: BoardSnapshot) -> None:
        self._fresh.take(snapshot)
        self.messages.show_snapshot(snapshot)
        if not self._in_tray:
            self.stack.show_snapshot(snapshot, snapshot.at)
        self.tray.show_snapshot(snapshot, stale=self._fresh.stale(snapshot.at))
        self.signs.show_snapshot(snapshot, snapshot.at)

    @Slot()
    def show_fault(self) -> None:
        """Something in the window went wrong; the log has the details."""
        self.messages.show_fault()

    # time

    @Slot()
    def _go_on(self) -> None:
        now = self._fresh.now()
        if now is not None and not self._in_tray:
            self.stack.go_on(now)
            self.signs.show_time(now)
            self.outbox_watch.go_on(now)
            self.report_watch.go_on(now)

    # wall, tray, end

    @Slot()
    def _open_wall(self) -> None:
        self.come_to_front()
        self.set_wall(True)

    @Slot()
    def _toggle_wall(self) -> None:
        self.set_wall(not self._leave_wall.isEnabled())

    def set_wall(self, on: bool) -> None:
        """The overview alone on the whole screen, without mouse pointer; messages of trouble stay in sight."""
        page = self.open_page(pages.OVERVIEW)
        self._leave_wall.setEnabled(on)
        for part in (self.top, self.side, self.bottom):
            part.setVisible(not on)
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if on else self.windowState() & ~full)
        self.setCursor(Qt.CursorShape.BlankCursor if on else Qt.CursorShape.ArrowCursor)
        self.messages.show_on_wall(on=on)
        page.set_wall(on)
        focused = self.focusWidget()
        if on and focused is not None:
            focused.clearFocus()  # nobody works at a wall: no mark of the keyboard on it

    @Slot()
    def come_to_front(self) -> None:
        """Out of the tray, out of the task bar, before other windows."""
        self._in_tray = False
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if self._fresh.snapshot is not None:
            self._show_snapshot(self._fresh.snapshot)

    @Slot()
    def quit(self) -> None:
        """Somebody wants to end the program: asks about what is not saved."""
        if may_leave(self, self.stack, self._show_page):
            self.leave()

    def _show_page(self, key: str) -> None:
        self.come_to_front()
        self.open_page(key)

    @Slot()
    def leave(self) -> None:
        """Closes the window for good, without a question."""
        self._leaving = True
        self.close()

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return step(self, forward=next)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._bound()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._keep_state()
        if not self._leaving and self.tray.there and self.choices.keep_in_tray:
            event.ignore()
            self._in_tray = True
            self.hide()
            return
        if not self._leaving and not may_leave(self, self.stack, self._show_page):
            event.ignore()
            return
        self._timer.stop()
        self.background.stop()
        self.clerk.stop()
        self.archivist.stop()
        self.tray.hide()
        super().closeEvent(event)
        self.left.emit()

    def _keep_state(self) -> None:
        self.stack.remember()
        if not self._leave_wall.isEnabled():
            self._memory.keep(GEOMETRY_KEY, self.saveGeometry())
