"""From the settings file to the gateway: every table, every fault named by its key, no secret anywhere."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from desktop.commands.context import make_context
from desktop.doctor import Check, examine
from desktop.errors import CommandError
from desktop.settings import SettingsError, load
from desktop.settings.listing import list_settings
from desktop.settings.values import GATEWAYS
from desktop.sms_wiring import gateway as gateway_of
from monitoring.sms.options import Aliyun, Gammu, Kannel, Mas, Tencent
from tests.gateway_server import fake_gateway, free_port

TABLES = {
    "kannel": 'url = "http://127.0.0.1:13013/cgi-bin/sendsms"\nusername = "tester"',
    "mas": 'url = "https://mas.example"\nec_name = "某局"\nap_id = "demo0"\nsign = "DWItALe3A"',
    "aliyun": 'access_key_id = "id"\nsign_name = "某局"\n[sms.aliyun.templates]\nred = "SMS_1"',
    "tencent": 'secret_id = "id"\napp_id = "14"\nsign_name = "某局"',
    "gammu": 'queue = "postgresql+psycopg://smsd@127.0.0.1/smsd"',
}
SECRETS = {"kannel": "KANNEL_PASSWORD", "mas": "MAS_SECRET", "aliyun": "ALIYUN_SECRET", "tencent": "TENCENT_SECRET"}


def settings_file(folder: Path, gateway: str, table: str = "", more: str = "") -> Path:
    file = folder / "emonitor.toml"
    text = f'[sms]\ngateway = "{gateway}"\n[sms.{gateway}]\n{more}\n{table or TABLES.get(gateway, "")}\n'
    file.write_text(text if gateway != "none" else "", encoding="utf-8")
    return file


def has_secret(gateway: str, monkeypatch: pytest.MonkeyPatch, value: str = "geheim-123") -> None:
    if gateway in SECRETS:
        monkeypatch.setenv(f"EMONITOR_{SECRETS[gateway]}", value)


@pytest.mark.parametrize("name", GATEWAYS)
def test_every_gateway_of_the_settings_can_be_opened(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_secret(name, monkeypatch)
    gateway = gateway_of(load(settings_file(tmp_path, name)))
    assert gateway.name == name
    assert gateway.settle_seconds >= 0
    assert gateway.adds_signature == (name in ("mas", "aliyun", "tencent"))
    assert gateway.can_look_up == (name in ("aliyun", "gammu"))
    gateway.close()


@pytest.mark.parametrize("name", SECRETS)
def test_a_missing_secret_is_named_by_its_variable(name: str, tmp_path: Path) -> None:
    with pytest.raises(CommandError) as caught:
        gateway_of(load(settings_file(tmp_path, name)))
    assert f"[sms.{name}]" in caught.value.where
    assert f"EMONITOR_{SECRETS[name]}" in caught.value.todo


@pytest.mark.parametrize(
    ("name", "key"), [("mas", "url"), ("aliyun", "access_key_id"), ("tencent", "secret_id"), ("gammu", "queue")]
)
def test_a_gateway_without_its_account_says_which_key_is_empty(
    name: str, key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_secret(name, monkeypatch)
    with pytest.raises(CommandError) as caught:
        gateway_of(load(settings_file(tmp_path, name, "timeout_seconds = 5" if name != "gammu" else 'sender = "a"')))
    assert caught.value.where.endswith(f"[sms.{name}] {key}")


@pytest.mark.parametrize(
    ("url", "own_network", "allowed"),
    [
        ("http://127.0.0.1:13013/send", False, True),
        ("http://localhost:13013/send", False, True),
        ("http://[::1]:13013/send", False, True),
        ("http://10.1.2.3:13013/send", False, False),
        ("http://10.1.2.3:13013/send", True, True),
        ("http://127.0.0.1.example/send", False, False),
        ("https://sms.example/send", False, True),
        ("https://a:geheim@sms.example/send", False, False),
        ("https://sms.example/send?password=geheim", False, False),
        ("ftp://sms.example/send", False, False),
        ("https://sms.example:x/", False, False),
        ("sms.example", False, False),
    ],
)
def test_plain_http_is_for_this_machine_or_the_bureaus_own_network(
    url: str, own_network: bool, allowed: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_secret("kannel", monkeypatch)
    table = f'url = "{url}"\nusername = "tester"\nown_network = {str(own_network).lower()}'
    settings = load(settings_file(tmp_path, "kannel", table))
    if allowed:
        gateway_of(settings).close()
        return
    with pytest.raises(CommandError) as caught:
        gateway_of(settings)
    assert caught.value.where.endswith("[sms.kannel] url")
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("key", ["password", "secret"])
def test_no_table_takes_a_secret(name: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(settings_file(tmp_path, name, more=f'{key} = "geheim"'))
    assert f"sms.{name}.{key}" in caught.value.where
    assert "geheim" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "line", "key"),
    [
        ("mas", "pull_reports = 1", "pull_reports"),
        ("aliyun", 'signature = "md5"', "signature"),
        ("tencent", "timeout_seconds = 0", "timeout_seconds"),
        ("kannel", "timeout_seconds = 61", "timeout_seconds"),
        ("gammu", "own_network = true", "own_network"),
        ("mas", "templates = { red = 7 }", "templates.red"),
    ],
)
def test_a_wrong_value_is_named_by_its_key(name: str, line: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        load(settings_file(tmp_path, name, more=line))
    assert caught.value.where.endswith(f"sms.{name}.{key}")


def test_a_certificate_is_looked_for_beside_the_settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    has_secret("mas", monkeypatch)
    file = settings_file(tmp_path, "mas", more='ca_file = "own.pem"')
    settings = load(file)
    assert settings.sms.mas.ca_file == str(tmp_path / "own.pem")
    with pytest.raises(CommandError) as caught:
        gateway_of(settings)
    assert caught.value.where.endswith("[sms.mas] ca_file")


def test_every_option_of_every_gateway_is_listed(tmp_path: Path) -> None:
    listed = {entry.name: entry.value for entry in list_settings(load(settings_file(tmp_path, "aliyun")), {})}
    for name, options in {"kannel": Kannel, "mas": Mas, "aliyun": Aliyun, "tencent": Tencent, "gammu": Gammu}.items():
        assert {f"sms.{name}.{field.name}" for field in fields(options)} <= {*listed}
    assert listed["sms.aliyun.templates"] == "red=SMS_1"


def test_the_sample_file_says_the_defaults_of_every_gateway() -> None:
    sample = load(Path(__file__).resolve().parents[2] / "desktop" / "settings" / "settings_sample.toml", {})
    assert sample.sms.gateway_options() is None
    assert (sample.sms.kannel, sample.sms.mas, sample.sms.aliyun) == (Kannel(), Mas(), Aliyun())
    assert (sample.sms.tencent, sample.sms.gammu) == (Tencent(), Gammu())


def away(name: str) -> str:
    """Its table with an address where nobody is."""
    if name == "gammu":
        return f'queue = "postgresql+psycopg://smsd@127.0.0.1:{free_port()}/smsd"'
    lines = [line for line in TABLES[name].splitlines() if not line.startswith("url")]
    return "\n".join([f'url = "http://127.0.0.1:{free_port()}/"', *lines])


@pytest.mark.parametrize("name", TABLES)
def test_the_doctor_tells_that_a_gateway_does_not_answer(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_secret(name, monkeypatch)
    check = the_doctors_check(settings_file(tmp_path, name, away(name)))
    assert (check.ok, bool(check.todo)) == (False, True)
    assert "没有应答" in check.detail or "连不上" in check.detail


ALIVE: dict[str, object] = {
    "kannel": "Empty receiver number not allowed, rejected",
    "mas": "<html>云MAS</html>",
    "aliyun": {"Code": "OK", "SmsSendDetailDTOs": {}},
    "tencent": {"Response": {"PullSmsSendStatusSet": []}},
}


@pytest.mark.parametrize("name", ALIVE)
def test_the_doctor_tells_that_a_gateway_answers(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    has_secret(name, monkeypatch)
    with fake_gateway() as server:
        server.gives(400 if name == "kannel" else 200, ALIVE[name])
        table = "\n".join([f'url = "{server.url}/"', *away(name).splitlines()[1:]])
        check = the_doctors_check(settings_file(tmp_path, name, table))
    assert (check.ok, check.todo, "有应答" in check.detail) == (True, "", True)


def test_the_doctor_tells_that_a_gateway_has_no_secret(tmp_path: Path) -> None:
    check = the_doctors_check(settings_file(tmp_path, "aliyun"))
    assert not check.ok
    assert "EMONITOR_ALIYUN_SECRET" in check.todo


def test_the_doctor_is_content_without_a_gateway(tmp_path: Path) -> None:
    assert the_doctors_check(settings_file(tmp_path, "none")).ok


def the_doctors_check(file: Path) -> Check:
    found = examine(make_context(load(file)))
    return next(check for check in found if check.name == "gateway")
