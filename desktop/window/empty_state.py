"""What stands where a list would be: says why it is empty and what to do next."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from widgets.empty_note import EmptyNote


class EmptyState(EmptyNote):
    """What several pages say where there is no case to show."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_opening()

    def show_opening(self) -> None:
        """Before the first snapshot."""
        self.say(self.tr("Opening the case store…"))

    def show_loading(self) -> None:
        """While the first cases are read."""
        self.say(self.tr("Reading the case store…"))

    def show_unread(self) -> None:
        """The case store could not be read yet; a message above says why."""
        text = self.tr("Cases appear here as soon as it can be read.")
        self.say(self.tr("The case store has not been read yet"), text)

    def show_no_match(self, case_no: str = "") -> None:
        """There are cases, but not such ones. ``case_no``: somebody looks for one by its number; it may be finished."""
        if not case_no:
            self.say(self.tr("No open case is like this"), button=self.tr("Show all"))
            return
        self.say(
            self.tr("No open case has this number"),
            self.tr("It may be finished."),
            button=self.tr("Open case {case_no}").format(case_no=case_no),
        )

    def show_no_cases(self) -> None:
        """The case store holds no open case."""
        self.say(
            self.tr("The case store holds no open case"),
            self.tr(
                "Cases appear here by themselves as soon as the approval platform writes them.\n\n"
                "To bring in a table:      emonitor import csv FILE --map MAP.toml\n"
                "To bring in an event log: emonitor import xes FILE\n"
                "To try it with a county:  emonitor demo"
            ),
        )
