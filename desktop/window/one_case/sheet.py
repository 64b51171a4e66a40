"""The proof sheet of one case: what a reviewer signs. Words and layout as HTML for a QTextDocument."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from html import escape
from typing import Final

from PySide6.QtCore import QObject

from desktop.proof_days import can_count, counts_every_day, sums
from desktop.window.one_case.case_texts import DetailTexts
from desktop.window.one_case.proof_texts import NOTHING, ProofTexts
from monitoring.codes import Light
from monitoring.detailing import CaseDetail, NodeStep
from monitoring.explaining import DayLine
from resources import Words
from resources.spoken import amount, clock_span, day, weekday
from widgets.tokens import FAMILY

GLYPHS: Final = {"green": "●", "yellow": "▲", "red": "■", "paused": "◆", "unjudged": "○"}
"""The lights' shapes as type: a sheet may be printed in black."""
TELLING: Final = frozenset({"due", "statutory_due", "yellow", "finished", "now"})
"""Notes for which a day to come has a line of its own."""
ONE_COLUMN: Final = 14
"""So many days stand in one column; more in two, side by side."""


class ProofSheet(QObject):
    """Says one case on paper."""

    def __init__(self, words: Words, bureau: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._bureau = bureau
        self._proof_texts = ProofTexts(words, self)
        self._texts = DetailTexts(words, self)

    def title(self) -> str:
        return self.tr("Proof sheet of a case's time limit")

    def footer(self, detail: CaseDetail, page: int, pages: int) -> str:
        """What stands at the foot of every page."""
        numbered = self.tr("Page {page} of {pages}").format(page=page, pages=pages)
        return " · ".join((self._bureau, detail.case_no, self._as_of(detail), numbered))

    def _as_of(self, detail: CaseDetail) -> str:
        at = detail.proof.at
        return self.tr("as of {moment}").format(moment=f"{at:%Y-%m-%d %H:%M}")

    def html(self, detail: CaseDetail, day_seconds: int, size: float) -> str:
        """The sheet in type of ``size`` points."""
        proof = detail.proof
        light = f"{GLYPHS[proof.light]} {self._proof_texts.headline(proof, day_seconds)}"
        parts = [
            f"<p align='center' style='font-size:{size * 1.7:.1f}pt; font-weight:500'>{escape(self.title())}</p>",
            f"<p align='center'>{escape(self._bureau)} &nbsp; {escape(self._as_of(detail))}</p>",
            f"<p style='font-size:{size * 1.25:.1f}pt; font-weight:500'>{escape(light)}</p>",
            self._pairs(self._facts(detail)),
            self._section(self.tr("Way through the nodes"), self._nodes(detail, day_seconds)),
            self._section(self.tr("Suspensions and corrections"), self._stops(detail)),
            self._section(self.tr("Cards"), self._cards(detail)),
            self._section(self.tr("Day by day"), self._days(proof.days, detail)),
            self._problems(detail),
            self._signatures(),
        ]
        style = f"body {{ font-family: '{FAMILY}'; font-size: {size}pt; }} th {{ font-weight: 500; }}"
        return f"<html><head><style>{style}</style></head><body>{''.join(parts)}</body></html>"

    # parts

    def _facts(self, detail: CaseDetail) -> list[tuple[str, str]]:
        at = detail.proof.at
        own = [
            (self.tr("Case number"), detail.case_no),
            (self.tr("Item"), detail.item or NOTHING),
            (self.tr("Place"), detail.region or NOTHING),
            (self.tr("State"), self._words.state(detail.state)),
            (self.tr("Accepted"), self._moment(detail.accepted_at, at)),
        ]
        return [*own, *self._proof_texts.facts(detail.proof)]

    def _nodes(self, detail: CaseDetail, day_seconds: int) -> str:
        titles = [
            self.tr("Light"), self.tr("Node"), self.tr("Unit and officer"), self.tr("Entered"), self.tr("Left"),
            self.tr("Used"), self.tr("Limit"),
        ]  # fmt: skip
        return _table(titles, [self._node(step, detail, day_seconds) for step in detail.steps])

    def _node(self, step: NodeStep, detail: CaseDetail, day_seconds: int) -> list[str]:
        at = detail.proof.at
        return [
            self._light(step.light),
            step.name,
            " ".join(part for part in (step.unit, step.officer) if part),
            self._moment(step.entered_at, at),
            self._moment(step.left_at, at) if step.left_at is not None else self.tr("still here"),
            NOTHING if step.used_seconds is None else amount(self._words, step.used_seconds, day_seconds),
            NOTHING if step.limit_seconds is None else amount(self._words, step.limit_seconds, day_seconds),
        ]

    def _light(self, light: Light) -> str:
        return f"{GLYPHS[light.code]} {self._words.light(light.code)}"

    def _stops(self, detail: CaseDetail) -> str:
        titles = [heading.title for heading in self._texts.stop_headings()]
        lines = [[cell.text for cell in line.cells] for line in self._texts.stop_lines(detail.proof)]
        return _table(titles, lines) if lines else _note(self.tr("The clock was never stopped."))

    def _cards(self, detail: CaseDetail) -> str:
        titles = [heading.title for heading in self._texts.card_headings()]
        lines = [[cell.text for cell in line.cells] for line in self._texts.card_lines(detail)]
        return _table(titles, lines) if lines else _note(self.tr("No card was issued."))

    def _days(self, days: Sequence[DayLine], detail: CaseDetail) -> str:
        if not days:
            return _note(self.tr("There is no limit to count against."))
        titles = [self.tr("Date"), self.tr("Day"), self.tr("Kind"), self.tr("Used"), self.tr("Cut"), self.tr("Note")]
        lines = [self._run(run, detail) for run in runs(days, detail.proof.at.date())]
        if len(lines) <= ONE_COLUMN:
            return _table(titles, lines)
        half = (len(lines) + 1) // 2
        left, right = _table(titles, lines[:half]), _table(titles, lines[half:])
        return (
            "<table width='100%' cellspacing='0' cellpadding='0'><tr>"
            f"<td width='49%' valign='top'>{left}</td><td width='2%'></td><td width='49%' valign='top'>{right}</td>"
            "</tr></table>"
        )

    def _run(self, run: Sequence[DayLine], detail: CaseDetail) -> list[str]:
        """One day, or in one line the days to come of which there is nothing to say yet."""
        if len(run) == 1:
            return self._day(run[0], detail)
        today = detail.proof.at.date()
        first, last = (day(self._words, line.date, today) for line in (run[0], run[-1]))
        if counts_every_day(detail.proof):
            said = self.tr("{days} days to come").format(days=len(run))
        else:
            working = sum(can_count(detail.proof, line) for line in run)
            said = self.tr("{days} days to come, {working} of them working days").format(days=len(run), working=working)
        return [f"{first} – {last}", "", "", "", "", said]

    def _day(self, line: DayLine, detail: CaseDetail) -> list[str]:
        words = self._words
        return [
            day(words, line.date, detail.proof.at.date()),
            weekday(words, line.date, short=True),
            words.day_kind(line.kind),
            *sums(words, detail.proof, line, clock_span),
            " · ".join(words.note(code) for code in line.note.split()),
        ]

    def _problems(self, detail: CaseDetail) -> str:
        said = self._proof_texts.problems(detail.proof)
        lines = "<br>".join(escape(line) for line in said)
        return self._section(self.tr("Problems of the data"), f"<p>{lines}</p>") if said else ""

    def _signatures(self) -> str:
        line = "＿＿＿＿＿＿＿＿"
        cells = (self.tr("Checked by"), self.tr("Unit's explanation"), self.tr("Date"))
        said = "".join(f"<td width='33%'>{escape(cell)} {line}</td>" for cell in cells)
        return f"<p></p><table width='100%'><tr>{said}</tr></table>"

    def _section(self, title: str, content: str) -> str:
        return f"<p style='font-weight:500; margin-top:8px; margin-bottom:2px'>{escape(title)}</p>{content}"

    def _pairs(self, pairs: Sequence[tuple[str, str]]) -> str:
        """Two facts a line."""
        cells = [f"<td width='12%'>{escape(name)}</td><td width='38%'>{escape(value)}</td>" for name, value in pairs]
        rows = (
            cells[place] + (cells[place + 1] if place + 1 < len(cells) else "") for place in range(0, len(cells), 2)
        )
        return "<table width='100%' cellpadding='2'>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"

    def _moment(self, value: datetime | None, at: datetime) -> str:
        return self._texts.moment(value, at) or NOTHING


def runs(days: Sequence[DayLine], today: date) -> list[list[DayLine]]:
    """Each day by itself, but those after ``today`` that say nothing together."""
    found: list[list[DayLine]] = []
    for line in days:
        silent = line.date > today and not set(line.note.split()) & TELLING
        if silent and found and found[-1][-1].date > today and not set(found[-1][-1].note.split()) & TELLING:
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _note(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _table(titles: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table with thin lines; its heading comes again on every page."""
    head = "".join(f"<th align='left'>{escape(title)}</th>" for title in titles)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>" for line in lines)
    return (
        "<table width='100%' border='1' cellspacing='0' cellpadding='2' style='border-collapse:collapse'>"
        f"<thead><tr>{head}</tr></thead>{rows}</table>"
    )
