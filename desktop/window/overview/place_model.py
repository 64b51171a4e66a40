"""The townships and where their cases stand, as a table: a row a township, a column a level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from monitoring.codes import Light
from monitoring.overviewing import Counts, PlaceRow, PlaceTable
from resources import Words
from resources.places import shown_name
from widgets.qt import override

Index = QModelIndex | QPersistentModelIndex
DISPLAY: Final = int(Qt.ItemDataRole.DisplayRole)
SPOKEN: Final = int(Qt.ItemDataRole.AccessibleTextRole)
TIP: Final = int(Qt.ItemDataRole.ToolTipRole)
ALIGN: Final = int(Qt.ItemDataRole.TextAlignmentRole)
LIGHT_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
SPARK_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
NOTHING: Final = "–"
SHOWN_FIRST: Final = (Light.RED, Light.YELLOW, Light.GREEN, Light.UNJUDGED, Light.PAUSED)
"""Which light a cell shows: the worst, but those without a running clock only where nothing runs."""


class PlaceColumn(IntEnum):
    """From left to right."""

    NAME = 0
    VILLAGE = 1
    TOWNSHIP = 2
    COUNTY = 3
    RED = 4
    YELLOW = 5
    IN_HAND = 6
    CARDS = 7


LEVEL_COLUMNS: Final = {PlaceColumn.VILLAGE: 0, PlaceColumn.TOWNSHIP: 1, PlaceColumn.COUNTY: 2}


@dataclass(frozen=True, slots=True)
class Cell:
    """What somebody pressed: a row's key, and what of it."""

    key: str
    name: str
    column: PlaceColumn


def shown_light(counts: Counts) -> Light | None:
    """The light that stands for a cell; None where there is no case."""
    return next((light for light in SHOWN_FIRST if counts[light]), None)


class PlaceModel(QAbstractTableModel):
    """Shows a PlaceTable and, beside it, the cards of the last days."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._rows: tuple[PlaceRow, ...] = ()
        self._kind = "township"
        self._cards: Mapping[str, tuple[int, ...]] = {}
        self._highest: Mapping[str, int] = {}

    def show_table(self, table: PlaceTable) -> None:
        """Other counts; the rows' order follows them."""
        if [row.key for row in table.rows] == [row.key for row in self._rows] and table.kind == self._kind:
            before, self._rows = self._rows, table.rows
            for number, row in enumerate(table.rows):
                if row != before[number]:
                    self._touch(number, number, 0, PlaceColumn.IN_HAND)
            return
        self.beginResetModel()
        self._rows, self._kind = table.rows, table.kind
        self.endResetModel()

    def show_cards(self, cards: Mapping[str, tuple[int, ...]], highest: Mapping[str, int]) -> None:
        """For each row's key the cards of each day, today last, and the number of a full bar."""
        if cards == self._cards and highest == self._highest:
            return
        self._cards, self._highest = cards, highest
        if self._rows:
            self._touch(0, len(self._rows) - 1, PlaceColumn.CARDS, PlaceColumn.CARDS)

    def _touch(self, first: int, last: int, left: int, right: int) -> None:
        self.dataChanged.emit(self.index(first, left), self.index(last, right))

    @property
    def kind(self) -> str:
        """'township' or 'unit'."""
        return self._kind

    def row(self, number: int) -> PlaceRow:
        return self._rows[number]

    def row_of(self, key: str) -> int:
        """Where a row is, -1 where it is not."""
        return next((number for number, row in enumerate(self._rows) if row.key == key), -1)

    def cell(self, index: Index) -> Cell:
        """What an index stands for."""
        row = self._rows[index.row()]
        return Cell(row.key, self.name(row), PlaceColumn(index.column()))

    def name(self, row: PlaceRow) -> str:
        """The place's name; cases without a place have a word too."""
        return shown_name(row.level, row.name) or self.tr("No place given")

    # texts

    def _text(self, row: PlaceRow, column: PlaceColumn) -> str:
        if column is PlaceColumn.NAME:
            return self.name(row)
        if column in LEVEL_COLUMNS:
            counts = row.levels[LEVEL_COLUMNS[column]]
            light = shown_light(counts)
            return NOTHING if light is None else f"{counts[light]:,}"
        if column is PlaceColumn.CARDS:
            return ""
        number = {PlaceColumn.RED: row.red, PlaceColumn.YELLOW: row.yellow}.get(column, row.in_hand)
        return f"{number:,}"

    def _light(self, row: PlaceRow, column: PlaceColumn) -> str:
        if column in LEVEL_COLUMNS:
            light = shown_light(row.levels[LEVEL_COLUMNS[column]])
            return "" if light is None else light.code
        if column is PlaceColumn.RED and row.red:
            return Light.RED.code
        return Light.YELLOW.code if column is PlaceColumn.YELLOW and row.yellow else ""

    def _counts(self, counts: Counts) -> str:
        said = [f"{self._words.light(light.code)} {counts[light]:,}" for light in SHOWN_FIRST if counts[light]]
        return "  ".join(said) or self.tr("no case")

    def _spoken(self, row: PlaceRow, column: PlaceColumn) -> str:
        title, name = self.title(column), self.name(row)
        if column in LEVEL_COLUMNS:
            return f"{name} · {title}: {self._counts(row.levels[LEVEL_COLUMNS[column]])}"
        if column is PlaceColumn.CARDS:
            days = self._cards.get(row.key, ())
            said = self.tr("{name}: {count} cards in the last {days} days charged to its own units, today {today}")
            return said.format(name=name, count=sum(days), days=len(days), today=days[-1] if days else 0)
        if column is PlaceColumn.NAME:
            return f"{name}: {self._counts(row.lights)}"
        return f"{name} · {title}: {self._text(row, column)}"

    def title(self, column: PlaceColumn) -> str:
        """A column's heading."""
        return {
            PlaceColumn.NAME: self.tr("Place") if self._kind == "township" else self.tr("Department"),
            PlaceColumn.VILLAGE: self.tr("Village"),
            PlaceColumn.TOWNSHIP: self.tr("Township"),
            PlaceColumn.COUNTY: self.tr("County"),
            PlaceColumn.RED: self._words.light(Light.RED.code),
            PlaceColumn.YELLOW: self._words.light(Light.YELLOW.code),
            PlaceColumn.IN_HAND: self.tr("In hand"),
            PlaceColumn.CARDS: self.tr("Cards, 14 days"),
        }[column]

    # Qt

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(PlaceColumn)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = PlaceColumn(section)
        if role == ALIGN:
            return LEFT if column is PlaceColumn.NAME else RIGHT
        return self.title(column) if role == DISPLAY else None

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, column = self._rows[index.row()], PlaceColumn(index.column())
        if role == DISPLAY:
            return self._text(row, column)
        if role == LIGHT_ROLE:
            return self._light(row, column)
        if role in (SPOKEN, TIP):
            return self._spoken(row, column)
        if role == SPARK_ROLE and column is PlaceColumn.CARDS:
            return self._cards.get(row.key, ()), self._highest.get(row.key, 1)
        return (LEFT if column is PlaceColumn.NAME else RIGHT) if role == ALIGN else None
