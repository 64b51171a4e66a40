"""Cards of the last 30 days as bars, with what each day says."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLabel, QWidget

from desktop.window.overview.section import Section
from monitoring.codes import CardLevel, Light
from monitoring.overviewing import CardHistory, last_days
from resources import Words
from resources.spoken import day, weekday
from widgets.lights import LightMark
from widgets.stacked_bars import Bar, StackedBars
from widgets.tokens import SPACE_16

if TYPE_CHECKING:
    from monitoring.worktime import WorkingCalendar

DAYS: Final = 30
LABEL_EVERY: Final = 7


class CardChart(Section):
    """Yellow and red cards by the day on which they became true; revoked ones are left out."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        self.bars = StackedBars("")
        super().__init__("", self.bars, parent)
        self._words = words
        self._sum = ""
        self.bars.setAccessibleName(self.tr("Cards of the last 30 days"))
        self.set_place("")
        self.line.insertSpacing(1, SPACE_16)
        for place, light in enumerate((Light.YELLOW, Light.RED)):
            mark, word = LightMark(self, 12), QLabel(words.card_level(light.code), self)
            mark.show_light(light.code)
            mark.setAccessibleName(word.text())
            word.setProperty("kind", "note")
            self.line.insertWidget(2 + place * 2, mark)
            self.line.insertWidget(3 + place * 2, word)
        self.bars.pointed.connect(self._say)

    def set_place(self, name: str) -> None:
        """Whose cards these are, '' for all."""
        title = self.tr("Cards of the last 30 days")
        self.set_title(f"{title} · {name}" if name else title)

    def show_history(self, history: CardHistory, today: date, calendar: WorkingCalendar, home: str | None) -> None:
        """Shows the days up to today; ``home``: only those of one row of the place table."""
        days = last_days(today, DAYS)
        counts = history.of_days(days, home)
        red = sum(one.get(CardLevel.RED, 0) + one.get(CardLevel.STATUTORY, 0) for one in counts)
        yellow = sum(one.get(CardLevel.YELLOW, 0) for one in counts)
        bars = [
            self._bar(value, count, today, rest=_rests(calendar, value), last=DAYS - 1 - number)
            for number, (value, count) in enumerate(zip(days, counts, strict=True))
        ]
        self._sum = self.tr("yellow {yellow}, red {red} in all").format(yellow=f"{yellow:,}", red=f"{red:,}")
        self.set_note(self._sum)
        self.bars.show_bars(bars, self._described(bars))
        if red or yellow:
            self.show_content()
        else:
            self.show_nothing(self.tr("No card fell in the last 30 days."))

    def _bar(self, value: date, count: Mapping[CardLevel, int], today: date, *, rest: bool, last: int) -> Bar:
        yellow, red = count.get(CardLevel.YELLOW, 0), count.get(CardLevel.RED, 0)
        statutory = count.get(CardLevel.STATUTORY, 0)
        plain = self.tr("{day}: yellow {yellow}, red {red}")
        lawful = self.tr("{day}: yellow {yellow}, red {red}, of these past the law {statutory}")
        said = (lawful if statutory else plain).format(
            day=f"{day(self._words, value, today)} {weekday(self._words, value, short=True)}",
            yellow=yellow,
            red=red + statutory,
            statutory=statutory,
        )
        return Bar(
            label=day(self._words, value, value) if last % LABEL_EVERY == 0 else "",
            parts=((Light.YELLOW.code, yellow), (Light.RED.code, red + statutory)),
            spoken=said,
            rest=rest,
        )

    def _described(self, bars: list[Bar]) -> str:
        most = max(bars, key=lambda bar: bar.height)
        return self.tr("{sum}. Most on {most}. Left and right go through the days.").format(
            sum=self._sum, most=most.spoken
        )

    @Slot(str)
    def _say(self, said: str) -> None:
        self.set_note(said or self._sum)


def _rests(calendar: WorkingCalendar, value: date) -> bool:
    from monitoring.worktime import CalendarUnknown

    try:
        return not calendar.is_workday(value)
    except CalendarUnknown:
        return False
