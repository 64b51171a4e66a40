"""``emonitor report``: weekly statistics, monthly notices and supervision sheets; the archive; is this file ours?

A person runs these, so a period that is over is issued: numbered, archived, never changed again. The schedule only
drafts.
"""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.commands import report_archive
from desktop.commands.context import Context
from desktop.commands.numbers import whole
from desktop.commands.output import note, print_json, progress, say
from desktop.errors import CommandError, UsageError
from monitoring.archiving import About, ReportKind
from reports.figures import periods
from reports.figures.periods import Period

if TYPE_CHECKING:
    from desktop.reporting import Issued, Prepared, Reporter


def add_parser(subparsers: Any) -> None:
    parser = subparsers.add_parser("report", help="周统计、月通报、督办通知：出 PDF、签发、存档、验真")
    actions = parser.add_subparsers(dest="action", metavar="动作", required=True)
    weekly = actions.add_parser("weekly", help="周统计；一周已经结束就签发存档")
    weekly.add_argument("--week", metavar="2017-W27", help="哪一周（默认：最近结束的一周）")
    monthly = actions.add_parser("monthly", help="月通报；一月已经结束就编号签发")
    monthly.add_argument("--month", metavar="2017-06", help="哪一月（默认：最近结束的一月）")
    sheet = actions.add_parser("supervision", help="一个超期办件的督办通知")
    sheet.add_argument("case_no", metavar="CASE_NO", help="办件编号")
    sheet.add_argument("--node", type=whole(), metavar="SEQ", help="只督办这一次环节办理（case_nodes 的 seq）")
    for action in (weekly, monthly, sheet):
        _add_making(action)
    monthly.add_argument("--fresh-text", action="store_true", help="不用草稿里改过的正文，按现在的数据重写")
    report_archive.add_parsers(actions)


def _add_making(parser: Any) -> None:
    parser.add_argument("--out", metavar="FILE.pdf", help="写到这个文件（默认：设置里存放报告的文件夹）")
    parser.add_argument("--draft", action="store_true", help="只出草稿：每页有草稿记号，不编号，不存档")
    parser.add_argument("--supersede", metavar="原因", help="已经签发过的，重新签发一份来替换它，并写明原因")
    parser.add_argument("--by", metavar="姓名", help="签发人（默认：操作系统的用户名）")


def run(args: argparse.Namespace, context: Context) -> int:
    if args.action == "list":
        return report_archive.show_list(args, context)
    if args.action == "verify":
        return report_archive.show_verdict(args, context)
    at = context.moment()
    about = _about(args, at)
    _refuse_nonsense(args)
    if context.json:
        return _show_figures(args, context, about, at)
    return _make(args, context, about, at)


def _about(args: argparse.Namespace, at: datetime) -> About:
    if args.action == "supervision":
        from desktop.reporting.supervision import about_sheet

        return about_sheet(args.case_no, args.node, at.date())
    if args.action == "weekly":
        return About(ReportKind.WEEKLY, _period(args.week, at, periods.week, periods.week_of).key)
    return About(ReportKind.MONTHLY, _period(args.month, at, periods.month, periods.month_of).key)


def _period(text: str | None, at: datetime, read: Any, holding: Any) -> Period:
    """The named period; else the last one that is over."""
    try:
        found: Period = read(text) if text is not None else holding(at.date()).before()
    except ValueError:
        raise UsageError(f"“{text}”不是周或月；周写成 2017-W27，月写成 2017-06") from None
    return found


def _refuse_nonsense(args: argparse.Namespace) -> None:
    if args.supersede is not None and args.draft:
        raise UsageError("--draft 不签发，不能和 --supersede 一起用")
    if args.supersede is not None and not args.supersede.strip():
        raise UsageError("--supersede 要写明原因")
    if args.by is not None and not args.by.strip():
        raise UsageError("--by 要写姓名")


def _show_figures(args: argparse.Namespace, context: Context, about: About, at: datetime) -> int:
    import json

    from desktop.reporting.works import prepare

    if args.out or args.supersede:
        note("--json 只给数据：不出 PDF，不签发。")
    with progress("读办件") as show:
        prepared = prepare(context.settings, about, at, show)
    print_json(json.loads(prepared.document()))
    return 0


def _make(args: argparse.Namespace, context: Context, about: About, at: datetime) -> int:
    from desktop.reporting.works import open_reporter

    out = _target(args.out)
    with progress("读办件") as show:
        reporter = open_reporter(context.settings, by=args.by, reading=show)
        try:
            draft_only = args.draft or _is_future(context)
            return _Making(reporter, about, at, out, draft_only=draft_only).run(args)
        finally:
            reporter.close()


def _is_future(context: Context) -> bool:
    """Nothing is issued for days that have not been, whatever --at says."""
    if context.at is None or context.at <= context.now():
        return False
    note("--at 在将来：只出草稿，不签发。")
    return True


def _target(out: str | None) -> Path | None:
    if out is None:
        return None
    file = Path(out).expanduser()
    if not file.absolute().parent.is_dir():
        raise CommandError("没有这个文件夹", str(file.parent), "先建好文件夹，或改 --out。")
    if file.is_dir():
        raise CommandError("--out 是文件夹，不是文件", str(file), "写出 PDF 文件的名字。")
    if file.exists() and not file.is_file():
        raise CommandError("--out 是设备或管道，不是普通文件", str(file), "写出 PDF 文件的名字。")
    return file.resolve()


class _Making:
    """One report made at the command line."""

    def __init__(self, reporter: Reporter, about: About, at: datetime, out: Path | None, *, draft_only: bool) -> None:
        self._draft_only = draft_only
        self._reporter = reporter
        self._about = about
        self._at = at
        self._out = out

    def run(self, args: argparse.Namespace) -> int:
        from desktop.reporting import name_of

        standing = None if self._draft_only or args.supersede else self._reporter.already(self._about)
        if standing is not None:
            return self._tell(standing)
        self._refuse_unwritable()
        if not self._draft_only:
            self._reporter.refuse_unsignable()
        prepared = self._reporter.prepare(self._about, self._at)
        if not self._draft_only and not prepared.issuable:
            if args.supersede:
                why, todo = _not_issuable(prepared)
                raise CommandError(f"{why}，不能签发", name_of(self._about), todo)
            self._note_draft(prepared)
        if self._draft_only or not prepared.issuable:
            return self._draft(prepared, fresh=self._is_fresh(args))
        text = None if self._is_fresh(args) else self._reporter.edited_text(prepared)
        return self._tell(self._reporter.issue(prepared, self._at, text=text, supersede=args.supersede))

    def _note_draft(self, prepared: Prepared) -> None:
        from desktop.reporting import name_of

        if prepared.why_draft:
            note(f"{name_of(self._about)}：{prepared.why_draft}，出的是草稿，没有编号，不能签发。")
        else:
            note(f"{name_of(self._about)} 还没有结束，出的是草稿，数据截止 {prepared.cutoff:%Y-%m-%d %H:%M:%S}。")

    def _is_fresh(self, args: argparse.Namespace) -> bool:
        return bool(getattr(args, "fresh_text", False))

    def _refuse_unwritable(self) -> None:
        """Before a number is taken: afterwards it would be too late to say that the file cannot be written."""
        from desktop.reporting import files

        files.refuse_unwritable(self._out.absolute().parent if self._out is not None else self._reporter.folder)

    def _draft(self, prepared: Prepared, *, fresh: bool) -> int:
        from desktop.reporting import files

        text = None if fresh else self._text_for_draft(prepared)
        made = self._reporter.preview(prepared, self._at, text)
        file = self._out or self._reporter.folder / files.draft_name(self._about)
        files.replace(file, made.pdf)
        say(f"草稿 {made.pages} 页，没有编号，不能对外使用：{file}")
        return 0

    def _text_for_draft(self, prepared: Prepared) -> str | None:
        try:
            return self._reporter.edited_text(prepared)
        except CommandError as error:
            note(f"{error.what}；这份草稿按现在的数据重写。")
            return None

    def _tell(self, issued: Issued) -> int:
        from desktop.reporting import name_of

        record = issued.record
        number = f"{record.number}，" if record.number is not None else ""
        what = f"{number}{name_of(record.about)}，{record.pages} 页"
        if issued.again:
            say(f"已于 {record.issued_at:%Y-%m-%d %H:%M} 由 {record.issued_by} 签发，没有重做，给出的是原件：{what}")
            say("内容要改的，用 --supersede 原因 重新签发一份来替换。")
        else:
            say(f"已签发：{what}")
        if issued.from_draft:
            say("正文是草稿里改过的文字。")
        if self._out is not None:
            self._write_out(self._out, issued.pdf)
        say(f"SHA-256：{record.sha256}")
        self._tell_files(issued)
        return 0

    def _write_out(self, out: Path, pdf: bytes) -> None:
        from desktop.failures import system_words
        from desktop.reporting import files

        try:
            files.replace(out, pdf)
        except OSError as error:
            todo = "报告已经签发、存进台账；换一个地方，用 --out 再取一次原件。"
            raise CommandError(f"文件没有写成：{system_words(error)}", str(out), todo) from None

    def _tell_files(self, issued: Issued) -> None:
        for file in (self._out, issued.file):
            if file is not None:
                say(f"文件：{file}")
        if issued.file is None:
            where = str(self._reporter.folder)
            if self._out is None:
                todo = "报告已经签发、存进台账；用 --out 再取一次原件，或检查 [reports] folder。"
                raise CommandError(f"文件没有写成：{issued.why_not}", where, todo)
            note(f"存放报告的文件夹写不进：{issued.why_not}（{where}）；台账里已有存档。")


def _not_issuable(prepared: Prepared) -> tuple[str, str]:
    """Why it cannot be issued, and what to do about it."""
    if prepared.why_draft:
        return prepared.why_draft, "请审批平台补上以后再签发。"
    return "这一期还没有结束", "期末之后再签发。"
