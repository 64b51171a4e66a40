"""How commands speak: tables that line up under Chinese text, one JSON document, progress on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from rich.cells import cell_len


class Progress(Protocol):
    """Takes what is done and, where known, how much there is in all."""

    def __call__(self, done: int, total: int | None = None) -> None: ...


GAP = "  "


def say(text: str = "") -> None:
    """One line for people on standard output, at once: a watch is read while it runs."""
    print(text, flush=True)


def note(text: str) -> None:
    """One line for people on standard error: beside the result, not a part of it."""
    print(text, file=sys.stderr)


def print_json(document: object) -> None:
    """The one JSON document that --json promises."""
    json.dump(document, sys.stdout, ensure_ascii=False, allow_nan=False, indent=1)
    sys.stdout.write("\n")


def table_lines(headers: Sequence[str], rows: Sequence[Sequence[object]], right: Collection[int] = ()) -> list[str]:
    """A table as lines; a Chinese character takes two columns. ``right``: numbers of the columns set flush right."""
    cells = [list(headers), *([_plain(value) for value in row] for row in rows)]
    widths = [max(cell_len(row[column]) for row in cells) for column in range(len(headers))]
    rule = ["-" * width for width in widths]
    return [_line(row, widths, right) for row in (cells[0], rule, *cells[1:])]


def print_table(headers: Sequence[str], rows: Sequence[Sequence[object]], right: Collection[int] = ()) -> None:
    for line in table_lines(headers, rows, right):
        print(line)


@contextmanager
def progress(what: str) -> Iterator[Progress]:
    """A bar on standard error while long work goes on; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(what, total=None)

        def show(done: int, total: int | None = None) -> None:
            bars.update(task, completed=done, total=total)

        yield show


def _silent(done: int, total: int | None = None) -> None:
    """Nobody watches."""


def _plain(value: object) -> str:
    """A value in one line: a store can hold anything, also what would move a terminal's cursor."""
    text = "" if value is None else str(value)
    return "".join(character if character.isprintable() else " " for character in text)


def _line(row: Sequence[str], widths: Sequence[int], right: Collection[int]) -> str:
    padded = []
    for column, (text, width) in enumerate(zip(row, widths, strict=True)):
        space = " " * (width - cell_len(text))
        padded.append(space + text if column in right else text + space)
    return GAP.join(padded).rstrip()
