"""An archive of reports in every state, made by the program itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from desktop.settings import Settings
from desktop.window.reports import workshop
from desktop.window.reports.workshop import Opened
from monitoring.archiving import About, ReportKind
from reports.notice.text import Block, Kind, NoticeText

JUNE, MAY = About(ReportKind.MONTHLY, "2017-06"), About(ReportKind.MONTHLY, "2017-05")
WEEK = About(ReportKind.WEEKLY, "2017-W26")
OFFICER = "王某甲"
ADDED = "各乡镇要举一反三，逐件核查。"


def with_folder(settings: Settings, folder: Path) -> Settings:
    """Issued files go into a folder of the test's own."""
    return replace(settings, reports=replace(settings.reports, folder=folder))


def drafted(settings: Settings, about: About, at: datetime) -> Opened:
    return workshop.make_draft(settings, about, at, lambda share: True).opened


def edited(settings: Settings, opened: Opened, at: datetime) -> Opened:
    """An officer adds a paragraph at the end."""
    text = opened.text()
    assert text is not None
    more = NoticeText((*text.blocks, Block(Kind.PARAGRAPH, ADDED)))
    return workshop.save_text(settings, opened, more, at)


def issued(settings: Settings, about: About, at: datetime, reason: str = "") -> Opened:
    draft = drafted(settings, about, at)
    outcome = workshop.issue(settings, draft, at, OFFICER, reason, lambda share: True)
    assert outcome.issued is not None
    return outcome.opened


def fill_archive(settings: Settings, at: datetime, *, everything: bool = False) -> None:
    """A week that is issued and a month whose draft somebody edits; ``everything``: a month that was superseded too."""
    issued(settings, WEEK, at)
    if everything:
        issued(settings, MAY, at)
        issued(settings, MAY, at, "数据更正")
    edited(settings, drafted(settings, JUNE, at), at)
