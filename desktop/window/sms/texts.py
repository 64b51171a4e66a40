"""What the warnings say of themselves: rows of the list, the story of one, the words of groups and failures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop.window.sms.groups import ACCEPTED, DELIVERED, DOUBTFUL, FAILED, NOT_SENT, WAITING
from monitoring.sms.outbox import Message
from monitoring.sms.states import State
from monitoring.sms.texts import masked, parts, units, without_numbers
from resources import Words
from resources.spoken import due_moment, moment
from widgets.rows_model import Cell, Heading, Line

if TYPE_CHECKING:
    from monitoring.stores.outbox.browsing import Deed
    from monitoring.stores.outbox.desk import Attempt, Story, TakenReport

Arrives = Callable[[str, int | None], str]
"""A text as it arrives, with its signature; the number of its message where there is one."""
LIGHTS: Final = {"red": "red", "statutory": "red", "suspension_overdue": "red", "yellow": "yellow"}
"""The light behind a kind of warning."""
STATES: Final = tuple(State)
CARRIED_NAMED: Final = 5
"""So many warnings of a digest are named."""
STATE, KIND, CASE, PERSON, NUMBER, TIME, WHY = range(7)


class SmsTexts(QObject):
    """Says what the outbox holds."""

    def __init__(self, words: Words, arrives: Arrives, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.arrives = arrives

    # words

    def group(self, group: str) -> str:
        """A group of states."""
        return {
            WAITING: self.tr("Waiting"),
            ACCEPTED: self.tr("With the gateway"),
            DELIVERED: self.tr("Delivered"),
            DOUBTFUL: self.tr("Unknown"),
            FAILED: self.tr("Failed"),
            NOT_SENT: self.tr("Not sent"),
        }[group]

    def failure(self, why: str) -> str:
        """Why the outbox did not answer, and what to do."""
        if why == "failed":
            return self.tr("An internal fault; the details are in the log. The supervision goes on.")
        if why == "no_outbox":
            return self.tr("The supervision ledger is not open yet.")
        told = self.tr("The supervision ledger is away: {detail}. It is tried again by itself.")
        return told.format(detail=without_numbers(why))

    def state(self, message: Message) -> str:
        return self.words.phrase("sms_states", str(message.shown))

    def kind(self, kind: str) -> str:
        return self.words.phrase("sms_kinds", kind)

    def reason(self, reason: str | None) -> str:
        """Why a message stands as it does, '' where there is nothing to say."""
        if not reason:
            return ""
        return without_numbers(self.words.phrase("sms_reasons", reason.split(": ", 1)[0]))

    def role(self, role: str) -> str:
        return self.words.phrase("sms_roles", role) if role else ""

    def number(self, number: str) -> str:
        """A number as it may be seen by everybody."""
        return masked(number) if number else ""

    def at(self, value: datetime, today: date) -> str:
        """'7月5日 16:06': seconds say nothing to people here."""
        return moment(self.words, value.replace(second=0, microsecond=0), today)

    def whole(self, message: Message) -> str:
        """The text as it arrives."""
        return self.arrives(message.text, message.message_id)

    def length(self, arrived: str) -> str:
        """'72 个字，2 条' of a text as it arrives."""
        said = self.tr("{size} characters with the signature, {count} SMS")
        return said.format(size=units(arrived), count=parts(arrived))

    # the list

    def headings(self) -> list[Heading]:
        """The columns STATE … WHY."""
        return [
            Heading(self.tr("State"), 84),
            Heading(self.tr("Kind"), 112),
            Heading(self.tr("Case"), 164),
            Heading(self.tr("Recipient"), 80),
            Heading(self.tr("Number"), 104),
            Heading(
                self.tr("Time"), 132, tip=self.tr("When it was sent; of one that waits: when it may go at the soonest")
            ),
            Heading(self.tr("Why"), 0),
        ]

    def lines(self, messages: Sequence[Message], today: date) -> list[Line]:
        """A row for each message. May be called on any thread."""
        return [Line(str(one.message_id), self._cells(one, today)) for one in messages]

    def _cells(self, one: Message, today: date) -> tuple[Cell, ...]:
        why = self.reason(one.state_reason)
        return (
            Cell(self.state(one), sort=STATES.index(one.shown)),
            Cell(self.kind(one.kind), light=LIGHTS.get(one.kind, "")),
            Cell(one.case_no or self.tr("several"), muted=not one.case_no),
            Cell(one.recipient_name, tip=self._who(one)),
            Cell(self.number(one.mobile)),
            self._time(one, today),
            Cell(why, muted=True, tip=why),
        )

    def _who(self, one: Message) -> str:
        role = self.role(one.role)
        return f"{one.recipient_name} · {role}" if role else one.recipient_name

    def _time(self, one: Message, today: date) -> Cell:
        sent = one.claimed_at or one.accepted_at
        if sent is not None and one.state not in (State.PENDING, State.CANCELLED):
            return Cell(self.at(sent, today), sort=sent.isoformat())
        if one.state is State.PENDING:
            soonest = self.at(one.not_before, today)
            return Cell(self.tr("from {moment}").format(moment=soonest), sort=one.not_before.isoformat(), muted=True)
        return Cell("–", sort=one.created_at.isoformat(), muted=True)

    # the story of one

    def headline(self, message: Message) -> str:
        """'超期 · 不明'."""
        return f"{self.kind(message.kind)} · {self.state(message)}"

    def facts(self, story: Story, today: date) -> list[tuple[str, str]]:
        """What is known of one, each with its title; without number and text."""
        message = story.message
        told = [(self.tr("Recipient"), self._who(message))]
        if story.carried:
            told.append((self.tr("Carries"), self._carried(story.carried)))
        if message.digest_id is not None:
            told.append((self.tr("Went as"), self.tr("part of a digest, whose fate it shares")))
        if message.deadline is not None:
            told.append((self.tr("Due"), due_moment(self.words, message.deadline, today, whole_minutes=True)))
        if message.became_true_at is not None:
            told.append((self.tr("Since"), self._since(message, message.became_true_at, today)))
        if message.state is State.PENDING:
            told.append((self.tr("Goes out"), self._goes_out(message, today)))
        why = self.reason(message.state_reason)
        if why:
            told.append((self.tr("Why"), why))
        return told

    def _carried(self, carried: Sequence[Message]) -> str:
        """'11 条：130925-2017-1450024（超期）、…'"""
        named = [f"{one.case_no}（{self.kind(one.kind)}）" for one in carried[:CARRIED_NAMED]]
        more = "…" if len(carried) > CARRIED_NAMED else ""
        said = self.tr("{count} warnings: {cases}")
        return said.format(count=len(carried), cases="、".join(named) + more)

    def _since(self, message: Message, since: datetime, today: date) -> str:
        cause = {"waiting_at_node": self.tr("came to the node"), "by_hand": self.tr("made by hand")}
        reason = cause.get(message.threshold) or self.words.reason(message.threshold)
        return f"{self.at(since, today)} {reason}".strip()

    def _goes_out(self, message: Message, today: date) -> str:
        soonest = self.tr("at {moment} at the soonest").format(moment=self.at(message.not_before, today))
        return (
            self.tr("{soonest}, unless somebody acknowledges the case").format(soonest=soonest)
            if message.step
            else soonest
        )

    def meaning(self, message: Message) -> str:
        """What a state asks of people; '' where nothing is to be done."""
        if message.in_doubt:
            return self.tr(
                "It is not known whether this message went out. It goes out once more, marked as such, unless it is "
                "known before then that it arrived."
            )
        if message.state is State.UNKNOWN:
            return self.tr(
                "It is not known whether this message went out. The program asks the gateway by itself; nothing is "
                "sent twice blindly."
            )
        if message.state is State.UNRESOLVED and message.state_reason == "no_mobile":
            return self.tr(
                "There is no mobile number for this person. Enter it on the approval platform: it then goes out."
            )
        if message.state is State.UNRESOLVED:
            return self.tr(
                "Nobody can tell whether this message arrived. Ask the recipient, then mark it as received or send it "
                "again."
            )
        if message.state in (State.REJECTED, State.UNDELIVERED):
            return self.tr("It did not arrive. Tell the recipient in another way, or send it again.")
        return ""

    def story_headings(self) -> list[Heading]:
        return [Heading(self.tr("When"), 104), Heading(self.tr("What happened"), 124), Heading(self.tr("In detail"), 0)]

    def story_lines(self, story: Story, deeds: Sequence[Deed], today: date) -> list[Line]:
        """All that happened to a message, in order."""
        events = [(story.message.created_at, 0, self.tr("Written down"), "")]
        for attempt in story.attempts:
            events += self._tried(attempt)
        events += [(one.received_at, 4, self.tr("Report"), self._reported(one)) for one in story.reports]
        events += [(one.made_at, 5, self.deed(one), f"{one.made_by}: {one.reason}") for one in deeds]
        events.sort(key=lambda event: event[:2])
        return [
            Line(str(number), (Cell(self.at(at, today)), Cell(what, tip=what), Cell(detail, tip=detail)))
            for number, (at, _, what, detail) in enumerate(events)
        ]

    def _tried(self, attempt: Attempt) -> list[tuple[datetime, int, str, str]]:
        began = self.tr("Attempt {number}").format(number=attempt.attempt)
        handed = f"{attempt.gateway} {masked(attempt.mobile)}"
        told = [(attempt.started_at, 2, began, handed)]
        if attempt.ended_at is not None and attempt.outcome:
            outcome = self.words.phrase("sms_outcomes", attempt.outcome)
            told.append((attempt.ended_at, 3, outcome, self.reason(attempt.detail)))
        return told

    def _reported(self, report: TakenReport) -> str:
        state = self.words.phrase("sms_states", report.state)
        return f"{state} {without_numbers(report.detail)}".strip()

    def deed(self, deed: Deed) -> str:
        """What a person did."""
        return self.words.phrase("sms_deeds", deed.action)
