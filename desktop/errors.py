"""What went wrong, in three parts that people can act on: what, where, what to do."""

from __future__ import annotations


class CommandError(Exception):
    """A command could not be done (exit status 1). The three texts are for people; none holds a secret.

    ``what`` happened, ``where`` (file, line, key, store; may be empty), ``todo``: what to do now (may be empty).
    """

    def __init__(self, what: str, where: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.where = where
        self.todo = todo

    def __str__(self) -> str:
        return message(self.what, self.where, self.todo)


class SettingsError(CommandError):
    """A settings file (or an environment variable that stands in for it) cannot be used as it is."""


class UsageError(Exception):
    """A word on the command line cannot be understood (exit status 2)."""


def message(what: str, where: str = "", todo: str = "") -> str:
    """The lines that people read on standard error."""
    lines = [f"错误：{what}"]
    if where:
        lines.append(f"位置：{where}")
    if todo:
        lines.append(f"处理：{todo}")
    return "\n".join(lines)
