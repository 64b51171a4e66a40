"""What the pages ask of the engine beyond the snapshot. Called on the engine's thread (``Watcher.ask``)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE
from monitoring.detailing import CaseDetail, NodeStep
from monitoring.explain import NothingToExplain, explain
from monitoring.holdings import HolderNames, HoldingTable, Visits, slices
from monitoring.judging.courses import read
from monitoring.judging.dues import due_of
from monitoring.judging.judge import judge, state_of
from monitoring.judging.judgement import NodeJudgement
from monitoring.judging.stops import spans
from monitoring.judging.targets import Kind, Rulebook
from monitoring.judging.timelines import Timeline
from monitoring.moments import DAY_SECONDS, NEVER, ceil_seconds, from_seconds, to_seconds
from monitoring.records import Catalogue, Moment
from monitoring.watching.engine import Engine
from monitoring.watching.lights import node_phases, read_lights
from monitoring.watching.state import DEAD
from monitoring.worktime import CalendarUnknown
from resources.places import shown_name


def case_detail(engine: Engine, case_no: str, at: datetime) -> CaseDetail:
    """Reads one case and tells all of it. Raises StoreUnavailable or NothingToExplain."""
    block = engine.store.fetch([case_no])
    if not len(block):
        raise NothingToExplain(case_no)
    record, live = block.record(0), engine.options.live
    judged = judge(engine.book, engine.catalogue, record, at, live=live)
    if judged is None:
        raise NothingToExplain(case_no)
    names, cards = engine.catalogue, tuple(engine.ledger.cards([case_no]))
    charged = {issued.card.officer_id for issued in cards} - {None}
    return CaseDetail(
        case_no=case_no,
        item=names.item_name(record.item_code),
        region=region_path(names, record.region_code),
        state=state_of(record),
        applied_at=_told(record.applied_at),
        accepted_at=_told(record.accepted_at),
        finished_at=_told(record.finished_at),
        steps=tuple(_step(engine.book, names, node, at) for node in judged.nodes),
        cards=cards,
        proof=explain(engine.book, names, record, at, live=live),
        officer_units={officer_id: names.officer_unit_name(officer_id) for officer_id in charged if officer_id},
    )


def region_path(names: Catalogue, code: str | None) -> str:
    """'韩集镇 / 薛堂村': the place within its township, whose parent is left out."""
    region = names.regions.get(code) if code is not None else None
    if region is None:
        return code or ""
    parent = names.regions.get(region.parent_code) if region.parent_code is not None else None
    inside = parent is not None and region.level == "village"
    return f"{parent.name} / {region.name}" if inside and parent is not None else shown_name(region.level, region.name)


def _told(moment: Moment) -> datetime | None:
    return moment if isinstance(moment, datetime) else None


def _step(book: Rulebook, names: Catalogue, node: NodeJudgement, at: datetime) -> NodeStep:
    reading = read(book.profile, node.course, ceil_seconds(at))
    until = min(node.end, to_seconds(at))
    return NodeStep(
        seq=node.seq,
        name=node.name,
        unit=names.unit_name(node.unit_id),
        officer=names.officer_name(node.officer_id),
        light=reading.light,
        reason=str(reading.reason),
        entered_at=None if node.start == NONE else from_seconds(node.start),
        left_at=None if node.end == NEVER else from_seconds(node.end),
        due_at=None if reading.due == NONE else from_seconds(reading.due),
        used_seconds=_used(book, node, until),
        limit_seconds=_limit(book, node.timeline, node.start),
        open=node.open,
    )


def _used(book: Rulebook, node: NodeJudgement, until: int) -> int | None:
    if node.start == NONE:
        return None
    try:
        stopped = [(first, min(last, until)) for first, last in spans(node.stops) if first < until]
        return book.working.elapsed_s(node.start, max(node.start, until), stopped)
    except CalendarUnknown:
        return None


def _limit(book: Rulebook, line: Timeline | None, start: int) -> int | None:
    if line is None:
        return None
    target = line.target
    if target.kind is Kind.OFFICE_SECONDS:
        return target.amount
    try:
        if target.kind is Kind.WORKING_DAYS:
            return target.amount * book.standard_day(start // DAY_SECONDS)
        return book.working.elapsed_s(start, due_of(book, target, start, ()))
    except CalendarUnknown:
        return None


def node_holdings(engine: Engine, at: datetime) -> HoldingTable:
    """Who holds which nodes, over all open cases."""
    state = engine.state
    owner = state.node_column("owner")
    alive = np.flatnonzero(owner != DEAD)
    alive = alive[state.column("open")[owner[alive]]]
    used, limit = _times(engine, alive)
    unit, officer, node = (state.node_column(name)[alive] for name in ("unit", "officer", "name"))
    open_ = state.node_column("open")[alive]
    visits = Visits(
        unit=unit,
        officer=officer,
        node=node,
        open=open_,
        light=_node_lights(engine, alive, ceil_seconds(at)),
        entered=state.node_column("start")[alive],
        used=used,
        limit=limit,
        case_no=_taken(state.column("case_no"), owner[alive[open_]]),
    )
    return HoldingTable(visits, _holder_names(engine))


def _taken(values: npt.NDArray[Any], rows: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """``values[rows]`` of a column of objects, a part at a time."""
    found = np.empty(len(rows), values.dtype)
    for part in slices(len(rows)):
        found[part] = values[rows[part]]
    return found


def _holder_names(engine: Engine) -> HolderNames:
    state, names = engine.state, engine.catalogue
    units, officers, nodes = (tuple(one.texts) for one in (state.units, state.officers, state.node_names))
    return HolderNames(
        units, officers, nodes, tuple(map(names.unit_name, units)), tuple(map(names.officer_name, officers))
    )


def _node_lights(engine: Engine, nodes: npt.NDArray[np.intp], now: int) -> npt.NDArray[np.uint8]:
    state = engine.state
    phase = node_phases(state.node_column("near")[nodes], state.node_column("past")[nodes], now)
    return read_lights(engine.phases, state.node_column("family")[nodes], phase)


def _times(engine: Engine, nodes: npt.NDArray[np.intp]) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Office seconds used and allowed of the ended visits; NONE elsewhere."""
    state = engine.state
    start, end, due = (state.node_column(name)[nodes] for name in ("start", "end", "due"))
    over = (end < NEVER) & (due != NONE) & (start != NONE)
    used = np.full(len(nodes), NONE, np.int64)
    limit = np.full(len(nodes), NONE, np.int64)
    used[over] = engine.book.working.elapsed_many(start[over], end[over], unknown="mark")
    limit[over] = engine.book.working.elapsed_many(start[over], due[over], unknown="mark")
    return used, limit
