"""The table [reports]: what stands in the heads of documents, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop import settings
from desktop.errors import SettingsError
from desktop.settings.listing import list_settings


def load(folder: Path, text: str) -> settings.Settings:
    file = folder / "site.toml"
    file.write_text(f"[reports]\n{text}\n", encoding="utf-8")
    return settings.load(file, {})


def test_every_key_is_read_and_listed(tmp_path: Path) -> None:
    known = load(
        tmp_path,
        'folder = "out"\nheading = "盐山县行政审批局文件"\naddressees = "各乡镇："\ncopies_to = ["县纪委监委", " "]\n'
        'seal_image = "seal.png"\nscheduled = false\nreply_days = 7\nfonts = "system"\nfonts_folder = "fonts"',
    )
    reports = known.reports
    assert (reports.folder, reports.seal_image) == (tmp_path / "out", tmp_path / "seal.png")
    assert (reports.addressees, reports.copies_to, reports.reply_days) == ("各乡镇", ("县纪委监委",), 7)
    listed = {entry.name: entry.value for entry in list_settings(known, {}) if entry.table == "reports"}
    assert listed["reports.copies_to"] == "县纪委监委"
    assert listed["reports.scheduled"] == "false"
    assert listed["reports.fonts_folder"] == str(tmp_path / "fonts")
    assert listed["reports.seal_mm"] == "45"
    assert listed["reports.weekly"] == "monday 08:00"
    assert len(listed) == 19


def test_a_seal_or_a_folder_that_is_away_does_not_stop_the_program(tmp_path: Path) -> None:
    assert load(tmp_path, 'seal_image = "none/seal.png"\nfonts_folder = "none"').reports.seal_image is not None


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('number_prefix = "盐审监〔2017〕"', "number_prefix"),
        ('number_prefix = ""', "number_prefix"),
        ('supervision_prefix = "盐审监"', "supervision_prefix"),
        ('heading = "两\\n行"', "heading"),
        ("reply_days = 0", "reply_days"),
        ("seal_mm = 200", "seal_mm"),
        ('fonts = "mine"', "fonts"),
        ('copies_to = "县纪委"', "copies_to"),
        ('scheduled = "yes"', "scheduled"),
        ('monthly = "31 08:00"', "monthly"),
        ('password = "x"', "password"),
        ("seal = 1", "seal"),
    ],
)
def test_what_cannot_be_is_refused_with_its_key(tmp_path: Path, text: str, key: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        load(tmp_path, text)
    assert f"reports.{key}" in refusal.value.where
    assert refusal.value.todo
