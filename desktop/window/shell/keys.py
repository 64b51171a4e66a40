"""The keys of the window as a whole."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from desktop.window.bridge import EngineBridge
from desktop.window.pages import PAGES, ReadsAgain
from desktop.window.shell.page_stack import PageStack
from desktop.window.shell.side_bar import DIGITS, SideBar, keys_of
from desktop.window.shell.tab_ring import first_stop, take


class Keys(QObject):
    """Ctrl and a digit open a page, F6 goes into it and back, F5 reads again."""

    def __init__(self, window: QWidget, side: SideBar, stack: PageStack, bridge: EngineBridge) -> None:
        super().__init__(window)
        self._window = window
        self._side = side
        self._stack = stack
        self._bridge = bridge
        for number in range(min(len(PAGES), DIGITS)):
            self.add(keys_of(number)).activated.connect(partial(side.choose, number))
        self.add("F6").activated.connect(self.other_side)

    def add(self, keys: str) -> QShortcut:
        """A key that holds everywhere in the window."""
        return QShortcut(QKeySequence(keys), self._window)

    @property
    def _page(self) -> Any:
        return self._stack.currentWidget()

    @Slot()
    def read_again(self) -> None:
        """F5: a page that shows something of its own reads that again; else the case store is read."""
        if isinstance(self._page, ReadsAgain):
            self._page.read_again()
        else:
            self._bridge.wake()

    @Slot()
    def other_side(self) -> None:
        """F6: from the side bar into the page and back."""
        at_side = self._side.isAncestorOf(self._window.focusWidget() or self._window)
        inside = first_stop(self._page) if at_side else None
        if inside is not None:
            take(inside, Qt.FocusReason.ShortcutFocusReason)
        else:
            self._side.take_focus()
