"""A unit's keys for other systems: shown once, only their hash stored."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from doc_service.accounts.members import Member, Role
from doc_service.accounts.secrets import new_secret, secret_hash
from doc_service.errors import InvalidData, NotFound
from doc_service.problems import Problem
from doc_service.records import ApiKey, Database, Unit
from doc_service.records.tables import now

PREFIX: Final = "vt_"
"""How every key begins, so that one left in a file is recognised."""

LONGEST_NAME: Final = 100

_NOTED_EVERY: Final = dt.timedelta(minutes=10)


def new_key(database: Database, unit_id: int, name: str, by: int | None) -> str:
    """Return a new key of a unit; it cannot be seen again.

    Raises:
        InvalidData: the name or the unit will not do; both at once.
    """
    secret, name = PREFIX + new_secret(), " ".join(name.split())
    with database.session() as session:
        _check(session, unit_id, name)
        session.add(
            ApiKey(
                unit_id=unit_id,
                name=name,
                prefix=secret[:9],
                secret_hash=secret_hash(secret),
                created_by=by,
            )
        )
    return secret


def _check(session: Session, unit_id: int, name: str) -> None:
    checks = (
        (
            "/ten",
            not 1 <= len(name) <= LONGEST_NAME,
            f"Hãy ghi hệ thống nào dùng khóa, nhiều nhất {LONGEST_NAME} ký tự.",
        ),
        ("/don_vi", session.get(Unit, unit_id) is None, "Hãy chọn đơn vị."),
    )
    if problems := [Problem(where, said, "key") for where, wrong, said in checks if wrong]:
        raise InvalidData(problems)


def key_member(database: Database, secret: str) -> Member | None:
    """Return for which unit a key speaks, or None; it may do what a clerk may."""
    with database.reading() as session:
        found = session.execute(
            select(ApiKey, Unit)
            .join(Unit)
            .where(ApiKey.secret_hash == secret_hash(secret), ApiKey.revoked_at.is_(None))
        ).one_or_none()
    if found is None:
        return None
    _note_use(database, found.ApiKey)
    unit = found.Unit
    return Member(unit.id, unit.name, unit.locality, Role.CLERK, found.ApiKey.name)


def _note_use(database: Database, key: ApiKey) -> None:
    """Keep when a key was used, but do not write at every request."""
    if key.used_at is not None and now() - key.used_at < _NOTED_EVERY:
        return
    with database.session() as session:
        session.execute(update(ApiKey).where(ApiKey.id == key.id).values(used_at=now()))


def keys_of(database: Database, unit_id: int | None = None) -> list[tuple[ApiKey, str]]:
    """Return the keys of a unit, or of all, with the unit's name; the newest first."""
    asked = select(ApiKey, Unit.name).join(Unit).order_by(ApiKey.id.desc())
    if unit_id is not None:
        asked = asked.where(ApiKey.unit_id == unit_id)
    with database.reading() as session:
        return [(row[0], row[1]) for row in session.execute(asked)]


def revoke_key(database: Database, key_id: int) -> None:
    """Make a key useless from now on.

    Raises:
        NotFound: there is no such key.
    """
    with database.session() as session:
        key = session.get(ApiKey, key_id)
        if key is None:
            raise NotFound("Không có khóa này.")
        key.revoked_at = key.revoked_at or now()
