"""A life cut at the demo's moment: the rows that the platform would have then."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from monitoring.demo.lives import LAW, Asking, Life, Stop, Visit
from monitoring.demo.office import text_of
from monitoring.importing.rows import CaseRow, CorrectionRow, NodeRow, SuspensionRow, WholeCase

MARK = "（演示）"
"""Begins the title of every case of the demo: how they are told from real ones."""


def rows_of(life: Life, until: int, people: dict[str, str], surnames: str) -> WholeCase:
    """The case at a moment (wall-clock seconds since 1970). ``people``: names by officer."""
    case_no = life.arrival.case_no
    visits = [visit for visit in life.visits if visit.entered <= until]
    stops = [stop for stop in life.stops if stop.started <= until]
    askings = [asking for asking in life.askings if asking.notified <= until]
    case = _case_row(life, until, surnames)
    latest = max(_last(life, until), *(0, *(_latest(visit.entered, visit.left, until) for visit in visits)))
    return WholeCase(
        case._replace(updated_at=text_of(latest)),
        tuple(_node_row(case_no, seq, visit, until) for seq, visit in enumerate(visits, 1)),
        tuple(_stop_row(case_no, seq, stop, until, people) for seq, stop in enumerate(stops, 1)),
        tuple(_asking_row(case_no, seq, asking, until) for seq, asking in enumerate(askings, 1)),
    )


def _case_row(life: Life, until: int, surnames: str) -> CaseRow:
    arrival, over = life.arrival, life.finished is not None and life.finished <= until
    accepted = _if_past(life.accepted, until)
    name, mobile, channel = _applicant(arrival.rng, surnames, arrival.by_phone)
    return CaseRow(
        case_no=arrival.case_no,
        item_code=arrival.item.code,
        region_code=life.region_code,
        unit_id=life.unit_id,
        title=f"{MARK}{arrival.item.name}申请",
        applicant_name=name,
        applicant_mobile=mobile,
        channel_code=channel,
        applied_at=text_of(arrival.at),
        accepted_at=accepted,
        promised_due=None if accepted is None or life.promised_due is None else text_of(life.promised_due),
        state=life.state if over else "applied" if accepted is None else "open",
        finished_at=_if_past(life.finished, until),
        result_code=life.result[0] if over else None,
        result_reason=life.result[1] if over else None,
    )


def _applicant(rng: Random, surnames: str, by_phone: bool) -> tuple[str, str, str]:
    drawn = rng.random()
    channel = "3" if by_phone else "1" if drawn < 0.8 else "2"
    return f"{rng.choice(surnames)}某某", f"1380000{5000 + int(drawn * 4999):04}", channel


def _node_row(case_no: str, seq: int, visit: Visit, until: int) -> NodeRow:
    left = _if_past(visit.left, until)
    return NodeRow(
        case_no,
        seq,
        node_seq=visit.node.seq,
        name=visit.node.name,
        unit_id=visit.unit_id,
        officer_id=visit.officer_id,
        entered_at=text_of(visit.entered),
        left_at=left,
        action=None if left is None else "已办",
        updated_at=left or text_of(visit.entered),
    )


def _stop_row(case_no: str, seq: int, stop: Stop, until: int, people: dict[str, str]) -> SuspensionRow:
    ended = _if_past(stop.ended, until)
    return SuspensionRow(
        case_no,
        seq,
        kind=stop.kind,
        basis=LAW if stop.kind == "special" else None,
        approver=people.get(stop.approver or ""),
        reason=stop.ground,
        started_at=text_of(stop.started),
        limit_value=stop.limit,
        limit_unit=None if stop.limit is None else "working_day",
        ended_at=ended,
        updated_at=ended or text_of(stop.started),
    )


def _asking_row(case_no: str, seq: int, asking: Asking, until: int) -> CorrectionRow:
    notified, received = text_of(asking.notified), _if_past(asking.received, until)
    return CorrectionRow(case_no, seq, notified, "材料不全", received, received or notified)


def _last(life: Life, until: int) -> int:
    """The last thing that happened to the case itself, its suspensions and corrections."""
    moments = [life.arrival.at, life.accepted, life.finished]
    moments += [moment for stop in life.stops for moment in (stop.started, stop.ended)]
    moments += [moment for asking in life.askings for moment in (asking.notified, asking.received)]
    return max(_past(moments, until))


def _latest(entered: int, left: int, until: int) -> int:
    return left if left <= until else entered


def _past(moments: Iterable[int | None], until: int) -> Iterable[int]:
    return (moment for moment in moments if moment is not None and moment <= until)


def _if_past(moment: int | None, until: int) -> str | None:
    return text_of(moment) if moment is not None and moment <= until else None
