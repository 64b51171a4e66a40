"""Contract §1, imports of real logs: what they say of themselves is what the program finds."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path

from tests.integration.test_contract_tools import Platform
from tests.real_logs import BOSTON_MAP


def test_boston_311_every_closed_row_is_on_time_or_late_as_it_says(tmp_path: Path, shared_data: Path) -> None:
    table = shared_data / "boston311_2011_july.csv.gz"
    (tmp_path / "map.toml").write_text(BOSTON_MAP, encoding="utf-8")
    platform = Platform(tmp_path)
    words = ["import", "csv", str(table), "--map", str(tmp_path / "map.toml"), "--json"]
    first, again = platform.run(*words).doc, platform.run(*words).doc
    with gzip.open(table, "rt", encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert (first["rows_read"], first["cases_taken"], first["refused"]) == (len(rows), len(rows), [])
    assert (again["cases_taken"], again["cases_updated"], again["cases_unchanged"]) == (0, 0, len(rows))
    cases = platform.run("check", "--all", "--json", "--dry-run").cases()
    labels = {"ONTIME": "on_time", "OVERDUE": "late"}
    told = {
        row["case_enquiry_id"]: labels[row["ontime"]]
        for row in rows
        if row["closed_dt"] and row["target_dt"] and row["ontime"]
    }
    assert len(told) > 7000
    assert {case_no: cases[case_no]["outcome"] for case_no in told} == told


def test_bpic15_every_step_with_a_due_is_green_or_red_as_its_moments_say(tmp_path: Path, shared_data: Path) -> None:
    log = shared_data / "BPIC15_1.xes.gz"
    platform = Platform(tmp_path)
    doc = platform.run("import", "xes", str(log), "--node-due", "dueDate", "--json").doc
    assert (doc["cases_taken"], doc["nodes"], doc["refused"]) == (1199, 52217, [])
    with gzip.open(log, "rt", encoding="utf-8") as lines:
        dues = sum('key="dueDate"' in line for line in lines)
    rows = platform.sql("SELECT case_no, seq, left_at, due_at FROM case_nodes WHERE due_at IS NOT NULL")
    assert len(rows) == dues
    cases = platform.run("check", "--all", "--json", "--dry-run").cases()
    lights = {(no, node["seq"]): node["light"] for no, case in cases.items() for node in case["nodes"]}
    wanted = {(no, seq): "red" if left > due else "green" for no, seq, left, due in rows if left}
    assert {key: lights[key] for key in wanted} == wanted
    assert set(wanted.values()) == {"red", "green"}
