"""The site's settings: one TOML file, every key optional, every key typed (settings_sample.toml documents them).

``load`` puts them together (loading.py) from the tables of the file (reading, tables, times, gateways, reports) into
plain values (values.py). ``listing`` says what is in force and where it comes from, ``writing`` changes the file.
To add a key: its field in values.py, its reading, its line in the sample file and in the listing.
"""

from __future__ import annotations

from desktop.errors import SettingsError
from desktop.settings.loading import load, secret
from desktop.settings.values import Settings

__all__ = ["Settings", "SettingsError", "load", "secret"]
