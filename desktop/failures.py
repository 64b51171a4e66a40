"""Failures in words: what happened, where, what to do. Never a traceback, a secret or a person's data."""

from __future__ import annotations

import errno
import logging
import sqlite3
import traceback
from collections.abc import Mapping
from contextlib import suppress
from zoneinfo import ZoneInfo

from desktop import paths
from desktop.errors import CommandError, message
from monitoring.clock import site_clock
from monitoring.ports import StoreUnavailable
from monitoring.telling import Told
from resources import Words, words

OWN_WORDS = (TypeError, AttributeError, NameError, ImportError, AssertionError, NotImplementedError)
"""Exceptions whose text comes from the program's code, not from the data it handles."""

LOG_LIMIT = 1_000_000
"""Bytes after which the log starts anew; the one before is kept."""


def told(error: BaseException) -> str:
    """The words for people; what nobody foresaw is written to the log as well."""
    if isinstance(error, CommandError):
        return str(error)
    if isinstance(error, StoreUnavailable):
        return message(
            f"数据库：{words().trouble(error.code)}", words().store_detail(error.detail), store_advice(error.code)
        )
    if type(error).__name__ in _KNOWN:
        what, todo = _KNOWN[type(error).__name__]
        where = error.said(words()) if isinstance(error, Told) else str(error)
        return message(what, where, todo)
    if isinstance(error, OSError) and error.strerror:
        where = str(error.filename) if error.filename is not None else ""
        return message(f"文件或设备用不了：{system_words(error)}", where, "检查路径、权限和磁盘空间。")
    return message("程序出了意外", _logged(error), "把这个日志文件交给维护人员；其他命令仍可使用。")


_KNOWN: Mapping[str, tuple[str, str]] = {
    "CalendarUnknown": ("工作日历里没有这一年", "用 emonitor calendar import 导入这一年的放假安排。"),
    "OfficeHoursUnknown": ("这一天之前没有办公时间", "在设置文件里加一行更早的 [[office_hours]]。"),
    "CalendarFileError": ("日历文件用不了", "改正文件里的这一处，再导入一次。"),
    "MissingGlyph": (
        "有个字没有任何字体能印出来",
        "换一种写法；或把有这个字的字体（.ttf）放进 [reports] fonts_folder 指的文件夹。",
    ),
    "SigningRefused": ("没有签名", "核对证书文件（.p12 或 .pfx，要含私钥）和它的密码。"),
    "RuleError": ("判灯规则用不了", "改正 [rules] 或规则文件里的这一项。"),
}
"""By name, so that saying them imports none of the engine's heavy parts."""


_SYSTEM: Mapping[int, str] = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.EEXIST: "已经有同名的文件",
    errno.ENOTDIR: "路径里有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "磁盘是只读的",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘配额用完了",
    errno.ENAMETOOLONG: "文件名太长",
    errno.ELOOP: "符号链接绕成了圈",
    errno.EBUSY: "正被别的程序占用",
    errno.EADDRINUSE: "端口正被别的程序占用",
}
"""What people meet; anything rarer keeps the system's own words."""


def system_words(error: OSError) -> str:
    """What the operating system refused, in words; its own where there are none."""
    return _SYSTEM.get(error.errno or 0, error.strerror or type(error).__name__)


def store_advice(code: str, say: Words | None = None) -> str:
    """What to do about a StoreUnavailable of this code."""
    known = (say or words()).tables["store_advice"]
    return known.get(code, known["other"])


def store_failed(what: str, error: StoreUnavailable) -> CommandError:
    """A deed that the case store did not take; it is as it was."""
    return CommandError(f"{what}。办件库：{words().trouble(error.code)}", error.detail, store_advice(error.code))


class LogFile(logging.Handler):
    """Our own packages' warnings in the user's log file: the place of a failure, never the data it happened on."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        entry = f"{_now()} {record.levelname} {record.name}: {record.getMessage()}\n"
        with suppress(OSError):
            _write(entry + (_entry(error) if error is not None else ""))


def keep_log() -> None:
    """From now on the warnings of our own packages go to the log file, and nowhere else."""
    for name in ("desktop", "monitoring", "reports", "widgets"):
        logger = logging.getLogger(name)
        if not any(isinstance(handler, LogFile) for handler in logger.handlers):
            logger.addHandler(LogFile(logging.WARNING))
            logger.propagate = False


def _logged(error: BaseException) -> str:
    """Writes the place of the failure to the log; returns where it stands."""
    file = paths.log_file()
    try:
        _write(_entry(error))
    except OSError:
        return f"{_name(error)}（日志写不进 {file}）"
    return f"{_name(error)}，详见 {file}"


def _write(entry: str) -> None:
    file = paths.log_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    if file.is_file() and file.stat().st_size > LOG_LIMIT:
        file.replace(file.with_suffix(".old.log"))
    with file.open("a", encoding="utf-8") as log:
        log.write(entry)


def _now() -> str:
    return site_clock(ZoneInfo("UTC"))().isoformat(timespec="seconds") + "Z"


def _entry(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    # The text of most exceptions repeats values, and those may be people's: only the program's own words are kept
    words = f": {error}" if isinstance(error, OWN_WORDS) else ""
    cause = _entry(error.__cause__) if error.__cause__ is not None else ""
    return f"{cause}{_now()} {_name(error)}{words}\n{frames}\n"


def _name(error: BaseException) -> str:
    kind = type(error)
    return kind.__name__ if kind.__module__ in ("builtins", sqlite3.__name__) else f"{kind.__module__}.{kind.__name__}"
