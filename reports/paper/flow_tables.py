"""A table going down the pages: caption, head on every page, rows kept whole, rules, note."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reports.ink import BLACK, TABLE_RULE
from reports.paper.columns import edges
from reports.paper.lines import Line, broken, tidy
from reports.paper.pages import NEAR, Pages
from reports.paper.press import Style
from reports.paper.sheet import ASCENT
from reports.paper.standard import SMALL_FIVE, SMALL_FOUR
from reports.paper.tables import FRAME, INNER, SetRow, SetTable
from reports.paper.values import Role, Table

CAPTION_LEADING: Final = 1.9
NOTE_LEADING: Final = 1.45
GAP: Final = 6.0
"""Points free after a table."""
NOTE: Final = Style(Role.SONG, SMALL_FIVE)
FINE_PRINT: Final = Style(Role.SONG, 7.5)
NOTE_GAP: Final = 0.25
"""Between a table and its note, in lines of the note."""
KEPT_TOGETHER: Final = 3
"""So many rows, a total among them, are not left to begin a page of their own: one more goes with them."""
GOES_ON: Final = "（续）"


class _Part:
    """The part of a table on one page: where it began, and the rules between its rows."""

    def __init__(self, pages: Pages, table: SetTable) -> None:
        self.pages, self.table = pages, table
        self.top = pages.from_foot(pages.y)
        self.rules: list[float] = []
        self.heavy: list[float] = []
        self.rows = 0
        table.draw_head(pages.area.left, self.top)
        pages.y += table.head_height

    def add(self, row: SetRow) -> None:
        top = self.pages.from_foot(self.pages.y)
        self.table.draw_row(row, self.pages.area.left, top)
        if self.rows:
            (self.heavy if row.total else self.rules).append(top)
        self.pages.y += row.height
        self.rows += 1

    def close(self) -> None:
        """Draws all rules of this part."""
        x, press, foot = self.pages.area.left, self.pages.press, self.pages.from_foot(self.pages.y)
        under_head = self.top - self.table.head_height
        columns = [x + edge for edge in edges(self.table.widths)]
        press.lines(self.table.head_rules(x, self.top), INNER, TABLE_RULE)
        press.lines(((columns[0], y, columns[-1], y) for y in self.rules), INNER, TABLE_RULE)
        press.lines(((column, under_head, column, foot) for column in columns[1:-1]), INNER, TABLE_RULE)
        left, right = columns[0], columns[-1]
        frame = [(left, y, right, y) for y in (self.top, under_head, *self.heavy, foot)]
        frame += [(side, self.top, side, foot) for side in (left, right)]
        press.lines(frame, FRAME, BLACK)


def flow_table(pages: Pages, table: Table) -> None:
    """Sets a table from the cursor on; a row that is higher than a page goes on on the next."""
    pages.open()
    fitted = SetTable(pages.press, table, pages.area.width)
    below = _note_height(pages, table.note, NOTE) + _note_height(pages, table.fine_print, FINE_PRINT)
    fitted.tighten(pages.free - _caption_height(table.caption) - fitted.head_height - below)
    ends = [row.height for row in fitted.last_rows(KEPT_TOGETHER)]
    rows = fitted.rows()
    first = next(rows, None)
    _caption(pages, table.caption, fitted.head_height + (first.height if first else 0.0))
    part = _Part(pages, fitted)
    row, at = first, 0
    while row is not None:
        whole = pages.area.height - fitted.head_height - _caption_height(table.caption)
        part = _room(pages, fitted, part, row.height + _kept_with(fitted, at, row, ends, below, whole))
        if row.height > whole:
            now, row = fitted.split(row, pages.free)
            part.add(now)
            continue
        part.add(row)
        row, at = next(rows, None), at + 1
    part.close()
    _note(pages, table.note, NOTE)
    _note(pages, table.fine_print, FINE_PRINT)
    pages.y += GAP


def _kept_with(fitted: SetTable, at: int, row: SetRow, ends: Sequence[float], below: float, whole: float) -> float:
    """Points that must be free under a row: the last ones keep together with total and notes, so that none is alone.

    ``ends``: the heights of the last rows. Such as would fill a page (``whole``) are not kept together.
    """
    after = fitted.count - 1 - at
    needed = sum(ends[len(ends) - after :]) + below if after <= len(ends) else 0.0
    if after <= fitted.has_total:
        return needed if after or not fitted.has_total else 0.0
    return needed if after <= KEPT_TOGETHER < at and row.height + needed <= whole else 0.0


def _room(pages: Pages, fitted: SetTable, part: _Part, wanted: float) -> _Part:
    """The part that a row of so many points goes to: a new one on a new page where it does not fit here."""
    if not part.rows or pages.y + wanted <= pages.area.height + NEAR:
        return part
    part.close()
    pages.turn_over(pages.lying)
    _caption(pages, fitted.table.caption + GOES_ON if fitted.table.caption else "", 0.0)
    return _Part(pages, fitted)


def _caption_height(caption: str) -> float:
    return CAPTION_LEADING * SMALL_FOUR if caption else 0.0


def _caption(pages: Pages, caption: str, below: float) -> None:
    height = _caption_height(caption)
    pages.reserve(height + below)
    if not caption:
        return
    style = Style(Role.HEI, SMALL_FOUR)
    width = pages.press.width(caption, style.role, style.size)
    base = pages.from_foot(pages.y + (height - style.size) / 2 + ASCENT * style.size)
    pages.press.text([(style, caption)], pages.area.left + (pages.area.width - width) / 2, base)
    pages.y += height


def _note_lines(pages: Pages, note: str, style: Style) -> list[Line]:
    pieces = [(style, tidy(note))]
    return broken(pages.press, pieces, pages.area.width, pages.area.width) if note else []


def _note_height(pages: Pages, note: str, style: Style) -> float:
    count = len(_note_lines(pages, note, style))
    return (count + NOTE_GAP) * NOTE_LEADING * style.size if count else 0.0


def _note(pages: Pages, note: str, style: Style) -> None:
    lines = _note_lines(pages, note, style)
    leading = NOTE_LEADING * style.size
    pages.y += NOTE_GAP * leading if lines else 0.0
    for line in lines:
        pages.reserve(leading)
        base = pages.from_foot(pages.y + (leading - style.size) / 2 + ASCENT * style.size)
        pages.press.text(line.pieces, pages.area.left, base, line.spread(pages.area.width))
        pages.y += leading
