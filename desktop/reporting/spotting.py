"""Where in a report's data a character stands: people who are to change it must find it among thousands of cases."""

from __future__ import annotations

from dataclasses import fields

from reports.figures.values import CaseLine, Figures, StopLine


def place_of(character: str, figures: Figures) -> str:
    """The name that holds the character, and whose it is; '' where it is not in the figures (text, letterhead)."""
    for table in figures.tables.values():
        for row in table.rows:
            if character in row.name:
                return f"“{row.name}”"
    lines: tuple[CaseLine | StopLine, ...] = (*figures.red, *figures.yellow, *figures.due_next, *figures.stops)
    for line in lines:
        values = (getattr(line, field.name) for field in fields(line))
        held = next((value for value in values if isinstance(value, str) and character in value), None)
        if held is not None:
            return f"办件 {line.case_no}：“{held}”"
    return ""
