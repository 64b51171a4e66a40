"""Event logs into the case store."""

from __future__ import annotations

import gzip
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from monitoring.importing import ImportFailed, ImportReport, XesOptions, import_xes

ZONE = ZoneInfo("Asia/Shanghai")
FIRST = datetime(2026, 7, 1, 9)
LATER = datetime(2026, 7, 2, 9)
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
OPTIONS = XesOptions(case_start="start", case_end="end", case_due="due", node_due="nodeDue")


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    return sa.create_engine(f"sqlite:///{tmp_path / 'cases.db'}")


def event(at: str | None, name: str | None = "step", **attributes: str) -> str:
    given = {"concept:name": name, "time:timestamp": at, **{k.replace("__", ":"): v for k, v in attributes.items()}}
    rows = "".join(f'<string key="{key}" value="{value}"/>' for key, value in given.items() if value is not None)
    return f"<event>{rows}</event>\n"


def trace(name: str | None, *events: str, **attributes: str) -> str:
    given = {"concept:name": name, **attributes}
    rows = "".join(f'<string key="{key}" value="{value}"/>' for key, value in given.items() if value is not None)
    return f"<trace>{rows}\n{''.join(events)}</trace>\n"


def log(*traces: str, head: str = "") -> str:
    return f'<?xml version="1.0"?>\n{head}<log>\n{"".join(traces)}</log>\n'


def bring_in(
    engine: sa.Engine, tmp_path: Path, text: str, options: XesOptions = OPTIONS, **more: object
) -> ImportReport:
    path = tmp_path / "log.xes"
    path.write_text(text, encoding="utf-8")
    return import_xes(path, engine, options, **{"zone": ZONE, "now": FIRST, **more})


def rows(engine: sa.Engine, statement: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


@pytest.mark.parametrize(
    ("end", "due", "finished_at", "promised_due"),
    [
        ("2026-06-01T10:00:00", "2026-06-01T10:00:00", "2026-06-01 10:00:00", "2026-06-01 10:00:00"),
        ("2026-06-01T10:00:00.001", "2026-06-01T10:00:00", "2026-06-01 10:00:01", "2026-06-01 10:00:00"),
        ("2026-06-01T10:00:00.002", "2026-06-01T10:00:00.001", "2026-06-01 10:00:01", "2026-06-01 10:00:00"),
        ("2026-06-01T10:00:00.001", "2026-06-01T10:00:00.001", "2026-06-01 10:00:01", "2026-06-01 10:00:01"),
        ("2026-06-01T10:00:00.001", "2026-06-01T10:00:00.002", "2026-06-01 10:00:01", "2026-06-01 10:00:01"),
        ("2026-06-01T09:59:59.999", "2026-06-01T10:00:00", "2026-06-01 10:00:00", "2026-06-01 10:00:00"),
    ],
)
def test_late_by_a_fraction_of_a_second_is_late_and_in_time_by_one_is_in_time(
    engine: sa.Engine, tmp_path: Path, end: str, due: str, finished_at: str, promised_due: str
) -> None:
    bring_in(engine, tmp_path, log(trace("A", start="2026-05-01T10:00:00", end=end, due=due)))
    assert rows(engine, "SELECT finished_at, promised_due FROM cases") == [(finished_at, promised_due)]
    assert (finished_at > promised_due) == (end > due)


def test_an_offset_is_converted_to_the_wall_clock_of_the_site(engine: sa.Engine, tmp_path: Path) -> None:
    bring_in(engine, tmp_path, log(trace("A", start="2026-03-28T23:30:00.250+01:00", due="2026-04-01T18:00:00Z")))
    assert rows(engine, "SELECT accepted_at, promised_due FROM cases") == [
        ("2026-03-29 06:30:01", "2026-04-02 02:00:00")
    ]


def test_a_completion_begins_with_the_completion_before_it_or_with_the_case(engine: sa.Engine, tmp_path: Path) -> None:
    events = (event("2026-06-03T10:00:00", "b"), event("2026-06-02T10:00:00", "a"))
    bring_in(engine, tmp_path, log(trace("A", *events, start="2026-06-01T10:00:00")))
    assert rows(engine, "SELECT seq, name, entered_at, left_at FROM case_nodes ORDER BY seq") == [
        (1, "a", "2026-06-01 10:00:00", "2026-06-02 10:00:00"),
        (2, "b", "2026-06-02 10:00:00", "2026-06-03 10:00:00"),
    ]


def test_an_event_before_the_start_of_the_case_has_its_own_time_as_its_beginning(
    engine: sa.Engine, tmp_path: Path
) -> None:
    bring_in(engine, tmp_path, log(trace("A", event("2026-05-30T10:00:00"), start="2026-06-01T10:00:00")))
    assert rows(engine, "SELECT entered_at, left_at FROM case_nodes") == [
        ("2026-05-30 10:00:00", "2026-05-30 10:00:00")
    ]


def test_where_the_log_tells_starts_a_visit_begins_with_its_start_and_stays_open_without_an_end(
    engine: sa.Engine, tmp_path: Path
) -> None:
    events = (
        event("2026-06-02T09:00:00", "a", lifecycle__transition="start"),
        event("2026-06-02T09:30:00", "b", lifecycle__transition="schedule"),
        event("2026-06-02T10:00:00", "a", lifecycle__transition="complete"),
        event("2026-06-03T11:00:00", "b", lifecycle__transition="start"),
    )
    bring_in(engine, tmp_path, log(trace("A", *events, start="2026-06-01T10:00:00")))
    assert rows(engine, "SELECT name, entered_at, left_at FROM case_nodes ORDER BY seq") == [
        ("a", "2026-06-02 09:00:00", "2026-06-02 10:00:00"),
        ("b", "2026-06-03 11:00:00", None),
    ]


def test_an_open_log_invents_no_current_node(engine: sa.Engine, tmp_path: Path) -> None:
    bring_in(engine, tmp_path, log(trace("A", event("2026-06-02T10:00:00"), start="2026-06-01T10:00:00")))
    assert rows(engine, "SELECT state FROM cases") == [("open",)]
    assert rows(engine, "SELECT count(*) FROM case_nodes WHERE left_at IS NULL") == [(0,)]


def test_empty_words_make_no_unit_and_names_become_stable_keys(engine: sa.Engine, tmp_path: Path) -> None:
    events = (
        event("2026-06-02T10:00:00", org__group="EMPTY", org__resource="R1"),
        event("2026-06-03T10:00:00", org__group="Group 1", org__resource="UNKNOWN"),
    )
    bring_in(engine, tmp_path, log(trace("A", *events, start="2026-06-01T10:00:00")))
    assert rows(engine, "SELECT unit_id, officer_id FROM case_nodes ORDER BY seq") == [(None, "R1"), ("Group 1", None)]
    assert rows(engine, "SELECT unit_id FROM cases") == [(None,)]
    assert rows(engine, "SELECT unit_id, name FROM units") == [("Group 1", "Group 1")]


def test_a_known_name_is_used_with_its_key(engine: sa.Engine, tmp_path: Path) -> None:
    bring_in(engine, tmp_path, log())
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO units (unit_id, name) VALUES ('u7', 'Group 1')")
    bring_in(engine, tmp_path, log(trace("A", event("2026-06-02T10:00:00", org__group="Group 1"))))
    assert rows(engine, "SELECT unit_id FROM case_nodes") == [("u7",)]


def test_a_name_that_several_units_bear_is_not_guessed(engine: sa.Engine, tmp_path: Path) -> None:
    bring_in(engine, tmp_path, log())
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO units (unit_id, name) VALUES ('u7', 'G'), ('u8', 'G')")
    report = bring_in(engine, tmp_path, log(trace("A", event("2026-06-02T10:00:00", org__group="G"))))
    assert [(refusal.reason_code, refusal.line) for refusal in report.refused] == [("ambiguous_name", 4)]
    assert "u7, u8" in report.refused[0].detail


def test_the_item_is_the_logs_name_else_the_files(engine: sa.Engine, tmp_path: Path) -> None:
    bring_in(engine, tmp_path, log(trace("A")))
    bring_in(engine, tmp_path, log('<string key="concept:name" value="Permits"/>', trace("B")))
    assert rows(engine, "SELECT case_no, item_code FROM cases ORDER BY 1") == [("A", "log"), ("B", "Permits")]


def test_bringing_in_the_same_log_twice_changes_nothing(engine: sa.Engine, tmp_path: Path) -> None:
    text = log(trace("A", event("2026-06-02T10:00:00"), start="2026-06-01T10:00:00"), trace("B"))
    bring_in(engine, tmp_path, text)
    before = rows(engine, "SELECT * FROM cases"), rows(engine, "SELECT * FROM case_nodes")
    report = bring_in(engine, tmp_path, text, now=LATER)
    assert (report.cases_taken, report.cases_unchanged, report.cases_updated) == (0, 2, 0)
    assert (rows(engine, "SELECT * FROM cases"), rows(engine, "SELECT * FROM case_nodes")) == before


def test_only_what_differs_is_dated_anew(engine: sa.Engine, tmp_path: Path) -> None:
    start = "2026-06-01T10:00:00"
    steps = [event("2026-06-02T10:00:00", "a"), event("2026-06-03T10:00:00", "b")]
    bring_in(engine, tmp_path, log(trace("A", *steps, start=start), trace("B", start=start)))
    steps = [steps[0], event("2026-06-04T10:00:00", "b")]
    report = bring_in(engine, tmp_path, log(trace("A", *steps, start=start), trace("B", start=start)), now=LATER)
    assert (report.cases_unchanged, report.cases_updated) == (1, 1)
    assert rows(engine, "SELECT case_no, updated_at FROM cases ORDER BY 1") == [
        ("A", "2026-07-02 09:00:00"),
        ("B", "2026-07-01 09:00:00"),
    ]
    assert rows(engine, "SELECT seq, updated_at FROM case_nodes ORDER BY 1") == [
        (1, "2026-07-01 09:00:00"),
        (2, "2026-07-02 09:00:00"),
    ]


def test_a_column_that_the_log_does_not_speak_for_stays_as_it_is(engine: sa.Engine, tmp_path: Path) -> None:
    text = log(trace("A", start="2026-06-01T10:00:00"))
    bring_in(engine, tmp_path, text)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE cases SET title = 'by hand'")
    report = bring_in(engine, tmp_path, text, now=LATER)
    assert report.cases_unchanged == 1
    assert rows(engine, "SELECT title FROM cases") == [("by hand",)]


def test_broken_rows_are_reported_with_line_and_reason_and_the_rest_goes_in(engine: sa.Engine, tmp_path: Path) -> None:
    text = log(
        trace(None, start="2026-06-01T10:00:00"),
        trace("B", start="2026-06-31T10:00:00"),
        trace("C", event("yesterday"), event(None), event("2026-06-02T10:00:00", None), event("2026-06-02T10:00:00")),
        trace("C"),
        trace("D", start="0017-06-01T10:00:00"),
        event("2026-06-02T10:00:00"),
    )
    report = bring_in(engine, tmp_path, text)
    assert [(refusal.line, refusal.where, refusal.reason_code) for refusal in report.refused] == [
        (3, "trace", "no_case_no"),
        (5, "case B", "unreadable_moment"),
        (8, "case C, event 1", "unreadable_moment"),
        (9, "case C, event 2", "no_moment"),
        (10, "case C, event 3", "no_name"),
        (13, "case C", "duplicate_case_no"),
        (15, "case D", "unreadable_moment"),
        (17, "log", "event_without_case"),
    ]
    assert report.complete
    assert (report.cases_taken, report.nodes) == (1, 1)


def test_a_case_that_ends_before_it_starts_is_taken(engine: sa.Engine, tmp_path: Path) -> None:
    report = bring_in(engine, tmp_path, log(trace("A", start="2026-06-02T10:00:00", end="2026-06-01T10:00:00")))
    assert (report.cases_taken, report.refused) == (1, [])


def test_an_option_that_names_an_attribute_nobody_has_is_noted(engine: sa.Engine, tmp_path: Path) -> None:
    report = bring_in(engine, tmp_path, log(trace("A", start="2026-06-02T10:00:00")), XesOptions(case_due="deedline"))
    assert [(note.where, note.reason_code) for note in report.notes] == [("--case-due", "attribute_never_seen")]


@pytest.mark.parametrize(
    ("text", "line", "code", "taken"),
    [
        (log(trace("A")).replace("</log>", "<trace>"), 6, "truncated", 1),
        (log(trace("A"), "<oops></trace>", trace("B")), 5, "malformed", 1),
        ("<html></html>", 1, "not_a_log", 0),
        ("", 1, "truncated", 0),
        ("case;start\n1;2\n", 1, "malformed", 0),
        (log(trace("A"), head='<!DOCTYPE log [<!ENTITY a "aaa">]>\n'), 2, "has_dtd", 0),
    ],
)
def test_a_broken_log_is_reported_with_its_place(
    engine: sa.Engine, tmp_path: Path, text: str, line: int, code: str, taken: int
) -> None:
    report = bring_in(engine, tmp_path, text)
    assert [(refusal.line, refusal.reason_code) for refusal in report.refused] == [(line, code)]
    assert not report.complete
    assert report.cases_taken == taken == rows(engine, "SELECT count(*) FROM cases")[0][0]


def test_with_stop_a_broken_log_leaves_the_store_as_it_was(engine: sa.Engine, tmp_path: Path) -> None:
    bring_in(engine, tmp_path, log(trace("Z")))
    report = bring_in(engine, tmp_path, log(trace("A"), "<oops></trace>"), on_error="stop")
    assert report.stopped
    assert report.cases_taken == 0
    assert rows(engine, "SELECT case_no FROM cases") == [("Z",)]
    assert rows(engine, "SELECT count(*) FROM items") == [(1,)]


def test_a_truncated_packed_log_gives_what_was_whole(engine: sa.Engine, tmp_path: Path) -> None:
    text = log(*(trace(f"case-{number:05}", start="2026-06-01T10:00:00") for number in range(5000)))
    packed = gzip.compress(text.encode())
    path = tmp_path / "log.xes.gz"
    path.write_bytes(packed[: len(packed) // 2])
    report = import_xes(path, engine, OPTIONS, zone=ZONE, now=FIRST)
    assert [refusal.reason_code for refusal in report.refused] == ["truncated"]
    assert 1000 < report.cases_taken < 5000
    assert report.refused[0].line is not None
    assert report.refused[0].line > 2 * report.cases_taken


CHINESE_LOG = """<?xml version="1.0" encoding="{encoding}" ?>
<log><trace><string key="concept:name" value="甲1"/>
<event><string key="concept:name" value="受理"/><string key="org:group" value="千童镇"/>
<date key="time:timestamp" value="2017-07-03T09:00:00+08:00"/></event></trace></log>"""


@pytest.mark.parametrize("encoding", ["gb18030", "GB2312", "gbk", "big5", "utf-16", "UTF-8"])
def test_a_log_in_another_encoding_is_read(engine: sa.Engine, tmp_path: Path, encoding: str) -> None:
    text = CHINESE_LOG.format(encoding=encoding)
    (tmp_path / "log.xes").write_bytes(text.replace("千童镇", "便民", 1).encode(encoding))
    report = import_xes(tmp_path / "log.xes", engine, XesOptions(), zone=ZONE, now=FIRST)
    assert (report.complete, report.cases_taken, report.refused) == (True, 1, [])


@pytest.mark.parametrize(
    ("declared", "code"), [("klingon", "unknown_encoding"), ("hex", "unknown_encoding"), ("gb18030", "not_text")]
)
def test_a_log_in_an_encoding_that_it_is_not_names_the_encoding(
    engine: sa.Engine, tmp_path: Path, declared: str, code: str
) -> None:
    (tmp_path / "log.xes").write_bytes(CHINESE_LOG.format(encoding=declared).encode() + b"\xff\xff")
    report = import_xes(tmp_path / "log.xes", engine, XesOptions(), zone=ZONE, now=FIRST)
    assert not report.complete
    assert [(refusal.reason_code, refusal.detail) for refusal in report.refused] == [(code, declared)]


def test_mobile_numbers_of_the_data_are_masked_in_what_is_refused(engine: sa.Engine, tmp_path: Path) -> None:
    text = CHINESE_LOG.format(encoding="utf-8").replace("2017-07-03T09:00:00+08:00", "13800138000")
    (tmp_path / "log.xes").write_text(text, encoding="utf-8")
    (refused,) = import_xes(tmp_path / "log.xes", engine, XesOptions(), zone=ZONE, now=FIRST).refused
    assert "13800138000" not in refused.detail
    assert "138****8000" in refused.detail


def test_a_file_named_gz_that_is_none_is_reported(engine: sa.Engine, tmp_path: Path) -> None:
    path = tmp_path / "log.xes.gz"
    path.write_text(log(trace("A")))
    report = import_xes(path, engine, OPTIONS, zone=ZONE, now=FIRST)
    assert [refusal.reason_code for refusal in report.refused] == ["unreadable"]


def test_a_missing_file_is_said_so(engine: sa.Engine, tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="there is no such file"):
        import_xes(tmp_path / "none.xes", engine, OPTIONS, zone=ZONE, now=FIRST)


def test_a_store_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "cases.db").write_bytes(b"this is no database, only text that is long enough" * 100)
    engine = sa.create_engine(f"sqlite:///{tmp_path / 'cases.db'}")
    with pytest.raises(ImportFailed, match="file is not a database"):
        bring_in(engine, tmp_path, log(trace("A")))


def test_the_progress_ends_at_the_whole_file(engine: sa.Engine, tmp_path: Path) -> None:
    seen: list[tuple[float, int]] = []
    text = log(*(trace(str(number)) for number in range(450)))
    bring_in(engine, tmp_path, text, progress=lambda share, cases: seen.append((share, cases)))
    assert [cases for _, cases in seen] == [200, 400, 450]
    assert seen[-1][0] == 1.0


REAL = [
    (
        "receipt.xes.gz",
        XesOptions(case_start="startdate", case_end="enddate", case_due="deadline"),
        (1434, 8577, 1329, 377, 0),
    ),
    (
        "BPIC15_1.xes.gz",
        XesOptions(case_start="startDate", case_end="endDate", case_due="endDatePlanned", node_due="dueDate"),
        (1199, 52217, None, None, 3340),
    ),
]


@pytest.mark.parametrize(("name", "options", "expected"), REAL)
def test_a_real_log_gives_the_numbers_that_are_known_of_it(
    engine: sa.Engine, name: str, options: XesOptions, expected: tuple[int | None, ...]
) -> None:
    if not (SHARED / name).exists():
        pytest.skip(f"the shared data file {name} is not here")
    report = import_xes(SHARED / name, engine, options, zone=ZoneInfo("Europe/Amsterdam"), now=FIRST)
    assert report.refused == []
    finished, late = rows(engine, "SELECT sum(state = 'finished'), sum(finished_at > promised_due) FROM cases")[0]
    node_dues = rows(engine, "SELECT count(due_at) FROM case_nodes")[0][0]
    found = (report.cases_taken, report.nodes, finished, late, node_dues)
    assert all(want is None or want == have for want, have in zip(expected, found, strict=True)), found
    assert rows(engine, "SELECT count(*) FROM case_nodes WHERE entered_at > left_at") == [(0,)]
