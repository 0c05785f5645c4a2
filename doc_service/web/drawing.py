"""Fields as the scripts of the drafting page draw them."""

from __future__ import annotations

from typing import Any

from doc_service.forms.catalog import Form
from doc_service.forms.fields import Choice, Field
from doc_service.web.wording import official


def drawn_fields(form: Form) -> list[dict[str, Any]]:
    """Return the fields that a form asks for, as JSON."""
    return [drawn_field(one) for one in form.fields if not one.hidden]


def drawn_field(one: Field) -> dict[str, Any]:
    """Return one field as JSON, without what it does not have."""
    said: dict[str, Any] = {
        "name": one.name,
        "label": official(one.label),
        "kind": one.kind,
        "required": one.required,
        "help": official(one.help),
        "section": official(one.section),
        "shared": one.shared,
        "multiline": one.multiline,
        "group": one.group,
        "preset": list(one.preset),
        "maxLength": one.max_length,
        "maxRows": one.max_rows,
        "maxWords": one.max_words,
        "choices": [drawn_choice(choice) for choice in one.choices],
        "fields": [drawn_field(inner) for inner in one.asked],
    }
    if one.picture:
        said["picture"] = {
            "megapixels": one.picture.megapixels,
            "megabytes": one.picture.megabytes,
        }
    return {name: value for name, value in said.items() if value not in (None, "", [], False)}


def drawn_choice(one: Choice) -> dict[str, str]:
    """Return one choice as JSON; what documents call it, where the page calls it otherwise."""
    label = official(one.label)
    return {
        "code": one.code,
        "label": label,
        **({"printed": one.label} if label != one.label else {}),
    }
