"""Where the open cases stand, what turns red next, and which cards fell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest

from monitoring.blocks import block_of
from monitoring.board import BoardSnapshot, Names
from monitoring.codes import CardLevel, Light, Reason
from monitoring.moments import NEVER, to_seconds
from monitoring.overviewing import last_days
from monitoring.ports import Card, CardTally, IssuedCard
from monitoring.records import CaseRecord, Catalogue, Item, ItemNode, NodeVisit, Region, Unit
from monitoring.watching.card_news import card_history, newest_cards, tallied
from monitoring.watching.township_table import cases_in, place_table, township_of, units_of
from monitoring.watching.upcoming import next_red
from tests.fakes import tally_of
from tests.gui.boards import NOW, Row, board

REGIONS = {
    "C": Region("C", "盐山县", "county", None),
    "T1": Region("T1", "韩集镇", "township", "C"),
    "T2": Region("T2", "千童镇", "township", "C"),
    "V1": Region("V1", "薛堂村", "village", "T1"),
}
UNITS = {
    "U1": Unit("U1", "韩集便民服务中心", "T1"),
    "U2": Unit("U2", "千童便民服务中心", "T2"),
    "UC": Unit("UC", "县民政局", "C"),
}
NODES = (
    ItemNode(1, "村级受理", "village", None, None),
    ItemNode(2, "乡镇审核", "township", None, None),
    ItemNode(3, "县级审批", "county", None, None),
)
CATALOGUE = Catalogue({"I": Item("I", "高龄补贴", None, None, None, None, NODES)}, UNITS, {}, REGIONS)


def snapshot(*rows: Row, catalogue: Catalogue = CATALOGUE) -> BoardSnapshot:
    made = board([replace(row, item="I") for row in rows])
    return replace(made, names=replace(made.names, catalogue=catalogue))


def case(number: str, place: str, node: str = "乡镇审核", light: Light = Light.GREEN, **others: object) -> Row:
    return Row(number, light, township=place, node=node, unit=str(others.pop("unit", "U1")), **others)  # type: ignore[arg-type]


def test_a_case_of_a_village_counts_for_its_township() -> None:
    table = place_table(snapshot(case("1", "V1", light=Light.RED)))
    assert [(row.key, row.red, row.in_hand) for row in table.rows] == [("T1", 1, 1), ("T2", 0, 0)]


def test_the_worst_township_comes_first_and_one_without_cases_is_shown_too() -> None:
    rows = [case("1", "T1", light=Light.YELLOW), case("2", "T2", light=Light.RED), case("3", "T1")]
    assert [row.name for row in place_table(snapshot(*rows)).rows] == ["千童镇", "韩集镇"]


@pytest.mark.parametrize(
    ("node", "unit", "place", "level"),
    [
        ("村级受理", "U1", "T1", 0),  # the item's node says it, not the unit
        ("县级审批", "UC", "V1", 2),
        ("没有的环节", "U1", "V1", 1),  # the catalogue knows no such node: its unit's level
        ("没有的环节", "UC", "V1", 2),
        ("没有的环节", "nobody", "V1", 0),  # nor such a unit: the place's level
        ("没有的环节", "nobody", "nowhere", 2),
    ],
)
def test_a_case_stands_at_the_level_of_its_node(node: str, unit: str, place: str, level: int) -> None:
    rows = place_table(snapshot(case("1", place, node, unit=unit))).rows
    counts = next(row.levels for row in rows if row.in_hand)
    assert [sum(one) for one in counts] == [int(number == level) for number in range(3)]


def test_cases_of_the_county_itself_and_of_unknown_places_have_rows_of_their_own() -> None:
    table = place_table(snapshot(case("1", "C", unit="UC"), case("2", "nowhere")))
    assert [(row.key, row.level) for row in table.rows if row.in_hand] == [("C", "county"), ("", None)]


def test_the_counts_of_all_rows_add_up_to_the_board() -> None:
    rows = [case(str(number), place, light=light) for number, (place, light) in enumerate(PAIRS)]
    table = place_table(snapshot(*rows))
    assert [sum(row.lights[light] for row in table.rows) for light in Light] == [
        sum(row.light is light for row in rows) for light in Light
    ]


PAIRS = [(place, light) for place in ("T1", "V1", "T2", "C", "nowhere") for light in Light]


def test_a_store_without_townships_is_counted_by_department() -> None:
    bare = Catalogue(CATALOGUE.items, UNITS, {}, {})
    table = place_table(snapshot(case("1", "", unit="UC", light=Light.RED), case("2", "", unit="U1"), catalogue=bare))
    assert (table.kind, [row.name for row in table.rows]) == ("unit", ["县民政局", "韩集便民服务中心"])


def test_the_cases_behind_a_cell_are_those_it_counts() -> None:
    made = snapshot(case("1", "V1", "村级受理"), case("2", "T1"), case("3", "T2"), case("4", "T1", light=Light.RED))
    assert cases_in(made, "T1", "township") == {"2", "4"}
    assert cases_in(made, "T1") == {"1", "2", "4"}
    assert cases_in(made, "T1", None, {Light.RED}) == {"4"}
    assert cases_in(made, "gone") == frozenset()


@pytest.mark.parametrize(("code", "home"), [("V1", "T1"), ("T2", "T2"), ("C", "C"), ("nowhere", ""), (None, "")])
def test_a_place_belongs_to_its_township(code: str | None, home: str) -> None:
    assert township_of(CATALOGUE, code) == home


def test_places_that_name_each_other_as_parents_end_nowhere() -> None:
    circle = {"A": Region("A", "甲村", "village", "B"), "B": Region("B", "乙村", "village", "A")}
    assert township_of(Catalogue(regions=circle), "A") == ""


def test_units_answer_for_their_own_place_only() -> None:
    bare = Catalogue(units=UNITS)
    assert (units_of(CATALOGUE, "T1"), units_of(CATALOGUE, "C"), units_of(bare, "U2")) == ({"U1"}, {"UC"}, {"U2"})


# what turns red next


def due(minutes: int) -> datetime:
    return NOW + timedelta(minutes=minutes)


def test_the_nearest_due_comes_first_and_only_running_clocks_count() -> None:
    rows = [
        case("late", "T1", light=Light.RED, due=due(-1)),
        case("soon", "T1", light=Light.YELLOW, due=due(5)),
        case("paused", "T1", light=Light.PAUSED, due=due(1)),
        case("later", "T2", due=due(90)),
        case("none", "T1", due=None),
    ]
    found = next_red(snapshot(*rows), to_seconds(NOW), 8)
    assert [one.case_no for one in found] == ["soon", "later"]
    assert (found[0].place, found[0].item, found[0].unit) == ("韩集镇", "高龄补贴", "韩集便民服务中心")


@pytest.mark.parametrize(("seconds", "there"), [(-1, True), (0, True), (1, False)])
def test_a_case_is_due_until_the_very_second_of_its_due(seconds: int, there: bool) -> None:
    found = next_red(snapshot(case("1", "T1", due=NOW)), to_seconds(NOW) + seconds, 8)
    assert bool(found) is there


def test_a_yellow_case_turns_at_its_next_change_whatever_due_its_rules_look_at() -> None:
    made = snapshot(case("1", "T1", light=Light.YELLOW, due=due(-60)), case("2", "T1", light=Light.YELLOW, due=due(9)))
    changes = np.array([to_seconds(due(30)), NEVER])
    made = replace(made, cases=replace(made.cases, changes_at=changes))
    assert [(one.case_no, one.turns) for one in next_red(made, to_seconds(NOW), 8)] == [
        ("2", to_seconds(due(9))),
        ("1", to_seconds(due(30))),
    ]


def test_only_so_many_and_only_of_one_place() -> None:
    rows = [case(f"{number:02}", "T1" if number % 2 else "T2", due=due(60 - number)) for number in range(40)]
    found = next_red(snapshot(*rows), to_seconds(NOW), 3, "T1")
    assert [one.case_no for one in found] == ["39", "37", "35"]


# cards


def card(
    number: int, at: datetime, *, unit: str = "U1", level: CardLevel = CardLevel.RED, **others: object
) -> IssuedCard:
    case_no, name = str(others.get("case_no", f"c{number}")), UNITS[unit].name
    made = Card(case_no, 2, level, Reason.PAST_NODE_DUE, at, at, unit, name, None, "", "1 working_day", "1", "1")
    return IssuedCard(number, made, at, str(others.get("state", "issued")))


class Books:
    """A ledger and a store in one."""

    def __init__(self, cards: list[IssuedCard], *records: CaseRecord) -> None:
        self.cards, self.records = cards, {record.case_no: record for record in records}
        self.catalogue = CATALOGUE
        self.ledger = self.store = self

    def cards_since(self, since: datetime, newest: int | None = None) -> list[IssuedCard]:
        found = [one for one in self.cards if one.card.became_true_at >= since]
        return sorted(found, key=lambda one: one.card.became_true_at, reverse=True)[:newest]

    def card_tally(self, since: datetime) -> list[CardTally]:
        return tally_of(self.cards, since)

    def fetch(self, case_nos: list[str]) -> object:
        return block_of([self.records[case_no] for case_no in case_nos if case_no in self.records])


def record(case_no: str, *, left: datetime | None = None) -> CaseRecord:
    visits = (
        NodeVisit(1, 1, "村级受理", "U1", None, NOW, NOW, None),
        NodeVisit(2, 2, None, "U1", None, NOW, left, None),
    )
    return CaseRecord(case_no, "I", "V1", "U1", NOW, NOW, None, None, "open", None, NOW, visits)


def test_the_newest_cards_say_place_item_node_and_whether_it_is_done() -> None:
    books = Books([card(1, due(-60)), card(2, due(-5))], record("c1", left=due(-1)), record("c2"))
    lines = newest_cards(books, NOW - timedelta(days=1), 5)  # type: ignore[arg-type]
    assert [(one.card_id, one.place, one.item, one.node, one.ended_at) for one in lines] == [
        (2, "韩集镇", "高龄补贴", "乡镇审核", None),
        (1, "韩集镇", "高龄补贴", "乡镇审核", due(-1)),
    ]


def test_a_card_whose_case_is_gone_is_still_shown() -> None:
    (line,) = newest_cards(Books([card(1, NOW)]), NOW, 5)  # type: ignore[arg-type]
    assert (line.case_no, line.item, line.place, line.node) == ("c1", "", "", "")


def test_revoked_cards_and_those_of_other_units_are_no_news() -> None:
    books = Books([card(1, NOW, state="revoked"), card(2, NOW, unit="U2"), card(3, NOW)])
    assert [one.card_id for one in newest_cards(books, NOW, 5, "T1")] == [3]  # type: ignore[arg-type]


def test_cards_are_counted_by_day_level_and_unit() -> None:
    cards = [
        card(1, datetime(2017, 7, 4, 23, 59, 59)),
        card(2, datetime(2017, 7, 5)),
        card(3, NOW, unit="U2", level=CardLevel.YELLOW),
        card(4, NOW, state="revoked"),
    ]
    history = tallied(CATALOGUE, tally_of(cards, datetime(2017, 7, 4)), date(2017, 7, 4))
    days = last_days(date(2017, 7, 5), 2)
    assert history.of_days(days) == [{CardLevel.RED: 1}, {CardLevel.RED: 1, CardLevel.YELLOW: 1}]
    assert history.of_days(days, "T2") == [{}, {CardLevel.YELLOW: 1}]


def test_a_day_begins_at_midnight() -> None:
    books = Books([card(1, datetime(2017, 7, 3, 23, 59, 59)), card(2, datetime(2017, 7, 4))])
    history = card_history(books, date(2017, 7, 4))  # type: ignore[arg-type]
    assert list(history.everywhere) == [date(2017, 7, 4)]


def test_names_without_any_case_make_a_table() -> None:
    nothing = board([])
    names = Names((), (), (), (), (), CATALOGUE)
    assert [row.in_hand for row in place_table(replace(nothing, names=names)).rows] == [0, 0]
