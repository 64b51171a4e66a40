"""Warnings by SMS: the outbox and, in tabs beside it, all that decides who gets what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Final, Protocol, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop import sms_wiring
from desktop.window.page_tools import PageTools
from desktop.window.sms.contacts_tab import ContactsTab
from desktop.window.sms.deeds_tab import DeedsTab
from desktop.window.sms.outbox_tab import OutboxTab
from desktop.window.sms.rules_tab import SmsRulesTab
from desktop.window.sms.silences_tab import SilencesTab
from desktop.window.sms.templates_tab import TemplatesTab
from desktop.window.sms.texts import SmsTexts
from monitoring.board import BoardSnapshot, Names

HELP: Final = "十二预警短信"
OUTBOX, SILENCES, RECIPIENTS, RULES, TEMPLATES, DEEDS = range(6)


class Tab(Protocol):
    """Only the tab in sight is called, every second."""

    def go_on(self, now: datetime, names: Names | None) -> None: ...


class WarningsPage(QWidget):
    """Six tabs; each is made, and reads what it shows, when it first comes into sight."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now: datetime | None = None
        self._names: Names | None = None
        self._tools = tools
        self._texts = SmsTexts(tools.words, partial(sms_wiring.as_sent, tools.settings), self)
        self._made: dict[int, QWidget] = {}
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("Warnings by SMS"))
        self._holders = [self._add_holder(title) for title in self._titles()]
        self.outbox = cast("OutboxTab", self.tab(OUTBOX))
        self.tabs.currentChanged.connect(self._tell)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.setFocusProxy(self.tabs)

    def _add_holder(self, title: str) -> QVBoxLayout:
        """Where a tab will stand."""
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        self.tabs.addTab(holder, title)
        return column

    def _titles(self) -> tuple[str, ...]:
        return (
            self.tr("Outbox"),
            self.tr("Silences"),
            self.tr("Recipients"),
            self.tr("Rules"),
            self.tr("Templates"),
            self.tr("Deeds by hand"),
        )

    def tab(self, number: int) -> QWidget:
        """A tab, made if it is not there yet."""
        if number not in self._made:
            tab = TABS[number](self._tools, self._texts, self)
            self._holders[number].addWidget(tab)
            self._made[number] = tab
        return self._made[number]

    def show_group(self, group: str) -> None:
        """The outbox narrowed to a group of states."""
        self.tabs.setCurrentIndex(OUTBOX)
        self.outbox.choose_group(group)

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """A new picture of the board: names may have changed."""
        self._names = snapshot.names
        self.go_on(now, stale=stale)

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """A second has passed."""
        self._now = now
        self._tell()

    @Slot()
    def _tell(self) -> None:
        tab = self.tab(self.tabs.currentIndex())
        if self._now is not None:
            cast("Tab", tab).go_on(self._now, self._names)

    def remember(self) -> None:
        """Keeps widths for the next run."""
        self.outbox.remember()


TABS: Final[tuple[Callable[[PageTools, SmsTexts, QWidget], QWidget], ...]] = (
    OutboxTab,
    SilencesTab,
    ContactsTab,
    SmsRulesTab,
    TemplatesTab,
    DeedsTab,
)
"""In their order."""
