"""A county of sixteen cases in May 2017, small enough to be counted on paper (tests/golden/test_figures_small.py).

Four townships (丁乡 has no case), two departments. The 27th, a Saturday, is worked; the 1st, 29th and 30th are not.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

from monitoring.blocks import block_of
from monitoring.judging.targets import Rulebook
from monitoring.records import (
    CaseRecord,
    Catalogue,
    Correction,
    Item,
    ItemNode,
    NodeVisit,
    Officer,
    Region,
    Suspension,
    Unit,
)
from reports.figures.history import History, history_of
from tests import building as make

YEAR_MONTH = "2017-05-"
COUNTY, A, B, C, D, A1, B1 = "10", "101", "102", "103", "104", "101201", "102201"


def catalogue() -> Catalogue:
    places = (
        (COUNTY, "盐山县", "county", None), (A, "甲乡", "township", COUNTY), (B, "乙镇", "township", COUNTY),
        (C, "丙镇", "township", COUNTY), (D, "丁乡", "township", COUNTY), (A1, "东甲村", "village", A),
        (B1, "西乙村", "village", B),
    )  # fmt: skip
    units = (
        ("UA", "甲乡便民中心", A), ("UB", "乙镇便民中心", B), ("UC", "丙镇便民中心", C), ("UD", "丁乡便民中心", D),
        ("D1", "县民政局", COUNTY), ("D2", "县残联", COUNTY),
    )  # fmt: skip
    officers = (("OA", "赵某", "UA"), ("OB", "钱某", "UB"), ("OC", "孙某", "UC"), ("O1", "李某", "D1"))
    return Catalogue(
        items={item.code: item for item in _items()},
        units={key: Unit(key, name, region) for key, name, region in units},
        officers={key: Officer(key, name, unit, "handler") for key, name, unit in officers},
        regions={code: Region(code, name, level, parent) for code, name, level, parent in places},
    )


def _items() -> tuple[Item, ...]:
    old_age = (_node(1, "村级受理", "village", 1), _node(2, "县级审批", "county", 2))
    disability = (_node(1, "乡镇受理", "township", 1),)
    return (
        Item("I1", "高龄补贴", "promised", "working_day", Decimal(5), Decimal(10), old_age),
        Item("I2", "残疾补贴", "promised", "working_day", Decimal(3), Decimal(20), disability),
        Item("I3", "开具证明", "immediate", "working_day", None, None),
        Item("I4", "其他事项", "other", "working_day", None, None),
    )


def _node(seq: int, name: str, level: str, days: int) -> ItemNode:
    return ItemNode(seq, name, level, "working_day", Decimal(days))


def may(text: str | None) -> datetime | None:
    """'17 14:00' is 2017-05-17 14:00."""
    return None if text is None else make.at(f"{YEAR_MONTH}{text}")


def _case(
    no: str,
    item: str,
    region: str,
    unit: str,
    accepted: str | None,
    finished: str | None = None,
    *,
    applied: str | None = None,
    state: str = "",
) -> CaseRecord:
    return replace(
        make.case(None, no=no, item_code=item),
        region_code=region,
        unit_id=unit,
        applied_at=may(applied),
        accepted_at=may(accepted),
        finished_at=may(finished),
        state=state or ("finished" if finished else "open"),
    )


def _visit(seq: int, name: str, unit: str, officer: str, entered: str, left: str | None) -> NodeVisit:
    return NodeVisit(seq, seq, name, unit, officer, may(entered), may(left), None)


def cases() -> tuple[CaseRecord, ...]:
    """Beside each case its due and what becomes of it."""
    return (
        _case("c01", "I1", A1, "UA", "15 10:00", "18 10:00", applied="15 09:00"),  # due 22nd: early
        replace(  # due 24th: early; its second node was due on the 22nd
            _case("c02", "I1", A1, "UA", "17 14:00", "23 14:00"),
            nodes=(
                _visit(1, "村级受理", "UA", "OA", "17 14:00", "18 14:00"),
                _visit(2, "县级审批", "D1", "O1", "18 14:00", "23 14:00"),
            ),
        ),
        _case("c03", "I1", A, "UA", "18 08:30", "25 17:30"),  # due in the very second of its end
        replace(  # due 23rd: late by an hour of business; its second node was due on the 19th
            _case("c04", "I1", B1, "UB", "16 09:30", "24 09:30"),
            nodes=(
                _visit(1, "村级受理", "UB", "OB", "16 09:30", "17 09:30"),
                _visit(2, "县级审批", "D1", "O1", "17 09:30", "24 09:30"),
            ),
        ),
        _case("c05", "I3", B, "UB", "24 15:00", "24 15:42"),  # on the spot
        replace(  # due 24th, red; its node due 22nd, red
            _case("c06", "I2", C, "UC", "19 10:00"), nodes=(_visit(1, "乡镇受理", "UC", "OC", "19 10:00", None),)
        ),
        _case("c07", "I1", C, "UC", "22 09:00", "27 09:00"),  # due on the Saturday that is worked
        replace(  # two working days of correction: due 2 June
            _case("c08", "I1", A1, "UA", "23 08:30"), corrections=(Correction(1, may("24 09:00"), may("26 09:00")),)
        ),
        _case("c09", "I2", COUNTY, "D1", "25 10:00"),  # due 31st, yellow from the evening of the 27th
        replace(  # suspended for at most 3 working days from the 17th on: red from the evening of the 22nd
            _case("c10", "I1", B1, "UB", "11 09:00"),
            suspensions=(Suspension(1, "special", "听证", "局长", may("17 09:00"), Decimal(3), "working_day", None),),
        ),
        _case("c11", "I1", A1, "UA", "24 10:00", "23 10:00"),  # ended before it was accepted: unjudged
        _case("c12", "I2", C, "UC", None, applied="23 09:00", state="applied"),  # to be accepted by the 25th: red
        _case("c13", "I4", A, "UA", "8 09:00".rjust(8, "0"), "22 09:00"),  # no limit
        _case("c14", "I2", A, "UA", None, "22 16:00", applied="22 09:00", state="withdrawn"),  # never accepted
        _case("c15", "I2", B, "UB", "22 08:30", "23 08:30", state="refused"),  # due 25th: early
        _case("c16", "I1", A1, "UA", "26 10:00", "31 10:00"),  # due 5 June: early, after the week
    )


def book() -> Rulebook:
    return make.book()


def history(cutoff: str, *changed: CaseRecord) -> History:
    """The county as of a moment; ``changed`` stand in the place of the cases with their numbers."""
    told = {case.case_no: case for case in (*cases(), *changed)}
    return history_of(book(), catalogue(), [block_of([told[no] for no in sorted(told)])], make.at(cutoff))
