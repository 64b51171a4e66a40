"""Puts the parts together: which store, which ledger, which calendar, which rules, which engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol
from uuid import uuid4

from sqlalchemy import Engine as DatabaseEngine

from desktop import paths, sms_wiring
from desktop.errors import CommandError
from desktop.settings import Settings
from monitoring.board import BoardSnapshot
from monitoring.clock import Now, site_clock
from monitoring.judging.targets import Rulebook
from monitoring.ports import CalendarFile, Ledger
from monitoring.site_calendar import SiteCalendar
from monitoring.stores.case_store import NativeCaseStore
from monitoring.stores.case_store import open_case_store as open_native_store
from monitoring.stores.errors import parsed_url
from monitoring.stores.ledger import open_ledger as open_native_ledger
from monitoring.stores.writable import open_writable_case_store
from monitoring.watching.engine import Engine, Options
from monitoring.watching.watcher import Watcher

if TYPE_CHECKING:
    from desktop.reporting import Reporter
    from desktop.reporting.schedule import OnDraft, ReportLoop
    from monitoring.archiving import ReportKind

ATTENDANT_SECONDS: Final = 5.0
"""How long the end of the program waits for the SMS or the draft in hand; what is cut off then is taken up later."""


def open_case_store(settings: Settings, now: Now | None = None) -> NativeCaseStore:
    """The approval platform's database, read only; ``now``: the site's clock where it is not the true one.

    Raises StoreUnavailable.
    """
    return open_native_store(
        settings.stores.case,
        overlap_seconds=settings.poll.overlap_seconds,
        now=now or site_clock(settings.site.zone),
    )


def open_ledger(settings: Settings) -> Ledger:
    """Our own tables, brought to the newest form. Raises StoreUnavailable and CommandError."""
    return open_native_ledger(ready_ledger(settings))


def ready_ledger(settings: Settings) -> str:
    """The ledger's address, fit to be opened: its folder is there, and it is not the platform's own database.

    Whoever opens the ledger in any way asks here, for opening makes our tables. Raises CommandError.
    """
    _refuse_one_for_both(settings)
    make_folder(settings.stores.ledger)
    return settings.stores.ledger


def ledger_is_to_be_made(settings: Settings) -> bool:
    """Whether the ledger is a SQLite file that nobody needed so far: looking must not make it."""
    url = parsed_url(settings.stores.ledger)
    return url.get_backend_name() == "sqlite" and bool(url.database) and not Path(str(url.database)).exists()


def refuse_missing_ledger(settings: Settings, *, always: bool = False) -> None:
    """For questions to which an empty ledger made just now would give a false answer. Raises CommandError.

    The ledger of the settings file, or the usual one, may be still to be made, and is empty then (unless ``always``).
    One that was named for this very run is meant to be there; a mistyped one must not answer for it.
    """
    if not ledger_is_to_be_made(settings):
        return
    file = Path(str(parsed_url(settings.stores.ledger).database)).absolute()
    usual = file.parent == paths.data_folder().absolute()
    if always or settings.stores.ledger_named or not (usual or file.parent.is_dir()):
        todo = "检查 --ledger、EMONITOR_LEDGER 或 [stores] ledger；第一次用的台账由 emonitor check 建立。"
        raise CommandError("没有这个台账", str(file), todo)


def writable_case_store(settings: Settings) -> DatabaseEngine:
    """The case store for the demo and the imports, made where it is not there yet. Raises StoreUnavailable."""
    make_folder(settings.stores.case)
    return open_writable_case_store(settings.stores.case)


def make_folder(url: str) -> None:
    """Makes the folder of an SQLite file; other databases need none."""
    parsed = parsed_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database and parsed.database != ":memory:":
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)


def site_calendar(settings: Settings, ledger: Ledger) -> SiteCalendar:
    """The carried calendar with the site's own days and office hours over it."""
    return SiteCalendar.build(settings.office_hours, ledger.calendar_days())


def calendar_in_force(settings: Settings) -> SiteCalendar:
    """The same for who only looks: where there is no ledger yet, the carried one, and none is made."""
    _refuse_one_for_both(settings)
    if ledger_is_to_be_made(settings):
        return SiteCalendar.build(settings.office_hours, CalendarFile(days=()))
    with closing(open_ledger(settings)) as ledger:
        return site_calendar(settings, ledger)


def rulebook(settings: Settings, ledger: Ledger) -> Rulebook:
    """Rules and calendar in force now."""
    return Rulebook(
        settings.rules.load(),
        site_calendar(settings, ledger),
        due_includes_stops=settings.stores.due_includes_stops,
    )


def make_engine(settings: Settings, options: Options | None = None, *, send_old: bool = False) -> Engine:
    """An engine on freshly opened stores. Raises StoreUnavailable.

    ``send_old``: warnings from before the first start are not held back.
    """
    ledger = open_ledger(settings)
    try:
        store = open_case_store(settings)
    except BaseException:
        ledger.close()
        raise
    planner = sms_wiring.planner(settings, store.contacts, send_old=send_old)
    return Engine(store, ledger, rulebook(settings, ledger), options, planner)


def make_reader(settings: Settings, options: Options) -> Engine:
    """An engine that explains and writes nothing; its ledger is not made where there is none."""
    calendar = calendar_in_force(settings)
    book = Rulebook(settings.rules.load(), calendar, due_includes_stops=settings.stores.due_includes_stops)
    return Engine(open_case_store(settings), open_native_ledger(settings.stores.ledger), book, options)


def _refuse_one_for_both(settings: Settings) -> None:
    """The case store belongs to the platform: our tables may not be made in it."""
    files = [parsed_url(url) for url in (settings.stores.case, settings.stores.ledger)]
    if any(url.get_backend_name() != "sqlite" or not url.database for url in files):
        return
    case, ledger = (Path(str(url.database)).resolve() for url in files)
    if case == ledger:
        todo = "给台账另一个文件（--ledger、EMONITOR_LEDGER 或 [stores] ledger）。"
        raise CommandError("办件库和台账不能是同一个文件", str(case), todo)


def make_watcher(
    settings: Settings, publish: Callable[[BoardSnapshot], None], on_draft: OnDraft | None = None
) -> Watcher:
    """The watch over freshly opened stores; call it on the thread that will run it. Raises StoreUnavailable.

    Where a gateway is set, it sends what is due, on a thread of its own; on another one scheduled reports are drafted.
    ``on_draft`` hears of each on that thread.
    """
    loop = sms_wiring.sending_loop(settings)
    return AttendedWatcher(
        [one for one in (loop, report_loop(settings, on_draft)) if one is not None],
        make_engine(settings),
        now=site_clock(settings.site.zone),
        poll_seconds=settings.poll.seconds,
        publish=publish if loop is None else loop.after(publish),
        new_book=lambda ledger: rulebook(settings, ledger),
    )


def report_loop(settings: Settings, on_draft: OnDraft | None = None) -> ReportLoop | None:
    """What drafts the scheduled reports beside a watch; None where the settings want none."""
    if not settings.reports.scheduled:
        return None
    from desktop.reporting.schedule import ReportLoop, ReportTurn, giving_up
    from desktop.reporting.works import open_reporter

    def opened(stopped: Callable[[], bool]) -> Reporter:
        return open_reporter(settings, reading=giving_up(stopped))

    turn = ReportTurn(settings.reports, opened, site_clock(settings.site.zone), maker=uuid4().hex[:12])
    return ReportLoop(turn, on_draft or _nobody_listens)


def _nobody_listens(kind: ReportKind, period: str) -> None:
    """The draft is in the archive for whoever looks."""


class Attendant(Protocol):
    """Works on a thread of its own while a watch runs."""

    def start(self) -> None: ...

    def stop(self, seconds: float) -> bool: ...


class AttendedWatcher(Watcher):
    """A watch with others beside it: SMS go out and reports are drafted on threads of their own."""

    def __init__(self, attendants: Sequence[Attendant], engine: Engine, **options: Any) -> None:
        super().__init__(engine, **options)
        self._attendants = attendants

    def run(self) -> None:
        for one in self._attendants:
            one.start()
        try:
            super().run()
        finally:
            for one in self._attendants:
                one.stop(ATTENDANT_SECONDS)
