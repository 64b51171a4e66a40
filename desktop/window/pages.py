"""What the shell asks of a page. To add a page: 1 make a QWidget with these methods; 2 add it in main_window.PAGES."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from monitoring.board import BoardSnapshot


class Page(Protocol):
    """A page of the window. ``stale``: the data is older than allowed or its store is away."""

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """A new picture of the board."""

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """A second has passed since the last call."""
