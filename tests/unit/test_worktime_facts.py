"""123 facts from the public test suites of six other libraries (docs/working-time-facts.md explains the conflicts)."""

from __future__ import annotations

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from monitoring.moments import to_seconds
from monitoring.worktime import WorkingCalendar

FACTS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "business_time_cases.json"

AGAINST_THE_LAW = {
    # the library starts to count at the next working day; by the rule on periods the start day never counts, so the
    # working day after a rest day is the first
    "wh-032": "2014-04-09",
    "bt-029": "2010-04-12T11:00:00",
}


def content() -> dict[str, Any]:
    if not FACTS.exists():
        pytest.skip(f"the shared facts are not here ({FACTS.name})")
    return json.loads(FACTS.read_text(encoding="utf-8"))


def facts(kind: str) -> list[dict[str, Any]]:
    return [fact for fact in content()["cases"] if fact["kind"] == kind]


def calendars() -> dict[str, WorkingCalendar]:
    years = range(1990, 2021)
    return {
        name: WorkingCalendar(
            written["week"], written["holidays"], written["special_days"], written["breaks"], known_years=years
        )
        for name, written in content()["calendars"].items()
    }


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def pauses_of(fact: dict[str, Any]) -> list[tuple[datetime, datetime]]:
    return [(moment(begin), moment(end)) for begin, end in fact.get("pauses", ())]


def test_there_are_123_facts() -> None:
    assert {kind: len(facts(kind)) for kind in ("due", "elapsed", "add_days")} == {
        "due": 56,
        "elapsed": 51,
        "add_days": 16,
    }


def test_due_moments_are_those_of_the_facts() -> None:
    known = calendars()
    for fact in facts("due"):
        length = timedelta(seconds=fact["duration_seconds"])
        due = known[fact["calendar"]].due(moment(fact["start"]), length, pauses_of(fact))
        assert due == moment(fact["expected_due"]), fact["id"]


def test_elapsed_times_are_those_of_the_facts() -> None:
    known = calendars()
    for fact in facts("elapsed"):
        elapsed = known[fact["calendar"]].elapsed(moment(fact["start"]), moment(fact["end"]), pauses_of(fact))
        assert elapsed == timedelta(seconds=fact["expected_seconds"]), fact["id"]


def test_working_days_are_added_as_in_the_facts_but_where_these_contradict_the_law() -> None:
    known = calendars()
    for fact in facts("add_days"):
        start = moment(fact["start"]) if "T" in fact["start"] else date.fromisoformat(fact["start"])
        expected = AGAINST_THE_LAW.get(fact["id"], fact["expected"])
        assert known[fact["calendar"]].add_working_days(start, fact["working_days"]).isoformat() == expected, fact["id"]


def test_the_batch_forms_agree_with_the_facts() -> None:
    known = calendars()
    for fact in facts("elapsed"):
        pauses = pauses_of(fact)
        columns = (
            np.zeros(len(pauses), np.int64),
            np.array([to_seconds(begin) for begin, _ in pauses], np.int64),
            np.array([to_seconds(end) for _, end in pauses], np.int64),
        )
        start, end = (np.array([to_seconds(moment(fact[key]))]) for key in ("start", "end"))
        assert known[fact["calendar"]].elapsed_many(start, end, columns).tolist() == [fact["expected_seconds"]], fact[
            "id"
        ]
    for fact in facts("due"):
        if "pauses" in fact and fact["pauses"]:
            continue
        due = known[fact["calendar"]].due_many([moment(fact["start"])], fact["duration_seconds"])
        assert due.tolist() == [moment(fact["expected_due"])], fact["id"]
