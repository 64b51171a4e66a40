"""``python -m benchmarks``: every goal of speed and scale in one run; exit status 1 where one is missed."""

from __future__ import annotations

import argparse
import gc
import json
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.measuring import FULL, SMALL, Context, Result
from benchmarks.parts import PARTS, Line, run


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0: all goals met (or not measured here), 1: one was missed, 2: usage."""
    options = _parser().parse_args(arguments)
    if options.work is not None:
        return _with_folder(options, options.work)
    with tempfile.TemporaryDirectory(prefix="emonitor-benchmarks-") as folder:
        return _with_folder(options, Path(folder))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--small", action="store_true", help="small sizes, held to correctness only")
    parser.add_argument("--only", action="append", choices=list(PARTS), metavar="NAME", help=", ".join(PARTS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="the results as JSON")
    parser.add_argument("--work", type=Path, metavar="FOLDER", help="where case stores are made and found again (3 GB)")
    parser.add_argument("--postgres", metavar="URL", help="an empty database that late commits are tried on")
    return parser


def _with_folder(options: argparse.Namespace, folder: Path) -> int:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        sys.stderr.write(f"--work {folder}: {error.strerror}; name a folder that can be written to\n")
        return 2
    context = Context(SMALL if options.small else FULL, not options.small, folder, _say, options.postgres)
    lines: list[Line] = []
    for line in run(options.only or list(PARTS), context):
        lines.append(line)
        _say(f"  {_row(line.result)}")
    # what a load set aside is garbage like any other when the process ends: some peers complain of leaks otherwise
    gc.unfreeze()
    sys.stdout.write(table([line.result for line in lines]))
    if options.json is not None and not _write(options.json, lines, small=options.small):
        return 1
    return int(any(line.result.status == "missed" for line in lines))


def table(results: Sequence[Result]) -> str:
    """The results for people."""
    width = max((len(result.goal) for result in results), default=0)
    rows = [f"{'goal':{width}}  {'result':>14}  {'bound':>11}  status"]
    for result in results:
        bound = "" if result.bound is None else f"{result.sense} {result.bound:g} {result.unit}"
        row = f"{result.goal:{width}}  {_value(result):>14}  {bound:>11}  {result.status:12}  {result.note}"
        rows.append(row.rstrip())
    return "\n".join(rows) + "\n"


def _value(result: Result) -> str:
    if result.value is None:
        return "-"
    digits = 0 if result.value >= 100 or result.value == int(result.value) else 2
    return f"{result.value:,.{digits}f} {result.unit}"


def _row(result: Result) -> str:
    return f"{result.goal}: {_value(result)} {result.status}"


def _write(path: Path, lines: Sequence[Line], *, small: bool) -> bool:
    about: dict[str, Any] = {
        "python": platform.python_version(), "numpy": np.__version__, "system": platform.platform(), "small": small,
    }  # fmt: skip
    results = [{"part": line.part, **line.result.as_json()} for line in lines]
    try:
        path.write_text(json.dumps({"about": about, "results": results}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    except OSError as error:
        sys.stderr.write(f"--json {path}: {error.strerror}; name a file that can be written to\n")
        return False
    return True


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
