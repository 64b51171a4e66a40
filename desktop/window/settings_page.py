"""The settings in force: each with its source; the harmless ones can be changed here."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from desktop import paths
from desktop.errors import SettingsError
from desktop.settings import Settings
from desktop.settings.listing import COMMAND_LINE, DEFAULT, ENVIRONMENT, FILE, Entry, list_settings
from desktop.settings.times import WEEKDAYS
from desktop.settings.writing import Written, take_back, write_settings
from desktop.window.page_parts import label, reading_area, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.settings_form import CHOICE, HOURS, NUMBER, TEXT, Editable, Field
from monitoring.board import BoardSnapshot
from monitoring.rules import SHIPPED, load_profile
from widgets.tokens import SPACE_8, SPACE_24

HELP: Final = "八设置"
SAID, UNDO = "settings/said", "settings/undo"
"""What is left for the page of a window made anew: what it says, and what it can take back."""
TITLE_WIDTH: Final = 168
SOURCE_WIDTH: Final = 132


class SettingsPage(QWidget):
    """Grouped as in the sample file. Writing keeps a copy of the file and can be undone."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._settings = tools.settings
        self._undo: list[Written] = self._left_over(tools.left_over)
        self.fields: dict[tuple[str, str], Field] = {}
        self._sources: dict[tuple[str, str], QWidget] = {}
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
        titles = self._titles()
        for table, entries in groupby(list_settings(self._settings), key=self._group):
            self._heading(titles.get(table, table))
            self._add_group(list(entries))
        self._column.addStretch(1)

    @staticmethod
    def _group(entry: Entry) -> str:
        return entry.key if not entry.table else entry.table.partition(".")[0]

    def _titles(self) -> Mapping[str, str]:
        return {
            "site": self.tr("Site"),
            "stores": self.tr("Databases"),
            "office_hours": self.tr("Office hours"),
            "poll": self.tr("Reading the case store"),
            "rules": self.tr("Rules"),
            "sms": self.tr("SMS"),
            "reports": self.tr("Reports"),
        }

    def _names(self) -> Mapping[str, str]:
        return {
            "site.name": self.tr("Name of the place"),
            "site.bureau": self.tr("Bureau"),
            "site.language": self.tr("Language"),
            "site.time_zone": self.tr("Time zone"),
            "stores.case": self.tr("Case store"),
            "stores.ledger": self.tr("Supervision ledger"),
            "stores.due_includes_stops": self.tr("Platform moves dues itself"),
            "office_hours": self.tr("Hours of a working day"),
            "poll.seconds": self.tr("Read every … seconds"),
            "poll.overlap_seconds": self.tr("Look back … seconds"),
            "poll.age_limit_seconds": self.tr("Data is old after … seconds"),
            "rules.profile": self.tr("Rule profile"),
            "rules.day_rule": self.tr("Days are counted"),
            "sms.gateway": self.tr("Gateway"),
            "sms.kannel.url": self.tr("Kannel: address"),
            "sms.kannel.username": self.tr("Kannel: user"),
            "sms.kannel.password_env": self.tr("Kannel: password is in"),
            "sms.kannel.sender": self.tr("Kannel: sender"),
            "sms.kannel.report_listen": self.tr("Kannel: receipts at"),
            "sms.hours.from": self.tr("Send from"),
            "sms.hours.to": self.tr("Send until"),
            "sms.hours.days": self.tr("Send on"),
            "reports.folder": self.tr("Folder"),
            "reports.weekly": self.tr("Weekly statistics"),
            "reports.monthly": self.tr("Monthly notice"),
            "reports.number_prefix": self.tr("Document number begins with"),
        }

    def _editables(self) -> Mapping[str, Editable]:
        chinese = self._tools.words.language == "zh_CN"
        profiles = [(name, load_profile(name).title if chinese else name) for name in SHIPPED]
        days = [
            ("", self.tr("as the profile says")),
            ("whole_days", self.tr("in whole working days")),
            ("office_seconds", self.tr("in office time, by the second")),
        ]
        return {
            "site.name": Editable(TEXT),
            "site.bureau": Editable(TEXT),
            "site.language": Editable(CHOICE, [("zh_CN", "中文"), ("en", "English")]),
            "office_hours": Editable(HOURS),
            "poll.seconds": Editable(NUMBER),
            "poll.age_limit_seconds": Editable(NUMBER),
            "rules.profile": Editable(CHOICE, profiles),
            "rules.day_rule": Editable(CHOICE, days),
            "reports.folder": Editable(TEXT),
        }

    def _source_words(self) -> Mapping[str, str]:
        return {
            FILE: self.tr("settings file"),
            ENVIRONMENT: self.tr("environment"),
            COMMAND_LINE: self.tr("command line"),
            DEFAULT: self.tr("default"),
        }

    def _heading(self, text: str) -> None:
        line = QFrame(self)
        line.setProperty("plain", "line")
        line.setFixedHeight(1)
        self._column.addSpacing(SPACE_8)
        self._column.addWidget(line)
        self._column.addWidget(label(self, text, "title"))

    def _add_group(self, entries: list[Entry]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE_24)
        grid.setVerticalSpacing(SPACE_8)
        grid.setColumnMinimumWidth(0, TITLE_WIDTH)
        grid.setColumnMinimumWidth(2, SOURCE_WIDTH)
        grid.setColumnStretch(1, 1)
        names, editables, sources = self._names(), self._editables(), self._source_words()
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
        if entries[0].key == "office_hours":
            hint = self.tr(
                "A row a line: 08:30-12:00 14:00-17:30. With a day in front they hold from then on: 2017-01-01 once, "
                "06-01 every year."
            )
            self._column.addWidget(label(self, hint, "note", wrap=True))
        if entries[0].table == "reports":
            self._add_browse()

    def _value(self, entry: Entry, name: str, how: Editable | None) -> QWidget:
        if how is None:
            return label(self, self._read_only(entry), wrap=True)
        field = Field(how, name, entry.value, self)
        field.changed.connect(self._show_state)
        self.fields[entry.table, entry.key] = field
        return field

    def _read_only(self, entry: Entry) -> str:
        words = {"true": self.tr("yes"), "false": self.tr("no"), "": self.tr("(empty)")}
        more = {"none": self.tr("none: no SMS is sent")}
        more |= {"working": self.tr("working days"), "all": self.tr("every day")}
        first, _, clock = entry.value.partition(" ")
        if entry.name == "reports.weekly":
            return f"{self._tools.words.phrase('dates', f'weekday_{WEEKDAYS.index(first)}')} {clock}"
        if entry.name == "reports.monthly":
            return self.tr("day {day} of the month, {clock}").format(day=first, clock=clock)
        if entry.name in ("sms.gateway", "sms.hours.days"):
            return more.get(entry.value, entry.value)
        return words.get(entry.value, entry.value)

    def _add_browse(self) -> None:
        self.browse = QPushButton(self.tr("Choose the folder of the reports…"), self)
        self.browse.setAccessibleName(self.browse.text())
        self.browse.clicked.connect(self._browse)
        self._column.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _browse(self) -> None:
        field = self.fields["reports", "folder"]
        found = QFileDialog.getExistingDirectory(self, self.browse.text(), field.text())
        if found:
            field.set_text(found)

    # changing

    def _target(self) -> Path:
        return self._settings.file or paths.config_file()

    def _changes(self) -> dict[tuple[str, str], object]:
        return {key: field.value() for key, field in self.fields.items() if field.is_changed()}

    @Slot()
    def _show_state(self) -> None:
        changed = bool(self._changes())
        self.save.setEnabled(changed)
        self.discard.setEnabled(changed)
        self.undo.setVisible(bool(self._undo))

    @Slot()
    def _discard(self) -> None:
        for field in self.fields.values():
            field.show_value(field.shown)
        self._say(self.tr("Nothing was changed."))
        self._show_state()

    @Slot()
    def _save(self) -> None:
        changes = self._changes()
        if not changes:
            return
        try:
            written = write_settings(self._target(), changes)
        except SettingsError as error:
            self._refuse(error)
            return
        self._undo.append(written)
        self._show_anew(written.settings)
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
        self.fields.clear()
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
        fresh.show()

    # what the shell says

    def show_snapshot(self, snapshot: BoardSnapshot, now: datetime, *, stale: bool) -> None:
        """Nothing here depends on the board."""

    def go_on(self, now: datetime, *, stale: bool) -> None:
        """Nothing here depends on the time."""

    def remember(self) -> None:
        """Settings are in their file; nothing else is kept."""
