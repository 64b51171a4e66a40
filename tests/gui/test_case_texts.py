"""What the list says of a case must not contradict its light."""

from __future__ import annotations

from desktop.window.case_query import NameTexts
from desktop.window.case_texts import CaseTexts
from monitoring.codes import Light
from resources import words
from tests.gui.boards import NOW, Row, board


def test_a_case_red_for_a_stop_that_lasts_too_long_is_not_said_to_have_time_left() -> None:
    snapshot = board([Row("C1", Light.RED, reason="suspension_overdue")])
    assert CaseTexts(words("zh_CN"), snapshot, NameTexts(snapshot.names)).left(0, NOW) == "挂起超过时限"
