"""Judging whole blocks: the plain cases by columns, the others one by one."""

from __future__ import annotations

from datetime import datetime

from monitoring.blocks import CaseBlock
from monitoring.judging.columns import Judged, JudgedCases, columns_of
from monitoring.judging.judge import judge
from monitoring.judging.targets import Rulebook
from monitoring.records import Catalogue


def judge_block(
    book: Rulebook, catalogue: Catalogue, block: CaseBlock, at: datetime, *, live: bool = True
) -> JudgedCases:
    """All cases of the block that were there at ``at``."""
    return judge_rows(book, catalogue, block, range(len(block)), at, live=live)


def judge_rows(
    book: Rulebook, catalogue: Catalogue, block: CaseBlock, rows: range | list[int], at: datetime, *, live: bool
) -> JudgedCases:
    """The named rows of the block, one by one."""
    judged: list[Judged] = []
    for row in rows:
        judgement = judge(book, catalogue, block.record(row), at, live=live)
        if judgement is not None:
            judged.append(Judged(judgement, block.item_code[row], block.region_code[row]))
    return columns_of(judged)
