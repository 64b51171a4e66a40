"""The supervision sheet of one red case or node: its facts and proof as of a moment, read from the stores."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

from desktop import wiring
from desktop.commands import explain as explaining
from desktop.commands.context import make_context
from desktop.errors import CommandError
from desktop.reporting.letterhead import fonts_of, letterhead_of
from desktop.reporting.makers import Paged, printed
from desktop.reporting.reporter import Made, Prepared
from desktop.reporting.spotting import place_in_sheet
from desktop.settings import Settings
from monitoring.archiving import About, DocumentNumber, ReportKind
from monitoring.explain import NothingToExplain, explain
from monitoring.explaining import Explanation
from reports.documents.supervision import SupervisionSheet, supervision_document
from reports.figures.history import history_of
from reports.figures.periods import Period
from reports.figures.working import work_out
from reports.notice.brief import Reply

if TYPE_CHECKING:
    from monitoring.blocks import CaseBlock
    from monitoring.judging.targets import Rulebook
    from monitoring.records import Catalogue
    from reports.figures.values import CaseLine, Figures

LOOK_BACK: Final = timedelta(days=366)
"""A case that ended late longer ago is past supervising."""
_NODE: Final = re.compile(r"(.*) 环节(\d+)", re.DOTALL)


def about_sheet(case_no: str, node_seq: int | None, day: date) -> About:
    """One sheet a day for a case or a visit to a node (``node_seq``: its seq in case_nodes)."""
    subject = case_no if node_seq is None else f"{case_no} 环节{node_seq}"
    return About(ReportKind.SUPERVISION, day.isoformat(), subject)


def prepare_sheet(settings: Settings, about: About, at: datetime, replaces: str = "") -> Prepared:
    """``replaces``: the line about a sheet that this one takes the place of.

    Raises StoreUnavailable, and CommandError for a case that is not there or not red.
    """
    case_no, node_seq = _subject(about.subject)
    sheet, proof = _read(settings, case_no, node_seq, at)
    context = make_context(settings)
    found = json.dumps(explaining.document(proof, context), ensure_ascii=False, allow_nan=False)

    def make(text: str | None, *, number: DocumentNumber | None, signed_on: date, draft: bool) -> Made:
        letterhead, fonts = letterhead_of(settings), fonts_of(settings)
        numbered = str(number) if number is not None else None

        def print_it() -> Paged:
            document = supervision_document(
                sheet,
                letterhead,
                number=numbered,
                signed_on=signed_on,
                draft=draft,
                fonts=fonts,
                replaces=replaces,
            )
            return document.pdf, document.signature

        return printed(print_it, lambda character: place_in_sheet(character, sheet))

    return Prepared(about, at, True, lambda: found, make, why_draft="" if sheet.to_unit else _unaddressed(sheet))


def _unaddressed(sheet: SupervisionSheet) -> str:
    """A sheet that is addressed to nobody accuses nobody: it is not issued."""
    lacking = "这个环节没有写单位" if sheet.node else "这个办件没有写受理单位"
    return f"办件库里{lacking}，督办通知没有主送单位"


def _subject(subject: str) -> tuple[str, int | None]:
    found = _NODE.fullmatch(subject)
    return (found[1], int(found[2])) if found is not None else (subject, None)


def _read(settings: Settings, case_no: str, node_seq: int | None, at: datetime) -> tuple[SupervisionSheet, Explanation]:
    ledger = wiring.open_ledger(settings)
    try:
        book = wiring.rulebook(settings, ledger)
    finally:
        ledger.close()
    store = wiring.open_case_store(settings)
    try:
        catalogue, block = store.catalogue(), store.fetch([case_no])
    finally:
        store.close()
    figures = _figures(book, catalogue, block, at)
    line = _red_line(figures, block.case_no[0], node_seq)
    try:
        proof = explain(book, catalogue, block.record(0), at, line.node_seq, live=False)
    except NothingToExplain:
        raise _missing(case_no) from None
    reply = Reply.after(book.site, at.date(), settings.reports.reply_days)
    return SupervisionSheet.of(proof, line, reply, figures.stops), proof


def _figures(book: Rulebook, catalogue: Catalogue, block: CaseBlock, at: datetime) -> Figures:
    """Those of just this case."""
    if not len(block):
        raise CommandError("办件库里没有这个办件", "", "检查编号；用 emonitor check --all 可列出全部。")
    period = Period((at - LOOK_BACK).date(), at.date())
    return work_out(history_of(book, catalogue, [block], at), period, at)


def _red_line(figures: Figures, case_no: str, node_seq: int | None) -> CaseLine:
    """The case's own line in the red list; else that of its longest overdue node."""
    mine = [line for line in figures.red if node_seq is None or line.node_seq == node_seq]
    if not mine:
        what = "这个办件现在没有超期" if node_seq is None else f"第 {node_seq} 次环节办理现在没有超期"
        raise CommandError(what, case_no, "督办通知只对亮红灯的办件或环节；用 emonitor explain 查看它的时限。")
    return next((line for line in mine if line.node_seq is None), mine[0])


def _missing(case_no: str) -> CommandError:
    return CommandError("在这个时刻还没有这个办件", case_no, "检查编号和 --at。")
