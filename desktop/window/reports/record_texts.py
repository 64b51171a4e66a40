"""Reports of the archive in words: what they are, how they stand, who did what when."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QObject

from monitoring.archiving import About, ReportKind, ReportRecord, ReportState
from reports import saying
from reports.figures import periods
from reports.figures.periods import Period
from resources import Words
from resources.spoken import due_moment, moment


class RecordTexts(QObject):
    """Texts in the window's language."""

    def __init__(self, words: Words, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words

    @property
    def _chinese(self) -> bool:
        return self._words.language == "zh_CN"

    def kind(self, kind: ReportKind) -> str:
        return self._words.phrase("report_kinds", str(kind))

    def state(self, state: ReportState) -> str:
        return self._words.phrase("report_states", str(state))

    def period(self, about: About) -> str:
        """'2017年第27周', '2017年6月'; of a supervision sheet its case."""
        if about.kind is ReportKind.SUPERVISION:
            return about.subject
        try:
            found = periods.week(about.period) if about.kind is ReportKind.WEEKLY else periods.month(about.period)
        except ValueError:
            return about.period
        return self.named(found)

    def named(self, period: Period) -> str:
        """'2017年第27周', '2017年6月'."""
        return saying.name(period) if self._chinese else period.key

    def days(self, period: Period) -> str:
        """'7月3日–7月9日'."""
        if self._chinese:
            return f"{_day(period.first)}–{_day(period.last)}"
        return f"{period.first:%m-%d} – {period.last:%m-%d}"

    def name(self, about: About) -> str:
        """'周统计 2017年第27周'."""
        return f"{self.kind(about.kind)} {self.period(about)}"

    def title(self, record: ReportRecord) -> str:
        """What stands above an opened report."""
        number = f"{record.number}  " if record.number is not None else ""
        return f"{number}{self.name(record.about)}"

    def moment(self, at: datetime | None, today: date) -> str:
        """'7月3日 09:00', with the year where it is another."""
        return "" if at is None else moment(self._words, at.replace(second=0, microsecond=0), today)

    def due(self, at: datetime | None, today: date) -> str:
        """A due, to the minute; one at midnight ends the day before."""
        return "" if at is None else due_moment(self._words, at, today, whole_minutes=True)

    def done(self, record: ReportRecord, today: date) -> str:
        """'7月3日 09:00 张三'."""
        at, by = (record.issued_at, record.issued_by) if record.issued_at else (record.made_at, record.made_by)
        return f"{self.moment(at, today)} {by}"

    def story(self, record: ReportRecord, today: date) -> str:
        """One line: how it stands, as of when its figures are, who made and issued it."""
        parts = [self.state(record.state)]
        parts.append(self.tr("figures as of {cutoff}").format(cutoff=self._until(record.cutoff, today)))
        made = self.moment(record.made_at, today)
        parts.append(self.tr("drafted {moment} by {name}").format(moment=made, name=record.made_by))
        if record.issued_at is not None:
            issued = self.moment(record.issued_at, today)
            parts.append(self.tr("issued {moment} by {name}").format(moment=issued, name=record.issued_by))
        if record.reason:
            parts.append(self.tr("superseded: {reason}").format(reason=record.reason))
        if record.edited:
            parts.append(self.tr("text edited"))
        return " · ".join(parts)

    def _until(self, cutoff: datetime, today: date) -> str:
        """Midnight is the end of the day before, as officers say it."""
        if self._chinese and cutoff.hour == cutoff.minute == 0:
            return saying.until(cutoff)
        return self.moment(cutoff, today)

    def facts(self, record: ReportRecord, today: date, others: dict[str, str]) -> list[tuple[str, str]]:
        """Everything the archive knows of it. ``others``: names of reports by their id."""
        found = [
            (self.tr("Report"), self.name(record.about)),
            (self.tr("State"), self.state(record.state)),
            (self.tr("Document number"), str(record.number or self.tr("none"))),
            (self.tr("Figures as of"), self._until(record.cutoff, today)),
            (self.tr("Drafted"), f"{self.moment(record.made_at, today)} {record.made_by}"),
            (self.tr("Issued"), f"{self.moment(record.issued_at, today)} {record.issued_by}".strip()),
            (self.tr("Text edited"), self.tr("yes") if record.edited else self.tr("no")),
            (self.tr("Takes the place of"), others.get(record.supersedes or "", "")),
            (self.tr("Its place was taken by"), others.get(record.superseded_by or "", "")),
            (self.tr("On"), self.moment(record.superseded_at, today)),
            (self.tr("Reason"), record.reason),
            (self.tr("Pages"), str(record.pages)),
            (self.tr("Size"), f"{record.size / 1000:,.0f} KB"),
            ("SHA-256", record.sha256),
        ]
        return [(name, value) for name, value in found if value]


def _day(value: date) -> str:
    return f"{value.month}月{value.day}日"
