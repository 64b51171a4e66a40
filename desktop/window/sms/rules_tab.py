"""The rules of warnings, read from top to bottom."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.settings import Settings
from desktop.window.page_parts import label, reading_area
from desktop.window.page_tools import PageTools
from desktop.window.sms.fact_grid import FactGrid
from desktop.window.sms.rule_words import SmsRuleWords
from desktop.window.sms.texts import SmsTexts
from monitoring.board import Names
from monitoring.rules import RuleError
from monitoring.sms.hours import SendingHours
from monitoring.sms.rules import load_rules
from widgets.tokens import SPACE_12

TITLE_WIDTH = 132


def _span(settings: Settings) -> SendingHours:
    hours = settings.sms.hours
    return SendingHours(hours.opens, hours.closes, hours.days == "working")


class SmsRulesTab(QWidget):
    """Who is told what, when; what holds for all; where it is set."""

    def __init__(self, tools: PageTools, texts: SmsTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._said = SmsRuleWords(tools.words, self)
        self.area, self._column = reading_area(self, self.tr("Rules of warnings"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.area)
        self.setFocusProxy(self.area)
        self._lay_out()

    def _lay_out(self) -> None:
        settings = self._tools.settings
        try:
            rules = load_rules(settings.sms.rules or None)
        except RuleError as error:
            text = self.tr("The rules cannot be read: {error}. Correct the file, then start the program again.")
            self._column.addWidget(label(self, text.format(error=error.said(self._tools.words)), wrap=True))
        else:
            self._add(self.tr("Who is told what"), self._said.kinds(rules))
            self._add(self.tr("What holds for all"), self._said.general(rules, _span(settings)))
            self._add(self.tr("Where this is set"), self._said.where(settings))
        self._column.addStretch(1)

    def _add(self, title: str, facts: list[tuple[str, str]]) -> None:
        self._column.addWidget(label(self, title, "title"))
        grid = FactGrid(self, title_width=TITLE_WIDTH, kind="heading", space=SPACE_12)
        grid.show_facts(facts)
        self._column.addWidget(grid)
        self._column.addSpacing(SPACE_12)

    def go_on(self, now: datetime, names: Names | None) -> None:
        """A second has passed; rules change with a restart."""
