"""What a document is made of, as values: runs of text, tables, what the file says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeAlias

from reports.ink import Colour
from reports.paper.standard import FIVE


class Role(Enum):
    """Typefaces by what they are for."""

    SONG = "宋体"
    SONG_BOLD = "小标宋"
    HEI = "黑体"
    KAI = "楷体"
    FANG = "仿宋"


class Align(Enum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Meta:
    """What the file says of itself. ``created`` carries an offset; where it is None the file names no date."""

    title: str
    author: str
    subject: str = ""
    keywords: str = ""
    created: datetime | None = None
    language: str = "zh-CN"


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look; what is None is taken from where the run stands. ``size`` in points."""

    text: str
    role: Role | None = None
    size: float | None = None
    colour: Colour | None = None


Text: TypeAlias = str | Run | Sequence[Run]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: text, before it perhaps a light's mark ('green', 'yellow', 'red', 'paused', 'unjudged')."""

    text: str
    light: str = ""
    align: Align | None = None
    bold: bool = False


CellLike: TypeAlias = str | int | float | Cell | None
"""None is an empty cell; numbers are written as they are."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``width`` in mm is kept; without it, room goes by what the cells hold, times ``share``."""

    title: str
    align: Align = Align.LEFT
    width: float | None = None
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of a table's head over so many columns and rows."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``head`` is for heads of several rows (their cells from left to right, those reached by a cell above
    left out); without it the columns' titles are the head. ``total`` is set off at the end. ``note`` and, smaller,
    ``fine_print`` stand below, on the table's own page where tighter rows make room for them. ``size`` in points."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[CellLike]]
    head: Sequence[Sequence[Head]] = ()
    total: Sequence[CellLike] | None = None
    caption: str = ""
    note: str = ""
    fine_print: str = ""
    size: float = FIVE


@dataclass(frozen=True, slots=True)
class Place:
    """A spot on a page: page counted from 1, millimetres from the paper's left and top edge as it is read."""

    page: int
    x: float
    y: float
