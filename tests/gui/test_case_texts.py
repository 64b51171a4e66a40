"""What the list says of a case must not contradict its light."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import numpy as np
import pytest
from PySide6.QtGui import QFontMetrics

from desktop.window.cases.columns import least_in
from desktop.window.cases.query import CaseColumn, NameTexts, acceptances
from desktop.window.cases.row_texts import CaseTexts
from monitoring.blocks import NONE
from monitoring.board import NOT_ACCEPTED, PROVISIONAL, STATUTORY_BREACHED
from monitoring.codes import Light
from resources import words
from tests.gui.boards import NOW, Row, board
from widgets.tokens import CELL_MARGIN, font

AT = datetime(2017, 7, 5, 10)


def test_a_case_red_for_a_stop_that_lasts_too_long_is_not_said_to_have_time_left() -> None:
    snapshot = board([Row("C1", Light.RED, reason="suspension_overdue")])
    assert CaseTexts(words("zh_CN"), snapshot, NameTexts(snapshot.names)).left(0, NOW) == "挂起超过时限"


@pytest.mark.parametrize(
    ("due", "briefly", "in_full"),
    [
        ("2017-07-04 09:00", "超法定 · 超期 1 个工作日", "超法定 · 超期 1 个工作日 1 小时"),
        ("2017-07-05 09:00", "超法定 · 超期 1 小时", "超法定 · 超期 1 小时"),
        ("2017-07-05 08:35", "超法定 · 超期 1 小时", "超法定 · 超期 1 小时 25 分钟"),
        ("2017-07-05 09:35", "超法定 · 超期 25 分钟", "超法定 · 超期 25 分钟"),
    ],
)
def test_in_the_list_a_passed_statutory_due_is_told_in_whole_days(due: str, briefly: str, in_full: str) -> None:
    snapshot = board([Row("C1", Light.RED, due=datetime.fromisoformat(due))], at=AT)
    flags = np.array([STATUTORY_BREACHED], snapshot.cases.flags.dtype)
    snapshot = replace(snapshot, cases=replace(snapshot.cases, flags=flags))
    texts = CaseTexts(words("zh_CN"), snapshot, NameTexts(snapshot.names))
    assert (texts.left(0, AT, briefly=True), texts.left(0, AT)) == (briefly, in_full)


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("breached", [False, True])
def test_what_the_list_says_of_the_time_left_fits_its_column_at_its_narrowest(language: str, breached: bool) -> None:
    dues = ["2017-01-05 09:10", "2017-07-04 10:31", "2017-07-05 08:32", "2017-07-05 17:29", "2017-12-29 17:29"]
    rows = [Row(f"C{day}", Light.RED, due=datetime.fromisoformat(day)) for day in dues]
    snapshot = board([*rows, Row("C", Light.RED, reason="suspension_overdue")], at=AT)
    if breached:
        flags = np.full(len(dues) + 1, STATUTORY_BREACHED, snapshot.cases.flags.dtype)
        snapshot = replace(snapshot, cases=replace(snapshot.cases, flags=flags))
    texts = CaseTexts(words(language), snapshot, NameTexts(snapshot.names))
    said = [texts.left(row, AT, briefly=True) for row in range(len(dues) + 1)]
    room = least_in(language)[CaseColumn.LEFT] - 2 * CELL_MARGIN
    assert [text for text in said if QFontMetrics(font()).horizontalAdvance(text) > room] == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_due_that_a_stop_still_moves_is_told_to_the_minute_and_fits_its_column(language: str) -> None:
    due = datetime(2017, 12, 24, 16, 58, 31)
    snapshot = board([Row("C1", Light.PAUSED, due=due, flags=PROVISIONAL)], at=AT)
    said = CaseTexts(words(language), snapshot, NameTexts(snapshot.names)).due(0, AT)
    assert said.endswith("16:58")
    room = least_in(language)[CaseColumn.DUE] - 2 * CELL_MARGIN
    assert QFontMetrics(font()).horizontalAdvance(said) <= room


def test_a_case_that_is_not_accepted_yet_has_no_day_of_acceptance_and_waits_for_it() -> None:
    waiting = Row("C1", Light.RED, node="", reason="not_accepted_in_time", flags=NOT_ACCEPTED)
    snapshot = board([waiting, Row("C2"), Row("C3", node="")], at=AT)
    texts = CaseTexts(words("zh_CN"), snapshot, NameTexts(snapshot.names))
    told = [texts.row(row, AT) for row in range(3)]
    assert [(one[CaseColumn.NODE], one[CaseColumn.ACCEPTED]) for one in told] == [
        ("待受理", ""), ("乡镇审核", "6月30日"), ("", "6月30日"),
    ]  # fmt: skip
    assert acceptances(snapshot.cases).tolist()[0] == NONE
