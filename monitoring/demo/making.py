"""Writing the demo's county into a case store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import sqlalchemy as sa

from monitoring.demo.arrivals import Arrivals
from monitoring.demo.catalogue import write_county
from monitoring.demo.county import County, demo_county
from monitoring.demo.cutting import MARK, rows_of
from monitoring.demo.lives import Lives
from monitoring.demo.office import OfficeCalendar, OfficeLine, text_of
from monitoring.demo.troubles import Spoiler
from monitoring.importing.moments_read import FIRST_YEAR, LAST_YEAR
from monitoring.importing.report import Progress
from monitoring.importing.rows import CaseRow
from monitoring.importing.writing import CaseWriter, bare_table, store_transaction
from monitoring.moments import to_seconds

USUAL_CASES = 16_000
"""About two years of a county of this size with some three hundred open cases."""
MOST_CASES = 5_000_000
USUAL_SEED = 1
_AHEAD = timedelta(days=60)
"""Explicit due moments lie that far after the demo's moment at most."""
_EVERY = 500
_COLUMNS = tuple(column for column in CaseRow._fields if column not in ("case_no", "updated_at"))


class DemoRefused(Exception):
    """The demo was not made; the store is as it was. ``detail`` says why and what to do."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What the store holds now. ``cases_new`` and ``cases_updated`` are 0 if the same demo was there already."""

    cases_new: int
    cases_updated: int
    cases_unchanged: int
    nodes: int
    townships: int
    villages: int
    units: int
    officers: int
    items: int
    first_day: date
    until: datetime
    troubles: Mapping[str, int] = field(default_factory=dict)
    """How many cases were given which trouble (monitoring.demo.troubles)."""


def make_demo(
    engine: sa.Engine,
    *,
    until: datetime,
    calendar: OfficeCalendar,
    cases: int = USUAL_CASES,
    seed: int = USUAL_SEED,
    force: bool = False,
    progress: Progress | None = None,
) -> DemoReport:
    """Makes the county with the youngest ``cases`` cases that came in until a moment, as they stand at that moment.

    ``until``: naive wall clock of the site. The same seed and number make the same cases with the same numbers; made
    again later (``force``), the demo goes on: the youngest cases move on, new ones come in, nothing is doubled. Raises
    DemoRefused, unless ``force``, if the store holds cases that are not the demo's or a county made otherwise,
    ImportFailed if it cannot be written. One transaction.
    """
    if not 1 <= cases <= MOST_CASES:
        raise DemoRefused("bad_number", f"the demo makes 1 to {MOST_CASES} cases, not {cases}")
    if not FIRST_YEAR <= until.year <= LAST_YEAR:
        raise DemoRefused("bad_moment", f"the demo can end in {FIRST_YEAR} to {LAST_YEAR}, not in {until.year}")
    county, now, last = demo_county(), to_seconds(until), until.date()
    arrivals = Arrivals(county, calendar, seed, cases, now, last)
    line = OfficeLine(calendar, arrivals.first_day, last + _AHEAD)
    made = {"seed": seed, "cases": cases, "until_moment": text_of(now)}
    spoiler = Spoiler(max(0.0008, 2 / cases), text_store=engine.dialect.name == "sqlite", until=text_of(now))
    with store_transaction(engine) as connection:
        if not force:
            _require_no_others(connection)
            _require_the_same(connection, made)
        _remember(connection, made)
        places = write_county(connection, county, arrivals.first_day, last)
        writer = CaseWriter(connection, _COLUMNS, text_of(now))
        _write_cases(writer, county, arrivals, Lives(county, line, seed), now, _teller(progress, cases), spoiler)
    written = writer.written
    return DemoReport(
        written.new,
        written.updated,
        written.unchanged,
        written.nodes,
        places.count("township"),
        places.count("village"),
        len(county.units),
        len(county.people),
        len(county.items),
        arrivals.first_day,
        until,
        dict(spoiler.counts),
    )


def _teller(progress: Progress | None, cases: int) -> Callable[[int], None]:
    def tell(done: int) -> None:
        if progress is not None and (done % _EVERY == 0 or done == cases):
            progress(done / cases, done)

    return tell


def _write_cases(
    writer: CaseWriter,
    county: County,
    arrivals: Arrivals,
    lives: Lives,
    now: int,
    tell: Callable[[int], None],
    spoiler: Spoiler,
) -> None:
    people = {person.officer_id: person.name for person in county.people}
    surnames = "".join(dict.fromkeys(person.name[0] for person in county.people))
    for done, arrival in enumerate(arrivals, 1):
        whole = rows_of(lives.of(arrival), now, people, surnames)
        writer.add(spoiler.spoil(whole, arrival.rng))
        tell(done)
    writer.flush()


def _require_no_others(connection: sa.Connection) -> None:
    cases = bare_table("cases", ("case_no", "title"))
    other = cases.c.title.is_(None) | cases.c.title.not_like(f"{MARK}%")
    found = connection.execute(sa.select(sa.func.count()).select_from(cases).where(other)).scalar_one()
    if found:
        raise DemoRefused(
            "other_cases",
            f"the case store holds {found} cases that are not the demo's; nothing was written. "
            "Choose an empty case store, or say that the demo may be added to this one (force)",
        )


_MADE = sa.Table(
    "demo_made",
    sa.MetaData(),
    sa.Column("seed", sa.BigInteger),
    sa.Column("cases", sa.BigInteger),
    sa.Column("until_moment", sa.Text),
)
"""How the county in the store was made, in one row; a table that nobody else reads."""


def _require_the_same(connection: sa.Connection, made: Mapping[str, object]) -> None:
    """Two counties in one store would be neither: of the older one nothing would move on any more."""
    cases = bare_table("cases", ("case_no",))
    if connection.execute(sa.select(cases.c.case_no).limit(1)).first() is None:
        return
    there = sa.inspect(connection).has_table(_MADE.name)
    row = connection.execute(sa.select(_MADE)).first() if there else None
    if row is None or row._asdict() != dict(made):
        raise DemoRefused(
            "other_demo", "" if row is None else f"--seed {row.seed} --cases {row.cases} --until {row[2]}"
        )


def _remember(connection: sa.Connection, made: Mapping[str, object]) -> None:
    _MADE.create(connection, checkfirst=True)
    connection.execute(sa.delete(_MADE))
    connection.execute(sa.insert(_MADE).values(dict(made)))
