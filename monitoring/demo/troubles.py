"""What goes wrong in real feeds, done to made-up rows.

To add a trouble: write a function that gives the spoilt case, or None where it cannot happen to this one, and put it
into ``TROUBLES``.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from monitoring.importing.rows import SuspensionRow, WholeCase, stamp

Trouble = Callable[[WholeCase, Random], WholeCase | None]
ODD_DATES = ("0000-00-00 00:00:00", "2017-13-45 08:30:00", "待补录", "20170705")
ODD_STATE = "办理中"


def _steps_at_one_moment(whole: WholeCase, _: Random) -> WholeCase | None:
    """受理/审核/办结 written at once when it was over."""
    at = whole.case.finished_at
    if at is None or not whole.nodes:
        return None
    nodes = tuple(node._replace(entered_at=at, left_at=at, updated_at=at) for node in whole.nodes)
    return whole._replace(nodes=nodes)


def _node_left_open(whole: WholeCase, _: Random) -> WholeCase | None:
    if whole.case.finished_at is None or not whole.nodes:
        return None
    return whole._replace(nodes=(*whole.nodes[:-1], whole.nodes[-1]._replace(left_at=None)))


def _finished_without_end(whole: WholeCase, _: Random) -> WholeCase | None:
    return _case(whole, finished_at=None) if whole.case.state == "finished" else None


def _end_before_start(whole: WholeCase, _: Random) -> WholeCase | None:
    case = whole.case
    if case.finished_at is None or case.accepted_at is None:
        return None
    return _case(whole, accepted_at=case.finished_at, finished_at=case.accepted_at)


def _unit_missing(whole: WholeCase, _: Random) -> WholeCase | None:
    nodes = tuple(node._replace(unit_id=None, officer_id=None) for node in whole.nodes or ())
    return _case(whole, unit_id=None)._replace(nodes=nodes)


def _midnight(whole: WholeCase, _: Random) -> WholeCase | None:
    """A platform that knows dates only."""
    case = whole.case
    nodes = tuple(
        node._replace(entered_at=_day(node.entered_at), left_at=_day(node.left_at)) for node in whole.nodes or ()
    )
    days = {"applied_at": _day(case.applied_at), "accepted_at": _day(case.accepted_at)}
    return _case(whole, **days, finished_at=_day(case.finished_at))._replace(nodes=nodes)


def _typed_in_late(whole: WholeCase, rng: Random) -> WholeCase | None:
    """体外循环: done on paper, typed in weeks after it was over."""
    if whole.case.finished_at is None:
        return None
    typed = _later(whole.case.finished_at, rng.uniform(8, 40))
    nodes = tuple(node._replace(updated_at=typed) for node in whole.nodes or ())
    return _case(whole, updated_at=typed)._replace(nodes=nodes)


def _accepted_in_future(whole: WholeCase, rng: Random) -> WholeCase | None:
    """A slip of the year."""
    case = whole.case
    return (
        _case(whole, accepted_at=_later(case.accepted_at, 365)) if case.state == "open" and case.accepted_at else None
    )


def _due_differs(whole: WholeCase, rng: Random) -> WholeCase | None:
    if whole.case.accepted_at is None:
        return None
    return _case(whole, promised_due=_later(whole.case.accepted_at, rng.randint(25, 60)))


def _due_before_acceptance(whole: WholeCase, rng: Random) -> WholeCase | None:
    if whole.case.accepted_at is None:
        return None
    return _case(whole, promised_due=_later(whole.case.accepted_at, -rng.randint(3, 30)))


def _item_unknown(whole: WholeCase, _: Random) -> WholeCase | None:
    return _case(whole, item_code="YS-00")


def _odd_state(whole: WholeCase, _: Random) -> WholeCase | None:
    return _case(whole, state=ODD_STATE) if whole.case.state == "open" else None


def _no_nodes(whole: WholeCase, _: Random) -> WholeCase | None:
    return whole._replace(nodes=())


def _extension_without_approver(whole: WholeCase, _: Random) -> WholeCase | None:
    return _stops(whole, approver=None) if any(stop.kind == "extension" for stop in whole.suspensions or ()) else None


def _suspension_without_basis(whole: WholeCase, _: Random) -> WholeCase | None:
    return _stops(whole, basis=None, reason=None) if whole.suspensions else None


def _suspension_ends_before_it_starts(whole: WholeCase, _: Random) -> WholeCase | None:
    stops = whole.suspensions or ()
    if not any(stop.ended_at for stop in stops):
        return None
    return whole._replace(suspensions=tuple(_swapped(stop) if stop.ended_at else stop for stop in stops))


def _odd_date(whole: WholeCase, rng: Random) -> WholeCase | None:
    return _case(whole, accepted_at=rng.choice(ODD_DATES)) if whole.case.accepted_at else None


TROUBLES: dict[str, Trouble] = {
    "steps_at_one_moment": _steps_at_one_moment,
    "node_left_open": _node_left_open,
    "finished_without_end": _finished_without_end,
    "end_before_start": _end_before_start,
    "unit_missing": _unit_missing,
    "midnight": _midnight,
    "typed_in_late": _typed_in_late,
    "accepted_in_future": _accepted_in_future,
    "due_differs": _due_differs,
    "due_before_acceptance": _due_before_acceptance,
    "item_unknown": _item_unknown,
    "odd_state": _odd_state,
    "no_nodes": _no_nodes,
    "extension_without_approver": _extension_without_approver,
    "suspension_without_basis": _suspension_without_basis,
    "suspension_ends_before_it_starts": _suspension_ends_before_it_starts,
    "odd_date": _odd_date,
}
TEXT_ONLY = frozenset({"odd_date"})
"""Only a store whose moments are text (SQLite) can hold it."""
OFTEN = {
    "steps_at_one_moment": 8.0,
    "typed_in_late": 4.0,
    "midnight": 4.0,
    "node_left_open": 3.0,
    "odd_date": 2.0,
    "accepted_in_future": 6.0,
    "odd_state": 6.0,
    "extension_without_approver": 60.0,
    "suspension_without_basis": 20.0,
    "suspension_ends_before_it_starts": 20.0,
}
"""How many times as often as the others; the last five can only befall the few that are open or were suspended."""


class Spoiler:
    """Spoils a few of many cases.

    ``share``: how often a trouble that is not in OFTEN befalls a case. ``until``: the demo's moment as text.
    """

    def __init__(self, share: float, *, text_store: bool, until: str) -> None:
        names = [name for name in TROUBLES if text_store or name not in TEXT_ONLY]
        self._borders = [(name, share * OFTEN.get(name, 1.0)) for name in names]
        self._until = until
        self.counts: dict[str, int] = {}

    def spoil(self, whole: WholeCase, rng: Random) -> WholeCase:
        """The case, now and then with one trouble."""
        for name, share in self._borders:
            if rng.random() < share:
                spoilt = TROUBLES[name](whole, rng)
                # what was typed in after the demo's moment is not known yet
                if spoilt is not None and (spoilt.case.updated_at or "") <= self._until:
                    self.counts[name] = self.counts.get(name, 0) + 1
                    return spoilt
        return whole


def _case(whole: WholeCase, **changes: Any) -> WholeCase:
    return whole._replace(case=whole.case._replace(**changes))


def _stops(whole: WholeCase, **changes: Any) -> WholeCase:
    return whole._replace(suspensions=tuple(stop._replace(**changes) for stop in whole.suspensions or ()))


def _swapped(stop: SuspensionRow) -> SuspensionRow:
    return stop._replace(started_at=stop.ended_at, ended_at=stop.started_at)


def _day(text: str | None) -> str | None:
    return None if text is None else f"{text[:10]} 00:00:00"


def _later(text: str, days: float) -> str:
    return stamp(datetime.fromisoformat(text) + timedelta(days=days))
