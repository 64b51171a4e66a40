"""Tables into the case store."""

from __future__ import annotations

import csv
import gzip
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from monitoring.importing import ImportFailed, ImportReport, import_csv

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 7, 1, 9)
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
MAP = """
[csv]
time_format = ["%Y-%m-%d %H:%M:%S", "%Y/%m/%d"]
[cases]
case_no = "no"
item = "kind"
unit = "desk"
accepted_at = "from"
promised_due = "due"
finished_at = "to"
"""
HEADER = "no,kind,desk,from,due,to\n"


@pytest.fixture
def engine(tmp_path: Path) -> sa.Engine:
    return sa.create_engine(f"sqlite:///{tmp_path / 'cases.db'}")


def bring_in(
    engine: sa.Engine, tmp_path: Path, content: str | bytes, map_text: str = MAP, name: str = "t.csv", **more: object
) -> ImportReport:
    path, map_path = tmp_path / name, tmp_path / "map.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    map_path.write_text(map_text, encoding="utf-8")
    return import_csv(path, map_path, engine, **{"zone": ZONE, "now": NOW, **more})


def rows(engine: sa.Engine, statement: str) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(statement)]


def refusals(report: ImportReport) -> list[tuple[int | None, str, str]]:
    return [(refusal.line, refusal.where, refusal.reason_code) for refusal in report.refused]


def test_rows_become_cases_by_the_map(engine: sa.Engine, tmp_path: Path) -> None:
    text = HEADER + "1,Lamp,North,2026-06-01 08:30:00,2026/06/08,\n2,Lamp,,2026-06-01 08:30:00,,2026-06-02 10:00:00\n"
    report = bring_in(engine, tmp_path, text)
    assert (report.rows_read, report.cases_taken, report.refused) == (2, 2, [])
    assert rows(
        engine, "SELECT case_no, item_code, unit_id, accepted_at, promised_due, finished_at, state FROM cases"
    ) == [
        ("1", "Lamp", "North", "2026-06-01 08:30:00", "2026-06-08 00:00:00", None, "open"),
        ("2", "Lamp", None, "2026-06-01 08:30:00", None, "2026-06-02 10:00:00", "finished"),
    ]
    assert rows(engine, "SELECT name FROM items") == [("Lamp",)]


def test_the_same_table_twice_changes_nothing(engine: sa.Engine, tmp_path: Path) -> None:
    text = HEADER + "1,Lamp,North,2026-06-01 08:30:00,2026/06/08,\n"
    bring_in(engine, tmp_path, text)
    report = bring_in(engine, tmp_path, text, now=datetime(2026, 7, 2))
    assert (report.cases_taken, report.cases_unchanged) == (0, 1)
    assert rows(engine, "SELECT updated_at FROM cases") == [("2026-07-01 09:00:00",)]


def test_a_table_says_nothing_about_nodes_that_are_there(engine: sa.Engine, tmp_path: Path) -> None:
    text = HEADER + "1,Lamp,North,2026-06-01 08:30:00,2026/06/08,\n"
    bring_in(engine, tmp_path, text)
    with engine.begin() as connection:
        connection.exec_driver_sql("INSERT INTO case_nodes (case_no, seq, name) VALUES ('1', 1, 'check')")
    bring_in(engine, tmp_path, text.replace("06/08", "06/09"))
    assert rows(engine, "SELECT name FROM case_nodes") == [("check",)]


def test_broken_rows_are_reported_with_line_and_column(engine: sa.Engine, tmp_path: Path) -> None:
    text = (
        HEADER
        + '1,"two\nlines",,2026-06-01 08:30:00,,\n'
        + ",Lamp,,2026-06-01 08:30:00,,\n\n"
        + "2,Lamp,,01.06.2026,,\n"
        + "3,Lamp\n"
        + "1,Lamp,,2026-06-01 08:30:00,,\n"
        + "4,Lamp,,0201-06-01 08:30:00,,\n"
    )
    report = bring_in(engine, tmp_path, text)
    assert refusals(report) == [
        (4, "column no", "no_case_no"),
        (6, "column from", "unreadable_moment"),
        (7, "row", "wrong_number_of_columns"),
        (8, "case 1", "duplicate_case_no"),
        (9, "column from", "unreadable_moment"),
    ]
    assert report.cases_taken == 1


def test_mobile_numbers_of_the_data_are_masked_in_what_is_told(engine: sa.Engine, tmp_path: Path) -> None:
    row = "13800138000,kind,desk,13912345678,,\n"
    (refused,) = bring_in(engine, tmp_path, HEADER + row).refused
    assert "139****5678" in refused.detail
    assert "13912345678" not in refused.detail
    with pytest.raises(ImportFailed) as failed:
        bring_in(engine, tmp_path, row)
    assert "13800138000" not in failed.value.detail
    assert "13912345678" not in str(failed.value)


def test_with_stop_a_broken_row_keeps_everything_out(engine: sa.Engine, tmp_path: Path) -> None:
    text = HEADER + "1,Lamp,,2026-06-01 08:30:00,,\n2,Lamp\n"
    report = bring_in(engine, tmp_path, text, on_error="stop")
    assert report.stopped
    assert rows(engine, "SELECT count(*) FROM cases") == [(0,)]


def test_a_byte_order_mark_is_no_part_of_the_first_column(engine: sa.Engine, tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + (HEADER + "1,,,,,\n").encode()
    assert bring_in(engine, tmp_path, content).cases_taken == 1


def test_another_encoding_and_delimiter_are_read_where_named(engine: sa.Engine, tmp_path: Path) -> None:
    settings = '[csv]\nencoding = "gb18030"\ndelimiter = ";"\n[cases]\ncase_no = "编号"\nregion = "乡镇"\n'
    bring_in(engine, tmp_path, "编号;乡镇\nA1;千童镇\n".encode("gb18030"), settings)
    assert rows(engine, "SELECT case_no, region_code FROM cases") == [("A1", "千童镇")]


def test_a_wrong_encoding_is_told_and_not_written(engine: sa.Engine, tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="gb18030"):
        bring_in(engine, tmp_path, "编号,from\n1,\n".encode("gb18030"))
    report = bring_in(engine, tmp_path, HEADER.encode() + "1,高龄补贴,,,,\n".encode("gb18030"))
    assert refusals(report) == [(2, "column kind", "not_text")]


def test_constants_and_states_fill_what_the_table_says_in_other_words(engine: sa.Engine, tmp_path: Path) -> None:
    settings = """
[cases]
case_no = "no"
state = "s"
[constants]
item = "Lamp"
channel_code = "3"
[states]
Closed = "finished"
"""
    report = bring_in(engine, tmp_path, "no,s\n1,Closed\n2,open\n3,Lost\n4,\n", settings)
    assert refusals(report) == [(4, "column s", "unknown_state")]
    assert rows(engine, "SELECT case_no, item_code, channel_code, state FROM cases") == [
        ("1", "Lamp", "3", "finished"),
        ("2", "Lamp", "3", "open"),
        ("4", "Lamp", "3", "open"),
    ]


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[cases]\nitem = 'kind'\n", "case_no is missing"),
        ("[cases]\ncase_no = 'no'\ncolour = 'x'\n", "column colour is not known; known: .*case_no"),
        ("[cases]\ncase_no = 'number'\n", "has no column 'number'.*there are: no, kind, desk"),
        ("[cases]\ncase_no = 1\n", "case_no must be a text"),
        ("[csv]\nseparator = ';'\n[cases]\ncase_no = 'no'\n", "key separator is not known"),
        ("[csv]\nencoding = 'utf-9'\n[cases]\ncase_no = 'no'\n", "no such encoding"),
        ("[csv]\nencoding = 'hex'\n[cases]\ncase_no = 'no'\n", "no such encoding"),
        ("[csv]\ndelimiter = '\"'\n[cases]\ncase_no = 'no'\n", "one character"),
        ("[csv]\ndelimiter = ';;'\n[cases]\ncase_no = 'no'\n", "one character"),
        ("[cases]\ncase_no = 'no'\nitem = 'kind'\n[constants]\nitem = 'x'\n", "item_code stands in"),
        ("[cases]\ncase_no = 'no'\nitem = 'kind'\nitem_code = 'kind'\n", "named twice"),
        ("[states]\nx = 'done'\n[cases]\ncase_no = 'no'\n", "state done is not known"),
        ("[case]\ncase_no = 'no'\n", "section case is not known"),
        ("cases = 3\n", r"must be a section: \[cases\]"),
        ("[cases\n", "not TOML"),
    ],
)
def test_a_map_that_does_not_fit_says_what_is_wrong(
    engine: sa.Engine, tmp_path: Path, settings: str, message: str
) -> None:
    with pytest.raises(ImportFailed, match=message):
        bring_in(engine, tmp_path, HEADER + "1,,,,,\n", settings)


def test_a_map_with_a_byte_order_mark_is_read(engine: sa.Engine, tmp_path: Path) -> None:
    assert bring_in(engine, tmp_path, HEADER + "1,,,,,\n", "\ufeff" + MAP).cases_taken == 1


def test_a_packed_table_is_known_by_its_content_whatever_its_name(engine: sa.Engine, tmp_path: Path) -> None:
    assert bring_in(engine, tmp_path, gzip.compress((HEADER + "1,,,,,\n").encode())).cases_taken == 1


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "big5"])
def test_bytes_that_are_no_text_of_the_encoding_refuse_their_row_only(
    engine: sa.Engine, tmp_path: Path, encoding: str
) -> None:
    settings = f'[csv]\nencoding = "{encoding}"\n[cases]\ncase_no = "no"\ntitle = "t"\n'
    report = bring_in(engine, tmp_path, b"no,t\n1,x\n2,\xff\xff\n3,y\n", settings)
    assert refusals(report) == [(3, "column t", "not_text")]
    assert rows(engine, "SELECT case_no FROM cases ORDER BY 1") == [("1",), ("3",)]


def test_a_table_in_utf_16_is_read_and_reported_where_it_breaks(engine: sa.Engine, tmp_path: Path) -> None:
    settings = '[csv]\nencoding = "utf-16"\n[cases]\ncase_no = "no"\n'
    assert bring_in(engine, tmp_path, "no\n编号一\n".encode("utf-16"), settings).cases_taken == 1
    report = bring_in(engine, tmp_path, "no\nB\n".encode("utf-16") + b"\x00\xdc", settings)
    assert refusals(report) == [(None, "t.csv", "not_text")]


def test_an_empty_file_says_so(engine: sa.Engine, tmp_path: Path) -> None:
    with pytest.raises(ImportFailed, match="the file is empty"):
        bring_in(engine, tmp_path, "")


def test_an_open_quotation_mark_is_reported_with_its_place(engine: sa.Engine, tmp_path: Path) -> None:
    rest = "".join(f"{number},Lamp,,,,\n" for number in range(20_000))
    report = bring_in(engine, tmp_path, HEADER + '1,Lamp,,,,\n2,"Lamp,,,,\n' + rest)
    assert [refusal.reason_code for refusal in report.refused] == ["malformed"]
    assert not report.complete
    assert report.cases_taken == 1


def test_a_truncated_packed_table_gives_its_whole_rows(engine: sa.Engine, tmp_path: Path) -> None:
    text = HEADER + "".join(f"{number},Lamp,,2026-06-01 08:30:00,,\n" for number in range(20_000))
    packed = gzip.compress(text.encode())
    report = bring_in(engine, tmp_path, packed[: len(packed) // 2], name="t.csv.gz")
    assert refusals(report)[0][2] == "truncated"
    assert 1000 < report.cases_taken < 20_000


def test_the_city_and_the_import_agree_on_what_was_late(engine: sa.Engine, tmp_path: Path) -> None:
    path = SHARED / "boston311_2011_july.csv.gz"
    if not path.exists():
        pytest.skip("the shared data file boston311_2011_july.csv.gz is not here")
    map_path = tmp_path / "map.toml"
    map_path.write_text(
        '[csv]\ntime_format = "%Y-%m-%d %H:%M:%S"\n[cases]\ncase_no = "case_enquiry_id"\nitem = "type"\n'
        'unit = "queue"\nregion = "neighborhood"\naccepted_at = "open_dt"\npromised_due = "target_dt"\n'
        'finished_at = "closed_dt"\n'
    )
    report = import_csv(path, map_path, engine, zone=ZoneInfo("America/New_York"), now=NOW)
    with gzip.open(path, "rt", encoding="utf-8") as file:
        labels = {row["case_enquiry_id"]: row["ontime"] for row in csv.DictReader(file)}
    both = "finished_at IS NOT NULL AND promised_due IS NOT NULL"
    closed = rows(engine, f"SELECT case_no, finished_at > promised_due FROM cases WHERE {both}")
    assert (report.cases_taken, report.refused) == (9854, [])
    assert sum(labels[case_no] == "" for case_no, _ in closed) == 20
    wrong = [case_no for case_no, late in closed if labels[case_no] and late != (labels[case_no] == "OVERDUE")]
    assert wrong == []
