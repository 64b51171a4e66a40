"""Where issued reports lie as files, and what they are called. The archive holds the same bytes."""

from __future__ import annotations

import os
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import IO, Final

from monitoring.archiving import About, ReportKind, ReportRecord

_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
"""Characters that Windows allows in no file name."""
LONGEST: Final = 60
"""Characters of a case number in a file's name; paths have an end."""


def issued_name(record: ReportRecord) -> str:
    """'盐审监〔2017〕7号 2017年6月行政审批电子监察情况通报.pdf'."""
    number = f"{record.number} " if record.number is not None else ""
    return f"{_safe(number + title(record.about))}.pdf"


def draft_name(about: About) -> str:
    return f"{_safe(f'草稿 {title(about)}')}.pdf"


def title(about: About) -> str:
    """What a report is called among files."""
    if about.kind is ReportKind.WEEKLY:
        year, _, week = about.period.partition("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        sunday = date.fromisocalendar(int(year), int(week), 7)
        return f"{year}年第{int(week)}周（{monday:%m%d}—{sunday:%m%d}）行政审批电子监察周统计"
    if about.kind is ReportKind.MONTHLY:
        year, _, month = about.period.partition("-")
        return f"{year}年{int(month)}月行政审批电子监察情况通报"
    return f"督办通知 {about.subject[:LONGEST]} {about.period}"


def keep(folder: Path, name: str, data: bytes) -> Path:
    """Writes a file that is not there yet; another of that name stays, and this one gets a number. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    stem, suffix = name.rsplit(".", 1)
    for place in range(1, 1000):
        file = folder / (name if place == 1 else f"{stem} ({place}).{suffix}")
        if file.exists():
            if file.read_bytes() == data:
                return file
            continue
        if _written_new(file, data):
            return file
    raise FileExistsError(17, "同名的文件太多", str(folder / name))


def replace(file: Path, data: bytes) -> None:
    """Writes a file that a person named, whole or not at all. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    trial = _trial(file.parent, data)
    try:
        trial.replace(file)
    finally:
        trial.unlink(missing_ok=True)


def refuse_unwritable(folder: Path) -> None:
    """Raises OSError where no file can be made in the folder (which is made if need be)."""
    folder.mkdir(parents=True, exist_ok=True)
    _trial(folder, b"").unlink()


def _written_new(file: Path, data: bytes) -> bool:
    """Whole or not at all, and never over another: a hard link does not replace. False: somebody was quicker."""
    trial = _trial(file.parent, data)
    try:
        os.link(trial, file)
    except FileExistsError:
        return False
    except OSError:  # a disk without hard links
        return _copied_new(file, data)
    finally:
        trial.unlink(missing_ok=True)
    return True


def _copied_new(file: Path, data: bytes) -> bool:
    try:
        new = file.open("xb")
    except FileExistsError:
        return False
    _fill(new, file, data)
    return True


def _trial(folder: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=".emonitor-", dir=folder)
    file = Path(name)
    _fill(os.fdopen(handle, "wb"), file, data)
    file.chmod(0o644)
    return file


def _fill(new: IO[bytes], file: Path, data: bytes) -> None:
    """A file just made is whole or gone: a disk that fills up keeps no half of it. The error names the file."""
    try:
        with new:
            new.write(data)
    except OSError as error:
        file.unlink(missing_ok=True)
        raise OSError(error.errno, error.strerror, str(file)) from None


def _safe(name: str) -> str:
    return _FORBIDDEN.sub("_", name).strip(" .")
