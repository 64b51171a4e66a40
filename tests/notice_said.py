"""What the notice says, for tests of its words."""

from __future__ import annotations

from datetime import date
from typing import Final

from reports.figures.values import Figures
from reports.letterhead import Letterhead
from reports.notice.brief import Reply
from reports.notice.writing import write_notice

HEAD: Final = Letterhead("盐山县行政审批局", "盐山县", contact="联系人：监察室")
REPLY: Final = Reply(5, date(2017, 7, 12))


def said(of: Figures, head: Letterhead = HEAD, reply: Reply | None = REPLY) -> str:
    """The whole text in lines."""
    return write_notice(of, head, reply).as_lines()
