"""All tables of figures as an Excel workbook: the same numbers as on paper, as numbers."""

from __future__ import annotations

import re
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from reports.figures.values import Figures
from reports.figures.workbook_sheets import MOMENT, Cell, Sheet, sheets
from resources import Words

HEAD_ROW: Final = 3
_WIDEST: Final = 48
_HEAD: Final = PatternFill("solid", fgColor="E7E6E6")
_MOMENTS: Final = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</)")


def workbook(figures: Figures, words: Words) -> bytes:
    """An .xlsx file of all tables and lists, the same bytes for the same figures. ``words``: for lights and reasons."""
    book = Workbook(write_only=True)
    for sheet in sheets(figures, words):
        _write(book, sheet)
    told = BytesIO()
    book.save(told)
    return _timeless(told.getvalue(), f"{figures.cutoff:%Y-%m-%dT%H:%M:%SZ}")


def _write(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(sheet.title)
    page.freeze_panes = f"{get_column_letter(sheet.left + 1)}{HEAD_ROW + 1}"
    for number, head in enumerate(sheet.head):
        longest = max((_width(row[number][0]) for row in sheet.rows), default=0)
        width = max(_width(head), min(longest, _WIDEST)) + 2
        page.column_dimensions[get_column_letter(number + 1)].width = width
    page.append([_bold(page, sheet.title)])
    page.append([_cell(page, (sheet.note, ""))])
    page.append([_bold(page, head, fill=True) for head in sheet.head])
    for row in sheet.rows:
        page.append([_cell(page, cell) for cell in row])
    filtered = len(sheet.rows) - sheet.totals
    if filtered > 0:
        last = get_column_letter(len(sheet.head))
        page.auto_filter.ref = f"A{HEAD_ROW}:{last}{HEAD_ROW + filtered}"


def _cell(page: Any, cell: Cell) -> Any:
    value, form = cell
    if not isinstance(value, str):
        made = WriteOnlyCell(page, value=value)
        made.number_format = form or "General"
        return made
    # text stays text, be it a formula's beginning or characters that a workbook may not hold
    made = WriteOnlyCell(page, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    made.data_type = "s"
    return made


def _bold(page: Any, text: str, *, fill: bool = False) -> Any:
    made = _cell(page, (text, ""))
    made.font = Font(bold=True)
    if fill:
        made.fill = _HEAD
        made.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return made


def _width(value: object) -> int:
    if isinstance(value, datetime):
        return len(MOMENT)
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in str(value)) if isinstance(value, str) else 8


def _timeless(packed: bytes, when: str) -> bytes:
    """The same archive without the moment of its making: ``when`` stands in its place."""
    told = BytesIO()
    with ZipFile(BytesIO(packed)) as given, ZipFile(told, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            content = given.read(name)
            if name == "docProps/core.xml":
                content = _MOMENTS.sub(rb"\g<1>" + when.encode() + rb"\g<2>", content)
            made.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return told.getvalue()
