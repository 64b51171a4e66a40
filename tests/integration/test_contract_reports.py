"""Contract §1: `emonitor report`: PDFs that are issued once, figures as JSON, the archive, verification."""

from __future__ import annotations

import io
import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Pdf

from desktop.reporting.works import open_reporter
from desktop.settings import load
from monitoring.archiving import About, ReportKind
from reports.notice.text import NoticeText
from tests.integration.test_contract_tools import HOURS, Platform, Told
from tests.papers import run, text
from tests.papers import words as found_words
from tests.signers import BEGINS, ENDS, PASSWORD, SIGNER, p12_file, without_key

SETTINGS = f'{HOURS}\n[reports]\nfolder = "out"\n'
AT = ("--at", "2017-07-10T09:00:00")


@pytest.fixture
def platform(tmp_path: Path) -> Platform:
    """A county with one case done in time, one late, one red with a red node."""
    made = Platform(tmp_path / "site", SETTINGS).make()
    made.put("regions", [{"code": "130925104", "name": "千童镇", "level": "township", "parent_code": "130925"}])
    made.put("units", [{"unit_id": "U1", "name": "千童镇便民中心", "region_code": "130925104"}])
    made.item("I", 5)
    where = {"region_code": "130925104"}
    made.case("A", "I", "2017-06-05 09:00:00", state="finished", finished_at="2017-06-08 09:00:00", **where)
    made.case("B", "I", "2017-06-05 09:00:00", state="finished", finished_at="2017-06-20 09:00:00", **where)
    made.case("C", "I", "2017-06-26 09:00:00", **where)
    made.visit("C", 1, "2017-06-26 09:00:00", due="2017-06-28 17:30:00")
    return made


def refused(told: Told, status: int = 1) -> str:
    assert (told.status, told.out) == (status, "")
    assert "程序出了意外" not in told.err
    return told.err


def run_together(file: Path, folder: Path) -> str:
    """The text of a file without the breaks of its lines."""
    return "".join(text(file.read_bytes(), folder).split())


def archive(platform: Platform, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = platform.run("report", "list", "--json", *words).doc["reports"]
    return found


def verdict(platform: Platform, file: Path) -> dict[str, Any]:
    """What ``verify`` says; its exit status says whether the file was issued and is unaltered."""
    told = platform.run("report", "verify", str(file), "--json")
    found: dict[str, Any] = json.loads(told.out)
    genuine = found["verdict"] in ("issued", "superseded")
    assert (told.status, bool(told.err)) == ((0, False) if genuine else (1, True))
    return found


class TestMonthly:
    def test_issued_once_superseded_and_told_apart(self, platform: Platform, tmp_path: Path) -> None:
        out, again, newer = (tmp_path / name for name in ("a.pdf", "b.pdf", "c.pdf"))
        told = platform.run("report", "monthly", "--month", "2017-06", "--out", str(out), *AT)
        assert told.status == 0, told.err
        assert "盐审监〔2017〕1号" in told.out
        assert len(Pdf.open(io.BytesIO(out.read_bytes())).pages) > 1
        kept = list((platform.folder / "out").iterdir())
        assert [file.name for file in kept] == ["盐审监〔2017〕1号 2017年6月行政审批电子监察情况通报.pdf"]
        assert kept[0].read_bytes() == out.read_bytes()

        platform.sql("UPDATE cases SET finished_at = '2017-06-06 09:00:00' WHERE case_no = 'B'")
        told = platform.run("report", "monthly", "--out", str(again), "--at", "2017-07-31T17:00:00")
        assert "没有重做" in told.out
        assert again.read_bytes() == out.read_bytes()

        told = platform.run("report", "monthly", "--supersede", "数据更正", "--out", str(newer), *AT)
        assert "盐审监〔2017〕2号" in told.out
        assert newer.read_bytes() != out.read_bytes()
        replaces = (
            "本通报印发后，《盐山县行政审批局关于2017年6月份行政审批电子监察情况的通报》（盐审监〔2017〕1号）同时废止"
        )
        assert replaces in run_together(newer, tmp_path) and "废止" not in run_together(out, tmp_path)
        assert "数据更正" not in run_together(newer, tmp_path)
        old, new = verdict(platform, out), verdict(platform, newer)
        assert (old["verdict"], old["issued"], old["unaltered"]) == ("superseded", False, True)
        assert (new["verdict"], new["issued"], new["unaltered"]) == ("issued", True, True)
        assert old["superseded_by"]["number"] == new["report"]["number"] == "盐审监〔2017〕2号"

        forged = bytearray(newer.read_bytes())
        forged[len(forged) // 2] ^= 1
        again.write_bytes(forged)
        found = verdict(platform, again)
        assert (found["verdict"], found["unaltered"]) == ("altered", False)
        assert found["report"]["number"] == "盐审监〔2017〕2号"
        assert "盐审监〔2017〕2号" in platform.run("report", "verify", str(again)).out

        states = [(one["number"], one["state"], one["reason"]) for one in archive(platform, "--kind", "monthly")]
        assert states == [("盐审监〔2017〕2号", "issued", None), ("盐审监〔2017〕1号", "superseded", "数据更正")]
        assert [one["number"] for one in archive(platform, "--search", "1号")] == ["盐审监〔2017〕1号"]
        assert "数据更正" in platform.run("report", "list").out

    def test_a_month_that_is_not_over_is_a_draft_and_standard_error_says_so(self, platform: Platform) -> None:
        told = platform.run("report", "monthly", "--month", "2017-07", *AT)
        assert told.status == 0
        assert "还没有结束" in told.err
        assert "草稿" in told.out
        assert archive(platform) == []
        (file,) = (platform.folder / "out").iterdir()
        assert file.name.startswith("草稿")
        assert verdict(platform, file)["verdict"] == "unkept_draft"
        refused(platform.run("report", "monthly", "--month", "2017-07", "--supersede", "x", *AT))

    def test_nothing_is_issued_for_days_that_have_not_been(self, platform: Platform) -> None:
        told = platform.run("report", "monthly", "--month", "2198-06", "--at", "2198-07-05")
        assert told.status == 0, told.err
        assert "--at 在将来" in told.err
        assert archive(platform) == []

    def test_the_year_of_the_number_is_that_of_the_day_of_issue(self, platform: Platform) -> None:
        for month, at in (("2017-12", "2018-01-05"), ("2017-11", "2017-12-05"), ("2018-01", "2018-02-05")):
            assert platform.run("report", "monthly", "--month", month, "--at", at).status == 0
        numbers = {one["period"]: one["number"] for one in archive(platform)}
        assert numbers == {
            "2017-12": "盐审监〔2018〕1号",
            "2017-11": "盐审监〔2017〕1号",
            "2018-01": "盐审监〔2018〕2号",
        }


class TestWeekly:
    def test_the_last_week_that_is_over_is_archived_without_a_number(self, platform: Platform, tmp_path: Path) -> None:
        out = tmp_path / "week.pdf"
        assert platform.run("report", "weekly", "--out", str(out), "--by", "王某甲", *AT).status == 0
        (kept,) = archive(platform)
        assert (kept["kind"], kept["period"], kept["state"], kept["number"]) == ("weekly", "2017-W27", "issued", None)
        assert (kept["cutoff"], kept["issued_by"]) == ("2017-07-10T00:00:00+08:00", "王某甲")
        assert kept["issued_at"] == "2017-07-10T09:00:00+08:00"
        assert verdict(platform, out)["verdict"] == "issued"

    def test_a_draft_that_nobody_kept_is_still_known_as_one(self, platform: Platform, tmp_path: Path) -> None:
        out = tmp_path / "draft.pdf"
        assert platform.run("report", "monthly", "--month", "2017-06", "--draft", "--out", str(out), *AT).status == 0
        found = verdict(platform, out)
        assert (found["verdict"], found["issued"], found["unaltered"]) == ("unkept_draft", False, False)
        told = platform.run("report", "verify", str(out))
        assert told.status == 1 and told.out.startswith("草稿：") and "从未签发" in told.out

    def test_a_draft_touches_neither_archive_nor_numbers(self, platform: Platform, tmp_path: Path) -> None:
        out = tmp_path / "draft.pdf"
        assert platform.run("report", "weekly", "--draft", "--out", str(out), *AT).status == 0
        assert archive(platform) == []
        assert out.read_bytes().startswith(b"%PDF")
        assert not (platform.folder / "out").exists()


class TestFigures:
    def test_they_name_their_cases_and_issue_nothing(self, platform: Platform) -> None:
        found = platform.run("report", "monthly", "--month", "2017-06", "--json", *AT)
        assert found.doc["headline"]["finished"]["now"] == 2
        assert found.doc["headline"]["finished_late"]["now"] == 1
        assert '"B"' in json.dumps(found.doc["headline"]["finished_late"])
        assert archive(platform) == []
        assert not (platform.folder / "out").exists()

    def test_they_are_those_of_the_cut_off_whenever_they_are_asked(self, platform: Platform) -> None:
        before = platform.run("report", "weekly", "--week", "2017-W26", "--json", *AT).doc
        platform.sql("UPDATE cases SET state = 'finished', finished_at = '2017-07-06 10:00:00' WHERE case_no = 'C'")
        later = platform.run("report", "weekly", "--week", "2017-W26", "--json", "--at", "2018-01-01").doc
        assert later == before


class TestSupervision:
    def test_a_case_without_a_unit_gets_a_draft_only_and_is_told_why(self, platform: Platform) -> None:
        platform.sql("UPDATE cases SET unit_id = NULL WHERE case_no = 'C'")
        platform.sql("UPDATE case_nodes SET unit_id = NULL")
        told = platform.run("report", "supervision", "C", *AT)
        assert told.status == 0 and told.out.startswith("草稿")
        assert "没有写受理单位" in told.err and "草稿" in told.err
        assert archive(platform) == []
        again = refused(platform.run("report", "supervision", "C", *AT, "--supersede", "改"))
        assert "没有写受理单位" in again and "不能签发" in again

    def test_a_sheet_for_a_red_case_and_one_for_its_red_node(self, platform: Platform) -> None:
        told = platform.run("report", "supervision", "C", *AT)
        assert told.status == 0, told.err
        assert "盐审监督〔2017〕1号" in told.out
        assert "盐审监督〔2017〕2号" in platform.run("report", "supervision", "C", "--node", "1", *AT).out
        assert "没有重做" in platform.run("report", "supervision", "C", *AT).out
        assert sorted(one["case_no"] for one in archive(platform)) == ["C", "C 环节1"]

    def test_a_sheet_and_statistics_that_replace_others_say_so(self, platform: Platform, tmp_path: Path) -> None:
        for kind in (("supervision", "C"), ("weekly",)):
            platform.run("report", *kind, *AT)
        sheet, week = tmp_path / "sheet.pdf", tmp_path / "week.pdf"
        platform.run("report", "supervision", "C", "--supersede", "更正", "--out", str(sheet), *AT)
        assert "本通知印发后，同一事项的督办通知（盐审监督〔2017〕1号）同时废止" in run_together(sheet, tmp_path)
        platform.run("report", "weekly", "--supersede", "更正", "--out", str(week), *AT)
        assert "2017年7月10日签发的同期周统计作废，以本件为准。" in run_together(week, tmp_path)

    @pytest.mark.parametrize("words", [("A",), ("none",), ("C", "--node", "7")])
    def test_what_is_not_red_or_not_there_gets_none(self, platform: Platform, words: tuple[str, ...]) -> None:
        assert "处理：" in refused(platform.run("report", "supervision", *words, *AT))
        assert archive(platform) == []


class TestSigned:
    @pytest.fixture
    def signing(self, platform: Platform) -> Platform:
        (platform.folder / "office.p12").write_bytes(p12_file())
        platform.write_settings(f'{SETTINGS}sign_p12 = "office.p12"\n')
        return platform

    @pytest.mark.parametrize(
        "words", [("weekly",), ("monthly",), ("supervision", "C")], ids=["weekly", "monthly", "supervision"]
    )
    def test_issued_documents_are_signed_last_drafts_never(
        self, signing: Platform, tmp_path: Path, words: tuple[str, ...]
    ) -> None:
        out = tmp_path / "signed.pdf"
        command = ("report", *words, "--out", str(out), *AT)
        assert signing.run(*command, "--draft").status == 0
        assert verdict(signing, out)["signatures"] == []
        told = signing.run(*command, EMONITOR_SIGN_PASSWORD=PASSWORD)
        assert told.status == 0, told.err
        said = run("pdfsig", out.read_bytes(), tmp_path, "-nocert")
        assert "Signature is Valid." in said and "Total document signed" in said and SIGNER in said
        (listed,) = archive(signing)
        found = verdict(signing, out)
        assert (found["verdict"], found["sha256"]) == ("issued", listed["sha256"])
        (signature,) = found["signatures"]
        assert (signature["signer"], signature["state"]) == (SIGNER, "whole")
        assert signature["signed_at"].endswith("+08:00")
        with Pdf.open(out) as document:
            assert all(float(side) >= 0 for side in document.Root.AcroForm.Fields[0].Rect)

    def test_what_was_done_to_a_signed_file_is_told(self, signing: Platform, tmp_path: Path) -> None:
        out = tmp_path / "signed.pdf"
        signing.run("report", "weekly", "--out", str(out), *AT, EMONITOR_SIGN_PASSWORD=PASSWORD)
        pdf = out.read_bytes()
        said = signing.run("report", "verify", str(out)).out
        assert SIGNER in said and "签名完好" in said
        out.write_bytes(pdf.replace(b"emonitor", b"eMonitor", 1))
        assert (verdict(signing, out)["verdict"], verdict(signing, out)["signatures"][0]["intact"]) == (
            "altered",
            False,
        )
        assert "签名无效" in signing.run("report", "verify", str(out)).out
        out.write_bytes(pdf + b"\n")
        assert "后面又加了内容" in signing.run("report", "verify", str(out)).out
        out.write_bytes(b"no PDF")
        assert verdict(signing, out)["signatures"] is None
        assert "数字签名：读不出来" in signing.run("report", "verify", str(out)).out

    def test_the_weekly_says_on_its_front_page_that_it_is_signed(self, signing: Platform, tmp_path: Path) -> None:
        out = tmp_path / "signed.pdf"
        signing.run("report", "weekly", "--out", str(out), *AT, EMONITOR_SIGN_PASSWORD=PASSWORD)
        notes = [word for word in found_words(out.read_bytes(), tmp_path) if "数字签名" in word.text]
        assert [(note.page, note.top > 262, note.left > 27.5) for note in notes] == [(1, True, True)]

    @pytest.mark.parametrize(
        ("p12", "password", "trouble"),
        [
            (p12_file(), "another", "密码不对"),
            (p12_file(), "", "密码不对"),
            (b"no PKCS#12", PASSWORD, "不是 PKCS#12"),
            (without_key(), PASSWORD, "没有私钥"),
            (p12_file(ends=BEGINS + timedelta(days=9)), PASSWORD, "2017-01-10 08:00 过期"),
            (p12_file(begins=ENDS - timedelta(days=9)), PASSWORD, "才生效"),
            (p12_file(may_sign=False), PASSWORD, "不是签名用的"),
            (None, PASSWORD, "读不了签名文件"),
        ],
    )
    def test_a_certificate_that_cannot_be_used_is_told_before_a_number_is_taken(
        self, signing: Platform, p12: bytes | None, password: str, trouble: str
    ) -> None:
        file = signing.folder / "office.p12"
        file.unlink() if p12 is None else file.write_bytes(p12)
        error = refused(signing.run("report", "monthly", *AT, EMONITOR_SIGN_PASSWORD=password))
        assert trouble in error and "sign_p12" in error and "处理：" in error
        assert PASSWORD not in error
        assert archive(signing) == []
        doctor = json.loads(signing.run("doctor", "--json", EMONITOR_SIGN_PASSWORD=password).out)
        line = next(check for check in doctor["checks"] if check["name"] == "signature")
        assert (line["ok"], trouble in line["detail"], bool(line["todo"])) == (False, True, True)


class TestRefusals:
    @pytest.mark.parametrize(
        "words",
        [
            ("report",),
            ("report", "weekly", "--week", "2017-W54"),
            ("report", "weekly", "--week", "2017-07"),
            ("report", "monthly", "--month", "2017-13"),
            ("report", "monthly", "--draft", "--supersede", "x"),
            ("report", "monthly", "--supersede", " "),
            ("report", "list", "--state", "lost"),
            ("report", "verify"),
        ],
    )
    def test_wrong_use(self, platform: Platform, words: tuple[str, ...]) -> None:
        refused(platform.run(*words), status=2)

    def test_before_a_number_is_taken(self, platform: Platform, tmp_path: Path) -> None:
        errors = [
            refused(platform.run("report", "monthly", "--out", str(tmp_path / "none" / "x.pdf"), *AT)),
            refused(platform.run("report", "monthly", "--out", str(tmp_path), *AT)),
            refused(platform.run("report", "monthly", "--month", "2018-01", *AT)),
            refused(platform.run("report", "monthly", "--supersede", "x", *AT)),
            refused(platform.run("report", "verify", str(tmp_path / "none.pdf"))),
            refused(platform.run("report", "verify", str(tmp_path))),
        ]
        (platform.folder / "out").rmdir()
        (platform.folder / "out").write_text("in the way")
        errors.append(refused(platform.run("report", "monthly", *AT)))
        platform.write_settings(f'{SETTINGS}seal_image = "none.png"\n')
        errors.append(refused(platform.run("report", "monthly", "--out", str(tmp_path / "x.pdf"), *AT)))
        assert all("处理：" in error for error in errors)
        assert archive(platform) == []

    def test_a_character_that_no_font_has_is_named_and_takes_no_number(self, platform: Platform) -> None:
        platform.sql("UPDATE regions SET name = '千\U0010fffd镇'")
        assert "U+10FFFD" in refused(platform.run("report", "monthly", *AT))
        assert archive(platform) == []

    def test_the_doctor_tells_of_them_beforehand(self, platform: Platform) -> None:
        def found() -> dict[str, bool]:
            told = platform.run("doctor", "--json")
            return {check["name"]: check["ok"] for check in json.loads(told.out)["checks"]}

        assert (found()["reports"], found()["fonts"]) == (True, True)
        platform.write_settings(f'{SETTINGS}seal_image = "none.png"\nfonts_folder = "none"\n')
        assert (found()["reports"], found()["fonts"]) == (False, False)

    def test_stores_that_are_away(self, platform: Platform, tmp_path: Path) -> None:
        refused(platform.run("report", "weekly", "--case-store", f"sqlite:///{tmp_path / 'none.db'}", *AT))


def test_the_draft_that_an_officer_edited_is_what_is_issued(platform: Platform) -> None:
    assert "高度重视" in edited(platform, "各乡镇要高度重视")
    told = platform.run("report", "monthly", *AT)
    assert "改过的文字" in told.out
    (kept,) = archive(platform)
    assert (kept["edited"], kept["state"]) == (True, "issued")
    assert [one["state"] for one in archive(platform, "--all")] == ["issued", "discarded"]


def test_an_edited_draft_whose_figures_changed_is_not_issued_blindly(platform: Platform) -> None:
    edited(platform, "各乡镇要高度重视")
    platform.sql("UPDATE cases SET finished_at = '2017-06-06 09:00:00' WHERE case_no = 'B'")
    assert "--fresh-text" in refused(platform.run("report", "monthly", *AT))
    assert "已签发" in platform.run("report", "monthly", "--fresh-text", *AT).out


def edited(platform: Platform, words: str) -> str:
    """What the window does: draft, edit, keep."""
    settings, at = load(platform.folder / "emonitor.toml", {}), datetime(2017, 7, 10, 8, 0)
    reporter = open_reporter(settings)
    try:
        prepared = reporter.prepare(About(ReportKind.MONTHLY, "2017-06"), at)
        text = NoticeText.from_lines(f"{NoticeText.from_json(prepared.written or '').as_lines()}\n{words}。")
        reporter.save_draft(prepared, at, text.to_json())
    finally:
        reporter.close()
    return text.to_json()
