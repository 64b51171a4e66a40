"""Contract §4, the dues: every expected moment was worked out by hand; the working stands beside it.

2017: 07-03 is a Monday. Rest days 10-01 (Sun) to 10-08 (Sun); 09-30 (Sat), 05-27 (Sat) are make-up workdays.
A day of office hours: 08:30-12:00 and 14:00-17:30, 25 200 s.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.test_contract_tools import HOURS, Platform, local

LATER = "2017-12-20T10:00:00"

# name, limit, unit, accepted, due
PLAIN: list[tuple[str, Any, Any, str, str]] = [
    # the start day (Wed) does not count: Thu is day 1
    ("one day", 1, "working_day", "2017-07-05 10:00:00", "2017-07-06 17:30:00"),
    ("from midnight", 1, "working_day", "2017-07-05 00:00:00", "2017-07-06 17:30:00"),
    ("from the last second", 1, "working_day", "2017-07-05 23:59:59", "2017-07-06 17:30:00"),
    # from a Saturday: Mon is day 1, Fri day 5
    ("from a Saturday", 1, "working_day", "2017-07-08 10:00:00", "2017-07-10 17:30:00"),
    ("five from a Saturday", 5, "working_day", "2017-07-08 10:00:00", "2017-07-14 17:30:00"),
    # Sat 09-30 is a make-up workday and day 1; then nothing until Mon 10-09
    ("into a make-up Saturday", 1, "working_day", "2017-09-29 16:00:00", "2017-09-30 17:30:00"),
    ("over the October holidays", 2, "working_day", "2017-09-29 16:00:00", "2017-10-09 17:30:00"),
    ("from a make-up Saturday", 1, "working_day", "2017-09-30 10:00:00", "2017-10-09 17:30:00"),
    ("from a holiday", 1, "working_day", "2017-10-03 10:00:00", "2017-10-09 17:30:00"),
    # from Mon 09-11: 12-15 (4), 18-22 (9), 25-29 (14), Sat 30 (15), 10-09..10-13 (20)
    ("twenty", 20, "working_day", "2017-09-11 09:00:00", "2017-10-13 17:30:00"),
    ("as text", "5", "working_day", "2017-07-08 10:00:00", "2017-07-14 17:30:00"),
    ("as a real", 5.0, "working_day", "2017-07-08 10:00:00", "2017-07-14 17:30:00"),
    # 0 days: end of business of the day; 17:30:00 is not past at 17:30:00; Saturday: of Monday
    ("none", 0, "working_day", "2017-07-05 10:00:00", "2017-07-05 17:30:00"),
    ("none at closing", 0, "working_day", "2017-07-05 17:30:00", "2017-07-05 17:30:00"),
    ("none after closing", 0, "working_day", "2017-07-05 17:30:01", "2017-07-06 17:30:00"),
    ("none on a Saturday", 0, "working_day", "2017-07-08 10:00:00", "2017-07-10 17:30:00"),
    ("none on a make-up Saturday", 0, "working_day", "2017-09-30 10:00:00", "2017-09-30 17:30:00"),
    # calendar days: 24:00 of the 7th day after 07-05, 07-12, which is 00:00 of 07-13; holidays count
    ("calendar", 7, "calendar_day", "2017-07-05 10:00:00", "2017-07-13 00:00:00"),
    ("calendar from midnight", 1, "calendar_day", "2017-07-05 00:00:00", "2017-07-07 00:00:00"),
    ("calendar over holidays", 7, "calendar_day", "2017-09-29 10:00:00", "2017-10-07 00:00:00"),
    ("calendar none", 0, "calendar_day", "2017-07-05 10:00:00", "2017-07-05 17:30:00"),
    # 2.5 x 25 200 = 63 000 s: Wed 10-12, 14-17:30 = 19 800; Thu 25 200; Fri 12 600 until 12:00, 5 400 until 15:30
    ("two and a half", 2.5, "working_day", "2017-07-05 10:00:00", "2017-07-07 15:30:00"),
    # 0.5 x 25 200 = 12 600: the morning of Wed, exactly
    ("half", 0.5, "working_day", "2017-07-05 08:30:00", "2017-07-05 12:00:00"),
    # 7 h: 5.5 h on Wed, 1.5 h on Thu
    ("seven hours", 7, "office_hour", "2017-07-05 10:00:00", "2017-07-06 10:00:00"),
    ("to closing time", 5.5, "office_hour", "2017-07-05 10:00:00", "2017-07-05 17:30:00"),
    ("to the noon closing", 2, "office_hour", "2017-07-05 10:00:00", "2017-07-05 12:00:00"),
    ("from the noon break", 1, "office_hour", "2017-07-05 12:30:00", "2017-07-05 15:00:00"),
    # from Fri 09-29 17:00: half an hour, then on the make-up Saturday 08:30-09:00
    ("into the make-up morning", 1, "office_hour", "2017-09-29 17:00:00", "2017-09-30 09:00:00"),
]


def test_whole_days_by_hand(tmp_path: Any) -> None:
    platform = Platform(tmp_path).make()
    for number, (name, limit, unit, accepted, _) in enumerate(PLAIN):
        platform.item(f"I{number}", limit, unit)
        platform.case(name, f"I{number}", accepted)
    cases = platform.check(LATER).cases()
    found = {name: local(cases[name]["due_at"]) for name, *_ in PLAIN}
    assert found == {name: due for name, *_, due in PLAIN}
    assert {case["light"] for case in cases.values()} == {"red"}
    assert {case["reason"] for case in cases.values()} == {"past_promised_due"}


OFFICE: list[tuple[str, Any, Any, str, str]] = [
    # 5 x 25 200 s from Wed 10:00 is five days later at the same hour
    ("five", 5, "working_day", "2017-07-05 10:00:00", "2017-07-12 10:00:00"),
    ("one from the morning", 1, "working_day", "2017-07-05 08:30:00", "2017-07-05 17:30:00"),
    ("one from a Saturday", 1, "working_day", "2017-07-08 10:00:00", "2017-07-10 17:30:00"),
    ("one from the evening", 1, "working_day", "2017-07-05 20:00:00", "2017-07-06 17:30:00"),
    # Fri 09-29 16:00: 5 400 s until 17:30, 19 800 s of Sat: 12 600 until noon, 7 200 until 16:00
    ("one over the make-up day", 1, "working_day", "2017-09-29 16:00:00", "2017-09-30 16:00:00"),
    ("two over the holidays", 2, "working_day", "2017-09-29 16:00:00", "2017-10-09 16:00:00"),
    # the Hunan manual: 2018-10-15 10:00, 7 days, then 10 days
    ("hunan promise", 7, "working_day", "2018-10-15 10:00:00", "2018-10-24 10:00:00"),
    ("hunan law", 10, "working_day", "2018-10-15 10:00:00", "2018-10-29 10:00:00"),
]


def test_office_seconds_by_hand(tmp_path: Any) -> None:
    platform = Platform(tmp_path, HOURS + '[rules]\nday_rule = "office_seconds"\n').make()
    for number, (name, limit, unit, accepted, _) in enumerate(OFFICE):
        platform.item(f"I{number}", limit, unit)
        platform.case(name, f"I{number}", accepted)
    # stops to the second, overlaps once: 15:00-16:00 and 15:30-16:30 are 90 minutes; 1 day from 10:00 is the
    # next 10:00, so 11:30
    platform.item("S", 1)
    platform.case("stopped", "S", "2017-07-03 10:00:00")
    platform.suspend("stopped", "2017-07-03 15:00:00", "2017-07-03 16:00:00")
    platform.correct("stopped", "2017-07-03 15:30:00", "2017-07-03 16:30:00")
    # a stop over lunch takes only office time: 11:00-15:00 is 2 h
    platform.case("over lunch", "S", "2017-07-03 10:00:00")
    platform.suspend("over lunch", "2017-07-03 11:00:00", "2017-07-03 15:00:00")
    # an explicit due, moved by 1 h of office time: 17:00 + 0.5 h, then 08:30 + 0.5 h
    platform.case("explicit", "S", "2017-07-03 10:00:00", promised_due="2017-07-04 17:00:00")
    platform.suspend("explicit", "2017-07-03 15:00:00", "2017-07-03 16:00:00")
    cases = platform.check("2018-12-20T10:00:00").cases()
    wanted = {name: due for name, *_, due in OFFICE} | {
        "stopped": "2017-07-04 11:30:00",
        "over lunch": "2017-07-04 12:00:00",
        "explicit": "2017-07-05 09:00:00",
    }
    assert {name: local(case["due_at"]) for name, case in cases.items()} == wanted


def test_summer_and_winter_hours(tmp_path: Any) -> None:
    hours = """
[[office_hours]]
from = "2017-01-01"
hours = ["08:30-12:00", "14:00-17:30"]
[[office_hours]]
from = "2017-06-01"
hours = ["08:30-12:00", "15:00-18:00"]
[[office_hours]]
from = "2017-10-01"
hours = ["08:30-12:00", "13:30-17:00"]
"""
    platform = Platform(tmp_path, hours).make()
    platform.item("one", 1)
    platform.item("hour", 4, "office_hour")
    platform.case("into summer", "one", "2017-05-31 10:00:00")  # Wed; Thu 06-01 closes at 18:00
    platform.case("last of spring", "one", "2017-05-26 10:00:00")  # Fri; Sat 05-27 is a make-up workday
    platform.case("into winter", "one", "2017-09-30 10:00:00")  # 10-09 closes at 17:00
    platform.case("hours", "hour", "2017-05-31 16:00:00")  # 1.5 h, then 06-01: 2.5 h from 08:30
    platform.case("before the hours", "one", "2016-12-28 10:00:00")  # nobody said when business ended on 12-29
    told = platform.check(LATER)
    cases = told.cases()
    assert {name: local(case["due_at"]) for name, case in cases.items()} == {
        "into summer": "2017-06-01 18:00:00",
        "last of spring": "2017-05-27 17:30:00",
        "into winter": "2017-10-09 17:00:00",
        "hours": "2017-06-01 11:00:00",
        "before the hours": None,
    }
    assert cases["before the hours"]["light"] == "unjudged"
    assert ("before the hours", cases["before the hours"]["reason"]) in told.problems()


# Each: limit 5 working days from Mon 07-03 10:00, so Mon 07-10 17:30 without stops.
# (suspensions, corrections, due)
STOPS: dict[str, tuple[list[tuple[str, str]], list[tuple[str, str]], str]] = {
    # Wed to Fri: d = Thu, Fri
    "two days": ([("2017-07-05 15:00:00", "2017-07-07 09:00:00")], [], "2017-07-12 17:30:00"),
    # Fri to Mon: d = Mon
    "over a weekend": ([("2017-07-07 09:00:00", "2017-07-10 09:00:00")], [], "2017-07-11 17:30:00"),
    "within a day": ([("2017-07-05 08:30:00", "2017-07-05 17:30:00")], [], "2017-07-10 17:30:00"),
    # {5, 6} and {6, 7} are {5, 6, 7}: 07-11, 12, 13
    "overlapping": (
        [("2017-07-04 10:00:00", "2017-07-06 10:00:00"), ("2017-07-05 10:00:00", "2017-07-07 10:00:00")],
        [],
        "2017-07-13 17:30:00",
    ),
    # {5} and {6}
    "adjoining": (
        [("2017-07-04 10:00:00", "2017-07-05 10:00:00")],
        [("2017-07-05 11:00:00", "2017-07-06 10:00:00")],
        "2017-07-12 17:30:00",
    ),
    # the days up to the start day do not count anyway: {4}
    "begun before acceptance": ([("2017-06-29 10:00:00", "2017-07-04 10:00:00")], [], "2017-07-11 17:30:00"),
    "over before acceptance": ([("2017-06-26 10:00:00", "2017-06-29 10:00:00")], [], "2017-07-10 17:30:00"),
    "correction before acceptance": ([], [("2017-06-29 10:00:00", "2017-07-05 10:00:00")], "2017-07-10 17:30:00"),
    "correction after acceptance": ([], [("2017-07-04 10:00:00", "2017-07-06 09:00:00")], "2017-07-12 17:30:00"),
    # a stop that begins at the due itself is in time: {11}
    "begun at the due": ([("2017-07-10 17:30:00", "2017-07-11 10:00:00")], [], "2017-07-11 17:30:00"),
    "begun one second too late": ([("2017-07-10 17:30:01", "2017-07-12 10:00:00")], [], "2017-07-10 17:30:00"),
    # the first stop carries the due to 07-12, so the second begins in time: {6, 7} and {12, 13}
    "begun in the extended time": (
        [("2017-07-05 10:00:00", "2017-07-07 10:00:00"), ("2017-07-11 10:00:00", "2017-07-13 10:00:00")],
        [],
        "2017-07-14 17:30:00",
    ),
    "of no length": ([("2017-07-05 10:00:00", "2017-07-05 10:00:00")], [], "2017-07-10 17:30:00"),
}


def fill_stops(platform: Platform, prefix: str, item: str, **more: Any) -> None:
    for name, (suspensions, corrections, _) in STOPS.items():
        platform.case(prefix + name, item, "2017-07-03 10:00:00", **more)
        for seq, (start, end) in enumerate(suspensions, 1):
            platform.suspend(prefix + name, start, end, seq)
        for seq, (start, end) in enumerate(corrections, 1):
            platform.correct(prefix + name, start, end, seq)


@pytest.mark.parametrize("included", [False, True])
def test_stops_in_whole_days_by_hand(tmp_path: Any, included: bool) -> None:
    """A due that the store names moves exactly as the worked-out one does, unless the platform moves it itself."""
    platform = Platform(tmp_path)
    platform.write_settings(f"due_includes_stops = {str(included).lower()}\n{HOURS}")
    platform.make().item("I", 5)
    fill_stops(platform, "", "I")
    fill_stops(platform, "explicit ", "I", promised_due="2017-07-10 17:30:00")
    cases = platform.check(LATER).cases()
    for name, (*_, due) in STOPS.items():
        assert local(cases[name]["due_at"]) == due, name
        explicit = "2017-07-10 17:30:00" if included else due
        assert local(cases["explicit " + name]["due_at"]) == explicit, name


def test_calendar_day_limits_with_stops(tmp_path: Any) -> None:
    platform = Platform(tmp_path).make()
    platform.item("C", 7, "calendar_day")
    # Thu 07-06 to Sun 07-09: d = 7, 8, 9; 24:00 of 07-12 moves to 24:00 of 07-15
    platform.case("one", "C", "2017-07-05 10:00:00")
    platform.suspend("one", "2017-07-06 15:00:00", "2017-07-09 10:00:00")
    # {7, 8} and {8, 9, 10}: 4 days
    platform.case("two", "C", "2017-07-05 10:00:00")
    platform.suspend("two", "2017-07-06 15:00:00", "2017-07-08 10:00:00")
    platform.correct("two", "2017-07-07 15:00:00", "2017-07-10 10:00:00")
    cases = platform.check(LATER).cases()
    assert local(cases["one"]["due_at"]) == "2017-07-16 00:00:00"
    assert local(cases["two"]["due_at"]) == "2017-07-17 00:00:00"


def test_a_node_off_the_case_clock_stops_the_case_and_not_itself(tmp_path: Any) -> None:
    platform = Platform(tmp_path).make()
    platform.item("I", 5)
    node = {"item_code": "I", "seq": 3, "name": "公示", "limit_unit": "calendar_day", "limit_value": 7}
    platform.put("item_nodes", [node | {"on_case_clock": 0}])
    platform.case("shown", "I", "2017-07-03 10:00:00")
    platform.visit("shown", 1, "2017-07-05 16:00:00", "2017-07-12 09:00:00", node=3)
    platform.case("being shown", "I", "2017-07-03 10:00:00")
    platform.visit("being shown", 1, "2017-07-05 16:00:00", node=3)
    platform.case("entered in yellow", "I", "2017-07-03 10:00:00")
    platform.visit("entered in yellow", 1, "2017-07-10 16:00:00", node=3)
    platform.case("entered in red", "I", "2017-07-03 10:00:00")
    platform.visit("entered in red", 1, "2017-07-11 16:00:00", node=3)
    cases = platform.check("2017-07-13T00:00:01").cases()
    # d = 6, 7, 10, 11, 12: five days after Mon 07-10 is Mon 07-17; 公示: 24:00 of 07-12
    assert local(cases["shown"]["due_at"]) == "2017-07-17 17:30:00"
    assert cases["shown"]["provisional"] is False
    assert local(cases["shown"]["nodes"][0]["due_at"]) == "2017-07-13 00:00:00"
    assert cases["shown"]["nodes"][0]["light"] == "green"
    assert (cases["shown"]["nodes"][0]["open"], cases["being shown"]["nodes"][0]["open"]) == (False, True)
    # as if it ended now, on 07-13: d = 6, 7, 10, 11, 12, 13
    assert local(cases["being shown"]["due_at"]) == "2017-07-18 17:30:00"
    assert cases["being shown"]["provisional"] is True
    assert cases["being shown"]["light"] == "green"
    assert cases["being shown"]["nodes"][0]["light"] == "red"
    assert cases["entered in yellow"]["light"] == "yellow"
    assert cases["entered in red"]["light"] == "red"
    assert local(cases["entered in red"]["due_at"]) == "2017-07-10 17:30:00"
