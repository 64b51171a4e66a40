"""What the sender knows of a gateway: one SMS goes in, one of four answers comes back.

To add a gateway: 1 a class in monitoring/sms/gateways that keeps this protocol; 2 its settings in
desktop/settings (values.py, gateways.py, the sample file); 3 its name in GATEWAYS there; 4 its line in
monitoring/sms/gateways/registry.py; 5 a table of its answers in tests/unit. A test fails on a half-done addition.

The four answers are kept apart because they mean different things for the promise *once, none lost*: only what is
*proved* not to have been sent may be tried again by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal, Protocol

ReportState = Literal["accepted", "delivered", "undelivered"]


@dataclass(frozen=True, slots=True)
class OutgoingSms:
    """One SMS on its way out. ``repr`` shows neither the number nor the text: both may end up in a log."""

    token: str
    """Our own name for this attempt: letters and digits. A gateway that can be asked is asked by it."""
    mobile: str = field(repr=False)
    """The whole number, as the catalogue has it: the only place where it is not masked."""
    text: str = field(repr=False)
    """The whole body, without the signature."""
    kind: str
    """The kind of warning."""
    template: str
    """The name of our template, which the settings map to the gateway's own; empty: that of ``kind``."""
    params: Mapping[str, str] = field(repr=False)
    """Variables of the template, in the template's order."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The gateway took it over. ``gateway_id``: its own name for it, where it gives one."""

    gateway_id: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """It will never go out like this (wrong number, empty text): trying again cannot help."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Proved not sent; another try may help. ``retry_after`` in seconds.

    ``channel_stopped``: a fault of the configuration (password, signature, credit): no other SMS goes out either.
    """

    reason: str
    retry_after: float = 60.0
    channel_stopped: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell whether it goes out: never try again without asking."""

    reason: str


SendResult = Accepted | Rejected | NotAccepted | Unknown


@dataclass(frozen=True, slots=True)
class Found:
    """The gateway has it."""

    state: ReportState
    gateway_id: str | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class NotFound:
    """The gateway says that it has nothing of the kind; proof only after ``settle_seconds``."""


@dataclass(frozen=True, slots=True)
class CannotTell:
    """No look-up here, or the gateway did not answer."""

    reason: str


LookUp = Found | NotFound | CannotTell


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an SMS, by token or by the gateway's own name (or, at worst, by number and moment).

    Reports come in any order, more than once, and even before the answer to the send. ``at``: the site's naive wall
    clock, as the gateway says it; None where it does not.
    """

    token: str | None
    gateway_id: str | None
    mobile: str | None = field(repr=False)
    state: ReportState
    at: datetime | None = None
    detail: str = ""
    submitted_at: datetime | None = None
    """When the gateway took the SMS over, where it says so: with the number, all that a report without name has."""
    batch: int | None = None
    """The stored batch (``BatchKeeper``) that it comes from."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Reports as a gateway handed them out, once. ``repr`` does not show them: they hold numbers."""

    number: int
    body: bytes = field(repr=False)


class BatchKeeper(Protocol):
    """Keeps what a gateway hands out only once. Every method is one transaction and raises StoreUnavailable."""

    def my_turn(self, seconds: float) -> bool:
        """Whether this program, and no other, may fetch from the gateway for so long."""

    def give_turn_back(self) -> None:
        """This program fetches no more; another one need not wait until its time is over."""

    def keep(self, body: bytes) -> None:
        """Stores a batch before anything else happens to it."""

    def stored(self) -> list[Batch]:
        """Batches whose reports nobody has taken yet, the oldest first: also those of a program that died."""

    def open_tokens(self, newest: int) -> list[str]:
        """The newest attempts of which a report may still tell more."""

    def set_aside(self, batch: Batch) -> None:
        """Holds nothing that can be read: it stays stored, for a person to look at."""


class GatewayFault(Exception):
    """The gateway cannot be set up as the settings say. The text is for people and holds no secret.

    ``key`` of the gateway's settings table, what is wrong, what to do.
    """

    def __init__(self, key: str, what: str, todo: str) -> None:
        super().__init__(f"{key}: {what}")
        self.key = key
        self.what = what
        self.todo = todo


GATEWAY_REASONS: Final = frozenset(
    {
        "connect_failed", "connect_timeout", "tls_failed", "read_timeout", "dropped", "bad_answer", "http",
        "no_template", "no_gateway", "queue_failed", "queue_refused", "commit_failed", "no_look_up",
    }
)  # fmt: skip
"""Our own codes in a ``reason``, with a value behind a colon at most ('http:503'); others are the gateway's own words.

Their words for people are in resources/words, table sms_reasons.
"""


class Wrong(str):
    """A line of ``check`` that tells what is wrong; any other line says that the gateway answers."""

    __slots__ = ()


SHORT_RETRY: Final = 60.0
"""Seconds until the next try of what a busy or absent gateway did not take."""
LONG_RETRY: Final = 3_600.0
"""Seconds until the next try where a daily limit is used up or the configuration is wrong."""


class Gateway(Protocol):
    """One way to the SMS network. Calls may block up to the timeouts of the settings; none raises for a fault outside.

    ``send`` may be called by one thread while another asks ``look_up`` or ``reports``.
    """

    name: str
    can_look_up: bool
    """An SMS can be asked for by token."""
    settle_seconds: float
    """How long after sending "not found" is no proof yet."""
    adds_signature: bool
    """The gateway puts 【…】 in front of the text itself."""

    def send(self, sms: OutgoingSms) -> SendResult: ...

    def look_up(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        """What became of an SMS. ``sent_at``: the site's wall clock at the attempt."""

    def reports(self) -> list[Report]:
        """What came in since the last call; an empty list where the gateway has none or does not answer."""

    def check(self) -> str:
        """One line for people: it answers, or (a ``Wrong``) what is wrong. Sends nothing."""

    def close(self) -> None:
        """Ends listeners and connections; afterwards nothing of the gateway runs."""
