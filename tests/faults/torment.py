"""Kills senders and lets things go wrong around them until every step and every fault had its turn."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Sequence

from tests.faults.office import Office
from tests.faults.processes import WATCH, spawn
from tests.faults.run import OUTBOX, SENDERS, Run
from tests.faults.weather import Fault

PATIENCE = 900.0
"""Seconds after which a run that does not come to its end is judged as it is."""
FAULT_SECONDS = (0.3, 1.0)


class Torment:
    def __init__(self, run: Run, office: Office, faults: Sequence[Fault]) -> None:
        self._run = run
        self._office = office
        self._chance = random.Random(run.seed)
        self._faults = list(faults)
        self._now_on: tuple[Fault, float] | None = None
        self._calm_until = 0.0
        self._alive: dict[int, int] = {}
        self._births = 0
        self.deaths = 0
        self.came = Counter({fault.name: 0 for fault in faults})
        """How often each fault came."""
        self.last_open = run.warnings

    def go(self) -> None:
        """Until all is sent or known to be unknown, and enough was done to prevent it."""
        ends = time.monotonic() + PATIENCE
        try:
            while time.monotonic() < ends and not self._over():
                self._bear()
                time.sleep(self._chance.uniform(0.02, 0.1))
                self._weather()
                if not self._enough() and self._chance.random() < 0.25:
                    os.kill(self._chance.choice(list(self._alive)), signal.SIGKILL)
                self._bury()
        finally:
            self._end_fault()
            for pid in self._alive:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _over(self) -> bool:
        if self._now_on is not None:
            # the database may be away just now
            return False
        self.last_open = open_messages(self._run)
        self._set_pace()
        return self.last_open == 0 and (self._enough() or self._run.order != OUTBOX)

    def _enough(self) -> bool:
        if self.deaths < self._run.kills or self._missing_steps():
            return False
        return all(self.came[fault.name] >= self._run.turns for fault in self._faults)

    def _missing_steps(self) -> list[str]:
        """Steps at which nobody has died yet."""
        died = set(self._run.died_at())
        return [step for step in self._run.steps if step not in died]

    def _set_pace(self) -> None:
        """The fewer are left while something has not had its turn, the slower the gateway: work must not run out."""
        few = self.last_open / self._run.warnings
        self._run.shared.pace = 0.0 if self._enough() else 0.01 if few > 0.6 else 0.06 if few > 0.3 else 0.5

    def _bear(self) -> None:
        wanted = {*range(SENDERS), *([WATCH] if self._run.order == OUTBOX else [])}
        for number in sorted(wanted - set(self._alive.values())):
            planned = ""
            if number != WATCH and not self._enough():
                planned = self._next_step()
            after = 1 if planned in self._missing_steps() else self._chance.randrange(1, 12)
            self._alive[spawn(self._run, self._office, number, self._births, planned, after)] = number
            self._births += 1

    def _next_step(self) -> str:
        """The step at which the fewest have died."""
        died = Counter(self._run.died_at())
        fewest = min(died[step] for step in self._run.steps)
        return self._chance.choice([step for step in self._run.steps if died[step] == fewest])

    def _bury(self) -> None:
        for pid in [pid for pid in self._alive if os.waitpid(pid, os.WNOHANG)[0]]:
            del self._alive[pid]
            self.deaths += 1

    def _weather(self) -> None:
        now = time.monotonic()
        if self._now_on is not None:
            if now >= self._now_on[1]:
                self._end_fault()
                self._calm_until = now + self._chance.uniform(0.2, 1.5)
        elif self._faults and now >= self._calm_until and not self._enough():
            rarest = min(self.came[fault.name] for fault in self._faults)
            fault = self._chance.choice([fault for fault in self._faults if self.came[fault.name] == rarest])
            self._now_on = fault, now + self._chance.uniform(*FAULT_SECONDS)
            fault.begin()
            self.came[fault.name] += 1

    def _end_fault(self) -> None:
        if self._now_on is not None:
            self._now_on[0].end()
            self._now_on = None


def open_messages(run: Run) -> int:
    """How many wait for somebody: also those called off, which only a wrong clock can do here."""
    states = {"pending", "sending", "cancelled"} | ({"unknown"} if run.can_look_up else set())
    named = ", ".join(f"'{state}'" for state in sorted(states))
    return int(run.rows(f"SELECT count(*) FROM sms_messages WHERE state IN ({named})")[0][0])
