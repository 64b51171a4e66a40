"""Judging plain cases by columns: no stop but a single one that is over, no impossible moments, nothing of the future,
a known item.

Nine cases in ten are plain. What is not is left to the scalar judge, which is the one that has the rules' words; a
property test holds both to the same result.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE, UNREADABLE, CaseBlock, Seconds
from monitoring.codes import Reason
from monitoring.judging.columns import CourseColumns, JudgedCases, NodeColumns
from monitoring.judging.courses import Family
from monitoring.judging.judge import CLOSED
from monitoring.judging.many_targets import ManyTargets, assigned, dues_many, near_many, standard_days
from monitoring.judging.one_stop import Earlier, corrections, off_clock_stops, stopped
from monitoring.judging.plain_cards import Turns, plain_cards
from monitoring.judging.targets import Rulebook, Target, Unjudgeable
from monitoring.moments import DAY_SECONDS, NEVER
from monitoring.records import Catalogue, Item

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]
NO_ITEM: Final = -1
UNKNOWN_ITEM: Final = -2
NODE_KEYS: Final = 1_000_000
"""More than any item has nodes: key = item × NODE_KEYS + node_seq."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """Dated clocks. ``until``: end or now. ``opens``: when their last stretch began; due and nearness are its own."""

    start: Seconds
    until: Seconds
    targets: ManyTargets
    due: Seconds
    near: Seconds
    opens: Seconds
    earlier: Earlier | None = None

    @property
    def impossible(self) -> Mask:
        """Rows that the columns cannot judge."""
        there = self.targets.there
        found: Mask = self.targets.impossible | (there & ((self.due == NONE) | (self.near == NONE)))
        return found

    def cut(self, rows: Rows) -> Clocks:
        targets = ManyTargets(
            self.targets.kind[rows], self.targets.amount[rows], self.targets.label[rows],
            self.targets.calendar_days[rows], self.targets.impossible[rows],
        )  # fmt: skip
        return Clocks(self.start[rows], self.until[rows], targets, self.due[rows], self.near[rows], self.opens[rows])


@dataclass(frozen=True, slots=True)
class _Items:
    """The items of a block by number; ``row`` gives each case's number, NO_ITEM or UNKNOWN_ITEM."""

    items: list[Item]
    row: npt.NDArray[np.int64]


def judge_plain(
    book: Rulebook, catalogue: Catalogue, block: CaseBlock, now: int, floor: int
) -> tuple[JudgedCases, list[int]]:
    """The plain cases judged, and the rows of all others. ``now``, ``floor``: the moment rounded up and down."""
    items = _items(catalogue, block)
    state = np.array(block.state, object)
    open_, applied = state == "open", state == "applied"
    finished = np.fromiter((one in CLOSED for one in block.state), np.bool_, len(block))
    start = np.where(applied, block.applied_at, block.accepted_at)
    end = np.where(finished, block.finished_at, NEVER)
    plain = _plain_cases(block, items, open_, applied, finished, start, floor)
    plain &= ~_cases_with(block, ~_plain_nodes(block, finished, floor))
    safe_start = np.where(plain, start, floor)
    until = np.where(finished & plain, end, now)
    off_clock, usable = off_clock_stops(block, _off_clock(block, items), start, np.where(applied, NONE, until))
    asked, certain = corrections(block, np.where(applied, NEVER, start), floor)
    plain &= usable & certain & ((off_clock.begin == NONE) | (asked.begin == NONE))
    stop = off_clock.with_other(asked)
    if book.due_includes_stops:
        # how far such a due is from the item's limit depends on stops that do not count as well
        named = _cases_with(block, block.nodes.due_at != NONE)
        plain &= (stop.begin == NONE) | ((block.promised_due == NONE) & (block.statutory_due == NONE) & ~named)
    case = stopped(book, _case_clocks(book, block, items, safe_start, until, plain & ~applied), stop)
    law = stopped(book, _law_clocks(book, block, items, safe_start, until, plain & ~applied), stop)
    acceptance = _acceptance_clocks(book, block, applied, now, plain)
    nodes = stopped(book, _node_clocks(book, block, items, now, plain), asked.of(block.nodes.owner))
    plain &= ~(case.impossible | law.impossible | acceptance.impossible | _cases_with(block, nodes.impossible))
    plain &= ~_law_first(case, law)
    rows = np.flatnonzero(plain)
    judged = _judged(book, catalogue, block, rows, case, law, acceptance, nodes, applied, finished, start, end)
    return judged, np.flatnonzero(~plain).tolist()


def _items(catalogue: Catalogue, block: CaseBlock) -> _Items:
    numbers: dict[str | None, int] = {None: NO_ITEM}
    items: list[Item] = []
    for code in set(block.item_code) - {None}:
        item = catalogue.items.get(code) if code is not None else None
        numbers[code] = UNKNOWN_ITEM if item is None else len(items)
        if item is not None:
            items.append(item)
    row = np.fromiter((numbers[code] for code in block.item_code), np.int64, len(block))
    return _Items(items, row)


def _plain_cases(
    block: CaseBlock, items: _Items, open_: Mask, applied: Mask, finished: Mask, start: Seconds, floor: int
) -> Mask:
    plain: Mask = (open_ | applied | finished) & (start > UNREADABLE) & (items.row != UNKNOWN_ITEM)
    for moments in (block.applied_at, block.accepted_at, block.finished_at):
        plain &= (moments != UNREADABLE) & (moments <= floor)
    for due in (block.promised_due, block.statutory_due):
        plain &= (due == NONE) | ((due != UNREADABLE) & (due >= start - DAY_SECONDS))
    plain &= np.where(finished, block.finished_at >= start, block.finished_at == NONE)
    plain &= ~(applied & (block.accepted_at != NONE))
    plain[[*block.suspensions]] = False
    return plain


def _plain_nodes(block: CaseBlock, finished: Mask, floor: int) -> Mask:
    nodes = block.nodes
    entered, left, due = nodes.entered_at, nodes.left_at, nodes.due_at
    plain: Mask = (
        (entered > UNREADABLE) & (entered <= floor) & (due != UNREADABLE) & (left != UNREADABLE) & (left <= floor)
    )
    plain &= (left == NONE) | (left >= entered)
    plain &= ~((left == NONE) & finished[nodes.owner])
    return plain


def _off_clock(block: CaseBlock, items: _Items) -> Mask:
    """The visits to nodes that stop the case."""
    off = {
        number * NODE_KEYS + node.seq
        for number, item in enumerate(items.items)
        for node in item.nodes
        if not node.on_case_clock
    }
    found: Mask = np.isin(_node_keys(block, items), list(off))
    return found


def _node_keys(block: CaseBlock, items: _Items) -> npt.NDArray[np.int64]:
    item, seq = items.row[block.nodes.owner], block.nodes.node_seq.astype(np.int64)
    usable = (item >= 0) & (seq >= 0) & (seq < NODE_KEYS)
    return np.where(usable, item * NODE_KEYS + seq, -1)


def _cases_with(block: CaseBlock, nodes: Mask) -> Mask:
    found = np.zeros(len(block), np.bool_)
    found[block.nodes.owner[nodes]] = True
    return found


def _clocks(book: Rulebook, targets: ManyTargets, start: Seconds, standard: Seconds, until: Seconds) -> Clocks:
    due = dues_many(book, targets, start)
    return Clocks(start, until, targets, due, near_many(book, targets, start, standard, due), start)


def _case_clocks(
    book: Rulebook, block: CaseBlock, items: _Items, start: Seconds, until: Seconds, chosen: Mask
) -> Clocks:
    def target(number: int, moment: int) -> Target | None:
        item = items.items[number]
        if item.case_kind == "immediate":
            if not book.profile.supervise_immediate:
                raise Unjudgeable(Reason.NOT_SUPERVISED, "")
            if item.promised_limit is None:
                return book.target_of_zero_days()
        return book.target(item.promised_limit, item.limit_unit, moment)

    return _limited(book, items, start, until, chosen, target, block.promised_due)


def _law_clocks(
    book: Rulebook, block: CaseBlock, items: _Items, start: Seconds, until: Seconds, chosen: Mask
) -> Clocks:
    def target(number: int, moment: int) -> Target | None:
        item = items.items[number]
        return book.target(item.statutory_limit, item.limit_unit, moment)

    return _limited(book, items, start, until, chosen, target, block.statutory_due)


def _limited(
    book: Rulebook, items: _Items, start: Seconds, until: Seconds, chosen: Mask, target: Any, told: Seconds
) -> Clocks:
    """Clocks by the item's limit, or by the due that the store names; a telling difference is not plain."""
    standard = standard_days(book, start)
    key = np.where(chosen & (items.row >= 0), items.row, -1)
    targets = assigned(key, start, standard, target)
    told = np.where(chosen, told, NONE)
    differs = _telling_difference(book, targets, start, told)
    by_calendar = np.array([item.limit_unit == "calendar_day" for item in items.items] + [False], np.bool_)
    targets.put_explicit(told, by_calendar[np.maximum(items.row, -1)])
    targets.impossible |= differs | (chosen & (standard == NONE))
    return _clocks(book, targets, start, standard, until)


def _telling_difference(book: Rulebook, targets: ManyTargets, start: Seconds, told: Seconds) -> Mask:
    """Where the due that the store names is more than a day from what the limit gives, or that cannot be known."""
    worked = dues_many(book, targets, start)
    doubled = (told != NONE) & targets.there
    found: Mask = doubled & ((worked == NONE) | (np.abs(worked - told) > DAY_SECONDS))
    return found


def _acceptance_clocks(book: Rulebook, block: CaseBlock, applied: Mask, now: int, plain: Mask) -> Clocks:
    until = np.where(applied, now, block.accepted_at)
    asked = plain & (block.applied_at != NONE) & np.where(applied, block.applied_at <= until, block.applied_at < until)
    start = np.where(asked, block.applied_at, until)
    start = np.where(start <= UNREADABLE, now, start)
    standard = standard_days(book, start)
    key = np.where(asked, 0, -1).astype(np.int64)
    within = book.profile.accept_within
    targets = assigned(key, start, standard, lambda _key, moment: book.target(within, "working_day", moment))
    return _clocks(book, targets, start, standard, until)


def _node_clocks(book: Rulebook, block: CaseBlock, items: _Items, now: int, plain: Mask) -> Clocks:
    nodes = block.nodes
    chosen = plain[nodes.owner]
    key = np.where(chosen, _node_keys(block, items), -1)
    start = np.where(chosen, nodes.entered_at, now)
    until = np.where(chosen & (nodes.left_at != NONE), nodes.left_at, now)
    standard = standard_days(book, start)

    def target(of: int, moment: int) -> Target | None:
        node = items.items[of // NODE_KEYS].node(of % NODE_KEYS)
        return None if node is None else book.target(node.limit_value, node.limit_unit, moment)

    targets = assigned(key, start, standard, target)
    named = np.where(chosen, nodes.due_at, NONE)
    differs = _telling_difference(book, targets, start, named)
    targets.put_explicit(named, np.isin(key, _calendar_nodes(items)))
    targets.impossible |= differs
    return _clocks(book, targets, start, standard, until)


def _calendar_nodes(items: _Items) -> list[int]:
    """The keys of nodes whose limits are in calendar days."""
    return [
        number * NODE_KEYS + node.seq
        for number, item in enumerate(items.items)
        for node in item.nodes
        if node.limit_unit == "calendar_day"
    ]


def _law_first(case: Clocks, law: Clocks) -> Mask:
    """A law's due before the promise is odd enough for the scalar judge."""
    return case.targets.there & law.targets.there & (law.due < case.due)


def _judged(
    book: Rulebook,
    catalogue: Catalogue,
    block: CaseBlock,
    rows: Rows,
    case: Clocks,
    law: Clocks,
    acceptance: Clocks,
    nodes: Clocks,
    applied: Mask,
    finished: Mask,
    start: Seconds,
    end: Seconds,
) -> JudgedCases:
    courses = _courses(case.cut(rows), law.cut(rows), acceptance.cut(rows), applied[rows], finished[rows], end[rows])
    late = np.where(finished[rows], courses.family == Family.FINISHED_LATE, -1).astype(np.int8)
    place = np.full(len(block), -1, np.int32)
    place[rows] = np.arange(len(rows))
    chosen = np.flatnonzero(place[block.nodes.owner] >= 0) if len(block.nodes) else np.zeros(0, np.intp)
    current = _current_nodes(block)
    unit, holder, officer, name = _in_charge(block, catalogue, rows, current)
    turns = Turns(case, law, acceptance, nodes)
    return JudgedCases(
        case_no=[block.case_no[row] for row in rows],
        item_code=[block.item_code[row] for row in rows],
        region_code=[block.region_code[row] for row in rows],
        unit_id=unit,
        holder_id=holder,
        officer_id=officer,
        node_name=name,
        open=~finished[rows],
        applied=applied[rows],
        outcome_late=late,
        start=start[rows],
        end=end[rows],
        courses=courses,
        nodes=_node_columns(block, catalogue, nodes, chosen, place),
        cards=plain_cards(book, catalogue, block, rows, chosen, turns),
    )


def _courses(
    case: Clocks, law: Clocks, acceptance: Clocks, applied: Mask, finished: Mask, end: Seconds
) -> CourseColumns:
    promised, lawful = case.targets.there, law.targets.there
    main_due = np.where(applied, acceptance.due, np.where(promised, case.due, law.due))
    main_near = np.where(applied, acceptance.near, np.where(promised, case.near, law.near))
    dated = main_due != NONE
    running = ~finished & dated
    family = np.full(len(end), Family.NO_LIMIT, np.uint8)
    family[promised] = Family.PROMISED
    family[~promised & lawful] = Family.STATUTORY
    family[applied] = Family.ACCEPTANCE
    family[finished] = Family.FINISHED_ON_TIME
    family[finished & dated & (end > main_due)] = Family.FINISHED_LATE
    law_due = np.where(lawful, law.due, NEVER)
    # an ended case keeps the law's mark only where it went past it
    marked = np.where(finished, np.where(end > law_due, law_due, NEVER), law_due)
    return CourseColumns(
        family=family,
        near=np.where(running & (main_near < main_due), main_near, NEVER),
        past=np.where(running, main_due, NEVER),
        law=marked,
        due=main_due,
        statutory_due=np.where(lawful, law.due, NONE),
        provisional=np.zeros(len(end), np.bool_),
        valid_until=np.full(len(end), NEVER, np.int64),
    )


def _current_nodes(block: CaseBlock) -> npt.NDArray[np.int64]:
    """The visit in hand of each case: the last open one, or the last of all; -1 without any."""
    nodes, current = block.nodes, np.full(len(block), -1, np.int64)
    everyone = np.arange(len(nodes))
    current[nodes.owner] = everyone
    open_ = nodes.left_at == NONE
    current[nodes.owner[open_]] = everyone[open_]
    return current


def _in_charge(
    block: CaseBlock, catalogue: Catalogue, rows: Rows, current: npt.NDArray[np.int64]
) -> tuple[list[str | None], list[str | None], list[str | None], list[str]]:
    units: list[str | None] = []
    holders: list[str | None] = []
    officers: list[str | None] = []
    names: list[str] = []
    nodes = block.nodes
    for row, node in zip(rows.tolist(), current[rows].tolist(), strict=True):
        inside = node >= 0
        accepting, holding = block.unit_id[row], nodes.unit_id[node] if inside else None
        units.append(accepting or holding)
        holders.append(holding or accepting)
        officers.append(nodes.officer_id[node] if inside else None)
        names.append((nodes.name[node] or "") if inside else "")
    return units, holders, officers, names


def _node_columns(
    block: CaseBlock, catalogue: Catalogue, clocks: Clocks, chosen: Rows, place: npt.NDArray[np.int32]
) -> NodeColumns:
    nodes = block.nodes
    open_ = nodes.left_at[chosen] == NONE
    there, due, near = clocks.targets.there[chosen], clocks.due[chosen], clocks.near[chosen]
    running = open_ & there
    late = ~open_ & there & (nodes.left_at[chosen] > due)
    family = np.where(open_, np.where(there, Family.NODE, Family.NO_LIMIT), Family.LEFT_ON_TIME)
    return NodeColumns(
        owner=place[nodes.owner[chosen]],
        seq=nodes.seq[chosen],
        name=[_node_name(block, catalogue, node) for node in chosen.tolist()],
        unit_id=[nodes.unit_id[node] for node in chosen.tolist()],
        officer_id=[nodes.officer_id[node] for node in chosen.tolist()],
        family=np.where(late, Family.LEFT_LATE, family).astype(np.uint8),
        near=np.where(running & (near < due), near, NEVER),
        past=np.where(running, due, NEVER),
        due=np.where(there, due, NONE),
        open=open_,
        start=nodes.entered_at[chosen],
        end=np.where(open_, NEVER, nodes.left_at[chosen]),
    )


def _node_name(block: CaseBlock, catalogue: Catalogue, node: int) -> str:
    told = block.nodes.name[node]
    if told:
        return told
    code = block.item_code[int(block.nodes.owner[node])]
    item = catalogue.items.get(code) if code is not None else None
    named = item.node(int(block.nodes.node_seq[node])) if item is not None else None
    return named.name if named is not None else ""
