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
        if field.kind == "object":
            inner = value if isinstance(value, Mapping) else {}
            whole[field.name] = filled(field.fields, inner, draft=draft)
        elif field.kind == "rows":
            rows = value if isinstance(value, list) else []
            whole[field.name] = [
                filled(field.fields, row, draft=draft) for row in rows if isinstance(row, Mapping)
            ]
        elif field.kind == "narrative":
            missing = [{"kieu": "doan", "chu": GAP}] if draft and field.required else []
            whole[field.name] = value or missing
        elif field.kind == "picture":
            whole[field.name] = None
        elif value in (None, ""):
            gap = draft and field.required and field.kind in ("text", "integer", "time")
            whole[field.name] = GAP if gap else ""
        elif field.kind == "time":
            whole[field.name] = _time(value)
        else:
            whole[field.name] = value
    return whole


def _time(value: Any) -> Any:
    """Return a time as it is printed; what is no time stays, for validation to speak of."""
    try:
        return gio(value) if isinstance(value, str) else value
    except TimeError:
        return value
