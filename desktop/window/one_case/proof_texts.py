"""The sentences of a proof: headline, facts, stops, problems."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QObject

from monitoring.codes import Reason
from monitoring.explaining import Explanation
from resources import Words
from resources.details import plain_detail
from resources.spoken import due_moment, moment, person, time_left

NOTHING = "—"


class ProofTexts(QObject):
    """Says an Explanation in words."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    def headline(self, proof: Explanation, day_seconds: int) -> str:
        """'超期 1 个工作日 2 小时 · 超过承诺时限'."""
        reason = self._words.reason(proof.reason)
        # red for a stop that lasts too long says nothing of the due, which moves on with the stop
        dueless = proof.light in ("paused", "unjudged") or proof.reason == Reason.SUSPENSION_OVERDUE
        if dueless or proof.due_at is None or proof.left_seconds is None:
            return f"{self._words.light(proof.light)} · {reason}"
        if proof.outcome is not None:
            return f"{self._words.outcome(proof.outcome)} · {reason}"
        left = time_left(self._words, proof.at, proof.due_at, abs(proof.left_seconds), day_seconds)
        return f"{left} · {reason}"

    def facts(self, proof: Explanation) -> list[tuple[str, str]]:
        """Labelled facts, in the order in which a reviewer asks for them."""
        about = self.tr("about {moment}") if proof.provisional else "{moment}"
        officer = person(proof.officer, proof.officer_unit, proof.unit)
        listed = [
            (self.tr("Unit"), " · ".join(part for part in (proof.unit, officer) if part) or NOTHING),
            (self.tr("Started"), self._moment(proof.started_at, proof.at)),
            (self.tr("Limit"), self._words.limit(proof.limit) or NOTHING),
            (self.tr("Due"), about.format(moment=self._due(proof.due_at, proof.at))),
        ]
        if proof.yellow_from is not None:
            listed.append((self.tr("Near due from"), self._moment(proof.yellow_from, proof.at)))
        if proof.statutory_due_at is not None:
            listed.append((self.tr("Statutory due"), self._statutory(proof)))
        if proof.ended_at is not None:
            ended = self.tr("Finished") if proof.node_seq is None else self.tr("Done")
            listed.append((ended, self._moment(proof.ended_at, proof.at)))
        if proof.basis:
            listed.append((self.tr("Counted by"), self._basis(proof)))
        return listed

    def _statutory(self, proof: Explanation) -> str:
        parts = [self._due(proof.statutory_due_at, proof.at), self._words.limit(proof.statutory_limit)]
        if proof.statutory_breached:
            parts.append(self.tr("passed"))
        return " · ".join(part for part in parts if part)

    def _basis(self, proof: Explanation) -> str:
        mark = "；" if self._words.language == "zh_CN" else "; "
        return mark.join(self._words.basis(code) for code in proof.basis)

    def stops(self, proof: Explanation) -> list[str]:
        """'挂起 6月30日 09:00 – 7月3日 10:00 · 现场勘验'."""
        return [self._stop(stop, proof.at) for stop in proof.stops]

    def _stop(self, stop: tuple[str, datetime, datetime | None, str], at: datetime) -> str:
        kind, begin, end, ground = stop
        until = moment(self._words, end, at.date()) if end is not None else self.tr("still open")
        said = f"{self._words.stop_kind(kind)}  {moment(self._words, begin, at.date())} – {until}"
        return f"{said} · {ground}" if ground else said

    def problems(self, proof: Explanation) -> list[str]:
        """What is wrong with the data, with column and value."""
        words, today = self._words, proof.at.date()
        said = [(words.problem(code), plain_detail(words, detail, today)) for code, detail in proof.problems]
        mark = "：" if self._words.language == "zh_CN" else ": "
        return [f"{problem}{mark}{detail}" if detail else problem for problem, detail in said]

    def _due(self, value: datetime | None, at: datetime) -> str:
        return NOTHING if value is None else due_moment(self._words, value, at.date())

    def _moment(self, value: datetime | None, at: datetime) -> str:
        return NOTHING if value is None else moment(self._words, value, at.date())
