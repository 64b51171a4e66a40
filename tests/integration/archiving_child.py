"""A workstation that issues monthly notices, run as a process of its own by test_report_archive.

Usage: python archiving_child.py URL NAME HOW_MANY [SECONDS_IN_THE_TRANSACTION]. Prints 'ready', waits for a line, then
prints the number of each notice that it issued.
"""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from monitoring.archiving import About, Finished, NumberTaken, ReportKind
from monitoring.stores import report_archive
from monitoring.stores.report_archive import open_report_archive

AT = datetime(2017, 7, 1, 9, 0)


def main(url: str, name: str, how_many: int, slow: float) -> None:
    archive = open_report_archive(url)
    archive.records()
    if slow:
        insert = report_archive._insert
        report_archive._insert = lambda *given: (insert(*given), time.sleep(slow))[0]
    print("ready", flush=True)
    sys.stdin.readline()
    for place in range(how_many):
        print(issue(archive, About(ReportKind.MONTHLY, f"{name}-{place}")), flush=True)
    archive.close()


def issue(archive: report_archive.SqlReportArchive, about: About) -> int:
    while True:
        number = archive.next_number("盐审监", 2017)
        made = Finished(about, AT, f"%PDF {about.period} {number}".encode(), 1, "{}")
        try:
            return issued_count(archive.issue(made, number, "child", AT))
        except NumberTaken:
            continue


def issued_count(record: object) -> int:
    return record.number.count  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]) if len(sys.argv) > 4 else 0.0)
