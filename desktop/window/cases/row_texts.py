"""The words of one row of the case table."""

from __future__ import annotations

from datetime import datetime

from desktop.window.cases.query import NameTexts
from monitoring.blocks import NONE
from monitoring.board import NOT_ACCEPTED, PROVISIONAL, RED_NODE, STATUTORY_BREACHED, YELLOW_NODE, BoardSnapshot
from monitoring.codes import Light, Reason
from monitoring.moments import ceil_seconds, from_seconds
from monitoring.worktime import CalendarUnknown
from resources import Words
from resources.spoken import HOUR, day, due_moment, last_day, person, time_left


class CaseTexts:
    """Texts of rows of one snapshot; nothing here leaves as a numpy scalar, Qt draws those blank."""

    def __init__(self, words: Words, snapshot: BoardSnapshot, names: NameTexts) -> None:
        self._words = words
        self._snapshot = snapshot
        self._names = names
        self._spans_at = 0
        self._spans: dict[int, int] = {}

    def light(self, row: int) -> Light:
        return Light(int(self._snapshot.cases.light[row]))

    def reason(self, row: int) -> str:
        """Why the light is what it is."""
        return self._words.reason(self._snapshot.reasons[int(self._snapshot.cases.reason[row])])

    def node_light(self, row: int) -> str:
        """The worst light of the case's open nodes where it is red or yellow, else ''."""
        flags = int(self._snapshot.cases.flags[row])
        return "red" if flags & RED_NODE else "yellow" if flags & YELLOW_NODE else ""

    def statutory_breached(self, row: int) -> bool:
        return bool(int(self._snapshot.cases.flags[row]) & STATUTORY_BREACHED)

    def waits(self, row: int) -> bool:
        """Whether the case is not accepted yet: what the board has as its acceptance is the application's moment."""
        return bool(int(self._snapshot.cases.flags[row]) & NOT_ACCEPTED)

    def row(self, row: int, now: datetime) -> tuple[str, ...]:
        """The texts of all columns."""
        cases = self._snapshot.cases
        return (
            *self.names(row),
            self._day(NONE if self.waits(row) else int(cases.accepted_at[row]), now),
            self.due(row, now),
            self.left(row, now, briefly=True),
            self._day(int(cases.statutory_due[row]), now, last=True),
        )

    def names(self, row: int) -> tuple[str, ...]:
        """The texts of the columns without moments: the first seven."""
        cases, names = self._snapshot.cases, self._names
        officer, unit = cases.officer[row], names.units[cases.unit[row]]
        return (
            self._words.light(self.light(row).code),
            str(cases.case_no[row]),
            names.items[cases.item[row]],
            names.places[cases.region[row]],
            names.nodes[cases.node_name[row]] or (self._words.phrase("nodes", "to_accept") if self.waits(row) else ""),
            unit,
            person(names.officers[officer], names.officer_units[officer], unit),
        )

    def _day(self, seconds: int, now: datetime, *, last: bool = False) -> str:
        """The day of a moment; ``last``: of a due, which at midnight belongs to the day that it ends."""
        if seconds == NONE:
            return ""
        moment_ = from_seconds(seconds)
        return day(self._words, last_day(moment_) if last else moment_.date(), now.date(), in_column=True)

    def due(self, row: int, now: datetime) -> str:
        """The due moment; '约' before one that an open stop may still move, to the minute: its seconds move too."""
        seconds = int(self._snapshot.cases.due[row])
        if seconds == NONE:
            return ""
        due, provisional = from_seconds(seconds), int(self._snapshot.cases.flags[row]) & PROVISIONAL
        if not provisional:
            return due_moment(self._words, due, now.date(), in_column=True)
        return self._words.phrase("time_left", "about").format(
            due=due_moment(self._words, due, now.date(), in_column=True, whole_minutes=True)
        )

    def left(self, row: int, now: datetime, *, briefly: bool = False) -> str:
        """The time left in office time, worked out now.

        ``briefly``, as the list has room for: 'today' without 'due', which the column before it says; beside the mark
        of a passed statutory due whole working days or hours.
        """
        light, due = self.light(row), int(self._snapshot.cases.due[row])
        if light in (Light.PAUSED, Light.UNJUDGED):
            return self._words.phrase("time_left", "stopped" if light is Light.PAUSED else "unjudged")
        if due == NONE:
            return self._words.phrase("time_left", "no_due")
        reason = self._snapshot.reasons[int(self._snapshot.cases.reason[row])]
        if reason == Reason.SUSPENSION_OVERDUE:
            # red for the stop, not for the due, which moves on with it: time left to that would contradict the light
            return self._words.phrase("time_left", "stop_overdue") if briefly else self._words.reason(reason)
        try:
            office_seconds = self._office_seconds(ceil_seconds(now), due)
        except CalendarUnknown:
            return self._words.phrase("time_left", "unknown")
        breached, day_seconds = self.statutory_breached(row), self._snapshot.day_seconds
        if briefly and breached:
            office_seconds = _whole(office_seconds, day_seconds)
        said = time_left(self._words, now, from_seconds(due), office_seconds, day_seconds, briefly=briefly)
        return self._words.phrase("time_left", "statutory").format(late=said) if breached else said

    def _office_seconds(self, now: int, due: int) -> int:
        """Many cases have the same due: it is worked out once for each and kept while the moment stays."""
        if now != self._spans_at:
            self._spans_at, self._spans = now, {}
        if due not in self._spans:
            self._spans[due] = self._snapshot.calendar.elapsed_s(min(now, due), max(now, due))
        return self._spans[due]


def _whole(office_seconds: int, day_seconds: int) -> int:
    """Whole working days where there is one, else whole hours where there is one."""
    unit = next((unit for unit in (day_seconds, HOUR) if 0 < unit <= office_seconds), 1)
    return office_seconds - office_seconds % unit
