"""So many overdue cases with so many officers, one warning each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from monitoring.records import Catalogue, Officer, Unit
from monitoring.sms.due import Planner
from monitoring.sms.rules import SmsRules, load_rules
from monitoring.stores.ledger import open_ledger
from monitoring.watching.engine import Engine
from tests import building as make
from tests.fakes import FakeCaseStore
from tests.faults.run import HOURS, MORNING, Run, SiteClock

OFFICERS = 100


class Office:
    """What every process of a run has of its own after the fork: the same cases, the same rules, the same clock."""

    def __init__(self, run: Run) -> None:
        people = {f"O{number}": Officer(f"O{number}", "某", "U2", "handler") for number in range(OFFICERS)}
        catalogue = Catalogue(items={"I1": make.item()}, units={"U2": Unit("U2", "县民政局", None)}, officers=people)
        cases = [
            make.case(
                no=f"C{n:05d}", nodes=(replace(make.visit(1, "2017-06-28 15:20"), officer_id=f"O{n % OFFICERS}"),)
            )
            for n in range(run.warnings)
        ]
        self.store = FakeCaseStore(*cases, catalogue=catalogue)
        self.store.numbers = {f"O{number}": f"1380000{number:04d}" for number in range(OFFICERS)}
        self.book = make.book()
        self.planner = Planner(_rules(), HOURS, self.store.contacts)
        self.now = SiteClock(run.shared)

    def engine(self, run: Run) -> Engine:
        """One that writes cards and warnings. Raises StoreUnavailable."""
        return Engine(self.store, open_ledger(run.ledger), self.book, planner=self.planner)

    def fill(self, run: Run) -> None:
        """The first look of a watch: every case has its card and its warning."""
        engine = self.engine(run)
        engine.load(MORNING)
        assert engine.warnings_written == run.warnings, engine.warnings_written
        engine.ledger.close()


def _rules() -> SmsRules:
    """One SMS for each case, to its officer, whatever the numbers; nothing is ever sent again unasked."""
    usual = load_rules()
    red = replace(usual.kinds["red"], steps=usual.kinds["red"].steps[:1])
    return replace(
        usual,
        kinds={"red": red},
        resend_after=timedelta(days=9),
        per_number_per_day=10**9,
        digest_from=10**9,
        resend=frozenset(),
    )
