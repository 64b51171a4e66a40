"""How wide the columns of the case table are: as wide as wished where there is room, never too narrow to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from desktop.window.case_query import CaseColumn

WISHED: Final[Mapping[CaseColumn, int]] = {
    CaseColumn.LIGHT: 80,
    CaseColumn.CASE_NO: 164,
    CaseColumn.ITEM: 136,
    CaseColumn.PLACE: 136,
    CaseColumn.NODE: 112,
    CaseColumn.UNIT: 160,
    CaseColumn.OFFICER: 84,
    CaseColumn.DUE: 116,
    CaseColumn.LEFT: 224,
}
LEAST: Final[Mapping[CaseColumn, int]] = {
    CaseColumn.LIGHT: 68,
    CaseColumn.CASE_NO: 148,
    CaseColumn.ITEM: 84,
    CaseColumn.PLACE: 80,
    CaseColumn.NODE: 80,
    CaseColumn.UNIT: 80,
    CaseColumn.OFFICER: 64,
    CaseColumn.DUE: 104,
    CaseColumn.LEFT: 156,
}
STRETCHED: Final = (CaseColumn.UNIT, CaseColumn.ITEM)
"""The first of them that is shown takes the room that nobody asked for."""
SAID_BY_PROOF: Final = frozenset({CaseColumn.UNIT, CaseColumn.OFFICER})
"""Left out beside an open proof where there is no room: the proof names them."""


def fit(wished: Sequence[int], room: int, *, beside_proof: bool = False) -> list[int]:
    """Widths that fill ``room`` (pixels): wishes where they fit, else all give way in proportion, down to the least.

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
    least = [min(LEAST[column], wishes[column]) for column in CaseColumn]
    can_give = sum(wishes) - sum(least)
    share = min(1.0, missing / can_give) if can_give else 0.0
    return [int(wish - (wish - low) * share) for wish, low in zip(wishes, least, strict=True)]


def written(widths: Sequence[int]) -> str:
    """Widths as they are kept between two runs."""
    return ",".join(str(width) for width in widths)


def read(text: str) -> list[int]:
    """Kept widths; the program's own where there are none or they make no sense."""
    parts = text.split(",")
    if len(parts) != len(CaseColumn) or not all(part.isdecimal() and 20 <= int(part) <= 2_000 for part in parts):
        return [WISHED[column] for column in CaseColumn]
    return [int(part) for part in parts]
