"""A table that behaves as a spreadsheet: cells are chosen, copied and sorted; links open what they count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from widgets.light_delegate import LightDelegate
from widgets.qt import override
from widgets.rows_model import BAR_ROLE, LIGHT_ROLE, LINK_ROLE, Heading, Line, RowsModel
from widgets.tokens import CELL_MARGIN, LIGHT_SIZE, ROW_HEIGHT, SPACE_8, palette

Index = QModelIndex | QPersistentModelIndex
BAR_WIDTH: Final = 72
BAR_HEIGHT: Final = 8
BAR_END: Final = 1.5
"""The bar's right edge: one and a half times the limit; what is longer is cut there."""
LEAST_WIDTH: Final = 120
"""Of a column that takes what the others leave."""


class BarDelegate(QStyledItemDelegate):
    """A bar against a tick at the limit, with the cell's text behind it."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        share = index.data(BAR_ROLE)
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        text, drawn.text = drawn.text, ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, drawn.widget)
        rect, colours = drawn.rect, palette()
        if share is not None:
            left, top = rect.left() + CELL_MARGIN, rect.center().y() - BAR_HEIGHT / 2 + 1
            painter.fillRect(QRectF(left, top, BAR_WIDTH, BAR_HEIGHT), colours.color("line"))
            filled = BAR_WIDTH * min(share, BAR_END) / BAR_END
            painter.fillRect(QRectF(left, top, filled, BAR_HEIGHT), colours.color("muted"))
            painter.fillRect(QRectF(left + BAR_WIDTH / BAR_END - 1, top - 3, 2, BAR_HEIGHT + 6), colours.color("text"))
        area = rect.adjusted(CELL_MARGIN + BAR_WIDTH + SPACE_8, 0, -SPACE_8, 0)
        text = drawn.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(drawn.font)
        painter.setPen(colours.color("muted" if share is None else "text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


class MarkDelegate(LightDelegate):
    """A light's shape before the cell's text; figures stand on the right with their shape at their side."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(LIGHT_ROLE, None, parent)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        if not drawn.displayAlignment & Qt.AlignmentFlag.AlignRight:
            super().paint(painter, option, index)
            return
        QStyledItemDelegate.paint(self, painter, option, index)
        if code := index.data(LIGHT_ROLE):
            room = drawn.fontMetrics.horizontalAdvance(str(index.data() or "")) + SPACE_8 + LIGHT_SIZE
            self.paint_shape(painter, drawn, index, code, drawn.rect.right() - CELL_MARGIN - room)


class PlainTable(QTableView):
    """Shows Lines. Ctrl+C copies what is chosen, a click on a heading sorts (third click: as given)."""

    opened = Signal(str, int)
    """Key and column: a link was clicked, or Enter or a double click meant any cell."""
    sorting_changed = Signal(int, bool)

    def __init__(
        self, name: str, headings: Sequence[Heading], *, bars: Sequence[int] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = RowsModel(headings, self)
        self._sorted = (-1, False)
        self._pressed = QPersistentModelIndex()
        self._wished: dict[int, int] = {}
        self.least = LEAST_WIDTH
        self._fitting = False
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self._delegates = (MarkDelegate(self), BarDelegate(self))
        self.setItemDelegate(self._delegates[0])
        for column in bars:
            self.setItemDelegateForColumn(column, self._delegates[1])
        self._set_up()
        self._set_up_headers()
        self._add_actions()

    def _set_up(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def _set_up_headers(self) -> None:
        side, head = self.verticalHeader(), self.horizontalHeader()
        side.hide()
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setDefaultSectionSize(ROW_HEIGHT)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setMinimumSectionSize(40)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.sectionClicked.connect(self._sort)
        head.sectionResized.connect(self._note_wish)

    def _add_actions(self) -> None:
        self.copying = QAction(self.tr("Copy"), self)
        self.copying.setShortcut(QKeySequence(QKeySequence.StandardKey.Copy))
        self.copying.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copying.triggered.connect(self.copy)
        self.copying_all = QAction(self.tr("Copy with headings"), self)
        self.copying_all.setShortcut(QKeySequence("Ctrl+Shift+C"))
        self.copying_all.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.copying_all.triggered.connect(self.copy_with_headings)
        self.copying_cell = QAction(self.tr("Copy cell"), self)
        self.copying_cell.triggered.connect(self.copy_cell)
        self.addActions([self.copying, self.copying_all, self.copying_cell])
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    # what it shows

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Another picture; what was chosen stays chosen, the list stands where it stood."""
        place = self.verticalScrollBar().value()
        self.rows.show_lines(lines)
        self.verticalScrollBar().setValue(place)

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Sorts by a column; -1: as given."""
        self._sorted = (column, descending) if column < len(self.rows.headings) else (-1, False)
        self.rows.sort_by(self._sorted[0], descending=descending)
        head = self.horizontalHeader()
        head.setSortIndicatorShown(self._sorted[0] >= 0)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(self._sorted[0], order)

    @Slot(int)
    def _sort(self, column: int) -> None:
        """Figures begin with the greatest."""
        first = self.rows.headings[column].right
        steps = {(column, first): (column, not first), (column, not first): (-1, False)}
        column, descending = steps.get(self._sorted, (column, first))
        self.sort_by(column, descending=descending)
        self.sorting_changed.emit(column, descending)

    # copying

    @Slot()
    def copy(self) -> None:
        """What is chosen, as a spreadsheet takes it."""
        self._put_on_clipboard(self._chosen(headings=False))

    @Slot()
    def copy_with_headings(self) -> None:
        self._put_on_clipboard(self._chosen(headings=True))

    @Slot()
    def copy_cell(self) -> None:
        """The one cell that the keyboard stands in."""
        index = self.currentIndex()
        self._put_on_clipboard([[str(index.data() or "")]] if index.isValid() else [])

    def _chosen(self, *, headings: bool) -> list[list[str]]:
        chosen = {(index.row(), index.column()): str(index.data() or "") for index in self.selectedIndexes()}
        rows = sorted({row for row, _ in chosen})
        columns = sorted({column for _, column in chosen})
        head = [[self.rows.headings[column].title for column in columns]] if headings and rows else []
        return head + [[chosen.get((row, column), "") for column in columns] for row in rows]

    @staticmethod
    def _put_on_clipboard(rows: list[list[str]]) -> None:
        if rows:
            QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))

    # widths

    def widen(self, first: int) -> None:
        """Columns from ``first`` on are wide enough for every text and title in them."""
        metrics, texts = self.fontMetrics(), [self.rows.line(row).cells for row in range(self.rows.rowCount())]
        widened = list(self.rows.headings)
        for column in range(first, len(widened)):
            heading = widened[column]
            cells = [cells[column] for cells in texts]
            marks = LIGHT_SIZE + SPACE_8 if any(cell.light for cell in cells) else 0
            longest = max((metrics.horizontalAdvance(cell.text) for cell in cells), default=0) + marks
            needed = max(longest, metrics.horizontalAdvance(heading.title)) + 2 * CELL_MARGIN
            widened[column] = replace(heading, width=max(heading.width, needed))
        self.rows.headings = tuple(widened)

    def widths(self) -> str:
        """The widths that the user drew, for the next run: '0:180,3:90'."""
        return ",".join(f"{column}:{width}" for column, width in sorted(self._wished.items()))

    def set_widths(self, written: str) -> None:
        """What ``widths`` gave; anything else is passed over."""
        pairs = [pair.split(":") for pair in written.split(",")]
        found = {int(pair[0]): int(pair[1]) for pair in pairs if len(pair) == 2 and all(p.isdecimal() for p in pair)}
        self._wished = {column: width for column, width in found.items() if column < len(self.rows.headings)}
        self.fit()

    def fit(self) -> None:
        """Columns of no width of their own share what the others leave."""
        self._fitting = True
        shown = [column for column in range(len(self.rows.headings)) if not self.isColumnHidden(column)]
        fixed = {column: self._wished.get(column, self.rows.headings[column].width) for column in shown}
        open_ones = [column for column, width in fixed.items() if not width]
        left = self.viewport().width() - sum(fixed.values())
        share = max(self.least, left // max(1, len(open_ones)))
        for column, width in fixed.items():
            self.setColumnWidth(column, width or share)
        self._fitting = False

    @Slot(int, int, int)
    def _note_wish(self, column: int, before: int, width: int) -> None:
        if not self._fitting and width:
            self._wished[column] = width

    # opening

    def _link_at(self, event: QMouseEvent) -> QModelIndex:
        index = self.indexAt(event.position().toPoint())
        return index if index.isValid() and index.data(LINK_ROLE) else QModelIndex()

    def _open(self, index: Index) -> None:
        if index.isValid():
            self.opened.emit(self.rows.line(index.row()).key, index.column())

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        plain = event.button() == Qt.MouseButton.LeftButton and not event.modifiers()
        self._pressed = QPersistentModelIndex(self._link_at(event) if plain else QModelIndex())
        super().mousePressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        link = self._link_at(event)
        if self._pressed.isValid() and QPersistentModelIndex(link) == self._pressed:
            self._open(link)
        self._pressed = QPersistentModelIndex()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hand = self._link_at(event).isValid()
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not index.data(LINK_ROLE):
            self._open(index)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
