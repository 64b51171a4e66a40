"""Made-up boards and a made-up watcher: what the engine would hand to the window. For tests and pictures."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from desktop.settings import Settings, load
from desktop.window.page_tools import PageTools
from monitoring.blocks import NONE
from monitoring.board import BoardSnapshot, CaseRows, Names
from monitoring.codes import CardLevel, Light, Reason
from monitoring.detailing import CaseDetail, NodeStep
from monitoring.explaining import DayLine, Explanation
from monitoring.moments import NEVER, to_seconds
from monitoring.ports import Card, IssuedCard
from monitoring.records import Catalogue, Item, Officer, Region, Unit
from monitoring.worktime import WorkingCalendar
from resources import words

NOW = datetime(2017, 7, 5, 10, 24)
HOURS = [("08:30", "12:00"), ("14:00", "17:30")]
DAY_SECONDS = 7 * 3_600
CALENDAR = WorkingCalendar(dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), HOURS))
REASONS = {
    Light.GREEN: "in_time",
    Light.YELLOW: "near_promised_due",
    Light.RED: "past_promised_due",
    Light.PAUSED: "suspended",
    Light.UNJUDGED: "finished_before_accepted",
}


@dataclass(frozen=True)
class Row:
    """One open case as a test writes it."""

    case_no: str
    light: Light = Light.GREEN
    due: datetime | None = datetime(2017, 7, 10, 17, 30)
    item: str = "高龄补贴"
    township: str = "韩集镇"
    village: str = ""
    node: str = "乡镇审核"
    unit: str = "便民服务中心"
    officer: str = "李建国"
    officer_unit: str = ""
    flags: int = 0
    reason: str = ""


@dataclass
class _Codes:
    keys: list[str] = field(default_factory=list)

    def of(self, key: str) -> int:
        if not key:
            return -1
        if key not in self.keys:
            self.keys.append(key)
        return self.keys.index(key)


def _column(codes: _Codes, keys: list[str]) -> np.ndarray:
    return np.array([codes.of(key) for key in keys], np.int32)


def site_settings() -> Settings:
    """The settings of a site that set nothing, whatever the machine's own settings file says."""
    return load(Path(__file__).with_name("empty_settings.toml"))


def board(rows: Sequence[Row], *, at: datetime = NOW, version: int = 1, **others: Any) -> BoardSnapshot:
    """A snapshot of these cases, read one second before ``at``."""
    items, regions, units, officers, nodes, reasons = (_Codes() for _ in range(6))
    cases = CaseRows(
        case_no=np.array([row.case_no for row in rows], np.object_),
        light=np.array([int(row.light) for row in rows], np.uint8),
        reason=_column(reasons, [row.reason or REASONS[row.light] for row in rows]).astype(np.uint8),
        item=_column(items, [row.item for row in rows]),
        region=_column(regions, [row.village or row.township for row in rows]),
        unit=_column(units, [row.unit for row in rows]),
        officer=_column(officers, [row.officer for row in rows]),
        node_name=_column(nodes, [row.node for row in rows]),
        accepted_at=np.full(len(rows), to_seconds(NOW) - 5 * 86_400, np.int64),
        due=np.array([NONE if row.due is None else to_seconds(row.due) for row in rows], np.int64),
        statutory_due=np.full(len(rows), NONE, np.int64),
        changes_at=np.full(len(rows), NEVER, np.int64),
        flags=np.array([row.flags for row in rows], np.uint8),
    )
    catalogue = Catalogue(
        items={name: Item(name, name, None, None, None, None) for name in items.keys},
        units={name: Unit(name, name, None) for name in units.keys},
        officers={row.officer: Officer(row.officer, row.officer, row.officer_unit or None, None) for row in rows},
        regions=_regions(rows),
    )
    names = Names(*(tuple(codes.keys) for codes in (items, regions, units, officers, nodes)), catalogue=catalogue)
    values: dict[str, Any] = {
        "read_at": at - timedelta(seconds=1),
        "counts": count(rows),
        "node_counts": {Light.GREEN: len(rows)},
        "version": version,
    } | others
    return BoardSnapshot(
        at=at,
        cases=cases,
        names=names,
        reasons=tuple(reasons.keys),
        calendar=CALENDAR,
        day_seconds=DAY_SECONDS,
        **values,
    )


def count(rows: Sequence[Row]) -> Mapping[Light, int]:
    return {light: sum(row.light is light for row in rows) for light in Light}


def _regions(rows: Sequence[Row]) -> dict[str, Region]:
    townships = {row.township: Region(row.township, row.township, "township", None) for row in rows}
    villages = {row.village: Region(row.village, row.village, "village", row.township) for row in rows if row.village}
    return townships | villages


def many(size: int, *, version: int = 1, **others: Any) -> BoardSnapshot:
    """A board of many cases, made by columns."""
    small = board([Row(str(number), light) for number, light in enumerate(Light)])
    which = np.arange(size) % len(Light)
    columns = {name: getattr(small.cases, name)[which] for name in CaseRows.__slots__ if name != "case_no"}
    columns["due"] = to_seconds(NOW) + (np.arange(size, dtype=np.int64) * 7_919) % 5_000_000
    case_no = np.array([f"2017-130925-{number:07d}" for number in range(size)], np.object_)
    values: dict[str, Any] = {"version": version, "read_at": NOW, "counts": {}, "node_counts": {}} | others
    return BoardSnapshot(
        at=NOW,
        cases=CaseRows(case_no=case_no, **columns),
        names=small.names,
        reasons=small.reasons,
        calendar=CALENDAR,
        day_seconds=DAY_SECONDS,
        **values,
    )


def proof(case_no: str, light: str = "red", **others: Any) -> Explanation:
    """A proof over one week with a stop in it."""
    first = date(2017, 6, 28)
    values: dict[str, Any] = {
        "case_no": case_no,
        "node_seq": None,
        "name": "高龄补贴",
        "light": light,
        "reason": "past_promised_due",
        "at": NOW,
        "started_at": datetime(2017, 6, 28, 15, 20),
        "ended_at": None,
        "due_at": datetime(2017, 7, 4, 17, 30),
        "statutory_due_at": datetime(2017, 7, 26, 17, 30),
        "yellow_from": datetime(2017, 7, 3, 17, 30),
        "statutory_breached": False,
        "provisional": False,
        "changes_at": datetime(2017, 7, 26, 17, 30),
        "left_seconds": -(3_600 + 54 * 60),
        "unit": "韩集镇便民服务中心",
        "officer": "李建国",
        "outcome": None,
        "rule": "default/whole_days",
        "limit": "3 working_day",
        "statutory_limit": "20 working_day",
        "basis": ("start_day_excluded", "whole_working_days", "stop_moves_due:1"),
        "stops": (("suspension", datetime(2017, 6, 29, 9, 0), datetime(2017, 6, 30, 10, 0), "现场勘验"),),
        "days": tuple(_day(first + timedelta(days=number)) for number in range(8)),
        "problems": (),
    }
    return Explanation(**(values | others))


NOTES = {
    date(2017, 6, 28): "start",
    date(2017, 6, 29): "nth:1",
    date(2017, 6, 30): "suspended",
    date(2017, 7, 3): "nth:2 yellow",
    date(2017, 7, 4): "nth:3 due",
    date(2017, 7, 5): "now",
}


def _day(day: date) -> DayLine:
    rest = day.weekday() >= 5
    stopped = day == date(2017, 6, 30)
    counted = 0 if rest or stopped or day == date(2017, 6, 28) else DAY_SECONDS
    if day == NOW.date():
        counted = 3_600 + 54 * 60
    kind = "restday" if rest else "workday"
    return DayLine(day, kind, counted, DAY_SECONDS if stopped else 0, NOTES.get(day, ""))


class FakeWatcher:
    """Hands out the boards it was given, then waits; answers proofs on its own thread."""

    def __init__(self, publish: Callable[[BoardSnapshot], None], boards: Sequence[BoardSnapshot]) -> None:
        self._publish = publish
        self._boards = list(boards)
        self._something = threading.Event()
        self._stopped = False
        self._questions: list[tuple[str, Future[Explanation]]] = []
        self._asked: list[tuple[Callable[[Any], Any], Future[Any]]] = []
        self.engine: Any = None
        """What questions are put to; a test gives its own."""
        self.asked: list[str] = []
        self.woken = 0

    def run(self) -> None:
        while not self._stopped:
            while self._boards:
                self._publish(self._boards.pop(0))
            while self._questions:
                case_no, answer = self._questions.pop(0)
                answer.set_result(proof(case_no))
            while self._asked:
                self._answer(*self._asked.pop(0))
            self._something.wait()
            self._something.clear()

    def stop(self) -> None:
        self._stopped = True
        self._something.set()

    def wake(self) -> None:
        self.woken += 1
        self._something.set()

    def show(self, snapshot: BoardSnapshot) -> None:
        self._boards.append(snapshot)
        self._something.set()

    def explain(self, case_no: str, node_seq: int | None = None) -> Future[Explanation]:
        self.asked.append(case_no)
        answer: Future[Explanation] = Future()
        self._questions.append((case_no, answer))
        self._something.set()
        return answer

    def ask(self, question: Callable[[Any], Any]) -> Future[Any]:
        answer: Future[Any] = Future()
        self._asked.append((question, answer))
        self._something.set()
        return answer

    def _answer(self, question: Callable[[Any], Any], answer: Future[Any]) -> None:
        if self.engine is None:
            answer.cancel()
            return
        try:
            answer.set_result(question(self.engine))
        except Exception as error:
            answer.set_exception(error)


def detail(case_no: str, **others: Any) -> CaseDetail:
    """One case in full: two nodes behind it, one late in hand, a revoked card and one that stands."""
    values: dict[str, Any] = {
        "case_no": case_no,
        "item": "高龄补贴",
        "region": "韩集镇 / 薛堂村",
        "state": "open",
        "applied_at": datetime(2017, 6, 28, 15, 0),
        "accepted_at": datetime(2017, 6, 28, 15, 20),
        "finished_at": None,
        "steps": (
            _step(1, "村级受理", Light.GREEN, 2_520, 12_600, datetime(2017, 6, 28, 17, 0)),
            _step(2, "材料初审", Light.RED, 60_480, DAY_SECONDS, datetime(2017, 6, 30, 17, 0)),
            _step(3, "乡镇审核", Light.YELLOW, 40_320, 2 * DAY_SECONDS, None),
        ),
        "cards": (_card(1, "yellow", revoked=True), _card(2, "red")),
        "proof": proof(case_no),
    }
    return CaseDetail(**(values | others))


def _step(seq: int, name: str, light: Light, used: int, limit: int, left: datetime | None) -> NodeStep:
    return NodeStep(
        seq=seq,
        name=name,
        unit="韩集镇便民服务中心",
        officer="李某某",
        light=light,
        reason={Light.GREEN: "left_on_time", Light.RED: "left_late"}.get(light, "near_node_due"),
        entered_at=datetime(2017, 6, 28, 15, 20),
        left_at=left,
        due_at=datetime(2017, 7, 5, 17, 30),
        used_seconds=used,
        limit_seconds=limit,
        open=left is None,
    )


def _card(card_id: int, level: str, *, revoked: bool = False) -> IssuedCard:
    reason = Reason.NEAR_PROMISED_DUE if level == "yellow" else Reason.PAST_PROMISED_DUE
    moment = datetime(2017, 7, 4, 17, 30)
    card = Card(
        "B2", None, CardLevel(level), reason, moment, moment, "U1", "韩集镇便民服务中心", "O1", "李某某",
        "3 working_day", "1", "default",
    )  # fmt: skip
    at = datetime(2017, 7, 5, 9, 0) if revoked else None
    return IssuedCard(
        card_id, card, datetime(2017, 7, 4, 17, 30, 5), "revoked" if revoked else "issued", at,
        "data_corrected" if revoked else None,
    )  # fmt: skip


class Tools:
    """Page tools whose questions are answered by the test and whose long work is done at once."""

    def __init__(self, memory: Any, language: str = "zh_CN") -> None:
        self.questions: list[tuple[Any, Callable[[Any], None], Callable[[str], None] | None]] = []
        self.said: list[str] = []
        self.ran: list[str] = []
        self.going: Callable[[float], bool] = lambda share: True
        self.tools = PageTools(
            words=words(language),
            memory=memory,
            settings=site_settings(),
            ask=self._ask,
            run=self._run,
            show_cases=lambda wanted: None,
            show_case=lambda case_no: None,
            say=self.said.append,
            show_help=lambda anchor: None,
        )

    def _ask(self, question: Any, answered: Any, failed: Any = None) -> None:
        self.questions.append((question, answered, failed))

    def _run(self, title: str, work: Any, done: Any = None) -> None:
        self.ran.append(title)
        result = work(self.going)
        if done is not None:
            done(result)

    def asked(self) -> list[tuple[str, int | None]]:
        """Case number and node of each question that waits (partials of case_view's)."""
        return [(one.keywords["case_no"], one.keywords.get("node_seq")) for one, _, _ in self.questions]

    def answer(self, value: Any) -> None:
        """Answers the oldest question."""
        self.questions.pop(0)[1](value)

    def refuse(self, why: str) -> None:
        """Fails the oldest question."""
        failed = self.questions.pop(0)[2]
        assert failed is not None
        failed(why)
