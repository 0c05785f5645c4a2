"""A unit's keys: shown once, stored as hashes, useless when revoked."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import text

from doc_service.accounts import keys
from doc_service.accounts.keys import PREFIX, key_member, keys_of, new_key, revoke_key
from doc_service.accounts.members import Role
from doc_service.accounts.people import units
from doc_service.errors import InvalidData, NotFound
from doc_service.records import Database
from doc_service.records.tables import now
from tests.desks import OTHER_UNIT


def test_a_key_speaks_for_its_unit_as_a_clerk(database: Database) -> None:
    other = next(one for one in units(database) if one.name == OTHER_UNIT)
    secret = new_key(database, other.id, " Phần mềm  một cửa ", None)
    found = key_member(database, secret)
    assert found
    assert (found.unit, found.role, found.name) == (OTHER_UNIT, Role.CLERK, "Phần mềm một cửa")
    assert not found.may("administer")


def test_the_secret_is_nowhere_in_the_records(database: Database) -> None:
    secret = new_key(database, units(database)[0].id, "Hệ thống", None)
    assert secret.startswith(PREFIX)
    with database.reading() as session:
        rows = session.execute(text("SELECT * FROM api_keys")).all()
    assert secret not in str(rows)
    assert secret[len(PREFIX) + 10 :] not in str(rows)


@pytest.mark.parametrize("given", ["", "vt_", "vt_sai", "Bearer", "'; DROP TABLE api_keys; --"])
def test_what_is_no_key_speaks_for_nobody(database: Database, given: str) -> None:
    new_key(database, units(database)[0].id, "Hệ thống", None)
    assert key_member(database, given) is None


def test_a_revoked_key_speaks_for_nobody_and_stays_listed(database: Database) -> None:
    secret = new_key(database, units(database)[0].id, "Hệ thống", None)
    [(key, unit)] = keys_of(database)
    revoke_key(database, key.id)
    first = keys_of(database)[0][0].revoked_at
    revoke_key(database, key.id)
    assert key_member(database, secret) is None
    assert (unit, keys_of(database)[0][0].revoked_at) == (units(database)[0].name, first)
    with pytest.raises(NotFound):
        revoke_key(database, 999)


def test_when_it_was_used_is_noted_but_not_at_every_request(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = new_key(database, units(database)[0].id, "Hệ thống", None)
    key_member(database, secret)
    first = keys_of(database)[0][0].used_at
    key_member(database, secret)
    assert keys_of(database)[0][0].used_at == first
    monkeypatch.setattr(keys, "now", lambda: now() + dt.timedelta(minutes=11))
    key_member(database, secret)
    again = keys_of(database)[0][0].used_at
    assert first
    assert again
    assert again > first


def test_a_key_needs_a_name_and_a_unit_and_both_are_told(database: Database) -> None:
    for name in ("", "  ", "x" * 101):
        with pytest.raises(InvalidData) as error:
            new_key(database, 999, name, None)
        assert [one.pointer for one in error.value.problems] == ["/ten", "/don_vi"]


def test_keys_of_one_unit_are_listed_alone(database: Database) -> None:
    first, second = units(database)
    new_key(database, first.id, "Một", None)
    new_key(database, second.id, "Hai", None)
    assert [key.name for key, _ in keys_of(database, first.id)] == ["Một"]
    assert [key.name for key, _ in keys_of(database)] == ["Hai", "Một"]
