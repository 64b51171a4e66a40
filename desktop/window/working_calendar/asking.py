"""The two boxes of the calendar: one asks before a change, one says why there was none."""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


def confirmed(parent: QWidget, title: str, text: str, does: str) -> bool:
    """Asks; ``does`` is the word on the button that goes on."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, title, QMessageBox.StandardButton.Cancel, parent)
    box.setInformativeText(text)
    yes = box.addButton(does, QMessageBox.ButtonRole.AcceptRole)
    _name_buttons(box)
    box.exec()
    return box.clickedButton() is yes


def refuse(parent: QWidget, title: str, what: str, why: str) -> None:
    """Says that something could not be done, and why."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, title, what, QMessageBox.StandardButton.Close, parent)
    box.setInformativeText(why)
    _name_buttons(box)
    box.exec()


def _name_buttons(box: QMessageBox) -> None:
    for button in box.buttons():
        button.setAccessibleName(button.text())
