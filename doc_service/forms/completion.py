"""Completing data before it is judged: clean text, the form's and the locality's defaults."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from doc_service.forms.defaults import defaults
from doc_service.forms.fields import Field
from doc_service.forms.localities import Locality
from doc_service.forms.narratives import Sections, read_narrative
from doc_service.the_thuc.rule_sets import Family
from doc_service.vietnamese.text import clean, normalise_space, quotes
from doc_service.vietnamese.times import TimeError, parse_time


@dataclass(frozen=True, slots=True)
class Completed:
    """Data that were completed, and what was read of them on the way."""

    data: dict[str, Any]

    narratives: Mapping[str, Sections]
    """JSON Pointer → sections of each narrative in the data that need not be read again."""


def complete(
    fields: Sequence[Field],
    locality: Locality,
    data: Mapping[str, Any],
    *,
    form: str = "",
    families: Sequence[Family] = (),
    blank: Collection[str] = (),
) -> Completed:
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
    read: dict[str, Sections] = {}
    cleaned = _object(_by_name(fields), data, "", read)
    missing = [
        field for field in fields if field.name not in blank and _missing(cleaned.get(field.name))
    ]
    usual = defaults(fields, missing, locality, cleaned, form=form, families=families)
    return Completed(cleaned | usual, read)


def _missing(value: Any) -> bool:
    return value is None or value in ("", [])


def _by_name(fields: Sequence[Field]) -> dict[str, Field]:
    return {field.name: field for field in fields}


def _object(
    by_name: Mapping[str, Field], data: Mapping[str, Any], pointer: str, read: dict[str, Sections]
) -> dict[str, Any]:
    cleaned: dict[str, Any] = {}
    for name, value in data.items():
        field = by_name.get(name)
        if field is None:
            cleaned[name] = value
            continue
        if field.kind in _NESTED:
            one = _nested(field, value, f"{pointer}/{name}", read)
        else:
            one = _value(field, value)
        if not _left_out(field, one):
            cleaned[name] = one
    return cleaned


def _left_out(field: Field, value: Any) -> bool:
    return value in (None, "") or (field.kind == "object" and not field.required and value == {})


_NESTED: Final = frozenset(("object", "rows", "narrative"))


def _nested(field: Field, value: Any, pointer: str, read: dict[str, Sections]) -> Any:
    if field.kind == "object" and isinstance(value, Mapping):
        return _object(_by_name(field.fields), value, pointer, read)
    if field.kind == "rows" and isinstance(value, list):
        columns = _by_name(field.fields)
        return [
            _object(columns, row, f"{pointer}/{at}", read) if isinstance(row, Mapping) else row
            for at, row in enumerate(value)
        ]
    if field.kind == "narrative" and isinstance(value, str | list):
        tree, sections = read_narrative(field, value)
        if sections:
            read[pointer] = sections
        return tree
    return _value(field, value)


def _value(field: Field, value: Any) -> Any:
    if not isinstance(value, str):
        is_whole = isinstance(value, float) and value.is_integer()
        return int(value) if field.kind == "integer" and is_whole else value
    if field.kind == "text":
        text = quotes(clean(value))
        return text.replace("\t", " ") if field.multiline else normalise_space(text)
    if field.kind == "picture":
        return value.strip()  # base64: megabytes in which there is nothing to clean
    return _time(clean(value)) if field.kind == "time" else clean(value)


def _time(text: str) -> str:
    try:
        return parse_time(text) if text else ""
    except TimeError:
        return text
