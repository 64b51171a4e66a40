"""What a supervision sheet says, as values and in words; on paper it is put by reports.documents.supervision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from monitoring.explaining import DayLine, Explanation
from reports import saying
from reports.figures.values import CaseLine
from reports.letterhead import Letterhead
from reports.notice.brief import Reply
from resources import words

WORDS: Final = words("zh_CN")


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


def counted_by(sheet: SupervisionSheet) -> str:
    """The rules that the due rests on."""
    rules = "；".join(close(WORDS.basis(code)) for code in sheet.basis)
    where = "逐日计时见附件1。" if sheet.days else ""
    return f"{rules}。{where}" if rules else where or "时限无法计算，详见办件库。"


def demands(sheet: SupervisionSheet, letterhead: Letterhead) -> Iterator[str]:
    """What the unit does, by when."""
    by = reply_by(sheet)
    if sheet.ended_at is None:
        yield f"（一）立即办理。你单位要于{by}办结；确有法定事由不能办结的，依法办理延期或者挂起手续，并书面说明理由。"
    else:
        yield "（一）查明原因。该件虽已办结，但超过规定时限，你单位要查明原因，明确责任。"
    to = f"{letterhead.bureau}（{letterhead.contact}）" if letterhead.contact else letterhead.bureau
    slip = "附件2" if sheet.days else "附件"
    yield f"（二）按时反馈。你单位要于{by}填写督办回执（{slip}），加盖公章后报送{to}。"
    yield "（三）对计时结果有异议的，可以在反馈期限内书面提出，并附证明材料，由本局复核。"


def reply_by(sheet: SupervisionSheet) -> str:
    """Until when the unit replies: '2017年7月12日前'."""
    return sheet.reply.text.replace("本通报", "本通知")


def close(text: str) -> str:
    """Without the blanks that stand beside numbers on the screen."""
    return text.replace(" ", "")
