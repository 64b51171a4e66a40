"""One function for each table of the settings file: from TOML to the values, or a SettingsError."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop import paths
from desktop.errors import SettingsError
from desktop.settings.gateways import read_aliyun, read_gammu, read_kannel, read_mas, read_tencent
from desktop.settings.reading import Table
from desktop.settings.times import SendingHours, read_span
from desktop.settings.values import GATEWAYS, LANGUAGES, Poll, Rules, Site, Sms, Stores
from monitoring.rules import DAY_RULES, RuleError
from monitoring.sms.rules import load_rules
from resources import words


def read_site(table: Table) -> Site:
    usual = Site()
    zone_name = table.text("time_zone", usual.zone.key)
    try:
        zone = ZoneInfo(zone_name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        table.refuse("time_zone", f"没有时区“{zone_name}”", "写时区的全名，例如 Asia/Shanghai。")
    site = Site(
        name=table.text("name", usual.name),
        bureau=table.text("bureau", usual.bureau),
        zone=zone,
        language=table.choice("language", usual.language, LANGUAGES),
    )
    table.finish()
    return site


def read_stores(table: Table, folder: Path, case_store: str | None, ledger: str | None) -> Stores:
    stores = Stores(
        case=_store_url(table, "case", case_store, paths.sqlite_url(paths.embedded_case_store()), folder),
        ledger=_store_url(table, "ledger", ledger, paths.sqlite_url(paths.embedded_ledger()), folder),
        due_includes_stops=table.flag("due_includes_stops", False),
        ledger_named=bool(ledger),
    )
    table.finish()
    return stores


def _store_url(table: Table, key: str, over: str | None, default: str, folder: Path) -> str:
    over = over or None
    written = table.text(key, default)
    url = over or written
    if "://" not in url:
        if over is None:
            table.refuse(key, "不是数据库地址", "写成 sqlite:///文件 或 postgresql+psycopg://主机/库名。")
        option = "--case-store 或 EMONITOR_CASE_STORE" if key == "case" else "--ledger 或 EMONITOR_LEDGER"
        raise SettingsError("不是数据库地址", option, "写成 sqlite:///文件 或 postgresql+psycopg://主机/库名。")
    if over is None and _has_password(url):
        todo = "把密码放进 ~/.pgpass 或 PGPASSWORD，或用环境变量 EMONITOR_CASE_STORE / EMONITOR_LEDGER 给出整个地址。"
        table.refuse(key, "数据库密码不能写在设置文件里", todo)
    return _beside_file(url, folder) if over is None else url


def _has_password(url: str) -> bool:
    """Whatever the password holds: up to the last @ it may be a part of it."""
    scheme, _, rest = url.partition("://")
    user, at, _ = rest.rpartition("@")
    return not scheme.startswith("sqlite") and bool(at) and ":" in user


def _beside_file(url: str, folder: Path) -> str:
    """A relative SQLite path in a settings file means: beside that file, wherever the program was started."""
    scheme, _, rest = url.partition(":///")
    if not scheme.startswith("sqlite") or not rest or rest.startswith((":memory:", "file:")):
        return url
    return f"{scheme}:///{(folder.absolute() / Path(rest).expanduser()).as_posix()}"


def read_poll(table: Table) -> Poll:
    usual = Poll()
    poll = Poll(
        seconds=table.number("seconds", usual.seconds, 0.2, 3600),
        overlap_seconds=table.whole("overlap_seconds", usual.overlap_seconds, 0, 86_400),
        age_limit_seconds=table.number("age_limit_seconds", usual.age_limit_seconds, 1, 86_400),
    )
    table.finish()
    return poll


def read_rules(table: Table, folder: Path) -> Rules:
    profile = table.text("profile", "default")
    if profile.endswith(".toml"):
        profile = str(folder.absolute() / Path(profile).expanduser())
    day_rule = table.choice("day_rule", "", ("", *DAY_RULES))
    overrides = {**table.rest(), **({"day_rule": day_rule} if day_rule else {})}
    rules = Rules(profile, overrides)
    try:
        rules.load()
    except RuleError as error:
        key = error.key if error.key in overrides else "profile"
        table.refuse(
            key, f"规则用不了：{error.said(words())}", "改正这一项；随程序带的规则有 default、hunan、percent20。"
        )
    return rules


def read_sms(table: Table, folder: Path) -> Sms:
    sms = Sms(
        gateway=table.choice("gateway", "none", GATEWAYS),
        kannel=read_kannel(table.table("kannel"), folder),
        mas=read_mas(table.table("mas"), folder),
        aliyun=read_aliyun(table.table("aliyun"), folder),
        tencent=read_tencent(table.table("tencent"), folder),
        gammu=read_gammu(table.table("gammu")),
        hours=_sending_hours(table.table("hours")),
        signature=table.text("signature", "", empty=True).strip("【】 "),
        rules=_sms_rules(table, folder),
    )
    table.finish()
    return sms


def _sms_rules(table: Table, folder: Path) -> str:
    written = table.text("rules", "", empty=True)
    file = str(folder.absolute() / Path(written).expanduser()) if written else ""
    try:
        load_rules(file or None)
    except RuleError as error:
        table.refuse(
            "rules", f"短信规则用不了：{error.said(words())}", "改正规则文件里的这一项；不写这一行就用随程序带的规则。"
        )
    return file


def _sending_hours(table: Table) -> SendingHours:
    span = read_span(table, SendingHours())
    table.finish()
    return span
