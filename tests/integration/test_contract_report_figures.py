"""Contract §1: the figures of `report --json` add up, name their cases and agree with a count of one's own."""

from __future__ import annotations

from typing import Any

import pytest

from tests.integration.test_contract_tools import Platform, Told, local

RATES = {"finish_rate", "on_time_rate", "early_rate", "mean_days", "promised_speed_up", "actual_speed_up"}
WEEK = ("weekly", "--week", "2017-W26")
MONTH = ("monthly", "--month", "2017-06")
ENDED = "('finished', 'refused', 'withdrawn', 'void')"


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> Platform:
    """The demo county, without the rows that are wrong on purpose."""
    made = Platform(tmp_path_factory.mktemp("county"), "")
    assert made.run("demo", "--cases", "1500", "--until", "2017-07-12T10:00").status == 0
    for problem in made.check("2017-07-12T10:00", "--all", "--dry-run").doc["problems"]:
        for table in ("cases", "case_nodes", "suspensions", "corrections"):
            made.sql(f"DELETE FROM {table} WHERE case_no = ?", (problem["case_no"],))
    return made


@pytest.fixture(scope="module", params=[WEEK, MONTH], ids=["week", "month"])
def figures(county: Platform, request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = county.run("report", *request.param, "--json", "--at", "2017-07-12T10:00").doc
    return found


def counted(figures: dict[str, Any], measure: str) -> set[str]:
    return set(figures["headline"][measure]["cases"])


def bounds(figures: dict[str, Any]) -> tuple[str, str]:
    return f"{figures['period']['first']} 00:00:00", str(local(figures["cutoff"]))


class TestTheyAddUp:
    def test_every_figure_is_as_long_as_its_list_of_cases(self, figures: dict[str, Any]) -> None:
        for measure, figure in figures["headline"].items():
            assert measure in RATES or figure["now"] == len(figure["cases"]), measure
        for table in figures["tables"].values():
            for row in table["rows"]:
                for measure in set(row["figures"]) - RATES:
                    assert row["figures"][measure] == len(row["cases"].get(measure, [])), (row["name"], measure)

    @pytest.mark.parametrize("when", ["figures", "before"])
    def test_rows_sum_to_the_total_and_the_total_is_the_headline(self, figures: dict[str, Any], when: str) -> None:
        for grouping, table in figures["tables"].items():
            for measure in set(table["total"][when]) - RATES:
                total = table["total"][when][measure]
                assert sum(row[when][measure] or 0 for row in table["rows"]) == total, (grouping, measure)
                assert total == figures["headline"][measure]["now" if when == "figures" else "before"]

    def test_the_cases_of_the_townships_are_those_of_the_headline(self, figures: dict[str, Any]) -> None:
        for measure in set(figures["headline"]) - RATES:
            of_rows = sorted(
                no for row in figures["tables"]["township"]["rows"] for no in row["cases"].get(measure, [])
            )
            assert of_rows == sorted(figures["headline"][measure]["cases"]), measure

    def test_days_sum_to_the_period(self, figures: dict[str, Any]) -> None:
        for measure in ("received", "accepted", "finished"):
            assert sum(day[measure] for day in figures["per_day"]) == figures["headline"][measure]["now"]


class TestCountedAnew:
    @pytest.mark.parametrize(
        ("measure", "condition"),
        [
            ("received", "coalesce(applied_at, accepted_at) >= :a AND coalesce(applied_at, accepted_at) < :b"),
            ("accepted", "accepted_at >= :a AND accepted_at < :b"),
            ("finished", f"accepted_at < :b AND finished_at >= :a AND finished_at < :b AND state IN {ENDED}"),
            ("in_hand", "accepted_at < :b AND (finished_at IS NULL OR finished_at >= :b)"),
        ],
    )
    def test_by_plain_sql(self, county: Platform, figures: dict[str, Any], measure: str, condition: str) -> None:
        first, end = bounds(figures)
        query = condition.replace(":a", f"'{first}'").replace(":b", f"'{end}'")
        found = {no for (no,) in county.sql(f"SELECT case_no FROM cases WHERE {query}")}
        assert found
        assert counted(figures, measure) == found

    def test_by_the_board_of_the_cut_off(self, county: Platform, figures: dict[str, Any]) -> None:
        """Lights and outcomes by the engine that watches, which shares no sum with the figures."""
        first, end = bounds(figures)
        board = county.check(end.replace(" ", "T"), "--all", "--dry-run")
        assert counted(figures, "red_lit") == lit(board, "red")
        assert counted(figures, "yellow_lit") == lit(board, "yellow")
        late = {
            no
            for no, case in board.cases().items()
            if case.get("outcome") == "late" and first <= str(local(case["finished_at"])) < end
        }
        assert late
        assert counted(figures, "finished_late") == late

    def test_red_cards_are_the_red_ones_of_the_ledger(self, county: Platform, figures: dict[str, Any]) -> None:
        first, end = bounds(figures)
        county.check("2017-07-12T10:00")
        cards = county.run("cards", "--json").cards(state="issued")
        red = {
            no for no, node, level, since, _ in cards if level == "red" and node is None and within(since, first, end)
        }
        assert counted(figures, "red_new") == red


def lit(board: Told, light: str) -> set[str]:
    return {no for no, case in board.cases().items() if case["light"] == light and "outcome" not in case}


def within(moment: str, first: str, end: str) -> bool:
    return first <= moment.replace("T", " ") < end
