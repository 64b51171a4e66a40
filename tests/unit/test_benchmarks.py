"""The benchmark at small sizes: its proofs hold, its table and exit status say what was found. Nothing is timed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from benchmarks import __main__ as program
from benchmarks import late_commits, parts, spans, store_files, synthetic, ticking, working_time
from benchmarks.measuring import SMALL, Absent, Context, Result, Wrong, ratio, rounds
from monitoring.blocks import CaseBlock
from monitoring.moments import to_seconds
from monitoring.stores.case_store import open_case_store

ROOT = Path(__file__).resolve().parents[2]
ON_SCREEN = {"sort", "paint", "fluid", "visits", "first-window"}


@pytest.fixture
def context(tmp_path: Path) -> Context:
    return Context(SMALL, False, tmp_path, lambda _text: None)


def small(tmp_path: Path, *arguments: str) -> int:
    return program.main(["--small", "--work", str(tmp_path / "work"), *arguments])


def without_qt() -> list[str]:
    """The parts about the screen make a Qt application: they are run in a process of their own."""
    return [argument for name in parts.PARTS if name not in ON_SCREEN for argument in ("--only", name)]


def test_all_parts_run_at_small_sizes_and_nothing_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = tmp_path / "told.json"
    assert small(tmp_path, *without_qt(), "--json", str(told)) == 0
    results = json.loads(told.read_text(encoding="utf-8"))["results"]
    assert {one["part"] for one in results} == set(parts.PARTS) - ON_SCREEN
    assert {one["status"] for one in results} <= {"met", "measured", "not measured"}
    proofs = [one for one in results if one["bound"] == 0]
    assert len(proofs) >= 4
    assert all(one["value"] == 0 for one in proofs)
    table = capsys.readouterr().out
    assert all(one["goal"] in table for one in results)


def on_screen(folder: Path, *names: str) -> str:
    chosen = [word for name in names for word in ("--only", name)]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--small", *chosen, "--work", str(folder)],
        cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_list_is_sorted_and_painted_like_qts_own_one_after_the_other_in_one_process(tmp_path: Path) -> None:
    told = on_screen(tmp_path, "sort", "paint")
    assert "QSortFilterProxyModel" in told
    assert "for 370 cells" in told


def test_a_list_that_is_sorted_filtered_scrolled_and_changed_shows_what_was_asked_for(tmp_path: Path) -> None:
    assert "of 3000 cases" in on_screen(tmp_path, "fluid")


def test_every_page_of_the_real_window_is_opened_and_how_long_it_held_the_screen_is_told(tmp_path: Path) -> None:
    told = on_screen(tmp_path, "visits")
    assert "first visits of pages, 3000 cases" in told
    assert "first board on the overview, 3000 cases" in told


def test_the_first_window_shows_before_matplotlib_is_loaded(tmp_path: Path) -> None:
    assert "matplotlib late against at once" in on_screen(tmp_path, "first-window")


def test_a_peer_that_is_not_installed_is_named_and_fails_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def absent(name: str) -> object:
        raise Absent(f"{name} is not installed")

    monkeypatch.setattr(working_time, "peer", absent)
    assert small(tmp_path, "--only", "elapsed-duckdb") == 0
    assert "not measured: duckdb is not installed" in capsys.readouterr().out


def test_a_missed_goal_ends_with_status_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_context: Context) -> Iterator[Result]:
        yield Result("speed", 9.0, "x", 10.0, ">=")

    monkeypatch.setitem(parts.PARTS, "bitmap", slow)
    assert program.main(["--only", "bitmap", "--work", str(tmp_path)]) == 1


def test_a_wrong_result_ends_its_part_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(_context: Context) -> Iterator[Result]:
        raise Wrong("the proxy sorts otherwise")
        yield

    told = tmp_path / "told.json"
    monkeypatch.setitem(parts.PARTS, "bitmap", wrong)
    assert small(tmp_path, "--only", "bitmap", "--only", "missed-postgres", "--json", str(told)) == 1
    assert [one["status"] for one in json.loads(told.read_text("utf-8"))["results"]] == ["missed", "not measured"]


def test_a_folder_that_cannot_be_made_is_told_without_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "work").write_text("in the way")
    assert small(tmp_path, "--only", "bitmap") == 2
    assert "name a folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("value", "bound", "sense", "status"),
    [
        (10.0, 10.0, ">=", "met"), (9.99, 10.0, ">=", "missed"), (1.5, 1.5, "<=", "met"), (1.51, 1.5, "<=", "missed"),
        (1.0, None, "<=", "measured"), (None, 1.0, "<=", "not measured"),
    ],
)  # fmt: skip
def test_a_result_at_its_bound_is_met(value: float | None, bound: float | None, sense: str, status: str) -> None:
    assert Result("goal", value, "x", bound, sense).status == status


def test_a_ratio_is_the_median_of_the_rounds_and_not_the_ratio_of_medians() -> None:
    assert ratio([10.0, 30.0, 80.0], [1.0, 10.0, 20.0]) == 4.0


def test_rounds_take_turns_at_who_goes_first() -> None:
    order: list[str] = []
    rounds({"a": lambda: order.append("a"), "b": lambda: order.append("b")}, 2)
    assert {"a", "b"} == set(order)
    starts = [name for name, before in zip(order, [None, *order], strict=False) if name != before]
    assert starts == ["a", "b", "a", "b", "a"] or starts[-2:] == ["b", "a"]


def test_the_incremental_proof_notices_a_light_that_is_wrong(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    from monitoring.watching.state import BoardState

    honest = BoardState.apply
    calls = iter(range(10**6))

    def forgetful(self: BoardState, judged: object, now: int) -> None:
        if next(calls) % 5 != 3:
            honest(self, judged, now)  # type: ignore[arg-type]

    monkeypatch.setattr(BoardState, "apply", forgetful)
    assert any(result.value for result in ticking.incremental(context))


def test_the_late_commits_hold_every_kind_of_trouble() -> None:
    changes = late_commits.drawn_changes(2000)
    assert any(change.mark is None for change in changes)
    assert any(not change.says_so for change in changes)
    assert any(change.visible - change.written > late_commits.OVERLAP_SECONDS for change in changes)
    seconds = [int(change.written) for change in changes]
    assert len(set(seconds)) < len(seconds)
    assert len({change.case_no for change in changes}) == len(changes)


def test_a_due_is_at_the_end_of_the_minute_that_uses_the_duration_up() -> None:
    start = seconds("2021-01-04 08:30")
    found = spans.bitmap_due(np.array([start]), np.array([7 * 60]))
    assert found.tolist() == [seconds("2021-01-04 17:30")]


def test_a_case_store_file_holds_what_the_synthetic_blocks_hold(context: Context) -> None:
    store = open_case_store(store_files.url(store_files.store_file(context, 300)))
    try:
        (read,) = store.load()
        known = store.catalogue()
    finally:
        store.close()
    (made,) = synthetic.blocks(300)
    assert columns(read) == columns(made)
    assert known.items.keys() == synthetic.catalogue().items.keys()
    assert known.items["I00"].promised_limit == synthetic.catalogue().items["I00"].promised_limit


def seconds(text: str) -> int:
    return to_seconds(datetime.fromisoformat(text))


def columns(block: CaseBlock) -> list[object]:
    nodes = block.nodes
    arrays = [block.applied_at, block.accepted_at, nodes.owner, nodes.entered_at, nodes.left_at]
    lists = [block.case_no, block.item_code, block.region_code, block.state, nodes.name, nodes.officer_id]
    stops = {row: [(one.started_at, one.ended_at) for one in found] for row, found in block.suspensions.items()}
    return [*(array.tolist() for array in arrays), *lists, stops]
