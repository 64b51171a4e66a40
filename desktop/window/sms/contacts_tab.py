"""Who would get warnings, and who cannot: no number, a wrong one, or nobody in a role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final, cast

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from desktop.window.page_parts import label, list_or_note, search_field, tool_bar
from desktop.window.page_tools import PageTools
from desktop.window.sms.reminding import HasContacts
from desktop.window.sms.texts import SmsTexts
from monitoring.board import Names
from monitoring.clock import ticking
from monitoring.rules import RuleError
from monitoring.sms.contacts import GOOD, Contact, contacts
from monitoring.sms.rules import SmsRules, load_rules
from widgets.empty_note import EmptyNote
from widgets.plain_table import PlainTable
from widgets.rows_model import Cell, Heading, Line

if TYPE_CHECKING:
    from monitoring.watching.engine import Engine

LOOK_SECONDS: Final = 60.0


class ContactsTab(QWidget):
    """Those who cannot be reached stand first; by default only they are shown."""

    def __init__(self, tools: PageTools, texts: SmsTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._texts = texts
        self._found: list[Contact] | None = None
        self._names: Names | None = None
        self._asked_at = float("-inf")
        self._rules = self._load()
        self._make_parts()
        self._lay_out()
        self.empty.say(self.tr("Looking who can be reached…"))

    def _load(self) -> SmsRules | None:
        try:
            return load_rules(self._tools.settings.sms.rules or None)
        except RuleError:
            return None

    def _make_parts(self) -> None:
        self.search = search_field(self, self.tr("Unit or name"), self.tr("Narrow the recipients"), self.tr("Clear"))
        self.search.setFixedWidth(220)
        self.search.textChanged.connect(self._show)
        self.only = QPushButton(self.tr("Only those who cannot be reached"), self)
        self.only.setCheckable(True)
        self.only.setChecked(True)
        self.only.clicked.connect(self._show)
        self.again = QPushButton(self.tr("Look again"), self)
        self.again.clicked.connect(self.look)
        for button in (self.only, self.again):
            button.setAccessibleName(button.text())
        self.total = label(self, kind="muted")
        headings = [
            Heading(self.tr("State"), 132),
            Heading(self.tr("Unit"), 240),
            Heading(self.tr("Name"), 104),
            Heading(self.tr("Role"), 108),
            Heading(self.tr("Number"), 120),
            Heading(self.tr("Is told"), 0),
        ]
        self.table = PlainTable(self.tr("Recipients"), headings, parent=self)
        self.empty = EmptyNote(self)
        self.empty.pressed.connect(self._show_all)
        self.foot = label(self, kind="note", wrap=True)
        self.foot.setText(
            self.tr(
                "Names, roles and numbers are the approval platform's. Correct them there: messages that wait for a "
                "number then go out by themselves."
            )
        )

    def _lay_out(self) -> None:
        bar, line = tool_bar(self)
        for part in (self.search, self.only, self.again):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.total)
        foot, under = tool_bar(self)
        foot.setProperty("rule", "above")
        under.addWidget(self.foot, 1)
        self._stack = list_or_note(self, self.empty, self.table, above=bar, below=foot)

    # what the page says

    def go_on(self, now: datetime, names: Names | None) -> None:
        """A second has passed in sight."""
        self._names = names
        if ticking() - self._asked_at >= LOOK_SECONDS:
            self.look()

    @Slot()
    def look(self) -> None:
        """Reads the numbers again."""
        if self._rules is None:
            self.empty.say(self.tr("The rules cannot be read. The doctor says what is wrong with them."))
            return
        self._asked_at = ticking()
        units = tuple(self._names.units) if self._names is not None else ()
        self._tools.ask(partial(_look, rules=self._rules, units=units), self._take, self._fail)

    def _take(self, found: list[Contact]) -> None:
        self._found = found
        self._show()

    def _fail(self, why: str) -> None:
        if self._found is None:
            text = self.tr("They stand in the case store, which is away. They appear as soon as it is back.")
            self.empty.say(self.tr("The recipients cannot be read now"), text)

    # showing

    @Slot()
    def _show_all(self) -> None:
        self.search.clear()
        self.only.setChecked(False)
        self._show()

    @Slot()
    def _show(self) -> None:
        if self._found is None:
            return
        bad = [one for one in self._found if one.state != GOOD]
        wanted = [one for one in (bad if self.only.isChecked() else self._found) if self._holds(one)]
        self.table.show_lines(self._lines(wanted))
        said = self.tr("{bad} of {all} cannot be reached")
        self.total.setText(said.format(bad=f"{len(bad):,}", all=f"{len(self._found):,}"))
        self._stack.setCurrentWidget(self.table if wanted else self.empty)
        if not wanted:
            self._say_empty(bad)

    def _say_empty(self, bad: list[Contact]) -> None:
        if bad or not self.only.isChecked():
            self.empty.say(self.tr("No recipient is like this"), button=self.tr("Show all"))
            return
        text = self.tr("Everybody whom the rules name has a mobile number, and every role is filled.")
        self.empty.say(self.tr("Everybody can be reached"), text, self.tr("Show all"))

    def _holds(self, one: Contact) -> bool:
        said = f"{one.unit} {one.name}".casefold()
        return all(word in said for word in self.search.text().casefold().split())

    def _lines(self, found: Sequence[Contact]) -> list[Line]:
        return [Line(one.officer_id or f"{one.unit_id}\t{one.role}", self._cells(one)) for one in found]

    def _cells(self, one: Contact) -> tuple[Cell, ...]:
        words = self._texts.words
        kinds = ("、" if words.language == "zh_CN" else ", ").join(self._texts.kind(kind) for kind in one.kinds)
        return (
            Cell(words.phrase("contact_states", one.state)),
            Cell(one.unit),
            Cell(one.name or "–", muted=not one.name),
            Cell(self._texts.role(one.role)),
            Cell(one.number or "–", muted=not one.number),
            Cell(kinds, muted=True),
        )


def _look(engine: Engine, rules: SmsRules, units: tuple[str, ...]) -> list[Contact]:
    """On the engine's thread: whole numbers do not leave it. Raises StoreUnavailable."""
    return contacts(engine.catalogue, cast("HasContacts", engine.store).contacts(), rules, units)
