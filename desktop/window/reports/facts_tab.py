"""Everything that the archive knows of a report, to be read and copied."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.window.page_tools import PageTools
from desktop.window.reports.record_texts import RecordTexts
from monitoring.archiving import ReportRecord
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line

if TYPE_CHECKING:
    from monitoring.archiving import ReportArchive


class FactsTab(QWidget):
    """One fact a row."""

    def __init__(self, tools: PageTools, texts: RecordTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._texts = texts
        self._record: ReportRecord | None = None
        headings = [Heading(self.tr("What"), 148), Heading(self.tr("In the archive"), 0)]
        self.table = PlainTable(self.tr("Record of the report"), headings, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)

    def show_record(self, record: ReportRecord, today: date) -> None:
        """Another report; the names of those before and after it are read in the background."""
        self._record = record
        self._show({}, today)
        others = [one for one in (record.supersedes, record.superseded_by) if one]
        if others:
            self._tools.archive(
                lambda archive: (record, _numbers(archive, others, self._texts)),
                lambda found: self._take(*found, today),
            )

    def _take(self, record: ReportRecord, others: dict[str, str], today: date) -> None:
        if record is self._record:
            self._show(others, today)

    def _show(self, others: dict[str, str], today: date) -> None:
        if self._record is None:
            return
        facts = self._texts.facts(self._record, today, others)
        self.table.show_lines([Line(name, (Cell(name, muted=True), Cell(value))) for name, value in facts])
        self.table.fit()


def _numbers(archive: ReportArchive, ids: list[str], texts: RecordTexts) -> dict[str, str]:
    found = [archive.record(one) for one in ids]
    return {record.report_id: texts.title(record) for record in found if record is not None}
