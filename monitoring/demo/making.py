"""Writing the demo's county into a case store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa

from monitoring.demo.arrivals import Arrivals
from monitoring.demo.county import County, DemoItem, demo_county
from monitoring.demo.cutting import MARK, rows_of
from monitoring.demo.lives import Lives
from monitoring.demo.office import OfficeCalendar, OfficeLine, text_of
from monitoring.demo.troubles import Spoiler
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
    again later, the demo goes on: cases that are there move on, new ones come in, nothing is doubled. Raises
    DemoRefused if the store holds cases that are not the demo's (unless ``force``), ImportFailed if it cannot be
    written. One transaction.
    """
    if not 1 <= cases <= MOST_CASES:
        raise DemoRefused("bad_number", f"the demo makes 1 to {MOST_CASES} cases, not {cases}")
    county, now, last = demo_county(), to_seconds(until), until.date()
    arrivals = Arrivals(county, calendar, seed, cases, now, last)
    line = OfficeLine(calendar, arrivals.first_day, last + _AHEAD)
    spoiler = Spoiler(max(0.0008, 2 / cases), text_store=engine.dialect.name == "sqlite", until=text_of(now))
    with store_transaction(engine) as connection:
        if not force:
            _require_no_others(connection)
        places = _write_county(connection, county, arrivals.first_day, last)
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
            "foreign_cases",
            f"the case store holds {found} cases that are not the demo's; nothing was written. "
            "Choose an empty case store, or say that the demo may be added to this one (force)",
        )


def _write_county(connection: sa.Connection, county: County, first: date, last: date) -> list[str]:
    """The small tables; the levels of the places written."""
    places = list(county.places(first, last))
    _bring_up_to_date(
        connection,
        "regions",
        ("code",),
        [
            {
                "code": place.code,
                "name": place.name,
                "level": place.level,
                "parent_code": place.parent,
                "valid_from": _text(place.valid_from),
                "valid_to": _text(place.valid_to),
            }
            for place in places
        ],
    )
    _bring_up_to_date(connection, "units", ("unit_id",), _unit_rows(county, last))
    _bring_up_to_date(connection, "officers", ("officer_id",), _officer_rows(county))
    _bring_up_to_date(connection, "items", ("item_code",), [_item_row(item) for item in county.items])
    nodes = [row for item in county.items for row in _item_node_rows(item)]
    _bring_up_to_date(connection, "item_nodes", ("item_code", "seq"), nodes)
    return [place.level for place in places]


def _unit_rows(county: County, last: date) -> list[dict[str, Any]]:
    return [
        {
            "unit_id": unit.unit_id,
            "name": unit.name,
            "region_code": unit.township.place(last).code if unit.township is not None else county.code,
        }
        for unit in county.units.values()
    ]


def _officer_rows(county: County) -> list[dict[str, Any]]:
    return [
        {
            "officer_id": person.officer_id,
            "name": person.name,
            "unit_id": person.unit_id,
            "role": person.role,
            "mobile": person.mobile,
        }
        for person in county.people
    ]


def _item_row(item: DemoItem) -> dict[str, Any]:
    return {
        "item_code": item.code,
        "name": item.name,
        "case_kind": item.kind,
        "category_code": "licence" if item.licence else "service",
        "limit_unit": item.limit_unit,
        "promised_limit": item.promised,
        "statutory_limit": item.statutory,
    }


def _item_node_rows(item: DemoItem) -> list[dict[str, Any]]:
    return [
        {
            "item_code": item.code,
            "seq": node.seq,
            "name": node.name,
            "level": node.level,
            "limit_unit": node.limit_unit,
            "limit_value": node.limit,
            "on_case_clock": int(node.on_case_clock),
        }
        for node in item.nodes
    ]


def _bring_up_to_date(
    connection: sa.Connection, name: str, keys: tuple[str, ...], rows: Sequence[dict[str, Any]]
) -> None:
    """Writes what is new or differs into a small table; what else is in it stays."""
    table = bare_table(name, tuple(rows[0]))
    stored = {tuple(row[: len(keys)]): dict(row._mapping) for row in connection.execute(sa.select(table))}
    fresh = [row for row in rows if tuple(row[key] for key in keys) not in stored]
    differing = [row for row in rows if (old := stored.get(tuple(row[key] for key in keys))) and _differs(row, old)]
    if fresh:
        connection.execute(sa.insert(table), fresh)
    for row in differing:
        where = [table.c[key] == row[key] for key in keys]
        connection.execute(sa.update(table).where(*where).values({k: v for k, v in row.items() if k not in keys}))


def _differs(row: Mapping[str, Any], old: Mapping[str, Any]) -> bool:
    """Dates come back as text or as dates, numbers as any kind of number."""
    return any((str(old[key]) if isinstance(old[key], date) else old[key]) != value for key, value in row.items())


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
