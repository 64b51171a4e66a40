"""The working calendar: a year at a glance, days changed and taken back, files looked at before they are written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from desktop.window.working_calendar import page as calendar_page
from desktop.window.working_calendar.page import CalendarPage
from monitoring.ports import Ledger
from monitoring.stores.ledger import open_ledger
from tests.gui.boards import NOW, board
from tests.gui.page_fakes import FakeShell, engine_on, shell
from widgets.year_view import YearPicture, YearView, YearWords

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")
TUESDAY = date(2017, 7, 4)
NEXT_YEAR = "date,kind,name\n2027,全年,\n2027-01-01,休息,元旦\n2027-01-03,上班,元旦\n"


@dataclass
class Office:
    page: CalendarPage
    shell: FakeShell
    ledger: Ledger

    def show(self, now: datetime = NOW) -> None:
        self.page.show_snapshot(board([]), now, stale=False)

    def choose(self, day: date) -> None:
        self.page.view.choose(day)

    def make_rest(self, day: date, name: str = "停电") -> None:
        self.choose(day)
        self.page.panel.rest.click()
        self.page.panel.name.setText(name)
        self.page.panel.save.click()


@pytest.fixture
def office(tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(CalendarPage, "confirm", lambda self, title, text, does: True)
    with closing(open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")) as ledger:
        made = shell(tmp_path)
        made.engine = engine_on(ledger, made.settings)
        page = CalendarPage(made.tools)
        qtbot.addWidget(page)
        page.resize(1216, 680)
        page.show()
        desk = Office(page, made, ledger)
        desk.show()
        yield desk


def test_the_year_says_its_working_days(office: Office) -> None:
    assert "2017" in office.page.title.text()
    assert "249" in office.page.title.text()
    assert office.page.view.current() == NOW.date()


def test_a_day_made_a_rest_day_is_written_and_judged_by(office: Office) -> None:
    office.make_rest(TUESDAY)
    assert [(day.day, day.is_workday, day.name) for day in office.ledger.calendar_days().days] == [
        (TUESDAY, False, "停电")
    ]
    assert office.shell.reloads == 1
    assert "248" in office.page.title.text()


def test_a_day_closed_by_the_site_is_called_no_public_holiday(office: Office) -> None:
    office.make_rest(TUESDAY)
    assert office.page.panel.kind.text() == "休息日 · 停电"
    assert office.page.panel.rest.isChecked()


def test_undo_writes_the_former_value(office: Office, qtbot: QtBot) -> None:
    office.make_rest(TUESDAY)
    office.page.view.setFocus()
    qtbot.keyClick(office.page.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert office.ledger.calendar_days().days == ()
    assert "249" in office.page.title.text()
    assert not office.page.undo.isEnabled()
    assert office.shell.reloads == 2


def test_two_changes_are_taken_back_one_after_the_other(office: Office) -> None:
    office.make_rest(TUESDAY)
    office.make_rest(TUESDAY, "检修")
    office.page.undo.click()
    assert office.ledger.calendar_days().days[0].name == "停电"
    office.page.undo.click()
    assert office.ledger.calendar_days().days == ()


def test_saving_is_offered_only_where_something_would_change(office: Office) -> None:
    office.choose(TUESDAY)
    assert not office.page.panel.save.isEnabled()
    office.page.panel.rest.click()
    assert office.page.panel.save.isEnabled()
    office.page.panel.work.click()
    assert not office.page.panel.save.isEnabled()


def test_a_day_can_be_given_back_to_the_notice(office: Office) -> None:
    office.make_rest(TUESDAY)
    office.page.panel.reset.click()
    assert office.ledger.calendar_days().days == ()
    office.page.undo.click()
    assert office.ledger.calendar_days().days[0].name == "停电"


def test_nothing_is_written_where_it_is_not_confirmed(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CalendarPage, "confirm", lambda self, title, text, does: False)
    office.make_rest(TUESDAY)
    assert office.ledger.calendar_days().days == ()
    assert office.shell.reloads == 0


def test_a_year_that_nobody_announced_is_told_loudly(office: Office) -> None:
    for _ in range(10):
        office.page.after.click()
    assert office.page.empty.isVisible()
    assert "2027" in office.page.empty.title()
    assert not office.page.panel.isVisible()


def accept(dialogs: list[object]) -> object:
    def run(dialog: calendar_page.ImportDialog) -> QDialog.DialogCode:
        dialogs.append(dialog)
        return QDialog.DialogCode.Accepted

    return run


def test_a_file_makes_its_year_known_and_can_be_taken_back(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialogs: list[calendar_page.ImportDialog] = []
    monkeypatch.setattr(calendar_page.ImportDialog, "exec", accept(dialogs))  # type: ignore[arg-type]
    file = tmp_path / "2027.csv"
    file.write_text(NEXT_YEAR, encoding="utf-8")
    office.page.take_file(file)
    assert dialogs[0].table.rows.rowCount() == 2
    assert office.ledger.calendar_days().years == (2027,)
    assert office.page.view.isVisible()
    assert "2027" in office.page.title.text()
    office.page.undo.click()
    assert office.ledger.calendar_days().years == ()
    assert office.page.empty.isVisible()


def test_a_file_that_is_no_calendar_changes_nothing_and_says_why(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(CalendarPage, "refuse", lambda self, why: told.append(why))
    file = tmp_path / "2027.csv"
    file.write_text("date,kind\n2027-02-30,休息\n", encoding="utf-8")
    office.page.take_file(file)
    assert "第 2 行" in told[0]
    assert office.ledger.calendar_days().days == ()


def test_a_ledger_that_is_away_changes_nothing_and_says_so(office: Office) -> None:
    office.shell.away = True
    office.make_rest(TUESDAY)
    assert office.shell.said
    office.shell.away = False
    assert office.ledger.calendar_days().days == ()
    office.make_rest(TUESDAY)
    assert len(office.ledger.calendar_days().days) == 1


def test_a_calendar_changed_by_another_program_is_read_again(office: Office) -> None:
    from dataclasses import replace

    from monitoring.ports import CalendarDay, CalendarFile
    from monitoring.worktime import WorkingCalendar

    office.ledger.import_calendar(CalendarFile((CalendarDay(TUESDAY, is_workday=False),)), NOW)
    other = WorkingCalendar({"mon": [("08:00", "12:00")]})
    office.page.show_snapshot(replace(board([]), calendar=other), NOW, stale=False)
    assert "248" in office.page.title.text()


def test_a_ledger_that_comes_back_is_read(tmp_path: Path, qtbot: QtBot) -> None:
    with closing(open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")) as ledger:
        made = shell(tmp_path, away=True)
        made.engine = engine_on(ledger, made.settings)
        page = CalendarPage(made.tools)
        qtbot.addWidget(page)
        page.show_snapshot(board([]), NOW, stale=True)
        assert not page.title.text()
        made.away = False
        page.show_snapshot(board([]), NOW, stale=False)
        assert "249" in page.title.text()


def test_a_second_change_waits_for_the_first_and_says_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.page._busy = True
    office.make_rest(TUESDAY)
    assert office.shell.said
    assert office.ledger.calendar_days().days == ()


# the painted year


@pytest.fixture
def view(qtbot: QtBot) -> YearView:
    words = YearWords([f"{month} {{count}}" for month in range(1, 13)], "1234567", {"holiday": "休"}, "year")
    made = YearView(words)
    qtbot.addWidget(made)
    made.resize(made.sizeHint())
    made.show_year(YearPicture(2017))
    return made


@pytest.mark.parametrize(
    ("start", "key", "end"),
    [
        (date(2017, 7, 4), Qt.Key.Key_Right, date(2017, 7, 5)),
        (date(2017, 7, 4), Qt.Key.Key_Up, date(2017, 6, 27)),
        (date(2017, 1, 31), Qt.Key.Key_PageDown, date(2017, 2, 28)),
        (date(2017, 1, 15), Qt.Key.Key_PageUp, date(2016, 12, 15)),
        (date(2017, 7, 4), Qt.Key.Key_Home, date(2017, 1, 1)),
        (date(2017, 12, 31), Qt.Key.Key_Right, date(2018, 1, 1)),
    ],
)
def test_the_keyboard_walks_through_the_days(view: YearView, qtbot: QtBot, start: date, key: Qt.Key, end: date) -> None:
    view.choose(start)
    qtbot.keyClick(view, key)
    assert view.current() == end


def test_every_day_of_the_year_is_where_it_is_clicked(view: YearView) -> None:
    for day in (date(2017, 1, 1), date(2017, 7, 4), date(2017, 10, 31), date(2017, 12, 31)):
        assert view.day_at(view._day_box(day).center().toPoint()) == day


def test_enter_asks_to_edit_the_chosen_day(view: YearView, qtbot: QtBot) -> None:
    view.choose(TUESDAY)
    with qtbot.waitSignal(view.edit_asked) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == [TUESDAY]


@pytest.mark.parametrize(("size", "marks"), [((940, 600), True), ((540, 460), False)])
def test_a_day_too_small_for_number_and_mark_keeps_the_number_alone(
    qtbot: QtBot, size: tuple[int, int], marks: bool
) -> None:
    words = YearWords([f"{month}" for month in range(1, 13)], list("一二三四五六日"), {"holiday": "休"}, "日子")
    view = YearView(words)
    qtbot.addWidget(view)
    view.resize(*size)
    assert view.has_room_for_marks() is marks
    view.grab()
    assert view._marked is marks
