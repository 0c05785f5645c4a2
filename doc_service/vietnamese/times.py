"""Times of day: read as people type them, written as minutes of a meeting print them."""

from __future__ import annotations

import re
from typing import Final

_TYPED: Final = re.compile(
    r"^\s*(?P<hour>\d{1,2})\s*(?:[:.hg]|giờ|g\.)?\s*(?P<minute>\d{1,2})?\s*(?:phút|p|')?\s*(?::00)?\s*$",
    re.IGNORECASE,
)


class TimeError(ValueError):
    """A text that is no time of day; the message is a sentence for a clerk."""


def parse_time(text: str) -> str:
    """Read `8h30`, `8 giờ 30`, `08:30`, `14 giờ` into `HH:MM`.

    Raises:
        TimeError: it is not a time of day.
    """
    found = _TYPED.match(text)
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 99)
    if hour > 23 or minute > 59:
        raise TimeError(f"“{text[:40]}” không phải giờ trong ngày; ghi ví dụ 08:30 hoặc 8h30.")
    return f"{hour:02d}:{minute:02d}"


def gio(value: str) -> str:
    """Write `08:30` as `08 giờ 30 phút`.

    Raises:
        TimeError: the value is not `HH:MM`.
    """
    hour, minute = parse_time(value).split(":")
    return f"{hour} giờ {minute} phút"
