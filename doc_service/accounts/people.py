"""Units and users: made and changed by an administrator, or by the first start."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from doc_service.accounts.logins import LONGEST_NAME, new_link
from doc_service.accounts.members import Role
from doc_service.errors import InvalidData, NotFound
from doc_service.problems import Problem
from doc_service.records import Database, Unit, User
from doc_service.records.tables import new_id

FIRST_LOGIN: Final = "quantri"
FIRST_UNIT: Final = "Đơn vị của tôi"

_TURN: Final = "people"
"""Names are taken, and administrators leave, one at a time."""

_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._@-]{2,99}")


@dataclass(frozen=True, slots=True)
class NewUser:
    """What an administrator says of a user."""

    login: str
    name: str
    role: str
    unit_id: int


def first_link(database: Database, locality: str) -> str:
    """Return the secret of a log-in link while nobody has ever logged in, else "".

    The first administrator and a unit to rename are made when there is nobody at all.
    """
    with database.session(_TURN) as session:
        if session.scalar(select(func.count()).where(User.password != "")):
            return ""
        user = session.scalar(select(User).where(User.role == Role.ADMIN).order_by(User.id))
        if user is None:
            unit = Unit(name=FIRST_UNIT, locality=locality, profile={})
            session.add(unit)
            session.flush()
            user = User(unit_id=unit.id, login=FIRST_LOGIN, name="Quản trị", role=Role.ADMIN)
            session.add(user)
            session.flush()
    return new_link(database, user.id)


def units(database: Database) -> list[Unit]:
    """Return every unit by name."""
    with database.reading() as session:
        return list(session.scalars(select(Unit).order_by(Unit.name)))


def unit(database: Database, unit_id: int) -> Unit:
    """Return one unit.

    Raises:
        NotFound: there is none.
    """
    with database.reading() as session:
        found = session.get(Unit, unit_id)
    if found is None:
        raise NotFound("Không có đơn vị này.")
    return found


def new_unit(database: Database, name: str, locality: str) -> Unit:
    """Return a new unit with an empty profile.

    Raises:
        InvalidData: the name is missing or taken.
    """
    with database.session(_TURN) as session:
        _check_unit(session, name, 0)
        made = Unit(name=name.strip(), locality=locality, profile={})
        session.add(made)
    return made


def change_unit(
    database: Database,
    unit_id: int,
    name: str,
    locality: str,
    profile: Mapping[str, Any] | None = None,
) -> None:
    """Change a unit's name and locality, and its profile where one is given.

    Raises:
        NotFound: there is none.
        InvalidData: the name is missing or taken.
    """
    with database.session(_TURN) as session:
        one = session.get(Unit, unit_id)
        if one is None:
            raise NotFound("Không có đơn vị này.")
        _check_unit(session, name, unit_id)
        one.name, one.locality = name.strip(), locality
        if profile is not None:
            one.profile = dict(profile)


def _check_unit(session: Session, name: str, unit_id: int) -> None:
    said = ""
    if not 2 <= len(name.strip()) <= 200:
        said = "Hãy nhập tên đơn vị, từ 2 đến 200 ký tự."
    elif session.scalar(select(Unit.id).where(Unit.name == name.strip(), Unit.id != unit_id)):
        said = "Đã có đơn vị mang tên này."
    if said:
        raise InvalidData([Problem("/ten", said, "unit")])


def users(database: Database, unit_id: int | None = None) -> list[tuple[User, Unit]]:
    """Return the users of a unit, or of all, with their units."""
    asked = select(User, Unit).join(Unit).order_by(Unit.name, User.name)
    if unit_id is not None:
        asked = asked.where(User.unit_id == unit_id)
    with database.reading() as session:
        return [(row[0], row[1]) for row in session.execute(asked)]


def user_of_login(database: Database, login: str) -> User:
    """Return the user of a login name.

    Raises:
        NotFound: there is none.
    """
    with database.reading() as session:
        found = session.scalar(select(User).where(User.login == login.strip().lower()))
    if found is None:
        raise NotFound(f"Không có người dùng nào có tên đăng nhập “{login}”.")
    return found


def user(database: Database, user_id: int) -> User:
    """Return one user.

    Raises:
        NotFound: there is none.
    """
    with database.reading() as session:
        found = session.get(User, user_id)
    if found is None:
        raise NotFound("Không có người dùng này.")
    return found


def new_user(database: Database, said: NewUser) -> tuple[User, str]:
    """Return a new user and the secret of the link that lets them choose a password.

    Raises:
        InvalidData: name, login, role or unit will not do; all at once.
    """
    login = said.login.strip().lower()
    with database.session(_TURN) as session:
        _check_user(session, said, login, 0)
        made = User(unit_id=said.unit_id, login=login, name=said.name.strip(), role=said.role)
        session.add(made)
    return made, new_link(database, made.id)


def change_user(database: Database, user_id: int, said: NewUser, *, is_active: bool) -> None:
    """Change a user; one whose role, unit or lock changes must log in again.

    Raises:
        NotFound: there is none.
        InvalidData: what is said will not do, or nobody would be left to administer.
    """
    login = said.login.strip().lower()
    with database.session(_TURN) as session:
        one = session.get(User, user_id)
        if one is None:
            raise NotFound("Không có người dùng này.")
        _check_user(session, said, login, user_id)
        if one.role == Role.ADMIN and not (is_active and said.role == Role.ADMIN):
            _keep_an_administrator(session, user_id)
        if (one.role, one.unit_id, one.is_active) != (said.role, said.unit_id, is_active):
            one.stamp = new_id()
        one.login, one.name, one.role = login, said.name.strip(), said.role
        one.unit_id, one.is_active = said.unit_id, is_active


def set_language(database: Database, user_id: int, language: str) -> None:
    """Keep the language somebody chose."""
    with database.session() as session:
        if one := session.get(User, user_id):
            one.language = language


def _check_user(session: Session, said: NewUser, login: str, user_id: int) -> None:
    taken = session.scalar(select(User.id).where(User.login == login, User.id != user_id))
    checks = (
        (
            "/ten",
            not 1 <= len(said.name.strip()) <= LONGEST_NAME,
            f"Hãy nhập họ và tên, nhiều nhất {LONGEST_NAME} ký tự.",
        ),
        (
            "/dang_nhap",
            not _LOGIN.fullmatch(login),
            "Tên đăng nhập gồm từ 3 chữ thường không dấu, chữ số, dấu chấm, gạch.",
        ),
        ("/dang_nhap", bool(taken), "Đã có người dùng tên đăng nhập này."),
        ("/vai_tro", said.role not in set(Role), "Hãy chọn vai trò."),
        ("/don_vi", session.get(Unit, said.unit_id) is None, "Hãy chọn đơn vị."),
    )
    if problems := [Problem(where, text, "user") for where, wrong, text in checks if wrong]:
        raise InvalidData(problems)


def _keep_an_administrator(session: Session, leaving: int) -> None:
    others = select(func.count()).where(
        User.role == Role.ADMIN, User.is_active, User.password != "", User.id != leaving
    )
    if not session.scalar(others):
        raise InvalidData(
            [Problem("/vai_tro", "Phải còn ít nhất một người quản trị đang hoạt động.", "user")]
        )
