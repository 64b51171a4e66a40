"""Which warnings should exist: worked out anew from every judged case, so that a crash can lose none.

Level-triggered, like the cards: whoever looks inserts what is missing under keys that cannot repeat. All steps of the
ladder are written at once, the later ones with their moment; whether they are still called for is asked when they go.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from monitoring.blocks import NONE
from monitoring.codes import Reason
from monitoring.judging.columns import JudgedCases
from monitoring.moments import NEVER, ceil_seconds, from_seconds
from monitoring.ports import Card, SmsWarning
from monitoring.records import Catalogue, Officer
from monitoring.sms.hours import SendingHours
from monitoring.sms.people import People, usable
from monitoring.sms.rules import KindRule, SmsRules
from monitoring.sms.standing import Clocks, kind_of
from monitoring.sms.wording import worded
from monitoring.worktime import WorkingCalendar

BEFORE_START: Final = "before_first_start"
RELEASED: Final = "released"
"""A person let it go: it is not held again."""
WAITING: Final = "waiting_at_node"
VISIT: Final = "visit"
"""Stands for the deadline in the key of a prompt: its moment of arrival may be corrected by seconds."""
Contacts = Callable[[], Mapping[str, str]]
"""Gives mobile numbers by officer_id, as the store has them just now. Raises StoreUnavailable."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why people are told something: one boundary of one clock, or one case that reached a node."""

    kind: str
    template: str
    case_no: str
    node_seq: int | None
    threshold: str
    became_true_at: datetime
    deadline: datetime | None
    unit_id: str | None
    officer_id: str | None
    values: Mapping[str, str]

    @property
    def version(self) -> str:
        """What makes a warning another one when it moves: the deadline. Of a new case nothing: a visit is told once."""
        if self.kind == "new_case":
            return VISIT
        moment = self.deadline or self.became_true_at
        return moment.isoformat(timespec="seconds")


class Planner:
    """Works out warnings by the site's rules. ``send_old``: also what became true long before the first start."""

    def __init__(self, rules: SmsRules, hours: SendingHours, contacts: Contacts, *, send_old: bool = False) -> None:
        self.rules = rules
        self.hours = hours
        self._contacts = contacts
        self._send_old = send_old
        self._people: tuple[Catalogue, People] | None = None

    def wanted(
        self, catalogue: Catalogue, judged: JudgedCases, at: datetime, calendar: WorkingCalendar, start: datetime
    ) -> dict[str, SmsWarning]:
        """All warnings that should exist for these cases, by key, without their numbers.

        ``start``: when warnings were first worked out on this ledger.
        """
        since = start - self.held_back if self.held_back is not None else None
        found: dict[str, SmsWarning] = {}
        for cause in causes(catalogue, judged, at):
            rule = self.rules.of(cause.kind)
            if rule is not None and rule.enabled:
                for warning in self._warnings(catalogue, cause, rule, calendar, since):
                    found.setdefault(warning.key, warning)
        return found

    @property
    def held_back(self) -> timedelta | None:
        """How old a warning may be at a first start to be sent unasked; None: any age."""
        return None if self._send_old else self.rules.old

    def numbers(self) -> Mapping[str, str]:
        """Usable mobile numbers by officer_id. Raises StoreUnavailable."""
        found = {officer: usable(number) for officer, number in self._contacts().items()}
        return {officer: number for officer, number in found.items() if number is not None}

    def _warnings(
        self,
        catalogue: Catalogue,
        cause: Cause,
        rule: KindRule,
        calendar: WorkingCalendar,
        since: datetime | None,
    ) -> Iterator[SmsWarning]:
        wording = worded(cause.template, cause.values)
        old = since is not None and cause.became_true_at < since
        people, told = self._of(catalogue), set[str]()
        for step, rung in enumerate(rule.steps):
            moment = rung.delay.after(cause.became_true_at, calendar)
            # by the step's own moment: whoever looks ahead of time may not put it off
            opens = moment if rule.any_hour else self.hours.next_open(moment, calendar)
            for officer in people.of(rung.role, cause.unit_id, cause.officer_id):
                if officer.officer_id in told:
                    continue
                told.add(officer.officer_id)
                yield SmsWarning(
                    key=_key(cause, officer),
                    kind=cause.kind,
                    case_no=cause.case_no,
                    node_seq=cause.node_seq,
                    threshold=cause.threshold,
                    became_true_at=cause.became_true_at,
                    deadline=cause.deadline,
                    unit_id=cause.unit_id,
                    recipient=officer.officer_id,
                    recipient_name=officer.name,
                    role=rung.role,
                    step=max(step, 1) if rung.delay.value else 0,
                    mobile="",
                    text=wording.text,
                    template=wording.template,
                    params=wording.params,
                    not_before=opens,
                    state="suppressed" if old else "pending",
                    state_reason=BEFORE_START if old else None,
                )

    def _of(self, catalogue: Catalogue) -> People:
        if self._people is None or self._people[0] is not catalogue:
            self._people = (catalogue, People(catalogue))
        return self._people[1]


def causes(catalogue: Catalogue, judged: JudgedCases, at: datetime) -> Iterator[Cause]:
    """What stands at ``at`` in these cases and may be told to somebody."""
    now = ceil_seconds(at)
    clocks = Clocks.of(judged)
    for card in judged.cards:
        if clocks.stands(card, now):
            yield _card_cause(catalogue, clocks, card)
    for place in clocks.open_visits(now):
        yield _arrival(catalogue, clocks, place)


def _card_cause(catalogue: Catalogue, clocks: Clocks, card: Card) -> Cause:
    kind = kind_of(card)
    row = clocks.rows[card.case_no]
    node = ""
    if card.node_seq is not None:
        node = clocks.judged.nodes.name[clocks.nodes[row, card.node_seq]]
    return Cause(
        kind=kind,
        template=_template(kind, card),
        case_no=card.case_no,
        node_seq=card.node_seq,
        threshold=str(card.reason),
        became_true_at=card.became_true_at,
        deadline=card.deadline,
        unit_id=card.unit_id,
        officer_id=card.officer_id,
        values=_values(catalogue, clocks.judged, row, node, card.unit_id, card.deadline),
    )


def _template(kind: str, card: Card) -> str:
    if kind in ("statutory", "suspension_overdue"):
        return kind
    if card.node_seq is not None:
        return f"{kind}_node"
    if kind == "yellow":
        return "yellow_past" if card.reason is Reason.PAST_PROMISED_DUE else "yellow"
    return "red_accept" if card.reason is Reason.NOT_ACCEPTED_IN_TIME else "red"


def _arrival(catalogue: Catalogue, clocks: Clocks, place: int) -> Cause:
    nodes = clocks.judged.nodes
    row, due = int(nodes.owner[place]), int(nodes.due[place])
    deadline = from_seconds(due) if due not in (NONE, NEVER) else None
    return Cause(
        kind="new_case",
        template="new_case" if deadline is not None else "new_case_no_limit",
        case_no=clocks.judged.case_no[row],
        node_seq=int(nodes.seq[place]),
        threshold=WAITING,
        became_true_at=from_seconds(int(nodes.start[place])),
        deadline=deadline,
        unit_id=nodes.unit_id[place],
        officer_id=nodes.officer_id[place],
        values=_values(catalogue, clocks.judged, row, nodes.name[place], nodes.unit_id[place], deadline),
    )


def _values(
    catalogue: Catalogue, judged: JudgedCases, row: int, node: str, unit_id: str | None, due: datetime | None
) -> dict[str, str]:
    return {
        "case_no": judged.case_no[row],
        "item": catalogue.item_name(judged.item_code[row]),
        "node": node,
        "unit": catalogue.unit_name(unit_id),
        "due": due_text(due) if due is not None else "",
    }


def due_text(due: datetime) -> str:
    """'7月5日17:30'; the first moment of a day is the last one of the day before."""
    if (due.hour, due.minute, due.second) == (0, 0, 0):
        before = due - timedelta(days=1)
        return f"{before.month}月{before.day}日24:00"
    return f"{due.month}月{due.day}日{due:%H:%M}"


def _key(cause: Cause, officer: Officer) -> str:
    node = "-" if cause.node_seq is None else str(cause.node_seq)
    return "|".join((cause.kind, cause.case_no, node, cause.threshold, cause.version, officer.officer_id))
