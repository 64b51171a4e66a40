"""``emonitor calendar``: a year at a glance, a file of days off brought in, one day set by hand."""

from __future__ import annotations

import argparse
from calendar import Calendar
from contextlib import closing
from datetime import date, timedelta
from itertools import groupby, zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands.context import YEARS, Context
from desktop.commands.output import print_json, say
from desktop.errors import CommandError

if TYPE_CHECKING:
    from monitoring.ports import CalendarFile
    from monitoring.site_calendar import SiteCalendar

MARKS = {"workday": "  ", "restday": "· ", "holiday": "休", "makeup_workday": "班"}
"""Two columns each, behind the day's number."""

CELL = 5
MONTH_WIDTH = 7 * CELL
WORKDAYS = ("workday", "makeup_workday")


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = subparsers.add_parser("calendar", help="工作日历", description="查看和补充工作日历。")
    does = parser.add_subparsers(dest="does", required=True, metavar="做什么")
    show = does.add_parser("show", help="一年的工作日历")
    show.add_argument("year", type=_year, metavar="YEAR")
    bring = does.add_parser("import", help="导入放假安排（holiday-cn 的 JSON、CSV 或 TOML）")
    bring.add_argument("file", type=Path, metavar="FILE")
    change = does.add_parser("set", help="把一天定为上班或休息")
    change.add_argument("day", type=_day, metavar="DATE")
    change.add_argument("kind", choices=("workday", "restday"))
    change.add_argument("--name", default="", help="这一天的名称，例如节日")


def run(args: argparse.Namespace, context: Context) -> int:
    return {"show": _show, "import": _import, "set": _set}[args.does](args, context)


def _show(args: argparse.Namespace, context: Context) -> int:
    from desktop import wiring

    calendar = wiring.calendar_in_force(context.settings)
    year = year_document(calendar, args.year)
    if context.json:
        print_json(year)
    else:
        for line in year_lines(year):
            say(line)
    return 0


def year_document(calendar: SiteCalendar, year: int) -> dict[str, Any]:
    """The year as --json shows it. A year that nobody announced has no days: they are not guessed."""
    if year not in calendar.known_years:
        return {"year": year, "known": False, "workdays": None, "days": []}
    first, last = date(year, 1, 1), date(year, 12, 31)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    lines = [{"date": day.isoformat(), "kind": calendar.kind(day), "name": calendar.name(day)} for day in days]
    return {"year": year, "known": True, "workdays": _workdays(lines), "days": lines}


def year_lines(year: dict[str, Any]) -> list[str]:
    """The year for people: twelve months two by two, then what is special by name."""
    if not year["known"]:
        return [
            f"{year['year']} 年：工作日历里没有这一年的放假安排，这一年的期限不作判断。",
            "公布后用 emonitor calendar import 文件 导入。",
        ]
    blocks = [_month(month, list(days)) for month, days in groupby(year["days"], key=lambda day: int(day["date"][5:7]))]
    lines = [f"{year['year']} 年：{year['workdays']} 个工作日    休 法定节假日  班 调休上班日  · 休息日", ""]
    for left, right in zip(blocks[::2], blocks[1::2], strict=True):
        pairs = zip_longest(left, right, fillvalue=" " * MONTH_WIDTH)
        lines += [f"{one}    {other}".rstrip() for one, other in pairs]
        lines.append("")
    return lines + _named(year["days"])


def _month(month: int, days: list[dict[str, str]]) -> list[str]:
    from rich.cells import set_cell_size

    title = set_cell_size(f"{month} 月（{_workdays(days)} 个工作日）", MONTH_WIDTH)
    head = "".join(set_cell_size(name, CELL) for name in "一二三四五六日")
    weeks = Calendar().monthdatescalendar(int(days[0]["date"][:4]), month)
    marks = {date.fromisoformat(day["date"]): MARKS[day["kind"]] for day in days}
    rows = ["".join(f"{day.day:2d}{marks[day]} " if day in marks else " " * CELL for day in week) for week in weeks]
    return [title, head, *rows]


def _named(days: list[dict[str, str]]) -> list[str]:
    """Runs of days of one kind and name: '休 春节 01-27 至 02-02'."""
    lines = []
    special = groupby(days, key=lambda day: (day["kind"], day["name"]))
    for (kind, name), run_of_days in special:
        dates = [day["date"][5:] for day in run_of_days]
        if kind in ("holiday", "makeup_workday"):
            span = dates[0] if len(dates) == 1 else f"{dates[0]} 至 {dates[-1]}"
            lines.append(f"{MARKS[kind]} {span}  {name}".rstrip())
    return lines


def _workdays(days: list[dict[str, str]]) -> int:
    return sum(day["kind"] in WORKDAYS for day in days)


def _import(args: argparse.Namespace, context: Context) -> int:
    from monitoring.site_calendar import parse_calendar_file

    if not args.file.is_file():
        what = "这是文件夹，不是文件" if args.file.is_dir() else "找不到这个文件"
        raise CommandError(what, str(args.file), "检查文件名和它所在的文件夹。")
    return _write(parse_calendar_file(args.file), str(args.file), context)


def _set(args: argparse.Namespace, context: Context) -> int:
    from monitoring.ports import CalendarDay, CalendarFile

    day = CalendarDay(day=args.day, is_workday=args.kind == "workday", name=args.name)
    return _write(CalendarFile(days=(day,), source="emonitor calendar set"), "", context)


def _write(file: CalendarFile, name: str, context: Context) -> int:
    with closing(context.open_ledger()) as ledger:
        changed = ledger.import_calendar(file, context.now())
        known = context.site_calendar(ledger).known_years
    unknown = sorted({day.day.year for day in file.days} - known)
    if context.json:
        print_json({"file": name, "days": len(file.days), "years": list(file.years), "changed": changed})
        return 0
    years = f"，{'、'.join(map(str, file.years))} 年从此已知" if file.years else ""
    say(f"读到 {len(file.days)} 天，改动 {changed} 天{years}。")
    for year in unknown:
        say(f"注意：{year} 年整年的放假安排还没有，这一年仍不作判断。")
    return 0


def _year(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) not in YEARS:
        raise argparse.ArgumentTypeError(f"“{text}”不是 {YEARS[0]} 到 {YEARS[-1]} 之间的年份")
    return int(text)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.year not in YEARS:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期；写成 2027-02-17")
    return day
