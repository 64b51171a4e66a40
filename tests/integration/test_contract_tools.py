"""What the contract tests share: a foreign platform's case store by plain SQL, and the program's front door."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from desktop.main import main

ROOT = Path(__file__).resolve().parents[2]

TABLES = {
    "regions": "code PRIMARY KEY, name, level, parent_code, valid_from, valid_to",
    "units": "unit_id PRIMARY KEY, name, region_code",
    "officers": "officer_id PRIMARY KEY, name, unit_id, role, mobile",
    "items": "item_code PRIMARY KEY, name, case_kind, category_code, limit_unit, promised_limit, statutory_limit",
    "item_nodes": "item_code, seq, name, level, limit_unit, limit_value, on_case_clock, PRIMARY KEY (item_code, seq)",
    "cases": "case_no PRIMARY KEY, item_code, region_code, unit_id, title, applicant_name, applicant_mobile,"
    " channel_code, applied_at, accepted_at, promised_due, statutory_due, state, finished_at, result_code,"
    " result_reason, updated_at",
    "case_nodes": "case_no, seq, node_seq, name, unit_id, officer_id, entered_at, left_at, due_at, action, opinion,"
    " updated_at, PRIMARY KEY (case_no, seq)",
    "suspensions": "case_no, seq, kind, basis, approver, reason, started_at, limit_value, limit_unit, ended_at,"
    " updated_at, PRIMARY KEY (case_no, seq)",
    "corrections": "case_no, seq, notified_at, reason, received_at, updated_at, PRIMARY KEY (case_no, seq)",
}
"""Contract §3, typed by hand: columns without types, as loose as a foreign SQLite store can be."""

HOURS = """
[[office_hours]]
from = "2000-01-01"
hours = ["08:30-12:00", "14:00-17:30"]
"""
"""A standard day has 3.5 h + 3.5 h = 7 h = 25 200 office seconds."""


@dataclass(frozen=True)
class Told:
    """What one run of the program said."""

    status: int
    out: str
    err: str

    @property
    def doc(self) -> Any:
        assert self.status == 0, self.err
        return json.loads(self.out)

    def cases(self) -> dict[str, dict[str, Any]]:
        return {case["case_no"]: case for case in self.doc["cases"]}

    def problems(self) -> set[tuple[str, str]]:
        return {(problem["case_no"], problem["code"]) for problem in self.doc["problems"]}

    def cards(self, case_no: str | None = None, state: str | None = None) -> list[tuple[Any, ...]]:
        """(case, node, level, became true, state), offsets left out."""
        return [
            (card["case_no"], card["node_seq"], card["level"], card["became_true_at"][:19], card["state"])
            for card in self.doc["cards"]
            if case_no in (None, card["case_no"]) and state in (None, card["state"])
        ]


@dataclass
class Platform:
    """A folder with a settings file, a case store that somebody else writes, and a ledger."""

    folder: Path
    settings: str = HOURS
    name: str = "platform.db"
    extra: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.write_settings(self.settings)

    def write_settings(self, text: str) -> None:
        (self.folder / "emonitor.toml").write_text(
            f'[stores]\ncase = "sqlite:///{self.name}"\nledger = "sqlite:///ledger.db"\n{text}', encoding="utf-8"
        )

    @property
    def store(self) -> Path:
        return self.folder / self.name

    @property
    def ledger(self) -> Path:
        return self.folder / "ledger.db"

    def make(self) -> Platform:
        for table, columns in TABLES.items():
            self.sql(f"CREATE TABLE IF NOT EXISTS {table} ({columns})")
        return self

    def sql(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        connection = sqlite3.connect(self.store, timeout=20)
        try:
            with connection:
                return connection.execute(statement, values).fetchall()
        finally:
            connection.close()

    def put(self, table: str, rows: Iterable[Mapping[str, Any]]) -> None:
        """Inserts or replaces rows; updated_at stays empty where the row does not say it."""
        connection = sqlite3.connect(self.store, timeout=20)
        try:
            with connection:
                for row in rows:
                    names, marks = ", ".join(row), ", ".join("?" * len(row))
                    connection.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", list(row.values()))
        finally:
            connection.close()

    def item(
        self, code: str, promised: Any, unit: Any = "working_day", statutory: Any = None, kind: Any = "promised"
    ) -> None:
        row = {"item_code": code, "name": f"事项{code}", "case_kind": kind, "limit_unit": unit}
        self.put("items", [row | {"promised_limit": promised, "statutory_limit": statutory}])

    def case(self, case_no: str, item: str | None, accepted: str | None, **more: Any) -> None:
        state = "open" if accepted else "applied"
        row = {"case_no": case_no, "item_code": item, "accepted_at": accepted, "state": state, "unit_id": "U1"}
        self.put("cases", [row | more])

    def suspend(self, case_no: str, start: Any, end: Any = None, seq: int = 1, limit: Any = None) -> None:
        row = {"case_no": case_no, "seq": seq, "kind": "special", "basis": "听证", "approver": "局长"}
        more = {"started_at": start, "ended_at": end, "limit_value": limit, "limit_unit": "working_day"}
        self.put("suspensions", [row | more])

    def correct(self, case_no: str, start: Any, end: Any = None, seq: int = 1) -> None:
        self.put("corrections", [{"case_no": case_no, "seq": seq, "notified_at": start, "received_at": end}])

    def visit(self, case_no: str, seq: int, entered: Any, left: Any = None, node: Any = None, due: Any = None) -> None:
        row = {"case_no": case_no, "seq": seq, "node_seq": node, "name": f"环节{seq}", "unit_id": "U2"}
        self.put("case_nodes", [row | {"officer_id": "O2", "entered_at": entered, "left_at": left, "due_at": due}])

    def run(self, *words: str, **environ: str) -> Told:
        return run(*words, "--config", str(self.folder / "emonitor.toml"), **(self.extra | environ))

    def child(self, *words: str, **environ: str) -> Told:
        return run_child(*words, "--config", str(self.folder / "emonitor.toml"), **(self.extra | environ))

    def check(self, at: str, *words: str) -> Told:
        return self.run("check", "--json", "--at", at, *words)

    def spawn(self, *words: str, stdout: int = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "desktop.main", *words, "--config", str(self.folder / "emonitor.toml")]
        env = os.environ | self.extra
        return subprocess.Popen(command, cwd=ROOT, env=env, stdout=stdout, stderr=subprocess.PIPE)


def run(*words: str, **environ: str) -> Told:
    """The program in this process: the same front door, without starting Python for each of a hundred questions."""
    out, err = io.StringIO(), io.StringIO()
    with mock.patch.dict(os.environ, environ), redirect_stdout(out), redirect_stderr(err):
        status = main(words)
    assert "Traceback" not in err.getvalue() + out.getvalue(), err.getvalue()
    return Told(status, out.getvalue(), err.getvalue())


def run_child(*words: str, **environ: str) -> Told:
    """The program in a child process. Never a traceback, whatever happens."""
    command = [sys.executable, "-m", "desktop.main", *words]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environ, capture_output=True, timeout=120)
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert "Traceback" not in err + out, err
    return Told(done.returncode, out, err)


def local(moment: str | None) -> str | None:
    """'2017-07-05 10:00:00' of '2017-07-05T10:00:00+08:00'; the offset must be the site's."""
    if moment is None:
        return None
    assert moment.endswith("+08:00"), moment
    return moment[:-6].replace("T", " ")
