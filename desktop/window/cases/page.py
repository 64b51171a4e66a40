"""The cases: the list, what narrows it, and beside it one case."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop.window.cases.case_windows import CaseWindows
from desktop.window.cases.changes import same_cases
from desktop.window.cases.columns import LEFT_OUT, TO_COMPARE
from desktop.window.cases.filter_bar import Chips, FilterBar
from desktop.window.cases.keeping import SavedView, labels_read, of_filter, query_read, query_written
from desktop.window.cases.list_actions import ListActions
from desktop.window.cases.model import CaseModel
from desktop.window.cases.query import CaseColumn, CaseQuery
from desktop.window.cases.table import CaseTable
from desktop.window.cases.view_menu import ViewMenu
from desktop.window.empty_state import EmptyState
from desktop.window.one_case.case_view import CaseView
from desktop.window.page_tools import CaseFilter, PageTools
from monitoring.board import BoardSnapshot
from widgets.qt import override
from widgets.tokens import SPACE_8, SPACE_12

HELP: Final = "办件"
SPLITTER_KEY: Final = "cases/splitter"
QUERY_KEY: Final = "cases/query"
LABELS_KEY: Final = "cases/labels"
OPEN_CASES: Final = "cases/open"
"""What is left for the page of a window made anew: the case beside the list ('' for none), and those in windows."""
CASE_WIDTH: Final = 540
GOOD_CASE_WIDTH: Final = 400
LEAST_CASE_WIDTH: Final = 340
CASE_NUMBER: Final = re.compile(r"(?=(?:[^0-9]*[0-9]){4})[0-9A-Za-z〔〕()（）._/-]{6,40}")
"""A text that may be the number of a case: at least four digits, no blank."""


class CasesPage(QWidget):
    """See desktop.window.pages.Page."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._snapshot: BoardSnapshot | None = None
        self._now: datetime | None = None
        self._stale = False
        self._minute: datetime | None = None
        self._start_wanted = False
        self.windows = CaseWindows(tools, self)
        self.model = CaseModel(tools.words, self)
        self.table = CaseTable(self.model, tools.memory, self)
        self._case: CaseView | None = None
        self.empty = EmptyState(self)
        self.actions_ = ListActions(tools, self.table, self.model, self)
        self.filters = FilterBar(tools.words, self)
        self.search = self.filters.search
        self.chips = Chips(self.filters, self)
        self.actions_.filter_said = self._filter_said
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._recall()

    # how it is made

    def _make_buttons(self) -> None:
        self.views = ViewMenu(self._tools.memory, lambda: (self.model.query, self.table.columns), self)
        self._columns = QPushButton(self.tr("Columns"), self)
        self._columns.setAccessibleName(self.tr("Choose columns"))
        menu = QMenu(self._columns)
        menu.aboutToShow.connect(self._fill_columns_menu)
        self._columns.setMenu(menu)
        self.export = QPushButton(self.tr("Export…"), self)
        self.export.setAccessibleName(self.tr("Export what is shown to Excel"))
        self.export.setToolTip(self.tr("Export what is shown to Excel (Ctrl+E)"))
        self.export.clicked.connect(self.actions_.export)
        self.total = QLabel(self)
        self.total.setProperty("kind", "muted")
        self.total.setMinimumHeight(30)
        self.total.setContentsMargins(SPACE_8, 0, 0, 0)
        for part in (self.views, self._columns, self.export, self.total):
            self.filters.line.addWidget(part)

    def _lay_out(self) -> None:
        bar = QWidget(self)
        bar.setProperty("plain", "surface")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.filters.line.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
        self.filters.setLayout(self.filters.line)
        upper = QVBoxLayout(bar)
        upper.setContentsMargins(0, 0, 0, 0)
        upper.setSpacing(0)
        upper.addWidget(self.filters)
        upper.addWidget(self.chips)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._stack)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(bar)
        whole.addWidget(self._splitter, 1)

    @property
    def case(self) -> CaseView:
        """The case beside the list, made when one is first opened: it has as many parts as the rest of the page."""
        if self._case is None:
            self._case = CaseView(self._tools, self)
            self._case.setMinimumWidth(LEAST_CASE_WIDTH)
            self._case.hide()
            self._case.closed.connect(self.close_case)
            self._case.opened.connect(self.open_window)
            self._splitter.addWidget(self._case)
            self._splitter.setStretchFactor(0, 1)
            self._splitter.setStretchFactor(1, 0)
            self._splitter.restoreState(self._tools.memory.bytes(SPLITTER_KEY))
        return self._case

    def _fit_case(self) -> None:
        """The case gives way so far that what compares the cases stays in sight; on a small screen further still."""
        room, drawn = self._splitter.width(), self._splitter.sizes()
        most = max(room - self.table.least_room(TO_COMPARE), GOOD_CASE_WIDTH)
        most = max(min(most, room - self.table.least_room(LEFT_OUT)), LEAST_CASE_WIDTH)
        wished = drawn[1] if drawn[1] else CASE_WIDTH
        self._splitter.setSizes([room - min(wished, most), min(wished, most)])

    @property
    def _case_is_open(self) -> bool:
        return self._case is not None and not self._case.isHidden()

    @Slot()
    def _print(self) -> None:
        if self._case_is_open:
            self.case.print_sheet()

    def _connect(self) -> None:
        self.filters.changed.connect(self._want)
        self.chips.changed.connect(self._want)
        self.views.chosen.connect(self._show_view)
        self.views.said.connect(self._tools.say)
        self.empty.pressed.connect(self._press_empty)
        self.search.returnPressed.connect(self._open_searched)
        self.table.sort_asked.connect(self._sort)
        self.table.chosen.connect(self.open_beside)
        self.table.opened.connect(self.open_window)
        self.model.rows_changed.connect(self._show_rows)
        self._key(QKeySequence.StandardKey.Find, self._find)
        self._key(Qt.Key.Key_Escape, self._leave)
        self._key("Ctrl+E", self.actions_.export)
        self._key(QKeySequence.StandardKey.Print, self._print)
        self._key(QKeySequence.StandardKey.Undo, self.views.undo)

    def _key(self, keys: QKeySequence.StandardKey | Qt.Key | str, slot: object) -> None:
        """Holds wherever the focus is, in the side bar too; while another page is in sight this one's keys rest."""
        QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _recall(self) -> None:
        """The filter of the run before, in the words of then until the board is there."""
        memory = self._tools.memory
        query = query_read(memory.text(QUERY_KEY))
        self._want(query)
        self.filters.show_known(labels_read(memory.text(LABELS_KEY)))
        self.chips.show_query(query)

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """A new picture of the board. The case in sight is asked for anew when anything changed."""
        before, self._snapshot = self._snapshot, snapshot
        self._now, self._stale = now, stale
        self.model.apply(snapshot, now)
        self.table.show_stale(stale=stale)
        self._show_rows()
        if before is None:
            self._open_left()
        if before is None or not same_cases(before, snapshot):
            self._refresh_cases()
        else:
            self._ask_again(snapshot)

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """Times left go on with the minute, lights with the second while a ring fades."""
        if self._snapshot is None:
            return
        self._now = now
        if stale != self._stale:
            self._stale = stale
            self.table.show_stale(stale=stale)
        minute = now.replace(second=0, microsecond=0)
        if minute != self._minute or self.model.has_rings:
            another = self._minute is not None and minute != self._minute
            self._minute = minute
            self.model.go_on(now, *self.table.visible_rows())
            if another:
                self._refresh_cases()

    def apply_filter(self, wanted: CaseFilter) -> None:
        """What another page wants to see."""
        self._want(of_filter(wanted, self.model.query))

    def show_case(self, case_no: str) -> None:
        """Opens a case beside the list, whether or not the list shows it; where it does not, that is said."""
        if not self.table.choose(case_no):
            self.table.forget_choice()
            self.model.chosen = case_no
            if self.model.query.narrows:
                text = self.tr("{case_no} is not in the list as it is narrowed now")
                self._tools.say(text.format(case_no=case_no))
        self.open_beside(case_no)

    def remember(self) -> None:
        """Keeps columns, sizes, the filter and the order for the next run."""
        self.table.remember()
        self._tools.memory.keep_text(QUERY_KEY, query_written(self.model.query))
        self._tools.memory.keep_text(LABELS_KEY, json.dumps(self.filters.labels(), ensure_ascii=False))
        if self._case_is_open:
            self._tools.memory.keep(SPLITTER_KEY, self._splitter.saveState())
        if self._snapshot is not None:
            beside = self.case.case_no if self._case_is_open else ""
            self._tools.left_over[OPEN_CASES] = (beside, tuple(self.windows.there))

    def _open_left(self) -> None:
        """What was open in the window before this one."""
        left = self._tools.left_over.pop(OPEN_CASES, None)
        beside, windows = left if isinstance(left, tuple) else ("", ())
        for case_no in windows:
            self.open_window(case_no)
        if beside:
            self.table.expect(beside)
            self.open_beside(beside)

    # what the user does

    @Slot(object)
    def _want(self, query: CaseQuery) -> None:
        self.filters.show_query(query)
        self.chips.show_query(query)
        column = -1 if query.sort_by is None else int(query.sort_by)
        self.table.show_sorting(column, query.descending)
        self._start_wanted = True
        self.model.ask(query)
        self.views.show_state(query)

    @Slot(int, bool)
    def _sort(self, column: int, descending: bool) -> None:
        sort_by = CaseColumn(column) if column >= 0 else None
        self._want(replace(self.model.query, sort_by=sort_by, descending=descending))

    @Slot(object)
    def _show_view(self, view: SavedView) -> None:
        self.table.show_columns(view.columns)
        self._want(view.query)

    @Slot()
    def _fill_columns_menu(self) -> None:
        menu = self._columns.menu()
        menu.clear()
        self.actions_.fill_columns_menu(menu)

    @Slot()
    def _find(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def _leave(self) -> None:
        """Esc: out of the search, then out of the case; a list of choices closes itself before."""
        if self.search.hasFocus():
            self.table.setFocus()
        else:
            self.close_case()

    @Slot(str)
    def open_beside(self, case_no: str) -> None:
        """Shows a case beside the list."""
        snapshot = self._snapshot
        if snapshot is None or self._now is None:
            return
        self.case.show_case(case_no, self._now, snapshot.day_seconds, self._listed_light(case_no))
        self.case.show()
        self._fit_case()

    def _listed_light(self, case_no: str) -> str:
        """The light that the list shows for a case; '' where it does not show it."""
        row = self.table.selected_rows()
        place = row[0][0] if row and self.model.case_no(row[0][0]) == case_no else self.model.row_of(case_no)
        return self.model.light(place).code if place >= 0 else ""

    @Slot(str)
    def open_window(self, case_no: str) -> None:
        """Shows a case in a window of its own; the one that is open already comes to the front."""
        seconds = self._snapshot.day_seconds if self._snapshot is not None else 0
        self.windows.open(case_no, self._now, seconds, self._listed_light(case_no))

    @Slot()
    def close_case(self) -> None:
        """Puts the case beside the list away."""
        if self._case_is_open:
            self._tools.memory.keep(SPLITTER_KEY, self._splitter.saveState())
            self.case.hide()
            self.table.forget_choice()
            self.table.setFocus()

    # what is shown

    def _refresh_cases(self) -> None:
        if self._snapshot is None or self._now is None:
            return
        if self._case_is_open:
            self.case.refresh(self._now, self._snapshot.day_seconds)
        self.windows.refresh(self._now, self._snapshot.day_seconds)

    def _ask_again(self, snapshot: BoardSnapshot) -> None:
        """Cases that could not be read come by themselves once their store is back."""
        away = {trouble.store for trouble in snapshot.trouble}
        views = [self.case] if self._case_is_open else []
        for view in (*views, *self.windows.views):
            if view.away and view.away not in away:
                view.refresh(snapshot.at, snapshot.day_seconds)

    @Slot()
    def _show_rows(self) -> None:
        """The total, the choices, and what to do where there is nothing to show."""
        snapshot, plan = self._snapshot, self.model.plan
        if snapshot is None:
            return
        if plan is not None:
            every = len(plan.listing.shown.snapshot.cases)
            self.filters.show_facets(plan.facets, every)
            self._show_total(self.model.rowCount(), every, snapshot)
            if self._start_wanted and plan.listing.query == self.model.query:
                self._start_wanted = False
                self.table.show_start()
        shown = self.model.rowCount() > 0
        self._stack.setCurrentWidget(self.table if shown else self.empty)
        self.export.setEnabled(shown)
        if not shown:
            self._show_empty(snapshot)

    def _show_total(self, shown: int, every: int, snapshot: BoardSnapshot) -> None:
        count = self.tr("{count} open cases").format(count=f"{every:,}")
        part = self.tr("{shown} of {every} open cases").format(shown=f"{shown:,}", every=f"{every:,}")
        self.total.setText(part if self.model.query.narrows else count)
        self.total.setVisible(snapshot.read_at is not None)

    def _show_empty(self, snapshot: BoardSnapshot) -> None:
        if self.model.busy and len(snapshot.cases):
            self.empty.show_loading()
        elif len(snapshot.cases):
            self.empty.show_no_match(self._searched())
        elif snapshot.loading is not None:
            self.empty.show_loading()
        elif snapshot.read_at is None:
            self.empty.show_unread()
        else:
            self.empty.show_no_cases()

    def _searched(self) -> str:
        """The number of one case that somebody looks for in vain; '' where it is none."""
        text = self.model.query.text.strip()
        return text if CASE_NUMBER.fullmatch(text) and not self.model.rowCount() and not self.model.busy else ""

    @Slot()
    def _open_searched(self) -> None:
        """A case that is finished is in no list, but has its proof all the same."""
        if self._searched():
            self.show_case(self._searched())

    @Slot()
    def _press_empty(self) -> None:
        if self._searched():
            self._open_searched()
        else:
            self.chips.clear()

    def _filter_said(self) -> str:
        mark = "；" if self._tools.words.language == "zh_CN" else "; "
        return mark.join(text.removesuffix("✕").strip() for text in self.chips.texts()[:-1])

    # Qt

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._case_is_open:
            self._fit_case()
