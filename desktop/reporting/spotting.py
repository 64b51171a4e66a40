"""Where in a report's data a character stands: people who are to change it must find it among thousands of cases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Final

from reports.documents.supervision_sheet import SupervisionSheet
from reports.documents.tables import NAMES
from reports.figures.values import CaseLine, Figures, FigureTable, StopLine

LABELS: Final = {
    "case_no": "办件编号", "item": "事项", "township": "乡镇", "village": "村", "place": "乡镇、村", "node": "环节",
    "node_now": "环节", "unit": "单位", "node_unit": "单位", "officer_unit": "单位", "to_unit": "单位",
    "officer": "经办人", "basis": "挂起依据", "approver": "批准人",
}  # fmt: skip
"""What the values of lines and sheets are called."""
Line = CaseLine | StopLine


def place_of(character: str, figures: Figures) -> str:
    """Whose name holds the character, with key and unit, and a case in which it stands; '' where it is not in the
    figures (but in text or letterhead).
    """
    lines: tuple[Line, ...] = (*figures.red, *figures.yellow, *figures.yellow_nodes, *figures.due_next, *figures.stops)
    named = next(filter(None, (_in_table(character, table) for table in figures.tables.values())), "")
    case = _in_lines(character, lines)
    return "；".join(part for part in (named, case) if part)


def place_in_sheet(character: str, sheet: SupervisionSheet) -> str:
    """The same for a supervision sheet."""
    return _in_lines(character, [sheet])


def _in_table(character: str, table: FigureTable) -> str:
    row = next((row for row in table.rows if character in row.name), None)
    if row is None:
        return ""
    where = "，".join(part for part in (row.parent, f"编号 {row.key}" if row.key else "") if part)
    return f"{NAMES[table.grouping]}“{row.name}”{f'（{where}）' if where else ''}"


def _in_lines(character: str, lines: Iterable[Line | SupervisionSheet]) -> str:
    """'经办人“…”，见办件 …': the first value that holds the character."""
    for line in lines:
        for field in fields(line):
            value = getattr(line, field.name)
            if isinstance(value, str) and character in value:
                return f"{LABELS.get(field.name, '')}“{value}”，见办件 {line.case_no}"
    return ""
