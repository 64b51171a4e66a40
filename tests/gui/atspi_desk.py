"""Hands and eyes of somebody at the window, through AT-SPI: what assistive technology can find, read and press.

Runs under the system's own Python (pyatspi is Debian's), on a private bus and screen. The window itself is a process of
its own; nothing here knows how it is made.
"""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
import time

import pyatspi
from atspi_hands import Hands
from gi.repository.GLib import Error as Gone

PATIENCE = 20.0
"""Seconds until something that ought to appear counts as missing."""
STILL = 0.2
"""Seconds between two looks at where something is."""
GIANTS = {pyatspi.ROLE_TABLE, pyatspi.ROLE_TREE_TABLE, pyatspi.ROLE_LIST}
"""Not looked into on the way: they may hold a million cells."""
BUTTON, CHECK, TABLE, LABEL, TEXT, LIST, FRAME, DIALOG, TAB, FILLER, COMBO = (
    pyatspi.ROLE_PUSH_BUTTON, pyatspi.ROLE_CHECK_BOX, pyatspi.ROLE_TABLE, pyatspi.ROLE_LABEL, pyatspi.ROLE_TEXT,
    pyatspi.ROLE_LIST, pyatspi.ROLE_FRAME, pyatspi.ROLE_DIALOG, pyatspi.ROLE_PAGE_TAB, pyatspi.ROLE_FILLER,
    pyatspi.ROLE_COMBO_BOX,
)  # fmt: skip
ANY = None
CHECKED = pyatspi.STATE_CHECKED


class Missing(Exception):
    """What should have been there was not."""


class Desk:
    """The running program."""

    def __init__(self, command, folder):
        """``command``: the program; ``folder``: where it works and keeps what it remembers."""
        environ = {**os.environ, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"}
        self.process = subprocess.Popen(command, cwd=folder, env=environ)
        self.hands = Hands()
        self.program = self.wait(self._registered, "the program on the accessibility bus")

    def _registered(self):
        for one in pyatspi.Registry.getDesktop(0):
            if one is not None and one.get_process_id() == self.process.pid:
                return one
        if self.process.poll() is not None:
            raise Missing(f"the program ended with status {self.process.returncode}")
        return None

    def close(self):
        """A polite kill; the program ends as by its own button."""
        self.process.terminate()
        return self.process.wait(20)

    # looking

    def wait(self, look, what, patience=PATIENCE):
        """Whatever ``look`` finds, as soon as it finds something."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            with contextlib.suppress(LookupError, RuntimeError, AttributeError, Gone):
                found = look()
                if found:
                    return found
            time.sleep(0.05)
        raise Missing(f"{what} did not appear within {patience:.0f} s")

    def find(self, role, name="", within=None, patience=PATIENCE):
        """The first thing in sight of a role whose name matches a pattern."""
        pattern = re.compile(name)

        def look():
            return next(self.all(role, pattern, within), None)

        return self.wait(look, f"{role} {name!r}", patience)

    def all(self, role, pattern=None, within=None):
        """Everything in sight of a role; windows on top first."""
        roots = [within] if within is not None else list(reversed([one for one in self.program if one is not None]))
        for root in roots:
            yield from self._below(root, role, pattern)

    def _below(self, node, role, pattern):
        try:
            named = pattern is None or pattern.search(node.name or "")
            if named and role in (ANY, node.getRole()) and in_sight(node):
                yield node
            if node.getRole() in GIANTS or not in_sight(node):
                return
            children = [node.getChildAtIndex(number) for number in range(node.childCount)]
        except (LookupError, RuntimeError, Gone):
            return
        for child in children:
            if child is not None:
                yield from self._below(child, role, pattern)

    # doing

    def press(self, node):
        """Does the first thing that can be done with it."""
        action = node.queryAction()
        names = [action.getName(number) for number in range(action.nActions)]
        for wanted in ("Press", "Toggle", "ShowMenu", "SetFocus"):
            if wanted in names:
                action.doAction(names.index(wanted))
                return
        raise Missing(f"{node.name!r} can only {names}")

    def key(self, keys):
        """One key or a chord: 'Return', 'Ctrl+F'."""
        self.hands.key(keys)

    def click(self, node):
        """The left mouse button in its middle."""
        x, y, width, height = self._resting_place(node)
        self.hands.click(x + width / 2, y + height / 2)

    def _resting_place(self, node):
        """Where it is once it no longer moves: a window that has just changed is still being laid out."""
        before = None
        for _ in range(50):
            now = tuple(node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS))
            if now == before and now[2] > 0:
                return now
            before = now
            time.sleep(STILL)
        raise Missing(f"{node.name!r} does not come to rest")

    def write(self, node, text):
        """Puts a text into a field."""
        node.queryEditableText().setTextContents(text)

    def save_as(self, file):
        """Answers a dialog that asks for a file."""
        dialog = self.find(DIALOG, "")
        self.write(self.find(TEXT, "", dialog), str(file))
        self.click(self.find(BUTTON, "^保存|^Save", dialog))

    def picture(self):
        """What is in sight, for whoever has to find out why something was not."""
        for root in self.program:
            self._describe(root, 0)

    def _describe(self, node, depth):
        with contextlib.suppress(LookupError, RuntimeError, Gone, AttributeError):
            if in_sight(node):
                sys.stderr.write(f"{'  ' * depth}{node.getRoleName()} {node.name!r}\n")
                for child in items_of(node)[:30]:
                    self._describe(child, depth + 1)


def in_sight(node):
    states = node.getState()
    return states.contains(pyatspi.STATE_SHOWING) or node.getRole() == pyatspi.ROLE_APPLICATION


def text_of(node):
    """What it says."""
    return " ".join(part for part in (node.name, node.description) if part)


def rows_of(table, most=400):
    """The texts of a table, row by row, up to ``most`` rows."""
    grid = table.queryTable()
    for row in range(min(most, grid.nRows)):
        yield [cell_of(grid, row, column) for column in range(grid.nColumns)]


def cell_of(grid, row, column):
    cell = grid.getAccessibleAt(row, column)
    return (cell.name or "") if cell is not None else ""


def headings_of(table):
    grid = table.queryTable()
    return [grid.getColumnDescription(column) or "" for column in range(grid.nColumns)]


def items_of(box):
    return [box.getChildAtIndex(number) for number in range(box.childCount)]


def number(text):
    """The number a cell says; 0 where it says none."""
    digits = re.sub(r"\D", "", text)
    return int(digits) if digits else 0
