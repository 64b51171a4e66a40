"""The states of the outbox as officers count them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from monitoring.sms.states import State

WAITING, ACCEPTED, DELIVERED, DOUBTFUL, FAILED, NOT_SENT = (
    "waiting", "accepted", "delivered", "doubtful", "failed", "not_sent",
)  # fmt: skip
GROUPS: Final[Mapping[str, frozenset[str]]] = {
    WAITING: frozenset({State.PENDING, State.SENDING}),
    ACCEPTED: frozenset({State.ACCEPTED}),
    DELIVERED: frozenset({State.DELIVERED}),
    DOUBTFUL: frozenset({State.UNKNOWN, State.UNRESOLVED}),
    FAILED: frozenset({State.UNDELIVERED, State.REJECTED}),
    NOT_SENT: frozenset({State.CANCELLED, State.EXPIRED, State.SUPPRESSED}),
}
"""To add a group: name it here and give it its word in SmsTexts.group."""


def counted(by_state: Mapping[str, int]) -> dict[str, int]:
    """The messages of each group."""
    return {group: sum(by_state.get(state, 0) for state in states) for group, states in GROUPS.items()}
