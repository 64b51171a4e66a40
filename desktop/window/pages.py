"""The pages of the window, in the order of the side bar, and what the shell asks of each.

To add a page: 1 write ``class XPage(QWidget)`` with the methods of ``Page`` and the constructor
``XPage(tools: PageTools, parent: QWidget | None = None)``; 2 put ``HELP``, its heading in docs/user-guide.md as an anchor,
into its module; 3 add a line to PAGES; 4 run resources/translations/update.py and translate its title.
A page's module is imported, and the page made, when it is first opened.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Final, Protocol, cast

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.window.page_tools import PageTools
from monitoring.board import BoardSnapshot

CONTEXT: Final = "Pages"
OVERVIEW, CASES, NODES, PROBLEMS, CALENDAR, RULES, SETTINGS, DOCTOR = (
    "overview", "cases", "nodes", "problems", "calendar", "rules", "settings", "doctor",
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


PAGES: Final = (
    PageSpec(OVERVIEW, QT_TRANSLATE_NOOP("Pages", "Overview"), "desktop.window.overview.page", "OverviewPage"),
    PageSpec(CASES, QT_TRANSLATE_NOOP("Pages", "Cases"), "desktop.window.cases_page", "CasesPage"),
    PageSpec(NODES, QT_TRANSLATE_NOOP("Pages", "Nodes"), "desktop.window.nodes.page", "NodesPage"),
    PageSpec(PROBLEMS, QT_TRANSLATE_NOOP("Pages", "Data problems"), "desktop.window.problems_page", "ProblemsPage"),
    PageSpec(
        CALENDAR, QT_TRANSLATE_NOOP("Pages", "Working calendar"), "desktop.window.working_calendar.page", "CalendarPage"
    ),
    PageSpec(RULES, QT_TRANSLATE_NOOP("Pages", "Rules"), "desktop.window.rules_page", "RulesPage"),
    PageSpec(SETTINGS, QT_TRANSLATE_NOOP("Pages", "Settings"), "desktop.window.settings_page", "SettingsPage"),
    PageSpec(DOCTOR, QT_TRANSLATE_NOOP("Pages", "Doctor"), "desktop.window.doctor_page", "DoctorPage"),
)
