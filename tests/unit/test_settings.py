from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from desktop import paths, settings
from desktop.errors import SettingsError
from desktop.settings.times import Monthly, SendingHours, Weekly, seconds_of_day
from monitoring.office_hours import OfficeHours

SAMPLE = Path(settings.__file__).with_name("settings_sample.toml")

KEYS = """
    name bureau time_zone language case ledger due_includes_stops from hours seconds overlap_seconds age_limit_seconds
    profile day_rule yellow_working_days yellow_share_below yellow_share past_promised past_statutory accept_within
    supervise_immediate gateway url username password_env sender report_listen to days folder
    weekly monthly number_prefix scheduled supervision_prefix heading addressees copies_to printer contact reply_days
    sealed seal_image seal_mm fonts fonts_folder sign_p12 sign_password_env
"""

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write_file(text: str) -> Path:
        file = tmp_path / "site.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return write_file


def load(file: Path | None = None, environ: dict[str, str] | None = None, **over: str) -> settings.Settings:
    return settings.load(file, environ or {}, **over)


def refused(file: Path) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        load(file)
    assert str(file) in caught.value.where
    assert caught.value.todo
    return caught.value


def test_without_a_file_everything_has_a_default() -> None:
    known = load()
    assert known.file is None
    assert (known.site.name, known.site.bureau, known.site.zone.key) == ("盐山县", "盐山县行政审批局", "Asia/Shanghai")
    assert known.poll.seconds == 5
    assert known.rules.load().day_rule == "whole_days"
    assert known.office_hours == (OfficeHours(hours=((30_600, 43_200), (50_400, 63_000))),)
    assert known.stores.case == paths.sqlite_url(paths.embedded_case_store())
    assert known.sms.gateway == "none"
    assert (known.reports.weekly, known.reports.monthly) == (Weekly(0, 28_800), Monthly(1, 30_600))


def test_the_sample_says_the_defaults() -> None:
    from_sample = load(SAMPLE)
    assert replace(from_sample, file=None) == load()


def test_the_sample_documents_every_key() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for key in KEYS.split():
        assert f"\n{key} = " in text or f"\n# {key} = " in text, key


class TestWhichFile:
    def test_the_option_stands_over_the_environment(self, write: Write, tmp_path: Path) -> None:
        other = tmp_path / "other.toml"
        other.write_text('[site]\nname = "别处"\n', encoding="utf-8")
        file = write('[site]\nname = "这里"\n')
        assert load(file, {"EMONITOR_CONFIG": str(other)}).site.name == "这里"
        assert load(None, {"EMONITOR_CONFIG": str(other)}).site.name == "别处"

    def test_the_users_own_file_is_found(self) -> None:
        usual = paths.config_file()
        usual.parent.mkdir(parents=True)
        usual.write_text('[site]\nname = "家里"\n', encoding="utf-8")
        known = load()
        assert (known.site.name, known.file) == ("家里", usual)

    def test_a_named_file_must_be_there(self, tmp_path: Path) -> None:
        assert "找不到" in refused(tmp_path / "absent.toml").what

    def test_a_file_saved_with_a_byte_order_mark_is_read(self, tmp_path: Path) -> None:
        file = tmp_path / "marked.toml"
        file.write_bytes("\ufeff[site]\nname = '标记'\n".encode())
        assert load(file).site.name == "标记"

    @pytest.mark.parametrize("content", [b"[site\n", b"name = \xff\xfe", "[site]\nname = 盐山".encode()])
    def test_a_file_that_is_no_toml_is_refused_by_name(self, tmp_path: Path, content: bytes) -> None:
        file = tmp_path / "broken.toml"
        file.write_bytes(content)
        refused(file)

    def test_a_folder_is_no_file(self, tmp_path: Path) -> None:
        refused(tmp_path)


class TestStores:
    def test_environment_and_options_stand_over_the_file(self, write: Write) -> None:
        file = write('[stores]\ncase = "sqlite:////file.db"\nledger = "sqlite:////file.db"\n')
        environ = {"EMONITOR_CASE_STORE": "sqlite:////environ.db", "EMONITOR_LEDGER": "sqlite:////environ.db"}
        assert load(file).stores.case == "sqlite:////file.db"
        assert load(file, environ).stores.case == "sqlite:////environ.db"
        assert load(file, environ, case_store="sqlite:////option.db").stores.case == "sqlite:////option.db"
        assert load(file, environ, ledger="sqlite:////option.db").stores.ledger == "sqlite:////option.db"

    def test_a_relative_path_in_the_file_means_beside_the_file(self, write: Write, tmp_path: Path) -> None:
        file = write('[stores]\ncase = "sqlite:///data/cases.sqlite"\n')
        assert load(file).stores.case == f"sqlite:///{(tmp_path / 'data' / 'cases.sqlite').as_posix()}"

    def test_a_relative_path_in_an_option_means_where_the_program_was_started(self) -> None:
        assert load(case_store="sqlite:///cases.sqlite").stores.case == "sqlite:///cases.sqlite"

    @pytest.mark.parametrize("url", ["cases.sqlite", "/data/cases.sqlite", "postgresql"])
    def test_what_is_no_address_is_refused(self, write: Write, url: str) -> None:
        assert "stores.case" in refused(write(f'[stores]\ncase = "{url}"\n')).where
        with pytest.raises(SettingsError, match="EMONITOR_CASE_STORE"):
            load(None, {"EMONITOR_CASE_STORE": url})

    def test_a_password_in_the_file_is_refused_and_not_repeated(self, write: Write) -> None:
        error = refused(write('[stores]\ncase = "postgresql://reader:hunter2@db/approvals"\n'))
        assert "hunter2" not in str(error)

    def test_a_password_in_the_environment_is_taken(self) -> None:
        url = "postgresql://reader:hunter2@db/approvals"
        assert load(None, {"EMONITOR_CASE_STORE": url}).stores.case == url


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[site]\nnmae = "x"', "site.nmae"),
        ("[site]\nname = 3", "site.name"),
        ('[site]\nname = " "', "site.name"),
        ('[site]\ntime_zone = "Mars/Olympus"', "site.time_zone"),
        ('[site]\ntime_zone = "../etc/passwd"', "site.time_zone"),
        ('[site]\nlanguage = "fr"', "site.language"),
        ('site = "盐山"', "site"),
        ("[sight]\n", "sight"),
        ('[poll]\nseconds = "5"', "poll.seconds"),
        ("[poll]\nseconds = 0", "poll.seconds"),
        ("[poll]\nseconds = -1", "poll.seconds"),
        ("[poll]\noverlap_seconds = 1.5", "poll.overlap_seconds"),
        ("[poll]\nseconds = nan", "poll.seconds"),
        ("[poll]\nseconds = true", "poll.seconds"),
        ("[poll]\nage_limit_seconds = inf", "poll.age_limit_seconds"),
        ('[stores]\ndue_includes_stops = "yes"', "stores.due_includes_stops"),
        ('[rules]\nday_rule = "half_days"', "rules.day_rule"),
        ('[rules]\nprofile = "nowhere"', "rules.profile"),
        ("[rules]\nyelow_share = 0.5", "rules.yelow_share"),
        ("[rules]\nyellow_share = -1", "rules.yellow_share"),
        ('[sms]\ngateway = "pigeon"', "sms.gateway"),
        ('[sms.kannel]\npassword = "hunter2"', "sms.kannel.password"),
        ('[sms.hours]\nfrom = "18:00"\nto = "08:00"', "sms.hours.to"),
        ('[sms.hours]\nfrom = "8 Uhr"', "sms.hours.from"),
        ('[sms.hours]\ndays = "sometimes"', "sms.hours.days"),
        ('[reports]\nweekly = "someday 08:00"', "reports.weekly"),
        ('[reports]\nweekly = "monday"', "reports.weekly"),
        ('[reports]\nmonthly = "31 08:30"', "reports.monthly"),
        ('[reports]\nmonthly = "first 08:30"', "reports.monthly"),
        ('office_hours = "08:30-12:00"', "office_hours"),
        ('[[office_hours]]\nfrom = "2017-01-01"', "office_hours[1].hours"),
        ("[[office_hours]]\nhours = []", "office_hours[1].hours"),
        ('[[office_hours]]\nhours = "08:30-12:00"', "office_hours[1].hours"),
        ('[[office_hours]]\nhours = ["08:30-12:00", "11:00-17:30"]', "office_hours[1].hours"),
        ('[[office_hours]]\nhours = ["12:00-08:30"]', "office_hours[1].hours"),
        ('[[office_hours]]\nhours = ["08:30-24:01"]', "office_hours[1].hours"),
        ('[[office_hours]]\nhours = ["08:30"]', "office_hours[1].hours"),
        ('[[office_hours]]\nfrom = "2017-02-30"\nhours = ["08:30-12:00"]', "office_hours[1].from"),
        ('[[office_hours]]\nfrom = "06-31"\nhours = ["08:30-12:00"]', "office_hours[1].from"),
        ('[[office_hours]]\nfrom = "02-29"\nhours = ["08:30-12:00"]', "office_hours[1].from"),
        ("[[office_hours]]\nfrom = 6\nhours = ['08:30-12:00']", "office_hours[1].from"),
        (
            "[[office_hours]]\nhours = ['08:30-12:00']\n[[office_hours]]\nhours = ['09:00-12:00']",
            "office_hours[2].from",
        ),
    ],
)
def test_what_cannot_be_used_is_named_with_its_file_and_key(write: Write, text: str, key: str) -> None:
    error = refused(write(text + "\n"))
    assert error.where.endswith(f"键 {key}")
    assert "hunter2" not in str(error)


def test_a_misspelt_key_is_told_the_right_one(write: Write) -> None:
    assert "“bureau”" in refused(write('[site]\nbureua = "x"\n')).todo


class TestOfficeHours:
    def test_rows_start_on_a_day_or_on_a_day_of_every_year(self, write: Write) -> None:
        text = """
            [[office_hours]]
            from = 2017-01-01
            hours = ["14:00-17:30", "08:30-12:00"]
            [[office_hours]]
            from = "2018-03-01"
            hours = ["09:00-24:00"]
            [[office_hours]]
            from = "02-28"
            hours = ["9:00-17:00"]
        """
        assert load(write(text)).office_hours == (
            OfficeHours(hours=((30_600, 43_200), (50_400, 63_000)), from_day=date(2017, 1, 1)),
            OfficeHours(hours=((32_400, 86_400),), from_day=date(2018, 3, 1)),
            OfficeHours(hours=((32_400, 61_200),), from_month_day=(2, 28)),
        )

    def test_hours_that_touch_do_not_overlap(self, write: Write) -> None:
        file = write('[[office_hours]]\nhours = ["08:00-12:00", "12:00-17:00"]\n')
        assert load(file).office_hours[0].hours == ((28_800, 43_200), (43_200, 61_200))

    @pytest.mark.parametrize("text", ["24:01", "8", "08:60", "-1:00", "08:30:00", "٠٨:٣٠", ""])
    def test_what_is_no_time_of_day_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError):
            seconds_of_day(text)


class TestRules:
    def test_single_keys_stand_over_the_profile(self, write: Write) -> None:
        rules = load(write('[rules]\nday_rule = "office_seconds"\nyellow_share = 0.5\n')).rules
        assert rules.load().day_rule == "office_seconds"
        assert str(rules.load().yellow_share) == "0.5"

    def test_a_profile_keeps_its_own_day_rule_unless_told(self, write: Write) -> None:
        assert load(write('[rules]\nprofile = "hunan"\n')).rules.load().day_rule == "office_seconds"

    def test_the_users_own_profile_stands_beside_the_settings(self, write: Write, tmp_path: Path) -> None:
        shipped = Path(settings.__file__).parents[2] / "resources" / "profiles" / "default.toml"
        (tmp_path / "ours.toml").write_text(
            shipped.read_text(encoding="utf-8").replace('name = "default"', 'name = "ours"'), encoding="utf-8"
        )
        assert load(write('[rules]\nprofile = "ours.toml"\n')).rules.load().name == "ours"


def test_the_other_tables_are_read_into_values(write: Write) -> None:
    text = """
        [sms]
        gateway = "kannel"
        [sms.kannel]
        username = "监察"
        [sms.hours]
        from = "09:00"
        to = "24:00"
        days = "all"
        [reports]
        folder = "纸"
        weekly = "Friday 17:00"
        monthly = "28 00:00"
    """
    file = write(text)
    known = load(file)
    assert known.sms.kannel.username == "监察"
    assert known.sms.hours == SendingHours(32_400, 86_400, "all")
    assert (known.reports.weekly, known.reports.monthly) == (Weekly(4, 61_200), Monthly(28, 0))
    assert known.reports.folder == file.parent / "纸"


class TestSecrets:
    def test_a_secret_comes_from_the_environment_first(self) -> None:
        assert settings.secret("KANNEL_PASSWORD", {"KANNEL_PASSWORD": "s3cret"}) == "s3cret"

    def test_a_secret_that_nobody_keeps_is_none(self) -> None:
        assert settings.secret("KANNEL_PASSWORD", {}) is None
