"""What the sender asks of the outbox, as values (the work is in monitoring.stores.outbox)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from monitoring.sms.gateway import LookUp, OutgoingSms, Report, SendResult
from monitoring.sms.states import State


@dataclass(frozen=True, slots=True)
class Message:
    """A row of the outbox. Moments are naive wall clock of the site; ``repr`` shows neither number nor text."""

    message_id: int
    key: str
    kind: str
    case_no: str
    node_seq: int | None
    threshold: str
    became_true_at: datetime | None
    deadline: datetime | None
    unit_id: str | None
    recipient: str
    recipient_name: str
    role: str
    step: int
    mobile: str = field(repr=False)
    text: str = field(repr=False)
    template: str
    params: Mapping[str, str] = field(repr=False)
    not_before: datetime
    created_at: datetime
    state: State
    state_reason: str | None = None
    attempts: int = 0
    resends: int = 0
    digest_id: int | None = None
    """The digest that carries this warning: it shares that one's fate."""
    token: str | None = None
    gateway_id: str | None = None
    claimed_at: datetime | None = None
    accepted_at: datetime | None = None
    delivered_at: datetime | None = None
    in_doubt: bool = False
    """It waits to go out once more, because nobody knows whether it went out already."""

    @property
    def shown(self) -> State:
        """The state as people see it: what cannot be known is unknown, also while it waits."""
        return State.UNKNOWN if self.in_doubt else self.state


@dataclass(frozen=True, slots=True)
class Draft:
    """One SMS that is to go out now, for one or several warnings."""

    message_ids: tuple[int, ...]
    mobile: str = field(repr=False)
    text: str = field(repr=False)
    kind: str
    template: str
    params: Mapping[str, str] = field(repr=False)

    @property
    def is_digest(self) -> bool:
        return len(self.message_ids) > 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """Another end, or another moment, for a warning that does not go out now. ``state`` pending: it waits."""

    state: State
    reason: str
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of all that is due for one recipient: verdicts by message, and at most one SMS."""

    verdicts: Mapping[int, Verdict] = field(default_factory=dict)
    draft: Draft | None = None
    reworded: Sequence[Message] = ()
    """Of what goes out: those whose text says by now something else than when it was written."""


@dataclass(frozen=True, slots=True)
class Silence:
    """``scope``: 'case' | 'unit' | 'officer'."""

    silence_id: int
    scope: str
    subject: str
    reason: str
    made_by: str
    made_at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the outbox knows besides the warnings themselves, read in the same transaction."""

    sent_today: int
    """Attempts for this recipient on the day of ``now`` that may have gone out."""
    sent_to: Callable[[str], int] = lambda mobile: 0
    """The same for a number, whoever bears it."""
    silences: tuple[Silence, ...] = ()
    ended_silences: tuple[Silence, ...] = ()
    """Those that ended since the oldest of the warnings was written."""
    sent_again: frozenset[int] = frozenset()
    """Warnings that a person wants sent again."""
    acknowledged: Mapping[str, datetime] = field(default_factory=dict)
    """By case: when somebody last said that he knows of it."""


Decide = Callable[[Sequence[Message], Circumstances], Decision]


@dataclass(frozen=True, slots=True)
class Claim:
    """An SMS that this sender, and nobody else, may hand to the gateway while its lease runs."""

    message_id: int
    attempt: int
    sms: OutgoingSms


@dataclass(frozen=True, slots=True)
class Doubt:
    """A message of which nobody knows whether it went out. Seconds by the database's clock."""

    message: Message
    mobile: str = field(repr=False)
    sent_at: datetime
    age_seconds: float
    can_be_asked: bool = True
    """Not of a gateway that nobody uses any more: its time is waited out."""


@dataclass(frozen=True, slots=True)
class Counts:
    """The outbox in numbers, for the status bar and its banners."""

    by_state: Mapping[str, int]
    oldest_pending_at: datetime | None
    """Since when the longest-waiting warning that may go out waits."""
    senders_alive: int
    stopped: Mapping[str, str]
    """Gateways that are stopped, each with its reason."""


class Outbox(Protocol):
    """The outbox for a sender. Every method is one transaction and raises StoreUnavailable."""

    def begin(self, now: datetime, old: timedelta | None) -> None:
        """The first turn with a real gateway on this ledger: what is older than ``old`` by then is held."""

    def recipients_due(self, now: datetime) -> list[str]:
        """Recipients for whom something may go out: the most urgent first, then those who wait longest."""

    def claim(self, recipient: str, now: datetime, lease_seconds: float, decide: Decide) -> Claim | None:
        """``decide`` sees all that is due for the recipient; what it says is written, conditionally, and committed.

        None: there is nothing to send.
        """

    def preview(self, recipient: str, now: datetime, decide: Decide) -> Draft | None:
        """What would go out to a recipient at this moment; nothing is written."""

    def finish(self, claim: Claim, result: SendResult, now: datetime) -> State | None:
        """Writes the gateway's answer down; what a report has told already stays."""

    def expire_leases(self) -> int:
        """Leases that ran out: their messages become unknown, never pending."""

    def doubts(self, limit: int = 100) -> list[Doubt]:
        """Unknown messages of this gateway that may be asked about now, and those of one that nobody uses any more."""

    def settle(self, doubt: Doubt, found: LookUp, now: datetime, ask_again_seconds: float) -> State | None:
        """What the gateway said about a doubtful message; ``NotFound`` is taken as proof."""

    def give_up(self, doubt: Doubt, resend: Collection[str], now: datetime) -> State | None:
        """Nobody can settle it: warnings of the kinds ``resend`` go out once more, of the others a person decides."""

    def take_reports(self, reports: Sequence[Report], now: datetime) -> int:
        """Keeps what the gateway reported, as it came, and moves the messages that it belongs to."""

    def reopen(self, numbers: Mapping[str, str]) -> int:
        """Warnings of recipients who lacked a number and have one now; now and then all, as their cases may be over."""

    def beat(self) -> None:
        """This sender lives."""

    def stop_channel(self, reason: str, retry_seconds: float, now: datetime) -> None:
        """The gateway refuses everything: nobody sends until then."""

    def channel_stopped(self) -> str | None:
        """Why the gateway is stopped just now; None where it is not."""

    def close(self) -> None: ...
