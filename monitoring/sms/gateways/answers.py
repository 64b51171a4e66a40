"""What the gateways' answers have in common: JSON that may be anything, and codes sorted into the four answers."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from monitoring.sms.gateway import LONG_RETRY, SHORT_RETRY, NotAccepted, OutgoingSms, Rejected, Unknown
from monitoring.sms.gateways.http import Answer
from monitoring.sms.texts import without_numbers

Json = Mapping[str, object]


def json_of(answer: Answer) -> object:
    """The body as JSON; None where it is none."""
    try:
        value: object = json.loads(answer.body.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return value


def object_of(value: object) -> Json:
    """A JSON object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def objects_of(value: object) -> list[Json]:
    """The JSON objects of a list; none for anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def word(value: object) -> str:
    """A text or a number of an answer as text; '' for anything else."""
    if isinstance(value, str):
        return value.strip()
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def shown(code: str) -> str:
    """A gateway's code as it may stand in the ledger and in logs: short, one line, no number."""
    return without_numbers(" ".join(code.split()))[:80]


@dataclass(frozen=True, slots=True)
class CodeTable:
    """A gateway's codes by what they prove. A code in none of them is unknown.

    ``long``: those of the later ones that need hours (a daily limit). A code ending in '*' stands for all that begin
    so, unless another table names it in full; case does not matter.
    """

    configuration: frozenset[str]
    final: frozenset[str]
    later: frozenset[str]
    long: frozenset[str] = frozenset()

    def sort(self, code: str) -> Rejected | NotAccepted | Unknown:
        reason = shown(code) or "bad_answer"
        place = self._place(code.lower())
        if place == "configuration":
            return NotAccepted(reason, LONG_RETRY, channel_stopped=True)
        if place == "final":
            return Rejected(reason)
        if place in ("later", "long"):
            return NotAccepted(reason, LONG_RETRY if place == "long" else SHORT_RETRY)
        return Unknown(reason)

    def _place(self, code: str) -> str:
        """Whoever names the code itself comes before a table that names its beginning."""
        tables = {place: {one.lower() for one in getattr(self, place)} for place in PLACES}
        named = (place for place, codes in tables.items() if code in codes)
        begun = (place for place, codes in tables.items() if any(_begins(code, one) for one in codes))
        return next(named, next(begun, ""))


PLACES: Final = ("configuration", "final", "long", "later")


def _begins(code: str, one: str) -> bool:
    return one.endswith("*") and code.startswith(one[:-1])


def template_of(sms: OutgoingSms, templates: Mapping[str, str]) -> str:
    """The gateway's template for this SMS by the name of ours (or by its kind); '' where the settings name none.

    A template of ours and one of the gateway have the same variables: the kind's does not stand in for another.
    """
    return templates.get(sms.template or sms.kind, "")


def no_template(sms: OutgoingSms) -> NotAccepted:
    """A fault of the configuration: ours has no approved template at the gateway."""
    return NotAccepted(f"no_template:{shown(sms.template or sms.kind)}", LONG_RETRY, channel_stopped=True)


def plain_number(mobile: str) -> str:
    """'13800138000' of '+86 138-0013-8000': digits, without the country code of China."""
    digits = "".join(sign for sign in mobile if sign.isascii() and sign.isdigit())
    return digits[-11:] if len(digits) in (13, 15) and digits[:-11] in ("86", "0086") else digits


def international_number(mobile: str, country_code: str = "86") -> str:
    """'+8613800138000'; a number that has its '+' already keeps its country."""
    if mobile.strip().startswith("+"):
        return "+" + "".join(sign for sign in mobile if sign.isascii() and sign.isdigit())
    return f"+{country_code}{plain_number(mobile)}"
