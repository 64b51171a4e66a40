"""Takes typed values out of a TOML table; a wrong one is named with its file, its key and what to do."""

from __future__ import annotations

import difflib
import math
from collections.abc import Mapping, Sequence
from typing import NoReturn

from desktop.errors import SettingsError

_KINDS: Mapping[type, str] = {
    bool: "真假值（true 或 false）",
    int: "整数",
    float: "数",
    str: "文字",
    list: "列表",
    dict: "表",
}


class Table:
    """One table of a settings file. Each key that is asked for counts as known; ``finish`` refuses all others."""

    def __init__(self, values: Mapping[str, object], source: str, name: str = "") -> None:
        self._values = values
        self._source = source
        self._name = name
        self._known: set[str] = set()

    def refuse(self, key: str, what: str, todo: str) -> NoReturn:
        """Raises the error that names this file and key."""
        raise SettingsError(what, f"{self._source}，键 {self._path(key)}", todo)

    def value(self, key: str) -> object:
        """The value as TOML gives it, or None."""
        self._known.add(key)
        return self._values.get(key)

    def text(self, key: str, default: str, *, empty: bool = False) -> str:
        value = self.value(key)
        if value is None:
            return default
        if not isinstance(value, str):
            self._wrong_kind(key, value, str)
        if not empty and not value.strip():
            self.refuse(key, "值是空的", "写上内容，或删去这一行以使用默认值。")
        return value

    def choice(self, key: str, default: str, choices: Sequence[str]) -> str:
        value = self.text(key, default)
        if value not in choices:
            self.refuse(key, f"不认识“{value}”", f"可以写：{'、'.join(filter(None, choices))}。")
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self.value(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self._wrong_kind(key, value, bool)
        return value

    def number(self, key: str, default: float, lowest: float, highest: float) -> float:
        """A number between two bounds, both allowed."""
        value = self.value(key)
        if value is None:
            return float(default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            self._wrong_kind(key, value, float)
        if not (math.isfinite(value) and lowest <= value <= highest):
            self.refuse(key, f"{value} 超出范围", f"写 {lowest:g} 到 {highest:g} 之间的数。")
        return float(value)

    def whole(self, key: str, default: int, lowest: int, highest: int) -> int:
        """A whole number between two bounds, both allowed."""
        number = self.number(key, default, lowest, highest)
        if not number.is_integer():
            self.refuse(key, f"{number:g} 不是整数", f"写 {lowest} 到 {highest} 之间的整数。")
        return int(number)

    def texts(self, key: str) -> list[str]:
        value = self.value(key)
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            self._wrong_kind(key, value, list)
        return [str(one) for one in value]

    def table(self, key: str) -> Table:
        """The table of that name; an empty one where there is none."""
        value = self.value(key)
        if value is None:
            return Table({}, self._source, self._path(key))
        if not isinstance(value, dict):
            self._wrong_kind(key, value, dict)
        return Table(value, self._source, self._path(key))

    def tables(self, key: str) -> list[Table]:
        """The rows of an array of tables ([[key]])."""
        value = self.value(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.refuse(key, "应当是一组表", f"每一行以 [[{self._path(key)}]] 开头。")
        return [Table(row, self._source, f"{self._path(key)}[{number}]") for number, row in enumerate(value, start=1)]

    def rest(self) -> dict[str, object]:
        """All that was not asked for; it counts as known."""
        rest = {key: value for key, value in self._values.items() if key not in self._known}
        self._known.update(rest)
        return rest

    def finish(self) -> None:
        """Refuses a key that nobody asked for: a misspelt one would otherwise be passed over in silence."""
        for key in self._values:
            if key not in self._known:
                close = difflib.get_close_matches(key, self._known, n=1)
                hint = f"是否应为“{close[0]}”？" if close else f"这里可以写：{'、'.join(sorted(self._known))}。"
                self.refuse(key, "没有这个设置", hint)

    def _path(self, key: str) -> str:
        return f"{self._name}.{key}" if self._name else key

    def _wrong_kind(self, key: str, value: object, wanted: type) -> NoReturn:
        if value is None:
            self.refuse(key, "缺少这一项", f"写上{_KINDS[wanted]}。")
        found = _KINDS.get(type(value), "日期或时间")
        self.refuse(key, f"应当是{_KINDS[wanted]}，现在是{found}", "改成所要的类型；文字要加引号，数和真假值不加。")
