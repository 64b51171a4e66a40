"""How wide a table's columns are: enough for what they hold, all of the room and no more.

Every column wants the width of its longest cell and needs that of its longest part that must not be torn. Where all
wishes fit, the rest is shared out; where they do not, each column gets its need and the rest goes where it
saves lines; short words (盐山镇) are kept on one line as long as that leaves room for all needs. Where not even the
needs fit, the type becomes smaller, and at last words are torn.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from reports.paper.lines import clusters
from reports.paper.press import Press
from reports.paper.standard import MM
from reports.paper.values import Cell, Column, Role, Table

PADDING: Final = 3.2
"""Points between a cell's text and its sides."""
HEAD_PADDING: Final = 1.4
"""The same beside the words of a head."""
HEAD: Final = 3.0
"""Characters of a head that stand on one line, however short the values below are: else it falls apart."""
HEAD_OVER_HEAD: Final = 2.0
"""The same in a head of several rows, which has many narrow columns."""
MARK: Final = 0.78
"""A light's mark, in sizes of type."""
MARK_GAP: Final = 0.25
SMALLEST: Final = 7.0
"""Points below which type is not made smaller to save words from being torn."""
STEP: Final = 0.5
SHORT_WORD: Final = 4.0
"""Characters: cells up to this length are not broken if it can be helped."""
MOST_LINES: Final = 200.0
HALVINGS: Final = 24
RAGGED: Final = 0.6
"""Characters of a line that stay empty on the average, because what follows does not fit."""
SLACK: Final = 0.3
"""Points added to a wish against rounding."""


def fit_columns(press: Press, table: Table, cells: Sequence[Sequence[Cell]], room: float) -> tuple[float, list[float]]:
    """The size of type and the widths of the columns, both in points, for a table ``room`` points wide."""
    wishes, needs = _measured(press, table, cells)
    marks = [max((mark_width(row[at], 1.0) for row in cells), default=0.0) for at in range(len(table.columns))]
    with_heads = [max(need, head) for need, head in zip(needs, _heads(press, table), strict=True)]
    size = _fitting_size(table, with_heads, room)
    if sum(_sized(table.columns, with_heads, size, room)) <= room:
        needs = with_heads
    else:  # rather a head that falls apart than a number
        size = _fitting_size(table, needs, room)
    wishes = [max(wish, need) for wish, need in zip(wishes, needs, strict=True)]
    return size, _shared(table.columns, wishes, needs, marks, size, room)


def _fitting_size(table: Table, needs: Sequence[float], room: float) -> float:
    size = table.size
    while size - STEP >= SMALLEST and sum(_sized(table.columns, needs, size, room)) > room:
        size -= STEP
    return size


def _heads(press: Press, table: Table) -> list[float]:
    """What the heads need beside their own, smaller padding, in em: so many characters on a line."""
    tighter = 2 * (PADDING - HEAD_PADDING) / table.size
    least = HEAD_OVER_HEAD if table.head else HEAD
    return [min(press.width(column.title, Role.HEI, 1.0), least) - tighter for column in table.columns]


def mark_width(cell: Cell, size: float) -> float:
    """The room that a cell's mark takes before its text."""
    if not cell.light:
        return 0.0
    return (MARK + (MARK_GAP if cell.text else 0.0)) * size


def role_of(cell: Cell) -> Role:
    return Role.HEI if cell.bold else Role.SONG


def _measured(press: Press, table: Table, cells: Sequence[Sequence[Cell]]) -> tuple[list[float], list[float]]:
    """Wishes and needs of the columns in em."""
    wishes = [0.0] * len(table.columns)
    needs = [0.0] * len(table.columns)
    seen: set[tuple[int, Cell]] = set()
    for row in cells:
        for at, cell in enumerate(row):
            if (at, cell) not in seen:
                seen.add((at, cell))
                mark, role = mark_width(cell, 1.0), role_of(cell)
                wishes[at] = max(wishes[at], mark + _longest(press, cell.text.split("\n"), role))
                needs[at] = max(needs[at], mark + _longest(press, clusters(cell.text.replace("\n", " ")), role))
    for at, column in enumerate(table.columns):
        if not table.head:
            title = press.width(column.title, Role.HEI, 1.0)
            wishes[at] = max(wishes[at], title if title <= 4 else title / 2)
        needs[at] = max(needs[at], _longest(press, clusters(column.title), Role.HEI))
    return wishes, needs


def _longest(press: Press, parts: Sequence[str], role: Role) -> float:
    return max((press.width(part, role, 1.0) for part in parts), default=0.0)


def _sized(columns: Sequence[Column], lengths: Sequence[float], size: float, room: float) -> list[float]:
    """Lengths in em as points with padding; a column whose width is given has just that."""
    return [
        column.width * MM if column.width is not None else min(length * size + SLACK, room) + 2 * PADDING
        for column, length in zip(columns, lengths, strict=True)
    ]


def _shared(
    columns: Sequence[Column],
    wishes: Sequence[float],
    needs: Sequence[float],
    marks: Sequence[float],
    size: float,
    room: float,
) -> list[float]:
    least = _least(columns, wishes, needs, size, room)
    liked = [max(wish, need) for wish, need in zip(_sized(columns, wishes, size, room), least, strict=True)]
    free = [column.share if column.width is None else 0.0 for column in columns]
    if not any(free):
        return _scaled(least, room)
    if sum(liked) <= room:
        spare = (room - sum(liked)) / sum(f * w for f, w in zip(free, liked, strict=True))
        return [width * (1 + spare * share) for width, share in zip(liked, free, strict=True)]
    if sum(least) >= room:
        return _scaled(least, room)
    return _scaled(_even(columns, liked, least, marks, size, room), room)


def _even(
    columns: Sequence[Column],
    liked: Sequence[float],
    least: Sequence[float],
    marks: Sequence[float],
    size: float,
    room: float,
) -> list[float]:
    """The widths at which all cells come out about equally many lines high: as few as the room allows."""

    besides = [2 * PADDING + mark * size for mark in marks]

    def widths(lines: float) -> list[float]:
        return [
            low
            if column.width is not None
            else max(low, fixed + ((wish - fixed) / lines + RAGGED * size) * column.share)
            for column, wish, low, fixed in zip(columns, liked, least, besides, strict=True)
        ]

    few, many = 1.0, MOST_LINES
    for _ in range(HALVINGS):
        middle = (few + many) / 2
        few, many = (few, middle) if sum(widths(middle)) <= room else (middle, many)
    return widths(many)


def _least(
    columns: Sequence[Column], wishes: Sequence[float], needs: Sequence[float], size: float, room: float
) -> list[float]:
    """What no column goes below: room for short words where that is to be had, else for what must not be torn."""
    kind = [max(need, min(wish, SHORT_WORD)) for wish, need in zip(wishes, needs, strict=True)]
    kind_widths = _sized(columns, kind, size, room)
    return kind_widths if sum(kind_widths) <= room else _sized(columns, needs, size, room)


def _scaled(widths: Sequence[float], room: float) -> list[float]:
    factor = room / sum(widths)
    return [width * factor for width in widths]


def edges(widths: Sequence[float]) -> list[float]:
    """Where the columns begin, and the last one ends."""
    return list(accumulate(widths, initial=0.0))
