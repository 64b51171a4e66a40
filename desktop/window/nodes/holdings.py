"""Holdings summed up as the page shows them: by unit, by officer or by node. Pure values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitoring.detailing import NodeHolding

UNIT, OFFICER, NODE = "unit", "officer", "node"
GROUPINGS = (UNIT, OFFICER, NODE)


@dataclass(frozen=True, slots=True)
class Held:
    """What one unit, officer or node has in hand. Means are office seconds over ``timed`` ended visits."""

    key: str
    unit: str
    officer: str
    node: str
    in_hand: int
    yellow: int
    red: int
    oldest_entered_at: datetime | None
    ended: int
    ended_late: int
    mean_used: float | None
    mean_limit: float | None
    parts: tuple[NodeHolding, ...]

    @property
    def share(self) -> float | None:
        """Mean time used against the mean limit; 1: the limit."""
        if self.mean_used is None or not self.mean_limit:
            return None
        return self.mean_used / self.mean_limit

    @property
    def units(self) -> frozenset[str]:
        """Keys of the units, as the store has them."""
        return frozenset(part.unit_id for part in self.parts if part.unit_id is not None)

    @property
    def officers(self) -> frozenset[str]:
        return frozenset(part.officer_id for part in self.parts if part.officer_id is not None)

    @property
    def node_names(self) -> frozenset[str]:
        return frozenset(part.node for part in self.parts if part.node)

    def all_named(self) -> bool:
        """Whether every case in hand is named one by one."""
        return all(len(part.case_nos) == part.in_hand for part in self.parts)

    def cases(self, light: str = "") -> frozenset[str]:
        """The cases in hand, or those of them whose node here is 'red' or 'yellow'."""
        return frozenset(case_no for part in self.parts for case_no in _of_light(part, light))


def _of_light(part: NodeHolding, light: str) -> tuple[str, ...]:
    """The cases of a holding come red first, then yellow."""
    if light == "red":
        return part.case_nos[: part.red]
    if light == "yellow":
        return part.case_nos[part.red : part.red + part.yellow]
    return part.case_nos


def grouped(holdings: Sequence[NodeHolding], by: str) -> list[Held]:
    """One sum a group, the worst first. ``by``: UNIT, OFFICER (within a unit) or NODE (of an officer)."""
    groups: dict[tuple[str, ...], list[NodeHolding]] = defaultdict(list)
    for holding in holdings:
        groups[_key(holding, by)].append(holding)
    held = [_held("\t".join(key), parts, by) for key, parts in groups.items()]
    return sorted(held, key=lambda one: (-one.red, -one.yellow, -one.in_hand, one.unit, one.officer, one.node))


def matching(held: Sequence[Held], text: str) -> list[Held]:
    """Those whose unit, officer or node holds every word of a text."""
    words = text.casefold().split()
    return [one for one in held if _matches(f"{one.unit} {one.officer} {one.node}".casefold(), words)]


def _matches(said: str, words: Sequence[str]) -> bool:
    return all(word in said for word in words)


def _key(holding: NodeHolding, by: str) -> tuple[str, ...]:
    parts = (holding.unit_id or holding.unit, holding.officer_id or holding.officer, holding.node)
    return parts[: GROUPINGS.index(by) + 1]


def _held(key: str, parts: Sequence[NodeHolding], by: str) -> Held:
    first = parts[0]
    used, limit = (_mean(parts, name) for name in ("mean_used", "mean_limit"))
    entered = [part.oldest_entered_at for part in parts if part.oldest_entered_at is not None]
    return Held(
        key=key,
        unit=first.unit,
        officer=first.officer if by != UNIT else "",
        node=first.node if by == NODE else "",
        in_hand=sum(part.in_hand for part in parts),
        yellow=sum(part.yellow for part in parts),
        red=sum(part.red for part in parts),
        oldest_entered_at=min(entered, default=None),
        ended=sum(part.ended for part in parts),
        ended_late=sum(part.ended_late for part in parts),
        mean_used=used,
        mean_limit=limit,
        parts=tuple(parts),
    )


def _mean(parts: Sequence[NodeHolding], name: str) -> float | None:
    timed = [(getattr(part, name), part.timed) for part in parts if part.timed and getattr(part, name) is not None]
    number = sum(times for _, times in timed)
    return sum(mean * times for mean, times in timed) / number if number else None
