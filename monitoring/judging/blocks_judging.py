"""Judging whole blocks: the plain cases by columns, the others one by one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from monitoring.blocks import CaseBlock
from monitoring.judging.columns import Judged, JudgedCases, columns_of, joined
from monitoring.judging.judge import judge
from monitoring.judging.plain import judge_plain
from monitoring.judging.targets import Rulebook
from monitoring.moments import ceil_seconds, to_seconds
from monitoring.records import Catalogue

FEW: Final = 32
"""For so few cases arrays cost more than they save."""


def judge_block(
    book: Rulebook, catalogue: Catalogue, block: CaseBlock, at: datetime, *, live: bool = True
) -> JudgedCases:
    """All cases of the block that were there at ``at``."""
    if len(block) < FEW:
        return judge_rows(book, catalogue, block, range(len(block)), at, live=live)
    plain, others = judge_plain(book, catalogue, block, ceil_seconds(at), to_seconds(at))
    return joined(plain, judge_rows(book, catalogue, block, others, at, live=live))


def judge_rows(
    book: Rulebook, catalogue: Catalogue, block: CaseBlock, rows: Iterable[int], at: datetime, *, live: bool
) -> JudgedCases:
    """The named rows of the block, one by one."""
    judged: list[Judged] = []
    for row in rows:
        judgement = judge(book, catalogue, block.record(row), at, live=live)
        if judgement is not None:
            judged.append(Judged(judgement, block.item_code[row], block.region_code[row]))
    return columns_of(judged)
