"""A mouse and a keyboard on the private screen, through the X server itself: what the window gets is what a person's
own mouse and keyboard would send. Standard library only; libX11 and libXtst come with at-spi2-core."""

from __future__ import annotations

import ctypes
import time

KEYS = {
    "space": 0x20, "Tab": 0xFF09, "Return": 0xFF0D, "Escape": 0xFF1B, "Home": 0xFF50, "Down": 0xFF54, "F1": 0xFFBE,
    "Ctrl": 0xFFE3, "Shift": 0xFFE1, "End": 0xFF57, "F6": 0xFFC3,
}  # fmt: skip
"""X's numbers of keys that are no characters."""
LEFT = 1
REVERT_TO_PARENT = 2
PAUSE = 0.03


class Attributes(ctypes.Structure):
    """XWindowAttributes, as far as it is read."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("x", "y", "width", "height", "border", "depth")),
        ("visual", ctypes.c_void_p), ("root", ctypes.c_ulong),
        *((name, ctypes.c_int) for name in ("kind", "bit_gravity", "win_gravity", "backing")),
        ("planes", ctypes.c_ulong), ("pixel", ctypes.c_ulong), ("save_under", ctypes.c_int),
        ("colormap", ctypes.c_ulong), ("map_installed", ctypes.c_int), ("map_state", ctypes.c_int),
        ("all_masks", ctypes.c_long), ("your_mask", ctypes.c_long), ("do_not", ctypes.c_long),
        ("override", ctypes.c_int), ("screen", ctypes.c_void_p),
    )  # fmt: skip


class Hands:
    """Opens the display that DISPLAY names."""

    def __init__(self):
        self._x = ctypes.CDLL("libX11.so.6")
        self._test = ctypes.CDLL("libXtst.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        self._x.XKeysymToKeycode.restype = ctypes.c_ubyte
        display = self._x.XOpenDisplay(None)
        if not display:
            raise OSError("there is no display")
        self._display = ctypes.c_void_p(display)

    def key(self, keys):
        """One key or a chord: 'Return', 'Ctrl+F', 'a'."""
        self.focus()
        codes = [self._code(name) for name in keys.split("+")]
        for down, order in ((1, codes), (0, codes[::-1])):
            for code in order:
                self._test.XTestFakeKeyEvent(self._display, code, down, ctypes.c_ulong(0))
        self._done()

    def _code(self, name):
        symbol = KEYS.get(name) or ord(name.lower())
        return self._x.XKeysymToKeycode(self._display, ctypes.c_ulong(symbol))

    def click(self, x, y):
        """The left button at a place of the screen, in pixels."""
        self._test.XTestFakeMotionEvent(self._display, -1, int(x), int(y), ctypes.c_ulong(0))
        self._done()
        for down in (1, 0):
            self._test.XTestFakeButtonEvent(self._display, LEFT, down, ctypes.c_ulong(0))
            self._done()

    def focus(self):
        """The window on top gets the keyboard: there is no window manager to see to it."""
        window = self._topmost()
        if window:
            self._x.XSetInputFocus(self._display, ctypes.c_ulong(window), REVERT_TO_PARENT, ctypes.c_ulong(0))
            self._done()

    def _topmost(self):
        root, parent = ctypes.c_ulong(), ctypes.c_ulong()
        children, count = ctypes.POINTER(ctypes.c_ulong)(), ctypes.c_uint()
        self._x.XQueryTree(
            self._display, ctypes.c_ulong(self._x.XDefaultRootWindow(self._display)), ctypes.byref(root),
            ctypes.byref(parent), ctypes.byref(children), ctypes.byref(count),
        )  # fmt: skip
        windows = [children[number] for number in range(count.value)]
        if count.value:
            self._x.XFree(children)
        return next((one for one in reversed(windows) if self._can_be_seen(one)), 0)

    def _can_be_seen(self, window):
        about = Attributes()
        self._x.XGetWindowAttributes(self._display, ctypes.c_ulong(window), ctypes.byref(about))
        return about.map_state == 2 and about.width > 20 and not about.override

    def _done(self):
        self._x.XSync(self._display, 0)
        time.sleep(PAUSE)
