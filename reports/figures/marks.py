"""What is counted: for each figure the cases behind it. A count, a table's cell and a trace all read the same marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from monitoring.blocks import NONE, Seconds
from monitoring.codes import Light, Reason
from monitoring.judging.courses import REASONS
from monitoring.moments import DAY_SECONDS, to_seconds
from reports.figures.columns import CORRECTION, NO_VISIT, RED, YELLOW, Codes, Mask, Rows
from reports.figures.groups import Groups
from reports.figures.history import History
from reports.figures.periods import Period
from reports.figures.values import Grouping

_OVERDUE: Final = [REASONS.index(Reason.PAST_PROMISED_DUE), REASONS.index(Reason.PAST_STATUTORY_DUE)]
PARTS: Final = ("finished_judged", "finished_in_time", "finished_promised", "timed", "sped_promised", "sped")
"""Counts that only rates and means need: what they divide by, and so the cases behind them. They have no column."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Rows of ``Cases``, one for each time that it counts, with who answers for it."""

    cases: Rows
    unit: Codes
    officer: Codes
    level: Codes

    def __len__(self) -> int:
        return len(self.cases)

    def rows(self, history: History, groups: Groups, grouping: Grouping) -> npt.NDArray[np.int64]:
        """For each entry the row of the table."""
        cases = history.cases
        codes: dict[Grouping, Callable[[], Codes]] = {
            Grouping.TOWNSHIP: lambda: cases.region[self.cases],
            Grouping.VILLAGE: lambda: cases.region[self.cases],
            Grouping.ITEM: lambda: cases.item[self.cases],
            Grouping.UNIT: lambda: self.unit,
            Grouping.OFFICER: lambda: self.officer,
            Grouping.LEVEL: lambda: self.level,
        }
        return groups.of(grouping).rows(codes[grouping]())


class Marks:
    """The marks of one period by name, all of one history."""

    def __init__(self, history: History, period: Period) -> None:
        self.history = history
        self._first = to_seconds(period.start)
        self._after = min(to_seconds(period.end), history.end)
        self._found: dict[str, Mark] = {}
        self._receipt()
        self._finish()
        self._moment()
        self._cards()

    def __getitem__(self, name: str) -> Mark:
        return self._found[name]

    def names(self) -> tuple[str, ...]:
        return tuple(self._found)

    def within(self, moments: Seconds) -> Mask:
        """Moments of the period that had come before the cut-off."""
        inside: Mask = (moments >= self._first) & (moments < self._after)
        return inside

    def _put(self, name: str, rows: Rows, officer: Codes) -> None:
        cases = self.history.cases
        self._found[name] = Mark(rows, cases.unit[rows], officer[rows], cases.level[rows])

    def _receipt(self) -> None:
        cases, stops = self.history.cases, self.history.stops
        self._put("received", np.flatnonzero(self.within(cases.received)), cases.officer_in)
        self._put("accepted", np.flatnonzero(self.within(cases.accepted)), cases.officer_in)
        asked = stops.case[(stops.kind == CORRECTION) & self.within(stops.start)]
        self._put("corrections", np.unique(asked).astype(np.intp), cases.officer_in)

    def _finish(self) -> None:
        cases = self.history.cases
        ended = np.flatnonzero(self.within(cases.ended))
        ended = ended[(cases.accepted[ended] != NONE) | ~cases.judged[ended]]
        judged, late, immediate = cases.judged[ended], cases.late[ended], cases.immediate[ended]
        in_time, due = judged & ~late, cases.due[ended]
        # a due at 00:00 is the end of the day before
        early = (due != NONE) & (cases.ended[ended] // DAY_SECONDS < (due - 1) // DAY_SECONDS)
        used, promised, statutory = cases.used[ended], cases.promised[ended], cases.statutory[ended]
        limited = judged & (statutory != NONE) & (statutory > 0)
        chosen = {
            "finished": np.ones(len(ended), np.bool_),
            "finished_immediate": in_time & immediate,
            "finished_early": in_time & ~immediate & early,
            "finished_on_day": in_time & ~immediate & ~early,
            "finished_late": judged & late,
            "overdue_finished": judged & late,
            "finished_unjudged": ~judged,
            "finished_judged": judged,
            "finished_in_time": in_time,
            "finished_promised": judged & ~immediate,
            "timed": judged & (used != NONE) & (cases.day_seconds[ended] > 0),
            "sped_promised": limited & (promised != NONE),
            "sped": limited & (used != NONE),
        }
        for name, mask in chosen.items():
            self._put(name, ended[mask], cases.officer_out)

    def _moment(self) -> None:
        history, cases = self.history, self.history.cases
        in_hand = np.flatnonzero(cases.open & (cases.accepted != NONE))
        overdue = in_hand[np.isin(cases.reason[in_hand], _OVERDUE)]
        self._put("in_hand", in_hand, cases.officer_now)
        self._put("overdue_open", overdue, cases.officer_now)
        self._put("yellow_lit", np.flatnonzero(cases.open & (cases.light == Light.YELLOW)), cases.officer_now)
        self._put("red_lit", np.flatnonzero(cases.open & (cases.light == Light.RED)), cases.officer_now)
        stopped = np.unique(history.stops.case[history.stops.end == NONE])
        self._put("suspended", stopped[cases.open[stopped]].astype(np.intp), cases.officer_now)
        late = self._found["overdue_finished"]
        self._found["overdue"] = _both(late, self._found["overdue_open"])
        visits = history.visits
        self._found["node_red_lit"] = self._of_visits(np.flatnonzero(visits.open & (visits.light == Light.RED)))

    def _of_visits(self, rows: Rows) -> Mark:
        visits = self.history.visits
        return Mark(visits.case[rows].astype(np.intp), visits.unit[rows], visits.officer[rows], visits.level[rows])

    def red_visits(self) -> Rows:
        """The visits that turned red in the period, one for each card."""
        cards = self.history.cards
        fell = self.within(cards.moment) & (cards.visit != NO_VISIT) & (cards.level == RED)
        visits: Rows = cards.visit[np.flatnonzero(fell)].astype(np.intp)
        return visits

    def _cards(self) -> None:
        cards = self.history.cards
        fell = self.within(cards.moment)
        of_case = cards.visit == NO_VISIT
        self._found["yellow_new"] = self._of_cards(np.flatnonzero(fell & of_case & (cards.level == YELLOW)))
        self._found["red_new"] = self._of_cards(np.flatnonzero(fell & of_case & (cards.level == RED)))
        self._found["node_red_new"] = self._of_visits(self.red_visits())

    def _of_cards(self, rows: Rows) -> Mark:
        cards, cases = self.history.cards, self.history.cases
        of = cards.case[rows].astype(np.intp)
        return Mark(of, cards.unit[rows], cards.officer[rows], cases.level[of])


def _both(first: Mark, second: Mark) -> Mark:
    return Mark(
        np.concatenate([first.cases, second.cases]),
        np.concatenate([first.unit, second.unit]),
        np.concatenate([first.officer, second.officer]),
        np.concatenate([first.level, second.level]),
    )
