"""Reports where something is in the way: odd paths, odd periods, a wrong ledger, full disks, several at once."""

from __future__ import annotations

import errno
import io
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from tests.integration.test_contract_tools import HOURS, Platform, Told

AT = ("--at", "2017-07-10T09:00:00")
JUNE = ("report", "monthly", "--month", "2017-06", *AT)


@pytest.fixture
def platform(tmp_path: Path) -> Platform:
    """A county with one case that was done in June 2017."""
    made = Platform(tmp_path / "site", f'{HOURS}\n[reports]\nfolder = "out"\n').make()
    made.put("regions", [{"code": "130925104", "name": "千童镇", "level": "township", "parent_code": "130925"}])
    made.put("units", [{"unit_id": "U1", "name": "千童镇便民中心", "region_code": "130925104"}])
    made.item("I", 5)
    done = {"state": "finished", "finished_at": "2017-06-08 09:00:00", "region_code": "130925104"}
    made.case("A", "I", "2017-06-05 09:00:00", **done)
    return made


def refused(told: Told, status: int = 1) -> str:
    assert told.status == status, told.out + told.err
    assert "程序出了意外" not in told.err
    return told.err


def numbers(platform: Platform) -> list[str]:
    found = platform.run("report", "list", "--kind", "monthly", "--json").doc["reports"]
    return sorted(str(one["number"]) for one in found)


@pytest.mark.parametrize(
    "period",
    [
        ("monthly", "--month", "9999-12"),
        ("monthly", "--month", "0001-01"),
        ("monthly", "--month", "0000-01"),
        ("weekly", "--week", "9999-W52"),
        ("weekly", "--week", "0001-W01"),
    ],
)
def test_periods_at_the_ends_of_the_calendar_are_refused_as_wrong_use(
    platform: Platform, period: tuple[str, ...]
) -> None:
    assert period[2] in refused(platform.run("report", *period, *AT), status=2)


class TestWhereItGoes:
    def test_a_device_is_written_to_not_replaced_by_a_file(self, platform: Platform, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        assert "--out" in refused(platform.run(*JUNE, "--out", str(pipe)))
        assert pipe.is_fifo()
        assert numbers(platform) == []

    def test_a_disk_that_fills_up_leaves_the_file_as_it_was_and_nothing_beside_it(
        self, platform: Platform, tmp_path: Path
    ) -> None:
        out = tmp_path / "old.pdf"
        out.write_bytes(b"precious")
        with mock.patch("os.fdopen", full_disk):
            error = refused(platform.run(*JUNE, "--out", str(out)))
        assert "磁盘" in error and str(out) in error and "--out" in error
        assert out.read_bytes() == b"precious"
        assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []
        assert numbers(platform) == ["盐审监〔2017〕1号"], "issued, and the archive has it"
        assert platform.run(*JUNE, "--out", str(out)).status == 0
        assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("statement", "place"),
    [
        ("UPDATE units SET name = '中心\U0001f600' WHERE unit_id = 'U1'", "中心\U0001f600"),
        ("UPDATE cases SET case_no = 'A\U0001f600', finished_at = '2017-06-28 09:00:00'", "办件 A\U0001f600"),
    ],
    ids=["a unit's name", "a case's number"],
)
def test_a_character_that_no_font_has_is_found_for_whoever_must_change_it(
    platform: Platform, statement: str, place: str
) -> None:
    platform.sql(statement)
    error = refused(platform.run(*JUNE))
    assert "U+1F600" in error and "位置：" in error and place in error
    assert numbers(platform) == []


@pytest.mark.parametrize("words", [JUNE, ("report", "supervision", "B", *AT)], ids=["monthly", "supervision"])
def test_a_sign_in_an_officers_name_is_told_with_his_unit_and_a_case_of_his(
    platform: Platform, words: tuple[str, ...]
) -> None:
    platform.put("officers", [{"officer_id": "O7", "name": "王\U0001f600", "unit_id": "U1"}])
    platform.case("B", "I", "2017-06-12 09:00:00", region_code="130925104")
    platform.visit("B", 1, "2017-06-12 09:00:00")
    platform.sql("UPDATE case_nodes SET officer_id = 'O7'")
    error = refused(platform.run(*words))
    assert "经办人“王\U0001f600”，见办件 B" in error
    assert "改正这个名称" in error and "fonts_folder" in error
    assert "supervision" in words or "（千童镇便民中心，编号 O7）" in error


class TestTheLedger:
    def test_a_file_is_not_called_false_because_the_ledger_was_misspelt(
        self, platform: Platform, tmp_path: Path
    ) -> None:
        out = tmp_path / "june.pdf"
        assert platform.run(*JUNE, "--out", str(out)).status == 0
        missing = tmp_path / "nowhere" / "ledger.db"
        error = refused(platform.run("report", "verify", str(out), "--ledger", f"sqlite:///{missing}"))
        assert str(missing) in error and "--ledger" in error
        assert not missing.parent.exists(), "a question makes no ledger"

    def test_one_of_a_newer_program_is_not_called_broken(self, platform: Platform) -> None:
        assert platform.run("report", "list").status == 0
        connection = sqlite3.connect(platform.ledger)
        with connection:
            connection.execute("UPDATE ledger_version SET version_num = '9999'")
        connection.close()
        error = refused(platform.run("report", "list"))
        assert "升级" in error and "已损坏" not in error

    @pytest.mark.parametrize("words", [("report", "list"), ("report", "weekly", "--draft"), ("outbox",), ("cards",)])
    def test_our_tables_are_never_made_in_the_platforms_database(
        self, platform: Platform, words: tuple[str, ...]
    ) -> None:
        before = tables(platform.store)
        assert "同一个文件" in refused(platform.run(*words, "--ledger", f"sqlite:///{platform.store}"))
        assert tables(platform.store) == before

    def test_several_programs_at_once_issue_a_month_once(self, platform: Platform) -> None:
        with ThreadPoolExecutor(3) as pool:
            told = list(pool.map(lambda _: platform.child(*JUNE), range(3)))
        assert [one.status for one in told] == [0, 0, 0], [one.err for one in told]
        assert numbers(platform) == ["盐审监〔2017〕1号"]
        assert len(list((platform.folder / "out").iterdir())) == 1


class FullDisk(io.BytesIO):
    def write(self, data: Any) -> int:
        if data:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return 0


def full_disk(handle: int, mode: str) -> FullDisk:
    os.close(handle)
    return FullDisk()


def tables(file: Path) -> set[str]:
    connection = sqlite3.connect(file)
    try:
        return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    finally:
        connection.close()
