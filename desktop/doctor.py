"""What the program depends on, looked at one by one: in order, or what to do. Changes no data."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.errors import CommandError
from desktop.failures import store_advice, told
from monitoring.ports import StoreUnavailable
from resources import folder, words

if TYPE_CHECKING:
    from monitoring.site_calendar import SiteCalendar

ANNOUNCED_BY_MONTH = 11
"""From November on the next year's days off are missed: limits of cases accepted now reach into it."""

OLDEST_CLOCK_YEAR = 2026
"""A machine that believes it is earlier than this program has lost its clock."""

GATEWAY_TROUBLE = ("没有应答", "不接受", "应答异常", "连不上", "还没有短信猫")
"""Words of a gateway's answer to ``check`` that say it cannot send."""

FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Medium.ttf")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``todo`` is empty where it is in order."""

    name: str
    ok: bool
    detail: str
    todo: str = ""


def examine(context: Context, looked: Callable[[float], bool] = lambda share: True) -> list[Check]:
    """All checks, in their order. ``looked`` hears the share that is done and stops the rest by answering False."""
    checks: list[Check] = []
    for name, look in LOOKS.items():
        checks.append(_guarded(name, look, context))
        if not looked(len(checks) / len(LOOKS)):
            break
    return checks


def as_text(checks: Sequence[Check]) -> str:
    """The findings as lines for people."""
    lines = []
    for check in checks:
        lines.append(f"{'正常' if check.ok else '不行'}  {TITLES[check.name]}：{check.detail}")
        if check.todo:
            lines.append(f"      处理：{check.todo}")
    return "\n".join(lines)


def _guarded(name: str, look: Callable[[Context], Check], context: Context) -> Check:
    """A look that fails is itself a finding; the other looks go on."""
    try:
        return look(context)
    except StoreUnavailable as error:
        return Check(name, False, f"{words().trouble(error.code)}。{error.detail}", store_advice(error.code))
    except CommandError as error:
        return Check(name, False, f"{error.what} {error.where}".strip(), error.todo)
    except Exception as error:  # a doctor must not fall ill
        what, _, rest = told(error).removeprefix("错误：").partition("\n")
        return Check(name, False, what, rest.replace("\n", "；"))


def _settings(context: Context) -> Check:
    file = context.settings.file
    return Check("settings", True, str(file) if file is not None else "没有设置文件，全部用默认值")


def _case_store(context: Context) -> Check:
    from sqlalchemy import text

    from monitoring.stores.connecting import ReadOnlyConnection
    from monitoring.stores.errors import masked

    with closing(ReadOnlyConnection(context.settings.stores.case)) as store, store.reading() as connection:
        counts = {
            title: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table, title in (("cases", "办件"), ("case_nodes", "环节"), ("items", "事项"), ("units", "单位"))
        }
        where = masked(store.url)
    detail = f"{where}，{'，'.join(f'{title} {count} 条' for title, count in counts.items())}"
    todo = "" if counts["办件"] else "用 emonitor demo 做一个演示县，或用 emonitor import 读入数据。"
    return Check("case_store", bool(counts["办件"]), detail, todo)


def _ledger(context: Context) -> Check:
    from monitoring.stores.errors import masked, parsed_url

    where = masked(parsed_url(context.settings.stores.ledger))
    if _is_to_be_made(context):
        folder_there = _first_existing(Path(str(parsed_url(context.settings.stores.ledger).database)))
        if not folder_there.is_dir() or not os.access(folder_there, os.W_OK):
            return Check(
                "ledger", False, f"{where}，建不了：{folder_there} 不能写入", "改用能写入的文件夹，或改它的权限。"
            )
        return Check("ledger", True, f"{where}，还没有，第一次使用时建立")
    with closing(context.open_ledger()) as ledger:
        cards = sum(1 for _ in ledger.cards())
        version = ledger.calendar_version()
    return Check("ledger", True, f"{where}，牌 {cards} 张，日历第 {version} 版")


def _calendar(context: Context) -> Check:
    known = _site_calendar(context).known_years
    moment = context.moment()
    wanted = [moment.year] + ([moment.year + 1] if moment.month >= ANNOUNCED_BY_MONTH else [])
    missing = [str(year) for year in wanted if year not in known]
    detail = f"已知 {_ranges(sorted(known))} 年"
    if not missing:
        return Check("calendar", True, detail)
    todo = "国务院办公厅公布放假安排后，用 emonitor calendar import 文件 导入；在此之前落到这一年的期限不作判断。"
    return Check("calendar", False, f"{detail}，没有 {'、'.join(missing)} 年", todo)


def _office_hours(context: Context) -> Check:
    seconds = _site_calendar(context).standard_day_seconds(context.moment().date())
    rows = len(context.settings.office_hours)
    return Check("office_hours", True, f"标准日 {seconds / 3600:g} 小时，共 {rows} 行设置")


def _site_calendar(context: Context) -> SiteCalendar:
    """The calendar in force; without a ledger yet, the carried one."""
    from monitoring.ports import CalendarFile
    from monitoring.site_calendar import SiteCalendar

    if _is_to_be_made(context):
        return SiteCalendar.build(context.settings.office_hours, CalendarFile(days=()))
    with closing(context.open_ledger()) as ledger:
        return context.site_calendar(ledger)


def _first_existing(file: Path) -> Path:
    """The innermost folder above a file that is there already."""
    return next(folder for folder in file.absolute().parents if folder.exists())


def _is_to_be_made(context: Context) -> bool:
    """Whether the ledger is a SQLite file that nobody needed so far: looking must not make it."""
    from monitoring.stores.errors import parsed_url

    url = parsed_url(context.settings.stores.ledger)
    return url.get_backend_name() == "sqlite" and bool(url.database) and not Path(str(url.database)).exists()


def _rules(context: Context) -> Check:
    profile = context.settings.rules.load()
    return Check("rules", True, f"{profile.title}（{profile.version}），{profile.day_rule}")


def _clock(context: Context) -> Check:
    now = context.now()
    detail = f"{context.zone.key}，现在 {now:%Y-%m-%d %H:%M:%S}"
    ok = now.year >= OLDEST_CLOCK_YEAR
    return Check("clock", ok, detail, "" if ok else "机器的日期不对，请校准时钟。")


def _fonts(context: Context) -> Check:
    from reports.paper.fonts import missing_files

    carried = folder("fonts")
    missing = [name for name in FONTS if not carried.joinpath(name).is_file()]
    missing += [name for name in missing_files() if name not in missing]
    if missing:
        return Check("fonts", False, f"缺少或读不了 {'、'.join(missing)}", "程序文件不全，请重新安装。")
    return _paper_fonts(context)


def _paper_fonts(context: Context) -> Check:
    """Every typeface of the documents is opened: a damaged file shows here, not on the day of the notice."""
    from desktop.reporting.letterhead import fonts_of
    from reports.paper.truetype import FontError
    from reports.paper.values import Role

    fonts = fonts_of(context.settings)
    try:
        for role in Role:
            fonts.main(role)
    except (FontError, OSError) as error:
        return Check("fonts", False, f"公文字体用不了：{error}", "程序文件不全，请重新安装；自己的字体换一个文件。")
    names = "，".join(f"{role.value} {name}" for role, name in fonts.names().items())
    return Check("fonts", True, f"屏幕用思源黑体；公文：{names}")


def _reports(context: Context) -> Check:
    from desktop.reporting.letterhead import letterhead_of

    letterhead_of(context.settings)  # a seal that cannot be used
    place = context.settings.reports.folder
    known = place if place.is_dir() else _first_existing(place / "any")
    if not known.is_dir() or not os.access(known, os.W_OK):
        todo = "改用能写入的文件夹（[reports] folder），或改它的权限。"
        return Check("reports", False, f"{place}，写不进：{known} 不能写入", todo)
    when = "到时候自动起草" if context.settings.reports.scheduled else "不自动起草"
    return Check("reports", True, f"{place}{'' if place.is_dir() else '（第一次用时建立）'}，{when}")


def _signature(context: Context) -> Check:
    from desktop.reporting.signing import signing_of

    signing = signing_of(context.settings, context.now)
    if signing is None:
        return Check("signature", True, "没有设置证书，签发的 PDF 不带数字签名")
    return Check("signature", *signing.line())


def _gateway(context: Context) -> Check:
    from desktop.sms_wiring import gateway
    from monitoring.sms.gateway import Wrong

    with closing(gateway(context.settings)) as way:
        line = way.check()
    if not isinstance(line, Wrong):
        return Check("gateway", True, line)
    return Check("gateway", False, str(line), "检查网关和 [sms] 下它的设置；预警留在发件箱里，网关恢复后再发。")


def _ranges(years: list[int]) -> str:
    """'2004–2026、2028'."""
    return "、".join(f"{first}–{last}" if first != last else f"{first}" for first, last in _runs(years))


def _runs(years: list[int]) -> Iterator[tuple[int, int]]:
    start = None
    for year in years:
        start = year if start is None else start
        if year + 1 not in years:
            yield start, year
            start = None


LOOKS: dict[str, Callable[[Context], Check]] = {
    "settings": _settings,
    "rules": _rules,
    "case_store": _case_store,
    "ledger": _ledger,
    "calendar": _calendar,
    "office_hours": _office_hours,
    "clock": _clock,
    "fonts": _fonts,
    "reports": _reports,
    "signature": _signature,
    "gateway": _gateway,
}

TITLES = {
    "settings": "设置文件",
    "rules": "判灯规则",
    "case_store": "办件库",
    "ledger": "监察台账",
    "calendar": "工作日历",
    "office_hours": "办公时间",
    "clock": "时区和时钟",
    "fonts": "字体",
    "reports": "存放报表的文件夹",
    "signature": "报表的数字签名",
    "gateway": "短信网关",
}
