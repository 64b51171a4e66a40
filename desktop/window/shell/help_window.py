"""The user guide in a window of its own, at the heading of the page that asked for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import (
    QDesktopServices,
    QImage,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from resources.guide import guide_file
from widgets.qt import override
from widgets.tokens import SPACE_8, SPACE_12, SPACE_24, palette

PICTURE_WIDTH: Final = 760
LINE_HEIGHT: Final = 140
PICTURE_HEIGHT: Final = 100
"""Percent."""
NOT_IN_ANCHOR: Final = re.compile(r"[^\w\- ]")


def anchor_of(heading: str) -> str:
    """The anchor that web pages of Markdown give a heading: '一、窗口' → '一窗口'."""
    return NOT_IN_ANCHOR.sub("", heading.strip().lower()).replace(" ", "-")


def _is_code(block: QTextBlock) -> bool:
    return block.isValid() and block.blockFormat().hasProperty(QTextFormat.Property.BlockCodeFence)


def _has_picture(block: QTextBlock) -> bool:
    return "\N{OBJECT REPLACEMENT CHARACTER}" in block.text()


class GuideView(QTextBrowser):
    """Markdown with pictures no wider than the text, and links to its own headings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("User guide"))
        self.document().setDocumentMargin(SPACE_12)
        self.headings: list[tuple[str, int]] = []
        """Text and block number of the headings of the first and second level."""
        self._blocks: dict[str, int] = {}
        self._folder: Path | None = None
        self.anchorClicked.connect(self._follow)

    def show_file(self, file: Path) -> None:
        """Raises OSError where the file cannot be read."""
        text = file.read_text(encoding="utf-8")
        self._folder = file.parent
        self.document().setMarkdown(text, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
        self._gather()

    def _gather(self) -> None:
        self.headings, self._blocks = [], {}
        block = self.document().begin()
        while block.isValid():
            self._space(block)
            level = block.blockFormat().headingLevel()
            if level:
                self._blocks.setdefault(anchor_of(block.text()), block.blockNumber())
            if level in (1, 2):
                self.headings.append((block.text(), block.blockNumber()))
            block = block.next()

    def _space(self, block: QTextBlock) -> None:
        """Room around headings and paragraphs, a ground under code: Markdown says nothing of either."""
        made = QTextBlockFormat()
        if _is_code(block):
            made.setBackground(palette().color("raised"))
            made.setBottomMargin(0 if _is_code(block.next()) else SPACE_12)
            made.setNonBreakableLines(False)  # the longest command would make every line as long as itself
        else:
            height = PICTURE_HEIGHT if _has_picture(block) else LINE_HEIGHT
            made.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            made.setTopMargin(SPACE_24 if block.blockFormat().headingLevel() else 0)
            within = QTextCursor(block).currentTable() is not None or block.textList() is not None
            made.setBottomMargin(0 if within else SPACE_8)
        QTextCursor(block).mergeBlockFormat(made)

    def go_to(self, anchor: str) -> bool:
        """Scrolls to a heading; False where there is none of that name."""
        number = self._blocks.get(anchor.lstrip("#"))
        if number is None:
            return False
        self.go_to_block(number)
        return True

    def go_to_block(self, number: int) -> None:
        """Scrolls so that a block stands at the top."""
        block: QTextBlock = self.document().findBlockByNumber(number)
        self.setTextCursor(QTextCursor(block))
        top = self.document().documentLayout().blockBoundingRect(block).top()
        self.verticalScrollBar().setValue(int(top) - SPACE_8)

    @Slot(QUrl)
    def _follow(self, url: QUrl) -> None:
        if url.scheme() in ("http", "https"):
            QDesktopServices.openUrl(url)
        elif not url.path() and url.hasFragment():
            self.go_to(url.fragment(QUrl.ComponentFormattingOption.FullyDecoded))
        elif self._folder is not None and (self._folder / url.path()).is_file():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder / url.path())))

    @override
    def loadResource(self, kind: int, name: QUrl | str) -> object:
        name = QUrl(name)
        if kind == QTextDocument.ResourceType.ImageResource.value and self._folder is not None:
            picture = QImage(str(self._folder / name.path()))
            if picture.width() > PICTURE_WIDTH:
                ratio = self.devicePixelRatioF()
                how = Qt.TransformationMode.SmoothTransformation
                picture = picture.scaledToWidth(min(picture.width(), int(PICTURE_WIDTH * ratio)), how)
                picture.setDevicePixelRatio(picture.width() / PICTURE_WIDTH)
            return picture
        return super().loadResource(kind, name)


class HelpWindow(QWidget):
    """Headings at the left, the guide at the right, a search above."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("User guide"))
        self.resize(1080, 720)
        self.view = GuideView(self)
        self.contents = QListWidget(self)
        self.contents.setFrameShape(QFrame.Shape.NoFrame)
        self.contents.setAccessibleName(self.tr("Contents"))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search in the guide"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setFixedWidth(320)
        self._lay_out()
        self.contents.currentRowChanged.connect(self._choose)
        self.search.returnPressed.connect(self._find)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self).activated.connect(self.search.setFocus)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self).activated.connect(self.close)
        self._load()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(SPACE_12, SPACE_8, SPACE_12, SPACE_8)
        line.addWidget(self.search)
        line.addStretch(1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(1)
        split.addWidget(self.contents)
        split.addWidget(self.view)
        split.setStretchFactor(1, 1)
        split.setSizes([220, 860])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addWidget(split, 1)

    def _load(self) -> None:
        file = guide_file()
        try:
            if file is None:
                raise FileNotFoundError
            self.view.show_file(file)
        except OSError:
            self.view.setPlainText(
                self.tr("The user guide was not installed with the program. It is docs/user-guide.md in its source.")
            )
            return
        self.contents.addItems([text for text, _ in self.view.headings])

    def show_at(self, anchor: str) -> None:
        """Comes to the front at a heading; at the top where there is none of that name."""
        self.show()
        self.raise_()
        self.activateWindow()
        if not self.view.go_to(anchor):
            self.view.verticalScrollBar().setValue(0)

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self.view.headings):
            self.view.go_to_block(self.view.headings[row][1])

    @Slot()
    def _find(self) -> None:
        """The next place; from the top again after the last one."""
        text = self.search.text()
        if text and not self.view.find(text):
            self.view.moveCursor(QTextCursor.MoveOperation.Start)
            self.view.find(text)
