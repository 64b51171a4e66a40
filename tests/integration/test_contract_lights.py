"""Contract §4, lights and outcomes at their borders; the working stands beside each.

2017-07-03 is a Monday; hours 08:30-12:00, 14:00-17:30 (25 200 s a day).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.integration.test_contract_tools import HOURS, Platform, local


def lights(platform: Platform, at: str) -> dict[str, tuple[str, str]]:
    return {name: (case["light"], case["reason"]) for name, case in platform.check(at, "--dry-run").cases().items()}


def fill(platform: Platform) -> Platform:
    platform.make()
    platform.item("five", 5, statutory=10)
    platform.item("two", 2)
    platform.item("none", None)
    # due Mon 07-10 17:30; a working day less: Fri 07-07 17:30
    platform.case("five", "five", "2017-07-03 10:00:00")
    # due Wed 07-05 17:30; 20 % of 2 x 25 200 s is 10 080 s = 2 h 48 min: 14:42
    platform.case("two", "two", "2017-07-03 10:00:00")
    platform.case("none", "none", "2017-07-03 10:00:00")
    # nobody accepted it in 2 working days: the same moments as "two"
    platform.case("applied", "five", None, applied_at="2017-07-03 10:00:00")
    return platform


BORDERS = [
    ("2017-07-05T14:42:00", "two", "green", "in_time"),
    ("2017-07-05T14:42:01", "two", "yellow", "near_promised_due"),
    ("2017-07-05T17:30:00", "two", "yellow", "near_promised_due"),
    ("2017-07-05T17:30:01", "two", "red", "past_promised_due"),
    ("2017-07-05T14:42:00", "applied", "green", "in_time"),
    ("2017-07-05T14:42:01", "applied", "yellow", "not_accepted_in_time"),
    ("2017-07-05T17:30:00", "applied", "yellow", "not_accepted_in_time"),
    ("2017-07-05T17:30:01", "applied", "red", "not_accepted_in_time"),
    ("2017-07-07T17:30:00", "five", "green", "in_time"),
    ("2017-07-07T17:30:01", "five", "yellow", "near_promised_due"),
    ("2017-07-10T17:30:00", "five", "yellow", "near_promised_due"),
    ("2017-07-10T17:30:01", "five", "red", "past_promised_due"),
    ("2017-07-10T17:30:01", "none", "green", "no_limit"),
]


def test_lights_turn_one_second_after_the_border(tmp_path: Path) -> None:
    platform = fill(Platform(tmp_path))
    seen = {moment: lights(platform, moment) for moment in dict.fromkeys(moment for moment, *_ in BORDERS)}
    assert [(m, name, *seen[m][name]) for m, name, *_ in BORDERS] == BORDERS


def test_what_a_row_of_the_board_says(tmp_path: Path) -> None:
    platform = fill(Platform(tmp_path))
    platform.put("units", [{"unit_id": "U1", "name": "便民中心"}])
    told = platform.check("2017-07-10T10:00:00", "--dry-run")
    case = told.cases()["five"]
    assert told.doc["at"] == "2017-07-10T10:00:00+08:00"
    assert local(case["due_at"]) == "2017-07-10 17:30:00"
    assert local(case["statutory_due_at"]) == "2017-07-17 17:30:00"
    assert local(case["changes_at"]) == "2017-07-10 17:30:00"
    assert case["left_seconds"] == 2 * 3600 + 12600  # 10:00-12:00 and 14:00-17:30
    assert (case["statutory_breached"], case["provisional"], case["unit"]) == (False, False, "便民中心")
    assert told.doc["counts"] == {"green": 1, "yellow": 1, "red": 2, "paused": 0, "unjudged": 0}
    late = platform.check("2017-07-11T09:00:00", "--dry-run").cases()["five"]
    assert late["left_seconds"] == -1800
    broken = platform.check("2017-07-17T17:30:01", "--dry-run").cases()["five"]
    assert (broken["light"], broken["reason"], broken["statutory_breached"]) == ("red", "past_promised_due", True)
    assert broken["changes_at"] is None


# accepted Mon 07-03 10:00, five days: due Mon 07-10 17:30
ENDINGS: list[tuple[str, str, str | None, str | None, str | None]] = [
    ("in time", "finished", "2017-07-03 10:00:00", "2017-07-10 17:30:00", "on_time"),
    ("a second late", "finished", "2017-07-03 10:00:00", "2017-07-10 17:30:01", "late"),
    ("refused late", "refused", "2017-07-03 10:00:00", "2017-07-11 09:00:00", "late"),
    ("withdrawn in time", "withdrawn", "2017-07-03 10:00:00", "2017-07-04 09:00:00", "on_time"),
    ("void late", "void", "2017-07-03 10:00:00", "2017-07-11 09:00:00", "late"),
    ("refused at the door", "refused", None, "2017-07-11 09:00:00", None),
    ("withdrawn at the door", "withdrawn", None, "2017-07-11 09:00:00", None),
    ("void at the door", "void", None, None, None),
]


def test_outcomes_of_what_is_over(tmp_path: Path) -> None:
    platform = Platform(tmp_path).make()
    platform.item("I", 5)
    for name, state, accepted, finished, _ in ENDINGS:
        platform.case(name, "I", accepted, state=state, finished_at=finished, applied_at="2017-07-03 09:00:00")
    assert platform.check("2017-07-20").cases() == {}
    cases = platform.check("2017-07-20", "--all").cases()
    assert {name: case["outcome"] for name, case in cases.items()} == {name: want for name, *_, want in ENDINGS}
    assert local(cases["a second late"]["finished_at"]) == "2017-07-10 17:30:01"


def test_stops_that_are_open(tmp_path: Path) -> None:
    platform = Platform(tmp_path).make()
    platform.item("I", 5)
    for name in ("suspended", "corrected", "red before", "outlasting", "yellow before"):
        platform.case(name, "I", "2017-07-03 10:00:00")
    platform.suspend("suspended", "2017-07-05 15:00:00")
    platform.correct("corrected", "2017-07-05 15:00:00")
    platform.suspend("red before", "2017-07-11 09:00:00")
    platform.suspend("outlasting", "2017-07-05 15:00:00", limit=3)  # three working days: Mon 07-10 17:30
    platform.suspend("yellow before", "2017-07-10 15:00:00")
    cases = platform.check("2017-07-14T09:00:00").cases()
    # as if they ended now: d = 6, 7, 10, 11, 12, 13, 14: seven days after 07-10 is 07-19
    assert [(cases[n]["light"], cases[n]["reason"]) for n in ("suspended", "corrected", "red before")] == [
        ("paused", "suspended"),
        ("paused", "in_correction"),
        ("red", "past_promised_due"),
    ]
    assert local(cases["suspended"]["due_at"]) == local(cases["corrected"]["due_at"]) == "2017-07-19 17:30:00"
    assert [cases[n]["provisional"] for n in ("suspended", "corrected", "red before")] == [True, True, False]
    assert (cases["outlasting"]["light"], cases["outlasting"]["reason"]) == ("red", "suspension_overdue")
    assert cases["yellow before"]["light"] == "paused"
    before = lights(platform, "2017-07-10T17:30:00")
    assert before["outlasting"] == ("paused", "suspended")
    assert lights(platform, "2017-07-10T17:30:01")["outlasting"] == ("red", "suspension_overdue")


def test_nodes_have_lights_of_their_own(tmp_path: Path) -> None:
    platform = Platform(tmp_path).make()
    platform.item("I", 20)
    platform.put(
        "item_nodes", [{"item_code": "I", "seq": 1, "name": "审核", "limit_unit": "working_day", "limit_value": 1}]
    )
    platform.case("C", "I", "2017-07-03 10:00:00")
    platform.visit("C", 1, "2017-07-03 10:00:00", "2017-07-04 17:30:00", node=1)
    platform.visit("C", 2, "2017-07-04 17:30:00", "2017-07-05 17:30:01", node=1)
    platform.visit("C", 3, "2017-07-05 17:30:01", node=1)
    platform.visit("C", 4, "2017-07-05 17:30:01", due="2017-07-06 12:00:00")
    platform.visit("C", 5, "2017-07-05 17:30:01")
    told = platform.check("2017-07-06T12:00:01")
    case = told.cases()["C"]
    assert case["light"] == "green"
    nodes = [(n["seq"], n["light"], local(n["due_at"]), n["open"], n["unit"], n["officer"]) for n in case["nodes"]]
    assert nodes == [
        (1, "green", "2017-07-04 17:30:00", False, "U2", "O2"),
        (2, "red", "2017-07-05 17:30:00", False, "U2", "O2"),
        (3, "green", "2017-07-06 17:30:00", True, "U2", "O2"),
        (4, "red", "2017-07-06 12:00:00", True, "U2", "O2"),
        (5, "green", None, True, "U2", "O2"),
    ]
    cards = platform.run("cards", "--json")
    assert ("C", 2, "red", "2017-07-05T17:30:00", "issued") in cards.cards()
    assert ("C", 4, "red", "2017-07-06T12:00:00", "issued") in cards.cards()


# Hunan's manual: accepted 2018-10-15 10:00, promise 7, law 10 working days
HUNAN = [
    ("2018-10-19T10:00:00", "green", "in_time"),
    ("2018-10-19T10:00:01", "yellow", "near_promised_due"),
    ("2018-10-24T10:00:00", "yellow", "near_promised_due"),
    ("2018-10-24T10:00:01", "yellow", "past_promised_due"),
    ("2018-10-29T10:00:00", "yellow", "past_promised_due"),
    ("2018-10-29T10:00:01", "red", "past_statutory_due"),
]


def test_the_hunan_manuals_example(tmp_path: Path) -> None:
    platform = Platform(tmp_path, HOURS + '[rules]\nprofile = "hunan"\n').make()
    platform.item("I", 7, statutory=10)
    platform.item("now", 0, kind="immediate")
    platform.case("C", "I", "2018-10-15 10:00:00")
    platform.case("at once", "now", "2018-10-15 10:00:00")
    # a suspension of three working days inside, to the second
    platform.case("S", "I", "2018-10-15 10:00:00")
    platform.suspend("S", "2018-10-16 10:00:00", "2018-10-19 10:00:00")
    seen = [(moment, *lights(platform, moment)["C"]) for moment, *_ in HUNAN]
    assert seen == HUNAN
    shifted = {"19": "24", "24": "29"}
    for moment, light, reason in HUNAN[:4]:
        later = moment.replace(moment[8:10] + "T", shifted[moment[8:10]] + "T")
        assert lights(platform, later)["S"] == (light, reason), later
    assert lights(platform, "2018-11-01T10:00:01")["S"] == ("red", "past_statutory_due")
    assert lights(platform, "2018-11-01T10:00:01")["at once"][0] == "green"
    platform.check("2018-10-30T10:00:00")
    cards = platform.run("cards", "--json").cards("C")
    assert sorted(card[2:4] for card in cards) == [
        ("red", "2018-10-29T10:00:00"),
        ("yellow", "2018-10-19T10:00:00"),
        ("yellow", "2018-10-24T10:00:00"),
    ]


def test_percent20_the_users_own_profile_and_single_keys(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(
        'name = "own"\ntitle = "x"\nday_rule = "whole_days"\nyellow_working_days = 2\nyellow_share_below = 0\n'
        'yellow_share = 0.5\npast_promised = "red"\npast_statutory = "red"\naccept_within = 1\n'
        "supervise_immediate = false\n",
        encoding="utf-8",
    )
    platform = fill(Platform(tmp_path, HOURS + '[rules]\nprofile = "percent20"\n'))
    platform.item("now", 0, kind="immediate")
    platform.case("at once", "now", "2017-07-03 10:00:00")
    # 20 % of 5 x 25 200 s is one day: from Fri 07-07 17:30
    assert lights(platform, "2017-07-07T17:30:00")["five"][0] == "green"
    assert lights(platform, "2017-07-10T08:30:01")["five"][0] == "yellow"
    assert lights(platform, "2017-07-03T17:30:00")["at once"][0] != "red"
    assert lights(platform, "2017-07-03T17:30:01")["at once"] == ("red", "past_promised_due")
    # the user's own: two days before, Thu 07-06 17:30; an application within one day: Tue 07-04 17:30
    platform.write_settings(HOURS + '[rules]\nprofile = "own.toml"\n')
    assert lights(platform, "2017-07-06T17:30:00")["five"][0] == "green"
    assert lights(platform, "2017-07-06T17:30:01")["five"][0] == "yellow"
    assert lights(platform, "2017-07-04T17:30:00")["applied"][0] != "red"
    assert lights(platform, "2017-07-04T17:30:01")["applied"][0] == "red"
    assert lights(platform, "2017-07-20T17:30:01")["at once"][0] == "green"
    # single keys over it
    platform.write_settings(
        HOURS + '[rules]\nprofile = "own.toml"\nyellow_working_days = 3\nday_rule = "office_seconds"\n'
    )
    # office seconds: due Mon 07-10 10:00, three days before: Wed 07-05 10:00
    assert lights(platform, "2017-07-05T10:00:00")["five"][0] == "green"
    assert lights(platform, "2017-07-05T10:00:01")["five"][0] == "yellow"
    assert lights(platform, "2017-07-10T10:00:01")["five"][0] == "red"


IMPOSSIBLE: list[tuple[str, dict[str, Any], str]] = [
    ("finished first", {"state": "finished", "finished_at": "2017-07-01 10:00:00"}, "finished_before_accepted"),
    ("never accepted", {"accepted_at": None, "state": "finished", "finished_at": "2017-07-04 10:00:00"}, ""),
    ("no moment", {"accepted_at": "soon"}, "bad_moment"),
    ("thirtieth of February", {"accepted_at": "2017-02-30 10:00:00"}, "bad_moment"),
    ("unknown state", {"state": "asleep"}, "unknown_state"),
    ("due first", {"promised_due": "2016-07-05 10:00:00"}, "due_before_accepted"),
]


def test_impossible_data_are_unjudged_and_told(tmp_path: Path) -> None:
    platform = Platform(tmp_path).make()
    platform.item("I", 5)
    for name, more, _ in IMPOSSIBLE:
        row = {"case_no": name, "item_code": "I", "accepted_at": "2017-07-03 10:00:00", "state": "open"}
        platform.put("cases", [row | more])
    told = platform.check("2017-07-05T10:00:00", "--all")
    cases = told.cases()
    for name, _, reason in IMPOSSIBLE:
        assert cases[name]["light"] == "unjudged", name
        assert cases[name]["reason"] == reason or not reason
        assert (name, cases[name]["reason"]) in told.problems()


def test_an_explicit_due_far_from_the_worked_out_one_is_a_problem_and_wins(tmp_path: Path) -> None:
    platform = Platform(tmp_path).make()
    platform.item("I", 5, statutory=10)
    platform.case("far", "I", "2017-07-03 10:00:00", promised_due="2017-07-12 17:30:00")
    platform.case("within a day", "I", "2017-07-03 10:00:00", promised_due="2017-07-11 17:30:00")
    platform.case("law", "I", "2017-07-03 10:00:00", statutory_due="2017-07-28 17:30:00")
    told = platform.check("2017-07-05T10:00:00")
    assert told.problems() == {("far", "due_differs"), ("law", "due_differs")}
    assert local(told.cases()["far"]["due_at"]) == "2017-07-12 17:30:00"
    assert local(told.cases()["law"]["statutory_due_at"]) == "2017-07-28 17:30:00"


@pytest.mark.parametrize("after", [False, True])
def test_an_unknown_year_matters_only_where_it_does(tmp_path: Path, after: bool) -> None:
    platform = Platform(tmp_path).make()
    platform.item("twenty", 20)
    platform.item("one", 1)
    platform.case("into 2027", "twenty", "2026-12-28 10:00:00")
    platform.case("within 2026", "one", "2026-12-29 10:00:00")
    told = platform.check("2026-12-31T10:00:00")
    assert told.doc["calendar_unknown"] == [2027]
    assert told.cases()["within 2026"]["light"] == "red"
    assert (told.cases()["into 2027"]["light"], told.cases()["into 2027"]["reason"]) == ("unjudged", "calendar_unknown")
    if after:
        late = platform.check("2027-01-05T10:00:00").cases()
        assert late["within 2026"]["light"] == "red"
        assert late["within 2026"]["left_seconds"] is None
        assert late["into 2027"]["light"] == "unjudged"
