"""Reads the stores and has documents made: what ``Reporter`` needs, put together from the settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from desktop import wiring
from desktop.errors import CommandError
from desktop.person import user_name
from desktop.reporting.reporter import Prepared, Reporter
from desktop.reporting.signing import signing_of
from desktop.reporting.times import period_of
from desktop.settings import Settings
from monitoring.archiving import About, ReportArchive, ReportKind
from monitoring.ports import StoreUnavailable
from monitoring.watching.collecting import collector_in_hand
from reports.figures.periods import Period

if TYPE_CHECKING:
    from monitoring.site_calendar import SiteCalendar
    from reports.figures.history import History
    from reports.figures.values import Figures, WarningsSent

Reading = Callable[[int], None]
"""Hears how many cases have been read."""


def open_archive(settings: Settings) -> ReportArchive:
    """The archive of reports in the ledger."""
    from monitoring.stores.report_archive import open_report_archive

    return open_report_archive(wiring.ready_ledger(settings))


def open_reporter(settings: Settings, *, by: str | None = None, reading: Reading = lambda cases: None) -> Reporter:
    """For one thread; close it. ``by``: who sits here, where it is not the user of the operating system."""
    archive = open_archive(settings)
    return Reporter(
        archive,
        lambda about, at: prepare(settings, about, at, reading, archive),
        folder=settings.reports.folder,
        prefixes=prefixes_of(settings),
        by=by or user_name(),
        signs=signing_of(settings),
    )


def prefixes_of(settings: Settings) -> dict[ReportKind, str]:
    """Which kinds are numbered, and how."""
    return {
        ReportKind.MONTHLY: settings.reports.number_prefix,
        ReportKind.SUPERVISION: settings.reports.supervision_prefix,
    }


def prepare(
    settings: Settings,
    about: About,
    at: datetime,
    reading: Reading = lambda cases: None,
    archive: ReportArchive | None = None,
) -> Prepared:
    """Reads the stores as of the cut-off. Raises StoreUnavailable and CommandError.

    What ``archive`` holds as issued for the same is said to be replaced.
    """
    from desktop.reporting import makers, replacing

    if about.kind is ReportKind.SUPERVISION:
        from desktop.reporting.supervision import prepare_sheet

        return prepare_sheet(settings, about, at, replacing.replaced_sheet(archive, about))
    figures, calendar = read_figures(settings, period_of(about), at, reading)
    document, over = makers.document_of(settings, figures), at >= figures.period.end
    if about.kind is ReportKind.WEEKLY:
        make, written = makers.weekly_maker(settings, figures, replacing.replaced_statistics(archive, about)), None
    else:
        make = makers.monthly_maker(settings, figures)
        replaced = replacing.replaced_notice(archive, about)
        written = makers.written_notice(settings, figures, calendar, at.date(), replaced)
    return Prepared(about, figures.cutoff, over, document, make, written, figures)


def read_figures(
    settings: Settings, period: Period, at: datetime, reading: Reading = lambda cases: None
) -> tuple[Figures, SiteCalendar]:
    """All figures of a period as of its end, or as of ``at`` while it lasts. Raises StoreUnavailable, CommandError."""
    from reports.figures.working import usual_cutoff, work_out

    if at <= period.start:
        raise CommandError("这一期还没有开始", period.key, "换一个已经开始的周或月。")
    cutoff = usual_cutoff(period, at)
    history = read_history(settings, cutoff, reading)
    warnings = read_warnings(settings, period, cutoff)
    return work_out(history, period, cutoff, warnings=warnings), history.book.site


def read_history(settings: Settings, cutoff: datetime, reading: Reading = lambda cases: None) -> History:
    """All cases as of a cut-off, on stores opened for this and closed again. Raises StoreUnavailable."""
    from reports.figures.history import HistoryBuilder

    ledger = wiring.open_ledger(settings)
    try:
        book = wiring.rulebook(settings, ledger)
    finally:
        ledger.close()
    store = wiring.open_case_store(settings)
    try:
        builder = HistoryBuilder(book, store.catalogue(), cutoff)
        done = 0
        with collector_in_hand() as set_aside:
            for block in store.load():
                builder.add(block)
                done += len(block)
                set_aside()
                reading(done)
            return builder.done()
    finally:
        store.close()


def read_warnings(settings: Settings, period: Period, cutoff: datetime) -> WarningsSent | None:
    """The SMS of the period as of the cut-off; None where the ledger cannot be read just now."""
    from monitoring.stores.outbox.sums import sums_of
    from reports.figures.values import WarningsSent

    try:
        sums = sums_of(settings.stores.ledger, period.start, cutoff)
    except StoreUnavailable:
        return None
    return WarningsSent(sums.by_kind, sums.by_state, sums.total)
