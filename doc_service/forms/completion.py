"""Completing data before it is judged: clean text, the form's and the locality's defaults."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from doc_service.forms.defaults import defaults
from doc_service.forms.fields import Field
from doc_service.forms.localities import Locality
from doc_service.forms.narratives import complete_narrative
from doc_service.the_thuc.rule_sets import Family
from doc_service.vietnamese.text import clean, normalise_space, quotes
from doc_service.vietnamese.times import TimeError, parse_time


def complete(
    fields: Sequence[Field],
    locality: Locality,
    data: Mapping[str, Any],
    *,
    form: str = "",
    families: Sequence[Family] = (),
    blank: Collection[str] = (),
) -> dict[str, Any]:
    """Return a clean copy of the data with defaults in place of what was left out.

    Text becomes NFC, trimmed, with Vietnamese quotation marks; a line break stays only where the
    field has several lines. What is null or blank counts as left out; 2026.0 is the integer that
    JSON Schema takes it for, and 8h30 is the time 08:30. Values of the wrong type are kept for
    validation to speak of.

    A default is the locality's for this form, else its own organ's for a narrative form (issuer,
    signer, recipients), else the locality's general one, else the form's.

    Args:
        fields: the form's fields.
        locality: whose defaults apply.
        data: data as they came.
        form: name of the form, for the locality's defaults for it.
        families: families of documents the form is for; an issuer of another is no default.
        blank: fields that get no default: what was given there is left out, for it was wrong.
    """
    cleaned = _object(fields, data)
    missing = [
        field for field in fields if field.name not in blank and _missing(cleaned.get(field.name))
    ]
    return cleaned | defaults(fields, missing, locality, cleaned, form=form, families=families)


def _missing(value: Any) -> bool:
    return value is None or value in ("", [])


def _object(fields: Sequence[Field], data: Mapping[str, Any]) -> dict[str, Any]:
    by_name = {field.name: field for field in fields}
    cleaned: dict[str, Any] = {}
    for name, value in data.items():
        field = by_name.get(name)
        one = _value(field, value) if field else value
        if field is None or not _left_out(field, one):
            cleaned[name] = one
    return cleaned


def _left_out(field: Field, value: Any) -> bool:
    return value in (None, "") or (field.kind == "object" and not field.required and value == {})


def _value(field: Field, value: Any) -> Any:
    if field.kind == "object" and isinstance(value, Mapping):
        return _object(field.fields, value)
    if field.kind == "rows" and isinstance(value, list):
        return [_object(field.fields, row) if isinstance(row, Mapping) else row for row in value]
    if field.kind == "narrative" and isinstance(value, str | list):
        return complete_narrative(field, value)
    if field.kind == "text" and isinstance(value, str):
        text = quotes(clean(value))
        return text.replace("\t", " ") if field.multiline else normalise_space(text)
    if field.kind == "picture" and isinstance(value, str):
        return value.strip()  # base64: megabytes in which there is nothing to clean
    if field.kind == "integer" and isinstance(value, float) and value.is_integer():
        return int(value)
    if field.kind == "time" and isinstance(value, str):
        return _time(clean(value))
    return clean(value) if isinstance(value, str) else value


def _time(text: str) -> str:
    try:
        return parse_time(text) if text else ""
    except TimeError:
        return text
