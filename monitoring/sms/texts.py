"""Length of an SMS in parts, and numbers as they may be shown.

A text with Chinese characters travels as UCS-2: one part holds 70 UTF-16 units, each of several parts 67, because a
header of six bytes joins them (3GPP TS 23.040, 9.2.3.24). Signs beyond the basic plane count as two units.
"""

from __future__ import annotations

import re
from typing import Final

ONE_PART: Final = 70
"""UTF-16 units that one SMS holds by itself."""
EACH_PART: Final = 67
"""UTF-16 units of each part of a longer one."""

_NUMBER: Final = re.compile(r"(?<!\d)(?:(\+?86)[- ]?)?(1\d{2})[- ]?(\d{4})[- ]?(\d{4})(?!\d)")


def units(text: str) -> int:
    """UTF-16 units of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def signed(text: str, signature: str) -> str:
    """The text as it arrives: 【signature】 in front; an empty signature adds nothing."""
    return f"【{signature}】{text}" if signature else text


def marked(text: str, number: int) -> str:
    """The text with the message's number at its end, '…[1234]': short, and a person can name it on the telephone."""
    return f"{text}[{number}]"


def parts(text: str, signature: str = "") -> int:
    """How many SMS a text costs with its signature (without the brackets, which are counted): at least one."""
    length = units(signed(text, signature))
    return 1 if length <= ONE_PART else -(-length // EACH_PART)


def masked(mobile: str) -> str:
    """'138****8000'; of another number at most three signs in front and four at the end are kept."""
    digits = mobile.strip()
    if _NUMBER.fullmatch(digits):
        return without_numbers(digits)
    hidden = len(digits) - 7
    if hidden >= 4:
        return f"{digits[:3]}{'*' * hidden}{digits[-4:]}"
    kept = max(0, (len(digits) - 4) // 2)
    return f"{digits[:kept]}****{digits[len(digits) - kept :] if kept else ''}"


def without_numbers(text: str) -> str:
    """The text with every mobile number in it masked: for answers of others that are shown or logged."""
    return _NUMBER.sub(lambda found: f"{found[1] or ''}{found[2]}****{found[4]}", text)
