"""一、总体情况: received, accepted, finished, against last month; lights; by level; by item."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from reports import saying
from reports.figures.groups import LEVELS
from reports.figures.values import FigureRow, Grouping
from reports.notice.brief import Brief, number
from reports.notice.speech import clauses, counted_change, days_change, days_text, points_change
from reports.notice.text import Block, Kind

ITEMS: Final = 5
"""So many items are named, by the cases accepted."""


def paragraphs(brief: Brief) -> Iterator[Block]:
    if brief.empty:
        yield Block(Kind.PARAGRAPH, f"{brief.this}{brief.whole}没有收件、受理件和办结件，{brief.finally_}没有在办件。")
        return
    parts = (
        ("办理情况", [_handled(brief), _rates(brief), _in_hand(brief), _year_ago(brief), _year(brief)]),
        ("亮灯情况", [_lights(brief), _warnings(brief)]),
        ("分层级情况", [_levels(brief)]),
        ("分事项情况", [_items(brief)]),
    )
    for title, told in parts:
        said = [text for text in told if text]
        if said:
            yield Block(Kind.HEADING_2, title)
            yield Block(Kind.PARAGRAPH, "".join(said))


def _handled(brief: Brief) -> str:
    days = brief.figures.days
    makeup = f"（含调休上班{len(days.makeup)}天）" if days.makeup else ""
    span = f"{brief.this}共{days.working_days}个工作日{makeup}，" if days.working_days else brief.this
    parts = [f"收件{brief.count('received')}件"]
    parts += [_counted(brief, "accepted", "受理"), _counted(brief, "finished", "办结")]
    unjudged = brief.count("finished_unjudged")
    parts += [f"办结件中有{unjudged}件待核，不计入各项比率"] if unjudged else []
    return f"{span}{brief.whole}{'；'.join(parts)}。"


def _counted(brief: Brief, measure: str, word: str) -> str:
    change = counted_change(brief.count(measure), brief.before(measure), brief.last, rate=True)
    return clauses(f"{word}{brief.count(measure)}件", change)


def _rates(brief: Brief) -> str | None:
    parts = []
    for measure, word in (("on_time_rate", "按时办结率"), ("early_rate", "提前办结率")):
        value = brief.compared(measure).now
        if value is not None:
            change = points_change(value, brief.before(measure), brief.last)
            parts.append(clauses(f"{word}{saying.share(value)}", change))
    mean = brief.compared("mean_days").now
    if mean is not None:
        change = days_change(mean, brief.before("mean_days"), brief.last)
        parts.append(clauses(f"平均办理时长{days_text(mean)}", change))
    return f"{'；'.join(parts)}。" if parts else None


def _in_hand(brief: Brief) -> str:
    if not brief.count("in_hand"):
        return f"{brief.finally_}没有在办件。"
    suspended = brief.count("suspended")
    paused = f"其中挂起和补正中的{suspended}件" if suspended else None
    return clauses(f"{brief.finally_}在办{brief.count('in_hand')}件", paused) + "。"


def _year_ago(brief: Brief) -> str | None:
    """Beside the same period a year ago, where there were cases then. The year is named: 去年 is that of the reader."""
    accepted, rate = brief.compared("accepted"), brief.compared("on_time_rate")
    if not accepted.year_ago or not brief.over:
        return None
    change = counted_change(accepted.now, accepted.year_ago, "", rate=True) or ""
    told = clauses(f"受理{_turned(change)}", _turned(points_change(rate.now, rate.year_ago, ""), "按时办结率"))
    return f"与{brief.figures.period.year_ago().first.year}年同期相比，{told}。"


def _turned(change: str | None, of: str = "") -> str | None:
    """'比增加5件' → '增加5件' behind 与……相比."""
    return of + change.removeprefix("比").removeprefix("与") if change else None


def _year(brief: Brief) -> str | None:
    """The year so far; in January that is the month itself."""
    period = brief.figures.period
    accepted, finished = brief.compared("accepted").year_to_date, brief.compared("finished").year_to_date
    if accepted is None or finished is None or period.year_to_date().first == period.first:
        return None
    rate = brief.compared("on_time_rate").year_to_date
    told = f"按时办结率{saying.share(rate)}" if rate is not None else None
    return f"{_so_far(brief)}，{clauses(f'{brief.whole}累计受理{accepted:.0f}件、办结{finished:.0f}件', told)}。"


def _so_far(brief: Brief) -> str:
    """'2017年1至6月', '2017年全年': a notice may be signed in the year after, so the year is named."""
    last = brief.figures.period.last
    if not brief.over:
        return f"{last.year}年以来"
    if not brief.monthly:
        return saying.days(brief.figures.period.year_to_date())
    return f"{last.year}年全年" if last.month == 12 else f"{last.year}年1至{last.month}月"


def _lights(brief: Brief) -> str:
    """Lights that fell in the period and that are lit at its end; kinds that did not occur are not named."""
    red = brief.count("red_new")
    change = counted_change(red, brief.before("red_new"), brief.last) if red else None
    new = [
        _some(brief, "yellow_new", "黄灯{}件次"),
        clauses(_some(brief, "red_new", "红灯{}件次"), change.replace("件", "件次") if change else None),
        _some(brief, "node_red_new", "环节红灯{}次"),
    ]
    lit = [
        _some(brief, "yellow_lit", "黄灯{}件"),
        _some(brief, "red_lit", "红灯{}件"),
        _some(brief, "node_red_lit", "环节红灯{}个"),
    ]
    begun = f"{brief.this}新增{_joined(new)}。" if any(new) else f"{brief.this}没有新亮的黄灯、红灯。"
    return begun + (f"{brief.finally_}在亮{_joined(lit)}。" if any(lit) else f"{brief.finally_}没有在亮的黄灯、红灯。")


def _warnings(brief: Brief) -> str | None:
    sent = brief.figures.warnings
    return f"{brief.this}产生预警短信{sent.total}条。" if sent is not None and sent.total else None


def _some(brief: Brief, measure: str, said: str) -> str:
    count = brief.count(measure)
    return said.format(count) if count else ""


def _joined(parts: list[str]) -> str:
    return "；".join(part for part in parts if part)


def _levels(brief: Brief) -> str | None:
    rows = sorted(_handling(brief, Grouping.LEVEL), key=_height)
    if len(rows) < 2:
        return None
    return f"{'；'.join(_share_of(row) for row in rows)}。"


def _handling(brief: Brief, grouping: Grouping) -> list[FigureRow]:
    """Rows that accepted or finished cases: others only held nodes. What the cases do not name has no row here."""
    return [row for row in brief.active(grouping) if row.key and (number(row, "accepted") or number(row, "finished"))]


def _height(row: FigureRow) -> int:
    """The county before its townships, the villages last."""
    return LEVELS.index(row.key) if row.key in LEVELS else len(LEVELS)


def _items(brief: Brief) -> str | None:
    rows = sorted(_handling(brief, Grouping.ITEM), key=lambda row: (-number(row, "accepted"), row.name))
    named = [row for row in rows if row.name][:ITEMS]
    if not named:
        return None
    most = "受理量居前的事项：" if len(rows) > len(named) else ""
    return f"{most}{'；'.join(_share_of(row) for row in named)}。"


def _share_of(row: FigureRow) -> str:
    """'高龄补贴受理120件、办结118件，按时办结率98.3%'."""
    rate = row.figures.get("on_time_rate")
    told = f"按时办结率{saying.share(rate)}" if rate is not None else None
    return clauses(f"{row.name}受理{number(row, 'accepted')}件、办结{number(row, 'finished')}件", told)
