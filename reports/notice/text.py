"""The text of a notice as blocks that an officer can edit, and what was edited in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from reports.notice.speech import chinese_number

VERSION: Final = 1


class Kind(StrEnum):
    """What a block is. Levels look as GB/T 9704-2012 7.3.3 says: 一、 · （一） · 1. · （1）."""

    TITLE = "title"
    ADDRESSEES = "addressees"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"
    HEADING_4 = "heading_4"
    PARAGRAPH = "paragraph"


class NotATextError(ValueError):
    """A stored text that cannot be read; the message says where, for people."""


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    text: str
    """Plain text; numbers of headings are part of it. A title may hold line breaks: they are kept on paper."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: ``before`` None: added; ``after`` None: taken out. ``place`` counts blocks of the newer text."""

    place: int
    before: Block | None
    after: Block | None


@dataclass(frozen=True, slots=True)
class NoticeText:
    """The blocks from title to last paragraph; annex note, signature and date are made with the document."""

    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The title in one line; '' where an officer took it out."""
        return "".join(block.text for block in self.blocks if block.kind is Kind.TITLE).replace("\n", "")

    def to_json(self) -> str:
        blocks = [{"kind": block.kind.value, "text": block.text} for block in self.blocks]
        return json.dumps({"version": VERSION, "blocks": blocks}, ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> NoticeText:
        """Raises NotATextError for what ``to_json`` did not write."""
        try:
            document = json.loads(text)
            version, blocks = document["version"], document["blocks"]
            read = tuple(Block(Kind(block["kind"]), str(block["text"])) for block in blocks)
        except (ValueError, KeyError, TypeError) as error:
            raise NotATextError(f"这不是本程序存下的通报正文：{error}") from error
        if version != VERSION:
            raise NotATextError(f"通报正文的版本是 {version}，本程序只认识版本 {VERSION}；请用新一些的程序打开")
        return cls(read)

    def as_lines(self) -> str:
        """The text for a plain editor: one block a line; a title of several lines is joined."""
        return "\n".join(block.text.replace("\n", "") for block in self.blocks)

    @classmethod
    def from_lines(cls, text: str) -> NoticeText:
        """What an officer typed: the first line is the title, levels are known by their numbers, empty lines fall away.

        A line that ends in a full-width colon before the first heading names the addressees.
        """
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        kinds = _kinds(lines)
        return cls(tuple(Block(kind, line) for kind, line in zip(kinds, lines, strict=True)))

    def renumbered(self) -> NoticeText:
        """The same with headings counted anew at each level, whatever numbers they bore."""
        return NoticeText(tuple(_renumbered(self.blocks)))

    def changed_from(self, other: NoticeText) -> tuple[Edit, ...]:
        """What was edited since ``other``, in the order of the text; empty where nothing was."""
        matched = SequenceMatcher(None, other.blocks, self.blocks, autojunk=False)
        return tuple(
            edit
            for what, first, last, start, end in matched.get_opcodes()
            if what != "equal"
            for edit in _edits(other.blocks[first:last], self.blocks[start:end], start)
        )


_NUMBERED: Final = (
    (Kind.HEADING_1, re.compile(r"[一二三四五六七八九十百]+、")),
    (Kind.HEADING_2, re.compile(r"（[一二三四五六七八九十百]+）")),
    (Kind.HEADING_3, re.compile(r"\d{1,3}[.．](?!\d)")),
    (Kind.HEADING_4, re.compile(r"（\d{1,3}）")),
)
_LEVELS: Final = {kind: level for level, (kind, _) in enumerate(_NUMBERED)}


def _kinds(lines: Iterable[str]) -> Iterator[Kind]:
    begun = False
    for place, line in enumerate(lines):
        kind = Kind.TITLE if place == 0 else _level(line)
        if kind is Kind.PARAGRAPH and not begun and line.endswith("："):
            kind = Kind.ADDRESSEES
        begun = begun or kind not in (Kind.TITLE, Kind.ADDRESSEES)
        yield kind


def _level(line: str) -> Kind:
    return next((kind for kind, number in _NUMBERED if number.match(line)), Kind.PARAGRAPH)


def _renumbered(blocks: Iterable[Block]) -> Iterator[Block]:
    counts = [0] * len(_NUMBERED)
    for block in blocks:
        level = _LEVELS.get(block.kind)
        if level is None:
            yield block
            continue
        counts[level:] = [counts[level] + 1, *[0] * (len(counts) - level - 1)]
        yield replace(block, text=_number(level, counts[level]) + _NUMBERED[level][1].sub("", block.text, count=1))


def _number(level: int, count: int) -> str:
    spelt = chinese_number(count)
    return (f"{spelt}、", f"（{spelt}）", f"{count}.", f"（{count}）")[level]


def _edits(before: tuple[Block, ...], after: tuple[Block, ...], start: int) -> Iterator[Edit]:
    for offset in range(max(len(before), len(after))):
        old = before[offset] if offset < len(before) else None
        new = after[offset] if offset < len(after) else None
        yield Edit(start + min(offset, len(after)), old, new)
