"""Who asks, and what they may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from doc_service.errors import Forbidden, NotFound


class Role(StrEnum):
    """What somebody is in their unit; the values are what records and pages say."""

    ADMIN = "quan_tri"
    CLERK = "van_thu"
    VIEWER = "nguoi_xem"


Action = Literal["read", "write", "administer"]

ALLOWED: Final[Mapping[Role, frozenset[Action]]] = {
    Role.ADMIN: frozenset({"read", "write", "administer"}),
    Role.CLERK: frozenset({"read", "write"}),
    Role.VIEWER: frozenset({"read"}),
}
"""Within the own unit; an administrator's hold in every unit."""

_REFUSALS: Final[Mapping[Action, str]] = {
    "read": "Vai trò của bạn không xem được trang này.",
    "write": "Vai trò của bạn chỉ được xem; nhờ văn thư hoặc người quản trị.",
    "administer": "Chỉ người quản trị làm được việc này; hãy nhờ người quản trị của cơ quan.",
}


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a unit, or a unit's key."""

    unit_id: int
    unit: str
    """Name of the unit."""

    locality: str
    role: Role
    name: str
    """As pages show it; of a key, its name."""

    user_id: int = 0
    """0 for a key."""

    login: str = ""
    language: str = "vi"

    def may(self, action: Action) -> bool:
        """Say whether the role allows an action in the own unit."""
        return action in ALLOWED[self.role]

    def sees(self, unit_id: int) -> bool:
        """Say whether what belongs to a unit exists for this member."""
        return unit_id == self.unit_id or self.role is Role.ADMIN

    def require(self, action: Action, unit_id: int | None = None) -> None:
        """Refuse an action, in a unit where one is named.

        Raises:
            NotFound: the unit is another's: that it exists is not told.
            Forbidden: the role does not allow it.
        """
        if unit_id is not None and not self.sees(unit_id):
            raise NotFound("Không tìm thấy, hoặc không thuộc đơn vị của bạn.")
        if not self.may(action):
            raise Forbidden(_REFUSALS[action])
