"""Who would get warnings, and whether they can: a number that is missing or none, a role that nobody fills."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from monitoring.records import Catalogue, Officer
from monitoring.sms.people import usable
from monitoring.sms.rules import ROLES, SmsRules
from monitoring.sms.texts import masked

GOOD: Final = "good"
MISSING: Final = "missing"
WRONG: Final = "wrong"
NOBODY: Final = "nobody"
PROBLEMS: Final = (NOBODY, MISSING, WRONG)
"""The worst first."""
INSPECTOR: Final = "inspector"


@dataclass(frozen=True, slots=True)
class Contact:
    """One recipient, or one role that nobody fills (``officer_id`` '').

    ``number`` is masked. ``state``: 'good' | 'missing' | 'wrong' (no mobile number of the mainland) | 'nobody'.
    """

    officer_id: str
    name: str
    role: str
    unit_id: str
    unit: str
    number: str
    state: str
    kinds: tuple[str, ...]
    """The kinds of warnings that go to this role."""


def contacts(
    catalogue: Catalogue, numbers: Mapping[str, str], rules: SmsRules, units: Collection[str] = ()
) -> list[Contact]:
    """Everybody who may be told something by these rules, those who cannot be reached first.

    ``numbers``: by officer_id, as the store has them. ``units``: those with cases in hand, which need their roles
    filled as much as those that have people.
    """
    kinds = _kinds(rules)
    people = [(one, _role(one)) for one in catalogue.officers.values()]
    found = [
        _contact(catalogue, one, role, numbers.get(one.officer_id), kinds) for one, role in people if role in kinds
    ]
    found += _unfilled(catalogue, kinds, units)
    rank = {state: place for place, state in enumerate((*PROBLEMS, GOOD))}
    return sorted(found, key=lambda one: (rank[one.state], one.unit, ROLES.index(one.role), one.name, one.officer_id))


def _kinds(rules: SmsRules) -> dict[str, tuple[str, ...]]:
    """The kinds that each role gets; roles that get none are left out."""
    steps = [(rung.role, rule.kind) for rule in rules.kinds.values() if rule.enabled for rung in rule.steps]
    return {role: tuple(dict.fromkeys(kind for one, kind in steps if one == role)) for role, _ in steps}


def _role(officer: Officer) -> str:
    """Whoever is nothing else may be the officer of a case: there the case itself names its officer."""
    return officer.role if officer.role in ROLES else "officer"


def _contact(
    catalogue: Catalogue, officer: Officer, role: str, number: str | None, kinds: Mapping[str, tuple[str, ...]]
) -> Contact:
    given = (number or "").strip()
    state = GOOD if usable(given) else WRONG if given else MISSING
    return Contact(
        officer_id=officer.officer_id,
        name=officer.name,
        role=role,
        unit_id=officer.unit_id or "",
        unit=catalogue.unit_name(officer.unit_id),
        number=masked(given) if given else "",
        state=state,
        kinds=kinds[role],
    )


def _unfilled(catalogue: Catalogue, kinds: Mapping[str, tuple[str, ...]], units: Collection[str]) -> Iterator[Contact]:
    """Roles of a unit that the rules tell something and that nobody has; of officers each case names its own."""
    officers = catalogue.officers.values()
    filled = {(one.unit_id, one.role) for one in officers}
    staffed = {one.unit_id for one in officers if _role(one) == "officer" and one.unit_id is not None}
    for unit in sorted({*units, *staffed} - {""}):
        for role in ("unit_head", "leader"):
            if role in kinds and (unit, role) not in filled:
                yield Contact("", "", role, unit, catalogue.unit_name(unit), "", NOBODY, kinds[role])
    if INSPECTOR in kinds and not any(one.role == INSPECTOR for one in officers):
        yield Contact("", "", INSPECTOR, "", "", "", NOBODY, kinds[INSPECTOR])
