"""Stand-ins for the world around the engine, written once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

from desktop.reporting import Made, Prepared
from monitoring.archiving import About, DocumentNumber, ReportKind
from monitoring.blocks import CaseBlock, block_of
from monitoring.ports import CardTally, Changes, IssuedCard, StoreUnavailable
from monitoring.records import CaseRecord, Catalogue
from monitoring.sms.gateway import Accepted, Found, LookUp, NotFound, OutgoingSms, Report, SendResult, Unknown
from reports.figures import periods


def tally_of(cards: Iterable[IssuedCard], since: datetime) -> list[CardTally]:
    """What a ledger with these cards answers when asked for its tally."""
    of = Counter(
        (one.card.unit_id, one.card.became_true_at.date(), one.card.level)
        for one in cards
        if one.state == "issued" and one.card.became_true_at >= since
    )
    return [CardTally(*key, count) for key, count in of.items()]


class FakeCaseStore:
    """A case store in memory. ``away`` makes every question fail; ``put`` and ``drop`` are what the platform does."""

    def __init__(self, *cases: CaseRecord, catalogue: Catalogue) -> None:
        self.cases = {case.case_no: case for case in cases}
        self._catalogue = catalogue
        self._new_catalogue: Catalogue | None = None
        self._changed: set[str] = set()
        self._gone: set[str] = set()
        self.away = False
        self.questions: list[str] = []
        self.problems: tuple[tuple[str, str, str], ...] = ()
        self.numbers: dict[str, str] = {}

    def contacts(self) -> dict[str, str]:
        self._ask("contacts")
        return dict(self.numbers)

    def change_catalogue(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._new_catalogue = catalogue

    def put(self, *cases: CaseRecord) -> None:
        for case in cases:
            self.cases[case.case_no] = case
            self._changed.add(case.case_no)
            self._gone.discard(case.case_no)

    def drop(self, case_no: str) -> None:
        del self.cases[case_no]
        self._changed.discard(case_no)
        self._gone.add(case_no)

    def catalogue(self) -> Catalogue:
        self._ask("catalogue")
        return self._catalogue

    def load(self, case_nos: Sequence[str] | None = None) -> Iterator[CaseBlock]:
        self._ask("load")
        self._changed, self._gone = set(), set()
        yield block_of([case for no, case in sorted(self.cases.items()) if case_nos is None or no in case_nos])

    def fetch(self, case_nos: Sequence[str]) -> CaseBlock:
        self._ask("fetch")
        return block_of([self.cases[no] for no in sorted(case_nos) if no in self.cases])

    def poll(self) -> Changes:
        self._ask("poll")
        changed, gone = sorted(self._changed), sorted(self._gone)
        self._changed, self._gone = set(), set()
        blocks = (block_of([self.cases[no] for no in changed]),) if changed else ()
        catalogue, self._new_catalogue = self._new_catalogue, None
        return Changes(blocks=blocks, vanished=tuple(gone), catalogue=catalogue, problems=self.problems)

    def close(self) -> None:
        pass

    def _ask(self, question: str) -> None:
        self.questions.append(question)
        if self.away:
            raise StoreUnavailable("unreachable", "fake store")


class FakeGateway:
    """A gateway in memory. ``answers``: what it says to the next SMS, Accepted when there is nothing left to say.

    ``taken`` holds what would have gone out, whatever was answered; an answer of None means: it fell over before that.
    """

    name = "fake"
    settle_seconds = 0.0
    adds_signature = False

    def __init__(self, *answers: SendResult, can_look_up: bool = False) -> None:
        self.answers = list(answers)
        self.can_look_up = can_look_up
        self.taken: list[OutgoingSms] = []
        self.told: list[Report] = []
        self.found: LookUp | None = None
        """What it says when asked; None: the truth."""
        self.asked: list[str] = []

    def send(self, sms: OutgoingSms) -> SendResult:
        answer = self.answers.pop(0) if self.answers else Accepted(f"g-{sms.token}")
        if isinstance(answer, Accepted | Unknown):
            self.taken.append(sms)
        return answer

    def look_up(self, token: str, mobile: str, sent_at: datetime) -> LookUp:
        self.asked.append(token)
        if self.found is not None:
            return self.found
        return Found("accepted", f"g-{token}") if token in {sms.token for sms in self.taken} else NotFound()

    def reports(self) -> list[Report]:
        told, self.told = self.told, []
        return told

    def check(self) -> str:
        return "fake"

    def close(self) -> None:
        pass


class FakePress:
    """Makes reports out of nothing: ``prepare`` for desktop.reporting.Reporter.

    ``figures`` may be changed as if the case store had; ``fails`` is raised instead of an answer. ``made`` holds what
    was printed: (about, text, number, draft).
    """

    def __init__(self) -> None:
        self.figures = '{"accepted": 1}'
        self.fails: Exception | None = None
        self.made: list[tuple[About, str | None, str, bool]] = []
        self.before_making: Callable[[], None] = lambda: None

    def __call__(self, about: About, at: datetime) -> Prepared:
        if self.fails is not None:
            raise self.fails
        period = (periods.week if about.kind is ReportKind.WEEKLY else periods.month)(about.period)
        figures, written = self.figures, f"text of {self.figures}" if about.kind is ReportKind.MONTHLY else None

        def make(text: str | None, *, number: DocumentNumber | None, signed_on: date, draft: bool) -> Made:
            self.before_making()
            self.made.append((about, text, str(number or ""), draft))
            words = f"{about.period} {text} {number} {signed_on} {draft} {figures}".encode()
            pdf = b"%PDF-1.7 " + words + b"\ntrailer << /ID [<" + b"0" * 32 + b"><" + b"0" * 32 + b">] >>"
            return Made(pdf, 2)

        cutoff = min(period.end, at)
        return Prepared(about, cutoff, at >= period.end, lambda: figures, make, written)
