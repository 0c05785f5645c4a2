"""Data that cannot even be judged: not an object, nested without end, or no Unicode text.

Everything after this check may walk the data, print any value and encode any text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from doc_service.problems import Problem, pointer_to

DEEPEST: Final = 16
"""Levels of nesting; the dialect's forms need three, a body of numbered sections a few more."""

LARGEST: Final = 10**18
"""Whole numbers beyond this are slips or attacks."""

_PLAIN: Final = (str, int, float, type(None))
"""Most values by far: asked for first, since to ask for a `Mapping` takes longer."""

_NO_JSON: Final = "Giá trị này không thuộc kiểu nào của JSON."


def unreadable(data: Any) -> list[Problem]:
    """Return what makes data unfit for any further step; usually nothing."""
    if not isinstance(data, Mapping):
        return [Problem("", "Dữ liệu phải là một đối tượng JSON: {tên trường: giá trị}.", "type")]
    return [] if _is_fit(data) else _unfit_values(data)


def _is_fit(data: Mapping[str, Any]) -> bool:
    """Say whether plain data are surely fit: nearly all are, and need no way to any value."""
    beyond_ascii: list[str] = []
    level: list[Any] = [data]
    for _ in range(DEEPEST + 1):
        below: list[Any] = []
        for value in level:
            kind = type(value)
            if kind is str:
                if not value.isascii():
                    beyond_ascii.append(value)
            elif kind is dict:
                if any(type(name) is not str or not name.isascii() for name in value):
                    return False
                below += value.values()
            elif kind is list:
                below += value
            elif kind is int:
                if not -LARGEST < value < LARGEST:
                    return False
            elif value is not None and kind is not bool and (kind is not float or _unfit(value)):
                return False
        level = below
    return not level and _is_unicode("".join(beyond_ascii))


def _unfit_values(data: Mapping[str, Any]) -> list[Problem]:
    found: list[Problem] = []
    waiting: list[tuple[_Path, int, Any]] = [((), 0, data)]
    while waiting:
        path, depth, value = waiting.pop()
        if depth > DEEPEST:
            return [Problem(_pointer(path), f"Dữ liệu lồng nhau quá {DEEPEST} bậc.", "too_deep")]
        if isinstance(value, _PLAIN):
            if why := _unfit(value):
                found.append(Problem(_pointer(path), why, "invalid"))
        elif isinstance(value, list):
            waiting += [((path, at), depth + 1, one) for at, one in enumerate(value)]
        elif isinstance(value, Mapping):
            waiting += [((path, name), depth + 1, one) for name, one in value.items()]
            waiting += [(path, depth, name) for name in value]
            if not all(isinstance(name, str) for name in value):
                found.append(Problem(_pointer(path), "Tên trường phải là chữ.", "invalid"))
        else:
            found.append(Problem(_pointer(path), _NO_JSON, "invalid"))
    return found[::-1]


_Path = tuple[()] | tuple["_Path", Any]
"""The way to a value: the way to what holds it, and its name or number there."""


def _pointer(path: _Path) -> str:
    """Return a way as a JSON Pointer; only what is wrong needs one."""
    parts: list[str] = []
    while path:
        path, name = path
        parts.append(_encodable(str(name)))
    return pointer_to(*reversed(parts))


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return False
    return True


def _unfit(value: str | float | None) -> str:
    """Say what is wrong with one value of a plain kind, or nothing."""
    if isinstance(value, str):
        return "" if _is_unicode(value) else "Chữ có ký tự hỏng, không phải Unicode; hãy gõ lại."
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int):
        return "" if -LARGEST < value < LARGEST else "Số quá lớn; hãy xem lại."
    return "" if math.isfinite(value) else "Đây không phải là một số hữu hạn."
