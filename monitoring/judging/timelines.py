"""One clock against one target: its due in each stretch between lawful stops."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitoring.blocks import NONE
from monitoring.judging.dues import due_of, near_of
from monitoring.judging.stops import Stop
from monitoring.judging.targets import Rulebook, Target, day_of
from monitoring.moments import NEVER, to_seconds
from monitoring.worktime import CalendarUnknown


@dataclass(frozen=True, slots=True)
class Epoch:
    """A stretch in which the clock ran, (opens, closes], with the due as it then stood."""

    opens: int
    closes: int
    due: int
    near: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """``epochs`` in order; the last one is the present. ``counted``: the stops that moved the due."""

    target: Target
    start: int
    epochs: tuple[Epoch, ...]
    counted: tuple[Stop, ...]
    stopped_now: bool
    near_known_until: int = NEVER
    """Where the nearness needs a year that the calendar does not know: certain only up to this moment."""

    @property
    def due(self) -> int:
        return self.epochs[-1].due

    @property
    def near(self) -> int:
        return self.epochs[-1].near


def timeline(book: Rulebook, target: Target, start: int, stops: Sequence[Stop], until: int) -> Timeline:
    """The clock from ``start`` to ``until`` (its end, or now). ``stops`` are sorted and cut to the start.

    Raises CalendarUnknown where a due or the nearness cannot be known and matters at ``until``.
    """
    epochs: list[Epoch] = []
    counted: tuple[Stop, ...] = ()
    opens, stopped_now = start, False
    for stop in stops:
        due = due_of(book, target, start, counted)
        if stop.stands_since > due or stop.start > until:
            break
        if stop.start > opens:
            epochs.append(Epoch(opens, stop.start, due, _near(book, target, start, due, counted, stop.start)[0]))
        stopped_now = stopped_now or stop.end > until
        counted += (replace(stop, end=min(stop.end, until)),)
        opens = max(opens, min(stop.end, until))
    due = due_of(book, target, start, counted)
    near, known_until = _near(book, target, start, due, counted, until)
    epochs.append(Epoch(opens, until, due, near))
    return Timeline(target, start, tuple(epochs), counted, stopped_now, known_until)


def _near(book: Rulebook, target: Target, start: int, due: int, stops: Sequence[Stop], until: int) -> tuple[int, int]:
    """The near boundary, and until when it is certain."""
    try:
        return near_of(book, target, start, due, stops), NEVER
    except CalendarUnknown:
        if until > due:
            return due, NEVER
        certain = _surely_not_near(book)
        if until > certain:
            raise
        return due, certain


def _surely_not_near(book: Rulebook) -> int:
    """Up to this moment nothing due in an unknown year can be near, however many rest days that year has."""
    days = int(book.profile.yellow_working_days)
    if not days:
        return NONE
    last = book.working.last_known_day
    known = day_of(last.toordinal() - day_of(0).toordinal() + 1)
    return to_seconds(book.working.close_of(book.working.nth_workday(known, -days)))
