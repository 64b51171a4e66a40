"""Small cases, items and rulebooks for tests, in one line each."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache

from monitoring.judging.targets import Rulebook
from monitoring.ports import CalendarFile
from monitoring.records import CaseRecord, Catalogue, Correction, Item, ItemNode, NodeVisit, Officer, Suspension, Unit
from monitoring.rules import load_profile
from monitoring.site_calendar import OfficeHours, SiteCalendar

HOURS = ((8 * 3600 + 1800, 12 * 3600), (14 * 3600, 17 * 3600 + 1800))


def at(text: str) -> datetime:
    """'2017-07-05 10:00' or with seconds."""
    return datetime.fromisoformat(text)


def when(text: str | None) -> datetime | None:
    return None if text is None else at(text)


@cache
def site(hours: tuple[tuple[int, int], ...] = HOURS, first: date | None = None) -> SiteCalendar:
    return SiteCalendar.build((OfficeHours(hours=hours, from_day=first),), CalendarFile(days=()))


def book(profile: str = "default", *, due_includes_stops: bool = False, **overrides: object) -> Rulebook:
    return Rulebook(load_profile(profile, overrides), site(), due_includes_stops=due_includes_stops)


def item(
    promised: str | None = "5",
    statutory: str | None = None,
    unit: str = "working_day",
    kind: str = "promised",
    nodes: tuple[ItemNode, ...] = (),
) -> Item:
    def number(text: str | None) -> Decimal | None:
        return None if text is None else Decimal(text)

    return Item("I1", "高龄补贴", kind, unit, number(promised), number(statutory), nodes)


def item_node(seq: int, limit: str | None, unit: str = "working_day", *, on_clock: bool = True) -> ItemNode:
    return ItemNode(seq, f"环节{seq}", None, unit, None if limit is None else Decimal(limit), on_clock)


def catalogue(of: Item | None = None) -> Catalogue:
    return Catalogue(
        items={"I1": of or item()},
        units={"U1": Unit("U1", "便民中心", None), "U2": Unit("U2", "县民政局", None)},
        officers={"O1": Officer("O1", "李某某", "U1", "handler"), "O2": Officer("O2", "王某某", "U2", "handler")},
    )


def case(
    accepted: str | None = "2017-06-28 15:20",
    *,
    no: str = "C1",
    finished: str | None = None,
    state: str | None = None,
    applied: str | None = None,
    promised_due: str | None = None,
    statutory_due: str | None = None,
    updated: str | None = None,
    nodes: tuple[NodeVisit, ...] = (),
    suspensions: tuple[Suspension, ...] = (),
    corrections: tuple[Correction, ...] = (),
    item_code: str | None = "I1",
) -> CaseRecord:
    usual = "finished" if finished else "open" if accepted else "applied"
    return CaseRecord(
        case_no=no,
        item_code=item_code,
        region_code=None,
        unit_id="U1",
        applied_at=when(applied),
        accepted_at=when(accepted),
        promised_due=when(promised_due),
        statutory_due=when(statutory_due),
        state=state or usual,
        finished_at=when(finished),
        updated_at=when(updated),
        nodes=nodes,
        suspensions=suspensions,
        corrections=corrections,
    )


def visit(
    seq: int, entered: str | None, left: str | None = None, due: str | None = None, node: int | None = None
) -> NodeVisit:
    return NodeVisit(
        seq, node if node is not None else seq, f"环节{seq}", "U2", "O2", when(entered), when(left), when(due)
    )


def suspension(start: str | None, end: str | None = None, limit: str | None = None, seq: int = 1) -> Suspension:
    value = None if limit is None else Decimal(limit)
    return Suspension(seq, "special", "听证", "局长", when(start), value, "working_day", when(end))


def correction(start: str | None, end: str | None = None, seq: int = 1) -> Correction:
    return Correction(seq, when(start), when(end))
