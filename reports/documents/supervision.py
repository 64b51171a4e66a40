"""The supervision sheet (督办通知): one red case or node, its facts, the day-by-day proof, demand, receipt slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from monitoring.codes import Reason
from monitoring.explaining import DayLine, Explanation
from reports.documents import official, saying
from reports.documents.letterhead import Letterhead
from reports.figures.values import CaseLine
from reports.notice.brief import Reply
from reports.paper import Align, Cell, Column, Meta, Table
from reports.paper.flow import Paper
from reports.paper.fonts import FontSet
from reports.paper.values import CellLike
from resources import spoken, words

WORDS: Final = words("zh_CN")
LONGEST: Final = 100
"""Days of a proof that are printed; of longer ones the first and the last stand and the middle is summed up."""
LAST_DAYS: Final = 30
SLIP_LINES: Final = 2
"""Line feeds in the fields of the slip that are written in by hand: so high are they."""
FACTS_LINES: Final = 5
"""Lines of the grid that the table of facts and its heading take: it is not torn."""


@dataclass(frozen=True, slots=True)
class SupervisionSheet:
    """What a sheet says, as plain values. Moments are naive wall clock of the site."""

    to_unit: str
    """The unit that answers: of a node the node's own."""
    case_no: str
    item: str
    place: str
    """Township and village."""
    node: str
    """The node that is overdue; '' where the case itself is."""
    officer: str
    reason: str
    """A code of the engine's reasons."""
    started_at: datetime | None
    due_at: datetime | None
    statutory_due_at: datetime | None
    ended_at: datetime | None
    over_seconds: int | None
    day_seconds: int
    statutory_breached: bool
    limit: str
    """'5 working_day', 'explicit' or ''."""
    at: datetime
    """As of when the facts stand."""
    basis: tuple[str, ...]
    days: tuple[DayLine, ...]
    reply: Reply

    @classmethod
    def of(cls, proof: Explanation, line: CaseLine, reply: Reply) -> SupervisionSheet:
        """The sheet for a line of the red list and the explanation of just that case or node."""
        return cls(
            to_unit=line.unit or proof.unit,
            case_no=line.case_no,
            item=line.item,
            place=f"{line.township}{line.village}",
            node=proof.name if proof.node_seq is not None else "",
            officer=line.officer or proof.officer,
            reason=proof.reason,
            started_at=proof.started_at,
            due_at=proof.due_at,
            statutory_due_at=proof.statutory_due_at,
            ended_at=proof.ended_at,
            over_seconds=line.over_seconds,
            day_seconds=line.day_seconds,
            statutory_breached=proof.statutory_breached or line.statutory_breached,
            limit=proof.limit,
            at=proof.at,
            basis=proof.basis,
            days=proof.days,
            reply=reply,
        )

    @property
    def subject(self) -> str:
        return f"“{self.node}”环节" if self.node else "办件"

    @property
    def over(self) -> str:
        """'超期2个工作日', '' where the office time past the due is not known."""
        if self.over_seconds is None or self.over_seconds <= 0:
            return ""
        return f"超期{saying.over(self.over_seconds, self.day_seconds)}"


def supervision_pdf(
    sheet: SupervisionSheet,
    letterhead: Letterhead,
    *,
    number: str | None,
    signed_on: date,
    draft: bool,
    fonts: FontSet | None = None,
    made_at: datetime | None = None,
) -> bytes:
    """The sheet as a finished PDF/A. ``number`` None: not numbered yet. Raises MissingGlyph."""
    document = supervision_document(
        sheet, letterhead, number=number, signed_on=signed_on, draft=draft, fonts=fonts, made_at=made_at
    )
    return document.pdf


def supervision_document(
    sheet: SupervisionSheet,
    letterhead: Letterhead,
    *,
    number: str | None,
    signed_on: date,
    draft: bool,
    fonts: FontSet | None = None,
    made_at: datetime | None = None,
) -> official.Printed:
    """``supervision_pdf`` together with the place of a digital signature."""
    meta = Meta(
        f"{title(sheet)}（{sheet.case_no}）",
        letterhead.bureau,
        subject=number or "",
        keywords="电子监察 督办",
        created=made_at,
    )
    paper = Paper(meta, fonts=fonts, draft=draft)
    annexes = ["逐日计时明细", "督办回执"] if sheet.days else ["督办回执"]
    official.red_head(paper, letterhead, number)
    _text(paper, sheet, letterhead, annexes)
    official.annex_note(paper, annexes)
    place = official.signature(paper, letterhead, signed_on, draft=draft)
    _annexes(paper, sheet, letterhead, annexes, number)
    official.imprint(paper, letterhead, signed_on)
    return official.Printed(paper.build(), place)


def _text(paper: Paper, sheet: SupervisionSheet, letterhead: Letterhead, annexes: Sequence[str]) -> None:
    official.title(paper, title(sheet))
    official.addressees(paper, sheet.to_unit or "责任单位")
    paper.body(opening(sheet))
    paper.reserve(FACTS_LINES)
    paper.heading(1, "一、办件情况")
    paper.table(facts_table(sheet))
    paper.heading(1, "二、时限计算")
    paper.body(counted_by(sheet))
    paper.heading(1, "三、督办要求")
    *first, last = demands(sheet, letterhead)
    for text in first:
        paper.body(text)
    official.keep_with_signature(paper, [last], official.closing_lines(paper.press, letterhead, annexes))
    paper.body(last)


def title(sheet: SupervisionSheet) -> str:
    """'关于高龄补贴办件超期的督办通知'."""
    what = f"{sheet.item}{sheet.subject}" if sheet.item or not sheet.node else sheet.subject
    return f"关于{what}{'超时' if sheet.node else '超期'}的督办通知"


def opening(sheet: SupervisionSheet) -> str:
    """Why the sheet is sent, in one paragraph."""
    what = f"{sheet.item}（办件编号：{sheet.case_no}）" if sheet.item else f"{sheet.case_no}号办件"
    where = f"{sheet.place}的" if sheet.place else ""
    told = [WORDS.reason(sheet.reason), sheet.over, "已超过法定时限" if sheet.statutory_breached else ""]
    subject = sheet.subject if sheet.node else ""
    fault = "，".join(part for part in told if part)
    found = f"经行政审批电子监察，你单位承办的{where}{what}{subject}，截至{saying.until(sheet.at)}{fault}。"
    return f"{found}现予督办，有关事项通知如下。"


def facts_table(sheet: SupervisionSheet) -> Table:
    """What the opening does not say already, in pairs of name and value, two pairs a row."""
    facts = [
        ("超期环节" if sheet.node else "监察对象", sheet.node or "整个办件"),
        ("经办人", sheet.officer),
        (_begun(sheet), saying.moment(sheet.started_at)),
        ("规定时限", saying.limit(sheet.limit) if sheet.limit != "explicit" else WORDS.limit("explicit")),
        ("到期时间", saying.moment(sheet.due_at)),
        ("法定到期", saying.moment(sheet.statutory_due_at)),
        ("办结时间", saying.moment(sheet.ended_at) if sheet.ended_at else "未办结"),
        ("超期办公时间", sheet.over.removeprefix("超期")),
    ]
    rows: list[list[CellLike]] = []
    for at in range(0, len(facts), 2):
        (name, value), (other, told) = facts[at : at + 2]
        rows.append([Cell(name, bold=True), value or saying.NOTHING, Cell(other, bold=True), told or saying.NOTHING])
    columns = [Column("项目", width=27), Column("内容"), Column("项目", width=27), Column("内容")]
    return Table(columns, rows)


def _begun(sheet: SupervisionSheet) -> str:
    if sheet.node:
        return "进入环节"
    return "申请时间" if sheet.reason == Reason.NOT_ACCEPTED_IN_TIME else "受理时间"


def counted_by(sheet: SupervisionSheet) -> str:
    """The rules that the due rests on."""
    rules = "；".join(_close(WORDS.basis(code)) for code in sheet.basis)
    where = "逐日计时见附件1。" if sheet.days else ""
    return f"{rules}。{where}" if rules else where or "时限无法计算，详见办件库。"


def demands(sheet: SupervisionSheet, letterhead: Letterhead) -> Iterator[str]:
    """What the unit does, by when."""
    by = _by(sheet)
    if sheet.ended_at is None:
        yield f"（一）立即办理。你单位要于{by}办结；确有法定事由不能办结的，依法办理延期或者挂起手续，并书面说明理由。"
    else:
        yield "（一）查明原因。该件虽已办结，但超过规定时限，你单位要查明原因，明确责任。"
    to = f"{letterhead.bureau}（{letterhead.contact}）" if letterhead.contact else letterhead.bureau
    slip = "附件2" if sheet.days else "附件"
    yield f"（二）按时反馈。你单位要于{by}填写督办回执（{slip}），加盖公章后报送{to}。"
    yield "（三）对计时结果有异议的，可以在反馈期限内书面提出，并附证明材料，由本局复核。"


def _by(sheet: SupervisionSheet) -> str:
    return sheet.reply.text.replace("本通报", "本通知")


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
    paper.note(f"本回执于{_by(sheet)}报送。")


def days_table(sheet: SupervisionSheet) -> Table:
    """Day by day: what kind of day, what counted, what a stop took away, what happened."""
    columns = [
        Column("日期", width=34),
        Column("日子", Align.CENTRE, 27),
        Column("计入", Align.RIGHT, 26),
        Column("扣除", Align.RIGHT, 26),
        Column("说明"),
    ]
    counted = sum(day.counted_seconds for day in sheet.days)
    taken = sum(day.suspended_seconds for day in sheet.days)
    total: list[CellLike] = ["合计", "", _hours(counted), _hours(taken), ""]
    note = f"计入、扣除均为办公时间；截至{saying.until(sheet.at)}。"
    return Table(columns, list(_day_rows(sheet.days)), total=total, note=note)


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
    notes = "；".join([*(["已超期"] if late else []), *(_close(WORDS.note(code)) for code in day.note.split())])
    weekday = spoken.weekday(WORDS, day.date, short=True)
    return [
        f"{day.date} {weekday}",
        WORDS.day_kind(day.kind),
        _hours(day.counted_seconds),
        _hours(day.suspended_seconds),
        notes,
    ]


def _close(text: str) -> str:
    """Without the blanks that stand beside numbers on the screen."""
    return text.replace(" ", "")


def _hours(seconds: int) -> str:
    return _close(spoken.span(WORDS, seconds)) if seconds else ""


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
