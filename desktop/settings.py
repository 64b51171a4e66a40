"""The site's settings: one TOML file, every key optional, every key typed (settings_sample.toml documents them).

The file is the one that ``--config`` names, else ``EMONITOR_CONFIG``, else ``emonitor.toml`` in the user's
configuration folder if it is there. ``--case-store`` and ``--ledger``, else ``EMONITOR_CASE_STORE`` and
``EMONITOR_LEDGER``, stand over the file. Secrets are never in the file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop import paths
from desktop.errors import SettingsError
from desktop.settings_reading import Table
from desktop.settings_times import (
    Monthly,
    SendingHours,
    Weekly,
    read_monthly,
    read_office_hours,
    read_span,
    read_weekly,
)
from monitoring.office_hours import OfficeHours
from monitoring.rules import DAY_RULES, RuleError, RuleProfile, load_profile

GATEWAYS = ("none", "kannel", "mas", "aliyun", "tencent", "gammu")
LANGUAGES = ("zh_CN", "en")
KEYRING_SERVICE = "emonitor"


@dataclass(frozen=True, slots=True)
class Site:
    name: str = "盐山县"
    bureau: str = "盐山县行政审批局"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    language: str = "zh_CN"


@dataclass(frozen=True, slots=True)
class Stores:
    """SQLAlchemy URLs. ``due_includes_stops``: the platform moves its explicit dues by itself when a clock stops."""

    case: str
    ledger: str
    due_includes_stops: bool = False


@dataclass(frozen=True, slots=True)
class Poll:
    """All in seconds. ``age_limit_seconds``: data older than this are shown as old."""

    seconds: float = 5.0
    overlap_seconds: int = 300
    age_limit_seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Rules:
    """A profile carried (or the path of the user's own file), and the single keys set over it."""

    profile: str = "default"
    overrides: Mapping[str, object] = field(default_factory=dict)

    def load(self) -> RuleProfile:
        """The thresholds. Raises monitoring.rules.RuleError."""
        return load_profile(self.profile, self.overrides)


@dataclass(frozen=True, slots=True)
class Kannel:
    url: str = "http://127.0.0.1:13013/cgi-bin/sendsms"
    username: str = ""
    password_env: str = "EMONITOR_KANNEL_PASSWORD"
    sender: str = ""
    report_listen: str = "127.0.0.1:18080"


@dataclass(frozen=True, slots=True)
class Sms:
    gateway: str = "none"
    kannel: Kannel = Kannel()
    hours: SendingHours = SendingHours()


@dataclass(frozen=True, slots=True)
class Reports:
    folder: Path
    weekly: Weekly = Weekly()
    monthly: Monthly = Monthly()
    number_prefix: str = "盐审监"


@dataclass(frozen=True, slots=True)
class Settings:
    site: Site
    stores: Stores
    office_hours: tuple[OfficeHours, ...]
    poll: Poll
    rules: Rules
    sms: Sms
    reports: Reports
    file: Path | None = None
    """The file that was read; None: all defaults."""


def load(
    path: Path | None = None,
    environ: Mapping[str, str] | None = None,
    *,
    case_store: str | None = None,
    ledger: str | None = None,
) -> Settings:
    """The settings in force. Raises SettingsError, which names file, key, what is wrong and what to do."""
    environ = os.environ if environ is None else environ
    file = _which_file(path, environ)
    source = str(file) if file is not None else "默认设置"
    top = Table(_parse(file) if file is not None else {}, source)
    folder = file.parent if file is not None else Path()
    settings = Settings(
        site=_site(top.table("site")),
        stores=_stores(
            top.table("stores"),
            folder,
            case_store or environ.get("EMONITOR_CASE_STORE"),
            ledger or environ.get("EMONITOR_LEDGER"),
        ),
        office_hours=read_office_hours(top),
        poll=_poll(top.table("poll")),
        rules=_rules(top.table("rules"), folder),
        sms=_sms(top.table("sms")),
        reports=_reports(top.table("reports"), folder),
        file=file,
    )
    top.finish()
    return settings


def secret(variable: str, environ: Mapping[str, str] | None = None) -> str | None:
    """A secret by the name of its environment variable; else the system keyring's entry of that name; else None."""
    value = (os.environ if environ is None else environ).get(variable)
    if value:
        return value
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(KEYRING_SERVICE, variable)
    except KeyringError:
        return None


def _which_file(path: Path | None, environ: Mapping[str, str]) -> Path | None:
    named = path or (Path(environ["EMONITOR_CONFIG"]) if environ.get("EMONITOR_CONFIG") else None)
    if named is not None:
        return named.expanduser()
    usual = paths.config_file()
    return usual if usual.is_file() else None


def _parse(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise SettingsError("找不到设置文件", str(file), "检查 --config 或 EMONITOR_CONFIG 给出的路径。") from None
    except UnicodeDecodeError:
        raise SettingsError("设置文件不是 UTF-8 编码", str(file), "用编辑器另存为 UTF-8。") from None
    except OSError as error:
        raise SettingsError(f"读不了设置文件：{error.strerror}", str(file), "检查路径和读取权限。") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"设置文件不是正确的 TOML：{error}", str(file), "改正这一处；文字值要加引号。") from None


def _site(table: Table) -> Site:
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


def _stores(table: Table, folder: Path, case_store: str | None, ledger: str | None) -> Stores:
    stores = Stores(
        case=_store_url(table, "case", case_store, paths.sqlite_url(paths.embedded_case_store()), folder),
        ledger=_store_url(table, "ledger", ledger, paths.sqlite_url(paths.embedded_ledger()), folder),
        due_includes_stops=table.flag("due_includes_stops", False),
    )
    table.finish()
    return stores


def _store_url(table: Table, key: str, over: str | None, default: str, folder: Path) -> str:
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
    authority = url.split("://", 1)[1].split("/", 1)[0]
    user, at, _ = authority.rpartition("@")
    return bool(at) and ":" in user


def _beside_file(url: str, folder: Path) -> str:
    """A relative SQLite path in a settings file means: beside that file, wherever the program was started."""
    scheme, _, rest = url.partition(":///")
    if not scheme.startswith("sqlite") or not rest or rest.startswith((":memory:", "file:")):
        return url
    return f"{scheme}:///{(folder.absolute() / Path(rest).expanduser()).as_posix()}"


def _poll(table: Table) -> Poll:
    usual = Poll()
    poll = Poll(
        seconds=table.number("seconds", usual.seconds, 0.2, 3600),
        overlap_seconds=table.whole("overlap_seconds", usual.overlap_seconds, 0, 86_400),
        age_limit_seconds=table.number("age_limit_seconds", usual.age_limit_seconds, 1, 86_400),
    )
    table.finish()
    return poll


def _rules(table: Table, folder: Path) -> Rules:
    profile = table.text("profile", "default")
    if profile.endswith(".toml"):
        profile = str(folder.absolute() / Path(profile).expanduser())
    day_rule = table.choice("day_rule", "", ("", *DAY_RULES))
    overrides = {**table.rest(), **({"day_rule": day_rule} if day_rule else {})}
    rules = Rules(profile, overrides)
    try:
        rules.load()
    except RuleError as error:
        table.refuse("profile", f"规则用不了：{error}", "改正这一项；随程序带的规则有 default、hunan、percent20。")
    return rules


def _sms(table: Table) -> Sms:
    sms = Sms(
        gateway=table.choice("gateway", "none", GATEWAYS),
        kannel=_kannel(table.table("kannel")),
        hours=_sending_hours(table.table("hours")),
    )
    table.finish()
    return sms


def _kannel(table: Table) -> Kannel:
    usual = Kannel()
    for key in ("password", "secret"):
        if table.value(key) is not None:
            table.refuse(key, "密码不能写在设置文件里", "把它放进系统钥匙串，或放进 password_env 所指的环境变量。")
    kannel = Kannel(
        url=table.text("url", usual.url),
        username=table.text("username", usual.username, empty=True),
        password_env=table.text("password_env", usual.password_env),
        sender=table.text("sender", usual.sender, empty=True),
        report_listen=table.text("report_listen", usual.report_listen),
    )
    table.finish()
    return kannel


def _sending_hours(table: Table) -> SendingHours:
    span = read_span(table, SendingHours())
    table.finish()
    return span


def _reports(table: Table, folder: Path) -> Reports:
    usual = str(paths.documents_folder())
    reports = Reports(
        folder=folder.absolute() / Path(table.text("folder", usual)).expanduser(),
        weekly=read_weekly(table, Weekly()),
        monthly=read_monthly(table, Monthly()),
        number_prefix=table.text("number_prefix", "盐审监"),
    )
    table.finish()
    return reports
