"""The templates with sample values: how each text arrives, how long it is and how many SMS it costs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.window.page_parts import label, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.sms.texts import SmsTexts
from monitoring.board import Names
from monitoring.sms.texts import parts, units
from monitoring.sms.wording import templates, variables, worded
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line
from widgets.tokens import SPACE_8, SPACE_12, SPACE_16

SAMPLE: Final[Mapping[str, str]] = {
    "case_no": "2017-130925-006204",
    "item": "高龄补贴",
    "node": "乡镇审核",
    "unit": "韩集镇便民服务中心",
    "due": "7月4日17:30",
    "count": "5",
    "red": "2",
    "yellow": "2",
    "new": "1",
    "first": "2017-130925-006204",
    "reason": "群众已三次来电询问",
}
"""Values as they usually are."""
ASKED: Final = ("case_no", "item", "node", "unit", "reason")
"""Values that people may try other ones for."""
SAMPLE_NUMBER: Final = 10_234
"""Of a message, where the gateway wants it in the text."""


class TemplatesTab(QWidget):
    """A row for each template; below, the chosen one in full."""

    def __init__(self, tools: PageTools, texts: SmsTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self.fields = {name: self._field(name) for name in ASKED}
        headings = [
            Heading(self.tr("For"), 168),
            Heading(self.tr("Characters"), 104, right=True, tip=self.tr("UTF-16 units with the signature")),
            Heading(self.tr("SMS"), 60, right=True, tip=self.tr("One up to 70 characters, beyond that 67 each")),
            Heading(self.tr("Text"), 0),
        ]
        self.table = PlainTable(self.tr("Templates"), headings, parent=self)
        self.table.selectionModel().currentChanged.connect(self._choose)
        self.preview = label(self, wrap=True)
        self.template = label(self, kind="note", wrap=True)
        self._lay_out()
        self._show()
        self.table.setCurrentIndex(self.table.rows.index(self.table.rows.row_of("red"), 0))

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(SAMPLE[name], self)
        field.setAccessibleName(self._title(name))
        field.setToolTip(self._title(name))
        field.setMaxLength(60)
        field.textChanged.connect(self._show)
        return field

    def _title(self, name: str) -> str:
        return {
            "case_no": self.tr("Case number of the sample"),
            "item": self.tr("Item of the sample"),
            "node": self.tr("Node of the sample"),
            "unit": self.tr("Unit of the sample"),
            "reason": self.tr("Reason of the sample"),
        }[name]

    def _lay_out(self) -> None:
        bar, line = tool_bar(self)
        line.addWidget(label(self, self.tr("Try it with:"), "muted"))
        for field in self.fields.values():
            line.addWidget(field, 1)
        foot = QWidget(self)
        foot.setProperty("plain", "surface")
        foot.setProperty("rule", "above")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        under = QVBoxLayout(foot)
        under.setContentsMargins(SPACE_16, SPACE_12, SPACE_16, SPACE_12)
        under.setSpacing(SPACE_8)
        under.addWidget(self.preview)
        under.addWidget(self.template)
        note = self.tr(
            "Templates are fixed: public gateways send only those that they have approved. They hold nothing of the "
            "applicant. A value that is too long is cut."
        )
        under.addWidget(label(self, note, "note", wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.table, 1)
        column.addWidget(foot)

    def go_on(self, now: datetime, names: Names | None) -> None:
        """A second has passed; nothing here depends on it."""

    @Slot()
    def _show(self) -> None:
        self.table.show_lines([Line(name, self._cells(name)) for name in templates()])
        self._choose()

    def arrived(self, name: str) -> str:
        """A template filled with the sample, as it arrives."""
        values = {**SAMPLE, **{key: field.text() for key, field in self.fields.items()}}
        text = worded(name, values).text
        return text if name == "resend_mark" else self._texts.arrives(text, SAMPLE_NUMBER)

    def _cells(self, name: str) -> tuple[Cell, ...]:
        text = self.arrived(name)
        size, count = units(text), parts(text)
        return (
            Cell(self._texts.words.phrase("sms_templates", name)),
            Cell(str(size), sort=size),
            Cell(str(count), sort=count),
            Cell(text, tip=text),
        )

    @Slot()
    def _choose(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            return
        name = self.table.rows.line(index.row()).key
        text = self.arrived(name)
        self.preview.setText(f"{text}\n{self._texts.length(text)}")
        named = ", ".join(variables(templates()[name])) or self.tr("none")
        said = self.tr("Template {name}, its variables in order: {variables}")
        self.template.setText(said.format(name=name, variables=named))
