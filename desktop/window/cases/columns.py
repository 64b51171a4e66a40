"""The columns of the case table: which, in what order, how wide. As wide as wished where there is room, never too
narrow to read.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from desktop.window.cases.query import CaseColumn

WISHED: Final[Mapping[CaseColumn, int]] = {
    CaseColumn.LIGHT: 104,
    CaseColumn.CASE_NO: 172,
    CaseColumn.ITEM: 136,
    CaseColumn.PLACE: 160,
    CaseColumn.NODE: 112,
    CaseColumn.UNIT: 160,
    CaseColumn.OFFICER: 84,
    CaseColumn.ACCEPTED: 96,
    CaseColumn.DUE: 144,
    CaseColumn.LEFT: 208,
    CaseColumn.STATUTORY: 96,
}
LEAST: Final[Mapping[CaseColumn, int]] = {
    CaseColumn.LIGHT: 68,
    CaseColumn.CASE_NO: 160,
    CaseColumn.ITEM: 114,
    CaseColumn.PLACE: 126,
    CaseColumn.NODE: 100,
    CaseColumn.UNIT: 116,
    CaseColumn.OFFICER: 64,
    CaseColumn.ACCEPTED: 92,
    CaseColumn.DUE: 140,
    CaseColumn.LEFT: 186,
    CaseColumn.STATUTORY: 96,
}
LEAST_IN_ENGLISH: Final[Mapping[CaseColumn, int]] = {
    **LEAST,
    CaseColumn.LIGHT: 104,
    CaseColumn.ITEM: 76,
    CaseColumn.DUE: 142,
    CaseColumn.LEFT: 178,
}
"""Lights and dues have longer words there, the time left shorter ones."""
STRETCHED: Final = (CaseColumn.UNIT, CaseColumn.ITEM, CaseColumn.PLACE, CaseColumn.NODE)
"""The first of them that is shown takes the room that nobody asked for."""
LEFT_OUT: Final = (
    CaseColumn.ACCEPTED, CaseColumn.UNIT, CaseColumn.STATUTORY, CaseColumn.OFFICER, CaseColumn.NODE, CaseColumn.PLACE,
    CaseColumn.DUE, CaseColumn.ITEM,
)  # fmt: skip
"""Left out one by one where there is no room, so that the time left is always in sight: the case itself says them."""
TO_COMPARE: Final = LEFT_OUT[:6]
"""What an open case may push out of the list, if it must; it gives way to the others itself."""
NARROWEST, WIDEST = 20, 2_000
HIDDEN_AT_FIRST: Final = frozenset({CaseColumn.STATUTORY})


@dataclass(frozen=True, slots=True)
class Columns:
    """What the user chose."""

    order: tuple[CaseColumn, ...] = tuple(CaseColumn)
    hidden: frozenset[CaseColumn] = HIDDEN_AT_FIRST
    widths: Mapping[CaseColumn, int] = field(default_factory=lambda: dict(WISHED))

    def shown(self) -> list[CaseColumn]:
        """The columns on the screen, from left to right."""
        return [column for column in self.order if column not in self.hidden]

    def with_width(self, column: CaseColumn, width: int) -> Columns:
        return replace(self, widths={**self.widths, column: min(max(width, NARROWEST), WIDEST)})

    def with_shown(self, column: CaseColumn, *, shown: bool) -> Columns:
        """The last column that is shown stays."""
        hidden = self.hidden - {column} if shown else self.hidden | {column}
        return self if len(hidden) == len(CaseColumn) else replace(self, hidden=hidden)


def least_in(language: str) -> Mapping[CaseColumn, int]:
    """How narrow each column may become where its words are of this language."""
    return LEAST_IN_ENGLISH if language == "en" else LEAST


def least_room(
    columns: Columns, least: Mapping[CaseColumn, int] = LEAST, without: Collection[CaseColumn] = LEFT_OUT
) -> int:
    """Pixels that the columns need without those that may be left out."""
    return sum(min(least[column], columns.widths[column]) for column in columns.shown() if column not in without)


def fit(columns: Columns, room: int, *, least: Mapping[CaseColumn, int] = LEAST) -> dict[CaseColumn, int]:
    """Widths that fill ``room`` (pixels): wishes where they fit, else all give way, down to the ``least``.

    A column without a width is left out.
    """
    wishes = _without_the_said({column: columns.widths[column] for column in columns.shown()}, room, least)
    spare = room - sum(wishes.values())
    widths = wishes if spare >= 0 else _shrunk(wishes, -spare, least)
    stretched = next((column for column in (*STRETCHED, *widths) if column in widths), None)
    if stretched is not None:
        widths[stretched] += max(0, room - sum(widths.values()))
    return widths


def _without_the_said(
    wishes: Mapping[CaseColumn, int], room: int, least: Mapping[CaseColumn, int]
) -> dict[CaseColumn, int]:
    kept = dict(wishes)
    for column in LEFT_OUT:
        if sum(min(least[kept_one], width) for kept_one, width in kept.items()) <= room or len(kept) == 1:
            break
        kept.pop(column, None)
    return kept


def _shrunk(wishes: Mapping[CaseColumn, int], missing: int, lowest: Mapping[CaseColumn, int]) -> dict[CaseColumn, int]:
    """The time left gives way first: it is seldom as long as it may be."""
    least = {column: min(lowest[column], width) for column, width in wishes.items()}
    widths = dict(wishes)
    if CaseColumn.LEFT in widths:
        given = min(missing, widths[CaseColumn.LEFT] - least[CaseColumn.LEFT])
        widths[CaseColumn.LEFT] -= given
        missing -= given
    can_give = sum(widths.values()) - sum(least.values())
    share = min(1.0, missing / can_give) if can_give else 0.0
    return {column: int(width - (width - least[column]) * share) for column, width in widths.items()}


def as_plain(columns: Columns) -> dict[str, Any]:
    """Columns as they are kept between two runs."""
    return {
        "order": [column.name.lower() for column in columns.order],
        "hidden": sorted(column.name.lower() for column in columns.hidden),
        "widths": {column.name.lower(): width for column, width in columns.widths.items()},
    }


def from_plain(kept: Any) -> Columns:
    """Kept columns; the program's own for whatever is missing or makes no sense."""
    kept = kept if isinstance(kept, dict) else {}
    order = _named(kept.get("order"))
    order += [column for column in CaseColumn if column not in order]
    hidden = frozenset(_named(kept["hidden"])) if isinstance(kept.get("hidden"), list) else HIDDEN_AT_FIRST
    widths = kept.get("widths")
    read = widths if isinstance(widths, dict) else {}
    sized = {column: _width(read.get(column.name.lower()), column) for column in CaseColumn}
    return Columns(tuple(order), hidden if len(hidden) < len(CaseColumn) else HIDDEN_AT_FIRST, sized)


def _named(kept: Any) -> list[CaseColumn]:
    known = {column.name.lower(): column for column in CaseColumn}
    listed = kept if isinstance(kept, Collection) and not isinstance(kept, str) else []
    return list(dict.fromkeys(known[name] for name in listed if isinstance(name, str) and name in known))


def _width(kept: Any, column: CaseColumn) -> int:
    fits = isinstance(kept, int) and not isinstance(kept, bool) and NARROWEST <= kept <= WIDEST
    return int(kept) if fits else WISHED[column]


def written(columns: Columns) -> str:
    """Columns as text for the window's memory."""
    return json.dumps(as_plain(columns), sort_keys=True)


def read(text: str) -> Columns:
    """The opposite of ``written``; text that makes no sense is as good as none."""
    try:
        return from_plain(json.loads(text or "{}"))
    except ValueError:
        return Columns()
