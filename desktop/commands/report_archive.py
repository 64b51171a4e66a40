"""``emonitor report list`` and ``emonitor report verify``: what the archive holds, and whether a file is of it."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from desktop.commands.context import Context
from desktop.commands.output import note, print_json, print_table, say
from desktop.errors import CommandError
from desktop.reporting.signing import signature_documents, signature_lines
from monitoring.archiving import ReportKind, ReportRecord, ReportState, Verdict, Verification, verify
from monitoring.moments import with_offset
from resources import Words, words

LARGEST: Final = 500_000_000
"""Bytes of a file that is read to be verified: no report is nearly so large."""


def add_parsers(actions: Any) -> None:
    listing = actions.add_parser("list", help="存档：签发过的和还在草稿里的")
    listing.add_argument("--kind", choices=[str(kind) for kind in ReportKind], help="只看这一种")
    listing.add_argument("--state", choices=[str(state) for state in ReportState], help="只看这种状态的")
    listing.add_argument("--search", metavar="文字", default="", help="文号、周或月、办件编号、经手人里有这些字的")
    listing.add_argument("--all", action="store_true", help="连丢弃的草稿一起列出")
    verifying = actions.add_parser("verify", help="验真：一个 PDF 是不是本台账签发的、有没有改动")
    verifying.add_argument("file", metavar="FILE.pdf", help="要验的文件")


def show_list(args: argparse.Namespace, context: Context) -> int:
    from desktop.reporting.works import open_archive
    from desktop.wiring import refuse_missing_ledger

    refuse_missing_ledger(context.settings)
    kind = ReportKind(args.kind) if args.kind else None
    states = (ReportState(args.state),) if args.state else _usual_states(everything=args.all)
    archive = open_archive(context.settings)
    try:
        found = archive.records(kind=kind, states=states, words=args.search)
    finally:
        archive.close()
    if context.json:
        print_json({"reports": [document(record, context) for record in found]})
    else:
        _print(found, words(context.settings.site.language))
    return 0


def _usual_states(*, everything: bool) -> tuple[ReportState, ...]:
    return tuple(state for state in ReportState if everything or state is not ReportState.DISCARDED)


GENUINE: Final = (Verdict.ISSUED, Verdict.SUPERSEDED)


def show_verdict(args: argparse.Namespace, context: Context) -> int:
    """Exit status 0 for a file that was issued and is unaltered (be it superseded since), else 1."""
    from desktop.reporting.works import open_archive
    from desktop.wiring import refuse_missing_ledger

    pdf = _read(Path(args.file).expanduser())
    refuse_missing_ledger(context.settings, always=True)
    archive = open_archive(context.settings)
    try:
        found = verify(pdf, archive)
    finally:
        archive.close()
    if context.json:
        signatures = signature_documents(pdf, context.zone)
        print_json({**_verdict_document(found, context), "signatures": signatures})
    else:
        language = words(context.settings.site.language)
        _say_verdict(found, language)
        for line in signature_lines(pdf, context.zone, language):
            say(line)
    if found.verdict in GENUINE:
        return 0
    todo = "向签发单位索要原件，或在签发它的台账上再验。"
    if found.verdict in (Verdict.DRAFT, Verdict.UNKEPT_DRAFT):
        todo = "要正式文件的，请签发以后再取。"
    note(f"没有通过验真：{args.file}。{todo}")
    return 1


def document(record: ReportRecord, context: Context) -> dict[str, Any]:
    """A record for JSON; moments carry the site's offset."""

    def moment(value: datetime | None) -> str | None:
        return None if value is None else with_offset(value, context.zone).isoformat()

    return {
        "id": record.report_id,
        "kind": str(record.about.kind),
        "period": record.about.period,
        "case_no": record.about.subject or None,
        "state": str(record.state),
        "number": str(record.number) if record.number is not None else None,
        "cutoff": moment(record.cutoff),
        "made_at": moment(record.made_at),
        "made_by": record.made_by,
        "issued_at": moment(record.issued_at),
        "issued_by": record.issued_by or None,
        "edited": record.edited,
        "pages": record.pages,
        "bytes": record.size,
        "sha256": record.sha256,
        "supersedes": record.supersedes,
        "superseded_by": record.superseded_by,
        "superseded_at": moment(record.superseded_at),
        "reason": record.reason or None,
    }


def _verdict_document(found: Verification, context: Context) -> dict[str, Any]:
    return {
        "verdict": str(found.verdict),
        "issued": found.verdict is Verdict.ISSUED,
        "unaltered": found.record is not None and found.verdict is not Verdict.ALTERED,
        "sha256": found.sha256,
        "report": document(found.record, context) if found.record is not None else None,
        "superseded_by": document(found.successor, context) if found.successor is not None else None,
    }


def _read(file: Path) -> bytes:
    if file.is_dir():
        raise CommandError("这是文件夹，不是文件", str(file), "写出 PDF 文件的名字。")
    if file.exists() and file.stat().st_size > LARGEST:
        raise CommandError("文件太大，不会是报告", str(file), "检查文件名。")
    return file.read_bytes()


def _print(found: list[ReportRecord], language: Words) -> None:
    rows = [
        (
            language.phrase("report_kinds", str(record.about.kind)),
            " ".join(filter(None, (record.about.period, record.about.subject))),
            record.number or "",
            language.phrase("report_states", str(record.state)),
            f"{record.issued_at or record.made_at:%Y-%m-%d %H:%M}",
            record.issued_by or record.made_by,
            record.pages,
            record.sha256[:12],
            record.reason if record.state is ReportState.SUPERSEDED else "",
        )
        for record in found
    ]
    if rows:
        titles = ("种类", "期", "文号", "状态", "时间", "经手人", "页数", "SHA-256", "替换原因")
        print_table(titles, rows, right=(6,))
    say(f"共 {len(found)} 份")


def _say_verdict(found: Verification, language: Words) -> None:
    say(language.phrase("report_verdicts", str(found.verdict)))
    if found.record is not None:
        say(f"{'所依据的' if found.verdict is Verdict.ALTERED else '这是'}：{_named(found.record, language)}")
    if found.successor is not None:
        reason = f"，原因：{found.record.reason}" if found.verdict is Verdict.SUPERSEDED and found.record else ""
        say(f"现行的是：{_named(found.successor, language)}{reason}")
    say(f"SHA-256：{found.sha256}")


def _named(record: ReportRecord, language: Words) -> str:
    parts = (
        str(record.number or ""),
        language.phrase("report_kinds", str(record.about.kind)),
        record.about.period,
        record.about.subject,
    )
    name = " ".join(part for part in parts if part)
    if record.issued_at is None:
        return f"{name}（{record.made_at:%Y-%m-%d %H:%M} {record.made_by} 起草）"
    return f"{name}（{record.issued_at:%Y-%m-%d %H:%M} {record.issued_by} 签发）"
