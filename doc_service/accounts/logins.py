"""Logging in: by password, by a one-time link; and locking out those who guess."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from doc_service.accounts.members import Member, Role
from doc_service.accounts.secrets import (
    hash_password,
    is_password,
    new_secret,
    password_problems,
    secret_hash,
)
from doc_service.errors import InvalidData, LockedOut, LoginRefused
from doc_service.problems import Problem
from doc_service.records import Database, LoginFailure, LoginLink, Unit, User
from doc_service.records.tables import new_id, now

LONGEST_NAME: Final = 100
LOCK: Final = dt.timedelta(minutes=15)
FAILURES_BY_LOGIN: Final = 5
FAILURES_BY_ADDRESS: Final = 30
"""Of one address, whatever the names: an office may sit behind one."""

_FORGOTTEN: Final = dt.timedelta(days=1)
"""Wrong passwords older than this are deleted."""

LINK_LASTS: Final = dt.timedelta(days=3)


def member_of(user: User, unit: Unit) -> Member:
    """Return a user as a member."""
    return Member(
        unit_id=unit.id,
        unit=unit.name,
        locality=unit.locality,
        role=Role(user.role),
        name=user.name,
        user_id=user.id,
        login=user.login,
        language=user.language,
    )


def session_id(user: User) -> str:
    """Return what a session keeps of a user; it ends with the stamp."""
    return f"{user.id}.{user.stamp}"


def find_member(database: Database, kept: str) -> Member | None:
    """Return the member of a session, or None when it has ended."""
    number, _, stamp = kept.partition(".")
    if not number.isdecimal():
        return None
    with database.reading() as session:
        found = session.execute(
            select(User, Unit).join(Unit).where(User.id == int(number), User.is_active)
        ).one_or_none()
    if found is None or found.User.stamp != stamp:
        return None
    return member_of(found.User, found.Unit)


def log_in(database: Database, login: str, password: str, address: str) -> User:
    """Return the user of a name and a password.

    Raises:
        LockedOut: too many wrong ones of late; the right password does not help either.
        LoginRefused: the two do not belong together.
    """
    login = login.strip().lower()[:100]
    # who guesses from many connections at once is counted one guess after the other
    with database.session(f"login {login}", f"address {address}") as session:
        _refuse_guessers(session, login, address)
        # counted before the slow comparison: many guesses at once are still counted one by one
        session.add(LoginFailure(login=login, address=address))
        session.execute(delete(LoginFailure).where(LoginFailure.at < now() - _FORGOTTEN))
        user = session.scalar(select(User).where(User.login == login))
    right = is_password(user.password if user else "", password)
    if user is None or not right or not user.is_active:
        raise LoginRefused("Tên đăng nhập hoặc mật khẩu chưa đúng.")
    with database.session() as session:
        session.execute(delete(LoginFailure).where(LoginFailure.login == login))
        session.execute(update(User).where(User.id == user.id).values(seen_at=now()))
    return user


def _refuse_guessers(session: Session, login: str, address: str) -> None:
    since = now() - LOCK
    for column, value, limit in (
        (LoginFailure.login, login, FAILURES_BY_LOGIN),
        (LoginFailure.address, address, FAILURES_BY_ADDRESS),
    ):
        asked = select(func.count()).where(column == value, LoginFailure.at > since)
        if (session.scalar(asked) or 0) >= limit:
            minutes = int(LOCK.total_seconds() // 60)
            raise LockedOut(
                f"Nhập sai quá nhiều lần. Hãy thử lại sau {minutes} phút, "
                "hoặc nhờ người quản trị gửi liên kết đăng nhập mới."
            )


def new_link(database: Database, user_id: int) -> str:
    """Return the secret of a new one-time link for a user; older links stop working."""
    secret = new_secret()
    with database.session() as session:
        session.execute(
            update(LoginLink)
            .where(LoginLink.user_id == user_id, LoginLink.used_at.is_(None))
            .values(used_at=now())
        )
        session.add(
            LoginLink(
                user_id=user_id, secret_hash=secret_hash(secret), expires_at=now() + LINK_LASTS
            )
        )
    return secret


def link_user(database: Database, secret: str) -> User:
    """Return whose link this is, without using it up.

    Raises:
        LoginRefused: it is unknown, used or too old.
    """
    with database.reading() as session:
        user = session.scalar(
            select(User)
            .join(LoginLink)
            .where(
                LoginLink.secret_hash == secret_hash(secret),
                LoginLink.used_at.is_(None),
                LoginLink.expires_at > now(),
            )
        )
    if user is None or not user.is_active:
        raise LoginRefused("Liên kết đã dùng hoặc đã hết hạn; nhờ người quản trị gửi liên kết mới.")
    return user


def use_link(database: Database, secret: str, password: str, name: str = "") -> User:
    """Choose a password with a link, which is used up; sessions of before end.

    Args:
        database: where the link is.
        secret: of the link.
        password: the new one.
        name: full name, where it is given anew.

    Raises:
        LoginRefused: the link is unknown, used or too old.
        InvalidData: the password will not do.
    """
    user = link_user(database, secret)
    name = " ".join(name.split())
    problems = password_problems(password, user.login)
    if len(name) > LONGEST_NAME:
        said = f"Họ và tên dài quá {LONGEST_NAME} ký tự."
        problems.insert(0, Problem("/ten", said, "too_long"))
    if problems:
        raise InvalidData(problems)
    hashed = hash_password(password)
    with database.session() as session:
        used = session.execute(
            update(LoginLink)
            .where(LoginLink.secret_hash == secret_hash(secret), LoginLink.used_at.is_(None))
            .values(used_at=now())
        )
        if used.rowcount != 1:  # type: ignore[attr-defined]  # of an UPDATE there is one
            raise LoginRefused("Liên kết vừa được dùng; nhờ người quản trị gửi liên kết mới.")
        mine = session.get_one(User, user.id)
        mine.password, mine.stamp, mine.seen_at = hashed, new_id(), now()
        mine.name = name or mine.name
        session.execute(delete(LoginFailure).where(LoginFailure.login == mine.login))
    return mine
