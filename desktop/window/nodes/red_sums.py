"""Red nodes of a period summed up by unit or officer. Pure values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitoring.holdings import UNIT
from monitoring.red_nodes import RedNode


@dataclass(frozen=True, slots=True)
class RedSum:
    """How many nodes of one unit or officer turned red."""

    key: str
    unit: str
    officer: str
    nodes: tuple[RedNode, ...]

    @property
    def cases(self) -> int:
        return len({node.case_no for node in self.nodes})

    @property
    def newest(self) -> datetime:
        return max(node.became_true_at for node in self.nodes)


def summed(reds: Iterable[RedNode], by: str) -> list[RedSum]:
    """One sum a unit, or one an officer within a unit; the most first."""
    groups: dict[tuple[str, ...], list[RedNode]] = defaultdict(list)
    for red in reds:
        unit, officer = red.unit_id or red.unit, red.officer_id or red.officer
        groups[(unit,) if by == UNIT else (unit, officer)].append(red)
    sums = [
        RedSum("\t".join(key), nodes[0].unit, "" if by == UNIT else nodes[0].officer, tuple(nodes))
        for key, nodes in groups.items()
    ]
    return sorted(sums, key=lambda one: (-len(one.nodes), one.unit, one.officer))


def said_so(sums: Sequence[RedSum], text: str) -> list[RedSum]:
    """Those whose unit or officer holds every word of a text."""
    words = text.casefold().split()
    return [one for one in sums if all(word in f"{one.unit} {one.officer}".casefold() for word in words)]
