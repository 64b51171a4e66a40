"""Edits of the site's calendar say what they change and can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from desktop.settings.times import USUAL_OFFICE_HOURS
from desktop.site_calendar_edits import (
    DayChange,
    SiteDays,
    changes,
    forget_day,
    new_years,
    read_site_days,
    take_back,
    write_days,
)
from monitoring.ports import CalendarDay, CalendarFile, Ledger
from monitoring.stores.ledger import open_ledger

AT = datetime(2026, 11, 1, 9)
TUESDAY = date(2017, 7, 4)
REST = CalendarFile((CalendarDay(TUESDAY, is_workday=False, name="停电"),))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(open_ledger(f"sqlite:///{tmp_path / 'ledger.sqlite'}")) as made:
        yield made


def known(ledger: Ledger) -> SiteDays:
    return read_site_days(ledger, [USUAL_OFFICE_HOURS])


def test_a_workday_made_a_rest_day_is_one_change(ledger: Ledger) -> None:
    assert changes(known(ledger), REST) == (DayChange(TUESDAY, "work", "rest", "停电"),)


def test_what_the_calendar_says_already_is_no_change(ledger: Ledger) -> None:
    same = CalendarFile((CalendarDay(TUESDAY, is_workday=True),))
    assert changes(known(ledger), same) == ()


def test_a_new_name_is_a_change_that_turns_nothing(ledger: Ledger) -> None:
    (change,) = changes(known(ledger), CalendarFile((CalendarDay(TUESDAY, is_workday=True, name="县庆"),)))
    assert not change.turns


def test_an_edited_day_is_marked_in_its_year_alone(ledger: Ledger) -> None:
    write_days(ledger, REST, AT)
    assert known(ledger).edited(2017) == {TUESDAY}
    assert known(ledger).edited(2018) == frozenset()
    assert known(ledger).kind(TUESDAY) == "holiday"


def test_taking_back_a_first_edit_leaves_no_trace_of_it(ledger: Ledger) -> None:
    former = write_days(ledger, REST, AT)
    take_back(ledger, former, AT)
    assert ledger.calendar_days() == CalendarFile(())
    assert known(ledger).kind(TUESDAY) == "workday"


def test_taking_back_a_second_edit_brings_the_first_one_back(ledger: Ledger) -> None:
    write_days(ledger, REST, AT)
    former = write_days(ledger, CalendarFile((CalendarDay(TUESDAY, is_workday=True),)), AT)
    take_back(ledger, former, AT)
    assert ledger.calendar_days().days == REST.days


def test_taking_back_an_import_forgets_the_year_that_it_made_known(ledger: Ledger) -> None:
    file = CalendarFile((CalendarDay(date(2027, 1, 1), is_workday=False, name="元旦"),), (2027,), "2027.csv")
    assert new_years(known(ledger), file) == (2027,)
    assert changes(known(ledger), file) == (DayChange(date(2027, 1, 1), "", "rest", "元旦"),)
    former = write_days(ledger, file, AT)
    assert 2027 in known(ledger).calendar.known_years
    assert known(ledger).edited(2027) == frozenset()
    take_back(ledger, former, AT)
    assert ledger.calendar_days() == CalendarFile(())
    assert 2027 not in known(ledger).calendar.known_years


def test_a_day_given_back_to_the_notice_can_be_edited_back(ledger: Ledger) -> None:
    write_days(ledger, REST, AT)
    former = forget_day(ledger, TUESDAY)
    assert known(ledger).kind(TUESDAY) == "workday"
    take_back(ledger, former, AT)
    assert ledger.calendar_days().days == REST.days


def test_taking_back_twice_does_no_harm(ledger: Ledger) -> None:
    former = write_days(ledger, REST, AT)
    take_back(ledger, former, AT)
    take_back(ledger, former, AT)
    assert ledger.calendar_days() == CalendarFile(())
