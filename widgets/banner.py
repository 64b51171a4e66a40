"""Messages above a page for what passes by itself: what happened, what still works, what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from widgets.tokens import SPACE_8, SPACE_12

PROGRESS_STEPS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Notice:
    """One message. ``key`` names its cause: a notice with the same key takes the place of the one before."""

    key: str
    title: str
    text: str = ""
    action: str = ""
    """The words on its button; '' for none."""
    progress: float | None = None
    """Share that is done, 0…1."""
    trouble: bool = True


class Banner(QFrame):
    """One message as a bar."""

    pressed = Signal(str)

    def __init__(self, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = notice.key
        self._title = QLabel()
        self._title.setProperty("kind", "heading")
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setRange(0, PROGRESS_STEPS)
        self._button = QPushButton()
        self._button.clicked.connect(self._press)
        self._lay_out()
        self.show_notice(notice)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self._title, self._text, self._progress):
            words.addWidget(part)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
        line.addLayout(words, 1)
        line.addWidget(self._button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_notice(self, notice: Notice) -> None:
        """Shows another state of the same cause."""
        self.setProperty("bar", "trouble" if notice.trouble else "news")
        self.setAccessibleName(notice.title)
        self.setAccessibleDescription(notice.text)
        self._title.setText(notice.title)
        self._text.setText(notice.text)
        self._text.setVisible(bool(notice.text))
        self._button.setText(notice.action)
        self._button.setAccessibleName(notice.action)
        self._button.setVisible(bool(notice.action))
        self._progress.setVisible(notice.progress is not None)
        self._progress.setAccessibleName(notice.title)
        self._progress.setValue(int((notice.progress or 0.0) * PROGRESS_STEPS))

    def _press(self) -> None:
        self.pressed.emit(self._key)


class BannerStack(QWidget):
    """The messages that hold now, one under the other; takes no room when there are none."""

    pressed = Signal(str)
    """The key of the notice whose button was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: dict[str, Banner] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setVisible(False)

    def show_notices(self, notices: Sequence[Notice]) -> None:
        """Shows these and no others."""
        wanted = {notice.key for notice in notices}
        for key in [key for key in self._bars if key not in wanted]:
            bar = self._bars.pop(key)
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        for notice in notices:
            self._show(notice)
        self.setVisible(bool(notices))

    def titles(self) -> list[str]:
        """What the bars say now, in order."""
        return [bar.accessibleName() for bar in self._bars.values()]

    def _show(self, notice: Notice) -> None:
        if notice.key in self._bars:
            self._bars[notice.key].show_notice(notice)
            return
        bar = Banner(notice, self)
        bar.pressed.connect(self.pressed)
        self._bars[notice.key] = bar
        self._column.addWidget(bar)
