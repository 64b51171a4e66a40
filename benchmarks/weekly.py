"""The weekly figures of a million cases by township: our columns against SQL with a covering index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import numpy as np

from benchmarks.measuring import Context, Result, Wrong, ratio, rounds
from benchmarks.synthetic import SEED, rulebook
from monitoring.blocks import NONE
from monitoring.codes import Light, Reason
from monitoring.judging.courses import REASONS
from monitoring.moments import DAY_SECONDS, to_seconds
from monitoring.records import Catalogue, Region
from reports.figures.columns import Cards, Cases, Keys, Part, Stops, Visits
from reports.figures.groups import Groups
from reports.figures.history import History
from reports.figures.marks import Marks
from reports.figures.periods import week
from reports.figures.tally import Tally
from reports.figures.values import Grouping

WEEK: Final = week("2022-W26")
TOWNSHIPS: Final = 12
STANDARD_DAY: Final = 7 * 3600
COMPARED: Final = (
    "received", "accepted", "finished", "finished_late", "finished_unjudged", "finished_immediate", "in_hand",
    "overdue_open", "yellow_lit", "red_lit",
)  # fmt: skip
COLUMNS: Final = ("region", "received", "accepted", "ended", "open", "judged", "late", "immediate", "light", "reason")
SQL: Final = """
SELECT region,
  SUM(received >= :a AND received < :b),
  SUM(accepted >= :a AND accepted < :b),
  SUM(ended >= :a AND ended < :b),
  SUM(ended >= :a AND ended < :b AND judged AND late),
  SUM(ended >= :a AND ended < :b AND NOT judged),
  SUM(ended >= :a AND ended < :b AND judged AND NOT late AND immediate),
  SUM(open),
  SUM(open AND reason IN (:promised, :statutory)),
  SUM(open AND light = :yellow),
  SUM(open AND light = :red)
FROM cases GROUP BY region ORDER BY region
"""
VALUES: Final = {
    "a": to_seconds(WEEK.start), "b": to_seconds(WEEK.end), "yellow": int(Light.YELLOW), "red": int(Light.RED),
    "promised": REASONS.index(Reason.PAST_PROMISED_DUE), "statutory": REASONS.index(Reason.PAST_STATUTORY_DUE),
}  # fmt: skip


def weekly_figures(context: Context) -> Iterator[Result]:
    """All figures by township in numpy against ten of them in SQL, held to the same counts first."""
    count = context.sizes.cases
    history = made(count)
    path = context.work / f"weekly-{count}.sqlite"
    path.unlink(missing_ok=True)
    try:
        with closing(_table(path, history.cases)) as connection:
            if by_columns(history) != by_sql(connection):
                raise Wrong(f"{by_columns(history)} by columns, {by_sql(connection)} by SQL")
            found = rounds(
                {"columns": lambda: by_columns(history), "sql": lambda: by_sql(connection)}, context.sizes.rounds
            )
    finally:
        path.unlink(missing_ok=True)
    note = f"columns {min(found['columns']) * 1e3:.0f} ms, SQL {min(found['sql']) * 1e3:.0f} ms"
    goal = f"weekly figures over {count} cases against SQL with a covering index"
    yield context.least(goal, ratio(found["sql"], found["columns"]), 10.0, note=note)


def by_columns(history: History) -> list[list[Any]]:
    """The compared counts of each township, from the code that reports use."""
    groups = Groups(history.catalogue, history.keys)
    rows = Tally(Marks(history, WEEK), groups).table(Grouping.TOWNSHIP)
    return [[row[name] for name in COMPARED] for row in rows[:TOWNSHIPS]]


def by_sql(connection: sqlite3.Connection) -> list[list[Any]]:
    return [list(row[1:]) for row in connection.execute(SQL, VALUES)]


def _table(path: Path, cases: Cases) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    connection.execute(f"CREATE TABLE cases ({', '.join(f'{name} INTEGER' for name in COLUMNS)})")
    rows = zip(*(getattr(cases, name).tolist() for name in COLUMNS), strict=True)
    connection.executemany(f"INSERT INTO cases VALUES ({', '.join('?' * len(COLUMNS))})", rows)
    connection.execute(f"CREATE INDEX covering ON cases ({', '.join(COLUMNS)})")
    connection.execute("ANALYZE")
    connection.commit()
    return connection


def made(count: int) -> History:
    """Cases of two years up to the end of the week: most have ended, a tenth of them late."""
    keys, catalogue = Keys(), _catalogue()
    keys.regions.codes(sorted(catalogue.regions))
    return History(
        book=rulebook(),
        catalogue=catalogue,
        cutoff=WEEK.end,
        keys=keys,
        part=Part(_cases(count, keys), _no(Visits), _no(Cards), _no(Stops)),
        blocks=(),
    )


def _catalogue() -> Catalogue:
    return Catalogue(
        regions={f"T{n:02}": Region(f"T{n:02}", f"乡镇{n:02}", "township", None) for n in range(TOWNSHIPS)}
    )


def _cases(count: int, keys: Keys) -> Cases:
    rng = np.random.default_rng((SEED, count))
    end = to_seconds(WEEK.end)
    accepted = end - rng.integers(1, 730 * DAY_SECONDS, count)
    ended = accepted + rng.integers(0, 40 * DAY_SECONDS, count)
    open_ = ended >= end
    judged = rng.integers(0, 200, count) > 0
    zeros, none = np.zeros(count, np.int32), np.full(count, NONE, np.int64)
    keys.items.code(None), keys.units.code(None), keys.officers.code(None), keys.levels.code(None)
    light = rng.integers(0, len(Light), count).astype(np.uint8)
    return Cases(
        case_no=np.full(count, "", object), block=zeros, row=zeros, item=zeros,
        region=rng.integers(0, TOWNSHIPS, count).astype(np.int32), unit=zeros, level=zeros, officer_in=zeros,
        officer_out=zeros, officer_now=zeros, holder=zeros, node=zeros, immediate=rng.integers(0, 5, count) == 0,
        received=accepted - rng.integers(0, DAY_SECONDS, count), applied=none, accepted=accepted,
        ended=np.where(open_, NONE, ended), settled=ended, open=open_, judged=judged,
        late=judged & ~open_ & (rng.integers(0, 10, count) == 0), light=light,
        reason=rng.integers(0, len(REASONS), count).astype(np.uint8), past=none, due=accepted + 20 * DAY_SECONDS,
        statutory_due=none, breached=np.zeros(count, np.bool_), day_seconds=np.full(count, STANDARD_DAY),
        used=np.where(open_, NONE, (ended - accepted) // 4), promised=np.full(count, 10 * STANDARD_DAY),
        statutory=np.full(count, 20 * STANDARD_DAY),
    )  # fmt: skip


def _no(table: type[Any]) -> Any:
    """A table without rows."""
    return table(*(np.zeros(0, np.int64) for _ in table.__slots__))
