"""Data with every field there: empty where nothing was said, a gap where a draft lacks it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from doc_service.forms.fields import Field
from doc_service.vietnamese.times import TimeError, gio

GAP: Final = "……………"
"""What a draft prints where something is still missing."""


def filled(fields: tuple[Field, ...], data: Mapping[str, Any], *, draft: bool) -> dict[str, Any]:
    """Return the data with every field of the form there, so that a template may name them all.

    What was left out reads as empty text or as no rows; in a draft, a required text or number that
    is missing is a visible gap.
    """
    whole: dict[str, Any] = {}
    for field in fields:
        value = data.get(field.name)
        if field.kind in _HOLDING:
            whole[field.name] = _held(field, value, draft=draft)
        elif value in (None, ""):
            gap = draft and field.required and field.kind in ("text", "integer", "time")
            whole[field.name] = GAP if gap else ""
        else:
            whole[field.name] = _time(value) if field.kind == "time" else value
    return whole


_HOLDING: Final = frozenset(("object", "rows", "narrative", "picture"))
"""Kinds whose values are more than one word or number."""


def _held(field: Field, value: Any, *, draft: bool) -> Any:
    if field.kind == "object":
        inner = value if isinstance(value, Mapping) else {}
        return filled(field.fields, inner, draft=draft)
    if field.kind == "rows":
        rows = value if isinstance(value, list) else []
        return [filled(field.fields, row, draft=draft) for row in rows if isinstance(row, Mapping)]
    if field.kind == "narrative":
        missing = [{"kieu": "doan", "chu": GAP}] if draft and field.required else []
        return value or missing
    return None


def _time(value: Any) -> Any:
    """Return a time as it is printed; what is no time stays, for validation to speak of."""
    try:
        return gio(value) if isinstance(value, str) else value
    except TimeError:
        return value
