"""Keys: the SHA-256 of a content in small hexadecimal digits."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from doc_service.errors import FileLost

_KEY: Final = re.compile(r"[0-9a-f]{64}")

GROUPS: Final = tuple(f"{number:02x}" for number in range(256))
"""First two digits of keys; files stand in as many groups."""


def key_of(content: bytes) -> str:
    """Return the key of a content."""
    return hashlib.sha256(content).hexdigest()


def is_key(text: str) -> bool:
    """Say whether a text is shaped like a key."""
    return _KEY.fullmatch(text) is not None


def checked(key: str) -> str:
    """Return a key.

    Raises:
        FileLost: it is none, so nothing can be kept under it.
    """
    if not is_key(key):
        raise FileLost("Không có tệp này trong kho.", detail=repr(key[:80]))
    return key
