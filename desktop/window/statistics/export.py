"""Figures as a workbook, written off the window's thread."""

from __future__ import annotations

from pathlib import Path

from desktop.table_files import write_whole
from desktop.window.page_tools import PageTools
from reports.figures.values import Figures


def export(tools: PageTools, figures: Figures, path: Path, title: str, said: str) -> None:
    """Writes all tables of these figures; ``said`` with ``{file}`` is the line for the status bar."""

    def work(progress: object) -> None:
        from reports.figures.workbook import workbook

        write_whole(path, lambda trial: trial.write_bytes(workbook(figures, tools.words)) > 0)

    tools.run(title, work, lambda _: tools.say(said.format(file=path)))
