"""Saved views: a menu to choose, save, rename and delete them; a deleted one can be brought back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QInputDialog, QLineEdit, QMenu, QPushButton, QWidget

from desktop.window.cases.columns import Columns
from desktop.window.cases.keeping import LONGEST_NAME, MOST_VIEWS, SavedView, views_read, views_written
from desktop.window.cases.query import CaseQuery
from desktop.window.memory import Memory
from monitoring.codes import Light
from widgets.order_dialog import Ordered, put_in_order

VIEWS_KEY: Final = "cases/views"
LONGEST_SHOWN: Final = 8

AskOrder = Callable[[str, Sequence[Ordered]], list[Ordered] | None]
AskName = Callable[[str, str, str], str]
"""Title, label and the name so far; gives '' where the user thought better of it."""


class ViewMenu(QPushButton):
    """'视图 ▾' or, while one is shown unchanged, '我的超期 ▾'."""

    chosen = Signal(object)
    """A SavedView to show."""
    said = Signal(str)

    def __init__(
        self, memory: Memory, current: Callable[[], tuple[CaseQuery, Columns]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._memory = memory
        self._current = current
        self.views = views_read(memory.text(VIEWS_KEY))
        if self.views is None:
            self.views = self._first_views()
        self._deleted: list[tuple[int, SavedView]] = []
        self._name = ""
        self.ask_name: AskName = self._dialog
        self.ask_order: AskOrder = self._order_dialog
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._fill)
        self.setMenu(self._menu)
        self._say()

    def _first_views(self) -> list[SavedView]:
        return [
            SavedView(self.tr("All overdue"), CaseQuery(lights=frozenset({Light.RED}))),
            SavedView(self.tr("Near due"), CaseQuery(lights=frozenset({Light.YELLOW}))),
        ]

    # what is shown

    def show_state(self, query: CaseQuery) -> None:
        """After another query: the name stays only while the view is what is shown."""
        shown = self._find(self._name)
        if shown is not None and shown.query != replace(query, title="", case_nos=frozenset()):
            self._name = ""
        self._say()

    @property
    def name(self) -> str:
        """The view that is shown unchanged, ''."""
        return self._name

    def _say(self) -> None:
        name = self._name or self.tr("Views")
        self.setText((name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…").replace("&", "&&"))
        said = self.tr("Saved views: {name}").format(name=self._name or self.tr("none chosen"))
        self.setAccessibleName(said)
        self.setToolTip(said)

    def _find(self, name: str) -> SavedView | None:
        return next((view for view in self.views or [] if view.name == name), None)

    @Slot()
    def _fill(self) -> None:
        self._menu.clear()
        group = QActionGroup(self._menu)
        for view in self.views or []:
            action = self._add(view.name.replace("&", "&&"), partial(self.show_view, view.name))
            action.setCheckable(True)
            action.setChecked(view.name == self._name)
            group.addAction(action)
        self._menu.addSeparator()
        self._add(self.tr("Save what is shown as a view…"), self.save)
        if self._name:
            name = self._name.replace("&", "&&")
            self._add(self.tr("Save changed columns in “{name}”").format(name=name), self.save_columns)
            self._add(self.tr("Rename “{name}”…").format(name=name), self.rename)
            self._add(self.tr("Delete “{name}”").format(name=name), self.delete)
        if len(self.views or []) > 1:
            self._add(self.tr("Order of the views…"), self.order)
        if self._deleted:
            name = self._deleted[-1][1].name.replace("&", "&&")
            self._add(self.tr("Bring back “{name}” (Ctrl+Z)").format(name=name), self.undo)

    def _add(self, text: str, slot: Callable[[], object]) -> QAction:
        action = self._menu.addAction(text)

        def press(checked: bool = False) -> None:  # Qt tells whether it is ticked; nobody here asks
            slot()

        action.triggered.connect(press)
        return action

    # what the user does

    def show_view(self, name: str) -> None:
        """Shows a saved view."""
        view = self._find(name)
        if view is not None:
            self._name = name
            self.chosen.emit(view)
            self._say()

    @Slot()
    def save(self) -> None:
        """Saves what is shown under a name; an older view of that name gives way (and can be brought back)."""
        name = self._asked(self.tr("Save view"), self._name)
        if not name:
            return
        query, columns = self._current()
        view = SavedView(name, replace(query, title="", case_nos=frozenset()), columns)
        before = self._find(name)
        if before is not None and self.views is not None and before != view:
            self._deleted.append((self.views.index(before), before))
        others = [one for one in self.views or [] if one.name != name]
        if len(others) >= MOST_VIEWS:
            self.said.emit(self.tr("There are {count} views already: delete one first.").format(count=MOST_VIEWS))
            return
        self._put([*others, view], name)
        self.said.emit(self.tr("View “{name}” saved.").format(name=name))

    @Slot()
    def save_columns(self) -> None:
        """Saves the columns as they are now in the view that is shown."""
        columns = self._current()[1]
        changed = [replace(one, columns=columns) if one.name == self._name else one for one in self.views or []]
        self._put(changed, self._name)

    @Slot()
    def rename(self) -> None:
        """Gives the view that is shown another name."""
        name = self._asked(self.tr("Rename view"), self._name)
        if name and name != self._name:
            if self._find(name) is not None:
                self.said.emit(self.tr("There is a view “{name}” already.").format(name=name))
                return
            renamed = [replace(one, name=name) if one.name == self._name else one for one in self.views or []]
            self._put(renamed, name)

    @Slot()
    def order(self) -> None:
        """Puts the views in another order."""
        views = {view.name: view for view in self.views or []}
        chosen = self.ask_order(self.tr("Order of the views"), [Ordered(name, name) for name in views])
        if chosen is not None:
            self._put([views[line.key] for line in chosen], self._name)

    def _order_dialog(self, title: str, lines: Sequence[Ordered]) -> list[Ordered] | None:
        return put_in_order(title, lines, self.window())

    @Slot()
    def delete(self) -> None:
        """Deletes the view that is shown; the list stays as it is."""
        view = self._find(self._name)
        if view is not None and self.views is not None:
            place = self.views.index(view)
            self._deleted.append((place, view))
            self._put([one for one in self.views if one is not view], "")
            self.said.emit(self.tr("View “{name}” deleted. Ctrl+Z brings it back.").format(name=view.name))

    @Slot()
    def undo(self) -> None:
        """Brings back the view that was deleted last."""
        if self._deleted and self.views is not None:
            place, view = self._deleted.pop()
            others = [one for one in self.views if one.name != view.name]
            self._put([*others[:place], view, *others[place:]], self._name)
            self.said.emit(self.tr("View “{name}” is back.").format(name=view.name))

    def _put(self, views: list[SavedView], name: str) -> None:
        self.views, self._name = views, name
        self._memory.keep_text(VIEWS_KEY, views_written(views))
        self._say()

    def _asked(self, title: str, name: str) -> str:
        return " ".join(self.ask_name(title, self.tr("Name of the view:"), name).split())[:LONGEST_NAME]

    def _dialog(self, title: str, label: str, name: str) -> str:
        text, kept = QInputDialog.getText(self.window(), title, label, QLineEdit.EchoMode.Normal, name)
        return text if kept else ""
