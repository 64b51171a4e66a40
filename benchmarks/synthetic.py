"""Open cases made by numpy: a million of them, with five visits to nodes each, in seconds.

Most lights are green: a few cases in a hundred are near their due or past it, one in a hundred is suspended. The
draw depends on the seed and on the block only, so that a store of a million begins as one of ten thousand does.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from benchmarks.spans import site
from monitoring.blocks import NONE, CaseBlock, NodeColumns
from monitoring.judging.targets import Rulebook
from monitoring.moments import DAY_SECONDS, from_seconds, to_seconds
from monitoring.records import Catalogue, Item, ItemNode, Officer, Region, Suspension, Unit
from monitoring.rules import load_profile

NOW: Final = datetime(2022, 7, 6, 10, 0, 0)  # noqa: DTZ001 - the site's wall clock
NODES: Final = 5
BLOCK: Final = 4096
SEED: Final = 130925
ITEMS, UNITS, OFFICERS, REGIONS = 20, 60, 400, 462
OLDEST_DAYS: Final = 40
SUSPENDED_IN: Final = 100
_FOUR_HOURS: Final = 4 * 3600


def rulebook() -> Rulebook:
    """The default profile on the carried calendar."""
    return Rulebook(load_profile("default"), site())


def catalogue() -> Catalogue:
    """Items with limits of 20 to 58 working days and five nodes each."""
    return Catalogue(
        items={item.code: item for item in map(_item, range(ITEMS))},
        units={f"U{n:03d}": Unit(f"U{n:03d}", f"单位{n:03d}", None) for n in range(UNITS)},
        officers={officer.officer_id: officer for officer in map(_officer, range(OFFICERS))},
        regions={f"R{n:03d}": Region(f"R{n:03d}", f"地区{n:03d}", "village", None) for n in range(REGIONS)},
    )


def _item(number: int) -> Item:
    nodes = tuple(ItemNode(seq, f"环节{seq}", None, "working_day", Decimal(10)) for seq in range(1, NODES + 1))
    promised = Decimal(20 + 2 * number)
    return Item(f"I{number:02d}", f"事项{number:02d}", "promised", "working_day", promised, promised + 20, nodes)


def _officer(number: int) -> Officer:
    return Officer(f"O{number:03d}", f"人员{number:03d}", f"U{number % UNITS:03d}", "handler")


def case_no(number: int) -> str:
    return f"1309252022{number:010d}"


def blocks(count: int, now: datetime = NOW) -> Iterator[CaseBlock]:
    """``count`` open cases in the order of their numbers, some thousand a block."""
    for first in range(0, count, BLOCK):
        yield block(first, min(BLOCK, count - first), to_seconds(now))


def block(first: int, count: int, now: int) -> CaseBlock:
    """The cases with these numbers, as they stand at ``now`` (seconds)."""
    rng = np.random.default_rng((SEED, first))
    accepted = now - rng.integers(DAY_SECONDS, OLDEST_DAYS * DAY_SECONDS, count)
    none = np.full(count, NONE, np.int64)
    nodes = _nodes(rng, accepted, now)
    last = nodes.entered_at[NODES - 1 :: NODES]
    return CaseBlock(
        case_no=[case_no(number) for number in range(first, first + count)],
        item_code=_named(rng, "I{:02d}", ITEMS, count),
        region_code=_named(rng, "R{:03d}", REGIONS, count),
        unit_id=_named(rng, "U{:03d}", UNITS, count),
        state=["open"] * count,
        applied_at=accepted - rng.integers(0, _FOUR_HOURS, count),
        accepted_at=accepted,
        promised_due=none,
        statutory_due=none,
        finished_at=none,
        updated_at=last,
        nodes=nodes,
        suspensions=_suspensions(rng, accepted, now),
    )


def _nodes(rng: np.random.Generator, accepted: npt.NDArray[np.int64], now: int) -> NodeColumns:
    """Visits one after the other since the acceptance; the last one is open."""
    count = len(accepted)
    share = np.sort(rng.random((count, NODES - 1)), axis=1)
    offsets = np.concatenate([np.zeros((count, 1)), share], axis=1) * (now - accepted)[:, None]
    entered = accepted[:, None] + offsets.astype(np.int64)
    left = np.concatenate([entered[:, 1:], np.full((count, 1), NONE, np.int64)], axis=1)
    seq = np.tile(np.arange(1, NODES + 1, dtype=np.int32), count)
    visits = count * NODES
    names: list[str | None] = [f"环节{place}" for place in range(1, NODES + 1)]
    return NodeColumns(
        owner=np.repeat(np.arange(count, dtype=np.int32), NODES),
        seq=seq,
        node_seq=seq.copy(),
        name=names * count,
        unit_id=_named(rng, "U{:03d}", UNITS, visits),
        officer_id=_named(rng, "O{:03d}", OFFICERS, visits),
        entered_at=entered.ravel(),
        left_at=left.ravel(),
        due_at=np.full(visits, NONE, np.int64),
    )


def _suspensions(
    rng: np.random.Generator, accepted: npt.NDArray[np.int64], now: int
) -> dict[int, tuple[Suspension, ...]]:
    rows = np.flatnonzero(rng.integers(0, SUSPENDED_IN, len(accepted)) == 0)
    return {int(row): (_suspension(int(accepted[row]), now),) for row in rows}


def _suspension(accepted: int, now: int) -> Suspension:
    begun, over = accepted + (now - accepted) // 3, accepted + (now - accepted) // 2
    first, last = from_seconds(begun), from_seconds(over)
    return Suspension(1, "special", "专家评审", None, first, Decimal(15), "working_day", last)


def _named(rng: np.random.Generator, form: str, kinds: int, count: int) -> list[Any]:
    keys = np.array([form.format(number) for number in range(kinds)], object)
    named: list[Any] = keys[rng.integers(0, kinds, count)].tolist()
    return named
