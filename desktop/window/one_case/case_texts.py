"""What one case says of its nodes, stops and cards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QObject

from monitoring.detailing import CaseDetail, NodeStep
from monitoring.explaining import Explanation
from monitoring.ports import IssuedCard
from resources import Words
from resources.spoken import HOUR, amount, moment, person
from widgets.node_strip import NodeMark
from widgets.rows_model import Cell, Heading, Line

CARD_LIGHTS = {"yellow": "yellow", "red": "red", "statutory": "red"}


class DetailTexts(QObject):
    """Says a CaseDetail in words."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def subtitle(self, detail: CaseDetail) -> str:
        """'2017-130925-006204 · 高龄补贴 · 韩集镇 / 薛堂村 · 在办'."""
        parts = (detail.case_no, detail.item, detail.region, self._words.state(detail.state))
        return " · ".join(part for part in parts if part)

    # nodes

    def marks(self, detail: CaseDetail, day_seconds: int) -> list[NodeMark]:
        """The strip; lengths are shares of the longest time in it."""
        times = [seconds for step in detail.steps for seconds in (step.used_seconds, step.limit_seconds) if seconds]
        longest = max(times, default=0)
        return [self._mark(step, longest, day_seconds, detail.proof.at) for step in detail.steps]

    def _mark(self, step: NodeStep, longest: int, day_seconds: int, at: datetime) -> NodeMark:
        return NodeMark(
            key=step.seq,
            name=step.name,
            light=step.light.code,
            used=_share(step.used_seconds, longest),
            limit=_share(step.limit_seconds, longest),
            figures=self._figures(step, day_seconds),
            officer=step.officer or step.unit,
            spoken=self.spoken(step, day_seconds, at),
            open=step.open,
        )

    def _figures(self, step: NodeStep, day_seconds: int) -> str:
        if step.used_seconds is None:
            return "–"
        unit = day_seconds or HOUR
        used = _figure(step.used_seconds / unit)
        if step.limit_seconds is None:
            pattern = self.tr("{used} days") if day_seconds else self.tr("{used} h")
            return pattern.format(used=used)
        limit = _figure(step.limit_seconds / unit)
        if used == limit and step.used_seconds > step.limit_seconds:
            used = self.tr("over {limit}").format(limit=limit)  # one decimal would hide that it is late
        pattern = self.tr("{used}/{limit} days") if day_seconds else self.tr("{used}/{limit} h")
        return pattern.format(used=used, limit=limit)

    def spoken(self, step: NodeStep, day_seconds: int, at: datetime) -> str:
        """A node in one line: light, reason, time used and allowed, who, from when to when."""
        said = [step.name, self._words.light(step.light.code), self._words.reason(step.reason)]
        if step.used_seconds is not None:
            said.append(self.tr("used {amount}").format(amount=amount(self._words, step.used_seconds, day_seconds)))
        if step.limit_seconds is not None:
            said.append(self.tr("limit {amount}").format(amount=amount(self._words, step.limit_seconds, day_seconds)))
        said += [part for part in (step.unit, step.officer) if part]
        if step.entered_at is not None:
            left = self.moment(step.left_at, at) if step.left_at is not None else self.tr("still here")
            said.append(f"{self.moment(step.entered_at, at)} – {left}")
        return ("，" if self._words.language == "zh_CN" else ", ").join(said)

    # stops

    def stop_headings(self) -> list[Heading]:
        return [
            Heading(self.tr("Kind"), 100),
            Heading(self.tr("From"), 110),
            Heading(self.tr("To"), 110),
            Heading(self.tr("Ground"), 0),
        ]

    def stop_lines(self, proof: Explanation) -> list[Line]:
        """Suspensions, corrections and nodes off the clock."""
        return [
            Line(
                str(number),
                (
                    Cell(self._words.stop_kind(kind)),
                    Cell(self.moment(begin, proof.at), begin.isoformat()),
                    Cell(self.tr("still open") if end is None else self.moment(end, proof.at)),
                    Cell(ground),
                ),
            )
            for number, (kind, begin, end, ground) in enumerate(proof.stops)
        ]

    # cards

    def card_headings(self) -> list[Heading]:
        return [
            Heading(self.tr("Card"), 108),
            Heading(self.tr("Node"), 92),
            Heading(self.tr("Turned at"), 106),
            Heading(self.tr("State"), 76),
            Heading(self.tr("Reason"), 150),
            Heading(self.tr("Charged"), 200),
            Heading(self.tr("Noticed at"), 106),
        ]

    def card_lines(self, detail: CaseDetail) -> list[Line]:
        """Every card of the case, also those that were revoked, with the reason."""
        nodes = {step.seq: step.name for step in detail.steps}
        return [self._card_line(issued, nodes, detail) for issued in detail.cards]

    def _card_line(self, issued: IssuedCard, nodes: dict[int, str], detail: CaseDetail) -> Line:
        card, level, at = issued.card, str(issued.card.level), detail.proof.at
        officer = person(card.officer, detail.officer_units.get(card.officer_id or "", ""), card.unit)
        node = self.tr("case") if card.node_seq is None else nodes.get(card.node_seq, str(card.node_seq))
        cells: Sequence[Cell] = (
            Cell(self._words.card_level(level), light=CARD_LIGHTS.get(level, "")),
            Cell(node),
            Cell(self.moment(card.became_true_at, at), card.became_true_at.isoformat()),
            Cell(self._words.card_state(issued.state), tip=self.card_state(issued, at)),
            Cell(self.card_reason(issued, at)),
            Cell(" ".join(part for part in (card.unit, officer) if part)),
            Cell(self.moment(issued.noticed_at, at), issued.noticed_at.isoformat()),
        )
        return Line(str(issued.card_id), tuple(cells))

    def card_reason(self, issued: IssuedCard, at: datetime) -> str:
        """Why it was issued; once revoked, why that."""
        if issued.revoked_reason:
            return self._words.revocation(issued.revoked_reason)
        return self._words.reason(str(issued.card.reason))

    def card_state(self, issued: IssuedCard, at: datetime) -> str:
        """'已撤销 7月5日 10:24'."""
        said = self._words.card_state(issued.state)
        return f"{said} {self.moment(issued.revoked_at, at)}" if issued.revoked_at is not None else said

    def moment(self, value: datetime | None, at: datetime) -> str:
        """A moment to the minute."""
        return "" if value is None else moment(self._words, value.replace(second=0), at.date())


def _share(seconds: int | None, longest: int) -> float | None:
    return None if seconds is None or not longest else seconds / longest


def _figure(days: float) -> str:
    return f"{days:.1f}".removesuffix(".0")
