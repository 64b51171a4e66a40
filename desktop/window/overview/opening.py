"""From a number of the overview to the list of its cases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.window.overview.place_model import LEVEL_COLUMNS, Cell, PlaceColumn
from desktop.window.page_tools import CaseFilter, PageTools
from monitoring.codes import Light
from monitoring.overviewing import LEVELS

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot
    from monitoring.watching.engine import Engine

COLUMN_LIGHTS = {PlaceColumn.RED: Light.RED, PlaceColumn.YELLOW: Light.YELLOW}
DOT = " · "


class Opener(QObject):
    """Asks the shell for the case list. What no filter can say is counted out case by case, off the window's thread."""

    def __init__(self, tools: PageTools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools

    def open_light(self, snapshot: BoardSnapshot, light: Light, place: str | None, name: str) -> None:
        """All cases of a light, of one place where the overview is narrowed to it."""
        word = self._tools.words.light(light.code)
        narrowed = CaseFilter(lights=frozenset({light}), title=word)
        if place is None:
            self._tools.show_cases(narrowed)
        else:
            self._open_place(snapshot, place, replace(narrowed, title=DOT.join((name, word))))

    def open_cell(self, snapshot: BoardSnapshot, cell: Cell) -> None:
        """The cases that a cell of the panel counts."""
        light = COLUMN_LIGHTS.get(cell.column)
        lights = frozenset({light}) if light is not None else frozenset()
        if cell.column in LEVEL_COLUMNS:
            self._open_level(snapshot, cell)
        else:
            word = self._tools.words.light(light.code) if light is not None else ""
            title = DOT.join(part for part in (cell.name, word) if part)
            self._open_place(snapshot, cell.key, CaseFilter(lights=lights, title=title))

    def _open_level(self, snapshot: BoardSnapshot, cell: Cell) -> None:
        level = LEVELS[LEVEL_COLUMNS[cell.column]]
        words = {"village": self.tr("at village"), "township": self.tr("at township"), "county": self.tr("at county")}
        self._open_counted(snapshot, cell.key, level, CaseFilter(title=DOT.join((cell.name, words[level]))))

    def _open_place(self, snapshot: BoardSnapshot, key: str, narrowed: CaseFilter) -> None:
        region = snapshot.names.catalogue.regions.get(key)
        if key in snapshot.names.catalogue.units and region is None:
            self._tools.show_cases(replace(narrowed, units=frozenset({key})))
        elif region is not None and region.level == "township":
            self._tools.show_cases(replace(narrowed, regions=frozenset({key})))
        else:
            self._open_counted(snapshot, key, None, narrowed)

    def _open_counted(self, snapshot: BoardSnapshot, key: str, level: str | None, narrowed: CaseFilter) -> None:
        def count(_: Engine) -> frozenset[str]:
            from monitoring.watching.township_table import cases_in

            return cases_in(snapshot, key, level, narrowed.lights)

        def show(case_nos: frozenset[str]) -> None:
            if case_nos:
                self._tools.show_cases(replace(narrowed, case_nos=case_nos))
            else:
                self._tools.say(self.tr("There is no such case."))

        self._tools.ask(count, show, self._excuse)

    def _excuse(self, why: str) -> None:
        self._tools.say(self.tr("The cases cannot be told just now. Try again in a moment."))
