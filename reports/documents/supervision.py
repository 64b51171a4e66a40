"""The supervision sheet (督办通知): one red case or node, its facts, the day-by-day proof, demand, receipt slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from monitoring.explaining import DayLine
from reports import saying
from reports.documents import official
from reports.documents.supervision_sheet import SupervisionSheet
from reports.documents.supervision_words import (
    WORDS,
    close,
    counted_by,
    demands,
    facts,
    opening,
    reply_by,
    title,
)
from reports.letterhead import Letterhead
from reports.paper import Align, Cell, Column, Meta, Table
from reports.paper.flow import Paper
from reports.paper.fonts import FontSet
from reports.paper.values import CellLike
from resources import spoken

__all__ = ["SupervisionSheet", "supervision_document"]

LONGEST: Final = 100
"""Days of a proof that are printed; of longer ones the first and the last stand and the middle is summed up."""
LAST_DAYS: Final = 30
SLIP_LINES: Final = 2
"""Line feeds in the fields of the slip that are written in by hand: so high are they."""
NOBODY: Final = "（责任单位待核）"
"""Stands for the addressee on a draft: such a sheet is never issued."""
DUES: Final = frozenset({"due", "statutory_due"})
"""Notes of days that stand in a proof although they are still to come."""
NOW: Final = "now"


def supervision_document(
    sheet: SupervisionSheet,
    letterhead: Letterhead,
    *,
    number: str | None,
    signed_on: date,
    draft: bool,
    fonts: FontSet,
    replaces: str = "",
) -> official.Printed:
    """The sheet as a finished PDF/A, and the place of a digital signature. ``number`` None: not numbered yet.

    ``replaces``: the line about a sheet that this one takes the place of.

    Raises MissingGlyph for a character that no font has.
    """
    meta = Meta(
        f"{title(sheet)}（{sheet.case_no}）",
        letterhead.bureau,
        subject=number or "",
        keywords="电子监察 督办",
    )
    paper = Paper(meta, fonts=fonts, draft=draft)
    annexes = ["逐日计时明细", "督办回执"] if sheet.days else ["督办回执"]
    official.red_head(paper, letterhead, number)
    _text(paper, sheet, letterhead, annexes, replaces)
    official.annex_note(paper, annexes)
    place = official.signature(paper, letterhead, signed_on, draft=draft)
    _annexes(paper, sheet, letterhead, annexes, number)
    official.imprint(paper, letterhead, signed_on)
    return official.Printed(paper.build(), place)


def _text(paper: Paper, sheet: SupervisionSheet, letterhead: Letterhead, annexes: Sequence[str], replaces: str) -> None:
    official.title(paper, title(sheet))
    official.addressees(paper, sheet.to_unit or NOBODY)
    paper.body(opening(sheet))
    if replaces:
        paper.body(replaces)
    table = facts_table(sheet)
    paper.reserve(1 + len(table.rows))
    paper.heading(1, "一、办件情况")
    paper.table(table)
    paper.heading(1, "二、时限计算")
    paper.body(counted_by(sheet))
    paper.heading(1, "三、督办要求")
    *first, last = demands(sheet, letterhead)
    for text in first:
        paper.body(official.led(text, level=2))
    official.keep_with_signature(paper, [last], official.closing_lines(paper.press, letterhead, annexes))
    paper.body(official.led(last, level=2))


def facts_table(sheet: SupervisionSheet) -> Table:
    """What the opening does not say already, in pairs of name and value, two pairs a row."""
    told = facts(sheet)
    rows: list[list[CellLike]] = []
    for (name, value), (other, its) in zip(told[::2], told[1::2], strict=True):
        rows.append([Cell(name, bold=True), value, Cell(other, bold=True), its])
    columns = [Column("项目", width=27), Column("内容"), Column("项目", width=27), Column("内容")]
    return Table(columns, rows)


def _annexes(
    paper: Paper, sheet: SupervisionSheet, letterhead: Letterhead, titles: Sequence[str], number: str | None
) -> None:
    labels = [f"附件{at}" for at in range(1, len(titles) + 1)] if len(titles) > 1 else ["附件"]
    if sheet.days:
        paper.annex(labels[0], titles[0])
        paper.table(days_table(sheet))
    paper.annex(labels[-1], titles[-1])
    paper.body(f"{letterhead.bureau}：", indent=0)
    paper.body("现将督办事项的办理情况报告如下。")
    paper.skip(0.3)
    paper.table(receipt_table(sheet, number))
    paper.note(f"本回执于{reply_by(sheet)}报送。")


def days_table(sheet: SupervisionSheet) -> Table:
    """Day by day: what kind of day, what counted, what a stop took away, what happened.

    Of the days still to come only those of a due stand in it: nothing has happened on the others.
    """
    columns = [
        Column("日期", width=33),
        Column("日子", Align.CENTRE, 24),
        Column("计入", Align.RIGHT, 30),
        Column("扣除", Align.RIGHT, 30),
        Column("说明"),
    ]
    counted = sum(day.counted_seconds for day in sheet.days)
    taken = sum(day.suspended_seconds for day in sheet.days)
    total: list[CellLike] = ["合计", "", _hours(counted), _hours(taken), ""]
    last = (sheet.ended_at or sheet.at).date()
    days = [day for day in sheet.days if day.date <= last or DUES & set(day.note.split())]
    later = "，此后只列到期日" if days and days[-1].date > last else ""
    note = f"计入、扣除均为办公时间，截至{saying.until(sheet.ended_at or sheet.at)}{later}。"
    return Table(columns, list(_day_rows(days)), total=total, note=note)


def _day_rows(days: Sequence[DayLine]) -> Iterator[list[CellLike]]:
    due = next((day.date for day in days if "due" in day.note.split()), date.max)
    rows = [_day_row(day, late=day.date > due and day.counted_seconds > 0) for day in days]
    if len(days) <= LONGEST:
        yield from rows
        return
    middle = days[LONGEST - LAST_DAYS : -LAST_DAYS]
    yield from rows[: LONGEST - LAST_DAYS]
    counted, taken = (sum(one.counted_seconds for one in middle), sum(one.suspended_seconds for one in middle))
    yield [f"其间{len(middle)}日", "", _hours(counted), _hours(taken), "从略，逐日明细见监察系统"]
    yield from rows[-LAST_DAYS:]


def _day_row(day: DayLine, *, late: bool) -> list[CellLike]:
    notes = "；".join([*(["已超期"] if late else []), *map(_note, day.note.split())])
    weekday = spoken.weekday(WORDS, day.date, short=True)
    return [
        f"{day.date} {weekday}",
        WORDS.day_kind(day.kind),
        _hours(day.counted_seconds),
        _hours(day.suspended_seconds),
        notes,
    ]


def _note(code: str) -> str:
    """A day's note on paper, which is read later: the present is the moment of the cut-off."""
    return "截至时刻" if code == NOW else close(WORDS.note(code))


def _hours(seconds: int) -> str:
    return close(spoken.span(WORDS, seconds)) if seconds else ""


def receipt_table(sheet: SupervisionSheet, number: str | None) -> Table:
    """The slip that the unit fills in and sends back."""
    empty = "\n" * SLIP_LINES
    rows: list[list[CellLike]] = [
        [Cell("督办文号", bold=True), number or ""],
        [Cell("办件编号", bold=True), f"{sheet.case_no}  {sheet.item}".strip()],
        [Cell("超期原因", bold=True), empty],
        [Cell("办理结果", bold=True), empty],
        [Cell("整改措施", bold=True), empty],
        [Cell("责任人及\n处理情况", bold=True), empty],
        [Cell("经办人", bold=True), ""],
        [Cell("单位负责人", bold=True), ""],
        [Cell("单位（公章）\n及日期", bold=True), f"{sheet.to_unit}\n\n　　　　　　年　　月　　日"],
    ]
    return Table([Column("项目", width=32), Column("内容")], rows, size=12.0)
