"""Calendar files: what is taken, and how a wrong one is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from monitoring.calendar_files import CalendarFileError, parse_calendar_file
from monitoring.ports import CalendarDay, CalendarFile

HOLIDAY_CN = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "holiday-cn"
NEW_YEAR = CalendarDay(date(2027, 1, 1), False, "元旦")
MADE_UP = CalendarDay(date(2026, 12, 26), True, "元旦")


def written(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def refusal(path: Path) -> str:
    with pytest.raises(CalendarFileError) as error:
        parse_calendar_file(path)
    return str(error.value)


def test_a_holiday_cn_file_makes_its_own_year_known_and_overrides_days_of_the_year_before(tmp_path: Path) -> None:
    days = [
        {"name": "元旦", "date": "2026-12-26", "isOffDay": False},
        {"name": "元旦", "date": "2027-01-01", "isOffDay": True},
    ]
    path = written(tmp_path, "2027.json", json.dumps({"$schema": "x", "year": 2027, "papers": [], "days": days}))
    assert parse_calendar_file(path) == CalendarFile((MADE_UP, NEW_YEAR), (2027,), "2027.json")


def test_every_announced_holiday_cn_file_is_taken() -> None:
    if not HOLIDAY_CN.is_dir():
        pytest.skip("the shared folder holiday-cn is not here")
    for year in range(2007, 2027):
        assert parse_calendar_file(HOLIDAY_CN / f"{year}.json").years == (year,)
    assert "2027 is not announced yet" in refusal(HOLIDAY_CN / "2027.json")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_holds_days_and_may_hold_whole_years(tmp_path: Path, encoding: str) -> None:
    text = "date,kind,name\r\n2027,全年,\r\n2027-01-01,休息,元旦\r\n2026/12/26,上班,元旦\r\n\r\n2027-07-05,restday,\r\n"
    file = parse_calendar_file(written(tmp_path, "days.csv", text, encoding))
    assert file == CalendarFile((NEW_YEAR, MADE_UP, CalendarDay(date(2027, 7, 5), False)), (2027,), "days.csv")


def test_a_csv_file_of_single_days_makes_no_year_known(tmp_path: Path) -> None:
    text = "date,kind\n2017-07-05,holiday\n2017-07-08,makeup_workday\n2017-07-09,workday\n"
    file = parse_calendar_file(written(tmp_path, "days.csv", text))
    assert [day.is_workday for day in file.days] == [False, True, True]
    assert file.years == ()


def test_a_toml_file_holds_a_year(tmp_path: Path) -> None:
    text = """
year = 2027
[[days]]
date = 2027-01-01
isOffDay = true
name = "元旦"
[[days]]
date = "2026-12-26"
kind = "上班"
name = "元旦"
"""
    file = parse_calendar_file(written(tmp_path, "2027.toml", text))
    assert file == CalendarFile((NEW_YEAR, MADE_UP), (2027,), "2027.toml")


def test_a_day_named_twice_alike_counts_once(tmp_path: Path) -> None:
    text = "date,kind\n2017-07-05,holiday\n2017-07-05,restday\n"
    assert len(parse_calendar_file(written(tmp_path, "days.csv", text)).days) == 1


def day(text: str, off: str = "true") -> str:
    return f'{{"year": 2027, "days": [{{"name": "x", "date": "{text}", "isOffDay": {off}}}]}}'


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.json", "{", "a.json: is not JSON"),
        ("a.json", "[]", "holds no 'year' and list of 'days'"),
        ("a.json", '{"year": 2027, "days": []}', "2027 is not announced yet"),
        ("a.json", '{"year": "soon", "days": [1]}', "'soon' is not a year from 1900 to 2199"),
        ("a.json", '{"year": true, "days": [1]}', "True is not a year"),
        ("a.json", '{"year": 2027, "days": [1]}', "entry 1: is not a day"),
        ("a.json", '{"year": 2027, "days": [{}]}', "entry 1: None is not a date"),
        ("a.json", day("2027-02-30"), "entry 1: '2027-02-30' is not a date: write YYYY-MM-DD"),
        ("a.json", day("2027-02-03", "1"), "entry 1: 'isOffDay' must be true or false, not 1"),
        ("a.json", day("2024-02-03"), "entry 1: 2024-02-03 is neither in 2027 nor in the year before"),
        ("a.json", day("2026-12-31"), "holds no day of 2027"),
        ("a.json", day("2027-01-01").replace('"x"', "5"), "entry 1: the name 5 is not text"),
        ("a.toml", "year = ", "a.toml: is not TOML"),
        ("a.toml", "year = 2027\ndays = []", "2027 is not announced yet"),
        ("a.csv", "", "line 1: needs the columns date and kind (and name), has none"),
        (
            "a.csv",
            "day,kind\n2017-07-05,holiday\n",
            "line 1: needs the columns date and kind (and name), has day, kind",
        ),
        ("a.csv", "date,kind\n", "a.csv: holds no days"),
        ("a.csv", "date,kind\n2017-07-05,closed\n", "line 2: 'closed' is not a kind of day: write one of workday"),
        ("a.csv", "date,kind\n05.07.2017,holiday\n", "line 2: '05.07.2017' is not a date"),
        ("a.csv", "date,kind\n2017-07-05\n", "line 2: has not as many values as line 1 has columns"),
        ("a.csv", "date,kind\n2017-07-05,holiday,x\n", "line 2: has not as many values"),
        ("a.csv", "date,kind\n2027,year\n2017-07-05,holiday\n", "holds no day of 2027"),
        ("a.csv", "date,kind\n17,year\n", "line 2: '17' is not a year from 1900 to 2199"),
        (
            "a.csv",
            "date,kind\n2017-07-05,holiday\n2017-07-05,workday\n",
            "line 3: 2017-07-05 is a workday and a rest day at once (see line 2)",
        ),
        ("a.txt", "", "its name must end in .json, .csv or .toml"),
    ],
)
def test_a_wrong_file_is_refused_with_file_place_and_reason(tmp_path: Path, name: str, text: str, message: str) -> None:
    said = refusal(written(tmp_path, name, text))
    assert name in said
    assert message in said


def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be read: No such file" in refusal(tmp_path / "missing.json")
    path = tmp_path / "a.csv"
    path.write_bytes(b"date,kind\n\xff\xff")
    assert "neither UTF-8 nor GB 18030" in refusal(path)
