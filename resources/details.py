"""The detail of a problem of the data, as the engine has it, in plain words."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from resources import Words
from resources.spoken import moment

_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}")
_PART: Final = re.compile(r"\b(case_nodes|suspensions|corrections)\.(\d+)")
_WORD: Final = re.compile(r"\b[a-z]+(?:_[a-z]+)*\b")


def plain_detail(words: Words, detail: str, today: date) -> str:
    """'accepted_at 2017-07-05 10:00:00, state open' → '受理 7月5日 10:00，状态 在办'."""
    told = _PART.sub(lambda part: words.phrase("columns", f"{part[1]}:{part[2]}"), detail)
    told = _WORD.sub(lambda word: _word(words, word[0]), told)
    told = _MOMENT.sub(lambda text: moment(words, datetime.fromisoformat(text[0]), today), told)
    return told.replace(", ", "，") if words.language == "zh_CN" else told


def _word(words: Words, word: str) -> str:
    column = words.phrase("columns", word) if "_" in word or word in ("state", "limit") else word
    return words.state(word) if column == word else column
