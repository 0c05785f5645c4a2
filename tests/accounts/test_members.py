"""Who may do what, in which unit."""

from __future__ import annotations

import pytest

from doc_service.accounts.members import Action, Member, Role
from doc_service.errors import Forbidden, NotFound


def member(role: Role, unit_id: int = 1) -> Member:
    return Member(unit_id, "Đơn vị", "mac_dinh", role, "Ai Đó")


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.VIEWER, {"read"}),
        (Role.CLERK, {"read", "write"}),
        (Role.ADMIN, {"read", "write", "administer"}),
    ],
)
def test_a_role_allows_its_actions_and_no_others(role: Role, allowed: set[Action]) -> None:
    actions: tuple[Action, ...] = ("read", "write", "administer")
    for action in actions:
        assert member(role).may(action) == (action in allowed)
        if action in allowed:
            member(role).require(action, 1)
        else:
            with pytest.raises(Forbidden):
                member(role).require(action, 1)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.CLERK])
def test_what_is_another_units_does_not_exist_even_for_what_the_role_forbids(role: Role) -> None:
    for action in ("read", "write", "administer"):
        with pytest.raises(NotFound):
            member(role).require(action, 2)


def test_an_administrator_sees_every_unit() -> None:
    member(Role.ADMIN).require("administer", 2)
