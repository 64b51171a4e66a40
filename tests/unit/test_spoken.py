"""Time left in words: a table with its borders. A standard day here has 7 office hours."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from resources import words
from resources.spoken import age, amount, day, due_moment, moment, sms_reason, span, time_left, weekday

H = 3_600
DAY = 7 * H
DUE = datetime(2017, 7, 5, 17, 30)


@pytest.mark.parametrize(
    ("now", "due", "office_seconds", "said"),
    [
        (datetime(2017, 7, 3, 14, 0), DUE, 2 * DAY + 3 * H, "还剩 2 个工作日 3 小时"),
        (datetime(2017, 7, 3, 14, 0), DUE, 2 * DAY + 3 * H + 59 * 60, "还剩 2 个工作日 3 小时"),
        (datetime(2017, 7, 4, 9, 0), DUE, 2 * DAY, "还剩 2 个工作日"),
        (datetime(2017, 7, 4, 9, 0), DUE, DAY, "还剩 1 个工作日"),
        (datetime(2017, 7, 4, 9, 0), DUE, DAY - 1, "还剩 6 小时 59 分钟"),
        (datetime(2017, 7, 4, 23, 59, 59), DUE, DAY, "还剩 1 个工作日"),
        (datetime(2017, 7, 5, 0, 0), DUE, DAY, "今天到期，还剩 1 个工作日"),
        (datetime(2017, 7, 5, 15, 30), DUE, 2 * H, "今天到期，还剩 2 小时"),
        (datetime(2017, 7, 5, 17, 5), DUE, 25 * 60, "今天到期，还剩 25 分钟"),
        (datetime(2017, 7, 5, 17, 29, 1), DUE, 59, "今天到期，还剩 不足 1 分钟"),
        (DUE, DUE, 0, "今天到期"),
        (datetime(2017, 7, 5, 17, 30, 1), DUE, 0, "已超期"),
        (datetime(2017, 7, 6, 8, 30, 1), DUE, 1, "超期 不足 1 分钟"),
        (datetime(2017, 7, 6, 8, 31), DUE, 60, "超期 1 分钟"),
        (datetime(2017, 7, 6, 17, 29, 59), DUE, DAY - 1, "超期 6 小时 59 分钟"),
        (datetime(2017, 7, 6, 17, 30), DUE, DAY, "超期 1 个工作日"),
        (datetime(2017, 7, 7, 10, 30), DUE, DAY + 2 * H, "超期 1 个工作日 2 小时"),
        # a due of calendar days is written as 00:00 of the next day and belongs to the day it ends
        (datetime(2017, 7, 5, 20, 0), datetime(2017, 7, 6), 0, "今天到期"),
        (datetime(2017, 7, 4, 20, 0), datetime(2017, 7, 6), 0, "还剩 1 个自然日"),
        (datetime(2017, 7, 6, 0, 0), datetime(2017, 7, 6), 0, "今天到期"),
        (datetime(2017, 7, 6, 0, 0, 1), datetime(2017, 7, 6), 0, "已超期"),
    ],
)
def test_time_left_is_said_as_an_officer_would(now: datetime, due: datetime, office_seconds: int, said: str) -> None:
    assert time_left(words(), now, due, office_seconds, DAY) == said


def test_beside_the_due_itself_today_is_enough() -> None:
    now = datetime(2017, 7, 5, 15, 30)
    assert time_left(words(), now, DUE, 2 * H, DAY, briefly=True) == "今天还剩 2 小时"
    assert time_left(words(), DUE, DUE, 0, DAY, briefly=True) == "今天到期"
    assert time_left(words("en"), now, DUE, 2 * H, DAY, briefly=True) == "today, 2 h left"


def test_without_office_hours_a_span_has_no_days() -> None:
    assert amount(words(), 30 * H, 0) == "30 小时"
    assert span(words(), 0) == "0"
    assert span(words(), 3 * H + 1800) == "3 小时 30 分钟"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(-5, "0 秒前"), (0, "0 秒前"), (3.9, "3 秒前"), (59.9, "59 秒前"), (60, "1 分钟前"), (3_599, "59 分钟前"),
     (3_600, "1 小时前"), (86_399, "23 小时前"), (86_400, "1 天前")],
)  # fmt: skip
def test_an_age_is_said_in_its_largest_unit(seconds: float, said: str) -> None:
    assert age(words(), seconds) == said


def test_a_date_names_its_year_only_when_it_is_not_this_one() -> None:
    assert day(words(), date(2017, 7, 5), date(2017, 1, 1)) == "7月5日"
    assert day(words(), date(2016, 12, 31), date(2017, 1, 1)) == "2016年12月31日"
    assert day(words("en"), date(2017, 7, 5), date(2017, 1, 1)) == "07-05"


def test_a_moment_shows_seconds_only_where_there_are_any() -> None:
    assert moment(words(), datetime(2017, 7, 5, 16, 6), date(2017, 7, 5)) == "7月5日 16:06"
    assert moment(words(), datetime(2017, 7, 5, 16, 6, 1), date(2017, 7, 5)) == "7月5日 16:06:01"


def test_weekdays_are_named_in_full_and_in_short() -> None:
    assert weekday(words(), date(2017, 7, 5)) == "星期三"
    assert weekday(words(), date(2017, 7, 9), short=True) == "周日"


def test_in_a_narrow_column_a_day_of_another_year_is_short() -> None:
    zh, today = words("zh_CN"), date(2017, 1, 5)
    told = [day(zh, date(2016, 12, 23), today, in_column=True), day(zh, date(2017, 1, 3), today, in_column=True)]
    assert told == ["2016-12-23", "1月3日"]
    assert moment(zh, datetime(2016, 12, 23, 16, 46), today, in_column=True) == "2016-12-23 16:46"


def test_a_due_at_midnight_is_the_end_of_the_day_before() -> None:
    today, say = date(2017, 7, 5), words("zh_CN")
    assert due_moment(say, datetime(2017, 7, 12), today) == "7月11日 24:00"
    assert due_moment(say, datetime(2017, 1, 1), today, in_column=True) == "2016-12-31 24:00"
    assert due_moment(say, datetime(2017, 7, 12, 0, 0, 30), today, whole_minutes=True) == "7月12日 00:00"
    assert due_moment(say, datetime(2017, 7, 11, 17, 30, 5), today) == "7月11日 17:30:05"


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("connect_failed", "连不上网关，没有发出"),
        ("connect_failed: 10.20.1.7", "连不上网关，没有发出"),
        ("http:503", "网关应答 HTTP 503"),
        ("isv.BUSINESS_LIMIT_CONTROL", "isv.BUSINESS_LIMIT_CONTROL"),
    ],
)
def test_a_code_of_ours_is_said_in_words_and_a_gateways_own_answer_as_it_is(reason: str, said: str) -> None:
    assert sms_reason(words(), reason) == said
