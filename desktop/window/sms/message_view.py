"""One warning: what it says, to whom, what happened to it, and what a person may do about it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop.person import user_name
from desktop.window.page_parts import label, push_button
from desktop.window.page_tools import PageTools
from desktop.window.sms import asking
from desktop.window.sms.fact_grid import FactGrid
from desktop.window.sms.texts import SmsTexts
from monitoring.sms.states import DOUBTFUL, State
from widgets.empty_note import EmptyNote
from widgets.plain_table import PlainTable
from widgets.tokens import SPACE_8, SPACE_12, SPACE_16

if TYPE_CHECKING:
    from collections.abc import Sequence

    from monitoring.sms.outbox import Message
    from monitoring.stores.outbox.browsing import Deed, OutboxBrowser
    from monitoring.stores.outbox.desk import Story

NOTE_WIDTH: Final = 320
AGAIN: Final = (*DOUBTFUL, State.REJECTED, State.UNDELIVERED, State.EXPIRED)
"""States of which a person may say that it goes out once more (OutboxDesk.send_again)."""


class MessageView(QWidget):
    """Asks the outbox for what it shows; an answer that nobody waits for any more is dropped."""

    done = Signal()
    """Something was done by hand: the list is to be read again."""

    def __init__(self, tools: PageTools, texts: SmsTexts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("plain", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._tools = tools
        self._texts = texts
        self._now: datetime | None = None
        self._wanted = 0
        self._unmasked = False
        self._whole_number = ""
        self.message: Message | None = None
        self._make_parts()
        self._make_buttons()
        self._lay_out()
        self.clear()

    def _make_parts(self) -> None:
        self.headline = label(self, kind="title")
        self.meaning = label(self, kind="muted", wrap=True)
        self.text = label(self, wrap=True)
        self.length = label(self, kind="note")
        self.number = label(self)
        self.facts = FactGrid(self)
        self.case = QPushButton(self)
        self.case.setProperty("kind", "flat")
        self.case.clicked.connect(self._open_case)
        self.story = PlainTable(self.tr("What happened to it"), self._texts.story_headings(), parent=self)
        self.empty = EmptyNote(self, width=NOTE_WIDTH)

    def _make_buttons(self) -> None:
        self.unmask = push_button(self, self.tr("Show the number…"), self._ask_unmask)
        self.unmask.setProperty("kind", "flat")
        self.ask_again = push_button(self, self.tr("Ask again"), self._ask_again)
        self.mark = push_button(self, self.tr("Mark as received…"), self._mark)
        self.again = push_button(self, self.tr("Send again…"), self._send_again)

    def _lay_out(self) -> None:
        about, buttons = QHBoxLayout(), QHBoxLayout()
        lines = (
            (about, (self.case, self.number, self.unmask)),
            (buttons, (self.ask_again, self.mark, self.again)),
        )
        for line, inside in lines:
            line.setSpacing(SPACE_8)
            for part in inside:
                line.addWidget(part)
            line.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(SPACE_16, SPACE_12, SPACE_12, SPACE_12)
        head.setSpacing(SPACE_8)
        for part in (self.headline, self.meaning):
            head.addWidget(part)
        head.addLayout(buttons)
        head.addWidget(self.text)
        head.addWidget(self.length)
        head.addLayout(about)
        head.addWidget(self.facts)
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.story, 1)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    # what it is asked

    def clear(self) -> None:
        """Nothing is chosen."""
        self._wanted, self.message = 0, None
        self.empty.say(self.tr("No message chosen"), self.tr("Choose one in the list to see what became of it."))
        self._stack.setCurrentWidget(self.empty)

    def show_message(self, message_id: int, now: datetime) -> None:
        """Shows a message; what is shown stays until the answer is there."""
        if message_id != self._wanted:
            self._unmasked = False
        self._wanted, self._now = message_id, now

        def question(desk: OutboxBrowser) -> tuple[Story | None, list[Deed]]:
            return desk.story(message_id), desk.deeds_of(message_id)

        self._tools.outbox(question, partial(self._take, message_id), partial(self._refuse, message_id))

    def _take(self, message_id: int, answer: tuple[Story | None, list[Deed]]) -> None:
        story, deeds = answer
        if message_id != self._wanted:
            return
        if story is None:
            self.clear()
            return
        self.message = story.message
        self._show(story, deeds)

    def _refuse(self, message_id: int, why: str) -> None:
        if message_id == self._wanted and self.message is None:
            self.empty.say(self.tr("This message cannot be read now"), self._texts.failure(why))

    # showing

    def _show(self, story: Story, deeds: Sequence[Deed]) -> None:
        message, today = story.message, self._moment().date()
        self.headline.setText(self._texts.headline(message))
        self.setAccessibleName(self._texts.headline(message))
        meaning = self._texts.meaning(message)
        self.meaning.setText(meaning)
        self.meaning.setVisible(bool(meaning))
        self.text.setText(self._texts.whole(message))
        self.length.setText(self._texts.length(self._texts.whole(message)))
        self._show_facts(story)
        self._show_number(story)
        self._show_buttons(message)
        self.story.show_lines(self._texts.story_lines(story, deeds, today))
        self._stack.setCurrentIndex(1)

    def _show_facts(self, story: Story) -> None:
        message = story.message
        self.case.setText(message.case_no)
        self.case.setAccessibleName(self.tr("Open case {case}").format(case=message.case_no))
        self.case.setVisible(bool(message.case_no))
        self.facts.show_facts(self._texts.facts(story, self._moment().date()))

    def _show_number(self, story: Story) -> None:
        """Of one that was never handed over the ledger holds no number: it is looked up when it goes."""
        numbers = [story.message.mobile, *(attempt.mobile for attempt in reversed(story.attempts))]
        self._whole_number = next((one for one in numbers if one), "")
        shown = self._whole_number if self._unmasked else self._texts.number(self._whole_number)
        self.number.setText(shown or self.tr("number looked up when it is sent"))
        self.unmask.setVisible(bool(self._whole_number) and not self._unmasked)

    def _show_buttons(self, message: Message) -> None:
        carried = message.digest_id is not None
        was_tried = message.token is not None
        self.ask_again.setVisible(message.state in DOUBTFUL and was_tried and not carried)
        self.mark.setVisible(message.shown in DOUBTFUL)
        self.again.setVisible(message.state in AGAIN)

    def _moment(self) -> datetime:
        assert self._now is not None, "a message is shown only once the site's time is known"
        return self._now

    # what a person may do

    @Slot()
    def _open_case(self) -> None:
        if self.message is not None and self.message.case_no:
            self._tools.show_case(self.message.case_no)

    @Slot()
    def _ask_unmask(self) -> None:
        title = self.tr("Show the whole number?")
        text = self.tr("It is written down that you looked at it, with the reason.")
        reason = asking.reason_for(self, title, text, self.tr("Show"))
        message = self.message
        if reason is None or message is None:
            return
        now, number = self._moment(), message.message_id
        question = partial(_note_unmask, message_id=number, reason=reason, now=now)
        self._tools.outbox(question, partial(self._show_whole, number), self._fail)

    def _show_whole(self, message_id: int, done: None) -> None:
        if message_id == self._wanted:
            self._unmasked = True
            self.show_message(message_id, self._moment())

    @Slot()
    def _ask_again(self) -> None:
        message = self.message
        if message is not None:
            question = partial(_ask, message_id=message.message_id, why=self.tr("Asked again"), now=self._moment())
            self._tools.outbox(question, self._asked, self._fail)

    def _asked(self, done: None) -> None:
        self._tell(self.tr("The gateway is asked at the sender's next turn."))

    @Slot()
    def _mark(self) -> None:
        title = self.tr("Did the recipient get this message?")
        text = self.tr("It is marked as delivered and is neither asked about nor sent again.")
        self._by_hand("mark_received", title, text, self.tr("Mark as received"))

    @Slot()
    def _send_again(self) -> None:
        title = self.tr("Send this message once more?")
        text = self.tr(
            "If the first one did go out after all, the recipient gets it twice. The second one begins with a mark "
            "that says so. It goes out at the sender's next turn, within the sending hours."
        )
        self._by_hand("send_again", title, text, self.tr("Send again"))

    def _by_hand(self, deed: str, title: str, text: str, does: str) -> None:
        reason = asking.reason_for(self, title, text, does)
        message = self.message
        if reason is None or message is None:
            return
        question = partial(_do, deed=deed, message_id=message.message_id, reason=reason, now=self._moment())
        self._tools.outbox(question, self._did, self._fail)

    def _did(self, done: bool) -> None:
        if done:
            self._tell(self.tr("Written down."))
        else:
            self._tell(self.tr("Nothing was changed: the message stands otherwise by now."))

    def _tell(self, text: str) -> None:
        self._tools.say(text)
        if self._wanted:
            self.show_message(self._wanted, self._moment())
        self.done.emit()

    def _fail(self, why: str) -> None:
        self._tools.say(self.tr("Nothing was changed. {why}").format(why=self._texts.failure(why)))


def _note_unmask(desk: OutboxBrowser, message_id: int, reason: str, now: datetime) -> None:
    desk.note(message_id, "unmask", user_name(), reason, now)


def _ask(desk: OutboxBrowser, message_id: int, why: str, now: datetime) -> None:
    if desk.ask_again(message_id):
        desk.note(message_id, "ask_again", user_name(), why, now)


def _do(desk: OutboxBrowser, deed: str, message_id: int, reason: str, now: datetime) -> bool:
    does = {"mark_received": desk.mark_received, "send_again": desk.send_again}[deed]
    return does(message_id, user_name(), reason, now)
