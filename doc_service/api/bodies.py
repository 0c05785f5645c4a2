"""What a JSON request holds: an object with known keys, each of its type."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import json, request

from doc_service.errors import BadRequest

Keys = Mapping[str, tuple[type, str, bool]]
"""Key → its type, what it means, whether it must be there."""


def json_body() -> Mapping[str, Any]:
    """Return the JSON object of a request.

    Raises:
        BadRequest: it is not JSON, or not an object.
    """
    try:
        body = json.loads(request.get_data(), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise BadRequest("Nội dung gửi lên không phải JSON hợp lệ.", detail=str(error)) from None
    if not isinstance(body, dict):
        raise BadRequest("Nội dung gửi lên phải là một đối tượng JSON.")
    return body


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def wrong_keys(body: Mapping[str, Any], keys: Keys) -> list[str]:
    """Return what is unknown, missing or of another type, in words."""
    wrong = [f"không có mục “{name}”" for name in body if name not in keys]
    for name, (kind, meaning, required) in keys.items():
        if name not in body:
            wrong += [f"thiếu “{name}” ({meaning})"] if required else []
        elif not isinstance(body[name], kind):
            wrong.append(f"“{name}” phải là {meaning}")
    return wrong


def refuse(wrong: list[str]) -> None:
    """Refuse a request of which something is wrong.

    Raises:
        BadRequest: the message lists everything.
    """
    if wrong:
        raise BadRequest("Yêu cầu chưa đúng: " + "; ".join(wrong) + ".")
