"""A button that opens a list of choices with numbers: several may be ticked, a word narrows the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QWidget

from widgets.choice_list import Choice, ChoiceModel
from widgets.choice_popup import ChoicePopup
from widgets.qt import override


class FilterButton(QPushButton):
    """'乡镇 ▾' or, with two ticked, '乡镇 2 ▾'."""

    changed = Signal(object)
    """The chosen keys, a frozenset."""
    opening = Signal()
    """The list is about to be shown: whoever has newer choices shows them now."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self.model = ChoiceModel(self)
        self.popup = ChoicePopup(self.model, title, self)
        self.model.ticked.connect(self._tell)
        self.clicked.connect(self._open)
        self._say()

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """What can be chosen now and how many things each choice would leave."""
        self.model.show_choices(choices, keep_order=self.popup.isVisible())
        self._say()

    @property
    def wants_choices(self) -> bool:
        """Whether newer choices would be seen: the list is open, or something is ticked and named."""
        return self.popup.isVisible() or bool(self.model.chosen)

    def choose(self, keys: frozenset[str]) -> None:
        """Ticks these, silently."""
        if keys != self.model.chosen:
            self.model.choose(keys)
        self._say()

    def _say(self) -> None:
        chosen, ticks = self.model.chosen, self.model.ticks
        self.setText(f"{self._title} {ticks} ▾" if chosen else f"{self._title} ▾")
        if self.property("narrows") != bool(chosen):
            self.setProperty("narrows", bool(chosen))
            self.style().unpolish(self)
            self.style().polish(self)
        said = ", ".join(self.model.labels(chosen)) or self.tr("all")
        self.setAccessibleName(self.tr("{title}: {chosen}").format(title=self._title, chosen=said))

    @Slot()
    def _open(self) -> None:
        if self.popup.isVisible():
            self.popup.close_to_button()
            return
        self.opening.emit()
        self.popup.open_under()

    @Slot()
    def _tell(self) -> None:
        self._say()
        self.changed.emit(self.model.chosen)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.popup.close_list()
        super().hideEvent(event)
