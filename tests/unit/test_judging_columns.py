"""Judging by columns gives what judging one by one gives: any difference is a wrong light."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitoring.blocks import block_of
from monitoring.judging.blocks_judging import judge_block, judge_rows
from monitoring.judging.columns import JudgedCases
from monitoring.judging.plain import judge_plain
from monitoring.judging.targets import Rulebook
from monitoring.moments import ceil_seconds, to_seconds
from monitoring.records import BAD, CaseRecord, Catalogue, Correction, Item, NodeVisit
from tests import building as make

FIRST = datetime(2016, 11, 1)
NOW = datetime(2017, 3, 1, 10, 30, 0, 500_000)


def items() -> dict[str, Item]:
    def of(
        code: str, promised: str | None, statutory: str | None, unit: str = "working_day", kind: str = "promised"
    ) -> Item:
        nodes = (make.item_node(1, "0.5"), make.item_node(2, "2"), make.item_node(3, "1", "calendar_day"),
                 make.item_node(4, None), make.item_node(5, "3", on_clock=False),
                 make.item_node(6, "4", "office_hour"))  # fmt: skip
        base = make.item(promised, statutory, unit, kind, nodes)
        return Item(code, base.name, base.case_kind, base.limit_unit, base.promised_limit, base.statutory_limit, nodes)

    table = [
        of("I1", "5", "20"), of("I2", "2", None), of("I3", "0.5", "1"), of("I4", "7", "15", "calendar_day"),
        of("I5", "0", None), of("I6", None, None), of("I7", None, "10"), of("I8", "12", "40", "office_hour"),
        of("I9", None, None, kind="immediate"), of("IA", "10", "3"), of("IB", "2.5", "7.5", "calendar_day"),
    ]  # fmt: skip
    return {item.code: item for item in table}


ITEMS = items()
# round moments are where boundaries meet
moments = st.builds(
    lambda day, second: FIRST + timedelta(days=day, seconds=second),
    st.integers(0, 135),
    st.one_of(st.sampled_from([0, 30600, 36000, 43200, 50400, 63000, 63001, 86399]), st.integers(0, 86399)),
)


@st.composite
def records(draw: st.DrawFn) -> list[CaseRecord]:
    return [draw(one_case(f"C{number}")) for number in range(draw(st.integers(1, 6)))]


@st.composite
def one_case(draw: st.DrawFn, case_no: str) -> CaseRecord:
    maybe = st.one_of(st.none(), moments)
    odd = st.one_of(maybe, maybe, maybe, st.just(BAD))
    start = draw(moments)
    later = start + timedelta(seconds=draw(st.integers(-10_000, 40 * 86400)))
    state = draw(st.sampled_from(["open", "open", "finished", "finished", "applied", "withdrawn", None, "?"]))
    nodes: list[NodeVisit] = []
    entered = start
    for seq in range(1, draw(st.integers(0, 4)) + 1):
        left = entered + timedelta(seconds=draw(st.integers(-100, 6 * 86400)))
        open_end = draw(st.booleans())
        nodes.append(
            NodeVisit(
                seq,
                draw(st.one_of(st.none(), st.integers(1, 7))),
                draw(st.sampled_from([None, "审核"])),
                "U2",
                "O2",
                entered,
                None if open_end else left,
                draw(st.one_of(st.none(), st.none(), moments)),
            )  # fmt: skip
        )
        entered = left
    return CaseRecord(
        case_no=case_no,
        item_code=draw(st.sampled_from([*ITEMS, None, "gone"])),
        region_code=None,
        unit_id=draw(st.sampled_from(["U1", None])),
        applied_at=draw(st.one_of(st.just(start - timedelta(days=3)), odd)),
        accepted_at=None if state == "applied" else draw(st.one_of(st.just(start), odd)),
        promised_due=draw(st.one_of(st.none(), st.none(), odd)),
        statutory_due=draw(st.one_of(st.none(), st.none(), odd)),
        state=state,
        finished_at=later if state in ("finished", "withdrawn") else None,
        updated_at=None,
        nodes=tuple(nodes),
        suspensions=(make.suspension("2017-01-05 10:00", "2017-01-10 10:00"),) if draw(st.integers(0, 9)) == 0 else (),
    )


def told(judged: JudgedCases) -> dict[str, Any]:
    """Everything that the columns say of each case."""
    found: dict[str, Any] = {}
    for row, case_no in enumerate(judged.case_no):
        course = {f.name: np.asarray(getattr(judged.courses, f.name))[row].item() for f in fields(judged.courses)}
        nodes = judged.nodes
        mine = np.flatnonzero(nodes.owner == row).tolist()
        found[case_no] = {
            "course": course,
            "keys": (judged.item_code[row], judged.unit_id[row], judged.officer_id[row], judged.node_name[row]),
            "holder": judged.holder_id[row],
            "state": (judged.open[row].item(), judged.outcome_late[row].item(), int(judged.start[row])),
            "end": int(judged.end[row]),
            "nodes": [
                (int(nodes.seq[n]), nodes.name[n], nodes.unit_id[n], int(nodes.family[n]), int(nodes.near[n]),
                 int(nodes.past[n]), int(nodes.due[n]), bool(nodes.open[n]), int(nodes.start[n]), int(nodes.end[n]))
                for n in mine
            ],
            "problems": judged.problems.get(case_no, ()),
        }  # fmt: skip
    return found


def assert_same(book: Rulebook, catalogue: Catalogue, cases: list[CaseRecord], at: datetime, *, live: bool) -> int:
    block = block_of(cases)
    slow = judge_rows(book, catalogue, block, range(len(block)), at, live=live)
    plain, others = judge_plain(book, catalogue, block, ceil_seconds(at), to_seconds(at))
    assert {*plain.case_no, *(block.case_no[row] for row in others)} == set(block.case_no)
    expected, found = told(slow), told(plain)
    assert found == {case_no: expected[case_no] for case_no in found}
    mine = set(found)
    by_key = sorted((c for c in slow.cards if c.case_no in mine), key=lambda c: repr(c.key))
    assert sorted(plain.cards, key=lambda c: repr(c.key)) == by_key
    return len(plain)


@pytest.mark.parametrize("profile", ["default", "hunan", "percent20"])
@given(cases=records(), at=st.one_of(st.just(NOW), moments), live=st.booleans())
@settings(max_examples=150)
def test_columns_and_single_judgements_agree(profile: str, cases: list[CaseRecord], at: datetime, live: bool) -> None:
    catalogue = Catalogue(items=ITEMS, units=make.catalogue().units, officers=make.catalogue().officers)
    assert_same(make.book(profile), catalogue, cases, at, live=live)


sometimes_now = st.one_of(st.just(NOW), st.just(NOW), moments)
told_dues = st.one_of(st.none(), st.none(), moments)


@st.composite
def one_with_a_stop(draw: st.DrawFn, case_no: str) -> CaseRecord:
    """A case that stopped once, before or after its due: put up in public (a node off its clock) or asked for more."""
    start = draw(moments)
    entered = start + timedelta(seconds=draw(st.sampled_from([0, 1, 3600, 86400, 6 * 86400, 20 * 86400])))
    entered = entered.replace(hour=draw(st.sampled_from([entered.hour, 17])))
    left = entered + timedelta(days=draw(st.integers(0, 12)), seconds=draw(st.integers(0, 3600)))
    end = left + timedelta(seconds=draw(st.sampled_from([-1, 0, 1, 86400, 9 * 86400, 30 * 86400])))
    state = draw(st.sampled_from(["open", "finished", "refused", "void"]))
    ends = state != "open"
    asked = draw(st.booleans())
    shown = NodeVisit(1, 5, "公示", "U2", "O2", entered, left, None)
    before = entered + timedelta(seconds=draw(st.sampled_from([-86400, -1, 0, 1, 4 * 86400])))
    nodes = (
        NodeVisit(1, draw(st.integers(1, 6)), "审核", "U2", "O2", start, max(before, start), draw(told_dues)),
        NodeVisit(2, draw(st.integers(1, 4)), "审批", "U2", "O2", max(before, start), None if not ends else end, None),
    )
    return replace(
        make.case(None, no=case_no),
        item_code=draw(st.sampled_from(["I1", "I1", "I2", "I4", "I7", "IA"])),
        accepted_at=start,
        state=state,
        finished_at=max(end, start) if ends else None,
        promised_due=draw(told_dues),
        nodes=nodes if asked else (shown,),
        corrections=(Correction(1, entered, left),) if asked else (),
    )


@pytest.mark.parametrize("profile", ["default", "hunan", "percent20"])
@given(cases=st.lists(one_with_a_stop("C"), min_size=2, max_size=8), at=sometimes_now, moved=st.booleans())
@settings(max_examples=100)
def test_columns_and_single_judgements_agree_on_a_clock_that_stopped_once(
    profile: str, cases: list[CaseRecord], at: datetime, moved: bool
) -> None:
    numbered = [replace(case, case_no=f"C{number}") for number, case in enumerate(cases)]
    book = make.book(profile, due_includes_stops=moved)
    assert_same(book, Catalogue(items=ITEMS), numbered, at, live=False)


def test_a_due_that_its_platform_moves_is_compared_while_the_clock_stands() -> None:
    """A stop that has no end yet is as long as it has lasted."""
    case = make.case("2017-02-01 10:00", promised_due="2017-02-08 17:30")
    case = replace(case, corrections=(make.correction("2017-02-06 10:00"),))
    judged = judge_block(make.book(due_includes_stops=True), make.catalogue(), block_of([case]), NOW)
    assert [code for code, _ in judged.problems["C1"]] == ["due_differs"]


def test_a_clock_that_stopped_once_and_a_refusal_are_judged_by_columns() -> None:
    notice = (NodeVisit(1, 5, "公示", "U2", "O2", make.at("2017-02-06 10:00"), make.at("2017-02-13 10:00"), None),)
    cases = [
        make.case("2017-02-01 10:00", no="over", finished="2017-02-27 10:00", nodes=notice),
        make.case("2017-02-01 10:00", no="open", nodes=notice),
        make.case("2017-02-01 10:00", no="refused", finished="2017-02-27 10:00", state="refused"),
    ]
    asked = make.case("2017-02-01 10:00", no="asked", nodes=(make.visit(2, "2017-02-01 10:00"),))
    asked = replace(asked, corrections=(make.correction("2017-02-06 10:00", "2017-02-13 10:00"),))
    assert assert_same(make.book(), Catalogue(items=ITEMS), [*cases, asked], NOW, live=True) == 4


def test_a_case_in_every_state_without_trouble_is_judged_by_columns() -> None:
    catalogue = Catalogue(items=ITEMS)
    cases = [
        make.case("2017-02-01 10:00", no="open", nodes=(make.visit(1, "2017-02-01 10:00"),)),
        make.case("2017-02-01 10:00", no="finished", finished="2017-02-27 10:00"),
        make.case(None, no="applied", applied="2017-02-28 10:00"),
    ]
    assert assert_same(make.book(), catalogue, cases, NOW, live=True) == 3


def test_a_block_holds_plain_and_other_cases_together() -> None:
    cases = [make.case("2017-02-01 10:00", no=f"C{number}") for number in range(40)]
    cases[7] = make.case("2017-02-01 10:00", no="C7", suspensions=(make.suspension("2017-02-03 10:00"),))
    judged = judge_block(make.book(), make.catalogue(), block_of(cases), NOW)
    assert sorted(judged.case_no) == sorted(case.case_no for case in cases)
