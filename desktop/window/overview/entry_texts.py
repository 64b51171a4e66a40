"""What the overview's lists say: cards that fell, and what turns red next."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from monitoring.codes import CardLevel, Light
from monitoring.moments import ceil_seconds, from_seconds, to_seconds
from monitoring.overviewing import CardLine, Upcoming
from resources import Words
from resources.spoken import HOUR, MINUTE, amount, day, last_day, moment, time_left
from widgets.two_lines import Entry

if TYPE_CHECKING:
    from monitoring.board import BoardSnapshot

CARD_LIGHTS: Final = {
    CardLevel.YELLOW: Light.YELLOW,
    CardLevel.RED: Light.RED,
    CardLevel.STATUTORY: Light.RED,
}
RING_SECONDS: Final = 60
DOT: Final = " · "


def ring_of(card: CardLine, now: datetime) -> float:
    """How strong the ring of a card is: it fades over its first minute."""
    return max(0.0, min(1.0, 1 - (now - card.became_true_at).total_seconds() / RING_SECONDS))


def clock_left(seconds: int) -> str:
    """A countdown of less than a day: '1:06:23'."""
    return f"{seconds // HOUR}:{seconds % HOUR // MINUTE:02}:{seconds % MINUTE:02}"


class EntryTexts(QObject):
    """Says cards and upcoming cases in words; working time is that of the snapshot's calendar."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def card(self, card: CardLine, snapshot: BoardSnapshot, now: datetime) -> Entry:
        """'10:23 ■ 韩集镇 高龄补贴  超期 3 小时 / 乡镇审核 · 李某某'."""
        how_long = self._card_left(card, snapshot, now)
        what = " ".join(part for part in (card.place, card.item) if part) or card.case_no
        who = DOT.join(part for part in (card.node or self.tr("whole case"), card.officer or card.unit) if part)
        said = (moment(self._words, card.became_true_at, now.date()), self._words.card_level(card.level))
        return Entry(
            when=self._when(card.became_true_at, now),
            light=CARD_LIGHTS[card.level].code,
            what=what,
            who=who,
            how_long=how_long,
            key=f"{card.case_no}#{card.card_id}",
            spoken=DOT.join((*said, what, who, how_long, card.case_no)),
        )

    def upcoming(self, case: Upcoming, snapshot: BoardSnapshot, now: datetime) -> Entry:
        """'17:30 ▲ 庆云镇 大病救助  1:06:23 / 县级审批 · 王某某'."""
        turns = from_seconds(case.turns)
        what = " ".join(part for part in (case.place, case.item) if part) or case.case_no
        who = DOT.join(part for part in (case.node, case.officer or case.unit) if part)
        said = (moment(self._words, turns, now.date()), self._words.light(case.light.code))
        return Entry(
            when=self._when(turns, now),
            light=case.light.code,
            what=what,
            who=who,
            how_long=self._countdown(case.turns, snapshot, now),
            key=case.case_no,
            spoken=DOT.join((*said, what, who, self._left(turns, snapshot, now), case.case_no)),
        )

    def _when(self, at: datetime, now: datetime) -> str:
        return f"{at:%H:%M}" if at.date() == now.date() else day(self._words, last_day(at), last_day(at))

    def _card_left(self, card: CardLine, snapshot: BoardSnapshot, now: datetime) -> str:
        if card.ended_at is not None and card.ended_at <= now:
            return self.tr("done")
        said = self._briefly(card.deadline, snapshot, now)
        return (
            self._words.phrase("time_left", "statutory").format(late=said)
            if card.level == CardLevel.STATUTORY
            else said
        )

    def _briefly(self, due: datetime, snapshot: BoardSnapshot, now: datetime) -> str:
        """As ``_left`` without the day: the entry is narrow."""
        seconds = office_seconds(snapshot, now, to_seconds(due))
        if not seconds or now > due:
            return self._left(due, snapshot, now)
        return self._words.phrase("time_left", "left").format(amount=amount(self._words, seconds, snapshot.day_seconds))

    def _left(self, due: datetime, snapshot: BoardSnapshot, now: datetime) -> str:
        seconds = office_seconds(snapshot, now, to_seconds(due))
        if seconds is None:
            return self._words.phrase("time_left", "unknown")
        return time_left(self._words, now, due, seconds, snapshot.day_seconds)

    def _countdown(self, turns: int, snapshot: BoardSnapshot, now: datetime) -> str:
        seconds = office_seconds(snapshot, now, turns)
        if not seconds:
            return self._left(from_seconds(turns), snapshot, now)
        if seconds < (snapshot.day_seconds or 8 * HOUR):
            return clock_left(seconds)
        return amount(self._words, seconds, snapshot.day_seconds)


def office_seconds(snapshot: BoardSnapshot, now: datetime, moment_: int) -> int | None:
    """Office seconds between now and a moment, whichever comes first; None where the calendar does not say."""
    from monitoring.worktime import CalendarUnknown

    at = ceil_seconds(now)
    try:
        return snapshot.calendar.elapsed_s(min(at, moment_), max(at, moment_))
    except CalendarUnknown:
        return None
