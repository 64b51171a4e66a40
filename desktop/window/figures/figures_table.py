"""A table of figures by township, unit, item …: every figure opens the cases behind it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget

from desktop.window.figures.units import titled
from reports import saying
from reports.figures.definitions import MEASURES, Measure
from reports.figures.values import FigureRow, FigureTable, Grouping, Number
from resources import Words
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line
from widgets.tokens import BODY, SPACE_16, font

TOTAL: Final = "*"
"""The key of the line of all."""
LEAST: Final = 64
RANK, NAME, WITHIN = range(3)
FIRST: Final = 3
"""The column of the first figure."""
ORDER: Final = tuple(MEASURES)
LIGHTS: Final = {"red_lit": "red", "yellow_lit": "yellow", "suspended": "paused", "node_red_lit": "red"}


class FiguresTable(PlainTable):
    """Rank, name, what it belongs to, then all measures of the definitions."""

    cases_wanted = Signal(str, str)
    """The key of the row ('*': all) and the measure."""

    def __init__(self, words: Words, name: str, parent: QWidget | None = None) -> None:
        self._words = words
        self._language = words.language
        headings = [Heading("", 52), Heading("", 168), Heading("", 120)]
        super().__init__(name, [*headings, *(self._heading(measure) for measure in MEASURES.values())], parent=parent)
        self.rows.headings = (
            Heading(self.tr("Rank"), 52, right=True),
            Heading(self.tr("Name"), 168),
            Heading(self.tr("Belongs to"), 132),
            *self.rows.headings[FIRST:],
        )
        self.fit()
        self.opened.connect(self._want)

    def _heading(self, measure: Measure) -> Heading:
        title = titled(self._words, measure)
        width = QFontMetrics(font(BODY)).horizontalAdvance(title) + 2 * SPACE_16
        return Heading(title, max(width, LEAST), right=True, tip=measure.said(self._language))

    def show_table(self, table: FigureTable) -> None:
        """Another grouping or other figures; the total stands at the end however the rows are sorted."""
        ranked = any(row.rank is not None for row in table.rows)
        self.setColumnHidden(RANK, not ranked)
        self.setColumnHidden(WITHIN, table.grouping not in (Grouping.VILLAGE, Grouping.OFFICER, Grouping.UNIT))
        total = Line(TOTAL, self._cells(table.total, self.tr("All")), foot=True)
        self.show_lines([*(Line(row.key or "-", self._cells(row, row.name)) for row in table.rows), total])
        self.fit()

    def _cells(self, row: FigureRow, name: str) -> tuple[Cell, ...]:
        rank = "" if row.rank is None else str(row.rank)
        said = self.tr("{name} (no cases)").format(name=name) if row.idle else name
        head = (Cell(rank, "" if row.rank is None else row.rank), Cell(said), Cell(row.parent, muted=True))
        return (*head, *(self._figure(measure, row) for measure in MEASURES.values()))

    def _figure(self, measure: Measure, row: FigureRow) -> Cell:
        value, before = row.figures.get(measure.key), row.before.get(measure.key)
        text = saying.figure(measure, value)
        tip = self.tr("{name}: {now}, the period before {before}").format(
            name=measure.named(self._language), now=text, before=saying.figure(measure, before)
        )
        light = LIGHTS.get(measure.key, "") if value else ""
        return Cell(text, _sorted_by(value), light=light, tip=tip, link=bool(value), muted=not value)

    @Slot(str, int)
    def _want(self, key: str, column: int) -> None:
        measure = ORDER[column - FIRST] if column >= FIRST else "accepted"
        self.cases_wanted.emit("" if key == "-" else key, measure)


def _sorted_by(value: Number) -> float | str:
    return "" if value is None else float(value)
