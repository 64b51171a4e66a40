"""What the window remembers of itself between two runs. Nothing of the site's settings belongs here."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSettings


class Memory:
    """Sizes and places, kept by Qt; what cannot be read back is as if it had never been kept."""

    def __init__(self) -> None:
        self._settings = QSettings()

    def bytes(self, key: str) -> QByteArray:
        """What was kept under a key ('window/geometry'), empty where nothing was."""
        value = self._settings.value(key, QByteArray(), type=QByteArray)
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep(self, key: str, value: QByteArray) -> None:
        self._settings.setValue(key, value)

    def text(self, key: str) -> str:
        """What was kept under a key as text, '' where nothing was."""
        return str(self._settings.value(key, "", type=str))

    def keep_text(self, key: str, value: str) -> None:
        self._settings.setValue(key, value)

    def flag(self, key: str) -> bool:
        """A yes or no; no where nothing was kept."""
        return self._settings.value(key, False, type=bool) is True

    def keep_flag(self, key: str, value: bool) -> None:
        self._settings.setValue(key, value)
