"""Messages say what happened, what still works and what to do."""

from __future__ import annotations

from datetime import datetime

import pytest

from desktop.window.shell.notices import Notices
from monitoring.board import Trouble
from resources import words
from tests.gui.boards import Row, board
from tests.gui.conftest import Desk

SINCE = datetime(2017, 7, 5, 10, 11, 42)
ADVICE = {
    "unreachable": "请检查网络和数据库服务器。",
    "timeout": "请检查网络和数据库服务器的负荷。",
    "locked": "占用它的程序结束后即可恢复。",
    "missing": "请检查设置里的地址，详见“自检”页。",
    "missing_column": "请数据库维护人员恢复该字段，详见“自检”页。",
    "broken": "请从备份恢复，或联系数据库维护人员。",
}


@pytest.mark.parametrize("code", ADVICE)
def test_each_kind_of_trouble_has_its_own_advice(code: str) -> None:
    snapshot = board([Row("A1")], trouble=(Trouble("case_store", code, "10.20.1.7", SINCE),))
    (notice,) = Notices(words()).of_snapshot(snapshot)
    assert notice.title == f"办件库{words().trouble(code)}（自 7月5日 10:11 起）"
    assert notice.text == (
        f"10.20.1.7\n下面是最后一次读到的办件，照常计时，灯以斜线表示。{ADVICE[code]}程序会自动重试。"
    )


def test_a_store_that_was_never_read_promises_no_cases_below(desk: Desk) -> None:
    away = Trouble("case_store", "missing", "cases.db: no_file", SINCE)
    desk.show(board([], trouble=(away,), read_at=None))
    (notice,) = Notices(words()).of_snapshot(board([], trouble=(away,), read_at=None))
    assert "恢复之前没有办件可以显示。" in notice.text
    assert notice.text.startswith("cases.db：没有这个文件\n")
    assert desk.page.empty.title() == "还没有读到办件库"


def test_a_ledger_that_is_away_says_that_no_card_is_lost() -> None:
    snapshot = board([Row("A1")], trouble=(Trouble("ledger", "locked", "ledger.db", SINCE),))
    (notice,) = Notices(words()).of_snapshot(snapshot)
    assert "台账恢复后按实际亮牌时间补记" in notice.text


@pytest.mark.parametrize(("permanent", "said"), [(True, "请改正设置，然后重试"), (False, "自动重试")])
def test_stores_that_cannot_be_opened_say_whether_waiting_helps(permanent: bool, said: str) -> None:
    notice = Notices(words()).of_unavailable("missing", "cases.db", permanent=permanent)
    assert said in notice.text
    assert notice.action == "立即重试"


def test_an_engine_that_failed_says_what_is_on_the_screen() -> None:
    assert "最后一次算出的结果" in Notices(words()).of_failed_engine().text
