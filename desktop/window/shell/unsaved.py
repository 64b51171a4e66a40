"""What is typed and not saved when the window is to be closed: asked about, never lost without a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from desktop.window.pages import PAGES, Unsaved
from desktop.window.shell.page_stack import PageStack

KEEP, DISCARD, STAY = "keep", "discard", "stay"


def may_leave(window: QWidget, stack: PageStack, show: Callable[[str], object]) -> bool:
    """Whether the window may be closed: nothing is unsaved, or somebody decided. ``show`` brings a page into sight."""
    for number, spec in enumerate(PAGES):
        page = stack.there(number)
        names = page.unsaved() if isinstance(page, Unsaved) else []
        if names:
            show(spec.key)
            answer = ask(window, names)
            if answer == STAY or (answer == KEEP and not page.keep_unsaved()):
                return False
    return True


def ask(window: QWidget, names: Sequence[str]) -> str:
    """KEEP, DISCARD or STAY."""
    box = UnsavedBox(names, window)
    box.exec()
    return box.answer()


class UnsavedBox(QMessageBox):
    """Names what was changed; Esc does not close the window."""

    def __init__(self, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = self.tr("Settings were changed and not saved")
        self.setWindowTitle(title)
        self.setText(title)
        self.setInformativeText(self.tr(", ").join(names))
        self.keep = self._button(self.tr("Save and close"), QMessageBox.ButtonRole.AcceptRole)
        self.discard = self._button(self.tr("Close without saving"), QMessageBox.ButtonRole.DestructiveRole)
        self.stay = self._button(self.tr("Do not close"), QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.stay)

    def _button(self, text: str, role: QMessageBox.ButtonRole) -> QPushButton:
        button = self.addButton(text, role)
        button.setAccessibleName(text)
        return button

    def answer(self) -> str:
        """What was pressed."""
        pressed = self.clickedButton()
        if pressed is self.keep:
            return KEEP
        return DISCARD if pressed is self.discard else STAY
