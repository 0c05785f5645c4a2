"""Data that cannot even be judged: not an object, nested without end, or no Unicode text.

Everything after this check may walk the data, print any value and encode any text.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, Final

from doc_service.problems import Problem

DEEPEST: Final = 16
"""Levels of nesting; the dialect's forms need three, a body of numbered sections a few more."""

LARGEST: Final = 10**18
"""Whole numbers beyond this are slips or attacks."""


def unreadable(data: Any) -> list[Problem]:
    """Return what makes data unfit for any further step; usually nothing."""
    if not isinstance(data, Mapping):
        return [Problem("", "Dữ liệu phải là một đối tượng JSON: {tên trường: giá trị}.", "type")]
    found: list[Problem] = []
    waiting: list[tuple[str, int, Any]] = [("", 0, data)]
    while waiting:
        pointer, depth, value = waiting.pop()
        if depth > DEEPEST:
            return [Problem(pointer, f"Dữ liệu lồng nhau quá {DEEPEST} bậc.", "too_deep")]
        if isinstance(value, Mapping | list):
            waiting += [(f"{pointer}/{name}", depth + 1, one) for name, one in _parts(value)]
            if isinstance(value, Mapping):
                waiting += [(pointer, depth, name) for name in value]
                if not all(isinstance(name, str) for name in value):
                    found.append(Problem(pointer, "Tên trường phải là chữ.", "invalid"))
        elif why := _unfit(value):
            found.append(Problem(pointer, why, "invalid"))
    return found[::-1]


def _parts(value: Mapping[Any, Any] | list[Any]) -> Iterator[tuple[str, Any]]:
    if isinstance(value, list):
        yield from ((str(number), one) for number, one in enumerate(value))
        return
    for name, one in value.items():
        yield _encodable(str(name)).replace("~", "~0").replace("/", "~1"), one


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True


def _unfit(value: Any) -> str:
    """Say what is wrong with one value that is not a list or an object, or nothing."""
    if isinstance(value, str):
        return "" if _is_unicode(value) else "Chữ có ký tự hỏng, không phải Unicode; hãy gõ lại."
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return "" if -LARGEST < value < LARGEST else "Số quá lớn; hãy xem lại."
    if isinstance(value, float):
        return "" if math.isfinite(value) else "Đây không phải là một số hữu hạn."
    return "Giá trị này không thuộc kiểu nào của JSON."
