"""The list of open cases: keeps selection and place while snapshots come in."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHeaderView, QVBoxLayout, QWidget

from desktop.window.case_model import LIGHT_ROLE, RING_ROLE, CaseModel
from desktop.window.case_query import CaseColumn
from desktop.window.memory import Memory
from desktop.window.tables import plain_table
from widgets.light_delegate import LightDelegate

WIDTHS = {
    CaseColumn.LIGHT: 80,
    CaseColumn.CASE_NO: 164,
    CaseColumn.ITEM: 132,
    CaseColumn.PLACE: 132,
    CaseColumn.NODE: 112,
    CaseColumn.UNIT: 144,
    CaseColumn.OFFICER: 72,
    CaseColumn.DUE: 112,
    CaseColumn.LEFT: 184,
}
HEADER_KEY = "cases/columns"


class CaseTable(QWidget):
    """A table on a CaseModel."""

    chosen = Signal(str)
    """The case number of the row that became the current one by mouse or keyboard."""
    sort_asked = Signal(int, bool)
    """Column and whether descending; column -1: the order the page starts with."""

    def __init__(self, model: CaseModel, memory: Memory, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._memory = memory
        self._current = ""
        self._sorted = (-1, False)
        self._restoring = False
        self._place = 0
        self.view = plain_table(model, self.tr("Open cases"))
        self._delegates = (LightDelegate(LIGHT_ROLE, RING_ROLE, self), LightDelegate(LIGHT_ROLE, None, self))
        self.view.setItemDelegateForColumn(CaseColumn.LIGHT, self._delegates[0])
        self.view.setItemDelegateForColumn(CaseColumn.NODE, self._delegates[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._set_up_header()
        self.view.selectionModel().currentRowChanged.connect(self._tell_chosen)
        self.view.clicked.connect(self._tell_clicked)
        model.modelAboutToBeReset.connect(self._note_place)
        model.rows_changed.connect(self._restore)

    def _set_up_header(self) -> None:
        header = self.view.horizontalHeader()
        for column, width in WIDTHS.items():
            self.view.setColumnWidth(column, width)
        header.setStretchLastSection(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._sort)
        header.restoreState(self._memory.bytes(HEADER_KEY))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(CaseColumn.UNIT, QHeaderView.ResizeMode.Stretch)
        header.setSortIndicatorShown(False)

    def remember(self) -> None:
        """Keeps the columns' widths for the next run."""
        self._memory.keep(HEADER_KEY, self.view.horizontalHeader().saveState())

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

    def forget_choice(self) -> None:
        """No case is chosen any more."""
        self._current = ""
        self.view.clearSelection()
        self.view.selectionModel().clearCurrentIndex()

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

    @Slot(QModelIndex)
    def _tell_clicked(self, index: QModelIndex) -> None:
        self._choose(index.row())

    @Slot(QModelIndex, QModelIndex)
    def _tell_chosen(self, current: QModelIndex, before: QModelIndex) -> None:
        if current.isValid() and self.view.hasFocus():
            self._choose(current.row())

    def _choose(self, row: int) -> None:
        case_no = self._model.case_no(row)
        if not self._restoring and case_no != self._current:
            self._current = case_no
            self.chosen.emit(case_no)

    @Slot()
    def _note_place(self) -> None:
        self._place = self.view.verticalScrollBar().value()

    @Slot()
    def _restore(self) -> None:
        """After a reset the chosen case is chosen again and the list stands where it stood."""
        if not self._current or self.view.selectionModel().hasSelection():
            return
        row = self._model.row_of(self._current)
        if row < 0:
            return
        self._restoring = True
        self.view.selectRow(row)
        self.view.verticalScrollBar().setValue(self._place)
        self._restoring = False
