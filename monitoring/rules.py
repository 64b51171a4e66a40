"""Rule profiles: the thresholds by which lights turn, as data.

A profile is a TOML file of flat keys (resources/profiles/default.toml documents each). The settings may set single
keys over it.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from monitoring.codes import Light
from monitoring.telling import Told

DAY_RULES: Final = ("whole_days", "office_seconds")
MOST_DAYS: Final = 3650
"""No threshold reaches further than ten years: what is more is a typing error, and dates end somewhere."""
SHIPPED: Final = ("default", "hunan", "percent20")


class RuleError(Told):
    """A profile that cannot be used: says which file, which key and what is wrong with it.

    ``key`` is the key at fault, '' where it is the file itself.
    """

    table = "rule_faults"

    def __init__(self, code: str, key: str = "", **values: object) -> None:
        super().__init__(code, found=key, **values)
        self.key = key


class _Wrong(ValueError):
    """What is wrong with a value, before its file and key are known."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class RuleProfile:
    """Thresholds. Shares are of the limit in office seconds; days are working days."""

    name: str
    title: str
    day_rule: str
    yellow_working_days: Decimal
    yellow_share_below: Decimal
    yellow_share: Decimal
    past_promised: Light
    past_statutory: Light
    accept_within: Decimal
    supervise_immediate: bool

    @property
    def whole_days(self) -> bool:
        return self.day_rule == "whole_days"

    def as_text(self) -> str:
        """The profile as JSON, to be kept beside the cards that it led to (``profile_of_text`` reads it again)."""
        keys = {name: value.code if isinstance(value, Light) else value for name, value in asdict(self).items()}
        return json.dumps(keys, ensure_ascii=False, default=str, sort_keys=True)

    @property
    def version(self) -> str:
        """Changes whenever any threshold does; cards keep it."""
        return _version(self)


@lru_cache(maxsize=16)
def _version(profile: RuleProfile) -> str:
    told = repr(sorted((key, str(value)) for key, value in asdict(profile).items()))
    return f"{profile.name}-{hashlib.sha256(told.encode()).hexdigest()[:8]}"


def load_profile(name: str, overrides: Mapping[str, object] | None = None) -> RuleProfile:
    """A shipped profile by name, or the user's own file by path, with single keys set over it.

    Raises RuleError.
    """
    keys = {**_read(name), **(overrides or {})}
    unknown = sorted(set(keys) - set(_READERS))
    if unknown:
        raise RuleError("unknown_key", unknown[0], file=name, known=", ".join(_READERS))
    missing = [key for key in _READERS if key not in keys]
    if missing:
        raise RuleError("key_missing", missing[0], file=name)
    return RuleProfile(**{key: _take(name, key, keys[key]) for key in _READERS})  # type: ignore[arg-type]


def profile_of_text(text: str) -> RuleProfile:
    """The profile that ``as_text`` wrote. Raises RuleError."""
    try:
        keys = json.loads(text)
    except ValueError as error:
        raise RuleError("not_kept", why=error) from None
    return RuleProfile(**{key: _take("kept", key, keys.get(key)) for key in _READERS})  # type: ignore[arg-type]


def _read(name: str) -> dict[str, object]:
    if name in SHIPPED:
        text = (files("resources") / "profiles" / f"{name}.toml").read_text(encoding="utf-8")
    else:
        try:
            text = Path(name).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise RuleError("no_profile", file=name, known=", ".join(SHIPPED), why=error) from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError("not_toml", file=name, why=error) from None


def _take(name: str, key: str, value: object) -> object:
    try:
        return _READERS[key](value)
    except _Wrong as wrong:
        raise RuleError(wrong.code, key, file=name, value=value, **wrong.values) from None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Wrong("text_wanted")
    return value


def _day_rule(value: object) -> str:
    if value not in DAY_RULES:
        raise _Wrong("choice_wanted", known=", ".join(DAY_RULES))
    return str(value)


def _days(value: object) -> Decimal:
    return _number(value, 0, MOST_DAYS)


def _share(value: object) -> Decimal:
    return _number(value, 0, 1)


def _number(value: object, lowest: int, highest: int) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise _Wrong("number_wanted", lowest=lowest, highest=highest)
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise _Wrong("number_wanted", lowest=lowest, highest=highest) from None
    if not number.is_finite() or not lowest <= number <= highest:
        raise _Wrong("number_wanted", lowest=lowest, highest=highest)
    return number


def _light(value: object) -> Light:
    if value not in ("yellow", "red"):
        raise _Wrong("choice_wanted", known="yellow, red")
    return Light[str(value).upper()]


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise _Wrong("truth_wanted")
    return value


_READERS: Final[dict[str, Callable[[object], object]]] = {
    "name": _text,
    "title": _text,
    "day_rule": _day_rule,
    "yellow_working_days": _days,
    "yellow_share_below": _days,
    "yellow_share": _share,
    "past_promised": _light,
    "past_statutory": _light,
    "accept_within": _days,
    "supervise_immediate": _truth,
}
