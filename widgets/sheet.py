"""What a palette cannot say: lines, rows and edges, as one style sheet made of tokens."""

from __future__ import annotations

from widgets.tokens import (
    BODY,
    CELL_MARGIN,
    FAMILY,
    HEADING,
    NOTE,
    ROW_HEIGHT,
    SPACE_4,
    SPACE_8,
    SPACE_12,
    SPACE_16,
    Palette,
)


def style_sheet(colours: Palette) -> str:
    """The style sheet of the whole program in these colours."""
    return f"""
* {{ font-family: "{FAMILY}"; font-size: {BODY}px; }}
QTableView, QScrollArea {{ background: {colours.surface}; border: none; outline: none; }}
QTableView::item {{ padding: 0 {SPACE_8}px; border: none; }}
QTableView::item:selected {{ background: {colours.selection}; color: {colours.text}; }}
QHeaderView {{ background: {colours.raised}; }}
QHeaderView::section {{ background: {colours.raised}; color: {colours.muted}; border: none;
    border-bottom: 1px solid {colours.line}; padding: 0 {CELL_MARGIN}px; height: {ROW_HEIGHT}px; }}
QHeaderView::up-arrow, QHeaderView::down-arrow {{ subcontrol-position: top center; width: 0; height: 0;
    margin-top: 2px; border-left: 4px solid {colours.raised}; border-right: 4px solid {colours.raised}; }}
QHeaderView::up-arrow {{ border-bottom: 4px solid {colours.muted}; }}
QHeaderView::down-arrow {{ border-top: 4px solid {colours.muted}; }}
QLineEdit {{ background: {colours.surface}; border: 1px solid {colours.line}; padding: 0 {SPACE_8}px; height: 30px; }}
QLineEdit:focus {{ border: 1px solid {colours.accent}; }}
QPushButton {{ background: {colours.surface}; border: 1px solid {colours.line};
    padding: 0 {SPACE_12}px; height: 30px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; width: 28px; height: 28px; }}
QPushButton:checked {{ background: {colours.selection}; border: 1px solid {colours.accent}; }}
QComboBox, QSpinBox, QDateEdit {{ background: {colours.surface}; border: 1px solid {colours.line};
    padding: 0 {SPACE_8}px; min-height: 30px; max-height: 30px; }}
QComboBox:focus, QComboBox:on, QSpinBox:focus, QDateEdit:focus {{ border: 1px solid {colours.accent}; }}
QComboBox QAbstractItemView {{ border: 1px solid {colours.line}; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: 24px; }}
QSpinBox::up-button, QSpinBox::down-button {{ background: transparent; border: none; width: 20px; }}
QComboBox::down-arrow, QDateEdit::down-arrow, QSpinBox::down-arrow {{ width: 0; height: 0;
    border-left: 4px solid {colours.surface}; border-right: 4px solid {colours.surface};
    border-top: 5px solid {colours.muted}; }}
QSpinBox::up-arrow {{ width: 0; height: 0; border-left: 4px solid {colours.surface};
    border-right: 4px solid {colours.surface}; border-bottom: 5px solid {colours.muted}; }}
QPlainTextEdit, QTextBrowser {{ background: {colours.surface}; border: 1px solid {colours.line};
    padding: {SPACE_4}px; }}
QPlainTextEdit:focus {{ border: 1px solid {colours.accent}; }}
QListView {{ background: {colours.surface}; border: none; outline: none; }}
QListView::item {{ height: {ROW_HEIGHT}px; padding: 0 {SPACE_12}px; }}
QListView::item:selected {{ background: {colours.selection}; color: {colours.text}; }}
QPushButton:hover, QToolButton:hover {{ background: {colours.hover}; }}
QPushButton:focus, QToolButton:focus {{ border: 1px solid {colours.accent}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {colours.muted}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {colours.line}; }}
QTabBar::tab {{ background: transparent; color: {colours.muted}; border: none; border-bottom: 2px solid transparent;
    padding: 0 {SPACE_12}px; height: 32px; }}
QTabBar::tab:hover {{ background: {colours.hover}; }}
QTabBar::tab:selected {{ color: {colours.text}; border-bottom: 2px solid {colours.accent}; }}
QTabBar::tab:focus {{ color: {colours.text}; background: {colours.selection}; }}
QPushButton[narrows="true"] {{ border: 1px solid {colours.accent}; background: {colours.selection}; }}
QPushButton[chip] {{ padding: 0 {SPACE_8}px; height: 24px; background: {colours.selection};
    border: 1px solid transparent; }}
QPushButton[chip="all"] {{ background: transparent; color: {colours.accent}; }}
QToolTip {{ background: {colours.raised}; color: {colours.text}; border: 1px solid {colours.line};
    padding: {SPACE_4}px; }}
QAbstractScrollArea::corner {{ background: {colours.surface}; border: none; }}
QSplitter::handle {{ background: {colours.line}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
QScrollBar::handle {{ background: {colours.line}; border-radius: 4px; margin: 2px; min-height: 32px; min-width: 32px; }}
QScrollBar::handle:hover {{ background: {colours.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QProgressBar {{ background: {colours.line}; border: none; max-height: 4px; min-height: 4px; }}
QProgressBar::chunk {{ background: {colours.accent}; }}
[plain="surface"] {{ background: {colours.surface}; }}
[plain="raised"] {{ background: {colours.raised}; }}
QFrame[plain="popup"] {{ background: {colours.raised}; border: 1px solid {colours.line}; }}
[plain="line"] {{ background: {colours.line}; }}
[rule="below"] {{ border-bottom: 1px solid {colours.line}; }}
[rule="above"] {{ border-top: 1px solid {colours.line}; }}
[rule="right"] {{ border-right: 1px solid {colours.line}; }}
[kind="flat"] {{ background: transparent; border: 1px solid transparent; color: {colours.accent};
    font-size: {NOTE}px; padding: 0 {SPACE_4}px; height: 20px; }}
[kind="flat"]:focus {{ border: 1px solid {colours.accent}; }}
[kind="mark"] {{ color: {colours.surface}; background: {colours.accent}; padding: 2px {SPACE_8}px; }}
QToolButton::menu-indicator {{ image: none; }}
QMenu {{ background: {colours.raised}; border: 1px solid {colours.line}; padding: {SPACE_4}px 0; }}
QMenu::item {{ padding: {SPACE_4}px 28px {SPACE_4}px {SPACE_16}px; }}
QMenu::item:selected {{ background: {colours.selection}; color: {colours.text}; }}
QMenu::item:disabled {{ color: {colours.muted}; }}
QMenu::separator {{ background: {colours.line}; height: 1px; margin: {SPACE_4}px 0; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
[kind="title"] {{ font-size: {HEADING}px; font-weight: 500; }}
[kind="heading"] {{ font-size: {BODY}px; font-weight: 500; }}
[kind="note"] {{ font-size: {NOTE}px; color: {colours.muted}; }}
[kind="muted"] {{ color: {colours.muted}; }}
[bar] {{ background: {colours.raised}; border-bottom: 1px solid {colours.line}; }}
[bar="trouble"] {{ border-left: 4px solid {colours.text}; }}
[bar="news"] {{ border-left: 4px solid {colours.accent}; }}
"""
