"""The text of a notice: written by the program, edited by an officer line by line; every edit is shown and kept."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QSplitter, QTextEdit, QVBoxLayout, QWidget

from desktop.window.page_parts import label
from desktop.window.reports.text_edits import flat, typed, without
from reports.notice.text import Edit, NoticeText
from widgets.flow import FlowLayout
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line
from widgets.tokens import ROW_HEIGHT, SPACE_8, SPACE_12, palette

KEEP_MILLISECONDS: Final = 1_200
"""After the last key: then the text is kept and the document made anew."""
LONGEST: Final = 120
"""Characters of an edit in the list; the tooltip has all."""
ADDED, TAKEN_OUT, CHANGED = "added", "taken_out", "changed"


class TextTab(QWidget):
    """One block of the notice is one line. ``editable``: a draft; what was issued is only read."""

    edited = Signal()
    """The text is another, and nobody has typed for a while: it is to be kept."""
    touched = Signal()
    """Somebody types."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._written = NoticeText(())
        self._kept = NoticeText(())
        self.editor = QPlainTextEdit(self)
        self.editor.setAccessibleName(self.tr("Text of the notice"))
        self.editor.setTabChangesFocus(True)
        self.editor.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        self.state = label(self, kind="muted")
        self.state.setMinimumHeight(ROW_HEIGHT)
        self.edits = PlainTable(self.tr("What was edited"), self._headings(), parent=self)
        self.edits.opened.connect(self._show_edit)
        self.note = label(self, kind="note", wrap=True)
        self.note.setText(
            self.tr(
                "One paragraph a line; the first line is the title. Headings are known by their numbers: "
                "一、 （一） 1. （1）. Figures in the tables are not changed by this text."
            )
        )
        self._make_buttons()
        self._lay_out()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(KEEP_MILLISECONDS)
        self._wait.timeout.connect(self._ask_to_keep)
        self.editor.textChanged.connect(self._note_change)

    def _headings(self) -> list[Heading]:
        return [
            Heading(self.tr("Edit"), 68),
            Heading(self.tr("The program wrote"), 0),
            Heading(self.tr("Now"), 0),
        ]

    def _make_buttons(self) -> None:
        self.undo = self._button(self.tr("Undo"), self.tr("Undo the last edit (Ctrl+Z)"), self.editor.undo)
        self.redo = self._button(self.tr("Redo"), self.tr("Redo (Ctrl+Y)"), self.editor.redo)
        self.back_one = self._button(
            self.tr("Take this edit back"),
            self.tr("Puts the paragraph chosen below back as the program wrote it"),
            self._take_back,
        )
        self.back_all = self._button(
            self.tr("Restore the whole text"),
            self.tr("As the program wrote it; Ctrl+Z brings your text back"),
            self.restore,
        )
        self.editor.undoAvailable.connect(self.undo.setEnabled)
        self.editor.redoAvailable.connect(self.redo.setEnabled)
        for button in (self.undo, self.redo):
            button.setEnabled(False)

    def _button(self, text: str, tip: str, does: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.clicked.connect(does)
        return button

    def _lay_out(self) -> None:
        bar = QWidget(self)
        bar.setProperty("plain", "surface")
        bar.setProperty("rule", "below")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = FlowLayout(bar, gap=SPACE_8, line_gap=SPACE_8)
        line.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
        for part in (self.undo, self.redo, self.back_one, self.back_all, self.state):
            line.addWidget(part)
        under = QWidget(self)
        under.setProperty("plain", "surface")
        under.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lines = QVBoxLayout(under)
        lines.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
        lines.addWidget(self.note)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(self.editor)
        self.splitter.addWidget(self.edits)
        self.splitter.setSizes([400, 130])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.splitter, 1)
        column.addWidget(under)

    # what it holds

    def show_text(self, written: NoticeText, text: NoticeText, *, editable: bool) -> None:
        """Another report. ``written``: as the program wrote it."""
        self._wait.stop()
        self._written, self._kept = written, text
        with QSignalBlocker(self.editor):
            self.editor.setPlainText(text.as_lines())
        self.editor.setReadOnly(not editable)
        for button in (self.undo, self.redo, self.back_one, self.back_all):
            button.setVisible(editable)
        self.note.setVisible(editable)
        self.undo.setEnabled(False)
        self.redo.setEnabled(False)
        self._show_edits()
        self.state.setText(self._said_edits())

    def text(self) -> NoticeText:
        """What stands in the editor."""
        return typed(self.editor.toPlainText(), self._written)

    @property
    def unsaved(self) -> bool:
        """Whether something was typed that nobody has kept yet."""
        return not self.editor.isReadOnly() and self.text() != self._kept

    def put(self, lines: str) -> None:
        """Another text, as one edit that can be undone."""
        cursor = QTextCursor(self.editor.document())
        cursor.beginEditBlock()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(lines)
        cursor.endEditBlock()

    @Slot()
    def restore(self) -> None:
        """As the program wrote it."""
        self.put(self._written.as_lines())

    @Slot()
    def _take_back(self) -> None:
        row = self.edits.currentIndex().row()
        edits = self.text().changed_from(self._written)
        if 0 <= row < len(edits):
            self.put(without(edits[row], self.text()).as_lines())

    # keeping

    def say_kept(self, text: NoticeText) -> None:
        """It is in the archive now."""
        self._kept = text
        if not self.unsaved:
            self.state.setText(self.tr("{edits} · kept").format(edits=self._said_edits()))

    def say_not_kept(self) -> None:
        """It is not; the message above says why. Another try follows the next key."""
        self.state.setText(self.tr("Not kept: your text stands here, try again with Ctrl+S"))

    @Slot()
    def _note_change(self) -> None:
        self._show_edits()
        if self.unsaved:
            self.state.setText(self.tr("{edits} · is being kept…").format(edits=self._said_edits()))
            self._wait.start()
        else:
            self._wait.stop()
            self.state.setText(self._said_edits())
        self.touched.emit()

    @Slot()
    def _ask_to_keep(self) -> None:
        if self.unsaved:
            self.edited.emit()

    def keep_now(self) -> None:
        """Without waiting for the end of the typing."""
        self._wait.stop()
        self._ask_to_keep()

    # what was edited

    def _said_edits(self) -> str:
        count = self.edits.rows.rowCount()
        return self.tr("Edits: {count}").format(count=count) if count else self.tr("As the program wrote it")

    def _show_edits(self) -> None:
        edits = self.text().changed_from(self._written)
        self.edits.show_lines([self._line(number, edit) for number, edit in enumerate(edits)])
        self.edits.fit()
        self.edits.setVisible(bool(edits))
        self.back_one.setEnabled(bool(edits))
        self.back_all.setEnabled(bool(edits))
        self._mark(edits)

    def _line(self, number: int, edit: Edit) -> Line:
        kind = TAKEN_OUT if edit.after is None else ADDED if edit.before is None else CHANGED
        word = {ADDED: self.tr("added"), TAKEN_OUT: self.tr("taken out"), CHANGED: self.tr("changed")}[kind]
        before, after = (flat(block) if block is not None else "" for block in (edit.before, edit.after))
        return Line(
            str(number),
            (Cell(word, link=True), Cell(before[:LONGEST], tip=before), Cell(after[:LONGEST], tip=after)),
        )

    def _mark(self, edits: tuple[Edit, ...]) -> None:
        """Edited lines stand on the colour of what is chosen."""
        form = QTextCharFormat()
        form.setBackground(QColor(palette().selection))
        form.setProperty(QTextFormat.Property.FullWidthSelection, True)
        marks = []
        for place in {edit.place for edit in edits if edit.after is not None}:
            block = self._block(place)
            if block is not None:
                mark = QTextEdit.ExtraSelection()
                mark.format, mark.cursor = form, block
                marks.append(mark)
        self.editor.setExtraSelections(marks)

    def _block(self, place: int) -> QTextCursor | None:
        """The line in which a block of the text stands: empty lines are no blocks."""
        full = -1
        block = self.editor.document().begin()
        while block.isValid():
            full += bool(block.text().strip())
            if full == place:
                return QTextCursor(block)
            block = block.next()
        return None

    @Slot(str, int)
    def _show_edit(self, key: str, column: int) -> None:
        edits = self.text().changed_from(self._written)
        cursor = self._block(edits[int(key)].place) if int(key) < len(edits) else None
        if cursor is not None:
            self.editor.setTextCursor(cursor)
            self.editor.setFocus()
