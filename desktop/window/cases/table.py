"""The list of open cases: keeps selection, place and focus while snapshots come in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QObject,
    QPoint,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop.window.cases.columns import Columns, fit, least_in, least_room, read, written
from desktop.window.cases.courtesy import screen_first
from desktop.window.cases.model import LIGHT_ROLE, RING_ROLE, CaseModel
from desktop.window.cases.query import CaseColumn
from desktop.window.memory import Memory
from desktop.window.tables import dress
from widgets.light_delegate import LightDelegate
from widgets.qt import override

COLUMNS_KEY = "cases/columns"
MOST_HELD = 2_000
"""A larger selection is let go when the whole list is shown anew."""
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ROWS = QItemSelectionModel.SelectionFlag.Rows


class CaseView(QTableView):
    """A table that holds other threads while it paints and opens a case with Enter."""

    opened = Signal()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with screen_first():
            super().paintEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in OPENING and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class CaseTable(QWidget):
    """A table on a CaseModel."""

    chosen = Signal(str)
    """The case number of the row that somebody chose, by mouse, keyboard or assistive technology."""
    opened = Signal(str)
    """Somebody wants a case in a window of its own."""
    sort_asked = Signal(int, bool)
    """Column and whether descending; column -1: the order the page starts with."""
    menu_asked = Signal(QPoint)
    """Where on the screen a menu of the rows is wanted."""
    columns_menu_asked = Signal(QPoint)
    columns_changed = Signal()

    def __init__(self, model: CaseModel, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._memory = memory
        self._current = ""
        self._sorted = (-1, False)
        self._holding = False
        self._held: tuple[list[int], int, int] = ([], -1, 0)
        self._place = 0
        self._fitting = False
        self.columns = read(memory.text(COLUMNS_KEY))
        self.view = CaseView()
        dress(self.view, model, self.tr("Open cases"))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._delegates = (LightDelegate(LIGHT_ROLE, RING_ROLE, self), LightDelegate(LIGHT_ROLE, None, self))
        self.view.setItemDelegateForColumn(CaseColumn.LIGHT, self._delegates[0])
        self.view.setItemDelegateForColumn(CaseColumn.NODE, self._delegates[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._set_up_header()
        self._connect()

    def _connect(self) -> None:
        self.view.selectionModel().selectionChanged.connect(self._choose)
        self.view.doubleClicked.connect(self._open)
        self.view.opened.connect(self._open_current)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._ask_menu)
        self._model.rows_changing.connect(self._hold)
        self._model.rows_moved.connect(self._move)
        self._model.rows_changed.connect(self._restore)

    def _set_up_header(self) -> None:
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(32)
        header.setAccessibleName(self.tr("Columns"))
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(self._note_wish)
        header.sectionMoved.connect(self._note_order)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._ask_columns_menu)
        self.view.viewport().installEventFilter(self)
        self._put_in_order()

    # columns

    def show_columns(self, columns: Columns) -> None:
        """Shows these columns, in this order."""
        self.columns = columns
        self._put_in_order()
        self._fit()
        self.columns_changed.emit()

    def _put_in_order(self) -> None:
        header = self.view.horizontalHeader()
        self._fitting = True
        for place, column in enumerate(self.columns.order):
            header.moveSection(header.visualIndex(column), place)
        self._fitting = False

    def _fit(self) -> None:
        self._fitting = True
        least = least_in(self._model.language)
        widths = fit(self.columns, self.view.viewport().width(), least=least)
        for column in CaseColumn:
            self.view.setColumnHidden(column, column not in widths)
            if column in widths:
                self.view.setColumnWidth(column, widths[column])
        self._fitting = False

    def least_room(self, without: Sequence[CaseColumn]) -> int:
        """The width that the list needs without these columns."""
        frame = self.view.verticalScrollBar().sizeHint().width() + 2
        return least_room(self.columns, least_in(self._model.language), without) + frame

    @Slot(int, int, int)
    def _note_wish(self, column: int, before: int, width: int) -> None:
        """A width that the user drew is a wish; one that followed from the window's size is none."""
        if not self._fitting and width:
            self.columns = self.columns.with_width(CaseColumn(column), width)

    @Slot(int, int, int)
    def _note_order(self, column: int, before: int, now: int) -> None:
        if not self._fitting:
            header = self.view.horizontalHeader()
            order = tuple(CaseColumn(header.logicalIndex(place)) for place in range(header.count()))
            self.columns = Columns(order, self.columns.hidden, self.columns.widths)
            self.columns_changed.emit()

    @Slot(QPoint)
    def _ask_columns_menu(self, where: QPoint) -> None:
        self.columns_menu_asked.emit(self.view.horizontalHeader().mapToGlobal(where))

    def remember(self) -> None:
        """Keeps the columns for the next run."""
        self._memory.keep_text(COLUMNS_KEY, written(self.columns))

    # rows

    def show_stale(self, *, stale: bool) -> None:
        """Draws lights as older than allowed, or not."""
        if self._delegates[0].hatched != stale:
            for delegate in self._delegates:
                delegate.hatched = stale
            self.view.viewport().update()

    def visible_rows(self) -> tuple[int, int]:
        """First and last row on the screen; (0, -1) where there are none."""
        count = self._model.rowCount()
        if not count:
            return 0, -1
        first = max(0, self.view.rowAt(0))
        last = self.view.rowAt(self.view.viewport().height() - 1)
        return first, count - 1 if last < 0 else last

    def show_start(self) -> None:
        """After another question of the user: the list starts at its top, or where the chosen case is."""
        row = self._chosen_row()
        if row < 0:
            self.view.scrollToTop()
        else:
            self.view.scrollTo(self._model.index(row, 0))

    def choose(self, case_no: str) -> bool:
        """Chooses a case; False where the list does not show it."""
        row = self._model.row_of(case_no)
        if row >= 0:
            self._set_current(row)
            self.view.scrollTo(self._model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtCenter)
        return row >= 0

    def expect(self, case_no: str) -> None:
        """A case is chosen as soon as the list shows it."""
        if not self.choose(case_no):
            self._set_chosen(case_no)

    def forget_choice(self) -> None:
        """No case is chosen any more."""
        self._set_chosen("")
        self.view.selectionModel().clear()

    def selected_rows(self) -> list[tuple[int, int]]:
        """The selected rows as ranges (first, last), from top to bottom."""
        selection = self.view.selectionModel().selection()
        parts = [selection.at(place) for place in range(selection.count())]
        found = sorted((part.top(), part.bottom()) for part in parts)
        merged: list[tuple[int, int]] = []
        for first, last in found:
            if merged and first <= merged[-1][1] + 1:
                merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
            else:
                merged.append((first, last))
        return merged

    def current(self) -> QModelIndex:
        """The cell of the keyboard."""
        return self.view.currentIndex()

    def _set_chosen(self, case_no: str) -> None:
        self._current = self._model.chosen = case_no

    def _chosen_row(self) -> int:
        """Where the chosen case is, as the selection or the newest plan knows."""
        rows = self.selected_rows()
        if len(rows) == 1 and rows[0][0] == rows[0][1] and self._model.case_no(rows[0][0]) == self._current:
            return rows[0][0]
        plan = self._model.plan
        return plan.chosen_place if plan is not None and self._current and plan.chosen == self._current else -1

    def _set_current(self, row: int) -> None:
        column = self.current().column() if self.current().isValid() else self.columns.shown()[0]
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | ROWS
        self.view.selectionModel().setCurrentIndex(self._model.index(row, column), flags)

    # what the user does

    @Slot(int)
    def _sort(self, column: int) -> None:
        """Ascending, descending, and back to worst first."""
        steps = {(column, False): (column, True), (column, True): (-1, False)}
        self.show_sorting(*steps.get(self._sorted, (column, False)))
        self.sort_asked.emit(*self._sorted)

    def show_sorting(self, column: int, descending: bool) -> None:
        """Marks the column that the list is sorted by; -1: worst first."""
        self._sorted = (column, descending)
        header = self.view.horizontalHeader()
        header.setSortIndicatorShown(column >= 0)
        header.setSortIndicator(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    @Slot(QItemSelection, QItemSelection)
    def _choose(self, selected: QItemSelection, before: QItemSelection) -> None:
        rows = self.selected_rows()
        if self._holding or len(rows) != 1 or rows[0][0] != rows[0][1]:
            return
        case_no = self._model.case_no(rows[0][0])
        if case_no != self._current:
            self._set_chosen(case_no)
            self.chosen.emit(case_no)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self._model.case_no(index.row()))

    @Slot()
    def _open_current(self) -> None:
        self._open(self.current())

    @Slot(QPoint)
    def _ask_menu(self, where: QPoint) -> None:
        if self._model.rowCount():
            self.menu_asked.emit(self.view.viewport().mapToGlobal(where))

    # while other rows come

    @Slot()
    def _hold(self) -> None:
        """Qt moves the selection on when its row goes: that is nobody's choice."""
        self._holding = True
        self._place = self.view.verticalScrollBar().value()
        ranges = self.selected_rows()
        few = sum(last - first + 1 for first, last in ranges) <= MOST_HELD
        rows = [row for first, last in ranges for row in range(first, last + 1)] if few else []
        self._held = (rows, self.current().row(), self.current().column())

    @Slot(object)
    def _move(self, place: npt.NDArray[np.intp]) -> None:
        """The whole list was shown anew: what was selected is selected again where it is now."""
        held, row, column = self._held
        if not len(place):
            return
        rows = [int(place[old]) for old in held if place[old] >= 0]
        if row >= 0 and place[row] >= 0:
            index = self._model.index(int(place[row]), column)
            self.view.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._select(rows)

    def _select(self, rows: Sequence[int]) -> None:
        selection, last = QItemSelection(), len(CaseColumn) - 1
        for row in rows:
            selection.append(QItemSelectionRange(self._model.index(row, 0), self._model.index(row, last)))
        self.view.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect | ROWS)

    @Slot()
    def _restore(self) -> None:
        """The chosen case is chosen again, or none where it is not shown; the list stands where it stood."""
        if len(self._held[0]) <= 1:
            row = self._chosen_row()
            if row < 0:
                self.view.selectionModel().clear()
            elif self.selected_rows() != [(row, row)]:
                self._set_current(row)
        self.view.verticalScrollBar().setValue(self._place)
        self._holding = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)
