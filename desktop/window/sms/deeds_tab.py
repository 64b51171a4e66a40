"""What people did by hand in the outbox: when, who, what, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from desktop.window.page_tools import PageTools
from desktop.window.sms.list_tab import ListTab
from desktop.window.sms.texts import SmsTexts
from widgets.rows_model import Cell, Heading, Line

if TYPE_CHECKING:
    from monitoring.stores.outbox.browsing import Deed, OutboxBrowser

SHOWN: Final = 1_000
ABOUT: Final = 3


class DeedsTab(ListTab):
    """The newest first."""

    def __init__(self, tools: PageTools, texts: SmsTexts, parent: QWidget | None = None) -> None:
        super().__init__(tools, texts, parent)
        self.table.opened.connect(self._open)
        self.foot.setText(self.tr("Nothing here can be changed or removed: whoever checks can rely on it."))

    def name(self) -> str:
        return self.tr("Deeds by hand")

    def headings(self) -> list[Heading]:
        return [
            Heading(self.tr("When"), 140),
            Heading(self.tr("Who"), 120),
            Heading(self.tr("What"), 132),
            Heading(self.tr("Case or whom"), 220),
            Heading(self.tr("Recipient"), 104),
            Heading(self.tr("Reason"), 0),
        ]

    def question(self, now: datetime) -> Callable[[OutboxBrowser], list[Deed]]:
        return lambda desk: desk.deeds(SHOWN)

    def take(self, answer: Sequence[Deed]) -> None:
        total = self.tr("{count} deeds").format(count=f"{len(answer):,}")
        title = self.tr("Nobody has done anything by hand")
        text = self.tr("What is marked, sent again, silenced or acknowledged is written down here with its reason.")
        self.show_lines(self._lines(answer), total, title, text)

    def _lines(self, deeds: Sequence[Deed]) -> list[Line]:
        """Numbered from the oldest: a key stays a deed's own while newer ones come."""
        return [Line(str(len(deeds) - place), self._cells(deed)) for place, deed in enumerate(deeds)]

    def _cells(self, deed: Deed) -> tuple[Cell, ...]:
        today = self.now.date() if self.now is not None else deed.made_at.date()
        return (
            Cell(self.texts.at(deed.made_at, today), sort=deed.made_at.isoformat()),
            Cell(deed.made_by),
            Cell(self.texts.deed(deed)),
            Cell(deed.case_no or self._subject(deed), link=bool(deed.case_no)),
            Cell(deed.recipient_name),
            Cell(deed.reason),
        )

    def _subject(self, deed: Deed) -> str:
        """Of a silence its unit or officer, of old warnings how many."""
        scope, _, key = deed.subject.partition(":")
        names = self.names.catalogue if self.names is not None else None
        if names is not None and scope in ("unit", "officer"):
            return names.unit_name(key) if scope == "unit" else names.officer_name(key)
        if deed.action in ("release_old", "leave_out_old"):
            return self.tr("{count} messages").format(count=deed.subject)
        return ""

    @Slot(str, int)
    def _open(self, key: str, column: int) -> None:
        cell = self.table.rows.line(self.table.rows.row_of(key)).cells[ABOUT]
        if cell.link:
            self.tools.show_case(cell.text)
