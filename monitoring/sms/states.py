"""The states of a warning in the outbox, and which way they may move.

pending → sending → accepted → delivered | undelivered; beside them rejected (final), unknown, unresolved (a person must
decide), cancelled, expired, suppressed. What a gateway proves only ever moves a warning up; back to pending leads only
the proof that nothing was sent.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """To add a state: name it here, put it into RANK, and give it its words in resources/words."""

    PENDING = "pending"
    SENDING = "sending"
    UNKNOWN = "unknown"
    UNRESOLVED = "unresolved"
    ACCEPTED = "accepted"
    UNDELIVERED = "undelivered"
    DELIVERED = "delivered"
    REJECTED = "rejected"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    SUPPRESSED = "suppressed"


RANK: Final = {State.SENDING: 1, State.UNKNOWN: 2, State.ACCEPTED: 4, State.UNDELIVERED: 5, State.DELIVERED: 6}
"""What a gateway has proved so far. States that are not named here prove nothing about a message that went out."""

PROOF: Final = (State.ACCEPTED, State.UNDELIVERED, State.DELIVERED)
IN_FLIGHT: Final = (State.SENDING, State.UNKNOWN)
DOUBTFUL: Final = (State.UNKNOWN, State.UNRESOLVED)


def below(state: State) -> tuple[State, ...]:
    """The states from which proof of ``state`` may lead there: all that prove less, a report may come at any time."""
    rank = RANK[state]
    return tuple(one for one in State if RANK.get(one, 0) < rank)


def may_move(old: State, new: State) -> bool:
    """Whether what a gateway told may move a warning so."""
    if new in PROOF:
        return old in below(new)
    if new is State.UNKNOWN:
        return old is State.SENDING
    return old in IN_FLIGHT
