"""The monthly notice (月通报): an official document by GB/T 9704-2012, with its annexes as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from reports.documents import official
from reports.documents.tables import case_table, figures_table, stop_table
from reports.figures.definitions import MEASURES
from reports.figures.lines import first_due
from reports.figures.values import Figures, Grouping
from reports.letterhead import Letterhead
from reports.notice.annexes import Annex, label, numbered
from reports.notice.annexes import title as annex_title
from reports.notice.text import Block, Kind, NoticeText
from reports.paper import Meta, Table
from reports.paper.flow import Paper
from reports.paper.fonts import FontSet

LEVELS: Final = {Kind.HEADING_1: 1, Kind.HEADING_2: 2, Kind.HEADING_3: 3, Kind.HEADING_4: 4}
EXPLAINED: Final = ("finish_rate", "on_time_rate", "early_rate", "mean_days", "promised_speed_up", "actual_speed_up")
"""Columns whose meaning stands under the first table of figures."""


def monthly_document(
    figures: Figures,
    text: NoticeText,
    letterhead: Letterhead,
    *,
    number: str | None,
    signed_on: date,
    draft: bool,
    fonts: FontSet,
) -> official.Printed:
    """The notice as a finished PDF/A, and the place of a digital signature. ``number`` None: not numbered yet.

    Raises MissingGlyph for a character that no font has.
    """
    annexes = numbered(figures)
    meta = Meta(text.title or "通报", letterhead.bureau, subject=number or "", keywords="电子监察 月通报")
    paper = Paper(meta, fonts=fonts, draft=draft)
    official.red_head(paper, letterhead, number)
    titles = [annex_title(annex, figures) for annex in annexes]
    _text(paper, text.blocks, letterhead, titles)
    official.annex_note(paper, titles)
    place = official.signature(paper, letterhead, signed_on, draft=draft)
    _annexes(paper, figures, annexes)
    official.imprint(paper, letterhead, signed_on)
    return official.Printed(paper.build(), place)


def _annexes(paper: Paper, figures: Figures, annexes: Mapping[Annex, int]) -> None:
    first = next((annex for annex in annexes if annex in (Annex.TOWNSHIPS, Annex.UNITS)), None)
    for annex in annexes:
        paper.annex(label(annex, annexes), annex_title(annex, figures), landscape=True)
        table = _table(annex, figures)
        paper.table(replace(table, fine_print=definitions()) if annex is first else table)


def _text(paper: Paper, blocks: Sequence[Block], letterhead: Letterhead, titles: Sequence[str]) -> None:
    """All blocks; the last ones go to the next page where else signature and seal would stand there alone."""
    last = _tail(blocks)
    for at, block in enumerate(blocks):
        if at == last:
            closing = official.closing_lines(paper.press, letterhead, titles)
            official.keep_with_signature(paper, [one.text for one in blocks[last:]], closing)
        _block(paper, block)


def _tail(blocks: Sequence[Block]) -> int:
    """Where the last paragraph begins, with the headings right above it."""
    last = len(blocks) - 1
    while last > 0 and blocks[last - 1].kind in LEVELS:
        last -= 1
    return last


def _block(paper: Paper, block: Block) -> None:
    if block.kind is Kind.TITLE:
        official.title(paper, block.text)
    elif block.kind is Kind.ADDRESSEES:
        official.addressees(paper, block.text)
    elif block.kind in LEVELS:
        paper.heading(LEVELS[block.kind], official.led(block.text, LEVELS[block.kind]))
    else:
        paper.body(block.text)


def _table(annex: Annex, figures: Figures) -> Table:
    if annex is Annex.RED:
        return case_table(figures.red, figures, "超期")
    if annex is Annex.YELLOW:
        return case_table(sorted((*figures.yellow, *figures.yellow_nodes), key=first_due), figures, "剩余")
    if annex is Annex.STOPS:
        return stop_table(figures.stops, figures)
    return figures_table(figures, Grouping.TOWNSHIP if annex is Annex.TOWNSHIPS else Grouping.UNIT)


def definitions() -> str:
    """What the rates in the tables mean, in the words of the one table of definitions."""
    return "注：" + "".join(f"{MEASURES[key].name}：{MEASURES[key].says}" for key in EXPLAINED)
