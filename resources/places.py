"""What the county's own cases are listed under: the same name in lists, on cards and in the tables of figures."""

from __future__ import annotations

import tomllib
from functools import cache

from resources import folder

COUNTY = "county"
"""The level of a region that stands for the county's own windows."""


@cache
def county_name() -> str:
    """'县本级', as figures/rows.toml has it."""
    told = tomllib.loads(folder("figures").joinpath("rows.toml").read_text(encoding="utf-8"))
    return str(told["rows"]["county"])


def shown_name(level: str | None, name: str) -> str:
    """The name of a region in a list beside townships: the county there stands for its own level alone."""
    return county_name() if level == COUNTY else name
