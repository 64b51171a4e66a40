"""The pages themselves: made when they are first opened, told of the board only while they are in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.window.page_tools import PageTools
from desktop.window.pages import InSteps, Page, PageSpec

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot


class PageStack(QStackedWidget):
    """Shows one page at a time."""

    opened = Signal(int)
    """The number of the page that came into sight."""

    def __init__(
        self,
        specs: Sequence[PageSpec],
        tools: PageTools,
        parent: QWidget | None = None,
        *,
        stale: Callable[[datetime], bool],
    ) -> None:
        super().__init__(parent)
        self._specs = tuple(specs)
        self._tools = tools
        self._stale = stale
        self._made: dict[int, QWidget] = {}
        self._ahead: QWidget | None = None
        """Made ahead and not laid out yet."""
        self._told: dict[int, BoardSnapshot] = {}
        self._snapshot: BoardSnapshot | None = None
        self._now: datetime | None = None
        self.number = -1

    def open(self, number: int) -> QWidget:
        """Brings a page into sight, with the newest board on it."""
        page = self.page(number)
        if number != self.number:
            self.number = number
            self._tell()
            self.setCurrentWidget(page)
            self.opened.emit(number)
        return page

    def page(self, number: int) -> QWidget:
        """A page, made if it is not there yet."""
        if number not in self._made:
            page = self._specs[number].make(self._tools, self)
            self._made[number] = page
            self.addWidget(page)
        return self._made[number]

    def make_ahead(self) -> bool:
        """Makes one page that nobody has opened yet, the next times more of it, then lays it out; False where all are.

        So that opening it later takes half the time. It learns of the board when it comes into sight.
        """
        page = self._ahead
        if page is not None:
            if not (isinstance(page, InSteps) and page.make_more()):
                page.resize(self.size())
                self._ahead = None
            return True
        number = next((number for number in range(len(self._specs)) if number not in self._made), None)
        if number is None:
            return False
        self._ahead = self.page(number)
        return True

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime) -> None:
        """A new picture of the board, for the page in sight."""
        self._snapshot, self._now = snapshot, now
        self._tell()

    def go_on(self, now: datetime) -> None:
        """A second has passed."""
        self._now = now
        if self.number in self._told:
            self._page_in_sight().go_on(now, stale=self._stale(now))

    def there(self, number: int) -> Any:
        """A page if it was made already, else None."""
        return self._made.get(number)

    def remember(self) -> None:
        """Every page that was opened keeps its state."""
        for page in self._made.values():
            cast("Page", page).remember()

    def _tell(self) -> None:
        """A page that was hidden gets the newest board; one that knows it only gets the time."""
        snapshot, now = self._snapshot, self._now
        if snapshot is None or now is None or self.number < 0:
            return
        if self._told.get(self.number) is snapshot:
            self._page_in_sight().go_on(now, stale=self._stale(now))
            return
        self._told[self.number] = snapshot
        self._page_in_sight().show_snapshot(snapshot, now, stale=self._stale(now))

    def _page_in_sight(self) -> Page:
        return cast("Page", self._made[self.number])
