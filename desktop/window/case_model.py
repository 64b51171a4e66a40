"""The table of open cases: takes whole snapshots and touches only what changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from desktop.window.case_changes import CaseIds, Shown, changed_rows, row_map, same_cases, turned_rows
from desktop.window.case_query import CaseColumn, CaseQuery, select
from desktop.window.case_texts import CaseTexts
from desktop.window.row_edits import Edits, edits, ranges
from monitoring.board import BoardSnapshot
from monitoring.codes import Light
from resources import Words
from widgets.qt import override
from widgets.tokens import font

Index = QModelIndex | QPersistentModelIndex

LIGHT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
"""The light's code, for delegates: of the case in the light's column, of its nodes in the node's."""
RING_ROLE: Final = LIGHT_ROLE + 1
"""Strength 0…1 of the ring of a light that has just turned."""
RING_SECONDS: Final = 60

DISPLAY, ALIGN, FONT, TIP, SPOKEN, DESCRIBED = (
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.FontRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.AccessibleDescriptionRole,
    )
)
TEXT_ROLES: Final = (DISPLAY, SPOKEN)
LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
RIGHT_ALIGNED: Final = (CaseColumn.DUE, CaseColumn.LEFT)
EVERY_COLUMN: Final = len(CaseColumn)


class CaseModel(QAbstractTableModel):
    """Rows of the newest snapshot that the query wants, in its order."""

    rows_changing = Signal()
    """Before other rows are shown."""
    rows_changed = Signal()
    """After other rows, or other numbers of them, are shown."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._ids = CaseIds()
        self._query = CaseQuery()
        self._shown: Shown | None = None
        self._texts: CaseTexts | None = None
        self._rows: npt.NDArray[np.intp] = np.empty(0, np.intp)
        self._now: datetime | None = None
        self._turned: dict[str, datetime] = {}
        self._cache: dict[int, tuple[str, ...]] = {}
        self._case_no_font: QFont = font(medium=True)

    # what the page asks

    def apply(self, snapshot: BoardSnapshot, now: datetime) -> None:
        """Shows a new snapshot. The same columns cost nothing: only the time goes on."""
        old = self._shown
        if old is not None and same_cases(old.snapshot, snapshot):
            old.snapshot = snapshot
            self._texts = CaseTexts(self._words, snapshot, old.names)
            return
        new = Shown(snapshot, self._ids)
        old_rows = row_map(old, new) if old is not None else np.full(len(new.ids), -1, np.intp)
        self._note_turns(old, new, old_rows, now)
        self._now = now
        wanted = select(snapshot, new.names, self._query)
        changes = edits(self._shown_ids(), new.ids[wanted])
        self.rows_changing.emit()
        if old is None or changes.too_many:
            self._reset(new, wanted)
        else:
            self._edit(new, wanted, changes)
            self._tell_changed(changed_rows(old, new, old_rows)[wanted])
        self.rows_changed.emit()

    def ask(self, query: CaseQuery) -> None:
        """Shows what another query wants of the same snapshot."""
        self._query = query
        if self._shown is not None:
            wanted = select(self._shown.snapshot, self._shown.names, query)
            changes = edits(self._shown_ids(), self._shown.ids[wanted])
            self.rows_changing.emit()
            if changes.too_many:
                self._reset(self._shown, wanted)
            else:
                self._edit(self._shown, wanted, changes)
            self.rows_changed.emit()

    @property
    def query(self) -> CaseQuery:
        return self._query

    def go_on(self, now: datetime, first: int, last: int) -> None:
        """Time goes on: the rows first…last (those on the screen) say their time left anew, rings fade."""
        self._now = now
        columns = [CaseColumn.LEFT, *([CaseColumn.LIGHT] if self._turned else [])]
        self._cache.clear()
        self._turned = {no: at for no, at in self._turned.items() if (now - at).total_seconds() < RING_SECONDS}
        last = min(last, len(self._rows) - 1)
        for column in columns if 0 <= first <= last else []:
            self.dataChanged.emit(self.index(first, column), self.index(last, column))

    @property
    def has_rings(self) -> bool:
        return bool(self._turned)

    def case_no(self, row: int) -> str:
        """The case number in a row of the table."""
        assert self._shown is not None
        return str(self._shown.snapshot.cases.case_no[self._rows[row]])

    def row_of(self, case_no: str) -> int:
        """The row of a case in the table; -1 where it is not shown."""
        if self._shown is None or not len(self._rows):
            return -1
        found = np.flatnonzero(self._shown.snapshot.cases.case_no[self._rows] == case_no)
        return int(found[0]) if len(found) else -1

    # how a snapshot comes in

    def _shown_ids(self) -> npt.NDArray[np.int64]:
        return self._shown.ids[self._rows] if self._shown is not None else np.empty(0, np.int64)

    def _take(self, shown: Shown, rows: npt.NDArray[np.intp]) -> None:
        self._shown, self._rows = shown, rows
        self._texts = CaseTexts(self._words, shown.snapshot, shown.names)
        self._cache.clear()

    def _reset(self, shown: Shown, rows: npt.NDArray[np.intp]) -> None:
        self.beginResetModel()
        self._take(shown, rows)
        self.endResetModel()

    def _edit(self, new: Shown, wanted: npt.NDArray[np.intp], changes: Edits) -> None:
        for first, last in changes.removals:
            self.beginRemoveRows(QModelIndex(), first, last)
            self._rows = np.delete(self._rows, slice(first, last + 1))
            self._cache.clear()
            self.endRemoveRows()
        stayed = self._same_rows_in(new)
        if changes.order is None:
            self._take(new, stayed)
        else:
            self._reorder(new, stayed, changes.order)
        for first, last in changes.insertions:
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows = np.insert(self._rows, first, wanted[first : last + 1])
            self._cache.clear()
            self.endInsertRows()

    def _same_rows_in(self, new: Shown) -> npt.NDArray[np.intp]:
        ids = self._shown_ids()
        rows: npt.NDArray[np.intp] = new.row_of_id(int(max(ids.max(initial=-1), new.ids.max(initial=-1))) + 1)[ids]
        return rows

    def _reorder(self, new: Shown, stayed: npt.NDArray[np.intp], order: npt.NDArray[np.intp]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        place = np.empty(len(order), np.intp)
        place[order] = np.arange(len(order))
        self._take(new, stayed[order])
        after = [self.index(int(place[index.row()]), index.column()) for index in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _tell_changed(self, changed: npt.NDArray[np.bool_]) -> None:
        for first, last in ranges(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, EVERY_COLUMN - 1))

    def _note_turns(self, old: Shown | None, new: Shown, old_rows: npt.NDArray[np.intp], now: datetime) -> None:
        if old is not None:
            cases = new.snapshot.cases
            self._turned.update({str(cases.case_no[row]): now for row in turned_rows(old, new, old_rows)})

    # what Qt asks

    def _row_texts(self, row: int) -> tuple[str, ...]:
        texts = self._cache.get(row)
        if texts is None:
            assert self._texts is not None and self._now is not None
            texts = self._cache[row] = self._texts.row(int(self._rows[row]), self._now)
        return texts

    def _light_data(self, row: int, role: int) -> str | float | None:
        assert self._texts is not None
        if role == LIGHT_ROLE:
            return self._texts.light(int(self._rows[row])).code
        if role in (TIP, DESCRIBED):
            return self._texts.reason(int(self._rows[row]))
        if role == RING_ROLE and self._turned and self._now is not None:
            turned = self._turned.get(self.case_no(row))
            return 0.0 if turned is None else max(0.0, 1 - (self._now - turned).total_seconds() / RING_SECONDS)
        return None

    def light(self, row: int) -> Light:
        """The light of a row of the table."""
        assert self._texts is not None
        return self._texts.light(int(self._rows[row]))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else EVERY_COLUMN

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        row, column = index.row(), index.column()
        if not 0 <= row < len(self._rows):
            return None
        if role in TEXT_ROLES:
            return self._row_texts(row)[column]
        if column == CaseColumn.LIGHT:
            return self._light_data(row, role)
        if role == ALIGN:
            return RIGHT if column in RIGHT_ALIGNED else None
        if role == FONT:
            return self._case_no_font if column == CaseColumn.CASE_NO else None
        if role == TIP:
            return self._row_texts(row)[column]
        if role == LIGHT_ROLE and column == CaseColumn.NODE and self._texts is not None:
            return self._texts.node_light(int(self._rows[row]))
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return self.case_no(section) if role in TEXT_ROLES else None
        if role == DISPLAY:
            return self._titles()[section]
        if role == ALIGN:
            return RIGHT if section in RIGHT_ALIGNED else LEFT
        return None

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Light"),
            self.tr("Case number"),
            self.tr("Item"),
            self.tr("Place"),
            self.tr("Node"),
            self.tr("Unit"),
            self.tr("Officer"),
            self.tr("Due"),
            self.tr("Time left"),
        )
