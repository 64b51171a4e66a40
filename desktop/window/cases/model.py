"""The table of open cases: takes whole snapshots and touches only what changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QFont

from desktop.window.cases.backroom import Backroom
from desktop.window.cases.changes import same_cases
from desktop.window.cases.planning import Plan, Wish, place_of
from desktop.window.cases.query import CaseColumn, CaseQuery
from desktop.window.cases.row_edits import Edits
from desktop.window.cases.row_texts import CaseTexts
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
RIGHT_ALIGNED: Final = (CaseColumn.ACCEPTED, CaseColumn.DUE, CaseColumn.LEFT, CaseColumn.STATUTORY)
EVERY_COLUMN: Final = len(CaseColumn)


class CaseModel(QAbstractTableModel):
    """Rows of the newest snapshot that the query wants, in its order.

    What to do is worked out by the back room, on a large board off the screen's thread; here arrays are swapped and
    views told.
    """

    rows_changing = Signal()
    """Before other rows are shown."""
    rows_changed = Signal()
    """After other rows, or other numbers of them, are shown."""
    rows_moved = Signal(object)
    """In place of moves that views follow by themselves: for each old row its new one or -1 (within rows_changing)."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._backroom = Backroom(self)
        self._backroom.planned.connect(self._carry_out)
        self._wish: Wish | None = None
        self._query = CaseQuery()
        self._plan: Plan | None = None
        self._texts: CaseTexts | None = None
        self._rows: npt.NDArray[np.intp] = np.empty(0, np.intp)
        self._now: datetime | None = None
        self._turned: dict[str, datetime] = {}
        self._cache: dict[int, tuple[str, ...]] = {}
        self._case_no_font: QFont = font(medium=True)
        self.chosen = ""
        """A case whose place the next plan tells (``chosen_place``)."""

    # what the page asks

    @property
    def language(self) -> str:
        """Of the words shown."""
        return self._words.language

    def apply(self, snapshot: BoardSnapshot, now: datetime) -> None:
        """Shows a new snapshot. The same columns cost nothing: only the time goes on."""
        self._now = now
        wish, plan = self._wish, self._plan
        if wish is not None and same_cases(wish.snapshot, snapshot):
            self._wish = Wish(snapshot, wish.query)
            if plan is not None and same_cases(plan.listing.shown.snapshot, snapshot):
                self._texts = CaseTexts(self._words, snapshot, plan.listing.shown.names)
            return
        self._want(snapshot)

    def ask(self, query: CaseQuery) -> None:
        """Shows what another query wants of the same snapshot."""
        self._query = query
        if self._wish is not None:
            self._want(self._wish.snapshot)

    def _want(self, snapshot: BoardSnapshot) -> None:
        self._wish = Wish(snapshot, self._query, self.chosen)
        self._backroom.ask(self._wish)

    @property
    def query(self) -> CaseQuery:
        return self._query

    @property
    def busy(self) -> bool:
        """Whether something else than wished for is still shown."""
        return self._backroom.busy

    @property
    def plan(self) -> Plan | None:
        """What is shown now."""
        return self._plan

    @property
    def texts(self) -> CaseTexts | None:
        """The words of what is shown now."""
        return self._texts

    @property
    def now(self) -> datetime | None:
        return self._now

    @property
    def snapshot(self) -> BoardSnapshot | None:
        """The newest snapshot, whether or not it is shown already."""
        return self._wish.snapshot if self._wish is not None else None

    def printed(self, ranges: Sequence[tuple[int, int]]) -> tuple[CaseTexts, npt.NDArray[np.intp], datetime] | None:
        """What copying needs: the words, the rows of the snapshot behind ranges of the table's, and now."""
        if self._texts is None or self._now is None or not ranges:
            return None
        return self._texts, np.concatenate([self._rows[first : last + 1] for first, last in ranges]), self._now

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
        assert self._plan is not None
        return str(self._plan.listing.shown.snapshot.cases.case_no[self._rows[row]])

    def row_of(self, case_no: str) -> int:
        """The row of a case in the table; -1 where it is not shown."""
        return place_of(self._plan.listing, case_no) if self._plan is not None else -1

    # how a plan is carried out

    @Slot(object)
    def _carry_out(self, plan: Plan) -> None:
        now = self._now
        if now is not None:
            self._turned.update(dict.fromkeys(plan.turned, now))
        self.rows_changing.emit()
        if plan.edits is None:
            self._reset(plan)
        else:
            self._edit(plan, plan.edits)
            for first, last in plan.changed:
                self.dataChanged.emit(self.index(first, 0), self.index(last, EVERY_COLUMN - 1))
        self.rows_changed.emit()

    def _take(self, plan: Plan, rows: npt.NDArray[np.intp]) -> None:
        self._plan, self._rows = plan, rows
        shown = plan.listing.shown
        newest = self._wish.snapshot if self._wish is not None else shown.snapshot
        snapshot = newest if same_cases(newest, shown.snapshot) else shown.snapshot
        self._texts = CaseTexts(self._words, snapshot, shown.names)
        self._cache.clear()

    def _reset(self, plan: Plan) -> None:
        self.beginResetModel()
        self._take(plan, plan.listing.rows)
        self.endResetModel()
        self.rows_moved.emit(plan.place)

    def _edit(self, plan: Plan, changes: Edits) -> None:
        wanted = plan.listing.rows
        for first, last in changes.removals:
            self.beginRemoveRows(QModelIndex(), first, last)
            self._rows = np.delete(self._rows, slice(first, last + 1))
            self._cache.clear()
            self.endRemoveRows()
        if changes.order is None:
            self._take(plan, plan.stayed)
        else:
            self._reorder(plan, plan.stayed[changes.order])
        for first, last in changes.insertions:
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows = np.insert(self._rows, first, wanted[first : last + 1])
            self._cache.clear()
            self.endInsertRows()

    def _reorder(self, plan: Plan, rows: npt.NDArray[np.intp]) -> None:
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        self._take(plan, rows)
        after = [self.index(int(plan.place[index.row()]), index.column()) for index in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

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

    def _tip(self, row: int, column: int) -> str:
        """What a cell says in full."""
        if column == CaseColumn.LEFT and self._texts is not None and self._now is not None:
            return self._texts.left(int(self._rows[row]), self._now)
        return self._row_texts(row)[column]

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
            return self._tip(row, column)
        if role == LIGHT_ROLE and column == CaseColumn.NODE and self._texts is not None:
            return self._texts.node_light(int(self._rows[row]))
        return None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return self.case_no(section) if role in TEXT_ROLES else None
        if role == DISPLAY:
            return self.titles()[section]
        if role == ALIGN:
            return RIGHT if section in RIGHT_ALIGNED else LEFT
        return None

    def titles(self) -> tuple[str, ...]:
        """The columns' names, in the order of CaseColumn."""
        return (
            self.tr("Light"),
            self.tr("Case number"),
            self.tr("Item"),
            self.tr("Place"),
            self.tr("Node"),
            self.tr("Unit"),
            self.tr("Officer"),
            self.tr("Accepted"),
            self.tr("Due"),
            self.tr("Time left"),
            self.tr("Statutory due"),
        )
