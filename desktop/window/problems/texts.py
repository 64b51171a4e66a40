"""Problems in the data, counted and said in plain words. Pure values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from monitoring.board import Problem
from resources import Words
from resources.details import plain_detail


@dataclass(frozen=True, slots=True)
class Said:
    """One problem in words."""

    problem: Problem
    kind: str
    detail: str
    advice: str


def count_kinds(problems: Iterable[Problem]) -> list[tuple[str, int]]:
    """Codes with their numbers, the most frequent first."""
    counted = Counter(map(attrgetter("code"), problems))
    return sorted(((str(code), number) for code, number in counted.items()), key=lambda pair: (-pair[1], pair[0]))


def said(words: Words, problem: Problem, today: date) -> Said:
    """A problem with its detail and what to do about it."""
    code = str(problem.code)
    return Said(problem, words.problem(code), plain_detail(words, problem.detail, today), words.advice(code))


def folded(words: Words, problems: Sequence[Problem]) -> list[str]:
    """What a text is looked for in, a string for each problem."""
    kinds = {code: words.problem(code) for code, _ in count_kinds(problems)}
    return [f"{one.case_no}\n{kinds[one.code]}\n{one.detail}".casefold() for one in problems]


def narrowed(problems: Sequence[Problem], keys: Sequence[str], code: str, text: str) -> list[Problem]:
    """Problems of one kind ('' all) in which a text stands: in the number, the kind or the detail.

    ``keys`` are those of ``folded``; they are looked at only where there is a text.
    """
    wanted = text.casefold().strip()
    if wanted:
        problems = [problem for problem, key in zip(problems, keys, strict=True) if wanted in key]
    return [problem for problem in problems if problem.code == code] if code else list(problems)
