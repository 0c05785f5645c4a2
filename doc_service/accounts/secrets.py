"""Passwords and other secrets: made, hashed, compared; the only home of argon2."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from doc_service.problems import Problem

SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 200
"""Longer ones only cost time."""


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash(secrets.token_urlsafe(16))


def hash_password(password: str) -> str:
    """Return the Argon2id hash of a password."""
    return _hasher().hash(_same_however_typed(password))


def is_password(hashed: str, given: str) -> bool:
    """Compare; takes as long for somebody who has no password, so that time tells nothing."""
    if len(given) > LONGEST_PASSWORD:
        return False
    try:
        asked = _same_however_typed(given)
        return _hasher().verify(hashed or _nobodys_hash(), asked) and bool(hashed)
    except (VerificationError, InvalidHashError):
        return False


def _same_however_typed(password: str) -> str:
    """Return the password in NFC: keyboards compose “ắ” of one character or of three."""
    return unicodedata.normalize("NFC", password)


def password_problems(password: str, login: str, pointer: str = "/mat_khau") -> list[Problem]:
    """Return what is wrong with a new password."""
    said = ""
    password = _same_however_typed(password)
    if len(password) < SHORTEST_PASSWORD:
        said = f"Mật khẩu cần ít nhất {SHORTEST_PASSWORD} ký tự; một câu ngắn dễ nhớ là tốt nhất."
    elif len(password) > LONGEST_PASSWORD:
        said = f"Mật khẩu dài quá {LONGEST_PASSWORD} ký tự."
    elif login and login in password.lower():
        said = "Mật khẩu không được chứa tên đăng nhập."
    elif len(set(password)) < 4:
        said = "Mật khẩu lặp lại quá ít ký tự; hãy chọn mật khẩu khó đoán hơn."
    return [Problem(pointer, said, "password")] if said else []


def new_secret() -> str:
    """Return 256 random bits as text that fits a URL."""
    return secrets.token_urlsafe(32)


def secret_hash(secret: str) -> str:
    """Return the hash a random secret is found by; random ones need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()
