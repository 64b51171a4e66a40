"""What an officer typed, as a notice's text; and an edited text on top of a newly written one. Pure: no Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from reports.notice.text import Block, Edit, NoticeText


def flat(block: Block) -> str:
    """A block as one line of a plain editor."""
    return block.text.replace("\n", "")


def typed(lines: str, written: NoticeText) -> NoticeText:
    """The text of an editor. Lines that are as the program wrote them keep its kinds and line breaks."""
    read = NoticeText.from_lines(lines)
    blocks = list(read.blocks)
    before = [flat(block) for block in written.blocks]
    matched = SequenceMatcher(None, before, [flat(block) for block in blocks], autojunk=False)
    for start, place, length in matched.get_matching_blocks():
        blocks[place : place + length] = written.blocks[start : start + length]
    return NoticeText(tuple(blocks))


@dataclass(frozen=True, slots=True)
class Rebased:
    """An officer's edits on a text written anew. ``whole``: it was built otherwise, the edited text stays as it was."""

    text: NoticeText
    edits: int
    whole: bool = False


def rebased(before: NoticeText, mine: NoticeText, now: NoticeText) -> Rebased:
    """Keeps what was edited in ``mine`` and takes all else from ``now``."""
    edits = len(mine.changed_from(before))
    if not edits:
        return Rebased(now, 0)
    if [block.kind for block in before.blocks] != [block.kind for block in now.blocks]:
        return Rebased(mine, edits, whole=True)
    return Rebased(NoticeText(tuple(_merged(before, mine, now))), edits)


def _merged(before: NoticeText, mine: NoticeText, now: NoticeText) -> Iterator[Block]:
    matched = SequenceMatcher(None, before.blocks, mine.blocks, autojunk=False)
    for what, first, last, start, end in matched.get_opcodes():
        yield from now.blocks[first:last] if what == "equal" else mine.blocks[start:end]


def without(edit: Edit, mine: NoticeText) -> NoticeText:
    """The text with one edit taken back."""
    blocks = list(mine.blocks)
    if edit.after is not None:
        del blocks[edit.place]
    if edit.before is not None:
        blocks.insert(edit.place, edit.before)
    return NoticeText(tuple(blocks))
