"""How wide the columns of the case table are: as wide as wished where there is room, never too narrow to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from desktop.window.case_query import CaseColumn

WISHED: Final[Mapping[CaseColumn, int]] = {
    CaseColumn.LIGHT: 80,
    CaseColumn.CASE_NO: 172,
    CaseColumn.ITEM: 136,
    CaseColumn.PLACE: 160,
    CaseColumn.NODE: 112,
    CaseColumn.UNIT: 160,
    CaseColumn.OFFICER: 84,
    CaseColumn.DUE: 136,
    CaseColumn.LEFT: 224,
}
LEAST: Final[Mapping[CaseColumn, int]] = {
    CaseColumn.LIGHT: 68,
    CaseColumn.CASE_NO: 160,
    CaseColumn.ITEM: 114,
    CaseColumn.PLACE: 100,
    CaseColumn.NODE: 100,
    CaseColumn.UNIT: 100,
    CaseColumn.OFFICER: 64,
    CaseColumn.DUE: 132,
    CaseColumn.LEFT: 156,
}
STRETCHED: Final = (CaseColumn.UNIT, CaseColumn.ITEM)
"""The first of them that is shown takes the room that nobody asked for."""
SAID_BY_PROOF: Final = frozenset({CaseColumn.UNIT, CaseColumn.OFFICER})
"""Left out beside an open proof where there is no room: the proof names them."""


def fit(wished: Sequence[int], room: int, *, beside_proof: bool = False) -> list[int]:
    """Widths that fill ``room`` (pixels): wishes where they fit, else all give way, down to the least.

    A width of 0 leaves the column out.
    """
    wishes = list(wished)
    if beside_proof and room < sum(wishes):
        wishes = [0 if column in SAID_BY_PROOF else wishes[column] for column in CaseColumn]
    spare = room - sum(wishes)
    widths = wishes if spare >= 0 else _shrunk(wishes, -spare)
    stretched = next(column for column in STRETCHED if widths[column])
    widths[stretched] += max(0, room - sum(widths))
    return widths


def _shrunk(wishes: Sequence[int], missing: int) -> list[int]:
    """The time left gives way first: it is seldom as long as it may be."""
    least = [min(LEAST[column], wishes[column]) for column in CaseColumn]
    widths = list(wishes)
    given = min(missing, widths[CaseColumn.LEFT] - least[CaseColumn.LEFT])
    widths[CaseColumn.LEFT] -= given
    can_give = sum(widths) - sum(least)
    share = min(1.0, (missing - given) / can_give) if can_give else 0.0
    return [int(width - (width - low) * share) for width, low in zip(widths, least, strict=True)]


def written(widths: Sequence[int]) -> str:
    """Widths as they are kept between two runs."""
    return ",".join(str(width) for width in widths)


def read(text: str) -> list[int]:
    """Kept widths; the program's own where there are none or they make no sense."""
    parts = text.split(",")
    if len(parts) != len(CaseColumn) or not all(part.isdecimal() and 20 <= int(part) <= 2_000 for part in parts):
        return [WISHED[column] for column in CaseColumn]
    return [int(part) for part in parts]
