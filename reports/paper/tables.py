"""Tables set in type: cells broken into lines, rows with their heights, heads of several rows with merged cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from reports.ink import TABLE_HEAD
from reports.paper.columns import HEAD_PADDING, MARK, PADDING, edges, fit_columns, mark_width, role_of
from reports.paper.lines import Line, broken, tidy
from reports.paper.marks import draw_mark
from reports.paper.press import Press, Style
from reports.paper.sheet import ASCENT, SHIFT
from reports.paper.titles import balanced
from reports.paper.values import Align, Cell, CellLike, Head, Role, Table

LINE: Final = 1.32
"""Line to line within a cell, in sizes of type."""
ABOVE: Final = 2.6
"""Points between a row's rule and its text."""
LEAST_ABOVE: Final = 1.0
TIGHTENED_UP_TO: Final = 80
"""A table of more rows is not on one page anyway."""
FRAME: Final = 0.9
INNER: Final = 0.35


@dataclass(frozen=True, slots=True)
class SetCell:
    """A cell's lines over the columns from ``first`` to before ``end``, and over so many rows."""

    cell: Cell
    align: Align
    lines: tuple[Line, ...]
    first: int
    end: int
    rows: int = 1


@dataclass(frozen=True, slots=True)
class SetRow:
    """A row ready to be drawn; height in points."""

    cells: tuple[SetCell, ...]
    height: float
    total: bool = False


class SetTable:
    """A table fitted to a width in points: its rows are set when they are asked for."""

    def __init__(self, press: Press, table: Table, width: float) -> None:
        _check(table)
        self.press = press
        self.table = table
        self._body = [[_cell(value) for value in row] for row in table.rows]
        self._total = [replace(_cell(value), bold=True) for value in table.total or ()]
        everything = [*self._body, self._total] if self._total else self._body
        self.size, self.widths = fit_columns(press, table, everything, width)
        self.edges = edges(self.widths)
        self.above = ABOVE
        self.head = self._set_head()

    @property
    def line(self) -> float:
        return LINE * self.size

    @property
    def head_height(self) -> float:
        return sum(row.height for row in self.head)

    def rows(self) -> Iterator[SetRow]:
        """The rows from first to last, the total at the end."""
        for row in self._body:
            yield self._set_row(row)
        if self._total:
            yield replace(self._set_row(self._total), total=True)

    def last_rows(self, count: int) -> list[SetRow]:
        """The last rows, the total among them; fewer where there are not so many."""
        ends = [*self._body[-count:], self._total] if self._total else self._body[-count:]
        return [self._set_row(row) for row in ends][-count:]

    @property
    def count(self) -> int:
        return len(self._body) + bool(self._total)

    def tighten(self, room: float) -> None:
        """Brings the rows closer together, where that is enough to bring them all into ``room`` points."""
        if not 0 < self.count <= TIGHTENED_UP_TO:
            return
        over = sum(row.height for row in self.rows()) - room
        if 0 < over <= 2 * (self.above - LEAST_ABOVE) * self.count:
            self.above -= over / (2 * self.count)

    @property
    def has_total(self) -> bool:
        return bool(self._total)

    def draw_head(self, x: float, top: float) -> None:
        """Draws the head's fill and words; ``top`` is its upper edge. The rules come with the frame."""
        self.press.area(x, top - self.head_height, self.edges[-1], self.head_height, TABLE_HEAD)
        for at, row in enumerate(self.head):
            for cell in row.cells:
                height = sum(part.height for part in self.head[at : at + cell.rows])
                self._draw_cell(cell, x, top, height)
            top -= row.height

    def draw_row(self, row: SetRow, x: float, top: float) -> None:
        """Draws the words and marks of a row whose upper edge is ``top``."""
        for cell in row.cells:
            self._draw_cell(cell, x, top, row.height)

    def head_rules(self, x: float, top: float) -> Iterator[tuple[float, float, float, float]]:
        """The rules inside and under the head, around merged cells."""
        for at, row in enumerate(self.head):
            for cell in row.cells:
                height = sum(part.height for part in self.head[at : at + cell.rows])
                left, right, foot = x + self.edges[cell.first], x + self.edges[cell.end], top - height
                if at + cell.rows < len(self.head):
                    yield left, foot, right, foot
                if cell.end < len(self.widths):
                    yield right, top, right, foot
            top -= row.height

    def split(self, row: SetRow, room: float) -> tuple[SetRow, SetRow]:
        """A row that is higher than a page, cut so that its first part is at most ``room`` points high."""
        fitting = max(int((room - 2 * self.above) / self.line), 1)
        first = [replace(cell, lines=cell.lines[:fitting]) for cell in row.cells]
        rest = [replace(cell, lines=cell.lines[fitting:], cell=replace(cell.cell, light="")) for cell in row.cells]
        return SetRow(tuple(first), self._height(first)), SetRow(tuple(rest), self._height(rest))

    def _set_row(self, cells: Sequence[Cell]) -> SetRow:
        columns = self.table.columns
        found = [self._set_cell(cell, cell.align or columns[at].align, at, at + 1, 1) for at, cell in enumerate(cells)]
        return SetRow(tuple(found), self._height(found))

    def _set_cell(self, cell: Cell, align: Align, first: int, end: int, rows: int, padding: float = PADDING) -> SetCell:
        room = self.edges[end] - self.edges[first] - 2 * padding - mark_width(cell, self.size)
        style = Style(role_of(cell), self.size)
        lines = broken(self.press, [(style, cell.text)], room, room) if cell.text else []
        return SetCell(cell, align, tuple(lines), first, end, rows)

    def _height(self, cells: Sequence[SetCell]) -> float:
        return max((max(len(cell.lines), 1) for cell in cells), default=1) * self.line + 2 * self.above

    def _set_head(self) -> list[SetRow]:
        rows = _head_rows(self.table)
        found = []
        for row in rows:
            cells = [
                self._set_cell(
                    self._headed(head, first), Align.CENTRE, first, first + head.columns, head.rows, HEAD_PADDING
                )
                for first, head in row
            ]
            found.append(SetRow(tuple(cells), self._height([cell for cell in cells if cell.rows == 1])))
        return _stretched(found, self)

    def _headed(self, head: Head, first: int) -> Cell:
        """A head cell broken in balance: 按时 / 办结率 rather than 按时办结 / 率."""
        text = tidy(head.text)
        room = self.edges[first + head.columns] - self.edges[first] - 2 * HEAD_PADDING
        if "\n" not in text and self.press.width(text, Role.HEI, self.size) > room:
            text = "\n".join(balanced(text, max(int(room / self.size), 1)))
        return Cell(text, bold=True)

    def _draw_cell(self, cell: SetCell, x: float, top: float, height: float) -> None:
        padding = HEAD_PADDING if cell.align is Align.CENTRE else PADDING
        left, right = x + self.edges[cell.first] + padding, x + self.edges[cell.end] - padding
        mark = mark_width(cell.cell, self.size)
        widest = max((line.width for line in cell.lines), default=0.0)
        start = left + SHIFT[cell.align] * max(right - left - mark - widest, 0.0)
        base = top - (height - max(len(cell.lines), 1) * self.line) / 2 - (self.line - self.size) / 2
        base -= ASCENT * self.size
        if cell.cell.light:
            draw_mark(self.press, cell.cell.light, start, base - 0.02 * self.size, MARK * self.size)
        for line in cell.lines:
            shift = SHIFT[cell.align] * max(right - left - mark - line.width, 0.0)
            self.press.text(line.pieces, left + mark + shift, base)
            base -= self.line


def _check(table: Table) -> None:
    """A row of another length than the columns is a fault of the caller."""
    for row in (*table.rows, *([table.total] if table.total else [])):
        if len(row) != len(table.columns):
            raise ValueError(f"a row of {len(row)} cells in a table of {len(table.columns)} columns")


def _cell(value: CellLike) -> Cell:
    if isinstance(value, Cell):
        text = tidy(value.text)
        return value if text == value.text else replace(value, text=text)
    return Cell("" if value is None else tidy(str(value)))


def _head_rows(table: Table) -> list[list[tuple[int, Head]]]:
    """Head cells with the column at which each begins. Raises ValueError where they do not fill the head."""
    if not table.head:
        return [[(at, Head(column.title)) for at, column in enumerate(table.columns)]]
    taken: set[tuple[int, int]] = set()
    rows = []
    for at, row in enumerate(table.head):
        placed, column = [], 0
        for head in row:
            while (at, column) in taken:
                column += 1
            placed.append((column, head))
            taken |= {(at + down, column + across) for down in range(head.rows) for across in range(head.columns)}
        rows.append(placed)
    if taken != {(at, column) for at in range(len(table.head)) for column in range(len(table.columns))}:
        raise ValueError("the cells of a table's head do not fill its columns")
    return rows


def _stretched(rows: list[SetRow], table: SetTable) -> list[SetRow]:
    """The last row under a cell of several rows grows where the cell needs more height."""
    found = list(rows)
    for at, row in enumerate(rows):
        for cell in row.cells:
            last = at + cell.rows - 1
            lacking = table._height([cell]) - sum(part.height for part in found[at : last + 1])
            if lacking > 0:
                found[last] = replace(found[last], height=found[last].height + lacking)
    return found
