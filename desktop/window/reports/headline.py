"""The whole county's figures beside their past, as a table: each opens its cases."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from desktop.window.figures.figures_table import LIGHTS
from desktop.window.figures.units import titled
from reports import saying
from reports.figures.definitions import MEASURES, Measure
from reports.figures.values import Compared, Figures, Number
from resources import Words
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line

NAME_LEAST: Final = 96


class HeadlineTable(PlainTable):
    """One measure a row: this period, the one before, the change, a year ago, the year so far."""

    cases_wanted = Signal(str)
    """The measure whose cases are to be shown."""

    def __init__(self, words: Words, name: str, parent: QWidget | None = None) -> None:
        self._words = words
        super().__init__(name, [Heading("", 0), *(Heading("", 76, right=True) for _ in range(5))], parent=parent)
        titles = (
            self.tr("Figure"),
            self.tr("Now"),
            self.tr("Before"),
            self.tr("Change"),
            self.tr("A year ago"),
            self.tr("Year so far"),
        )
        widths = (0, 72, 72, 68, 86, 90)
        self.rows.headings = tuple(
            Heading(title, width, right=bool(width)) for title, width in zip(titles, widths, strict=True)
        )
        self.least = NAME_LEAST
        self.fit()
        self.opened.connect(self._want)

    def show_figures(self, figures: Figures) -> None:
        """Another period's figures."""
        lines = [
            Line(key, self._cells(MEASURES[key], told)) for key, told in figures.headline.items() if key in MEASURES
        ]
        self.show_lines(lines)
        self.widen(first=1)
        self.fit()

    def _cells(self, measure: Measure, told: Compared) -> tuple[Cell, ...]:
        so_far = told.year_to_date if measure.base != "moment" else None
        light = LIGHTS.get(measure.key, "") if told.now else ""
        name = titled(self._words, measure)
        now = Cell(saying.figure(measure, told.now), _order(told.now), light=light, link=bool(told.now))
        change = saying.change(told.now, told.before, measure.unit)
        return (
            Cell(name, tip=f"{name}\n{measure.said(self._words.language)}"),
            now,
            Cell(saying.figure(measure, told.before), _order(told.before)),
            Cell(self.tr("as before") if change == saying.EVEN else change),
            Cell(saying.figure(measure, told.year_ago), _order(told.year_ago)),
            Cell(saying.figure(measure, so_far), _order(so_far)),
        )

    @Slot(str, int)
    def _want(self, key: str, column: int) -> None:
        self.cases_wanted.emit(key)


def _order(value: Number) -> float | str:
    return "" if value is None else float(value)
