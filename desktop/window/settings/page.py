"""The settings in force: each with its source; the harmless ones can be changed here."""

from __future__ import annotations

import dataclasses
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from desktop import paths
from desktop.errors import SettingsError
from desktop.settings import Settings
from desktop.settings.listing import DEFAULT, Entry, list_settings
from desktop.settings.writing import Written, take_back, write_settings
from desktop.window.page_parts import label, reading_area, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.settings.form import Editable, Field
from desktop.window.settings.texts import SettingsTexts
from monitoring.board import BoardSnapshot
from widgets.qt import override
from widgets.tokens import SPACE_8, SPACE_24

HELP: Final = "八设置"
SAID, UNDO, DRAFTS = "settings/said", "settings/undo", "settings/drafts"
"""What is left for the page of a window made anew: what it says, what it can take back, what is typed and not saved."""
TITLE_WIDTH: Final = 168
SOURCE_WIDTH: Final = 132


class SettingsPage(QWidget):
    """Grouped as in the sample file. Writing keeps a copy of the file and can be undone."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._texts = SettingsTexts(tools.words, self)
        self._settings = tools.settings
        self._undo: list[Written] = self._left_over(tools.left_over)
        self._fields: dict[tuple[str, str], Field] = {}
        self._drafts: dict[tuple[str, str], str] = dict(tools.left_over.pop(DRAFTS, {}))  # type: ignore[call-overload]
        """Of fields that are not made yet."""
        self._waiting: list[tuple[str, list[Entry]]] = []
        """Groups that are not made yet, the first one last."""
        self.area, self._column = reading_area(self, self.tr("Settings"))
        self._make_foot()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self._foot)
        self._lay_out()
        self._show_state()

    def _make_foot(self) -> None:
        self._foot, line = tool_bar(self)
        self._foot.setProperty("rule", "above")
        self.message = label(self, wrap=True)
        at_once = self.tr("What is saved holds at once; the cases are judged anew where it concerns them.")
        later = self.tr("Changes take effect when the program is started again.")
        said = str(self._tools.left_over.pop(SAID, ""))
        self.message.setText(said or (at_once if self._tools.apply is not None else later))
        self.undo = QPushButton(self.tr("Undo the last save"), self)
        self.undo.clicked.connect(self._take_back)
        self.discard = QPushButton(self.tr("Discard"), self)
        self.discard.clicked.connect(self._discard)
        self.save = QPushButton(self.tr("Save"), self)
        self.save.clicked.connect(self._save)
        line.addWidget(self.message, 1)
        for button in (self.undo, self.discard, self.save):
            button.setAccessibleName(button.text())
            line.addWidget(button)
        keys = ((QKeySequence.StandardKey.Save, self._save), (QKeySequence.StandardKey.Undo, self._take_back))
        for key, does in keys:
            QShortcut(QKeySequence(key), self).activated.connect(does)

    def _lay_out(self) -> None:
        file = self._settings.file
        self.where = label(self, kind="muted", wrap=True)
        known, fresh = self.tr("Settings file: {file}"), self.tr("There is no settings file yet; saving makes {file}")
        self.where.setText((known if file else fresh).format(file=file or self._target()))
        self._column.addWidget(self.where)
        entries = filter(self._matters, list_settings(self._settings))
        self._waiting = [(group, list(some)) for group, some in groupby(entries, key=self._group)][::-1]

    def make_more(self) -> bool:
        """The next group of settings: see PageStack.make_ahead."""
        if not self._waiting:
            return False
        group, entries = self._waiting.pop()
        self._heading(self._texts.titles().get(group, group))
        self._add_group(group, entries)
        if group == "site" and self._tools.words.language != self._settings.site.language:
            self._column.addWidget(label(self, self._texts.language_now(), "note", wrap=True))
        if not self._waiting:
            self._column.addStretch(1)
            self._show_state()
        return True

    @property
    def fields(self) -> dict[tuple[str, str], Field]:
        """The settings that can be changed here, by table and key."""
        self._make_all()
        return self._fields

    def _make_all(self) -> None:
        while self.make_more():
            pass

    @staticmethod
    def _group(entry: Entry) -> str:
        return entry.key if not entry.table else entry.table.partition(".")[0]

    def _matters(self, entry: Entry) -> bool:
        """Of the gateways only the one in use, and whatever somebody wrote for another."""
        gateway = entry.table.removeprefix("sms.")
        other = gateway in self._texts.gateways() and gateway != self._settings.sms.gateway
        return not other or entry.source != DEFAULT

    def _heading(self, text: str) -> None:
        line = QFrame(self)
        line.setProperty("plain", "line")
        line.setFixedHeight(1)
        self._column.addSpacing(SPACE_8)
        self._column.addWidget(line)
        self._column.addWidget(label(self, text, "title"))

    def _add_group(self, group: str, entries: list[Entry]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_24)
        grid.setVerticalSpacing(SPACE_8)
        grid.setColumnMinimumWidth(0, TITLE_WIDTH)
        grid.setColumnMinimumWidth(2, SOURCE_WIDTH)
        grid.setColumnStretch(1, 1)
        names, editables, sources = self._texts.names(), self._texts.editables(), self._texts.sources()
        for row, entry in enumerate(entries):
            name = names.get(entry.name, entry.key)
            head = label(self, name, "muted", wrap=True)
            head.setFixedWidth(TITLE_WIDTH)
            source = label(self, sources[entry.source], "note")
            source.setToolTip(entry.name)
            grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(self._value(entry, name, editables.get(entry.name)), row, 1)
            grid.addWidget(source, row, 2, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(grid)
        hint = self._texts.hint(group)
        if hint:
            self._column.addWidget(label(self, hint, "note", wrap=True))

    def _value(self, entry: Entry, name: str, how: Editable | None) -> QWidget:
        if how is None:
            return label(self, self._texts.said(entry), wrap=True)
        field = Field(how, name, entry.value, self)
        self._fields[entry.table, entry.key] = field
        draft = self._drafts.pop((entry.table, entry.key), None)
        if draft is not None:
            field.set_text(draft)
        field.changed.connect(self._show_state)
        return field

    # changing

    def _target(self) -> Path:
        return self._settings.file or paths.config_file()

    def _changes(self) -> dict[tuple[str, str], object]:
        return {key: field.value() for key, field in self._fields.items() if field.is_changed()}

    @Slot()
    def _show_state(self) -> None:
        changed = bool(self._changes())
        self.save.setEnabled(changed)
        self.discard.setEnabled(changed)
        self.undo.setVisible(bool(self._undo))

    @Slot()
    def _discard(self) -> None:
        for field in self._fields.values():
            field.show_value(field.shown)
        self._say(self.tr("Nothing was changed."))
        self._show_state()

    def unsaved(self) -> list[str]:
        """The names of the settings that were changed and not saved."""
        self._make_all()
        names = self._texts.names()
        return [names.get(".".join(filter(None, key)), key[1]) for key in self._changes()]

    def keep_unsaved(self) -> bool:
        """Writes them for the next start."""
        return self._write() is not None

    def _write(self) -> Written | None:
        try:
            written = write_settings(self._target(), self._changes())
        except SettingsError as error:
            self._refuse(error)
            return None
        self._undo.append(written)
        self._show_anew(written.settings)
        return written

    @Slot()
    def _save(self) -> None:
        written = self._write() if self._changes() else None
        if written is None:
            return
        text = self.tr("Saved. The file before: {file}") if written.before is not None else self.tr("Saved as {file}.")
        file = f"{written.file}.bak" if written.before is not None else written.file
        self._let_hold(text.format(file=file))

    @Slot()
    def _take_back(self) -> None:
        if not self._undo:
            return
        written = self._undo[-1]
        try:
            take_back(written)
        except SettingsError as error:
            self._refuse(error)
            return
        self._undo.pop()
        before = self._undo[-1].settings if self._undo else self._first
        self._show_anew(before)
        self._let_hold(self.tr("Undone: the settings file is as it was before."))

    def _let_hold(self, done: str) -> None:
        """What was written holds at once where that can be: another page, in a window made anew, then says so."""
        if self._tools.apply is None:
            self._say(self.tr("{done} It takes effect when the program is started again.").format(done=done))
            return
        said = self.tr("{done} It holds now.").format(done=done)
        self._tools.left_over.update({SAID: said, UNDO: (self._first, self._undo)})
        self._say(said)
        self._tools.apply(self._settings)

    def _left_over(self, left: dict[str, object]) -> list[Written]:
        """What can be undone although this page is another than the one that saved it."""
        kept = left.get(UNDO)
        if isinstance(kept, tuple):
            self._first: Settings = kept[0]
            undo: list[Written] = kept[1]
            return undo
        self._first = self._tools.settings
        return []

    def _refuse(self, error: SettingsError) -> None:
        where = f"{error.where}: " if error.where else ""
        self._say(self.tr("Not saved: {why}").format(why=f"{where}{error.what}. {error.todo}"))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        self.message.setAccessibleDescription(text)
        self._tools.say(text)

    def _show_anew(self, settings: Settings) -> None:
        """The stores in use stay those that were opened; sources and values are the file's."""
        self._settings = dataclasses.replace(settings, stores=self._tools.settings.stores)
        self._fields.clear()
        place = self.area.verticalScrollBar().value()
        self._rebuild()
        self.area.verticalScrollBar().setValue(place)
        self._show_state()

    def _rebuild(self) -> None:
        fresh, self._column = reading_area(self, self.area.accessibleName())
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(self.area, fresh)
        self.area.hide()
        self.area.deleteLater()
        self.area = fresh
        self._lay_out()
        self._make_all()
        fresh.show()

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """Nothing here depends on the board."""

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """Nothing here depends on the time."""

    def remember(self) -> None:
        """Settings are in their file; what is not saved is left for the page of a window made anew."""
        drafts = {key: field.text() for key, field in self._fields.items() if field.is_changed()}
        self._tools.left_over[DRAFTS] = self._drafts | drafts

    # Qt

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self._make_all()
        super().showEvent(event)
