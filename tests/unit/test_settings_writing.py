"""Writing settings keeps what the user wrote, refuses what is wrong, and can be taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import settings
from desktop.errors import SettingsError
from desktop.settings import load
from desktop.settings.listing import COMMAND_LINE, DEFAULT, ENVIRONMENT, FILE, hours_text, list_settings
from desktop.settings.writing import parse_hours, take_back, write_settings

SAMPLE = Path(settings.__file__).with_name("settings_sample.toml")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "emonitor.toml"
    path.write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    return path


def test_one_value_changes_and_every_comment_stays(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    write_settings(file, {("site", "bureau"): "盐山县政务服务局"}, {})
    assert file.read_text(encoding="utf-8") == before.replace('"盐山县行政审批局"', '"盐山县政务服务局"')
    assert load(file, {}).site.bureau == "盐山县政务服务局"


def test_the_file_before_is_kept_beside_it(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    write_settings(file, {("poll", "seconds"): 10}, {})
    assert file.with_name("emonitor.toml.bak").read_text(encoding="utf-8") == before


def test_a_value_that_is_wrong_leaves_the_file_alone_and_names_it(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        write_settings(file, {("poll", "seconds"): 0}, {})
    assert str(file) in refused.value.where
    assert ".new" not in refused.value.where
    assert file.read_text(encoding="utf-8") == before
    assert [path.name for path in file.parent.iterdir()] == ["emonitor.toml"]


def test_taking_back_gives_the_same_text(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    written = write_settings(file, {("site", "language"): "en"}, {})
    take_back(written, {})
    assert file.read_text(encoding="utf-8") == before


def test_a_file_that_somebody_changed_since_is_not_taken_back(file: Path) -> None:
    written = write_settings(file, {("site", "language"): "en"}, {})
    file.write_text(written.after + "\n# 管理员\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="后来又被改过"):
        take_back(written, {})


def test_a_file_that_was_not_there_is_made_and_taken_away_again(tmp_path: Path) -> None:
    file = tmp_path / "new" / "emonitor.toml"
    written = write_settings(file, {("site", "name"): "示例县"}, {})
    assert load(file, {}).site.name == "示例县"
    take_back(written, {})
    assert not file.exists()


def test_a_key_taken_out_gives_its_default(file: Path) -> None:
    write_settings(file, {("rules", "day_rule"): "office_seconds"}, {})
    assert load(file, {}).rules.load().day_rule == "office_seconds"
    write_settings(file, {("rules", "day_rule"): None, ("sms.hours", "days"): "all"}, {})
    assert load(file, {}).rules.load().day_rule == "whole_days"
    assert load(file, {}).sms.hours.days == "all"


def test_office_hours_survive_being_shown_and_written(file: Path) -> None:
    text = "06-01 08:30-12:00 15:00-18:00\n10-01 08:30-12:00 14:00-17:30"
    write_settings(file, {("", "office_hours"): parse_hours(text)}, {})
    assert hours_text(load(file, {}).office_hours) == text
    assert "[poll]" in file.read_text(encoding="utf-8")
    write_settings(file, {("", "office_hours"): parse_hours("2017-01-01 09:00-17:00\n")}, {})
    assert hours_text(load(file, {}).office_hours) == "2017-01-01 09:00-17:00"


def test_hours_in_place_keep_the_comments_around_them(file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    write_settings(file, {("", "office_hours"): parse_hours("09：00-12:00，14:00-17:30")}, {})
    wanted = before.replace('hours = ["08:30-12:00"', 'hours = ["09:00-12:00"', 1)
    assert file.read_text(encoding="utf-8") == wanted


@pytest.mark.parametrize("text", ["08:30", "12:00-08:30", "06-01", "06-01 morning"])
def test_hours_that_mean_nothing_are_refused(file: Path, text: str) -> None:
    with pytest.raises(SettingsError):
        write_settings(file, {("", "office_hours"): parse_hours(text)}, {})


def test_a_file_that_is_no_toml_is_named_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "emonitor.toml"
    file.write_text("[site\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="TOML"):
        write_settings(file, {("site", "name"): "示例县"}, {})
    assert file.read_text(encoding="utf-8") == "[site\n"


def test_every_setting_says_where_it_comes_from(tmp_path: Path) -> None:
    file = tmp_path / "emonitor.toml"
    file.write_text('[site]\nname = "示例县"\n[sms.hours]\ndays = "all"\n', encoding="utf-8")
    environ = {"EMONITOR_LEDGER": "postgresql+psycopg://clerk:geheim@db/ledger"}
    listed = {entry.name: entry for entry in list_settings(load(file, environ), environ)}
    assert listed["site.name"].source == FILE
    assert listed["sms.hours.days"].source == FILE
    assert listed["site.bureau"].source == DEFAULT
    assert listed["stores.ledger"].source == ENVIRONMENT
    assert "geheim" not in "".join(entry.value for entry in listed.values())


def test_a_store_named_on_the_command_line_says_so(tmp_path: Path) -> None:
    file = tmp_path / "emonitor.toml"
    file.write_text("", encoding="utf-8")
    over = load(file, {}, case_store="sqlite:////somewhere.sqlite")
    listed = {entry.name: entry.source for entry in list_settings(over, {})}
    assert listed["stores.case"] == COMMAND_LINE
    assert listed["stores.ledger"] == DEFAULT


def test_a_gateway_address_shows_no_password(tmp_path: Path) -> None:
    file = tmp_path / "emonitor.toml"
    file.write_text('[sms.kannel]\nurl = "http://a:geheim@host:13013/send?password=geheim"\n', encoding="utf-8")
    listed = {entry.name: entry.value for entry in list_settings(load(file, {}), {})}
    assert listed["sms.kannel.url"] == "http://host:13013/send"
