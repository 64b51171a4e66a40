"""The cases that stand in windows of their own."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from desktop.window.one_case.case_view import CaseView
from desktop.window.one_case.case_window import CaseWindow
from desktop.window.page_tools import PageTools

MOST: Final = 8


class CaseWindows(QObject):
    """One window a case, the oldest closed where there are too many."""

    def __init__(self, tools: PageTools, page: QWidget) -> None:
        super().__init__(page)
        self._tools = tools
        self._page = page
        self.there: dict[str, CaseWindow] = {}

    @property
    def views(self) -> list[CaseView]:
        """What stands in the windows."""
        return [window.view for window in self.there.values()]

    def open(self, case_no: str, now: datetime | None, day_seconds: int, light: str) -> None:
        """Shows a case; the window that is open already comes to the front. ``now`` None: nothing is known yet."""
        window = self.there.get(case_no)
        if window is None:
            if len(self.there) >= MOST:
                self.there[next(iter(self.there))].close()
            window = CaseWindow(self._tools, case_no, self._page)
            window.closed.connect(self._forget)
            self.there[case_no] = window
        if now is not None:
            window.refresh(now, day_seconds, light)
        window.show()
        window.raise_()
        window.activateWindow()

    def refresh(self, now: datetime, day_seconds: int) -> None:
        """Asks anew for all of them."""
        for window in self.there.values():
            window.refresh(now, day_seconds)

    @Slot(str)
    def _forget(self, case_no: str) -> None:
        self.there.pop(case_no, None)
