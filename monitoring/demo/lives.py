"""The life of a made-up case from its application to its end, laid along the office hours.

A life is worked out to its end, whatever the moment of the demo; ``monitoring.demo.cutting`` cuts it there. So the same
case goes on where it was when the demo is made again at a later moment.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from monitoring.demo.arrivals import Arrival
from monitoring.demo.county import County, Node, Person
from monitoring.demo.office import OfficeLine, day_of
from monitoring.moments import DAY_SECONDS

OFFICE_DAY = 25_200
"""Office seconds of a usual day: seven hours."""
NOTICE_DAYS = 7
"""Calendar days for which a public notice hangs."""
_UNIT_SECONDS = {"working_day": OFFICE_DAY, "calendar_day": OFFICE_DAY * 5 // 7, "office_hour": 3600}
_ENDS = (("finished", 0.935), ("refused", 0.97), ("withdrawn", 0.99), ("void", 1.0))
_RESULTS = {
    "finished": ("0", None),
    "refused": ("1", "不符合办理条件"),
    "withdrawn": ("6", "申请人撤回申请"),
    "void": ("2", "重复申报"),
    "missing": ("5", "逾期未补正材料"),
}
GROUNDS = ("听证", "检验检测", "现场勘验", "专家评审")
"""Some of the grounds of the closed list (行政许可法 art. 45)."""
LAW = "《行政许可法》第四十五条"


@dataclass(slots=True)
class Visit:
    node: Node
    unit_id: str
    officer_id: str
    entered: int
    left: int


@dataclass(slots=True)
class Stop:
    kind: str
    ground: str
    approver: str | None
    started: int
    limit: float | None
    ended: int


@dataclass(slots=True)
class Asking:
    """A correction; ``received`` None: the material never comes."""

    notified: int
    received: int | None


@dataclass(slots=True)
class Life:
    """Moments are wall-clock seconds since 1970; what lies after the demo's moment has not happened yet."""

    arrival: Arrival
    region_code: str
    unit_id: str
    accepted: int | None = None
    promised_due: int | None = None
    finished: int | None = None
    state: str = "open"
    result: tuple[str, str | None] = ("", None)
    visits: list[Visit] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    askings: list[Asking] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tempo:
    """How a case runs: ``slow`` at every step, or with ``steady`` shares of the steps' limits to its last day."""

    slow: float
    steady: float | None = None


class Lives:
    """Lives of cases in one county along one line of office time."""

    def __init__(self, county: County, line: OfficeLine, seed: int) -> None:
        self._county = county
        self._line = line
        self._pace = {person.officer_id: _pace(person, seed) for person in county.people}

    def of(self, arrival: Arrival) -> Life:
        """The whole life of one application."""
        life = Life(arrival, *self._place(arrival))
        rng = arrival.rng
        if rng.random() < 0.004:
            self._end(life, self._line.after(arrival.at, int(OFFICE_DAY * rng.uniform(0.3, 1.8))), "withdrawn")
            return life
        life.accepted = self._acceptance(arrival, rng)
        self._promise(life, rng)
        end = _way_to_end(rng.random())
        nodes = arrival.item.nodes
        last = len(nodes) if end == "finished" else rng.randint(1, len(nodes))
        at, tempo = life.accepted, self._tempo(life, rng)
        for node in nodes[:last]:
            at = self._visit(life, node, at, tempo, rng)
            if life.state != "open":
                return life
        self._end(life, at, end)
        return life

    def _place(self, arrival: Arrival) -> tuple[str, str]:
        """Where the case belongs and which unit takes it in: by the level of its first node."""
        first, township = arrival.item.nodes[0], arrival.township
        if first.department is not None:
            return self._county.code, first.department
        if first.level == "village":
            return township.village_code(arrival.village), township.unit_id
        return township.place(day_of(arrival.at)).code, township.unit_id

    def _acceptance(self, arrival: Arrival, rng: Random) -> int:
        drawn = rng.random()
        if arrival.item.kind == "immediate" or drawn < 0.78:
            seconds = rng.uniform(60, 5400)
        elif drawn < 0.988:
            seconds = OFFICE_DAY * rng.uniform(0.2, 1.5)
        else:
            seconds = OFFICE_DAY * rng.uniform(2.1, 9)
        return self._line.after(arrival.at, int(seconds))

    def _promise(self, life: Life, rng: Random) -> None:
        """Some platforms write the due moment into the case."""
        item = life.arrival.item
        if item.limit_unit == "working_day" and item.promised and life.accepted and rng.random() < 0.12:
            life.promised_due = self._line.nth_closing(life.accepted, int(item.promised))

    def _tempo(self, life: Life, rng: Random) -> Tempo:
        """Most cases run well; some are awkward at every step, some are put off until their last day."""
        drawn, item = rng.random(), life.arrival.item
        if drawn < 0.5:
            return Tempo(1.0)
        if drawn < 0.72:
            return Tempo(rng.uniform(1.2, 1.65))
        days = int(item.promised or 0) if item.limit_unit == "working_day" else 0
        closing = self._line.nth_closing(life.accepted or 0, days) if days >= 3 else None
        if closing is None or not all(node.on_case_clock for node in item.nodes):
            return Tempo(1.0)
        left = self._line.position(closing) - self._line.position(life.accepted or 0)
        left -= int(OFFICE_DAY * rng.uniform(0.03, 0.8))
        return Tempo(1.0, left / sum(map(_limit_seconds, item.nodes)))

    def _visit(self, life: Life, node: Node, entered: int, tempo: Tempo, rng: Random) -> int:
        unit_id = node.department or life.arrival.township.unit_id
        officer = rng.choice(self._county.staff[unit_id, node.role])
        visit = Visit(node, unit_id, officer.officer_id, entered, entered)
        life.visits.append(visit)
        if not node.on_case_clock:
            visit.left = self._after_notice(entered, rng)
            return visit.left
        pace = self._county.units[unit_id].slow * self._pace[officer.officer_id] * tempo.slow
        worked = int(_seconds(node, pace, rng) if tempo.steady is None else _limit_seconds(node) * tempo.steady)
        pause = int(worked * rng.uniform(0.2, 0.8))
        at = self._line.after(entered, pause)
        resumed = self._interrupted(life, node, at, rng)
        visit.left = self._line.after(resumed, worked - pause)
        return visit.left

    def _after_notice(self, entered: int, rng: Random) -> int:
        """A public notice hangs for its days and is taken down in the office hours after; the limit leaves room."""
        days = NOTICE_DAYS + (rng.randint(4, 8) if rng.random() < 0.03 else 0)
        midnight = (entered // DAY_SECONDS + days + 1) * DAY_SECONDS
        return self._line.after(midnight, rng.randint(300, 7200))

    def _interrupted(self, life: Life, node: Node, at: int, rng: Random) -> int:
        """The moment at which work goes on after a correction or a suspension, if there is one."""
        if life.arrival.item.kind == "immediate":
            return at
        drawn = rng.random()
        if node.seq <= 2 and drawn < 0.03:
            return self._correction(life, at, rng)
        if life.arrival.item.licence and node.role == "reviewer" and drawn > 0.9:
            return self._suspension(life, at, rng)
        return at

    def _correction(self, life: Life, at: int, rng: Random) -> int:
        if rng.random() < 0.06:
            life.askings.append(Asking(at, None))
            end = self._line.after(at, int(OFFICE_DAY * rng.uniform(20, 45)))
            life.visits[-1].left = end
            self._end(life, end, "missing")
            return end
        received = self._line.after(at, int(OFFICE_DAY * rng.triangular(0.5, 14, 3)))
        life.askings.append(Asking(at, received))
        return received

    def _suspension(self, life: Life, at: int, rng: Random) -> int:
        days, limit = rng.triangular(2, 10, 4), 10 if rng.random() < 0.7 else None
        if rng.random() < 0.12:
            days, limit = rng.uniform(6, 20), 5
        ended = self._line.after(at, int(OFFICE_DAY * days))
        extended = rng.random() < 0.2
        kind, ground = ("extension", "案情复杂") if extended else ("special", rng.choice(GROUNDS))
        approver = self._county.staff[life.visits[-1].unit_id, "leader"][0].officer_id if extended else None
        life.stops.append(Stop(kind, ground, approver, at, 10 if extended else limit, ended))
        return ended

    def _end(self, life: Life, at: int, how: str) -> None:
        life.finished = at
        life.state = "void" if how == "missing" else how
        life.result = _RESULTS[how]


def _way_to_end(drawn: float) -> str:
    return next(state for state, share in _ENDS if drawn < share)


def _limit_seconds(node: Node) -> float:
    return (node.limit or 0) * _UNIT_SECONDS[node.limit_unit or "working_day"]


def _pace(person: Person, seed: int) -> float:
    return Random(f"{seed}/{person.officer_id}").triangular(0.75, 1.35, 1.0)


def _seconds(node: Node, pace: float, rng: Random) -> float:
    """Office seconds that somebody works on a node: mostly a part of its limit, now and then far too long."""
    drawn = rng.random()
    if not node.limit:
        return rng.uniform(240, 2400) if drawn < 0.985 else OFFICE_DAY * rng.uniform(0.5, 3)
    limit = _limit_seconds(node)
    if drawn < 0.009 * pace**2:
        return limit * rng.uniform(1.3, 5)
    if drawn > 0.9995:
        return limit * rng.uniform(6, 15)
    return limit * rng.betavariate(2.4, 2.0) * 1.06 * pace
