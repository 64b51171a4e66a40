"""Imports and the demo write the same store on SQLite and on PostgreSQL, and the program's own reader reads it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from monitoring.demo import make_demo
from monitoring.importing import ImportFailed, XesOptions, import_csv, import_xes
from monitoring.stores.case_store import open_case_store
from monitoring.worktime import WorkingCalendar

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 7, 1, 9)
CALENDAR = WorkingCalendar(
    {day: [("08:30", "12:00"), ("14:00", "17:30")] for day in ("mon", "tue", "wed", "thu", "fri")}
)
LOG = """<log>
<trace><string key="concept:name" value="A"/><date key="due" value="2026-06-05T10:00:00"/>
<event><string key="concept:name" value="a"/><date key="time:timestamp" value="2026-06-01T10:00:00.5"/></event>
<event><string key="concept:name" value="b"/><date key="time:timestamp" value="2026-06-02T10:00:00"/></event></trace>
</log>"""
TABLE = "no,from,due\nB,2026-06-01 10:00:00,2026-06-05 10:00:00\n"
MAP = '[cases]\ncase_no = "no"\naccepted_at = "from"\npromised_due = "due"\n[constants]\nunit = "North"\n'


@pytest.fixture
def engine(empty_url: str) -> sa.Engine:
    return sa.create_engine(empty_url, poolclass=NullPool)


def test_a_log_and_a_table_are_brought_in_twice_and_read_by_the_program(
    engine: sa.Engine, empty_url: str, tmp_path: Path
) -> None:
    for name, text in (("l.xes", LOG), ("t.csv", TABLE), ("m.toml", MAP)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    taken = []
    for _ in range(2):
        first = import_xes(tmp_path / "l.xes", engine, XesOptions(case_due="due"), zone=ZONE, now=NOW)
        second = import_csv(tmp_path / "t.csv", tmp_path / "m.toml", engine, zone=ZONE, now=NOW)
        taken.append([(report.cases_taken, report.cases_unchanged) for report in (first, second)])
    assert taken == [[(1, 0), (1, 0)], [(0, 1), (0, 1)]]
    store = open_case_store(empty_url)
    try:
        found = {record.case_no: record for block in store.load() for record in map(block.record, range(len(block)))}
    finally:
        store.close()
    assert found["A"].accepted_at == datetime(2026, 6, 1, 10, 0, 1)
    assert [visit.left_at for visit in found["A"].nodes] == [datetime(2026, 6, 1, 10, 0, 1), datetime(2026, 6, 2, 10)]
    assert found["B"].promised_due == datetime(2026, 6, 5, 10)
    assert found["B"].unit_id == "North"


def test_a_changed_log_replaces_what_differs(engine: sa.Engine, tmp_path: Path) -> None:
    path = tmp_path / "l.xes"
    path.write_text(LOG, encoding="utf-8")
    import_xes(path, engine, XesOptions(case_due="due"), zone=ZONE, now=NOW)
    path.write_text(LOG.replace("06-02T10", "06-03T10").replace("06-05T10", "06-06T10"), encoding="utf-8")
    report = import_xes(path, engine, XesOptions(case_due="due"), zone=ZONE, now=NOW)
    assert (report.cases_unchanged, report.cases_updated) == (0, 1)
    with engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT seq, left_at FROM case_nodes ORDER BY seq").all()
        due = connection.exec_driver_sql("SELECT promised_due FROM cases").scalar_one()
    assert [(seq, str(left)) for seq, left in rows] == [(1, "2026-06-01 10:00:01"), (2, "2026-06-03 10:00:00")]
    assert str(due) == "2026-06-06 10:00:00"


def test_the_demo_is_made_once_and_then_found_unchanged(engine: sa.Engine) -> None:
    reports = [make_demo(engine, until=NOW, calendar=CALENDAR, cases=400) for _ in range(2)]
    assert [(report.cases_new, report.cases_updated, report.cases_unchanged) for report in reports] == [
        (400, 0, 0),
        (0, 0, 400),
    ]


def test_a_store_that_is_away_is_said_so_without_its_password(tmp_path: Path) -> None:
    engine = sa.create_engine("postgresql+psycopg://someone:verysecret@127.0.0.1:9/none", poolclass=NullPool)
    (tmp_path / "l.xes").write_text(LOG, encoding="utf-8")
    with pytest.raises(ImportFailed) as failure:
        import_xes(tmp_path / "l.xes", engine, XesOptions(), zone=ZONE, now=NOW)
    assert "127.0.0.1" in failure.value.detail
    assert "verysecret" not in failure.value.detail
