"""Passwords and other secrets."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from doc_service.accounts import secrets
from doc_service.accounts.secrets import (
    hash_password,
    is_password,
    new_secret,
    password_problems,
    secret_hash,
)


@given(st.text(min_size=1, max_size=50), st.text(min_size=1, max_size=50))
def test_a_hash_fits_its_password_and_no_other(right: str, other: str) -> None:
    hashed = hash_password(right)
    assert is_password(hashed, right)
    same = unicodedata.normalize("NFC", right) == unicodedata.normalize("NFC", other)
    assert is_password(hashed, other) == same


def test_the_hash_is_argon2id_and_differs_every_time() -> None:
    first, second = hash_password("mot mat khau dai"), hash_password("mot mat khau dai")
    assert first.startswith("$argon2id$")
    assert first != second


@pytest.mark.parametrize("hashed", ["", "khong phai ham bam", "$argon2id$hong"])
def test_without_a_hash_no_password_is_right(hashed: str) -> None:
    for password in ("", "mot mat khau dai", hashed):
        assert not is_password(hashed, password)


def test_a_name_that_nobody_has_takes_about_as_long_as_one_that_somebody_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real = PasswordHasher(memory_cost=8192)  # milliseconds, which nothing beside it takes
    monkeypatch.setattr(secrets, "_hasher", lambda: real)
    nobodys = real.hash("nobody")
    monkeypatch.setattr(secrets, "_nobodys_hash", lambda: nobodys)
    hashed = real.hash("mot mat khau dai")
    somebody = fastest(lambda: is_password(hashed, "sai mat khau"))
    nobody = fastest(lambda: is_password("", "sai mat khau"))
    assert 0.2 < nobody / somebody < 5


def fastest(act: Callable[[], object]) -> float:
    """The shortest of several times, which other processes disturbed least."""
    times = []
    for _ in range(7):
        began = time.process_time()
        act()
        times.append(time.process_time() - began)
    return min(times)


def test_a_sentence_in_vietnamese_will_do_and_is_counted_as_it_is_seen() -> None:
    assert password_problems("ngôi nhà đỏ", "van.thu") == []
    nine = "ngôi nhà."
    assert password_problems(unicodedata.normalize("NFD", nine), "van.thu")


def test_secrets_differ_are_long_and_fit_an_address() -> None:
    several = {new_secret() for _ in range(100)}
    assert len(several) == 100
    for one in several:
        assert len(one) == 43
        assert one.replace("-", "").replace("_", "").isalnum()
        assert secret_hash(one) != one
