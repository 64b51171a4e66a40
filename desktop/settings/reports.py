"""The table [reports] of the settings file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop import paths
from desktop.settings.gateways import refuse_secrets
from desktop.settings.reading import Table
from desktop.settings.times import read_monthly, read_weekly
from desktop.settings.values import FONT_SOURCES, Reports

NOT_IN_A_NUMBER: Final = "〔〕[]（）()号第"


def read_reports(table: Table, folder: Path) -> Reports:
    usual = Reports(folder=paths.documents_folder())
    refuse_secrets(table, "sign_password_env")
    reports = Reports(
        folder=_beside(folder, table.text("folder", str(usual.folder))),
        weekly=read_weekly(table, usual.weekly),
        monthly=read_monthly(table, usual.monthly),
        scheduled=table.flag("scheduled", usual.scheduled),
        number_prefix=_prefix(table, "number_prefix", usual.number_prefix),
        supervision_prefix=_prefix(table, "supervision_prefix", usual.supervision_prefix),
        heading=_line(table, "heading", usual.heading),
        addressees=_line(table, "addressees", usual.addressees).rstrip("：:"),
        copies_to=_copies(table),
        printer=_line(table, "printer", usual.printer),
        contact=_line(table, "contact", usual.contact),
        reply_days=table.whole("reply_days", usual.reply_days, 1, 60),
        sealed=table.flag("sealed", usual.sealed),
        seal_image=_path(table, "seal_image", folder),
        seal_mm=table.number("seal_mm", usual.seal_mm, 20, 60),
        fonts=table.choice("fonts", usual.fonts, FONT_SOURCES),
        fonts_folder=_path(table, "fonts_folder", folder),
        sign_p12=_path(table, "sign_p12", folder),
        sign_password_env=table.text("sign_password_env", usual.sign_password_env),
    )
    if reports.number_prefix == reports.supervision_prefix:
        table.refuse("supervision_prefix", "两种文号的代字相同，会混在一起编号", "写成不同的代字，例如“盐审监督”。")
    table.finish()
    return reports


def _beside(folder: Path, written: str) -> Path:
    """A relative path means: beside the settings file."""
    return folder.absolute() / Path(written).expanduser()


def _line(table: Table, key: str, usual: str) -> str:
    text = table.text(key, usual, empty=True).strip()
    if not text.isprintable():
        table.refuse(key, "有换行或看不见的字符", "写在一行里，不用制表符。")
    return text


def _prefix(table: Table, key: str, usual: str) -> str:
    prefix = table.text(key, usual).strip()
    if any(mark in prefix for mark in NOT_IN_A_NUMBER) or not prefix.isprintable():
        table.refuse(key, f"“{prefix}”不是发文机关代字", "只写代字，例如“盐审监”；年份和序号由程序编。")
    return prefix


def _copies(table: Table) -> tuple[str, ...]:
    if table.value("copies_to") is None:
        return ()
    return tuple(name.strip() for name in table.texts("copies_to") if name.strip())


def _path(table: Table, key: str, folder: Path) -> Path | None:
    """Looked at when a report is made: a folder that is away for the moment must not end the watch."""
    written = table.text(key, "", empty=True)
    return _beside(folder, written) if written else None
