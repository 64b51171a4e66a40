"""Nodes that turned red in a period, as plain values (the work is in monitoring.watching.red_nodes)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class RedNode:
    """One standing red card of a node: who answers for it, and when it turned. Moments are the site's wall clock."""

    card_id: int
    case_no: str
    seq: int
    """The visit to the node, as the case store numbers them."""
    unit_id: str
    unit: str
    officer_id: str
    officer: str
    became_true_at: datetime
    deadline: datetime
    """When the node was due."""


@dataclass(frozen=True, slots=True)
class RedVisit:
    """A red node with what the case store says of it now; '' and None where it says nothing (any more)."""

    red: RedNode
    item: str
    place: str
    node: str
    entered_at: datetime | None
    left_at: datetime | None
    """When the node was left or the case finished; None while it is in hand, or where the case is gone."""
    known: bool
    """Whether the case store still holds this visit."""
    overdue_seconds: int | None
    """Office seconds from the due until it was left, or until now; None where nobody can say."""
