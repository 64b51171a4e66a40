"""The text of a notice, written from the figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reports import saying
from reports.figures.values import Figures
from reports.letterhead import Letterhead
from reports.notice import demands, overview, problems, ranking
from reports.notice.brief import Brief, Replaced, Reply
from reports.notice.text import Block, Kind, NoticeText

REPLY_DAYS: Final = 5
"""Working days to put things right and reply, where the settings say nothing else."""


def write_notice(
    figures: Figures, letterhead: Letterhead, reply: Reply | None = None, *, replaced: Replaced | None = None
) -> NoticeText:
    """The whole text, from title to last demand. ``reply`` None: in five working days, without a date."""
    brief = Brief(figures, letterhead, reply or Reply(REPLY_DAYS), replaced)
    return NoticeText(tuple(_blocks(brief))).renumbered()


def _blocks(brief: Brief) -> Iterator[Block]:
    head = brief.letterhead
    yield Block(Kind.TITLE, f"{head.bureau}\n关于{brief.span}行政审批\n电子监察情况的通报")
    yield Block(Kind.ADDRESSEES, f"{head.addressees.rstrip('：:')}：")
    yield Block(Kind.PARAGRAPH, _opening(brief))
    if brief.replaced is not None:
        yield Block(Kind.PARAGRAPH, brief.replaced.text)
    yield Block(Kind.HEADING_1, "总体情况")
    yield from overview.paragraphs(brief)
    yield Block(Kind.HEADING_1, "乡镇排名")
    yield from ranking.paragraphs(brief)
    yield Block(Kind.HEADING_1, "存在的主要问题")
    yield from problems.paragraphs(brief)
    yield Block(Kind.HEADING_1, "下步工作要求")
    yield from demands.paragraphs(brief)


def _opening(brief: Brief) -> str:
    until = saying.until(brief.figures.cutoff)
    return (
        f"按照“一周一统计、每月一通报”的要求，现将{brief.span}{brief.whole}行政审批电子监察情况通报如下。"
        f"各项数据由办件库逐件统计，截至{until}。"
    )
