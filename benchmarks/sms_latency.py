"""How long after its due moment the SMS of an overdue case is with the gateway: demo county, the program's own watch.

The watch is put together as ``emonitor watch`` does it: its engine and its sender run on threads of their own, on
SQLite files, and speak HTTP with a gateway on loopback that accepts everything. Cases that fall due at moments spread
over the polls are written to the store; what counts is from each due to the moment at which the gateway says yes.
"""

from __future__ import annotations

import os
import statistics
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from sqlalchemy import Engine as DatabaseEngine
from sqlalchemy import insert, text

from benchmarks.measuring import Context, Result, Wrong, stopwatch
from desktop import sms_wiring, wiring
from desktop.settings import Settings, load
from monitoring.board import BoardSnapshot
from monitoring.clock import Now, site_clock
from monitoring.demo import USUAL_CASES, make_demo
from monitoring.sms.outbox import Message
from monitoring.stores import schema
from monitoring.watching.watcher import Watcher

POLL_SECONDS: Final = 12.0
"""Five polls a minute: nothing may wait for the next one."""
PATIENCE_SECONDS: Final = 120.0
PASSWORD: Final = "EMONITOR_KANNEL_PASSWORD"
SETTINGS: Final = """
[stores]
case = "sqlite:///cases.db"
ledger = "sqlite:///ledger.db"
[poll]
seconds = {poll}
[sms]
gateway = "kannel"
[sms.kannel]
url = "{url}"
username = "benchmark"
report_listen = ""
[sms.hours]
from = "00:00"
to = "24:00"
days = "all"
"""


@dataclass(slots=True)
class Office:
    """Who answers for the cases that are written: a unit, one of its officers, and what they are asked for."""

    unit_id: str
    officer_id: str
    item_code: str


@dataclass(slots=True)
class Centre:
    """What the gateway accepted: when (seconds of the stopwatch), for which number, which text."""

    url: str = ""
    taken: list[tuple[float, str, str]] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    def accept(self, number: str, told: str) -> None:
        with self.arrived:
            self.taken.append((stopwatch(), number, told))
            self.arrived.notify_all()

    def about(self, case_no: str) -> list[tuple[float, str]]:
        """When the red SMS of a case were accepted, and for whom."""
        return [(at, number) for at, number, told in list(self.taken) if case_no in told and "超期告警" in told]

    def wait_for(self, case_nos: Iterable[str], receivers: int) -> None:
        """Until so many SMS about each were accepted. Raises TimeoutError."""
        last = stopwatch() + PATIENCE_SECONDS
        wanted = list(case_nos)
        with self.arrived:
            while not all(len(self.about(case_no)) >= receivers for case_no in wanted):
                if not self.arrived.wait(max(0.0, last - stopwatch())):
                    raise TimeoutError("an overdue case was never told to the gateway")


def latency(context: Context) -> Iterator[Result]:
    """Median and worst of the time from due to accepted."""
    county, poll, cases = (USUAL_CASES, POLL_SECONDS, 10) if context.bounded else (100, 0.5, 2)
    folder = context.work / "sms-latency"
    folder.mkdir(parents=True, exist_ok=True)
    context.say(f"  a county of {county} cases, {cases} dues, a poll every {poll:g} s")
    with _centre() as centre, _password():
        settings = _settings(folder, centre.url, poll)
        office = _county(settings, county)
        late = _measured(settings, office, centre, cases, poll)
    note = f"{len(late)} SMS, worst {max(late):.2f}, least {min(late):.2f} s"
    goal = f"from due to the red SMS at the gateway, {60 / poll:g} polls a minute, median"
    yield context.most(goal, statistics.median(late), 2.0, "s", note)


def _measured(settings: Settings, office: Office, centre: Centre, cases: int, poll: float) -> list[float]:
    now = site_clock(settings.site.zone)
    loaded = threading.Event()
    watcher = wiring.make_watcher(settings, lambda board: _told(board, loaded))
    thread = threading.Thread(target=watcher.run, name="engine")
    thread.start()
    try:
        if not loaded.wait(PATIENCE_SECONDS):
            raise TimeoutError("the demo county was never loaded")
        _until_quiet(settings, now)
        before, began = now(), stopwatch()
        dues = _write_cases(settings, office, before, cases, poll)
        centre.wait_for(dues, 1)
        # card and warnings are one transaction: all that there will ever be are there by now
        centre.wait_for(dues, len(_reds(settings, min(dues))))
    finally:
        _end(watcher, thread)
    _check(settings, centre, dues)
    return [
        at - (began + (due - before).total_seconds())
        for case_no, due in dues.items()
        for at, _ in centre.about(case_no)
    ]


def _until_quiet(settings: Settings, now: Now) -> None:
    """What was overdue before the program was first started is told first, one digest for each person."""
    outbox = sms_wiring.outbox(settings)
    pause, last = threading.Event(), stopwatch() + PATIENCE_SECONDS
    try:
        while outbox.recipients_due(now()):
            if stopwatch() > last:
                raise TimeoutError("the warnings of the first start never came to an end")
            pause.wait(0.2)
    finally:
        outbox.close()


def _told(board: BoardSnapshot, loaded: threading.Event) -> None:
    if board.loading is None:
        loaded.set()


def _end(watcher: Watcher, thread: threading.Thread) -> None:
    watcher.stop()
    thread.join(PATIENCE_SECONDS)


def _check(settings: Settings, centre: Centre, dues: Iterable[str]) -> None:
    for case_no in dues:
        told = sorted(number for _, number in centre.about(case_no))
        written = sorted(message.mobile for message in _reds(settings, case_no))
        if told != written or len(written) < 2:
            raise Wrong(f"{case_no}: {len(written)} warnings in the ledger, {len(told)} at the gateway")


def _reds(settings: Settings, case_no: str) -> list[Message]:
    desk = sms_wiring.desk(settings)
    try:
        return [message for message in desk.messages(case_no=case_no) if message.kind == "red"]
    finally:
        desk.close()


def _write_cases(settings: Settings, office: Office, now: datetime, cases: int, poll: float) -> dict[str, datetime]:
    """Open cases that fall due one after the other, from two polls on; gives their dues by number."""
    first = now.replace(microsecond=0) + timedelta(seconds=2 * poll + 3)
    # five seconds apart for polls of twelve: the dues lie everywhere between two polls, and nobody's day gets full
    apart = timedelta(seconds=5 if poll > 5 else 2)
    dues = {f"LATE-{number:02d}": first + apart * number for number in range(cases)}
    engine = wiring.writable_case_store(settings)
    try:
        _insert(engine, office, now, dues)
    finally:
        engine.dispose()
    return dues


def _insert(engine: DatabaseEngine, office: Office, now: datetime, dues: Mapping[str, datetime]) -> None:
    entered = now.replace(microsecond=0) - timedelta(days=3)
    case = {"unit_id": office.unit_id, "item_code": office.item_code, "state": "open", "accepted_at": entered}
    visit = {"seq": 1, "unit_id": office.unit_id, "officer_id": office.officer_id, "entered_at": entered}
    with engine.begin() as connection:
        for case_no, due in dues.items():
            about = {"case_no": case_no, "updated_at": now.replace(microsecond=0)}
            connection.execute(insert(schema.cases).values(**case, **about, promised_due=due))
            connection.execute(insert(schema.case_nodes).values(**visit, **about))


def _county(settings: Settings, cases: int) -> Office:
    """Makes the demo county up to now."""
    ledger = wiring.open_ledger(settings)
    try:
        calendar = wiring.site_calendar(settings, ledger).working
    finally:
        ledger.close()
    engine = wiring.writable_case_store(settings)
    try:
        make_demo(engine, until=site_clock(settings.site.zone)(), calendar=calendar, cases=cases)
        with engine.begin() as connection:
            query = "SELECT unit_id, officer_id FROM officers WHERE role = 'handler' AND mobile IS NOT NULL LIMIT 1"
            unit_id, officer_id = connection.execute(text(query)).one()
            item = connection.execute(text("SELECT item_code FROM items WHERE case_kind = 'promised' LIMIT 1")).scalar()
    finally:
        engine.dispose()
    return Office(unit_id, officer_id, str(item))


def _settings(folder: Path, url: str, poll: float) -> Settings:
    for old in folder.glob("*.db*"):
        old.unlink()
    file = folder / "emonitor.toml"
    file.write_text(SETTINGS.format(url=url, poll=poll), encoding="utf-8")
    return load(file)


@contextmanager
def _password() -> Iterator[None]:
    """The gateway wants one; it comes from the environment, as on a site."""
    before = os.environ.get(PASSWORD)
    os.environ[PASSWORD] = "not-a-secret"
    try:
        yield
    finally:
        if before is None:
            del os.environ[PASSWORD]
        else:
            os.environ[PASSWORD] = before


@contextmanager
def _centre() -> Iterator[Centre]:
    centre = Centre()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = parse_qs(urlsplit(self.path).query)
            if "text" in query:
                centre.accept(query["to"][0], query["text"][0])
            self.send_response(202)
            self.end_headers()
            self.wfile.write(b"0: Accepted for delivery")

        def log_message(self, format: str, *arguments: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    centre.url = f"http://127.0.0.1:{server.server_address[1]}/cgi-bin/sendsms"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="gateway")
    thread.start()
    try:
        yield centre
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
