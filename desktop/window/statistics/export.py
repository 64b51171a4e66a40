"""Figures as a workbook, written off the window's thread."""

from __future__ import annotations

from pathlib import Path

from desktop.errors import CommandError
from desktop.window.page_tools import PageTools
from reports.figures.values import Figures


def export(tools: PageTools, figures: Figures, chosen: str, title: str, said: str) -> None:
    """Writes all tables of these figures; ``said`` with ``{file}`` is the line for the status bar."""
    path = Path(chosen if chosen.lower().endswith(".xlsx") else f"{chosen}.xlsx")
    trial = path.with_name(f"{path.name}.part")

    def work(progress: object) -> None:
        from reports.figures.workbook import workbook

        try:
            trial.write_bytes(workbook(figures, tools.words))
            trial.replace(path)
        except OSError as error:
            todo = "换一个文件夹，或关掉正开着它的程序再试。"
            raise CommandError(f"文件写不了：{error.strerror or error}", str(path), todo) from None
        finally:
            trial.unlink(missing_ok=True)

    tools.run(title, work, lambda _: tools.say(said.format(file=path)))
