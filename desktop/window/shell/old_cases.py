"""The first case list as a page, until CasesPage takes its place."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.window.board_page import BoardPage
from desktop.window.page_tools import CaseFilter, PageTools


class OldCases(BoardPage):
    """BoardPage behind the interface of pages."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(tools.words, tools.memory, parent)

    def apply_filter(self, case_filter: CaseFilter) -> None:
        """Narrows to what this old page can narrow to."""
        self.search.setText(case_filter.text)

    def show_case(self, case_no: str) -> None:
        """Opens one case beside the list."""
        self.table.chosen.emit(case_no)
