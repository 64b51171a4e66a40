"""The boxes of the page of reports: issuing (which number, who, why), dropping a draft, what a file proved to be."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from desktop.person import user_name
from desktop.window.page_parts import label
from desktop.window.reports.record_texts import RecordTexts
from desktop.window.reports.workshop import Verified
from monitoring.archiving import DocumentNumber, ReportRecord, Verdict, Verification
from resources import Words
from widgets.tokens import SPACE_8, SPACE_12, SPACE_16

WIDTH = 520
LONGEST = 200
"""Characters of a name or a reason."""


class IssueDialog(QDialog):
    """Asks once. ``number``: the one it will get, None where its kind has none; ``standing``: what it supersedes."""

    def __init__(
        self,
        name: str,
        number: DocumentNumber | None,
        standing: str | None,
        edits: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._standing = standing
        self.setWindowTitle(self.tr("Issue: {name}").format(name=name))
        self.setMinimumWidth(WIDTH)
        self._make_parts()
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_12)
        column.setSpacing(SPACE_8)
        column.addWidget(label(self, name, "title"))
        for text in self._said(number, standing, edits):
            column.addWidget(label(self, text, wrap=True))
        form = QFormLayout()
        form.setContentsMargins(0, SPACE_8, 0, SPACE_8)
        form.setHorizontalSpacing(SPACE_12)
        form.addRow(self.tr("Issued by"), self.by)
        if standing is not None:
            form.addRow(self.tr("Reason"), self.reason)
        column.addLayout(form)
        column.addWidget(self.buttons)
        self.look()

    def _make_parts(self) -> None:
        self.by = QLineEdit(user_name().strip("?"), self)
        self.by.setAccessibleName(self.tr("Issued by"))
        self.by.setPlaceholderText(self.tr("The name of the person who issues it"))
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Why the issued one is superseded; it is kept in the ledger"))
        self.reason.setVisible(self._standing is not None)
        for field in (self.by, self.reason):
            field.setMaxLength(LONGEST)
            field.textChanged.connect(self.look)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.does = self.buttons.addButton(self.tr("Issue"), QDialogButtonBox.ButtonRole.AcceptRole)
        for button in self.buttons.buttons():
            button.setAccessibleName(button.text())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _said(self, number: DocumentNumber | None, standing: str | None, edits: int) -> list[str]:
        found = []
        if number is not None:
            found.append(self.tr("It gets the number {number}.").format(number=number))
        else:
            found.append(self.tr("Reports of this kind bear no number; it is kept in the archive as issued."))
        if standing is not None:
            text = self.tr("It takes the place of {standing}, which stays in the archive as superseded.")
            found.append(text.format(standing=standing))
        if edits:
            found.append(self.tr("Its text was edited in {count} places.").format(count=edits))
        found.append(
            self.tr(
                "The cases are read once more: if the data is not what was checked, nothing is issued. "
                "What is issued is never changed, only superseded."
            )
        )
        return found

    @Slot()
    def look(self) -> None:
        """Nobody issues without a name, nor supersedes without a reason."""
        told = bool(self.by.text().strip())
        if self._standing is not None:
            told = told and bool(self.reason.text().strip())
        self.does.setEnabled(told)

    def told(self) -> tuple[str, str]:
        """Who, and why ('' where nothing is superseded)."""
        return self.by.text().strip(), self.reason.text().strip()


class DropQuestion(QMessageBox):
    """Whether a draft is to be dropped."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setIcon(QMessageBox.Icon.Question)
        self.setText(self.tr("Drop the draft {name}?").format(name=name))
        self.setInformativeText(
            self.tr("It stays in the archive among the dropped ones and can be read there. A new draft can be made.")
        )
        self.drop = self.addButton(self.tr("Drop the draft"), QMessageBox.ButtonRole.AcceptRole)
        self.addButton(QMessageBox.StandardButton.Cancel)
        for button in self.buttons():
            button.setAccessibleName(button.text())


def ask_to_drop(parent: QWidget, name: str) -> bool:
    """Asks; whether the draft is to be dropped."""
    box = DropQuestion(name, parent)
    try:
        box.exec()
        return box.clickedButton() is box.drop
    finally:
        box.deleteLater()


class VerdictDialog(QDialog):
    """What a file proved to be. ``opens``: somebody wants to see the report that it is."""

    def __init__(
        self,
        file: str,
        verified: Verified,
        words: Words,
        texts: RecordTexts,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Verify a file"))
        self.setMinimumWidth(WIDTH)
        self.wants_it = False
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE_16, SPACE_16, SPACE_16, SPACE_12)
        column.setSpacing(SPACE_8)
        found = verified.found
        self.verdict = label(self, words.phrase("report_verdicts", str(found.verdict)), "title", wrap=True)
        column.addWidget(self.verdict)
        column.addWidget(label(self, file, wrap=True))
        for text in self._said(found, texts, today):
            column.addWidget(label(self, text, wrap=True))
        for text in verified.signatures:
            column.addWidget(label(self, text, wrap=True))
        column.addWidget(label(self, f"SHA-256  {found.sha256}", "note", wrap=True))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        if found.record is not None:
            self.shows = buttons.addButton(self.tr("Open it in the archive"), QDialogButtonBox.ButtonRole.ActionRole)
            self.shows.clicked.connect(self._want)
        for button in buttons.buttons():
            button.setAccessibleName(button.text())
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _said(self, found: Verification, texts: RecordTexts, today: date) -> list[str]:
        lines = []
        if found.record is not None:
            made = (
                self.tr("It was made from: {report}")
                if found.verdict is Verdict.ALTERED
                else self.tr("It is: {report}")
            )
            lines.append(made.format(report=_named(found.record, texts, today)))
        if found.successor is not None:
            text = self.tr("In force today: {report}").format(report=_named(found.successor, texts, today))
            lines.append(text)
        return lines

    @Slot()
    def _want(self) -> None:
        self.wants_it = True
        self.accept()


def _named(record: ReportRecord, texts: RecordTexts, today: date) -> str:
    return f"{texts.title(record)}\n{texts.story(record, today)}"
