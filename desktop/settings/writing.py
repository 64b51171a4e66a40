"""Writes single settings into the user's TOML file: comments and everything else in it stay as they are.

The new text is tried by ``desktop.settings.load`` before it takes the file's place; the file before is kept beside it.
"""

from __future__ import annotations

import dataclasses
import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Table

from desktop.errors import SettingsError
from desktop.settings import Settings, load

BACKUP_SUFFIX: Final = ".bak"
HEAD: Final = "emonitor 的设置。每一项的说明见程序文件夹里的 desktop/settings/settings_sample.toml。"
_FROM: Final = re.compile(r"(\d{4}-)?\d{2}-\d{2}")

Changes = Mapping[tuple[str, str], object]
"""(table, key) → its new value; None takes the key out, so that its default holds. ('', 'office_hours') → rows."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was done: enough to take it back."""

    file: Path
    before: str | None
    """The file's text before; None: there was no file."""
    after: str
    settings: Settings
    """As they will be after the next start."""


def write_settings(file: Path, changes: Changes, environ: Mapping[str, str] | None = None) -> Written:
    """Changes the file, or makes it. Raises SettingsError and leaves the file alone where the result is wrong."""
    file = file.resolve()  # a link stays a link
    before = _read(file)
    try:
        document = tomlkit.parse(before or "")
        if before is None:
            document.add(tomlkit.comment(HEAD))
        for (table, key), value in changes.items():
            _set(document, table, key, value)
        after = tomlkit.dumps(document)
    except TOMLKitError as error:
        raise SettingsError(f"设置文件不是正确的 TOML：{error}", str(file), "用编辑器改正后再来。") from None
    return Written(file, before, after, _replace(file, before, after, environ))


def take_back(written: Written, environ: Mapping[str, str] | None = None) -> None:
    """Puts the file back as it was. Raises SettingsError where somebody changed it since."""
    if _read(written.file) != written.after:
        raise SettingsError("设置文件后来又被改过，没有撤销", str(written.file), "用编辑器打开文件，手工改回。")
    if written.before is None:
        try:
            written.file.unlink()
        except OSError as error:
            raise _unwritable(written.file, error) from None
        return
    _replace(written.file, written.after, written.before, environ)


def parse_hours(text: str) -> list[dict[str, object]]:
    """The rows of [[office_hours]] from lines such as '06-01 08:30-12:00 15:00-18:00'; empty lines say nothing."""
    rows: list[dict[str, object]] = []
    for line in text.splitlines():
        words = line.replace("，", " ").replace(",", " ").replace("：", ":").replace("—", "-").split()
        if not words:
            continue
        start = words.pop(0) if _FROM.fullmatch(words[0]) else ""
        rows.append({**({"from": start} if start else {}), "hours": words})
    return rows


def _read(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError:
        raise SettingsError("设置文件不是 UTF-8 编码", str(file), "用编辑器另存为 UTF-8。") from None
    except OSError as error:
        raise SettingsError(f"读不了设置文件：{error.strerror}", str(file), "检查路径和读取权限。") from None


def _set(document: tomlkit.TOMLDocument, table: str, key: str, value: object) -> None:
    if key == "office_hours":
        _set_hours(document, value if isinstance(value, list) else [])
        return
    values: Any = document
    for name in table.split("."):
        if name not in values:
            if value is None:
                return
            values[name] = tomlkit.table()
        values = values[name]
    if value is None:
        values.pop(key, None)
    else:
        values[key] = value


def _set_hours(document: tomlkit.TOMLDocument, rows: list[dict[str, object]]) -> None:
    """Rows that stay keep their comments; where their number changes, they are written anew in the same place."""
    known = document.get("office_hours")
    if isinstance(known, AoT) and len(known) == len(rows):
        for table, row in zip(known, rows, strict=True):
            _set_row(table, row)
        return
    fresh = tomlkit.aot()
    for row in rows:
        table = tomlkit.table()
        table.update(row)
        fresh.append(table)
    if not rows:
        document.pop("office_hours", None)
    else:
        document["office_hours"] = fresh


def _set_row(table: Table, row: dict[str, object]) -> None:
    for key in ("from", "hours"):
        if key not in row:
            table.pop(key, None)
        elif str(table.get(key)) != str(row[key]):
            table[key] = row[key]


def _replace(file: Path, before: str | None, after: str, environ: Mapping[str, str] | None) -> Settings:
    trial = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        trial.write_text(after, encoding="utf-8", newline="")
        settings = _tried(trial, file, environ)
        if before is not None:
            shutil.copymode(file, trial)
            file.with_name(file.name + BACKUP_SUFFIX).write_text(before, encoding="utf-8", newline="")
        trial.replace(file)
    except OSError as error:
        raise _unwritable(file, error) from None
    finally:
        trial.unlink(missing_ok=True)
    return settings


def _tried(trial: Path, file: Path, environ: Mapping[str, str] | None) -> Settings:
    try:
        settings = load(trial, os.environ if environ is None else environ)
    except SettingsError as error:
        raise SettingsError(error.what, error.where.replace(str(trial), str(file)), error.todo) from None
    return dataclasses.replace(settings, file=file)


def _unwritable(file: Path, error: OSError) -> SettingsError:
    todo = "检查文件夹的写入权限和磁盘空间；原来的文件没有动。"
    return SettingsError(f"写不了设置文件：{error.strerror or error}", str(file), todo)
