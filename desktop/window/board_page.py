"""The first page: counts by light, the open cases, and why a light is what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.window.case_changes import same_cases
from desktop.window.case_model import CaseModel
from desktop.window.case_query import CaseColumn, CaseQuery
from desktop.window.case_table import CaseTable
from desktop.window.counts import Counts
from desktop.window.empty_state import EmptyState
from desktop.window.memory import Memory
from desktop.window.proof_panel import ProofPanel
from monitoring.board import BoardSnapshot
from monitoring.codes import Light
from monitoring.explaining import Explanation
from resources import Words
from widgets.tokens import SPACE_8, SPACE_12, SPACE_16

SPLITTER_KEY = "cases/splitter"
PANEL_WIDTH = 480
"""Pixels of the proof when it is first opened."""


class BoardPage(QWidget):
    """Takes snapshots; asks for proofs by a signal."""

    proof_asked = Signal(str)

    def __init__(self, words: Words, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._memory = memory
        self._snapshot: BoardSnapshot | None = None
        self._stale = False
        self._minute: datetime | None = None
        self._asked = ""
        self.model = CaseModel(words, self)
        self.counts = Counts(words, self)
        self.table = CaseTable(self.model, memory, self)
        self.panel = ProofPanel(words, self)
        self.empty = EmptyState(self)
        self._make_filter()
        self._lay_out()
        self._connect()

    def _make_filter(self) -> None:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Number, item, place, unit or officer"))
        self.search.setAccessibleName(self.tr("Search in the open cases"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(320)
        for clear in self.search.findChildren(QToolButton):
            clear.setAccessibleName(self.tr("Clear the search"))
        self.everything = QPushButton(self.tr("Show all"), self)
        self.everything.setAccessibleName(self.tr("Show all open cases"))
        self.everything.hide()
        self.total = QLabel(self)
        self.total.setProperty("kind", "muted")

    def _lay_out(self) -> None:
        bar = QWidget(self)
        bar.setProperty("plain", "surface")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(bar)
        line.setContentsMargins(SPACE_12, SPACE_8, SPACE_16, SPACE_8)
        line.setSpacing(SPACE_8)
        line.addWidget(self.search)
        line.addWidget(self.everything)
        line.addStretch(1)
        line.addWidget(self.total)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self._stack)
        self._splitter.addWidget(self.panel)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 0)
        self._splitter.setSizes([PANEL_WIDTH * 2, PANEL_WIDTH])
        self._splitter.restoreState(self._memory.bytes(SPLITTER_KEY))
        self.panel.setMinimumWidth(360)
        self.panel.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.counts)
        whole.addWidget(bar)
        whole.addWidget(self._splitter, 1)

    def _connect(self) -> None:
        self.counts.chosen.connect(self._filter_light)
        self.search.textChanged.connect(self._filter_text)
        self.everything.clicked.connect(self._show_all)
        self.empty.pressed.connect(self._show_all)
        self.table.sort_asked.connect(self._sort)
        self.table.chosen.connect(self._choose)
        self.panel.closed.connect(self._close_panel)
        self.model.rows_changed.connect(self._show_rows)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self.search.setFocus)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.activated.connect(self._close_panel)

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """A new picture of the board. The proof in sight is asked for anew when anything changed."""
        before, self._snapshot = self._snapshot, snapshot
        self._stale = stale
        self.model.apply(snapshot, now)
        self.counts.show_snapshot(snapshot, stale=stale)
        self.table.show_stale(stale=stale)
        self._show_rows()
        if self._asked and (before is None or not same_cases(before, snapshot)):
            self.proof_asked.emit(self._asked)

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """Times left go on with the minute, lights with the second while a ring fades."""
        if self._snapshot is None:
            return
        if stale != self._stale:
            self._stale = stale
            self.counts.show_snapshot(self._snapshot, stale=stale)
            self.table.show_stale(stale=stale)
        minute = now.replace(second=0, microsecond=0)
        if minute != self._minute or self.model.has_rings:
            self._minute = minute
            self.model.go_on(now, *self.table.visible_rows())

    def show_proof(self, case_no: str, proof: Explanation) -> None:
        """The answer to ``proof_asked``; one that nobody waits for any more is dropped."""
        if case_no == self._asked and self._snapshot is not None:
            self.panel.show_proof(proof, self._snapshot.day_seconds)

    def show_unexplained(self, case_no: str, why: str) -> None:
        """There is no proof (see EngineBridge.unexplained)."""
        if case_no == self._asked:
            self.panel.show_unexplained(case_no, why)

    def remember(self) -> None:
        """Keeps widths and sizes for the next run."""
        self.table.remember()
        if self.panel.isVisible():
            self._memory.keep(SPLITTER_KEY, self._splitter.saveState())

    # what the user does

    @Slot(object)
    def _filter_light(self, light: Light | None) -> None:
        self._ask(replace(self.model.query, lights=frozenset() if light is None else frozenset({light})))

    @Slot(str)
    def _filter_text(self, text: str) -> None:
        self._ask(replace(self.model.query, text=text))

    @Slot(int, bool)
    def _sort(self, column: int, descending: bool) -> None:
        sort_by = CaseColumn(column) if column >= 0 else None
        self._ask(replace(self.model.query, sort_by=sort_by, descending=descending))

    @Slot()
    def _show_all(self) -> None:
        self.counts.show_chosen([])
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._ask(replace(self.model.query, lights=frozenset(), text=""))

    def _ask(self, query: CaseQuery) -> None:
        self.model.ask(query)
        self.table.show_start()
        self.everything.setVisible(query.narrows)

    @Slot(str)
    def _choose(self, case_no: str) -> None:
        self._asked = case_no
        row = self.model.row_of(case_no)
        self.panel.show_waiting(case_no, self.model.light(row).code if row >= 0 else Light.UNJUDGED.code)
        self.panel.show()
        self.table.show_beside_proof(beside=True)
        self.proof_asked.emit(case_no)

    @Slot()
    def _close_panel(self) -> None:
        if self._asked:
            self._asked = ""
            self.panel.hide()
            self.table.show_beside_proof(beside=False)
            self.table.forget_choice()
            self.table.setFocus()

    @Slot()
    def _show_rows(self) -> None:
        """The total, and what to do where there is nothing to show."""
        snapshot = self._snapshot
        if snapshot is None:
            return
        shown, every = self.model.rowCount(), len(snapshot.cases)
        count = self.tr("{count} open cases").format(count=f"{every:,}")
        part = self.tr("{shown} of {every} open cases").format(shown=f"{shown:,}", every=f"{every:,}")
        self.total.setText(part if self.model.query.narrows else count)
        self.total.setVisible(snapshot.read_at is not None)
        self._stack.setCurrentWidget(self.table if shown else self.empty)
        if not shown:
            self._show_empty(snapshot)

    def _show_empty(self, snapshot: BoardSnapshot) -> None:
        if len(snapshot.cases):
            self.empty.show_no_match()
        elif snapshot.loading is not None:
            self.empty.show_loading()
        elif snapshot.read_at is None:
            self.empty.show_unread()
        else:
            self.empty.show_no_cases()
