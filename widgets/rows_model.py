"""A table of ready texts for some thousand rows: sorts itself, touches only what changed, keeps selection and place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from widgets.qt import override
from widgets.tokens import palette

Index = QModelIndex | QPersistentModelIndex
DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
COLOUR: Final = int(Qt.ItemDataRole.ForegroundRole)
LIGHT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
BAR_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
LINK_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 3
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says."""

    text: str
    sort: float | str | None = None
    """What it is sorted by; None: its text. One column holds one kind; an empty cell sorts last."""
    light: str = ""
    """The code of a light painted before the text."""
    bar: float | None = None
    """A share painted as a bar: 1 is the limit."""
    tip: str = ""
    """What the cell says in full, for the tooltip and for screen readers."""
    link: bool = False
    """A click opens something."""
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row. ``key`` names it from one picture to the next."""

    key: str
    cells: tuple[Cell, ...]
    foot: bool = False
    """Stands at the end however the others are sorted: a total."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's title; ``width`` in pixels, 0: takes what is left."""

    title: str
    width: int = 0
    right: bool = False
    tip: str = ""


class RowsModel(QAbstractTableModel):
    """Lines in the order they were given, or sorted by a column."""

    def __init__(self, headings: Sequence[Heading], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.headings = tuple(headings)
        self._given: tuple[Line, ...] = ()
        self._lines: list[Line] = []
        self._sorted = (-1, False)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Another picture of the table."""
        self._given = tuple(lines)
        self._put(self._in_order())

    def sort_by(self, column: int, *, descending: bool) -> None:
        """Column -1: the order in which the lines were given."""
        self._sorted = (column, descending)
        self._put(self._in_order())

    def line(self, row: int) -> Line:
        return self._lines[row]

    def row_of(self, key: str) -> int:
        """Where a line stands now, -1 where it does not."""
        return next((row for row, line in enumerate(self._lines) if line.key == key), -1)

    def _in_order(self) -> list[Line]:
        column, descending = self._sorted
        if column < 0:
            return list(self._given)
        foot = [line for line in self._given if line.foot]
        full = [line for line in self._given if not line.foot and _value(line.cells[column]) != ""]
        empty = [line for line in self._given if not line.foot and _value(line.cells[column]) == ""]
        return [*sorted(full, key=lambda line: _value(line.cells[column]), reverse=descending), *empty, *foot]

    def _put(self, lines: list[Line]) -> None:
        if [line.key for line in lines] == [line.key for line in self._lines]:
            self._repaint(lines)
            return
        self.layoutAboutToBeChanged.emit()
        before, self._lines = self._lines, lines
        places = {line.key: row for row, line in enumerate(lines)}
        for index in self.persistentIndexList():
            row = places.get(before[index.row()].key)
            self.changePersistentIndex(index, QModelIndex() if row is None else self.index(row, index.column()))
        self.layoutChanged.emit()

    def _repaint(self, lines: list[Line]) -> None:
        changed = [row for row, (old, new) in enumerate(zip(self._lines, lines, strict=True)) if old != new]
        self._lines = lines
        if changed:
            last = len(self.headings) - 1
            self.dataChanged.emit(self.index(changed[0], 0), self.index(changed[-1], last))

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.headings)

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        cell = self._lines[index.row()].cells[index.column()]
        if role == ALIGN:
            return RIGHT if self.headings[index.column()].right else LEFT
        return _OF_ROLE[role](cell) if role in _OF_ROLE else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return self._lines[section].cells[0].text if role in (DISPLAY, SPOKEN) else None
        heading = self.headings[section]
        if role == ALIGN:
            return RIGHT if heading.right else LEFT
        return {DISPLAY: heading.title, TIP: heading.tip or heading.title}.get(role)


def _value(cell: Cell) -> Any:
    return cell.text if cell.sort is None else cell.sort


def _colour(cell: Cell) -> Any:
    if cell.link:
        return palette().color("accent")
    return palette().color("muted") if cell.muted else None


_OF_ROLE: Final[Mapping[int, Any]] = {
    DISPLAY: lambda cell: cell.text,
    SPOKEN: lambda cell: cell.tip or cell.text,
    TIP: lambda cell: cell.tip or cell.text,
    LIGHT_ROLE: lambda cell: cell.light,
    BAR_ROLE: lambda cell: cell.bar,
    LINK_ROLE: lambda cell: cell.link,
    COLOUR: _colour,
}
