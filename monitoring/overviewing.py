"""What the overview shows, as plain values (the work is in monitoring.watching). Needs neither numpy nor the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from monitoring.codes import CardLevel, Light

LEVELS: Final = ("village", "township", "county")
"""From the village upwards. What stands above the county is counted with it."""

Counts = tuple[int, ...]
"""How many cases of each light, by the light's number."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One township (or department) with its open cases."""

    key: str
    """The region's code, or the unit's id; '' for cases that name none the store knows."""
    name: str
    level: str | None
    """'township'; 'county' for the cases of the county's own windows; None where the row is no region."""
    levels: tuple[Counts, ...]
    """For each of LEVELS: where the case stands now (its current node's level), not who made it late."""

    @property
    def lights(self) -> Counts:
        return tuple(sum(column) for column in zip(*self.levels, strict=True))

    @property
    def red(self) -> int:
        return sum(level[Light.RED] for level in self.levels)

    @property
    def yellow(self) -> int:
        return sum(level[Light.YELLOW] for level in self.levels)

    @property
    def in_hand(self) -> int:
        return sum(map(sum, self.levels))


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """Rows worst first. ``kind``: 'township', or 'unit' where the store knows no township."""

    version: int
    kind: str
    rows: tuple[PlaceRow, ...]


@dataclass(frozen=True, slots=True)
class Upcoming:
    """A running case and the moment (wall-clock seconds) past which it is red."""

    case_no: str
    light: Light
    turns: int
    item: str
    place: str
    node: str
    unit: str
    officer: str


@dataclass(frozen=True, slots=True)
class CardLine:
    """A standing card as people read it. ``ended_at``: when what it is about was done; None while it is not."""

    card_id: int
    case_no: str
    level: CardLevel
    became_true_at: datetime
    deadline: datetime
    ended_at: datetime | None
    item: str
    place: str
    node: str
    """'' for the case as a whole."""
    unit: str
    officer: str


Tally = Mapping[date, Mapping[CardLevel, int]]


@dataclass(frozen=True, slots=True)
class CardHistory:
    """Standing cards that became true since a day: all, and by the home (township_table) of the unit charged."""

    since: date
    everywhere: Tally
    homes: Mapping[str, Tally]

    def of_days(self, days: Sequence[date], home: str | None = None) -> list[Mapping[CardLevel, int]]:
        """For each day the number of each level; ``home``: only those of one row of the place table."""
        tally = self.everywhere if home is None else self.homes.get(home, {})
        return [tally.get(day, {}) for day in days]


def last_days(today: date, count: int) -> list[date]:
    """The last ``count`` days, today the last of them."""
    return [today - timedelta(days=before) for before in range(count - 1, -1, -1)]
