"""start.py, without the net: what pip, apt and the program itself would do is only written down."""

from __future__ import annotations

import ctypes
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import start
from desktop import first_start, paths
from desktop.settings import load

RUNTIME, DEV = ["runtime.txt"], ["runtime.txt", "dev.txt"]


class Written:
    """The calls that would have gone out, in order."""

    def __init__(self) -> None:
        self.pip: list[tuple[str, ...]] = []
        self.emonitor: list[list[str]] = []
        self.failures = 0

    def install(self, *arguments: str) -> None:
        self.pip.append(arguments)
        if self.failures:
            self.failures -= 1
            raise subprocess.CalledProcessError(1, ["pip", *arguments])

    def run(self, words: list[str]) -> int:
        self.emonitor.append(words)
        return 0

    @property
    def locks(self) -> list[str]:
        return [Path(words[-1]).name for words in self.pip if "--require-hashes" in words]


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Written:
    """A .venv of its own (the Python in it is this one) and a pip that only notes what it is asked."""
    calls = Written()
    venv = tmp_path / ".venv"

    def make_venv() -> None:
        venv.mkdir(exist_ok=True)
        for stamp in venv.glob("*.stamp"):
            stamp.unlink()
        (venv / "made").touch()
        (venv / "python").unlink(missing_ok=True)
        (venv / "python").symlink_to(sys.executable)

    monkeypatch.setattr(start, "VENV", venv)
    monkeypatch.setattr(start, "PYTHON", venv / "python")
    monkeypatch.setattr(start, "pip", calls.install)
    monkeypatch.setattr(start, "make_venv", make_venv)
    monkeypatch.setattr(start, "emonitor", calls.run)
    monkeypatch.setattr(start, "works", lambda: (venv / "python").exists() and (venv / "made").exists())
    return calls


class TestMakingReady:
    def test_the_packages_come_with_hashes_and_then_the_project_itself(self, written: Written) -> None:
        start.make_ready(RUNTIME)
        assert [words[0] for words in written.pip] == ["--require-hashes", "--no-deps"]
        assert "--no-build-isolation" in written.pip[1]

    def test_what_is_not_in_the_lock_file_is_not_looked_for(self, written: Written) -> None:
        """pip 23 refused a whole lock file because a newer release than the locked one had come out."""
        start.make_ready(DEV)
        assert all("--no-deps" in words for words in written.pip)

    def test_what_is_installed_is_not_installed_again(self, written: Written) -> None:
        start.make_ready(RUNTIME)
        start.make_ready(RUNTIME)
        assert written.locks == RUNTIME

    def test_the_developers_packages_are_added_to_what_is_there(self, written: Written) -> None:
        start.make_ready(RUNTIME)
        start.make_ready(DEV)
        assert written.locks == DEV

    def test_a_changed_lock_file_is_installed(self, written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
        start.make_ready(RUNTIME)
        monkeypatch.setattr(start, "wanted_stamp", lambda lock: f"changed {lock}")
        start.make_ready(RUNTIME)
        assert written.locks == ["runtime.txt", "runtime.txt"]

    def test_a_half_made_venv_is_made_anew(self, written: Written) -> None:
        start.VENV.mkdir()
        (start.VENV / "python").symlink_to("nowhere")
        start.make_ready(RUNTIME)
        assert (start.VENV / "made").exists()
        assert written.locks == RUNTIME

    def test_a_venv_in_which_pip_fails_half_way_is_made_anew_once(self, written: Written) -> None:
        start.make_venv()
        written.failures = 1
        start.make_ready(RUNTIME)
        assert written.locks == ["runtime.txt", "runtime.txt"]

    def test_without_the_net_the_user_is_told_and_no_stamp_is_set(self, written: Written) -> None:
        written.failures = 2
        with pytest.raises(start.StartError, match="网络"):
            start.make_ready(RUNTIME)
        assert start.stamp("runtime.txt") == ""

    def test_a_good_venv_survives_an_update_that_fails(self, written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
        start.make_ready(RUNTIME)
        (start.VENV / "kept").touch()
        monkeypatch.setattr(start, "wanted_stamp", lambda lock: f"changed {lock}")
        written.failures = 1
        with pytest.raises(start.StartError):
            start.make_ready(RUNTIME)
        assert (start.VENV / "kept").exists()


def test_an_older_python_is_told_which_one_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.sys, "version_info", (3, 10, 4))
    with pytest.raises(start.StartError, match=r"3\.11"):
        start.main([])


def test_the_file_can_be_read_by_a_python_that_is_too_old() -> None:
    import ast

    source = Path(start.__file__).read_text(encoding="utf-8")
    tree = ast.parse(source, feature_version=(3, 6))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "__future__"]


def test_setup_starts_nothing(written: Written) -> None:
    assert start.main(["setup"]) == 0
    assert written.emonitor == []


def test_other_words_go_to_the_program(written: Written) -> None:
    assert start.main(["check", "--json"]) == 0
    assert written.emonitor == [["check", "--json"]]


class TestFirstStart:
    @pytest.fixture(autouse=True)
    def _no_demo(self, monkeypatch: pytest.MonkeyPatch) -> None:
        done = subprocess.CompletedProcess([], 0)
        monkeypatch.setattr(start.subprocess, "run", lambda *words, **how: done)

    def test_without_a_display_one_check_is_run(self, written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(start, "has_display", lambda: False)
        assert start.first_start() == 0
        assert written.emonitor == [["check"]]

    def test_with_a_display_the_window_is_opened(self, written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(start, "has_display", lambda: True)
        monkeypatch.setattr(start, "need_qt_libraries", lambda: None)
        assert start.first_start() == 0
        assert written.emonitor == [[]]

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux names its display")
    @pytest.mark.parametrize(("name", "there"), [("DISPLAY", True), ("WAYLAND_DISPLAY", True), ("NOTHING", False)])
    def test_a_display_is_named_by_the_environment(
        self, monkeypatch: pytest.MonkeyPatch, name: str, there: bool
    ) -> None:
        for one in ("DISPLAY", "WAYLAND_DISPLAY"):
            monkeypatch.delenv(one, raising=False)
        monkeypatch.setenv(name, ":0")
        assert start.has_display() is there


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="libraries of a Linux system")
class TestSystemLibraries:
    @pytest.fixture(autouse=True)
    def _one_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(start, "loads", lambda library: library != "libxcb-cursor.so.0")

    def test_root_on_debian_gets_what_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked: list[list[str]] = []
        monkeypatch.setattr(start.shutil, "which", lambda name: name)
        monkeypatch.setattr(start.os, "geteuid", lambda: 0)
        monkeypatch.setattr(start, "apt_install", asked.append)
        start.need_qt_libraries()
        assert asked == [["libxcb-cursor0"]]

    @pytest.mark.parametrize(
        ("manager", "command"),
        [
            ("apt-get", "sudo apt-get install -y libxcb-cursor0"),
            ("dnf", "sudo dnf install 'libxcb-cursor.so.0()(64bit)'"),
            ("zypper", "sudo zypper install 'libxcb-cursor.so.0()(64bit)'"),
            ("none", "libxcb-cursor.so.0"),
        ],
    )
    def test_everybody_else_is_told_the_command(
        self, monkeypatch: pytest.MonkeyPatch, manager: str, command: str
    ) -> None:
        monkeypatch.setattr(start.shutil, "which", lambda name: name if name == manager else None)
        monkeypatch.setattr(start.os, "geteuid", lambda: 1000)
        with pytest.raises(start.StartError) as told:
            start.need_qt_libraries()
        assert command in str(told.value)


def test_a_library_that_is_not_there_is_noticed() -> None:
    assert not start.loads("libthere-is-none.so.9")
    if sys.platform.startswith("linux"):
        ctypes.CDLL("libc.so.6")
        assert start.loads("libc.so.6")


class TestTheDemonstrationCounty:
    def test_is_made_where_there_is_nothing(self) -> None:
        assert first_start.needs_demo(load(environ={}))

    def test_is_made_where_an_earlier_start_was_broken_off(self) -> None:
        file = paths.embedded_case_store()
        file.parent.mkdir(parents=True)
        with closing(sqlite3.connect(file)) as store:
            store.execute("CREATE TABLE cases (case_no TEXT)")
        assert first_start.needs_demo(load(environ={}))

    def test_is_not_made_where_there_are_cases(self) -> None:
        file = paths.embedded_case_store()
        file.parent.mkdir(parents=True)
        with closing(sqlite3.connect(file)) as store, store:
            store.execute("CREATE TABLE cases (case_no TEXT)")
            store.execute("INSERT INTO cases VALUES ('1')")
        assert not first_start.needs_demo(load(environ={}))

    def test_is_not_made_where_the_file_cannot_be_read(self) -> None:
        file = paths.embedded_case_store()
        file.parent.mkdir(parents=True)
        file.write_bytes(b"this is no database at all" * 100)
        assert not first_start.needs_demo(load(environ={}))

    def test_is_never_made_in_a_store_that_somebody_named(self, tmp_path: Path) -> None:
        settings = load(environ={"EMONITOR_CASE_STORE": paths.sqlite_url(tmp_path / "theirs.sqlite")})
        assert not first_start.needs_demo(settings)


@pytest.mark.skipif(start.stamp("runtime.txt") != start.wanted_stamp("runtime.txt"), reason="start.py made no .venv")
class TestForReal:
    """In the .venv that start.py made: nothing is pretended, and nothing is installed either."""

    def start(self, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        known = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        return subprocess.run(
            [sys.executable, start.__file__, *words],
            env={**known, **environ},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def test_a_first_start_without_a_display_makes_a_county_and_checks_it(self) -> None:
        first, again = self.start(), self.start()
        assert (first.returncode, again.returncode) == (0, 0), first.stderr + again.stderr
        assert "演示县" in first.stdout
        assert "演示县" not in again.stdout
        assert "没有显示器" in again.stdout
        assert paths.embedded_case_store().is_file()
        assert "办件编号" in again.stdout

    def test_words_and_status_pass_through(self) -> None:
        assert self.start("calendar", "show", "2017", "--json").returncode == 0
        assert self.start("nonsense").returncode == 2


def test_the_lock_files_name_all_that_their_packages_need() -> None:
    """Nothing else is installed, so what a lock file forgot would be missed at work."""
    asked = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True)
    assert asked.returncode == 0, asked.stdout


def test_the_ci_script_is_one_that_bash_can_read() -> None:
    script = Path(start.__file__).parent / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
