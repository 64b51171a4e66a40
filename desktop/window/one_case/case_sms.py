"""The warnings of one case, and what may be done about them: acknowledge, remind by hand, silence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop import sms_wiring
from desktop.person import user_name
from desktop.window.page_parts import label, push_button
from desktop.window.page_tools import PageTools
from desktop.window.sms import asking, reminder_dialog, silence_dialog
from desktop.window.sms.message_view import NOTE_WIDTH
from desktop.window.sms.reminding import Ground, ask_ground, write_reminder
from desktop.window.sms.texts import CASE, KIND, NUMBER, SmsTexts
from monitoring.records import Catalogue
from widgets.empty_note import EmptyNote
from widgets.light_delegate import LightDelegate
from widgets.plain_table import PlainTable
from widgets.rows_model import LIGHT_ROLE, Heading, Line
from widgets.tokens import SPACE_4, SPACE_8, SPACE_12, SPACE_16

if TYPE_CHECKING:
    from monitoring.sms.outbox import Message, Silence
    from monitoring.stores.outbox.browsing import Acknowledgement, OutboxBrowser

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Told:
    """What the outbox holds of one case."""

    messages: Sequence[Message]
    acknowledgements: Sequence[Acknowledgement]
    silences: Sequence[Silence]


class CaseSms(QWidget):
    """A tab of the case view."""

    counted = Signal(int)
    """How many warnings the case has."""

    def __init__(self, tools: PageTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._texts = SmsTexts(tools.words, partial(sms_wiring.as_sent, tools.settings), self)
        self.case_no = ""
        self._now: datetime | None = None
        self._told: Told | None = None
        self._make_parts()
        self._lay_out()
        self._clear()

    def _make_parts(self) -> None:
        self.known = push_button(self, self.tr("Acknowledge…"), self._ask_known)
        self.remind = push_button(self, self.tr("Remind by hand…"), self._ask_ground)
        self.hush = push_button(self, self.tr("Silence…"), self._ask_silence)
        self.standing = label(self, kind="muted", wrap=True)
        self.table = PlainTable(self.tr("Warnings of the case"), self._headings(), parent=self)
        self._light = LightDelegate(LIGHT_ROLE, None, self)
        self.table.setItemDelegateForColumn(KIND, self._light)
        self.empty = EmptyNote(self, width=NOTE_WIDTH)

    def _headings(self) -> list[Heading]:
        """The list's columns without the case, and without the number: there is no room."""
        return _left(self._texts.headings())

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE_8)
        for button in (self.known, self.remind, self.hush):
            line.addWidget(button)
        line.addStretch(1)
        upper = QVBoxLayout()
        upper.setContentsMargins(SPACE_16, SPACE_8, SPACE_12, SPACE_8)
        upper.setSpacing(SPACE_4)
        upper.addLayout(line)
        upper.addWidget(self.standing)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper)
        column.addWidget(self._stack, 1)

    # what it is asked

    def show_case(self, case_no: str, now: datetime, *, open_case: bool) -> None:
        """Shows a case's warnings; ``open_case``: it is not over yet."""
        if case_no != self.case_no:
            self.case_no = case_no
            self._clear()
        self._now = now
        self.remind.setEnabled(open_case)
        self._tools.outbox(partial(_look, case_no=case_no, now=now), partial(self._take, case_no), self._refuse)

    def _clear(self) -> None:
        self._told = None
        self.table.show_lines([])
        self.standing.hide()
        self.empty.say(self.tr("Reading the outbox…"))
        self._stack.setCurrentWidget(self.empty)
        self.counted.emit(0)

    def _take(self, case_no: str, told: Told) -> None:
        if case_no != self.case_no:
            return
        self._told = told
        lines = self._lines(told.messages)
        self.table.show_lines(lines)
        self._show_standing(told)
        self.empty.say(
            self.tr("No warning about this case"),
            self.tr("It was neither yellow nor red while somebody was to be told, or its warnings are still to come."),
        )
        self._stack.setCurrentWidget(self.table if lines else self.empty)
        self.counted.emit(len(lines))

    def _refuse(self, why: str) -> None:
        if self._told is None:
            self.empty.say(self.tr("The warnings cannot be read now"), self._texts.failure(why))

    def _lines(self, messages: Sequence[Message]) -> list[Line]:
        lines = self._texts.lines(messages, self._moment().date())
        return [Line(one.key, tuple(_left(one.cells))) for one in lines]

    def _show_standing(self, told: Told) -> None:
        """Who knows of it, and until when it is silenced."""
        today, said = self._moment().date(), []
        for known in told.acknowledgements[-1:]:
            text = self.tr("Acknowledged by {who}, {when}. {note}")
            said.append(text.format(who=known.made_by, when=self._texts.at(known.made_at, today), note=known.note))
        for silence in told.silences:
            text = self.tr("Silenced until {until} by {who}: {reason}")
            until = self._texts.at(silence.until, today)
            said.append(text.format(until=until, who=silence.made_by, reason=silence.reason))
        self.standing.setText("\n".join(one.strip() for one in said))
        self.standing.setVisible(bool(said))

    def _moment(self) -> datetime:
        assert self._now is not None, "a case is shown only once the site's time is known"
        return self._now

    # what a person may do

    def _done(self, text: str) -> None:
        self._tools.say(text)
        if self._now is not None:
            self.show_case(self.case_no, self._now, open_case=self.remind.isEnabled())

    def _fail(self, why: str) -> None:
        self._tools.say(self.tr("Nothing was changed. {why}").format(why=self._texts.failure(why)))

    @Slot()
    def _ask_known(self) -> None:
        title = self.tr("You know of this case?")
        text = self.tr(
            "Warnings to leaders and inspectors that are still to come about it are not sent. Lights and cards go on "
            "as usual."
        )
        note = asking.reason_for(self, title, text, self.tr("Acknowledge"))
        if note is not None and self._now is not None:
            question = partial(_know, case_no=self.case_no, note=note, now=self._now)
            done = self.tr("Written down: acknowledged.")
            self._tools.outbox(question, lambda none: self._done(done), self._fail)

    @Slot()
    def _ask_silence(self) -> None:
        if self._now is None:
            return
        asked = silence_dialog.ask_silence(self, Catalogue(), self._now, self.case_no)
        if asked is not None:
            done = self.tr("Written down: silenced.")
            question = partial(silence_dialog.silence, asked=asked, now=self._now)
            self._tools.outbox(question, lambda none: self._done(done), self._fail)

    @Slot()
    def _ask_ground(self) -> None:
        """Who answers for the case is read from the case store first."""
        if self._now is not None:
            question = partial(ask_ground, case_no=self.case_no, at=self._now)
            self._tools.ask(question, self._ask_reminder, self._no_ground)

    def _no_ground(self, why: str) -> None:
        self._tools.say(self.tr("Nothing was sent: the case store cannot be asked who answers for this case."))

    def _ask_reminder(self, ground: Ground) -> None:
        if ground.case_no != self.case_no or self._now is None:
            return
        if not ground.open or not ground.recipients:
            over = self.tr("Nothing was sent: the case is over.")
            self._tools.say(over if not ground.open else self.tr("Nothing was sent: nobody answers for this case."))
            return
        sent = self._tools.settings.sms.gateway != "none"
        asked = reminder_dialog.ask_reminder(self, ground, self._texts, sent=sent)
        if asked is not None:
            whom, reason = asked
            question = partial(write_reminder, ground=ground, whom=whom, reason=reason, now=self._now)
            done = self.tr("Written down: a reminder to {who}.").format(who=whom.name)
            self._tools.outbox(question, lambda number: self._done(done), self._fail)


def _left(columns: Sequence[T]) -> list[T]:
    return [one for place, one in enumerate(columns) if place not in (CASE, NUMBER)]


def _look(desk: OutboxBrowser, case_no: str, now: datetime) -> Told:
    silences = [one for one in desk.silences(now) if (one.scope, one.subject) == ("case", case_no)]
    return Told(desk.messages(case_no=case_no), desk.acknowledgements(case_no), silences)


def _know(desk: OutboxBrowser, case_no: str, note: str, now: datetime) -> None:
    desk.acknowledge(case_no, user_name(), now, note)
