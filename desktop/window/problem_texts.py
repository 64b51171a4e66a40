"""Problems in the data, counted and said in plain words. Pure values."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from monitoring.board import Problem
from resources import Words
from resources.spoken import moment

_MOMENT: Final = re.compile(r"\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}")
_PART: Final = re.compile(r"\b(case_nodes|suspensions|corrections)\.(\d+)")
_WORD: Final = re.compile(r"\b[a-z]+(?:_[a-z]+)*\b")


@dataclass(frozen=True, slots=True)
class Said:
    """One problem in words."""

    problem: Problem
    kind: str
    detail: str
    advice: str


def count_kinds(problems: Iterable[Problem]) -> list[tuple[str, int]]:
    """Codes with their numbers, the most frequent first."""
    counted = Counter(str(problem.code) for problem in problems)
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))


def said(words: Words, problem: Problem, today: date) -> Said:
    """A problem with its detail and what to do about it."""
    code = str(problem.code)
    return Said(problem, words.problem(code), plain_detail(words, problem.detail, today), words.advice(code))


def plain_detail(words: Words, detail: str, today: date) -> str:
    """'accepted_at 2017-07-05 10:00:00, state open' → '受理 7月5日 10:00，状态 在办'."""
    told = _PART.sub(lambda part: words.phrase("columns", f"{part[1]}:{part[2]}"), detail)
    told = _WORD.sub(lambda word: _word(words, word[0]), told)
    told = _MOMENT.sub(lambda text: moment(words, datetime.fromisoformat(text[0]), today), told)
    return told.replace(", ", "，") if words.language == "zh_CN" else told


def _word(words: Words, word: str) -> str:
    column = words.phrase("columns", word) if "_" in word or word in ("state", "limit") else word
    return words.state(word) if column == word else column


def narrowed(words: Words, problems: Sequence[Problem], code: str, text: str) -> list[Problem]:
    """Problems of one kind ('' all) in which a text stands: in the number, the kind or the detail."""
    wanted = text.casefold().strip()
    kinds = {kind: words.problem(kind).casefold() for kind, _ in count_kinds(problems)} if wanted else {}
    return [
        problem
        for problem in problems
        if (not code or str(problem.code) == code)
        and (
            not wanted
            or wanted in problem.case_no.casefold()
            or wanted in problem.detail.casefold()
            or wanted in kinds[str(problem.code)]
        )
    ]
