"""The front door, and the commands that need no cases: doctor and calendar."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from desktop import failures, paths
from desktop.commands import COMMANDS
from desktop.commands.context import parse_moment
from desktop.commands.output import progress, table_lines
from desktop.errors import CommandError, UsageError
from monitoring.ports import StoreUnavailable

ROOT = Path(__file__).resolve().parents[2]
SHANGHAI = ZoneInfo("Asia/Shanghai")
WORDS_NEEDED = {
    "explain": ["X"],
    "calendar": ["show", "2017"],
    "import": ["xes", "no such file"],
    "demo": ["--cases", "20"],
}
HEADLESS = [name for name in COMMANDS if name != "window"]

Call = Callable[..., tuple[int, str, str]]


def child(*words: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "desktop.main", *words]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environ}, capture_output=True, check=False)


def pretend(monkeypatch: pytest.MonkeyPatch, run: Callable[[Any, Any], int]) -> None:
    """The command cards does what the test says."""
    module = SimpleNamespace(add_parser=lambda parsers: parsers.add_parser("cards"), run=run)
    monkeypatch.setitem(sys.modules, COMMANDS["cards"].module, module)


class TestTheCommandLine:
    def test_help_names_every_command(self, call: Call) -> None:
        status, out, _ = call("--help")
        assert status == 0
        assert [name for name in COMMANDS if name not in out] == []

    @pytest.mark.parametrize("name", COMMANDS)
    def test_every_command_has_its_help(self, call: Call, name: str) -> None:
        status, out, _ = call(name, "--help")
        assert status == 0
        assert "--case-store" in out

    @pytest.mark.parametrize("words", [["nonsense"], ["--nonsense"], ["calendar"], ["calendar", "show", "soon"]])
    def test_wrong_use_is_status_2(self, call: Call, words: Sequence[str]) -> None:
        status, out, err = call(*words)
        assert (status, out) == (2, "")
        assert err

    @pytest.mark.parametrize("at", ["", "soon", "2017-13-01", "0001-01-01", "9999-12-31T23:59:59-12:00"])
    def test_a_moment_that_is_none_is_status_2(self, call: Call, at: str) -> None:
        status, _, err = call("doctor", f"--at={at}")
        assert status == 2
        assert "Traceback" not in err

    @pytest.mark.parametrize("words", [["--at", "2017-07-05", "cards"], ["cards", "--at", "2017-07-05"]])
    def test_common_options_stand_before_or_behind_the_command(
        self, call: Call, monkeypatch: pytest.MonkeyPatch, words: list[str]
    ) -> None:
        seen = []

        def run(args: Any, context: Any) -> int:
            seen.append((context.at, context.json, context.settings.stores.case))
            return 0

        pretend(monkeypatch, run)
        assert call("--json", "--case-store", "sqlite:///x.db", *words)[0] == 0
        assert seen == [(datetime(2017, 7, 5), True, "sqlite:///x.db")]

    def test_an_option_behind_the_command_stands_over_the_one_before(
        self, call: Call, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen = []
        pretend(monkeypatch, lambda args, context: seen.append(context.at) or 0)
        call("--at", "2017-07-05", "cards", "--at", "2018-07-05")
        assert seen == [datetime(2018, 7, 5)]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2017-07-05", datetime(2017, 7, 5)),
        ("2017-07-05T10:00", datetime(2017, 7, 5, 10)),
        ("2017-07-05 10:00:01", datetime(2017, 7, 5, 10, 0, 1)),
        ("2017-07-05T10:00:00+08:00", datetime(2017, 7, 5, 10)),
        ("2017-07-05T02:00:00Z", datetime(2017, 7, 5, 10)),
        ("2017-07-04T23:30:00-04:00", datetime(2017, 7, 5, 11, 30)),
    ],
)
def test_a_moment_is_the_sites_unless_it_says_otherwise(text: str, moment: datetime) -> None:
    assert parse_moment(text, SHANGHAI) == moment


def test_a_wrong_moment_says_how_to_write_one() -> None:
    with pytest.raises(UsageError, match="2017-07-05T10:00:00"):
        parse_moment("05.07.2017", SHANGHAI)


class TestFailures:
    @pytest.mark.parametrize(
        ("error", "words"),
        [
            (StoreUnavailable("unreachable", "postgresql://db/approvals: refused"), "db/approvals"),
            (StoreUnavailable("missing_column", "cases.accepted_at"), "cases.accepted_at"),
            (StoreUnavailable("never heard of", "somewhere"), "somewhere"),
            (CommandError("读不了", "第 3 行", "改正它"), "处理：改正它"),
            (PermissionError(13, "Permission denied", "/data/x"), "/data/x"),
            (KeyboardInterrupt(), "中断"),
        ],
    )
    def test_what_was_foreseen_says_what_where_and_what_to_do(
        self, call: Call, monkeypatch: pytest.MonkeyPatch, error: BaseException, words: str
    ) -> None:
        def run(args: Any, context: Any) -> int:
            raise error

        pretend(monkeypatch, run)
        status, out, err = call("cards")
        assert (status, out) == (1, "")
        assert words in err
        assert "Traceback" not in err
        assert not paths.log_file().exists()

    def test_what_was_not_foreseen_goes_to_the_log_without_the_data(
        self, call: Call, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = "张三 13800001234"

        def run(args: Any, context: Any) -> int:
            raise ValueError(name)

        pretend(monkeypatch, run)
        status, _, err = call("cards")
        log = paths.log_file().read_text(encoding="utf-8")
        assert status == 1
        assert str(paths.log_file()) in err
        assert "ValueError" in log
        assert "test_commands_basic.py" in log
        assert name not in log + err

    def test_the_programs_own_words_do_go_to_the_log(self) -> None:
        failures.told(AttributeError("no attribute 'due'"))
        assert "no attribute 'due'" in paths.log_file().read_text(encoding="utf-8")

    def test_a_full_log_starts_anew(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(failures, "LOG_LIMIT", 10)
        for _ in range(3):
            failures.told(ValueError())
        assert paths.log_file().read_text(encoding="utf-8").count("ValueError") == 1
        assert paths.log_file().with_suffix(".old.log").exists()

    def test_a_log_that_cannot_be_written_is_no_second_failure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        paths.log_file().parent.parent.mkdir(parents=True)
        paths.log_file().parent.write_text("a file where the folder should be", encoding="ascii")
        assert "ValueError" in failures.told(ValueError("secret"))


class TestAsAProcess:
    @pytest.mark.parametrize("name", HEADLESS)
    def test_no_command_but_window_leads_to_qt(self, name: str) -> None:
        watch = (
            "import sys; from desktop.main import main; main(sys.argv[1:]);"
            "sys.exit(any(name.partition('.')[0] in ('PySide6', 'shiboken6') for name in sys.modules))"
        )
        words = WORDS_NEEDED.get(name, [])
        # a watch that finds no case store must not wait for one here: a wrong moment ends it after its imports
        ended = ["--at", "wrong"] if name == "watch" else ["--at", "2017-07-05"]
        command = [sys.executable, "-c", watch, name, *words, *ended]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
        assert "意外" not in done.stderr.decode()

    def test_chinese_comes_out_where_the_system_speaks_ascii(self) -> None:
        done = child("doctor", LANG="C", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        assert "办公时间" in done.stdout.decode()

    def test_a_reader_that_goes_away_is_no_failure(self) -> None:
        command = f"{sys.executable} -m desktop.main calendar show 2017 --json | head -c 1"
        done = subprocess.run(
            ["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, check=False, env=os.environ
        )
        assert done.stderr == b""
        assert done.stdout == b"{"

    def test_a_broken_setting_is_told_without_a_traceback(self, tmp_path: Path) -> None:
        file = tmp_path / "site.toml"
        file.write_text('[site]\ntime_zone = "Mars"\n', encoding="utf-8")
        done = child("check", "--config", str(file))
        assert done.returncode == 1
        assert done.stdout == b""
        assert all(word in done.stderr.decode() for word in (str(file), "site.time_zone", "Asia/Shanghai"))


class TestDoctor:
    def checks(self, out: str) -> dict[str, dict[str, Any]]:
        document = json.loads(out)
        assert list(document) == ["checks"]
        assert all(set(check) == {"name", "ok", "detail", "todo"} for check in document["checks"])
        return {check["name"]: check for check in document["checks"]}

    def test_a_fresh_user_is_told_to_bring_cases_and_nothing_is_made(self, call: Call) -> None:
        status, out, _ = call("doctor", "--json", "--at", "2017-07-05")
        checks = self.checks(out)
        assert status == 1
        assert [name for name, check in checks.items() if not check["ok"]] == ["case_store"]
        assert "emonitor demo" in checks["case_store"]["todo"]
        assert not paths.data_folder().exists()

    def test_a_ledger_that_could_not_be_made_is_found_before_it_is_needed(self, call: Call, tmp_path: Path) -> None:
        (tmp_path / "file").touch()
        ledger = paths.sqlite_url(tmp_path / "file" / "deeper" / "ledger.sqlite")
        _, out, _ = call("doctor", "--json", "--ledger", ledger)
        assert not self.checks(out)["ledger"]["ok"]

    def test_every_finding_that_is_not_in_order_says_what_to_do(self, call: Call) -> None:
        _, out, _ = call("doctor", "--json", "--case-store", "sqlite:////nowhere/x.db", "--ledger", "nonsense://x")
        assert [check for check in self.checks(out).values() if not check["ok"] and not check["todo"]] == []

    @pytest.mark.parametrize(
        ("at", "ok"),
        [("2026-10-31T23:59:59", True), ("2026-11-01", False), ("2027-01-01", False), ("2025-12-31", True)],
    )
    def test_next_years_days_off_are_missed_from_november_on(self, call: Call, at: str, ok: bool) -> None:
        _, out, _ = call("doctor", "--json", "--at", at)
        assert self.checks(out)["calendar"]["ok"] is ok

    def test_broken_settings_are_a_finding(self, call: Call, tmp_path: Path) -> None:
        file = tmp_path / "site.toml"
        file.write_text("[poll]\nseconds = 0\n", encoding="utf-8")
        status, out, _ = call("doctor", "--json", "--config", str(file))
        assert status == 1
        assert "poll.seconds" in self.checks(out)["settings"]["detail"]

    def test_a_gateway_that_this_version_does_not_speak_is_said(self, call: Call, tmp_path: Path) -> None:
        file = tmp_path / "site.toml"
        file.write_text('[sms]\ngateway = "kannel"\n', encoding="utf-8")
        _, out, _ = call("doctor", "--json", "--config", str(file))
        assert not self.checks(out)["gateway"]["ok"]

    def test_a_password_is_not_shown(self, call: Call) -> None:
        _, out, _ = call("doctor", "--case-store", "postgresql+psycopg://reader:hunter2@127.0.0.1:1/x")
        assert "hunter2" not in out


class TestCalendar:
    def year(self, call: Call, year: int) -> dict[str, Any]:
        status, out, _ = call("calendar", "show", str(year), "--json")
        assert status == 0
        return dict(json.loads(out))

    def test_2017_has_249_workdays_and_make_up_days(self, call: Call) -> None:
        year = self.year(call, 2017)
        kinds = {day["date"]: day["kind"] for day in year["days"]}
        assert (year["known"], year["workdays"], len(kinds)) == (True, 249, 365)
        assert kinds["2017-01-22"] == "makeup_workday"
        assert kinds["2017-01-27"] == "holiday"
        assert kinds["2017-07-01"] == "restday"

    def test_a_year_that_nobody_announced_is_not_guessed(self, call: Call) -> None:
        assert self.year(call, 2027) == {"year": 2027, "known": False, "workdays": None, "days": []}
        assert "emonitor calendar import" in call("calendar", "show", "2027")[1]

    def test_a_file_makes_its_year_known_and_is_counted_once(self, call: Call, tmp_path: Path) -> None:
        file = tmp_path / "2027.json"
        days = [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}]
        file.write_text(json.dumps({"year": 2027, "days": days}), encoding="utf-8")
        first, again = (json.loads(call("calendar", "import", str(file), "--json")[1]) for _ in range(2))
        assert (first["days"], first["years"], first["changed"]) == (1, [2027], 1)
        assert again["changed"] == 0
        year = self.year(call, 2027)
        assert year["known"]
        assert year["days"][0] == {"date": "2027-01-01", "kind": "holiday", "name": "元旦"}

    @pytest.mark.parametrize("content", ["{}", "nonsense", '{"year": 2028, "days": []}'])
    def test_a_file_that_is_no_calendar_is_refused_with_its_name(
        self, call: Call, tmp_path: Path, content: str
    ) -> None:
        file = tmp_path / "wrong.json"
        file.write_text(content, encoding="utf-8")
        status, out, err = call("calendar", "import", str(file))
        assert (status, out) == (1, "")
        assert "wrong.json" in err

    def test_a_file_that_is_not_there_is_named(self, call: Call, tmp_path: Path) -> None:
        status, _, err = call("calendar", "import", str(tmp_path / "absent.json"))
        assert status == 1
        assert "absent.json" in err
        assert "意外" not in err

    def test_one_day_set_by_hand_stands_over_the_announced_one(self, call: Call) -> None:
        assert call("calendar", "set", "2017-07-01", "workday", "--name", "防汛")[0] == 0
        year = self.year(call, 2017)
        assert year["workdays"] == 250
        assert {"date": "2017-07-01", "kind": "makeup_workday", "name": "防汛"} in year["days"]

    def test_one_day_of_an_unknown_year_does_not_make_the_year_known(self, call: Call) -> None:
        _, out, _ = call("calendar", "set", "2027-01-02", "workday")
        assert "2027" in out
        assert not self.year(call, 2027)["known"]

    def test_a_year_for_people_shows_every_month_and_every_holiday(self, call: Call) -> None:
        _, out, _ = call("calendar", "show", "2017")
        assert all(f"{month} 月" in out for month in range(1, 13))
        assert "249 个工作日" in out
        assert "01-27 至 02-02" in out


def test_columns_line_up_under_chinese_text() -> None:
    lines = table_lines(["灯", "件"], [["超期", 1], ["red\n\x1b[2J", 12], [None, 3]], right={1})
    assert lines == ["灯        件", "--------  --", "超期       1", "red  [2J  12", "           3"]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_shows_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    said = []
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr(sys, "stderr", stream)
        with progress("读办件") as show:
            show(1, 2)
            show(2, 2)
        said.append("读办件" in stream.getvalue())
    assert said == [True, False]
