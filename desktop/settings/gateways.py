"""The tables [sms.<gateway>] of the settings file. Secrets never stand in them."""

from __future__ import annotations

from pathlib import Path

from desktop.settings.reading import Table
from monitoring.sms.options import Aliyun, Gammu, Kannel, Mas, Tencent

SECRETS = ("password", "secret", "secret_key", "access_key_secret")
SHORTEST_TIMEOUT, LONGEST_TIMEOUT = 1, 60


def read_kannel(table: Table, folder: Path) -> Kannel:
    usual = Kannel()
    refuse_secrets(table, "password_env")
    kannel = Kannel(
        url=table.text("url", usual.url),
        username=table.text("username", usual.username, empty=True),
        password_env=table.text("password_env", usual.password_env),
        sender=table.text("sender", usual.sender, empty=True),
        report_listen=table.text("report_listen", usual.report_listen, empty=True),
        report_url=table.text("report_url", usual.report_url, empty=True),
        own_network=table.flag("own_network", usual.own_network),
        ca_file=_file(table, "ca_file", folder),
        timeout_seconds=_timeout(table, usual.timeout_seconds),
    )
    table.finish()
    return kannel


def read_mas(table: Table, folder: Path) -> Mas:
    usual = Mas()
    refuse_secrets(table, "secret_env")
    mas = Mas(
        url=table.text("url", usual.url, empty=True),
        ec_name=table.text("ec_name", usual.ec_name, empty=True),
        ap_id=table.text("ap_id", usual.ap_id, empty=True),
        secret_env=table.text("secret_env", usual.secret_env),
        sign=table.text("sign", usual.sign, empty=True),
        add_serial=table.text("add_serial", usual.add_serial, empty=True),
        templates=_templates(table),
        pull_reports=table.flag("pull_reports", usual.pull_reports),
        own_network=table.flag("own_network", usual.own_network),
        ca_file=_file(table, "ca_file", folder),
        timeout_seconds=_timeout(table, usual.timeout_seconds),
    )
    table.finish()
    return mas


def read_aliyun(table: Table, folder: Path) -> Aliyun:
    usual = Aliyun()
    refuse_secrets(table, "secret_env")
    aliyun = Aliyun(
        url=table.text("url", usual.url),
        region=table.text("region", usual.region),
        access_key_id=table.text("access_key_id", usual.access_key_id, empty=True),
        secret_env=table.text("secret_env", usual.secret_env),
        sign_name=table.text("sign_name", usual.sign_name, empty=True),
        templates=_templates(table),
        signature=table.choice("signature", usual.signature, ("acs3", "v1")),
        own_network=table.flag("own_network", usual.own_network),
        ca_file=_file(table, "ca_file", folder),
        timeout_seconds=_timeout(table, usual.timeout_seconds),
    )
    table.finish()
    return aliyun


def read_tencent(table: Table, folder: Path) -> Tencent:
    usual = Tencent()
    refuse_secrets(table, "secret_env")
    tencent = Tencent(
        url=table.text("url", usual.url),
        region=table.text("region", usual.region),
        secret_id=table.text("secret_id", usual.secret_id, empty=True),
        secret_env=table.text("secret_env", usual.secret_env),
        app_id=table.text("app_id", usual.app_id, empty=True),
        sign_name=table.text("sign_name", usual.sign_name, empty=True),
        templates=_templates(table),
        session_in_reports=table.flag("session_in_reports", usual.session_in_reports),
        pull_reports=table.flag("pull_reports", usual.pull_reports),
        own_network=table.flag("own_network", usual.own_network),
        ca_file=_file(table, "ca_file", folder),
        timeout_seconds=_timeout(table, usual.timeout_seconds),
    )
    table.finish()
    return tencent


def read_gammu(table: Table) -> Gammu:
    usual = Gammu()
    refuse_secrets(table, "password_env")
    gammu = Gammu(
        queue=table.text("queue", usual.queue, empty=True),
        password_env=table.text("password_env", usual.password_env),
        sender=table.text("sender", usual.sender, empty=True),
        country_code=table.text("country_code", usual.country_code),
    )
    table.finish()
    return gammu


def refuse_secrets(table: Table, named_by: str) -> None:
    """Whatever a secret may be called: it does not belong in the file."""
    for key in SECRETS:
        if table.value(key) is not None:
            table.refuse(key, "密码不能写在设置文件里", f"把它放进系统钥匙串，或放进 {named_by} 所指的环境变量。")


def _templates(table: Table) -> dict[str, str]:
    """Name of our template = the gateway's."""
    rows = table.table("templates")
    texts = {}
    for kind, template in rows.rest().items():
        if not isinstance(template, str) or not template.strip():
            rows.refuse(kind, "模板编号应当是文字", "把模板编号放进引号里。")
        texts[kind] = template
    return texts


def _file(table: Table, key: str, folder: Path) -> str:
    """A relative path means: beside the settings file."""
    text = table.text(key, "", empty=True)
    return str(folder.absolute() / Path(text).expanduser()) if text else ""


def _timeout(table: Table, usual: float) -> float:
    return table.number("timeout_seconds", usual, SHORTEST_TIMEOUT, LONGEST_TIMEOUT)
