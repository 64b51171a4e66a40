"""What narrows the list: a search, a button for each kind of choice, and chips that say what narrows it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget

from desktop.window.cases.facets import Facet, Option
from desktop.window.cases.keeping import narrowed
from desktop.window.cases.query import CaseQuery
from resources import Words
from widgets.choice_list import Choice
from widgets.filter_button import FilterButton
from widgets.flow import FlowLayout
from widgets.tokens import SPACE_4, SPACE_8, SPACE_12

SEARCH_WIDTH: Final = 208
TYPING_MILLISECONDS: Final = 120
"""On a large board the list follows when the typing rests."""
MANY: Final = 20_000
LONGEST_CHIP: Final = 16


class FilterBar(QWidget):
    """The search and the buttons; others may add theirs behind them."""

    changed = Signal(object)
    """The CaseQuery that is wanted now."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.query = CaseQuery()
        self._many = False
        self._facets: Mapping[Facet, Sequence[Option]] = {}
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Number, item, officer …"))
        self.search.setToolTip(
            self.tr("Number, item, place, node, unit or officer; several words: all of them (Ctrl+F)")
        )
        self.search.setAccessibleName(self.tr("Search in the open cases"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(SEARCH_WIDTH)
        for clear in self.search.findChildren(QToolButton):
            clear.setAccessibleName(self.tr("Clear the search"))
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.timeout.connect(self._search)
        self.search.textChanged.connect(self._type)
        self.buttons = {facet: FilterButton(title, self) for facet, title in self.titles().items()}
        self.line = FlowLayout(gap=SPACE_4, line_gap=SPACE_4)
        self.line.addWidget(self.search)
        for facet, button in self.buttons.items():
            button.changed.connect(partial(self._narrow, facet))
            button.opening.connect(partial(self._fill, facet))
            self.line.addWidget(button)

    @property
    def chinese(self) -> bool:
        return self._words.language == "zh_CN"

    def titles(self) -> dict[Facet, str]:
        """What each kind of choice is called."""
        return {
            Facet.LIGHT: self.tr("Light"),
            Facet.LEVEL: self.tr("Level"),
            Facet.REGION: self.tr("Township"),
            Facet.ITEM: self.tr("Item"),
            Facet.NODE: self.tr("Node"),
            Facet.UNIT: self.tr("Unit"),
            Facet.OFFICER: self.tr("Officer"),
        }

    def label(self, facet: Facet, option: Option) -> str:
        """A choice in words."""
        if facet is Facet.LIGHT:
            return self._words.light(option.key)
        if facet is Facet.LEVEL:
            return {
                "county": self.tr("county"),
                "township": self.tr("township"),
                "village": self.tr("village"),
            }.get(option.key, option.key)
        return option.label

    def said(self, facet: Facet, keys: frozenset[str]) -> list[str]:
        """Chosen keys in words; lights and levels have theirs before the first board is there."""
        if facet in (Facet.LIGHT, Facet.LEVEL):
            return [self.label(facet, Option(key, key, 0)) for key in sorted(keys)]
        return self.buttons[facet].model.labels(keys)

    def labels(self) -> dict[str, dict[str, str]]:
        """What is chosen now in words, by facet and key: for the next run, before its first board is there."""
        chosen = {facet: self.query.chosen(facet) for facet in Facet if facet not in (Facet.LIGHT, Facet.LEVEL)}
        return {
            facet.value: {key: self.buttons[facet].model.labels(frozenset((key,)))[0] for key in sorted(keys)}
            for facet, keys in chosen.items()
            if keys
        }

    def show_known(self, labels: Mapping[str, Mapping[str, str]]) -> None:
        """What ``labels`` gave in the run before: until the board is there, names instead of keys."""
        for facet, button in self.buttons.items():
            known = labels.get(facet.value, {})
            chosen = sorted(self.query.chosen(facet) & known.keys())
            if chosen and not self._facets:
                button.show_choices([Choice(key, known[key], 0) for key in chosen])

    def show_query(self, query: CaseQuery) -> None:
        """Shows what narrows the list, without asking for anything."""
        self.query = query
        for facet in Facet:
            if query.chosen(facet) - self.buttons[facet].model.chosen:
                self._fill(facet)
        if self.search.text() != query.text:
            self.search.blockSignals(True)
            self.search.setText(query.text)
            self.search.blockSignals(False)
        for facet, button in self.buttons.items():
            button.choose(query.chosen(facet))

    def show_facets(self, facets: Mapping[Facet, Sequence[Option]], cases: int) -> None:
        """What can be chosen now."""
        self._many = cases > MANY
        self._facets = facets
        for facet, button in self.buttons.items():
            if button.wants_choices:
                self._fill(facet)

    def _fill(self, facet: Facet) -> None:
        light = facet is Facet.LIGHT
        options = self._facets.get(facet, ())
        self.buttons[facet].show_choices(
            [Choice(one.key, self.label(facet, one), one.count, one.key if light else "") for one in options]
        )

    @Slot(str)
    def _type(self, text: str) -> None:
        if self._many:
            self._typing.start(TYPING_MILLISECONDS)
        else:
            self._search()

    @Slot()
    def _search(self) -> None:
        self._want(replace(self.query, text=self.search.text()))

    def _narrow(self, facet: Facet, keys: frozenset[str]) -> None:
        self._want(narrowed(self.query, facet, keys))

    def _want(self, query: CaseQuery) -> None:
        self.query = query
        self.changed.emit(query)


class Chips(QWidget):
    """One button for each thing that narrows the list: a press takes it away."""

    changed = Signal(object)
    """The CaseQuery that is left."""

    def __init__(self, bar: FilterBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._chips: list[QPushButton] = []
        self._line = FlowLayout(self, gap=SPACE_4)
        self._line.setContentsMargins(SPACE_12, 0, SPACE_12, SPACE_8)
        self.hide()

    def show_query(self, query: CaseQuery) -> None:
        """Shows the chips of a query; none where nothing narrows."""
        for chip in self._chips:
            self._line.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [self._chip(said, left) for said, left in self._parts(query)]
        if query.narrows:
            self._chips.append(self._all())
        for chip in self._chips:
            self._line.addWidget(chip)
        self.setVisible(query.narrows)

    def texts(self) -> list[str]:
        """What the chips say."""
        return [chip.text() for chip in self._chips]

    def chips(self) -> list[QPushButton]:
        return list(self._chips)

    def _parts(self, query: CaseQuery) -> list[tuple[str, CaseQuery]]:
        parts = []
        if query.case_nos:
            said = query.title or self.tr("{count} named cases").format(count=f"{len(query.case_nos):,}")
            parts.append((said, replace(query, case_nos=frozenset(), title="")))
        if query.text.strip():
            said = self.tr("“{text}”").format(text=" ".join(query.text.split()))
            parts.append((said, replace(query, text="")))
        for facet, title in self._bar.titles().items():
            chosen = query.chosen(facet)
            if chosen:
                parts.append((f"{title} {self._named(facet, chosen)}", narrowed(query, facet, ())))
        return parts

    def _named(self, facet: Facet, chosen: frozenset[str]) -> str:
        labels = self._bar.said(facet, chosen)
        mark = "、" if self._bar.chinese else ", "
        said = mark.join(labels[:2])
        if len(labels) > 2:
            said = self.tr("{first} and {count} more").format(first=labels[0], count=len(labels) - 1)
        return said

    def _chip(self, said: str, left: CaseQuery) -> QPushButton:
        shown = said if len(said) <= LONGEST_CHIP * 2 else f"{said[: LONGEST_CHIP * 2 - 1]}…"
        chip = QPushButton(f"{shown}  ✕".replace("&", "&&"), self)
        chip.setProperty("chip", True)
        chip.setToolTip(said)
        chip.setAccessibleName(self.tr("Take away: {what}").format(what=said))
        chip.clicked.connect(partial(self._leave, left))
        return chip

    def _all(self) -> QPushButton:
        button = QPushButton(self.tr("Show all"), self)
        button.setProperty("chip", "all")
        button.setAccessibleName(self.tr("Show all open cases"))
        button.clicked.connect(self.clear)
        return button

    @Slot()
    def clear(self) -> None:
        """Nothing narrows the list any more; its order stays."""
        query = self._bar.query
        self._leave(CaseQuery(sort_by=query.sort_by, descending=query.descending))

    def _leave(self, query: CaseQuery) -> None:
        self.changed.emit(query)
