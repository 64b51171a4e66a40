"""What a report says about the one issued before for the same: its readers must know which of the two holds.

Why it was replaced stays in the ledger.
"""

from __future__ import annotations

from monitoring.archiving import About, ReportArchive, ReportRecord
from reports import saying
from reports.notice.brief import Replaced
from reports.notice.text import NotATextError, NoticeText


def replaced_notice(archive: ReportArchive | None, about: About) -> Replaced | None:
    """The standing notice of the month; None where there is none, or no archive to ask."""
    standing = _standing(archive, about)
    if archive is None or standing is None:
        return None
    contents = archive.contents(standing.report_id)
    title = _title(contents.text if contents is not None else None)
    return Replaced(title or "行政审批电子监察情况的通报", _number(standing))


def replaced_statistics(archive: ReportArchive | None, about: About) -> str:
    """The line of weekly statistics, which bear no number; '' where nothing is replaced."""
    standing = _standing(archive, about)
    if standing is None or standing.issued_at is None:
        return ""
    return f"本期周统计已重新签发，{saying.day(standing.issued_at.date())}签发的同期周统计作废，以本件为准。"


def replaced_sheet(archive: ReportArchive | None, about: About) -> str:
    """The line of a supervision sheet; '' where nothing is replaced."""
    standing = _standing(archive, about)
    if standing is None:
        return ""
    return f"本通知印发后，同一事项的督办通知（{_number(standing) or about.period}）同时废止，以本通知为准。"


def _standing(archive: ReportArchive | None, about: About) -> ReportRecord | None:
    return archive.standing(about) if archive is not None else None


def _number(record: ReportRecord) -> str:
    return str(record.number) if record.number is not None else ""


def _title(text: str | None) -> str:
    try:
        return NoticeText.from_json(text or "").title
    except NotATextError:
        return ""
