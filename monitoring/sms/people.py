"""Who is told: people by their role towards a case, from the case store's catalogue."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from monitoring.records import Catalogue, Officer

_MOBILE: Final = re.compile(r"(?:(?:\+|00)?86)?(1[3-9][0-9]{9})")
_BETWEEN: Final = frozenset({"Zs", "Cc", "Cf", "Pd"})
"""Unicode categories of what people put between digits: spaces, marks of direction that came with a copy, dashes."""


def usable(number: str | None) -> str | None:
    """A mobile number of the mainland as eleven digits; None for what is none."""
    plain = unicodedata.normalize("NFKC", number or "")  # full width becomes plain
    found = _MOBILE.fullmatch("".join(sign for sign in plain if unicodedata.category(sign) not in _BETWEEN))
    return found[1] if found is not None else None


class People:
    """The officers of one catalogue by unit and role."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._officers: Mapping[str, Officer] = catalogue.officers
        self._by_unit: dict[tuple[str | None, str | None], list[Officer]] = defaultdict(list)
        self._by_role: dict[str | None, list[Officer]] = defaultdict(list)
        for officer in catalogue.officers.values():
            self._by_unit[officer.unit_id, officer.role].append(officer)
            self._by_role[officer.role].append(officer)

    def of(self, role: str, unit_id: str | None, officer_id: str | None) -> Sequence[Officer]:
        """The people of a role for a case of this unit and officer; inspectors answer for all units."""
        if role == "officer":
            officer = self._officers.get(officer_id) if officer_id is not None else None
            return [officer] if officer is not None else []
        if role == "inspector":
            return self._by_role[role]
        return self._by_unit[unit_id, role] if unit_id is not None else []
