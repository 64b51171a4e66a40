"""The pages of the window, in the order of the side bar, and what the shell asks of each.

To add a page: 1 write ``class XPage(QWidget)`` with the methods of ``Page`` and the constructor
``XPage(tools: PageTools, parent: QWidget | None = None)``; 2 put ``HELP``, its heading in docs/user-guide.md as an
anchor, into its module; 3 add a line to PAGES; 4 run resources/translations/update.py and translate its title.
A page's module is imported, and the page made, when it is first opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol, cast, runtime_checkable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.window.page_tools import PageTools

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot

CONTEXT: Final = "Pages"
OVERVIEW, CASES, NODES, SMS, REPORTS, STATISTICS, PROBLEMS, CALENDAR, RULES, SETTINGS, DOCTOR = (
    "overview", "cases", "nodes", "sms", "reports", "statistics", "problems", "calendar", "rules", "settings", "doctor",
)  # fmt: skip


class Page(Protocol):
    """A page of the window. ``stale``: the data is older than allowed or its store is away.

    Only the page in sight is called; one that comes into sight gets the newest snapshot first.
    """

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """A new picture of the board."""

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """A second has passed since the last call."""

    def remember(self) -> None:
        """The window is closed: keep widths, filters and the like for the next run."""


@runtime_checkable
class InSteps(Protocol):
    """A page of which a part is made when it is first needed, or ahead of that in a step of its own."""

    def make_more(self) -> bool:
        """Makes one part that is not there yet; False where all are."""


@runtime_checkable
class ReadsAgain(Protocol):
    """A page that shows something else than the board, and reads that anew on F5."""

    def read_again(self) -> None:
        """Reads what it shows."""


@runtime_checkable
class Unsaved(Protocol):
    """A page on which something may be typed and not saved."""

    def unsaved(self) -> list[str]:
        """What was changed, in the window's words."""

    def keep_unsaved(self) -> bool:
        """Saves it; False where it was refused."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its key in the window's memory, its title and where it lives."""

    key: str
    title: str
    """English, of the translation context CONTEXT."""
    module: str
    name: str

    def said(self) -> str:
        """The title in the window's language."""
        return QCoreApplication.translate(CONTEXT, self.title)

    def make(self, tools: PageTools, parent: QWidget) -> QWidget:
        """The page, made now."""
        return cast("QWidget", getattr(import_module(self.module), self.name)(tools, parent))

    def help(self) -> str:
        """The anchor of this page in the user guide; '' where it names none."""
        return str(getattr(import_module(self.module), "HELP", ""))


def _page(key: str, title: object, module: str, name: str) -> PageSpec:
    return PageSpec(key, str(title), f"desktop.window.{module}", name)


PAGES: Final = (
    _page(OVERVIEW, QT_TRANSLATE_NOOP("Pages", "Overview"), "overview.page", "OverviewPage"),
    _page(CASES, QT_TRANSLATE_NOOP("Pages", "Cases"), "cases.page", "CasesPage"),
    _page(NODES, QT_TRANSLATE_NOOP("Pages", "Nodes"), "nodes.page", "NodesPage"),
    _page(SMS, QT_TRANSLATE_NOOP("Pages", "Warnings"), "sms.page", "WarningsPage"),
    _page(REPORTS, QT_TRANSLATE_NOOP("Pages", "Reports"), "reports.page", "ReportsPage"),
    _page(STATISTICS, QT_TRANSLATE_NOOP("Pages", "Statistics"), "statistics.page", "StatisticsPage"),
    _page(PROBLEMS, QT_TRANSLATE_NOOP("Pages", "Data problems"), "problems.page", "ProblemsPage"),
    _page(CALENDAR, QT_TRANSLATE_NOOP("Pages", "Working calendar"), "working_calendar.page", "CalendarPage"),
    _page(RULES, QT_TRANSLATE_NOOP("Pages", "Rules"), "rules.page", "RulesPage"),
    _page(SETTINGS, QT_TRANSLATE_NOOP("Pages", "Settings"), "settings.page", "SettingsPage"),
    _page(DOCTOR, QT_TRANSLATE_NOOP("Pages", "Doctor"), "doctor_page", "DoctorPage"),
)


def number_of(key: str) -> int:
    """The place of a page in PAGES; 0 where there is no such page."""
    return next((number for number, spec in enumerate(PAGES) if spec.key == key), 0)
