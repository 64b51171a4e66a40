"""The panel of townships: a press on a name narrows the overview to it, on a number opens the cases behind it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from desktop.window.overview.place_model import (
    LEVEL_COLUMNS,
    LIGHT_ROLE,
    SPARK_ROLE,
    PlaceColumn,
    PlaceModel,
)
from desktop.window.tables import plain_table
from monitoring.overviewing import PlaceTable
from resources import Words
from widgets.figure_delegate import FigureDelegate
from widgets.qt import override
from widgets.spark import BAR_MOST, SparkDelegate
from widgets.tokens import BODY, CELL_MARGIN, FIGURE, HEADING, LIGHT_SIZE, ROW_HEIGHT, SPACE_8, font

ROWS: Final = (26, 40)
"""The least and the most pixels of a row; between them the rows fill the panel."""
WALL_ROWS: Final = (40, 72)
WIDTHS: Final = {
    PlaceColumn.VILLAGE: 92,
    PlaceColumn.TOWNSHIP: 92,
    PlaceColumn.COUNTY: 92,
    PlaceColumn.RED: 80,
    PlaceColumn.YELLOW: 80,
    PlaceColumn.IN_HAND: 80,
    PlaceColumn.CARDS: 164,
}
WALL_WIDTH: Final = 1.55
WALL_NUMBERS: Final = sum(WIDTHS.values()) - WIDTHS[PlaceColumn.CARDS]
NUMBER_LEAST: Final = 62
NAME_LEAST: Final = 100
WALL_NAME: Final = 152
WALL_REST: Final = 280
"""What the name and the spark take of the wall at least."""


class _Table(QObject):
    """Hears keys and sizes of the table."""

    def __init__(self, view: PlaceView) -> None:
        super().__init__(view)
        self._view = view

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._view.fit()
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._view.press_key(event.key())
        return super().eventFilter(watched, event)


class PlaceView(QWidget):
    """The table and what is pressed in it."""

    narrowed = Signal(str)
    """A row's key: the overview is to show only this place."""
    opened = Signal(object)
    """A Cell whose cases are to be shown."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = PlaceModel(words, self)
        self._zoom = 0.0
        self._chosen: str | None = None
        self.view: QTableView = plain_table(self.model, self.tr("Townships and levels"))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._figures = FigureDelegate(LIGHT_ROLE, self)
        self._spark = SparkDelegate(SPARK_ROLE, self)
        for column in WIDTHS:
            delegate = self._spark if column is PlaceColumn.CARDS else self._figures
            self.view.setItemDelegateForColumn(column, delegate)
        column_ = QVBoxLayout(self)
        column_.setContentsMargins(0, 0, 0, 0)
        column_.addWidget(self.view)
        self.setFocusProxy(self.view)
        self.view.verticalHeader().setMinimumSectionSize(ROWS[0])
        header = self.view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionsClickable(False)
        header.setMinimumSectionSize(40)
        ears = _Table(self)
        self.view.viewport().installEventFilter(ears)
        self.view.installEventFilter(ears)
        self.view.clicked.connect(self._press)
        self.model.modelReset.connect(self.fit)

    def show_table(self, table: PlaceTable) -> None:
        """Other counts; the chosen row stays chosen wherever it goes."""
        self.model.show_table(table)
        self.show_chosen(self._chosen)

    def show_chosen(self, key: str | None) -> None:
        """Marks the place that the overview is narrowed to; None: no one."""
        self._chosen = key
        row = self.model.row_of(key) if key is not None else -1
        if row < 0:
            self.view.clearSelection()
        elif [index.row() for index in self.view.selectionModel().selectedRows()] != [row]:
            self.view.selectRow(row)

    def show_stale(self, *, stale: bool) -> None:
        """Draws lights as older than allowed, or not."""
        if self._figures.hatched != stale:
            self._figures.hatched = stale
            self.view.viewport().update()

    def set_wall(self, zoom: float) -> None:
        """Larger type and rows; 0: as on the desk."""
        self._zoom = zoom
        self._figures.mark = round(22 * zoom) if zoom else LIGHT_SIZE
        self._spark.widest = BAR_MOST * (zoom or 1.0)
        self.view.setFont(font(round(FIGURE * zoom) if zoom else BODY))
        self.view.setStyleSheet(wall_sheet(zoom) if zoom else "")
        self.fit()

    @Slot()
    def fit(self) -> None:
        """Rows fill the height between their least and most, columns the width."""
        least, most = (round(rows * self._zoom) for rows in WALL_ROWS) if self._zoom else ROWS
        height = self.view.viewport().height() // max(1, self.model.rowCount())
        height = max(least, min(most, height))
        self.view.verticalHeader().setDefaultSectionSize(height)
        for row in range(self.model.rowCount()):
            self.view.setRowHeight(row, height)
        room = self.view.viewport().width()
        widths = self._widths(room)
        self.view.setColumnWidth(PlaceColumn.NAME, room - sum(widths.values()))
        for column, width in widths.items():
            self.view.setColumnHidden(column, not width)
            if width:
                self.view.setColumnWidth(column, width)

    def _widths(self, room: int) -> dict[PlaceColumn, int]:
        """The spark gives way first, then the room around the numbers; no heading is cut off. 0: not shown."""
        shown = [column for column in WIDTHS if self.model.kind == "township" or column not in LEVEL_COLUMNS]
        zoom, wide = self._zoom or 1.0, WALL_WIDTH if self._zoom else 1.0
        factor = zoom * max(1.0, min(wide, (room / zoom - WALL_REST) / WALL_NUMBERS))
        need = {column: self.view.horizontalHeader().sectionSizeHint(column) for column in shown}
        widths = {column: max(need[column], int(WIDTHS[column] * factor)) for column in shown}
        cards = PlaceColumn.CARDS
        numbers = [column for column in shown if column is not cards]
        room -= self._name_width(room - sum(widths[column] for column in numbers) - need[cards] - SPACE_8)
        widths[cards] = max(need[cards], widths[cards] - max(0, sum(widths.values()) - room))
        if sum(widths.values()) > room:
            widths[cards] = 0
        missing = max(0, sum(widths.values()) - room)
        for column in numbers:
            widths[column] = max(need[column], NUMBER_LEAST, widths[column] - -(-missing // len(numbers)))
        return dict.fromkeys(WIDTHS, 0) | widths

    def _name_width(self, spare: int) -> int:
        """The longest name, as far as the numbers and the heading of the spark leave room for it."""
        least = round(WALL_NAME * self._zoom) if self._zoom else NAME_LEAST
        rows = range(self.model.rowCount())
        names = (str(self.model.index(row, PlaceColumn.NAME).data() or "") for row in rows)
        longest = max(map(QFontMetrics(self.view.font()).horizontalAdvance, names), default=0) + 2 * CELL_MARGIN + 2
        return max(least, min(longest, spare))

    # what the user does

    def press_key(self, key: int) -> bool:
        """Space narrows to the row, Enter opens what the cell counts. Whether the key was one of these."""
        index = self.view.currentIndex()
        if not index.isValid() or key not in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return False
        if key == Qt.Key.Key_Space:
            self.narrowed.emit(self.model.cell(index).key)
        else:
            self.opened.emit(self.model.cell(index))
        return True

    @Slot(QModelIndex)
    def _press(self, index: QModelIndex) -> None:
        cell = self.model.cell(index)
        if cell.column in (PlaceColumn.NAME, PlaceColumn.CARDS):
            self.narrowed.emit(cell.key)
        else:
            self.opened.emit(cell)


def wall_sheet(zoom: float) -> str:
    """The table's type on the wall."""
    return (
        f"QTableView {{ font-size: {round(FIGURE * zoom)}px; }}"
        f"QHeaderView::section {{ font-size: {round(HEADING * zoom)}px; height: {round(ROW_HEIGHT * zoom)}px; }}"
    )
