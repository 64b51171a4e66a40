"""From a block of cases and its judgement to columns: what stood before the cut-off, nothing later."""

from __future__ import annotations

from datetime import datetime
from typing import Final

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE, UNREADABLE, CaseBlock, Seconds
from monitoring.codes import CardLevel, Light, Reason
from monitoring.judging.blocks_judging import judge_block
from monitoring.judging.columns import JudgedCases
from monitoring.judging.courses import FIRST_UNJUDGED, Family, PhaseTable
from monitoring.judging.targets import Rulebook
from monitoring.moments import NEVER, ceil_seconds, to_seconds
from monitoring.records import Catalogue
from monitoring.watching.lights import case_phases, node_phases, read_lights
from reports.figures.columns import (
    CORRECTION,
    NO_VISIT,
    RED,
    STATUTORY,
    SUSPENSION,
    YELLOW,
    Cards,
    Cases,
    Codes,
    Keys,
    Mask,
    Part,
    Stops,
    Visits,
    taken,
)
from reports.figures.levels import Levels
from reports.figures.limits import Limits, of_visits, office_seconds

Numbers = npt.NDArray[np.int64]
Spans = tuple[Codes, Seconds, Seconds]
LEVELS: Final = {CardLevel.YELLOW: YELLOW, CardLevel.RED: RED, CardLevel.STATUTORY: STATUTORY}
_ACCEPTANCE: Final = Reason.NOT_ACCEPTED_IN_TIME
_SEQS: Final = 2**32


def part_of(
    book: Rulebook, catalogue: Catalogue, keys: Keys, number: int, block: CaseBlock, at: datetime
) -> tuple[Part, set[int]]:
    """The block's cases as they stood at ``at``, and the years that the calendar should have known."""
    judged = judge_block(book, catalogue, block, at, live=False)
    return _Maker(book, catalogue, keys, block, judged, at).part(number), judged.unknown_years


class _Maker:
    def __init__(
        self, book: Rulebook, catalogue: Catalogue, keys: Keys, block: CaseBlock, judged: JudgedCases, at: datetime
    ) -> None:
        self.book, self.catalogue, self.keys = book, catalogue, keys
        self.block, self.judged = block, judged
        self.floor, self.now = to_seconds(at), ceil_seconds(at)
        place = {case_no: row for row, case_no in enumerate(block.case_no)}
        found = np.fromiter((place[case_no] for case_no in judged.case_no), np.int64, len(judged))
        self.order = np.argsort(found, kind="stable")
        self.rows: Numbers = found[self.order]
        """The cases that were there, in the order of the block."""
        self.case_of_row = np.full(len(block), -1, np.int32)
        self.case_of_row[self.rows] = np.arange(len(self.rows), dtype=np.int32)
        self.limits = Limits(book, catalogue, block)
        self.table = PhaseTable.of(book.profile)
        self.levels = Levels(catalogue)

    def part(self, number: int) -> Part:
        stops = self._stops()
        cases = self._cases(number, stops)
        visits = self._visits(stops, cases)
        return Part(cases, visits, self._cards(cases, visits), stops)

    # moments

    def _happened(self, moments: Seconds) -> Seconds:
        """Readable moments that had come; NONE for all others."""
        return np.where((moments > UNREADABLE) & (moments <= self.floor), moments, NONE)

    def _settled(self) -> Seconds:
        block, nodes = self.block, self.block.nodes
        latest = np.maximum(np.maximum(block.applied_at, block.accepted_at), block.finished_at)
        np.maximum.at(latest, nodes.owner, np.maximum(nodes.entered_at, nodes.left_at))
        for row, first, last, *_ in _told_stops(block):
            latest[row] = max(int(latest[row]), first, last)
        return latest[self.rows]

    # cases

    def _cases(self, number: int, stops: Stops) -> Cases:
        block, judged, rows, order = self.block, self.judged, self.rows, self.order
        accepted = self._happened(block.accepted_at[rows])
        applied = self._happened(block.applied_at[rows])
        open_ = judged.open[order]
        ended = np.where(open_, NONE, self._happened(block.finished_at[rows]))
        courses = judged.courses
        family = courses.family[order]
        phase = case_phases(courses.near[order], courses.past[order], courses.law[order], self.now)
        known = family < FIRST_UNJUDGED
        timed = known & (accepted != NONE) & (ended != NONE) & (ended >= accepted)
        first, last = self._in_hand(np.where(accepted == NONE, applied, accepted)), self._in_hand(ended)
        day = self.limits.day_seconds(rows)
        return Cases(
            case_no=np.array([block.case_no[row] for row in rows.tolist()], object),
            block=np.full(len(rows), number, np.int32),
            row=rows.astype(np.int32),
            item=self.keys.items.codes(block.item_code[row] for row in rows.tolist()),
            region=self.keys.regions.codes(block.region_code[row] for row in rows.tolist()),
            unit=self.keys.units.codes(self._unit(row, visit) for row, visit in zip(rows.tolist(), first, strict=True)),
            level=self.keys.levels.codes(self._level(row) for row in rows.tolist()),
            officer_in=self._officers(first),
            officer_out=self._officers(last),
            officer_now=self.keys.officers.codes(judged.officer_id[place] for place in order.tolist()),
            holder=self.keys.units.codes(judged.holder_id[place] for place in order.tolist()),
            node=self.keys.nodes.codes(judged.node_name[place] for place in order.tolist()),
            immediate=np.fromiter((self._immediate(block.item_code[row]) for row in rows.tolist()), np.bool_),
            received=np.where(applied == NONE, accepted, applied),
            applied=applied,
            accepted=accepted,
            ended=ended,
            settled=self._settled(),
            open=open_,
            judged=known,
            late=judged.outcome_late[order] == 1,
            light=read_lights(self.table, family, phase),
            reason=self.table.reason[family, phase],
            past=_turning(courses.past[order], courses.law[order], family, self.table),
            due=courses.due[order],
            statutory_due=courses.statutory_due[order],
            breached=self.now > courses.law[order],
            day_seconds=day,
            used=office_seconds(self.book, accepted, ended, timed, self._case_stops(stops)),
            promised=self.limits.promised(rows),
            statutory=self.limits.statutory(rows),
        )

    def _in_hand(self, moments: Seconds) -> list[int]:
        """For each case the last visit begun by a moment, else its first one; -1 without any."""
        nodes = self.block.nodes
        owner = self.case_of_row[nodes.owner]
        there = np.flatnonzero((owner >= 0) & (nodes.entered_at <= self.floor))
        found = np.full(len(self.rows), -1, np.int64)
        found[owner[there][::-1]] = there[::-1]
        begun = there[nodes.entered_at[there] <= moments[owner[there]]]
        found[owner[begun]] = begun
        told: list[int] = found.tolist()
        return told

    def _unit(self, row: int, visit: int) -> str | None:
        return self.block.unit_id[row] or (self.block.nodes.unit_id[visit] if visit >= 0 else None)

    def _officers(self, visits: list[int]) -> Codes:
        officers = self.block.nodes.officer_id
        return self.keys.officers.codes(officers[visit] if visit >= 0 else None for visit in visits)

    def _level(self, row: int) -> str:
        block = self.block
        return self.levels.of_case(block.item_code[row], block.unit_id[row], block.region_code[row])

    def _immediate(self, code: str | None) -> bool:
        item = self.catalogue.items.get(code) if code is not None else None
        return item is not None and item.case_kind == "immediate"

    # stops

    def _stops(self) -> Stops:
        case_of_row, floor = self.case_of_row.tolist(), self.floor
        found = [
            (case_of_row[row], kind, place, first, NONE if last > floor else last)
            for row, first, last, kind, place in _told_stops(self.block)
            if case_of_row[row] >= 0 and UNREADABLE < first <= floor and (last == NONE or last >= first)
        ]
        columns = np.array(found, np.int64).reshape(len(found), 5)
        columns = columns[np.argsort(columns[:, 0], kind="stable")]
        return Stops(
            case=columns[:, 0].astype(np.int32), kind=columns[:, 1].astype(np.uint8),
            place=columns[:, 2].astype(np.int32), start=columns[:, 3], end=columns[:, 4],
        )  # fmt: skip

    def _lawful(self, stops: Stops) -> Spans:
        """Suspensions, and corrections asked for after acceptance (contract §4)."""
        accepted = self.block.accepted_at[self.rows][stops.case]
        mine = (stops.kind == SUSPENSION) | (stops.start >= accepted)
        return stops.case[mine], stops.start[mine], stops.end[mine]

    def _case_stops(self, stops: Stops) -> Spans:
        """With the visits to nodes that do not use up the case's time."""
        case, start, end = self._lawful(stops)
        visits = self._off_clock()
        nodes = self.block.nodes
        owner = np.concatenate([case, self.case_of_row[nodes.owner[visits]]])
        begin = np.concatenate([start, nodes.entered_at[visits]])
        until = np.concatenate([end, self._happened(nodes.left_at[visits])])
        usable = (until == NONE) | (until >= begin)
        return owner[usable], begin[usable], until[usable]

    def _off_clock(self) -> Numbers:
        block, nodes = self.block, self.block.nodes
        off = {(item.code, node.seq) for item in self.catalogue.items.values() for node in item.nodes
               if not node.on_case_clock}  # fmt: skip
        codes = {code for code, _ in off}
        suspect = np.fromiter((code in codes for code in block.item_code), np.bool_, len(block))
        there = suspect[nodes.owner] & (self.case_of_row[nodes.owner] >= 0)
        there &= (nodes.entered_at > UNREADABLE) & (nodes.entered_at <= self.floor)
        visits = np.flatnonzero(there)
        owners, seqs = nodes.owner[visits].tolist(), nodes.node_seq[visits].tolist()
        mine = [(block.item_code[row], seq) in off for row, seq in zip(owners, seqs, strict=True)]
        return visits[np.array(mine, np.bool_)]

    # visits

    def _visits(self, stops: Stops, cases: Cases) -> Visits:
        told = self.judged.nodes
        back = np.empty(len(self.order), np.int32)
        back[self.order] = np.arange(len(self.order), dtype=np.int32)
        case = back[told.owner]
        order = np.lexsort((told.seq, case))
        case, family = case[order], told.family[order]
        start, end, open_ = told.start[order], told.end[order], told.open[order]
        in_block = self._block_visits(case, told.seq[order])
        phase = node_phases(told.near[order], told.past[order], self.now)
        left = ~open_ & ((family == Family.LEFT_ON_TIME) | (family == Family.LEFT_LATE)) & (end <= self.floor)
        lawful = of_visits(case, len(cases), self._lawful(stops))
        places = order.tolist()
        return Visits(
            case=case,
            seq=told.seq[order].astype(np.int64),
            node=self.keys.nodes.codes(told.name[place] for place in places),
            unit=self.keys.units.codes(told.unit_id[place] for place in places),
            officer=self.keys.officers.codes(told.officer_id[place] for place in places),
            level=self.keys.levels.codes(self._node_level(visit) for visit in in_block.tolist()),
            start=start,
            end=end,
            open=open_,
            left=left,
            late=left & (family == Family.LEFT_LATE),
            light=read_lights(self.table, family, phase),
            reason=self.table.reason[family, phase],
            due=told.due[order],
            used=office_seconds(self.book, start, end, left, lawful),
            limit=self.limits.nodes(in_block),
        )

    def _block_visits(self, case: Codes, seq: npt.NDArray[np.int32]) -> Numbers:
        """The rows of the block's visits, which are in the order of case and seq."""
        nodes = self.block.nodes
        keys = nodes.owner.astype(np.int64) * _SEQS + nodes.seq
        return np.searchsorted(keys, self.rows[case] * _SEQS + seq)

    def _node_level(self, visit: int) -> str:
        block, nodes = self.block, self.block.nodes
        return self.levels.of_node(
            block.item_code[int(nodes.owner[visit])], int(nodes.node_seq[visit]), nodes.unit_id[visit]
        )

    # cards

    def _cards(self, cases: Cases, visits: Visits) -> Cards:
        # two stretches of one clock with the same due call for the same card: the ledger keeps one, so do the figures
        told = list({card.key: card for card in self.judged.cards}.values())
        at = {case_no: place for place, case_no in enumerate(cases.case_no.tolist())}
        case = np.fromiter((at[card.case_no] for card in told), np.int32, len(told))
        of_node = np.fromiter((card.node_seq is not None for card in told), np.bool_, len(told))
        seq = np.fromiter((card.node_seq or 0 for card in told), np.int64, len(told))
        keys = visits.case.astype(np.int64) * _SEQS + visits.seq
        visit = np.where(of_node, np.searchsorted(keys, case.astype(np.int64) * _SEQS + seq), NO_VISIT)
        moment = np.fromiter((to_seconds(card.became_true_at) for card in told), np.int64, len(told))
        waiting = np.fromiter((card.reason == _ACCEPTANCE for card in told), np.bool_, len(told))
        begun = np.where(waiting, cases.received[case], cases.accepted[case])
        if len(visits):
            begun = np.where(of_node, visits.start[visit], begun)
        cards = Cards(
            case=case,
            visit=visit.astype(np.int32),
            level=np.fromiter((LEVELS[card.level] for card in told), np.uint8, len(told)),
            moment=np.maximum(moment, begun),
            unit=self.keys.units.codes(card.unit_id for card in told),
            officer=self.keys.officers.codes(card.officer_id for card in told),
        )
        return _sorted(cards)


def _sorted(cards: Cards) -> Cards:
    return taken(cards, np.lexsort((cards.moment, cards.visit, cards.case)))


def _turning(past: Seconds, law: Seconds, family: npt.NDArray[np.uint8], table: PhaseTable) -> Seconds:
    """When the light turns red: at the due, or under some profiles at the law's."""
    red_at_due: Mask = table.light[family, 2] == Light.RED
    red_at_law: Mask = table.light[family, 3] == Light.RED
    return np.where(red_at_due, np.minimum(past, law), np.where(red_at_law, law, NEVER))


def _told_stops(block: CaseBlock) -> list[tuple[int, int, int, int, int]]:
    """(row, first, last, kind, place) of all suspensions and corrections, as far as they can be read."""
    found = [
        (row, _seconds(one.started_at), _seconds(one.ended_at), SUSPENSION, place)
        for row, told in block.suspensions.items()
        for place, one in enumerate(told)
    ]
    return found + [
        (row, _seconds(one.notified_at), _seconds(one.received_at), CORRECTION, place)
        for row, told in block.corrections.items()
        for place, one in enumerate(told)
    ]


def _seconds(moment: object) -> int:
    if isinstance(moment, datetime):
        return to_seconds(moment)
    return NONE if moment is None else UNREADABLE
