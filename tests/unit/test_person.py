"""Who did something by hand: the user of the operating system."""

from __future__ import annotations

import getpass

import pytest

from desktop import person


def test_a_deed_bears_the_name_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "wang")
    assert person.user_name() == "wang"


@pytest.mark.parametrize("fault", [KeyError("uid 1000"), OSError("no user"), ImportError("pwd")])
def test_a_machine_that_tells_no_user_stops_nobody(monkeypatch: pytest.MonkeyPatch, fault: Exception) -> None:
    def refuse() -> str:
        raise fault

    monkeypatch.setattr(getpass, "getuser", refuse)
    assert person.user_name() == "?"
