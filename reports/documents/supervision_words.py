"""What a supervision sheet says, in words: title, opening, facts, rules and demands, by what is at fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from reports import saying
from reports.documents.supervision_sheet import Fault, SupervisionSheet
from reports.letterhead import Letterhead
from resources import spoken, words

WORDS: Final = words("zh_CN")
Fact = tuple[str, str]
"""Name and value."""


def title(sheet: SupervisionSheet) -> str:
    """'关于高龄补贴办件超期的督办通知'."""
    what = {
        Fault.OVERDUE: "办件超期",
        Fault.ENDED_LATE: "办件超期办结",
        Fault.NODE: f"“{sheet.node}”环节超时",
        Fault.NOT_ACCEPTED: "申请未按时受理",
        Fault.STOPPED_TOO_LONG: "办件挂起超过时限",
    }[sheet.fault]
    return f"关于{sheet.item}{what}的督办通知"


def over(sheet: SupervisionSheet) -> str:
    """'2个工作日', '' where the office time past the due is not known."""
    return "" if sheet.over_seconds is None else saying.over(sheet.over_seconds, sheet.day_seconds)


def opening(sheet: SupervisionSheet) -> str:
    """Why the sheet is sent, in one paragraph."""
    told = {
        Fault.OVERDUE: _overdue,
        Fault.ENDED_LATE: _ended_late,
        Fault.NODE: _overdue,
        Fault.NOT_ACCEPTED: _not_accepted,
        Fault.STOPPED_TOO_LONG: _stopped_too_long,
    }[sheet.fault](sheet)
    return f"经行政审批电子监察，{told}{_elsewhere(sheet)}现予督办，有关事项通知如下。"


def _named(sheet: SupervisionSheet) -> str:
    """'你单位承办的千童镇东街村的高龄补贴（办件编号：YS1）'."""
    where = f"{sheet.place}的" if sheet.place else ""
    what = f"{sheet.item}（办件编号：{sheet.case_no}）" if sheet.item else f"{sheet.case_no}号办件"
    return f"你单位承办的{where}{what}"


def _until(sheet: SupervisionSheet) -> str:
    return f"截至{saying.until(sheet.at)}"


def _joined(*parts: str) -> str:
    return "，".join(part for part in parts if part)


def _late(sheet: SupervisionSheet) -> str:
    return f"超期{over(sheet)}" if over(sheet) else ""


def _law(sheet: SupervisionSheet) -> str:
    return "已超过法定时限" if sheet.statutory_breached else ""


def _overdue(sheet: SupervisionSheet) -> str:
    subject = f"“{sheet.node}”环节" if sheet.node else ""
    fault = f"{_until(sheet)}{WORDS.reason(sheet.reason)}"
    return f"{_joined(f'{_named(sheet)}{subject}', fault, _late(sheet), _law(sheet))}。"


def _ended_late(sheet: SupervisionSheet) -> str:
    ended = f"已于{saying.day(sheet.ended_at.date())}办结" if sheet.ended_at is not None else "已办结"
    law = "超过法定时限" if sheet.statutory_breached else ""
    return f"{_joined(_named(sheet), ended, _late(sheet) or '办结时已超期', law)}。"


def _not_accepted(sheet: SupervisionSheet) -> str:
    applied = f"申请人已于{saying.day(sheet.started_at.date())}提出申请" if sheet.started_at is not None else ""
    fault = f"{_until(sheet)}仍未作出是否受理的决定"
    return f"{_joined(_named(sheet), applied, fault, _late(sheet))}。"


def _stopped_too_long(sheet: SupervisionSheet) -> str:
    stop = sheet.stop
    begun = f"自{saying.day(stop.started_at.date())}起" if stop is not None and stop.started_at is not None else ""
    stopped = f"{begun}因{WORDS.stop_kind(stop.kind)}挂起" if stop is not None else "挂起"
    limit = f"挂起时限{saying.limit(stop.limit)}" if stop is not None and stop.limit else ""
    ended = f"已于{saying.until(sheet.stop_due)}届满" if sheet.stop_due is not None else ""
    late = f"超过挂起时限{over(sheet)}" if over(sheet) else "已超过挂起时限"
    return f"{_joined(_named(sheet), stopped, limit + ended, f'{_until(sheet)}仍未恢复办理', late, _law(sheet))}。"


def _elsewhere(sheet: SupervisionSheet) -> str:
    """Who has it in hand, where that is not the unit that answers."""
    if not sheet.elsewhere:
        return ""
    return f"该件现在{sheet.node_unit}{f'“{sheet.node_now}”环节' if sheet.node_now else ''}。"


def facts(sheet: SupervisionSheet) -> list[Fact]:
    """What the opening does not say already; an even number, for they stand in pairs."""
    told: Callable[[SupervisionSheet], list[Fact]] = {
        Fault.OVERDUE: _case_facts,
        Fault.ENDED_LATE: _case_facts,
        Fault.NODE: _node_facts,
        Fault.NOT_ACCEPTED: _application_facts,
        Fault.STOPPED_TOO_LONG: _stop_facts,
    }[sheet.fault]
    return [(name, value or saying.NOTHING) for name, value in told(sheet)]


def _who(sheet: SupervisionSheet) -> Fact:
    return "经办人", spoken.person(sheet.officer, sheet.officer_unit, sheet.to_unit)


def _clock(sheet: SupervisionSheet, begun: str, limit: str = "规定时限") -> list[Fact]:
    said = WORDS.limit(sheet.limit) if sheet.limit == "explicit" else saying.limit(sheet.limit)
    return [
        (begun, saying.moment(sheet.started_at)),
        (limit, said),
        ("到期时间", saying.moment(sheet.due_at)),
    ]


def _case_facts(sheet: SupervisionSheet) -> list[Fact]:
    ended = ("办结时间", saying.moment(sheet.ended_at) if sheet.ended_at else "未办结")
    clock = [*_clock(sheet, "受理时间"), ("法定到期", saying.moment(sheet.statutory_due_at)), ended]
    late = ("超期办公时间", over(sheet))
    if sheet.ended_at is not None:
        return [*clock, late]
    node = spoken.person(sheet.node_now, sheet.node_unit, sheet.to_unit)
    return [("所在环节", node), _who(sheet), *clock, late]


def _node_facts(sheet: SupervisionSheet) -> list[Fact]:
    law = ("办件法定到期", saying.moment(sheet.statutory_due_at))
    done = ("办完时间", saying.moment(sheet.ended_at) if sheet.ended_at else "未办完")
    return [
        ("超期环节", sheet.node), _who(sheet), *_clock(sheet, "进入环节"), law, done, ("超期办公时间", over(sheet)),
    ]  # fmt: skip


def _application_facts(sheet: SupervisionSheet) -> list[Fact]:
    clock = _clock(sheet, "申请时间", "受理时限")
    return [*clock, ("受理时间", "未受理"), _who(sheet), ("超期办公时间", over(sheet))]


def _stop_facts(sheet: SupervisionSheet) -> list[Fact]:
    stop = sheet.stop
    return [
        ("挂起种类", WORDS.stop_kind(stop.kind) if stop else ""),
        ("批准人", stop.approver if stop else ""),
        ("挂起依据", stop.basis if stop else ""),
        ("挂起时限", saying.limit(stop.limit) if stop else ""),
        ("挂起开始", saying.moment(stop.started_at if stop else None)),
        ("时限届满", saying.moment(sheet.stop_due)),
        ("恢复时间", "未恢复"),
        ("超时办公时间", over(sheet)),
        ("受理时间", saying.moment(sheet.started_at)),
        _who(sheet),
    ]


def counted_by(sheet: SupervisionSheet) -> str:
    """The rules that the due rests on; that the law's limit is past, the opening says."""
    rules = "；".join(close(WORDS.basis(code)) for code in sheet.basis if code != "statutory_breached")
    where = "逐日计时见附件1。" if sheet.days else ""
    return f"{rules}。{where}" if rules else where or "时限无法计算，详见办件库。"


def demands(sheet: SupervisionSheet, letterhead: Letterhead) -> Iterator[str]:
    """What the unit does, by when. The sentence up to the first full stop is what it is in short."""
    by = reply_by(sheet)
    yield f"（一）{_deed(sheet, by)}"
    to = f"{letterhead.bureau}（{letterhead.contact}）" if letterhead.contact else letterhead.bureau
    slip = "附件2" if sheet.days else "附件"
    yield f"（二）按时反馈。你单位要于{by}填写督办回执（{slip}），加盖公章后报送{to}。"
    yield "（三）对计时结果有异议的，可以在反馈期限内书面提出，并附证明材料，由本局复核。"


def _deed(sheet: SupervisionSheet, by: str) -> str:
    """What is to be done about the fault itself. Whoever must end a stop is never told to stop."""
    stoppable = "，依法办理延期或者挂起手续，并书面说明理由。"
    if sheet.fault is Fault.ENDED_LATE:
        return "查明原因。该件虽已办结，但超过规定时限，你单位要查明原因，明确责任。"
    if sheet.fault is Fault.NOT_ACCEPTED:
        correcting = "申请材料不齐全或者不符合法定形式的，依法一次告知申请人补正。"
        return f"立即审查。你单位要于{by}作出是否受理的决定；{correcting}"
    if sheet.fault is Fault.STOPPED_TOO_LONG:
        lasting = "挂起事由尚未消除的，书面说明理由。"
        return f"立即恢复办理。你单位要于{by}{_urging(sheet)}恢复办理，并在规定时限内办结；{lasting}"
    if sheet.fault is Fault.NODE:
        return f"立即办理。你单位要于{by}办完该环节；确有法定事由不能办完的{stoppable}"
    if sheet.elsewhere:
        return f"督促办结。你单位要会同{sheet.node_unit}，督促该件于{by}办结；确有法定事由不能办结的{stoppable}"
    return f"立即办理。你单位要于{by}办结；确有法定事由不能办结的{stoppable}"


def _urging(sheet: SupervisionSheet) -> str:
    return f"督促{sheet.node_unit}" if sheet.elsewhere else ""


def reply_by(sheet: SupervisionSheet) -> str:
    """Until when the unit replies: '2017年7月12日前'."""
    return sheet.reply.text.replace("本通报", "本通知")


def close(text: str) -> str:
    """Without the blanks that stand beside numbers on the screen."""
    return text.replace(" ", "")
