"""The engine: one read, one judgement, one transaction, one frozen picture per tick.

It knows no threads and no timers: whoever calls ``load`` and ``tick`` has them. A store that is away is not an error
here: the last picture stays up with its age and a note of the trouble.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitoring.blocks import CaseBlock
from monitoring.board import BoardSnapshot, Problem, Trouble
from monitoring.codes import ProblemCode
from monitoring.judging.blocks_judging import judge_block
from monitoring.judging.columns import JudgedCases
from monitoring.judging.courses import REASONS, PhaseTable
from monitoring.judging.targets import Rulebook
from monitoring.moments import DAY_SECONDS, NEVER, ceil_seconds, from_seconds
from monitoring.ports import (
    Card,
    CaseStore,
    Ledger,
    Revocation,
    Sighting,
    SmsWarning,
    StoreUnavailable,
    TickWrite,
    chunks,
)
from monitoring.records import Catalogue
from monitoring.sms.due import Planner
from monitoring.sms.texts import without_numbers
from monitoring.watching.collecting import collector_in_hand
from monitoring.watching.settling import Settler
from monitoring.watching.sightings import news, returned, seen_now, seen_problems, sightings_of
from monitoring.watching.snapshots import Picture, picture
from monitoring.watching.state import BoardState
from monitoring.watching.warning import Warner
from monitoring.worktime import CalendarUnknown

CASE_STORE = "case_store"
LEDGER = "ledger"
FETCH = 1000
JUST_PAST = 0.005
"""Seconds after a boundary at which the light is surely another."""
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """``live``: ``at`` is always the present. ``dry_run``: nothing is written. ``keep_finished``: see BoardState."""

    live: bool = True
    dry_run: bool = False
    keep_finished: bool = False


class Engine:
    """Reads ``store``, judges by ``book``, writes ``ledger``. Not for several threads at once.

    ``planner``: which warnings should exist; they are written with the cards. None: no warnings.
    """

    def __init__(
        self,
        store: CaseStore,
        ledger: Ledger,
        book: Rulebook,
        options: Options | None = None,
        planner: Planner | None = None,
    ) -> None:
        self._warner = Warner(ledger, planner) if planner is not None else None
        self.store = store
        self.ledger = ledger
        self.book = book
        self.options = options or Options()
        self.state = BoardState(keep_finished=self.options.keep_finished)
        self.catalogue = Catalogue()
        self.read_at: datetime | None = None
        self._phases = PhaseTable.of(book.profile)
        self._problems: dict[str, tuple[tuple[str, str], ...]] = {}
        self._unknown_years: set[int] = set()
        self._trouble: dict[str, Trouble] = {}
        self._unsettled: set[str] = set()
        """Cases whose cards could not be settled yet, because a store was away."""
        self._first_look: datetime | None = None
        self._settler = Settler(ledger, book)
        self._looked_until = 0
        self._picture: tuple[int, int, Picture] | None = None
        self._unchanged_until = NEVER
        self._problem_rows: tuple[Problem, ...] | None = None
        self._store_problems: tuple[tuple[str, str, str], ...] = ()
        self.last_new_cards: tuple[Card, ...] = ()
        self._telling = True
        """Whether new cards are told one by one: not those of a first look, which may be all that ever were."""
        self.cards_written = 0
        self.cards_revoked = 0
        self.warnings_written = 0

    def load(self, at: datetime, progress: Progress | None = None) -> None:
        """Reads and judges the whole store. Raises StoreUnavailable; what was known before is then still there."""
        fresh = BoardState(keep_finished=self.options.keep_finished)
        before = self._problems, self._unknown_years
        self._telling = False
        try:
            self._load_into(fresh, at, progress)
        except StoreUnavailable:
            self._problems, self._unknown_years = before
            raise
        finally:
            self._telling = True
        if self._first_look is None:
            self._first_look = at
        fresh.version = self.state.version + 1
        self.state, self._picture = fresh, None
        self._looked_until = ceil_seconds(at)
        self.state.find_next_change(self._looked_until)
        self.read_at = at
        self._trouble.pop(CASE_STORE, None)

    def _load_into(self, fresh: BoardState, at: datetime, progress: Progress | None) -> None:
        self.last_new_cards = ()
        self.cards_written = self.cards_revoked = self.warnings_written = 0
        self.catalogue = self.store.catalogue()
        self._first_look = self._first_sighting()
        self._begin_settling(at)
        self._problems, self._unknown_years = {}, set()
        loaded: set[str] = set()
        with collector_in_hand() as set_aside:
            for block in self.store.load():
                judged = judge_block(self.book, self.catalogue, block, at, live=self.options.live)
                fresh.apply(judged, ceil_seconds(at))
                self._settle(block, judged, at)
                loaded.update(block.case_no)
                set_aside()
                if progress is not None:
                    progress(len(loaded))
            self._store_problems, self._problem_rows = self.store.problems, None
            self._vanish_known(loaded, at)
            set_aside()

    def tick(self, at: datetime, *, poll: bool = True) -> BoardSnapshot:
        """What changed in the store and what time itself changed, settled in the ledger, as a picture.

        ``poll`` False: only what time changed (a boundary passed between two polls).
        """
        self.last_new_cards = ()
        self.cards_written = self.cards_revoked = self.warnings_written = 0
        now = ceil_seconds(at)
        try:
            if poll and self._take_changes(at):
                self.load(at)
            self._take_turns(at, now)
            self._trouble.pop(CASE_STORE, None)
        except StoreUnavailable as away:
            self._unsettled.update(self._turned_cases(now))
            self.note_trouble(CASE_STORE, away, at)
        self._looked_until = max(self._looked_until, now)
        if self.state.next_change < now:
            self.state.find_next_change(now)
        return self.snapshot(at)

    def snapshot(self, at: datetime) -> BoardSnapshot:
        """The board at ``at`` as it is known; the same columns as before where nothing can have changed."""
        pictured = self._pictured(ceil_seconds(at))
        return BoardSnapshot(
            at=at,
            read_at=self.read_at,
            cases=pictured.rows,
            names=pictured.names,
            reasons=REASONS,
            counts=pictured.counts,
            node_counts=pictured.node_counts,
            calendar=self.book.working,
            day_seconds=self._standard_day(at),
            calendar_unknown=tuple(sorted(self._unknown_years)),
            problems=self.problems(),
            new_cards=self.last_new_cards,
            trouble=tuple(self._trouble.values()),
            version=self._picture[0] if self._picture else 0,
        )

    def full_picture(self, at: datetime) -> Picture:
        """All cases that the state holds, those that are over included (with ``keep_finished``)."""
        return picture(self.state, self._phases, self.catalogue, ceil_seconds(at), closed=True)

    def problems(self) -> tuple[Problem, ...]:
        """All problems of all cases, in the order of the cases' numbers."""
        if self._problem_rows is None:
            self._problem_rows = tuple(
                Problem(case_no, code, without_numbers(detail))
                for case_no in sorted(self._problems)
                for code, detail in self._problems[case_no]
            ) + tuple(Problem(case_no, code, without_numbers(detail)) for case_no, code, detail in self._store_problems)
        return self._problem_rows

    def note_trouble(self, store: str, away: StoreUnavailable, at: datetime) -> None:
        """Remembers since when a store is away."""
        known = self._trouble.get(store)
        since = known.since if known is not None else at
        self._trouble[store] = Trouble(store, away.code, away.detail, since)

    def note_ledger_read(self) -> None:
        """The ledger answers again: its trouble is over, unless it did not take the cards of some cases."""
        if not self._unsettled:
            self._trouble.pop(LEDGER, None)

    def change_book(self, book: Rulebook) -> None:
        """Another calendar or other rules: everything must be loaded again."""
        self.book = book
        self._phases = PhaseTable.of(book.profile)
        self._settler = Settler(self.ledger, book)
        self._picture = None

    @property
    def phases(self) -> PhaseTable:
        """Lights and reasons of every family under the rules in force."""
        return self._phases

    @property
    def next_change(self) -> int:
        """The nearest boundary (wall-clock seconds): just after it a tick is due. NEVER where none comes."""
        return self.state.next_change

    def _take_changes(self, at: datetime) -> bool:
        """True: the items' limits changed, so that every case must be judged again."""
        changes = self.store.poll()
        if changes.catalogue is not None:
            if changes.catalogue.items != self.catalogue.items or self._others_are_told(changes.catalogue):
                return True
            self.catalogue = changes.catalogue
            self.state.version += 1
        if changes.problems != self._store_problems:
            self._store_problems, self._problem_rows = changes.problems, None
        for block in changes.blocks:
            self._rejudge(block, at)
        self._vanish(changes.vanished, at)
        self.read_at = at
        return False

    def _others_are_told(self, catalogue: Catalogue) -> bool:
        """Whether people or their roles changed: what stands has then to be told to whoever has the role now."""
        return self._warner is not None and _roles(catalogue) != _roles(self.catalogue)

    def _take_turns(self, at: datetime, now: int) -> None:
        """Cases of which time passed a boundary are read again before a card is written: no card from stale data."""
        cases = self._turned_cases(now) | self._unsettled | self._called_off(at)
        for part in chunks(sorted(cases), FETCH):
            block = self.store.fetch(part)
            self._rejudge(block, at)
            self._vanish(set(part) - set(block.case_no), at)

    def _called_off(self, at: datetime) -> set[str]:
        """Cases whose warnings a sender called off lately."""
        if self._warner is None or self.options.dry_run:
            return set()
        try:
            return set(self._warner.to_look_at_again())
        except StoreUnavailable as away:
            self.note_trouble(LEDGER, away, at)
            return set()

    def _turned_cases(self, now: int) -> set[str]:
        if self.state.next_change >= now:
            return set()
        return {*self.state.turned(self._looked_until, now), *self.state.stale(now)}

    def _rejudge(self, block: CaseBlock, at: datetime) -> None:
        judged = judge_block(self.book, self.catalogue, block, at, live=self.options.live)
        for case_no in block.case_no:
            self._problems.pop(case_no, None)
        self.state.remove(set(block.case_no) - set(judged.case_no))
        self.state.apply(judged, ceil_seconds(at))
        self._settle(block, judged, at)

    def _settle(self, block: CaseBlock, judged: JudgedCases, at: datetime) -> None:
        """Brings the ledger to what history calls for in these cases; keeps them in mind where it is away."""
        self._unknown_years |= judged.unknown_years
        self._problems.update(judged.problems)
        self._problem_rows = None
        try:
            known = dict(self.ledger.sightings(block.case_no))
            seen = sightings_of(block)
            fresh = news(seen, known)
            audited = self._settler.settle(
                self.catalogue, block, judged, at, live=self.options.live, note=not self.options.dry_run
            )
            warnings = self._warnings(judged, at)
            self._write(at, audited.missing, audited.wrong, fresh, (), returned(seen, known), warnings)
            known.update((one.case_no, seen_now(known.get(one.case_no), one, at)) for one in fresh)
            self._note_seen(seen_problems(block, known, self._first_look))
            self._unsettled.difference_update(block.case_no)
        except StoreUnavailable as away:
            self._unsettled.update(block.case_no)
            self.note_trouble(LEDGER, away, at)

    def _warnings(self, judged: JudgedCases, at: datetime) -> Sequence[SmsWarning]:
        if self._warner is None or self.options.dry_run:
            return ()
        in_force = self._settler.in_force(judged)
        return self._warner.missing(self.catalogue, in_force, at, self.book.working, live=self.options.live)

    def _write(
        self,
        at: datetime,
        cards: Sequence[Card] = (),
        wrong: Sequence[Revocation] = (),
        seen: Sequence[Sighting] = (),
        vanished: Sequence[str] = (),
        back: Sequence[str] = (),
        warnings: Sequence[SmsWarning] = (),
    ) -> None:
        if self.options.dry_run or not (cards or wrong or seen or vanished or back or warnings):
            return
        result = self.ledger.write(TickWrite(at, cards, wrong, seen, vanished, back, warnings))
        if self._telling:
            self.last_new_cards += result.new_cards
        self.cards_written += result.cards_written
        self.cards_revoked += result.cards_revoked
        self.warnings_written += result.warnings_written
        self._trouble.pop(LEDGER, None)

    def _note_seen(self, found: dict[str, tuple[tuple[str, str], ...]]) -> None:
        for case_no, problems in found.items():
            self._problems[case_no] = (*self._problems.get(case_no, ()), *problems)

    def _vanish(self, case_nos: Iterable[str], at: datetime) -> None:
        gone = sorted(case_nos)
        if not gone:
            return
        self.state.remove(gone)
        for case_no in gone:
            self._problems[case_no] = ((ProblemCode.VANISHED, ""),)
        self._problem_rows = None
        self._unsettled.difference_update(gone)
        try:
            self._write(at, vanished=gone)
        except StoreUnavailable as away:
            self.note_trouble(LEDGER, away, at)

    def _vanish_known(self, loaded: set[str], at: datetime) -> None:
        """Cases that we once saw and that the store no longer holds."""
        try:
            gone = {case_no: known for case_no, known in self.ledger.sightings() if case_no not in loaded}
        except StoreUnavailable as away:
            self.note_trouble(LEDGER, away, at)
            return
        for case_no in gone:
            self._problems[case_no] = ((ProblemCode.VANISHED, ""),)
        self._vanish((case_no for case_no, known in gone.items() if known.vanished_at is None), at)

    def _first_sighting(self) -> datetime | None:
        try:
            return min((known.first_seen_at for _, known in self.ledger.sightings()), default=None)
        except StoreUnavailable:
            return None

    def _begin_settling(self, at: datetime) -> None:
        try:
            self._settler.begin(at, note=not self.options.dry_run)
            if self._warner is not None:
                self._warner.begin()
        except StoreUnavailable as away:
            self.note_trouble(LEDGER, away, at)

    def _pictured(self, now: int) -> Picture:
        """The last picture while neither data nor any light can have changed since it was taken."""
        if self._picture is not None:
            version, taken, pictured = self._picture
            if version == self.state.version and now >= taken and now <= self._unchanged_until:
                return pictured
        self.state.find_next_change(now)
        self._unchanged_until = self.state.next_change
        pictured = picture(self.state, self._phases, self.catalogue, now)
        if self._picture is not None and self._picture[0] == self.state.version:
            self.state.version += 1
        self._picture = (self.state.version, now, pictured)
        return pictured

    def _standard_day(self, at: datetime) -> int:
        try:
            return self.book.standard_day(ceil_seconds(at) // DAY_SECONDS)
        except CalendarUnknown:
            return 0


def _roles(catalogue: Catalogue) -> dict[str, tuple[str | None, str | None]]:
    return {one.officer_id: (one.unit_id, one.role) for one in catalogue.officers.values()}


def wait_seconds(engine: Engine, at: datetime, poll_seconds: float) -> float:
    """How long to sleep until the next poll or just past the nearest boundary, whichever comes first."""
    if engine.next_change == NEVER:
        return poll_seconds
    ahead = (from_seconds(engine.next_change) - at).total_seconds() + JUST_PAST
    return max(JUST_PAST, min(poll_seconds, ahead))
