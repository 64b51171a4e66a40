"""The list of open cases: keeps selection and place while snapshots come in."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QItemSelection, QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from desktop.window.case_columns import fit, read, written
from desktop.window.case_model import LIGHT_ROLE, RING_ROLE, CaseModel
from desktop.window.case_query import CaseColumn
from desktop.window.memory import Memory
from desktop.window.tables import plain_table
from widgets.light_delegate import LightDelegate
from widgets.qt import override

WIDTHS_KEY = "cases/widths"


class CaseTable(QWidget):
    """A table on a CaseModel."""

    chosen = Signal(str)
    """The case number of the row that somebody chose, by mouse, keyboard or assistive technology."""
    sort_asked = Signal(int, bool)
    """Column and whether descending; column -1: the order the page starts with."""

    def __init__(self, model: CaseModel, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._memory = memory
        self._current = ""
        self._sorted = (-1, False)
        self._holding = False
        self._place = 0
        self._fitting = False
        self._beside_proof = False
        self._wished = read(memory.text(WIDTHS_KEY))
        self.view = plain_table(model, self.tr("Open cases"))
        self._delegates = (LightDelegate(LIGHT_ROLE, RING_ROLE, self), LightDelegate(LIGHT_ROLE, None, self))
        self.view.setItemDelegateForColumn(CaseColumn.LIGHT, self._delegates[0])
        self.view.setItemDelegateForColumn(CaseColumn.NODE, self._delegates[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._set_up_header()
        self.view.selectionModel().selectionChanged.connect(self._choose)
        model.rows_changing.connect(self._hold)
        model.rows_changed.connect(self._restore)

    def _set_up_header(self) -> None:
        header = self.view.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionsClickable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setMinimumSectionSize(32)
        header.sectionClicked.connect(self._sort)
        header.sectionResized.connect(self._note_wish)
        self.view.viewport().installEventFilter(self)

    def _fit(self) -> None:
        self._fitting = True
        widths = fit(self._wished, self.view.viewport().width(), beside_proof=self._beside_proof)
        for column, width in enumerate(widths):
            self.view.setColumnHidden(column, not width)
            if width:
                self.view.setColumnWidth(column, width)
        self._fitting = False

    def show_beside_proof(self, *, beside: bool) -> None:
        """Whether a proof stands beside the list and names unit and officer."""
        self._beside_proof = beside
        self._fit()

    @Slot(int, int, int)
    def _note_wish(self, column: int, before: int, width: int) -> None:
        """A width that the user drew is a wish; one that followed from the window's size is none."""
        if not self._fitting and width:
            self._wished[column] = width

    def remember(self) -> None:
        """Keeps the columns' widths for the next run."""
        self._memory.keep_text(WIDTHS_KEY, written(self._wished))

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
        row = self._model.row_of(self._current) if self._current else -1
        if row < 0:
            self.view.scrollToTop()
        else:
            self.view.scrollTo(self._model.index(row, 0))

    def forget_choice(self) -> None:
        """No case is chosen any more."""
        self._current = ""
        self.view.selectionModel().clear()

    @Slot(int)
    def _sort(self, column: int) -> None:
        """Ascending, descending, and back to worst first."""
        steps = {(column, False): (column, True), (column, True): (-1, False)}
        self._sorted = steps.get(self._sorted, (column, False))
        self._show_sorting()
        self.sort_asked.emit(*self._sorted)

    def _show_sorting(self) -> None:
        header, (column, descending) = self.view.horizontalHeader(), self._sorted
        header.setSortIndicatorShown(column >= 0)
        header.setSortIndicator(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)

    @Slot(QItemSelection, QItemSelection)
    def _choose(self, selected: QItemSelection, before: QItemSelection) -> None:
        rows = [index.row() for index in selected.indexes()]
        if not rows or self._holding:
            return
        case_no = self._model.case_no(rows[0])
        if case_no != self._current:
            self._current = case_no
            self.chosen.emit(case_no)

    @Slot()
    def _hold(self) -> None:
        """Qt moves the selection on when its row goes: that is nobody's choice."""
        self._holding = True
        self._place = self.view.verticalScrollBar().value()

    @Slot()
    def _restore(self) -> None:
        """The chosen case is chosen again, or none where it is not shown; the list stands where it stood."""
        row = self._model.row_of(self._current) if self._current else -1
        selected = [index.row() for index in self.view.selectionModel().selectedRows()]
        if row < 0:
            self.view.selectionModel().clear()
        elif selected != [row]:
            self.view.selectRow(row)
        self.view.verticalScrollBar().setValue(self._place)
        self._holding = False

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)
