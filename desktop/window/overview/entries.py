"""A list of two-line entries that keeps its selection while the entries change under it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from widgets.qt import override
from widgets.tokens import FIGURE, HEADING
from widgets.two_lines import Entry, EntryRole, TwoLineDelegate

Index = QModelIndex | QPersistentModelIndex
SPOKEN: Final = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.AccessibleTextRole))
TIP: Final = int(Qt.ItemDataRole.ToolTipRole)


BAR_WIDTH: Final = 12
"""Pixels of a scroll bar (sheet.py)."""
WALL_WIDE: Final = 560
WALL_MOST: Final = 150
"""Pixels of an entry on the wall, at most."""


class EntryModel(QAbstractListModel):
    """Entries in order; only what changed is touched."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []
        self._rings: dict[str, float] = {}

    def entries(self) -> list[Entry]:
        """What is shown now."""
        return list(self._entries)

    def show_entries(self, entries: Sequence[Entry], rings: dict[str, float] | None = None) -> None:
        """Shows these; ``rings``: by key, the strength of the ring of a light that has just turned."""
        before, self._rings = (self._entries, self._rings), rings or {}
        if [entry.key for entry in entries] != [entry.key for entry in self._entries]:
            self.beginResetModel()
            self._entries = list(entries)
            self.endResetModel()
            return
        self._entries = list(entries)
        for row, entry in enumerate(entries):
            if entry != before[0][row] or self._rings.get(entry.key) != before[1].get(entry.key):
                self.dataChanged.emit(self.index(row), self.index(row))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._entries)

    @override
    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == EntryRole.ENTRY:
            return entry
        if role == EntryRole.RING:
            return self._rings.get(entry.key, 0.0)
        return entry.spoken if role in SPOKEN or role == TIP else None


class EntryList(QListView):
    """A press opens an entry, by mouse or keyboard."""

    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, long_below: bool = False) -> None:
        super().__init__(parent)
        self.entry_model = EntryModel(self)
        self.painter = TwoLineDelegate(self, long_below=long_below)
        self._fits = 0
        self.setModel(self.entry_model)
        self.setItemDelegate(self.painter)
        self.setAccessibleName(name)
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.clicked.connect(self._open)
        self.verticalScrollBar().rangeChanged.connect(self._reserve)
        self._reserve()

    @Slot()
    def _reserve(self) -> None:
        """The scroll bar's place stays free while there is none: what stands at the right of two lists is in line."""
        bare = self.verticalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        free = bare and not self.verticalScrollBar().maximum()
        self.setViewportMargins(0, 0, BAR_WIDTH if free else 0, 0)

    def show_entries(self, entries: Sequence[Entry], rings: dict[str, float] | None = None) -> None:
        """Shows these and keeps the chosen one chosen."""
        index = self.currentIndex()
        chosen = index.data(EntryRole.ENTRY).key if index.isValid() else ""
        self.painter.whens = tuple({entry.when for entry in entries})
        self.entry_model.show_entries(entries, rings)
        row = next((row for row, entry in enumerate(entries) if entry.key == chosen), -1)
        if row >= 0 and self.currentIndex().row() != row:
            self.setCurrentIndex(self.entry_model.index(row))

    def set_wall(self, entries: int, zoom: float) -> None:
        """So many large entries that fill the list, and no scroll bar that nobody can reach; 0: a list on the desk."""
        self._fits = entries
        self.painter.zoom = zoom if entries else 0.0
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if entries else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self._reserve()
        self._fit()

    def _fit(self) -> None:
        """Whole entries only: they share the height that is there."""
        zoom = self.painter.zoom or 1.0
        self.painter.wall_second = FIGURE if self.viewport().width() >= WALL_WIDE * zoom else HEADING
        least = self.painter.least_height
        fit = self._fits or max(1, self.viewport().height() // least)
        self.painter.height = max(least, min(round(WALL_MOST * zoom), self.viewport().height() // fit))
        self.scheduleDelayedItemsLayout()

    def show_stale(self, *, stale: bool) -> None:
        """Draws lights as older than allowed, or not."""
        if self.painter.hatched != stale:
            self.painter.hatched = stale
            self.viewport().update()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        entry = index.data(EntryRole.ENTRY)
        if isinstance(entry, Entry):
            self.opened.emit(entry.key.partition("#")[0])

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(320, 120)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(280, 88)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)
