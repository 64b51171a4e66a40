"""What every part of the text is written from: figures, who writes, which annexes there are, until when to reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from monitoring.site_calendar import SiteCalendar
from monitoring.worktime import CalendarUnknown
from reports import saying
from reports.figures.values import Compared, FigureRow, Figures, FigureTable, Grouping, Number
from reports.letterhead import Letterhead
from reports.notice.annexes import Annex, label, numbered

_NONE = Compared(None, None, None, None)


@dataclass(frozen=True, slots=True)
class Reply:
    """Until when units put things right and reply."""

    days: int
    """Working days from the day of issue."""
    by: date | None = None
    """That day by the site's calendar; None: the calendar does not know it yet."""

    @classmethod
    def after(cls, calendar: SiteCalendar, signed_on: date, days: int) -> Reply:
        """``days`` working days after the day of issue, which does not count itself."""
        try:
            return cls(days, calendar.working.add_working_days(signed_on, days))
        except CalendarUnknown:
            return cls(days)

    @property
    def text(self) -> str:
        """'2017年7月12日前', or the working days where the date cannot be known."""
        return f"{saying.day(self.by)}前" if self.by is not None else f"本通报印发之日起{self.days}个工作日内"


@dataclass(frozen=True, slots=True)
class Replaced:
    """The notice issued before for the same period, which this one takes the place of."""

    title: str
    number: str

    @property
    def text(self) -> str:
        """The sentence by which it loses its force; why is told in the ledger, not to the readers."""
        numbered = f"（{self.number}）" if self.number else ""
        return f"本通报印发后，《{self.title}》{numbered}同时废止，有关数据以本通报为准。"


@dataclass(frozen=True)
class Brief:
    figures: Figures
    letterhead: Letterhead
    reply: Reply
    replaced: Replaced | None = None

    @cached_property
    def annexes(self) -> Mapping[Annex, int]:
        return numbered(self.figures)

    def see(self, annex: Annex) -> str | None:
        """'见附件3'; None where there is no such annex."""
        return f"见{label(annex, self.annexes)}" if annex in self.annexes else None

    def named(self, annex: Annex) -> str:
        """'附件3所列' before what it lists; '' where there is no such annex."""
        return f"{label(annex, self.annexes)}所列" if annex in self.annexes else ""

    @cached_property
    def monthly(self) -> bool:
        return self.figures.period.kind == "month"

    @property
    def this(self) -> str:
        """本月, of other stretches 本期."""
        return "本月" if self.monthly else "本期"

    @property
    def last(self) -> str:
        return "上月" if self.monthly else "上期"

    @property
    def finally_(self) -> str:
        """期末, of a period that was not over at the cut-off 截止时刻."""
        return "期末" if self.over else "截止时刻"

    @property
    def over(self) -> bool:
        """Whether the period had ended at the cut-off: half a month is not compared with a whole one."""
        return self.figures.cutoff >= self.figures.period.end

    @property
    def whole(self) -> str:
        """全县, of a city or district 全市, 全区."""
        last = self.letterhead.county[-1:]
        return f"全{last}" if last and last in "县市区旗州" else "全县"

    @cached_property
    def span(self) -> str:
        """'2017年6月份' or the days."""
        name = saying.name(self.figures.period)
        return f"{name}份" if self.monthly else name

    @cached_property
    def comparable(self) -> bool:
        """Whether the period is over and there were cases in the one before: else nothing is compared with it."""
        told = (self.compared(measure).before for measure in ("received", "accepted", "finished", "in_hand"))
        return self.over and any(told)

    def compared(self, measure: str) -> Compared:
        return self.figures.headline.get(measure, _NONE)

    def before(self, measure: str) -> Number:
        """The whole county's figure of the period before; None where comparing would say nothing."""
        return self.compared(measure).before if self.comparable else None

    def count(self, measure: str) -> int:
        """A count of the whole county; 0 where it was not worked out."""
        return int(self.compared(measure).now or 0)

    @cached_property
    def empty(self) -> bool:
        """No case was received, accepted, finished or in hand."""
        return not any(self.count(measure) for measure in ("received", "accepted", "finished", "in_hand"))

    @cached_property
    def spotless(self) -> bool:
        """Nothing ended late, nothing was red in the period or at its end, neither case nor node nor stop."""
        counted = ("overdue", "overdue_finished", "overdue_open", "red_new", "red_lit", "node_red_new", "node_red_lit")
        overdue_stops = any(stop.overdue for stop in self.figures.stops)
        return not (self.figures.red or overdue_stops or any(self.count(measure) for measure in counted))

    @cached_property
    def some_in_time(self) -> bool:
        """Whether anything was finished on time: without that there is nothing to praise."""
        return bool(self.compared("on_time_rate").now)

    def table(self, grouping: Grouping) -> FigureTable | None:
        return self.figures.tables.get(grouping)

    def active(self, grouping: Grouping) -> list[FigureRow]:
        """The rows that had cases."""
        table = self.table(grouping)
        return [row for row in table.rows if not row.idle] if table is not None else []


def number(row: FigureRow, measure: str) -> int:
    """A count of one row; 0 where it was not worked out."""
    return int(row.figures.get(measure) or 0)
