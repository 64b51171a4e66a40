"""Heads, feet, seal and fonts of the documents, from the settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop.errors import CommandError
from desktop.settings import Settings

if TYPE_CHECKING:
    from reports.letterhead import Letterhead
    from reports.paper.fonts import FontSet

LARGEST_SEAL: Final = 3_000_000
"""Bytes: a scan in full size would swell every notice."""
PNG: Final = b"\x89PNG\r\n\x1a\n"


def letterhead_of(settings: Settings) -> Letterhead:
    """Raises CommandError for a seal that cannot be used."""
    from reports.letterhead import Letterhead

    reports = settings.reports
    return Letterhead(
        bureau=settings.site.bureau,
        county=settings.site.name,
        heading=reports.heading,
        addressees=reports.addressees,
        copies_to=reports.copies_to,
        printer=reports.printer,
        contact=reports.contact,
        seal_image=read_seal(reports.seal_image) if reports.seal_image is not None else None,
        seal_mm=reports.seal_mm,
        sealed=reports.sealed,
    )


def read_seal(file: Path) -> bytes:
    """The seal's picture. Raises CommandError for a file that is away, too large or no PNG."""
    where = f"[reports] seal_image = {file}"
    try:
        with file.open("rb") as picture:
            data = picture.read(LARGEST_SEAL + 1)
    except OSError as error:
        raise CommandError(f"读不了印章图片：{error.strerror}", where, "检查路径；不用印章图片就删去这一行。") from None
    if not data.startswith(PNG):
        raise CommandError("印章图片不是 PNG", where, "存成 PNG（最好底色透明）。")
    if len(data) > LARGEST_SEAL:
        raise CommandError("印章图片太大", where, f"缩小到 {LARGEST_SEAL // 1_000_000} MB 以内。")
    return data


def fonts_of(settings: Settings) -> FontSet:
    """Raises CommandError where the site's own folder of fonts is away."""
    from reports.paper.fonts import FontSet

    folder = settings.reports.fonts_folder
    if folder is not None and not folder.is_dir():
        todo = "检查路径；用随程序带的字体就删去这一行。"
        raise CommandError("没有这个字体文件夹", f"[reports] fonts_folder = {folder}", todo)
    return FontSet.choose("system" if settings.reports.fonts == "system" else "carried", folder)
