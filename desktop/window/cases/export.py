"""The list as it is shown, as an Excel workbook: real dates, the columns and the order of the screen."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from desktop.window.cases.courtesy import breathe
from desktop.window.cases.query import CaseColumn, acceptances
from desktop.window.cases.row_texts import CaseTexts
from monitoring.blocks import NONE
from monitoring.board import CaseRows
from monitoring.moments import from_seconds

Progress = Callable[[float], bool]

MOST_ROWS: Final = 1_048_575
"""Rows of one sheet beside its heading; what is more goes to a further sheet."""
STEP: Final = 10
MOMENT_FORMAT: Final = "yyyy-mm-dd hh:mm"
WIDTHS: Final = {
    CaseColumn.LIGHT: 8,
    CaseColumn.CASE_NO: 24,
    CaseColumn.ITEM: 22,
    CaseColumn.PLACE: 24,
    CaseColumn.NODE: 16,
    CaseColumn.UNIT: 26,
    CaseColumn.OFFICER: 12,
    CaseColumn.ACCEPTED: 18,
    CaseColumn.DUE: 18,
    CaseColumn.LEFT: 26,
    CaseColumn.STATUTORY: 18,
}
NO_TEXT: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
"""What a workbook cannot hold."""


class ExportFailed(Exception):
    """The workbook could not be written; says why and what to do."""


@dataclass(frozen=True, slots=True)
class Export:
    """All that the workbook is made of, in words already."""

    texts: CaseTexts
    cases: CaseRows
    rows: npt.NDArray[np.intp]
    columns: Sequence[CaseColumn]
    titles: Sequence[str]
    """In the order of ``columns``."""
    now: datetime
    sheet: str
    about_sheet: str
    about: Sequence[tuple[str, str]]
    """What the sheet about the list says: filter, moment, source."""
    cannot_write: str
    """The sentence for a file that cannot be written, with {file} and {why}."""


def write(export: Export, target: Path, going: Progress) -> Path | None:
    """Writes the workbook beside its place and moves it there when it is whole; None where it was stopped.

    Raises ExportFailed.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        finished = _write(export, part, going)
        if finished:
            part.replace(target)
        return target if finished else None
    except OSError as error:
        why = error.strerror or str(error)
        raise ExportFailed(export.cannot_write.format(file=target, why=why)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _write(export: Export, target: Path, going: Progress) -> bool:
    from openpyxl import Workbook  # takes a tenth of a second: only when somebody exports

    target.touch()  # whoever may not write here hears of it before the work
    book = Workbook(write_only=True)
    try:
        done = _fill(book, export, going)
        _fill_about(book, export)
        book.save(target)
        return done
    finally:
        for sheet in book.worksheets:
            if not sheet.closed:
                sheet.close()


def _fill(book: Any, export: Export, going: Progress) -> bool:
    """False: stopped half-way. The sheets must be closed all the same, or their temporary files stay behind."""
    every, done = len(export.rows), True
    for number, first in enumerate(range(0, max(every, 1), MOST_ROWS)):
        part = export.rows[first : first + MOST_ROWS]
        sheet = _new_sheet(book, export, number, len(part))
        for place, cells in enumerate(_lines(sheet, export, part)):
            if place % STEP == 0:
                breathe()
                done = going((first + place) / every * 0.98)
                if not done:
                    break
            sheet.append(cells)
        if not done:
            break
    return done


def _new_sheet(book: Any, export: Export, number: int, rows: int) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(export.sheet if not number else f"{export.sheet} {number + 1}")
    sheet.freeze_panes = "A2"
    for place, column in enumerate(export.columns):
        sheet.column_dimensions[get_column_letter(place + 1)].width = WIDTHS[column]
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(export.columns))}{rows + 1}"
    heading = []
    for title in export.titles:
        cell = WriteOnlyCell(sheet, title)
        cell.font = Font(bold=True)
        heading.append(cell)
    sheet.append(heading)
    return sheet


def _lines(sheet: Any, export: Export, rows: npt.NDArray[np.intp]) -> Iterator[list[Any]]:
    """The cells of each row. A sheet that is only written takes what a cell says at once: one does for a column."""
    from openpyxl.cell import WriteOnlyCell

    moments = _moments(export.cases)
    dated = {column: WriteOnlyCell(sheet) for column in moments}
    for cell in dated.values():
        cell.number_format = MOMENT_FORMAT
    for row in rows.tolist():
        said = export.texts.names(row)
        cells: list[Any] = []
        for column in export.columns:
            if column in moments:
                seconds = int(moments[column][row])
                dated[column].value = None if seconds == NONE else from_seconds(seconds)
                cells.append(dated[column])
            else:
                text = export.texts.left(row, export.now) if column is CaseColumn.LEFT else said[column]
                cells.append(_text(sheet, text))
        yield cells


def _moments(cases: CaseRows) -> dict[CaseColumn, npt.NDArray[np.int64]]:
    return {
        CaseColumn.ACCEPTED: acceptances(cases),
        CaseColumn.DUE: cases.due,
        CaseColumn.STATUTORY: cases.statutory_due,
    }


def _text(sheet: Any, text: str) -> Any:
    """A text is never taken for a formula."""
    from openpyxl.cell import WriteOnlyCell

    plain = NO_TEXT.sub("", text)
    if not plain.startswith("="):
        return plain
    cell = WriteOnlyCell(sheet, plain)
    cell.data_type = "s"
    return cell


def _fill_about(book: Any, export: Export) -> None:
    sheet = book.create_sheet(export.about_sheet)
    sheet.column_dimensions["A"].width = 18
    sheet.column_dimensions["B"].width = 80
    for name, value in export.about:
        sheet.append([name, _text(sheet, value)])
