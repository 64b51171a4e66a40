"""The watch over a large store: what the screen waits for, what memory it takes, how late anything is shown."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from benchmarks import store_files
from benchmarks.measuring import Context, Result, Wrong

GIBIBYTE: Final = 2**30
TIMEOUT_SECONDS: Final = 900


def watch(context: Context) -> Iterator[Result]:
    """Everything that one run of ``benchmarks.watched`` tells."""
    found = _run(context)
    cases = context.sizes.cases
    counts = found["counts"]
    if sum(counts.values()) != cases or counts["unjudged"]:
        raise Wrong(f"the board shows {counts}, not {cases} judged cases")
    if found["red_cards"] != len(found["due_to_red"]):
        raise Wrong(f"{found['red_cards']} red cards for {len(found['due_to_red'])} cases past their due")
    gaps = f"{found['gaps_over_50_ms']} over 50 ms, 99 % under {found['usual_gap'] * 1e3:.0f} ms"
    gaps += f", load {found['load_seconds']:.0f} s"
    gaps += "".join(f"; {gap * 1e3:.0f} ms at {place}" for gap, place in found["longest_gaps"][:3])
    yield context.most(f"screen thread blocked while {cases} cases load", found["largest_gap"] * 1e3, 50.0, "ms", gaps)
    yield _memory(context, found)
    late = found["due_to_red"]
    yield context.most(f"from due to red in ledger and snapshot, {cases} cases", max(late), 1.0, "s", _all(late))
    shown = max(found["commit_to_snapshot"])
    bound = context.sizes.poll_seconds + 1.0
    note = f"poll every {context.sizes.poll_seconds:g} s; {_all(found['commit_to_snapshot'])}"
    yield context.most(f"from commit to snapshot, {cases} cases", shown, bound, "s", note)


def _memory(context: Context, found: dict[str, Any]) -> Result:
    goal = f"resident with {context.sizes.cases} open cases"
    if found["resident"] is None:
        return Result(goal, None, note="not measured: this system does not tell a process its memory")
    note = f"peak {found['peak'] / GIBIBYTE:.2f}, before the load {found['resident_before'] / GIBIBYTE:.2f} GiB"
    return context.most(goal, found["resident"] / GIBIBYTE, 1.0, "GiB", note)


def _run(context: Context) -> dict[str, Any]:
    path = store_files.store_copy(context, context.sizes.cases, "watched")
    context.say(f"  watching {context.sizes.cases} cases in a process of its own")
    command = [sys.executable, "-m", "benchmarks.watched", str(path)]
    command += [str(context.sizes.poll_seconds), str(context.sizes.commits)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=TIMEOUT_SECONDS,
            cwd=Path(__file__).resolve().parent.parent,
        )  # fmt: skip
    finally:
        store_files.drop(path)
    if done.returncode != 0:
        raise Wrong(f"the watch ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _all(seconds: list[float]) -> str:
    return ", ".join(f"{one:.2f}" for one in seconds) + " s"
