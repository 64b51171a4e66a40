"""The texts of warnings: fixed templates with short variables (resources/sms/templates.toml)."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from monitoring.sms.texts import without_numbers
from resources import folder

VARIABLES: Final = frozenset(
    {"case_no", "item", "node", "unit", "due", "count", "red", "yellow", "new", "first", "reason"}
)
"""All that a template may hold: nothing about an applicant is among them."""
LONGEST: Final = 20
"""Characters of one variable: public gateways refuse long ones, and a name can hold anything."""
LONGEST_CASE_NO: Final = 40

_IDENTITY: Final = re.compile(r"(?<!\d)(\d{17}[\dXx]|\d{15})(?!\d)", re.ASCII)
"""Identity numbers of both kinds (GB 11643-1999, and the one of fifteen digits before it)."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A filled template: the text without signature, and its variables in the order of the template."""

    template: str
    text: str
    params: Mapping[str, str]


@cache
def templates() -> Mapping[str, str]:
    """The carried templates by name. Raises ValueError for one with a variable that is not known."""
    told = tomllib.loads(folder("sms").joinpath("templates.toml").read_text(encoding="utf-8"))
    for name, text in told.items():
        unknown = set(variables(text)) - VARIABLES
        if unknown:
            raise ValueError(f"template {name}: there is no variable {sorted(unknown)[0]}")
    return told


def variables(template: str) -> list[str]:
    """The names of a template's variables, in their order."""
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]


def worded(name: str, values: Mapping[str, str]) -> Wording:
    """The text of a template; a value that is not given is left empty, one that is too long is cut."""
    template = templates()[name]
    params = {variable: _short(variable, values.get(variable, "")) for variable in variables(template)}
    return Wording(name, template.format(**params), params)


def resent(text: str) -> str:
    """The text of a message that goes out once more, marked as such."""
    mark = templates()["resend_mark"]
    return text if text.startswith(mark) else mark + text


def _short(variable: str, value: str) -> str:
    if variable == "reason":
        # the only words that somebody types: what the law protects does not belong into an SMS
        value = without_numbers(_IDENTITY.sub("***", value))
    tidy = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
    longest = LONGEST_CASE_NO if variable in ("case_no", "first", "reason") else LONGEST
    return tidy if len(tidy) <= longest else tidy[: longest - 1] + "…"
