"""All parts of the benchmark by name, those that prove before those that time.

To add a part: 1 write a function that takes a Context and yields Results (raise Absent where a peer is not there,
Wrong where a result is not right); 2 name it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from benchmarks import (
    first_window,
    fluid,
    late_commits,
    late_postgres,
    paint,
    polling,
    sms_latency,
    sorting,
    ticking,
    visits,
    watching,
    weekly,
    working_time,
)
from benchmarks.measuring import Absent, Context, Result, Wrong

Measure = Callable[[Context], Iterator[Result]]

PARTS: Final[dict[str, Measure]] = {
    "bitmap": working_time.bitmap,
    "incremental": ticking.incremental,
    "missed": late_commits.sqlite,
    "missed-postgres": late_postgres.postgres,
    "elapsed-pm4py": working_time.elapsed_pm4py,
    "elapsed-duckdb": working_time.elapsed_duckdb,
    "due-pandas": working_time.due_pandas,
    "tick": ticking.quiet,
    "poll": polling.poll_and_apply,
    "watch": watching.watch,
    "weekly-figures": weekly.weekly_figures,
    "sms-latency": sms_latency.latency,
    "sort": sorting.sort,
    "paint": paint.paint,
    "fluid": fluid.fluid,
    "visits": visits.visits,
    "first-window": first_window.first_window,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A result and the part it came from."""

    part: str
    result: Result


def run(names: list[str], context: Context) -> Iterator[Line]:
    """Runs the parts in their order; a peer that is absent or a result that is wrong ends its part only."""
    for name, measure in PARTS.items():
        if name not in names:
            continue
        context.say(f"{name} …")
        try:
            for result in measure(context):
                yield Line(name, result)
        except Absent as absent:
            yield Line(name, Result(name, None, note=f"not measured: {absent}"))
        except (Wrong, TimeoutError) as wrong:
            yield Line(name, Result(name, 1.0, "wrong", 0.0, "<=", str(wrong)))
