"""Which settings file holds, and what stands over it.

The file is the one that ``--config`` names, else ``EMONITOR_CONFIG``, else ``emonitor.toml`` in the user's
configuration folder if it is there. ``--case-store`` and ``--ledger``, else ``EMONITOR_CASE_STORE`` and
``EMONITOR_LEDGER``, stand over the file. Secrets are never in the file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

from desktop import paths
from desktop.errors import SettingsError
from desktop.settings.reading import Table
from desktop.settings.reports import read_reports
from desktop.settings.tables import read_poll, read_rules, read_site, read_sms, read_stores
from desktop.settings.times import read_office_hours
from desktop.settings.values import Settings

KEYRING_SERVICE = "emonitor"


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
        site=read_site(top.table("site")),
        stores=read_stores(
            top.table("stores"),
            folder,
            case_store or environ.get("EMONITOR_CASE_STORE"),
            ledger or environ.get("EMONITOR_LEDGER"),
        ),
        office_hours=read_office_hours(top),
        poll=read_poll(top.table("poll")),
        rules=read_rules(top.table("rules"), folder),
        sms=read_sms(top.table("sms"), folder),
        reports=read_reports(top.table("reports"), folder),
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
