"""What turns figures into documents: one maker for each kind, with the site's letterhead and fonts."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from functools import cache

from pikepdf import Pdf

from desktop.errors import CommandError
from desktop.reporting.letterhead import fonts_of, letterhead_of
from desktop.reporting.reporter import Made, Make
from desktop.reporting.spotting import place_of
from desktop.settings import Settings
from monitoring.archiving import DocumentNumber
from monitoring.site_calendar import SiteCalendar
from reports.documents.monthly import monthly_document
from reports.documents.weekly import weekly_document
from reports.figures.document import as_json
from reports.figures.values import Figures
from reports.notice.brief import Replaced, Reply
from reports.notice.text import NotATextError, NoticeText
from reports.notice.writing import write_notice
from reports.paper.fonts import MissingGlyph
from reports.paper.signing import SignaturePlace

Paged = tuple[bytes, SignaturePlace | None]
"""A PDF and where a signature has its place on it."""


def document_of(settings: Settings, figures: Figures) -> Callable[[], str]:
    """The figures as JSON, worked out once and only where they are wanted."""

    @cache
    def document() -> str:
        return json.dumps(as_json(figures, settings.site.zone), ensure_ascii=False, allow_nan=False)

    return document


def weekly_maker(settings: Settings, figures: Figures, replaces: str = "") -> Make:
    """``replaces``: the line about statistics that these take the place of."""

    def make(text: str | None, *, number: DocumentNumber | None, signed_on: date, draft: bool) -> Made:
        letterhead, fonts = letterhead_of(settings), fonts_of(settings)
        signed = settings.reports.sign_p12 is not None and not draft

        def print_it() -> Paged:
            document = weekly_document(figures, letterhead, draft=draft, fonts=fonts, signed=signed, replaces=replaces)
            return document.pdf, document.signature

        return printed(print_it, lambda character: place_of(character, figures))

    return make


def monthly_maker(settings: Settings, figures: Figures) -> Make:
    def make(text: str | None, *, number: DocumentNumber | None, signed_on: date, draft: bool) -> Made:
        notice, letterhead, fonts = notice_of(text, figures.period.key), letterhead_of(settings), fonts_of(settings)
        numbered = str(number) if number is not None else None

        def print_it() -> Paged:
            document = monthly_document(
                figures, notice, letterhead, number=numbered, signed_on=signed_on, draft=draft, fonts=fonts
            )
            return document.pdf, document.signature

        return printed(print_it, lambda character: place_of(character, figures))

    return make


def notice_of(text: str | None, where: str) -> NoticeText:
    """A kept text. Raises CommandError for what is none."""
    try:
        return NoticeText.from_json(text or "")
    except NotATextError as error:
        raise CommandError(str(error), where, "丢掉这份草稿，重新起草。") from None


def written_notice(
    settings: Settings, figures: Figures, calendar: SiteCalendar, signed_on: date, replaced: Replaced | None = None
) -> str:
    """The text as the program writes it: replies are asked for so many working days after the day of issue."""
    reply = Reply.after(calendar, signed_on, settings.reports.reply_days)
    return write_notice(figures, letterhead_of(settings), reply, replaced=replaced).to_json()


def printed(make: Callable[[], Paged], where: Callable[[str], str] = lambda character: "") -> Made:
    """The document with its pages counted. Raises CommandError for a character that no font has; ``where`` it is."""
    try:
        pdf, place = make()
    except MissingGlyph as missing:
        todo = (
            "在审批平台里改正这个名称（去掉表情等符号）；"
            "或把有这个字的字体文件放进设置里 [reports] fonts_folder 所指的文件夹。"
        )
        raise CommandError(f"有一个字没有字体能印：{missing}", where(missing.character), todo) from None
    with Pdf.open(io.BytesIO(pdf)) as document:
        return Made(pdf, len(document.pages), place)
