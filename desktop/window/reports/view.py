"""A report that is open: its name, what is to be known of it, what it says, and the document as it will be on paper."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from desktop.window.figures.bench import Bench
from desktop.window.page_parts import label, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.reports.charts_tab import ChartsTab
from desktop.window.reports.facts_tab import FactsTab
from desktop.window.reports.figures_tab import FiguresTab
from desktop.window.reports.pdf_pane import PdfPane
from desktop.window.reports.record_texts import RecordTexts
from desktop.window.reports.text_tab import TextTab
from desktop.window.reports.workshop import Opened
from monitoring.archiving import ReportState

SIZES: Final = [540, 400]
"""Of figures and document, in pixels, until somebody draws them otherwise."""
FIGURES, CHARTS, TEXT, FACTS = range(4)


class ReportView(QWidget):
    """Shows what it is given. Each part is born where it stays: to move one with all that is in it takes its time."""

    def __init__(
        self,
        tools: PageTools,
        texts: RecordTexts,
        bench: Bench,
        parent: QWidget,
        *,
        beside: tuple[QWidget, ...] = (),
        sizes: QByteArray | None = None,
    ) -> None:
        """``beside``: buttons that concern the report shown, at the end of its first line.

        ``sizes``: those of its parts as ``sizes()`` told them.
        """
        super().__init__(parent)
        self._texts = texts
        self._make_parts(tools, bench)
        self._lay_out(beside)
        if sizes is not None:
            self._parts.restoreState(sizes)

    def _make_parts(self, tools: PageTools, bench: Bench) -> None:
        self._parts = QSplitter(Qt.Orientation.Horizontal, self)
        self.title = label(self, kind="title")
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.story = label(self, kind="muted", wrap=True)
        self.told = label(self, wrap=True)
        self.tabs = QTabWidget(self._parts)
        self.figures = FiguresTab(tools, self._texts, self)
        self.charts = ChartsTab(bench, self)
        self.text = TextTab(self)
        self.facts = FactsTab(tools, self._texts, self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setAccessibleName(self.tr("What the report says"))
        for part, name in (
            (self.figures, self.tr("Figures")),
            (self.charts, self.tr("Charts")),
            (self.text, self.tr("Text")),
            (self.facts, self.tr("Record")),
        ):
            self.tabs.addTab(part, name)
        self.pdf = PdfPane(self.tr("The document as it will be on paper"), self._parts)

    def _lay_out(self, beside: tuple[QWidget, ...]) -> None:
        head, across = tool_bar(self)
        names = QVBoxLayout()
        names.setSpacing(2)
        for part in (self.title, self.story, self.told):
            names.addWidget(part)
        across.addLayout(names, 1)
        for button in beside:
            across.addWidget(button)
        self._parts.setHandleWidth(1)
        self._parts.setChildrenCollapsible(False)
        self._parts.setSizes(SIZES)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._parts, 1)

    def sizes(self) -> QByteArray:
        """How wide its parts are, to be kept for the next run."""
        return self._parts.saveState()

    def show_report(self, opened: Opened, now: datetime, *, again: bool) -> None:
        """All parts of a report; ``again``: the one that was shown, of which the document keeps its place."""
        figures, written, text = opened.figures, opened.written(), opened.text()
        for number in (FIGURES, CHARTS):
            self.tabs.setTabVisible(number, figures is not None)
        self.tabs.setTabVisible(TEXT, written is not None)
        if figures is not None:
            self.figures.show_figures(figures, max(now, figures.cutoff))
            self.charts.show_figures(figures)
        if written is not None and text is not None:
            self.text.show_text(written, text, editable=opened.record.state is ReportState.DRAFT)
        self.show_kept(opened, now, again=again)

    def show_kept(self, opened: Opened, now: datetime, *, again: bool = True) -> None:
        """What changes when the text is kept: the document and the record. The editor is left as it is."""
        self.facts.show_record(opened.record, now.date())
        self.pdf.show_pdf(opened.contents.pdf, keep_place=again)

    def show_head(self, opened: Opened, now: datetime) -> None:
        """Its name and where it stands."""
        self.title.setText(self._texts.title(opened.record))
        self.story.setText(self._texts.story(opened.record, now.date()))

    def tell(self, text: str) -> None:
        """What is to be known of it; '' for nothing."""
        self.told.setText(text)
        self.told.setVisible(bool(text))
