"""The weekly statistics (周统计): headline, tables, lists and charts of one week as a PDF.

Upright pages where text and a few columns stand, pages on their side for the wide tables. What a figure means stands
at the end, from the table that the user guide shows too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from reports import saying
from reports.charts.drawing import CHARTS
from reports.documents.official import Printed
from reports.documents.tables import base_note, case_table, figures_table, stop_table
from reports.figures.definitions import MEASURES
from reports.figures.values import CaseLine, Figures, Grouping, StopLine, WarningsSent
from reports.letterhead import Letterhead
from reports.paper import Align, Cell, Column, FontSet, Meta, Paper, Role, Run, Table
from reports.paper.sheet import Sheet
from reports.paper.signing import SignaturePlace
from reports.paper.standard import AREA_HEIGHT, AREA_WIDTH, FOUR, LEFT, TOP
from reports.paper.values import CellLike
from resources import words

HEADLINE: Final = (
    "received",
    "accepted",
    "finished",
    "finished_late",
    "in_hand",
    "red_lit",
    "yellow_lit",
    "red_new",
    "node_red_new",
    "suspended",
    "on_time_rate",
    "finish_rate",
    "mean_days",
    "actual_speed_up",
)
"""What the county is told first, each beside last week, last year and the year so far."""
CHART_MM: Final = {"per_day": 46.0, "lights": 66.0, "trend": 68.0, "dwell": 56.0}
"""The first one stands on the front page, the others share a page."""
LIGHT_OF: Final = {"red_lit": "red", "yellow_lit": "yellow", "suspended": "paused"}
SIGNATURE: Final = SignaturePlace(1, LEFT, TOP + AREA_HEIGHT + 5, 110, 4)
"""At the foot of the front page, on the other side of its number."""
SIGNED_NOTE: Final = "本文件带有数字签名，用 PDF 阅读器打开可以查验签名人和文件是否改动。"
NOTE_SIZE: Final = 8.5
"""Points."""
RED_SHOWN: Final = 2_000
"""A list on paper has an end: what is beyond it is in the workbook and on the screen, and the list says so."""


def weekly_document(
    figures: Figures,
    letterhead: Letterhead,
    *,
    draft: bool,
    fonts: FontSet,
    signed: bool = False,
    replaces: str = "",
) -> Printed:
    """The statistics as a finished PDF/A, and the place of a digital signature, which ``signed`` says will be there.

    ``replaces``: the line about statistics that these take the place of.

    Raises MissingGlyph for a character that no font has.
    """
    name = f"{letterhead.bureau}行政审批电子监察周统计（{saying.name(figures.period)}）"
    meta = Meta(name, letterhead.bureau, subject=saying.days(figures.period), keywords="电子监察 周统计")
    paper = Paper(meta, fonts=fonts, draft=draft)
    _front(paper, figures, letterhead, replaces)
    if signed:
        paper.absolute(_signature_note)
    _wide_tables(paper, figures)
    _lists(paper, figures)
    _charts(paper, figures)
    _definitions(paper)
    return Printed(paper.build(), SIGNATURE)


def _front(paper: Paper, figures: Figures, letterhead: Letterhead, replaces: str) -> None:
    paper.title([f"行政审批电子监察周统计（{saying.name(figures.period)}）"], size=20)
    paper.line([Run(letterhead.bureau, Role.KAI)], align=Align.CENTRE, size=FOUR)
    paper.gap(3)
    _sentence(paper, period_sentence(figures) + replaces)
    paper.gap(1.5)
    paper.table(headline_table(figures))
    _sentence(paper, warnings_sentence(figures.warnings))
    paper.gap(1.5)
    _chart(paper, figures, 1)


def _signature_note(sheet: Sheet) -> None:
    """Statistics bear neither name nor seal: on paper nothing else would show that the file is signed."""
    sheet.text(SIGNED_NOTE, SIGNATURE.x, SIGNATURE.y, Role.SONG, NOTE_SIZE, fit=SIGNATURE.width)


def _sentence(paper: Paper, text: str) -> None:
    paper.body(text, size=FOUR, leading=FOUR * 1.6)


def period_sentence(figures: Figures) -> str:
    """How many working days the week had, which were made up or off, and the cut-off."""
    days = figures.days
    said = [f"本统计期为{saying.days(figures.period)}，共{days.calendar_days}天"]
    if days.working_days is None:
        years = "、".join(f"{year}年" for year in days.unknown)
        said.append(f"工作日历没有{years}，工作日数未知")
    else:
        said.append(f"其中工作日{days.working_days}天")
    if days.makeup:
        said.append(f"含调休上班{len(days.makeup)}天（{_short(days.makeup)}）")
    if days.holidays:
        named = "、".join(f"{day.month}月{day.day}日{name}" for day, name in days.holidays)
        said.append(f"工作日放假{len(days.holidays)}天（{named}）")
    return "，".join(said) + f"。数据截止{saying.until(figures.cutoff)}。"


def _short(days: Sequence[date]) -> str:
    return "、".join(f"{day.month}月{day.day}日" for day in days)


def headline_table(figures: Figures) -> Table:
    """The county's figures beside those of the week before, of a year ago and of the year so far."""
    return Table(
        columns=[
            Column("指标", Align.LEFT, 44),
            *(Column(title, Align.RIGHT) for title in ("本周", "上周", "比上周", "去年同期", "本年累计")),
        ],
        rows=[_headline_row(figures, key) for key in HEADLINE],
        note=base_note(figures),
        size=9.5,
    )


def _headline_row(figures: Figures, key: str) -> list[CellLike]:
    measure, told = MEASURES[key], figures.headline[key]
    unit = {"days": "（工作日）", "cards": "（次）", "cases": "（件）"}.get(measure.unit, "")
    values = (told.now, told.before)
    rest = (told.year_ago, told.year_to_date if measure.base != "moment" else None)
    return [
        Cell(f"{measure.name}{unit}", light=LIGHT_OF.get(key, "")),
        *(saying.figure(measure, value) for value in values),
        saying.change(told.now, told.before, measure.unit),
        *(saying.figure(measure, value) for value in rest),
    ]


def warnings_sentence(sent: WarningsSent | None) -> str:
    """What went out by SMS in the week, by kind, and what became of it."""
    if sent is None:
        return "监察台账暂时读不到，本期短信数未列。"
    if not sent.total:
        return "本期没有发出预警短信。"
    told = words("zh_CN")
    kinds = "、".join(
        f"{told.phrase('sms_kinds', kind)}{count}条" for kind, count in sorted(sent.by_kind.items()) if count
    )
    states = "、".join(
        f"{told.phrase('sms_states', state)}{count}条" for state, count in sorted(sent.by_state.items()) if count
    )
    return f"本期产生预警短信{sent.total}条：{kinds}。发送情况：{states}。"


def _wide_tables(paper: Paper, figures: Figures) -> None:
    for number, (grouping, title) in enumerate(
        ((Grouping.TOWNSHIP, "乡镇办件情况"), (Grouping.UNIT, "部门办件情况"), (Grouping.ITEM, "事项办件情况")), start=1
    ):
        paper.page_break(landscape=True)
        paper.bookmark(title)
        paper.table(figures_table(figures, grouping, caption=f"表{number}  {title}"))


def _lists(paper: Paper, figures: Figures) -> None:
    paper.page_break(landscape=True)
    paper.bookmark("超期清单")
    if figures.red:
        paper.table(
            case_table(figures.red[:RED_SHOWN], figures, "超期", caption=_counted("表4  超期清单", figures.red))
        )
    else:
        paper.line([Run("表4  超期清单", Role.HEI)])
        paper.body("截止时刻没有超期的办件和环节，本期也没有逾期办结的办件。")
    paper.bookmark("下周到期清单")
    if figures.due_next:
        paper.table(
            case_table(
                figures.due_next[:RED_SHOWN],
                figures,
                "剩余",
                caption=_counted("表5  下周到期清单", figures.due_next),
            )
        )
    else:
        paper.line([Run("表5  下周到期清单", Role.HEI)])
        paper.body("下周没有到期的在办件。")
    if figures.stops:
        paper.bookmark("挂起和补正清单")
        paper.table(stop_table(figures.stops, figures, caption=_counted("表6  挂起和补正清单", figures.stops)))


def _counted(title: str, lines: Sequence[CaseLine | StopLine]) -> str:
    """A case may stand in several lines: with its red nodes, with each of its stops."""
    count, cases = len(lines), len({line.case_no for line in lines})
    rest = f"，此处列前{RED_SHOWN}条" if count > RED_SHOWN else ""
    return f"{title}（共{cases}件{rest}）" if count == cases else f"{title}（共{count}条，涉及{cases}件{rest}）"


def _charts(paper: Paper, figures: Figures) -> None:
    paper.page_break(landscape=False)
    paper.bookmark("图表")
    for number in range(2, len(CHARTS) + 1):
        _chart(paper, figures, number)


def _chart(paper: Paper, figures: Figures, number: int) -> None:
    one = CHARTS[number - 1]
    height = CHART_MM[one.key]
    paper.figure(one.draw(figures, AREA_WIDTH, height), height=height, caption=f"图{number}  {one.title}")


def _definitions(paper: Paper) -> None:
    paper.page_break(landscape=False)
    paper.bookmark("指标口径")
    paper.table(
        Table(
            columns=[Column("指标", Align.LEFT, 34), Column("口径")],
            rows=[[measure.name, measure.says] for measure in MEASURES.values()],
            caption="附  指标口径",
            note=f"不能计算的（分母为零）写“{saying.NOTHING}”。名次先比按时办结率，相同的再比在亮红灯，仍相同的并列。",
            size=9.0,
        )
    )
