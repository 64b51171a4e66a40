"""Tables as files for a spreadsheet: .xlsx, or .csv that every spreadsheet program opens in Chinese."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.errors import CommandError

STEP = 500
"""Rows between two looks at whether somebody cancelled."""
_FORMULA = ("=", "+", "-", "@")


def write_table(
    path: Path,
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    note: str,
    progress: Callable[[float], bool] = lambda share: True,
) -> bool:
    """Writes all rows as text, ``note`` above them; the suffix says the kind. False: somebody cancelled.

    Raises CommandError for a file that cannot be written. A file that was there stays until the new one is whole.
    """
    write = _write_csv if path.suffix.lower() == ".csv" else _write_xlsx
    return write_whole(path, lambda trial: write(trial, headings, rows, note, progress))


def write_whole(path: Path, write: Callable[[Path], bool]) -> bool:
    """Lets ``write`` fill a file beside its place, which takes the place once it is whole. False: ``write`` gave up.

    Raises CommandError for a file that cannot be written.
    """
    trial = path.with_name(f"{path.name}.part")
    try:
        done = write(trial)
        if done:
            trial.replace(path)
    except OSError as error:
        todo = "换一个文件夹，或关掉正开着它的程序再试。"
        raise CommandError(f"文件写不了：{error.strerror or error}", str(path), todo) from None
    finally:
        trial.unlink(missing_ok=True)
    return done


def _write_csv(
    path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]], note: str, progress: Callable[[float], bool]
) -> bool:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([note])
        writer.writerow(headings)
        for number, row in enumerate(rows):
            if number % STEP == 0 and not progress(number / len(rows)):
                return False
            writer.writerow([_harmless(value) for value in row])
    return True


def _harmless(value: str) -> str:
    """A text from a foreign store must not become a formula in somebody's spreadsheet."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def _write_xlsx(
    path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]], note: str, progress: Callable[[float], bool]
) -> bool:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A3"
    for number, heading in enumerate(headings):
        longest = max((_width(row[number]) for row in rows[:STEP]), default=0)
        sheet.column_dimensions["ABCDEFGHIJKLMNOPQRSTUVWXYZ"[number]].width = max(_width(heading), min(longest, 60)) + 2
    sheet.append([note])
    sheet.append(list(headings))
    whole = True
    for number, row in enumerate(rows):
        if number % STEP == 0 and not progress(number / len(rows)):
            whole = False
            break
        sheet.append([_text_cell(sheet, value) for value in row])
    book.save(path)  # a cancelled one as well: that closes what it had open, and nobody keeps the file
    return whole


def _text_cell(sheet: object, value: str) -> object:
    """Text stays text, be it a formula's beginning or characters that a workbook may not hold."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell


def _width(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
