"""The line above the page of reports: what is to be made, then the buttons in the order of the work."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.window.reports.choosing import ReportChoice
from desktop.window.reports.record_texts import RecordTexts
from widgets.flow import FlowLayout
from widgets.tokens import SPACE_8, SPACE_12, SPACE_16


class ReportBar(QWidget):
    """``drop`` and ``supersede`` stand beside the report they concern: they are hidden until it takes them there."""

    def __init__(self, texts: RecordTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", "surface")
        self.setProperty("rule", "below")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.choice = ReportChoice(texts, self)
        self._make_buttons()
        line = FlowLayout(self, gap=SPACE_8, line_gap=SPACE_8)
        line.setContentsMargins(SPACE_12, SPACE_8, SPACE_16, SPACE_8)
        for part in (self.choice, self.make, self.issue, self.print, self.save, self.export, self.folder, self.verify):
            line.addWidget(part)

    def _make_buttons(self) -> None:
        self.make = self._button(self.tr("Make a draft"), self.tr("Reads the cases and makes a draft"))
        self.issue = self._button(self.tr("Issue…"), "")
        self.print = self._button(self.tr("Print…"), self.tr("Print the document (Ctrl+P)"))
        self.save = self._button(self.tr("Save PDF…"), self.tr("Save a copy of the document"))
        self.export = self._button(self.tr("Export…"), self.tr("Save the figures as a spreadsheet (Ctrl+E)"))
        self.folder = self._button(self.tr("Open folder"), self.tr("Where issued reports lie as files"))
        self.verify = self._button(self.tr("Verify…"), self.tr("Is a PDF one that was issued here, and unaltered?"))
        self.drop = self._button(self.tr("Drop the draft…"), "")
        self.supersede = self._button(
            self.tr("Supersede…"),
            self.tr("Makes a new draft of the same period; it takes the place of this one when it is issued"),
        )
        for button in (self.drop, self.supersede):
            button.hide()

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        return button

    # what can be done now

    def let_issue(self, *, draft: bool, over: bool, free: bool) -> None:
        """``draft``: one is open; ``over``: its period has ended; ``free``: nothing else is under way."""
        self.issue.setEnabled(draft and over and free)
        if not draft:
            tip = self.tr("Only a draft can be issued: make one, or open one on the left")
        elif not over:
            tip = self.tr("The period is not over yet")
        else:
            tip = self.tr("Numbers this draft and archives it for good")
        self.issue.setToolTip(tip)

    def let_take(self, *, there: bool, figures: bool) -> None:
        """Whether a report is open, and whether it has figures."""
        self.print.setEnabled(there)
        self.save.setEnabled(there)
        self.export.setEnabled(figures)
