"""What becomes of the warnings that are due for one recipient: one readable line of stages, each may only drop.

``gone`` (the case is over or stands otherwise) → ``switched_off`` (by the rules) → ``acknowledged`` → ``silenced`` →
``stale`` → ``hidden`` (red hides yellow, the case its node) → ``unreachable`` (no number) → ``closed`` (sending hours)
→ ``limited`` (a number's day is full) → one SMS.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from monitoring.judging.columns import JudgedCases
from monitoring.sms.due import WAITING, Cause
from monitoring.sms.hours import SendingHours
from monitoring.sms.outbox import Circumstances, Decision, Draft, Message, Silence, Verdict
from monitoring.sms.rules import KINDS, URGENCY, SmsRules
from monitoring.sms.standing import Clocks
from monitoring.sms.states import State
from monitoring.sms.wording import resent, worded
from monitoring.worktime import WorkingCalendar

Rejudge = Callable[[Sequence[str]], JudgedCases]
"""The named cases as they are at this moment. Raises StoreUnavailable."""
Stands = Callable[[JudgedCases], Iterable[Cause]]
"""What stands in these cases at this moment and may be told."""
NO_NUMBER = "no_mobile"
ASK_AGAIN = timedelta(minutes=10)
"""A case that cannot be judged just now proves nothing: its warnings wait."""
BY_HAND = frozenset({"reminder", "test"})
OF_UNIT: Final = frozenset({"unit_head", "leader"})
"""Roles that belong to a unit."""
Stage = Callable[[Sequence[Message], Circumstances], Mapping[int, Verdict]]


@dataclass(frozen=True, slots=True)
class Desk:
    """All that a decision rests on."""

    now: datetime
    rules: SmsRules
    hours: SendingHours
    calendar: WorkingCalendar
    numbers: Mapping[str, str]
    rejudge: Rejudge
    stands: Stands

    def decide(self, messages: Sequence[Message], around: Circumstances) -> Decision:
        """Every message gets its verdict, or goes into the one SMS."""
        present = self._present(messages)
        verdicts = dict(present.ends) if present is not None else {}
        left = [message for message in messages if message.message_id not in verdicts]
        for stage in self._stages():
            dropped = stage(left, around)
            verdicts.update(dropped)
            left = [message for message in left if message.message_id not in dropped]
        if not left:
            return Decision(verdicts)
        chosen = self._chosen(left)
        reworded = present.reworded(chosen) if present is not None else {}
        chosen = [reworded.get(message.message_id, message) for message in chosen]
        number = self._number_of(chosen[0])
        assert number is not None
        return Decision(verdicts, draft(chosen, number), tuple(reworded.values()))

    def _stages(self) -> Sequence[Stage]:
        return (
            self._switched_off, self._acknowledged, self._silenced, self._stale, self._hidden,
            self._unreachable, self._closed, self._limited,
        )  # fmt: skip

    def _number_of(self, message: Message) -> str | None:
        return message.mobile if message.kind == "test" else self.numbers.get(message.recipient)

    def _chosen(self, left: list[Message]) -> list[Message]:
        """All as one digest where they are many; else the most urgent one, the others come next."""
        for resends in (0, 1):
            together = [one for one in left if one.kind not in BY_HAND and one.resends == resends]
            if len(together) >= self.rules.digest_from:
                return together
        return [min(left, key=_most_urgent_first)]

    def _present(self, messages: Sequence[Message]) -> Present | None:
        """The first stage, ``gone``: the cases as they are just now. None: no message is about a case."""
        about = [message for message in messages if message.case_no]
        if not about:
            return None
        judged = self.rejudge(sorted({message.case_no for message in about}))
        clocks = Clocks.of(judged)
        standing = {_identity(cause): cause for cause in self.stands(judged)}
        ends = ((message.message_id, _end(message, clocks, standing, self.now)) for message in about)
        return Present(standing, {message_id: end for message_id, end in ends if end is not None})

    def _switched_off(self, left: Sequence[Message], around: Circumstances) -> dict[int, Verdict]:
        """Written while the rules still called for it. Comes back when they do again."""
        off = [message for message in left if message.kind in KINDS and not self._is_on(message.kind)]
        return _all(off, Verdict(State.CANCELLED, "rule_off"))

    def _is_on(self, kind: str) -> bool:
        rule = self.rules.of(kind)
        return rule is not None and rule.enabled

    def _acknowledged(self, left: Sequence[Message], around: Circumstances) -> dict[int, Verdict]:
        stopped = [
            message
            for message in left
            if message.step
            and message.case_no in around.acknowledged
            and message.became_true_at is not None
            and around.acknowledged[message.case_no] >= message.became_true_at
        ]
        return _all(stopped, Verdict(State.CANCELLED, "acknowledged"))

    def _silenced(self, left: Sequence[Message], around: Circumstances) -> dict[int, Verdict]:
        found: dict[int, Verdict] = {}
        for message in left:
            until = _until(message, around.silences)
            if until and message.kind not in BY_HAND:
                found[message.message_id] = Verdict(State.PENDING, "silenced", max(until))
        return found

    def _stale(self, left: Sequence[Message], around: Circumstances) -> dict[int, Verdict]:
        return _all([one for one in left if self._is_stale(one, around)], Verdict(State.EXPIRED, "too_old"))

    def _is_stale(self, message: Message, around: Circumstances) -> bool:
        """Counted from when it could first have gone out; what a person wants sent again is never too old."""
        rule = self.rules.of(message.kind)
        if rule is None or rule.keep is None or message.resends or message.message_id in around.sent_again:
            return False
        free = max((message.created_at, *_until(message, around.ended_silences)))
        could = free if rule.any_hour else self.hours.next_open(free, self.calendar)
        return self.now > could + rule.keep

    def _hidden(self, left: Sequence[Message], around: Circumstances) -> dict[int, Verdict]:
        of_case: dict[str, list[Message]] = defaultdict(list)
        for message in left:
            of_case[message.case_no].append(message)
        found: dict[int, Verdict] = {}
        for message in left:
            other = next((one for one in of_case[message.case_no] if _hides(one, message)), None)
            if other is not None:
                found[message.message_id] = Verdict(State.SUPPRESSED, f"hidden_by:{other.message_id}")
        return found

    def _unreachable(self, left: Sequence[Message], around: Circumstances) -> dict[int, Verdict]:
        """Shown at once, and not only when it would go out: there is time to find the number."""
        lacking = [message for message in left if self._number_of(message) is None]
        return _all(lacking, Verdict(State.UNRESOLVED, NO_NUMBER))

    def _closed(self, left: Sequence[Message], around: Circumstances) -> dict[int, Verdict]:
        opens = self.hours.next_open(self.now, self.calendar)
        if opens <= self.now:
            return {}
        waiting = [message for message in left if not self._any_hour(message)]
        return _all(waiting, Verdict(State.PENDING, "outside_hours", opens))

    def _any_hour(self, message: Message) -> bool:
        rule = self.rules.of(message.kind)
        return message.kind in BY_HAND or (rule is not None and rule.any_hour)

    def _limited(self, left: Sequence[Message], around: Circumstances) -> dict[int, Verdict]:
        automatic = [message for message in left if message.kind not in BY_HAND]
        if not automatic:
            return {}
        number = self._number_of(automatic[0])
        sent = max(around.sent_today, around.sent_to(number) if number is not None else 0)
        if sent < self.rules.per_number_per_day:
            return {}
        tomorrow = self.hours.next_day(self.now, self.calendar)
        return _all(automatic, Verdict(State.PENDING, "day_is_full", tomorrow))


def _until(message: Message, silences: Sequence[Silence]) -> list[datetime]:
    """When the silences that are about a message end."""
    subjects = {("case", message.case_no), ("unit", message.unit_id), ("officer", message.recipient)}
    return [one.until for one in silences if (one.scope, one.subject) in subjects]


def draft(messages: Sequence[Message], number: str) -> Draft:
    """One SMS for one warning, or a digest of many."""
    ids = tuple(message.message_id for message in messages)
    first = messages[0]
    if len(messages) == 1:
        text = resent(first.text) if first.resends else first.text
        return Draft(ids, number, text, first.kind, first.template, first.params)
    wording = worded("digest", _digest_values(messages))
    text = resent(wording.text) if first.resends else wording.text
    return Draft(ids, number, text, "digest", wording.template, wording.params)


def _digest_values(messages: Sequence[Message]) -> dict[str, str]:
    urgent = sorted(messages, key=_most_urgent_first)
    groups = Counter(_group(message.kind) for message in messages)
    first = list(dict.fromkeys(message.case_no for message in urgent))
    return {
        "count": str(len(messages)),
        **{group: str(groups[group]) for group in ("red", "yellow", "new")},
        "first": first[0],
    }


def _group(kind: str) -> str:
    return {"yellow": "yellow", "new_case": "new"}.get(kind, "red")


def _most_urgent_first(message: Message) -> tuple[int, datetime, int]:
    urgency = 9 if message.kind in BY_HAND else URGENCY.get(message.kind, 0)
    return -urgency, message.became_true_at or message.created_at, message.message_id


InHand = tuple[str | None, str | None]
"""The unit and the officer who answer for a case or node."""
Standing = Mapping[tuple[str, str, int | None, str, datetime | None], Cause]
"""What may be told at this moment."""


@dataclass(frozen=True, slots=True)
class Present:
    """What the cases of some messages say just now, and which messages that ends."""

    standing: Standing
    ends: Mapping[int, Verdict]

    def reworded(self, messages: Sequence[Message]) -> dict[int, Message]:
        """Those whose text says by now something else: a deadline was moved, an item renamed."""
        pairs = ((message, self.standing.get(_identity(message))) for message in messages)
        fresh = ((message, _worded(message, cause)) for message, cause in pairs if cause is not None)
        return {old.message_id: new for old, new in fresh if new != old}


def _worded(message: Message, cause: Cause) -> Message:
    wording = worded(cause.template, cause.values)
    return replace(
        message, text=wording.text, template=wording.template, params=wording.params, deadline=cause.deadline
    )


def _identity(one: Message | Cause) -> tuple[str, str, int | None, str, datetime | None]:
    """A prompt is about a visit, whatever its deadline is by now; everything else is about a deadline."""
    return one.kind, one.case_no, one.node_seq, one.threshold, None if one.threshold == WAITING else one.deadline


def _end(message: Message, clocks: Clocks, standing: Standing, now: datetime) -> Verdict | None:
    end = clocks.end_of(message.case_no, message.node_seq)
    if message.kind == "reminder":
        return Verdict(State.CANCELLED, end) if end in ("gone", "finished", "left") else None
    if end == "unjudged":
        return Verdict(State.PENDING, end, now + ASK_AGAIN)
    if message.threshold == WAITING:
        return (
            Verdict(State.CANCELLED, end)
            if end is not None
            else _handed_on(message, clocks.in_hand(message.case_no, message.node_seq))
        )
    cause = standing.get(_identity(message)) if message.deadline is not None else None
    if cause is not None:
        return _handed_on(message, (cause.unit_id, cause.officer_id))
    return Verdict(State.CANCELLED, end or "no_longer_so")


def _handed_on(message: Message, now: InHand) -> Verdict | None:
    """Somebody else, or another unit, has it by now, and gets a warning of its own."""
    unit_id, officer_id = now
    told_as_officer = message.role == "officer" and officer_id not in (None, message.recipient)
    told_for_unit = message.role in OF_UNIT and None not in (unit_id, message.unit_id) and unit_id != message.unit_id
    return Verdict(State.CANCELLED, "handed_on") if told_as_officer or told_for_unit else None


def _hides(one: Message, other: Message) -> bool:
    """Whether ``one`` says all that ``other`` would: the more urgent of one case, or the case for its node."""
    if one.case_no != other.case_no or one.message_id == other.message_id or {one.kind, other.kind} & BY_HAND:
        return False
    mine, its = URGENCY.get(one.kind, 0), URGENCY.get(other.kind, 0)
    same_scope = one.node_seq == other.node_seq
    if one.node_seq is None and other.node_seq is not None:
        return mine >= its
    return same_scope and mine > its


def _all(messages: Iterable[Message], verdict: Verdict) -> dict[int, Verdict]:
    return {message.message_id: verdict for message in messages}
