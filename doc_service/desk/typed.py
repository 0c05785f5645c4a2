"""What a clerk typed, read into data; what cannot be read is kept, with a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from doc_service.forms.fields import Field
from doc_service.forms.reading import read
from doc_service.forms.validation import path_of, place_of
from doc_service.problems import Problem
from doc_service.vietnamese.dates import DateError, ngay_ngan, parse_iso

STORED: Final = "tep:"
"""How a picture in a draft begins: `tep:` and its key in storage."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, as data."""

    data: dict[str, Any]
    """As the API takes it; empty values are left out, unreadable ones stand as typed."""

    problems: tuple[Problem, ...]
    """What could not be read, in field order."""


@dataclass(slots=True)
class _Reading:
    picture: Callable[[str], str]
    problems: list[Problem] = field(default_factory=list)


def read_typed(
    fields: Sequence[Field], typed: Mapping[str, Any], picture: Callable[[str], str]
) -> Typed:
    """Read a draft's data.

    Args:
        fields: the form's.
        typed: nested objects, rows and leaves as the page or a file gave them.
        picture: returns a stored picture as base64, by its key.
    """
    reading = _Reading(picture)
    data = _object(fields, typed, "", reading)
    return Typed(data, tuple(reading.problems))


def _object(
    fields: Sequence[Field], typed: Mapping[str, Any], pointer: str, reading: _Reading
) -> dict[str, Any]:
    data: dict[str, Any] = {}
    known = {one.name: one for one in fields}
    for name, value in typed.items():
        read_one = (
            _value(known[name], value, f"{pointer}/{name}", reading) if name in known else value
        )
        if read_one not in (None, "", {}):
            data[name] = read_one
    return data


def _value(one: Field, value: Any, pointer: str, reading: _Reading) -> Any:
    if one.kind == "object" and isinstance(value, Mapping):
        return _object(one.fields, value, pointer, reading)
    if one.kind == "rows" and isinstance(value, list):
        return [
            _object(one.fields, row, f"{pointer}/{at}", reading)
            if isinstance(row, Mapping)
            else row
            for at, row in enumerate(value)
        ]
    if one.kind == "picture" and isinstance(value, str) and value.startswith(STORED):
        return reading.picture(value.removeprefix(STORED))
    if one.kind in ("object", "rows", "narrative") or isinstance(value, Mapping | list):
        return value  # a tree is judged as a whole; of a wrong shape validation speaks
    found, problem = read(one, value, pointer)
    if problem:
        reading.problems.append(
            replace(problem, message=place_of(path_of(pointer)) + problem.message)
        )
    return found


def with_stored_pictures(fields: Sequence[Field], data: Any, typed: Any) -> Any:
    """Return data with its pictures as the draft kept them, by key instead of megabytes."""
    if isinstance(data, Mapping) and isinstance(typed, Mapping):
        known = {one.name: one for one in fields}
        return {
            name: _stored(known[name], value, typed.get(name)) if name in known else value
            for name, value in data.items()
        }
    return data


def _stored(one: Field, value: Any, typed: Any) -> Any:
    if one.kind == "picture" and isinstance(typed, str) and typed.startswith(STORED):
        return typed
    if one.kind == "object":
        return with_stored_pictures(one.fields, value, typed)
    if one.kind == "rows" and isinstance(value, list) and isinstance(typed, list):
        pairs = zip(value, [*typed, *[None] * len(value)], strict=False)
        return [with_stored_pictures(one.fields, row, given) for row, given in pairs]
    return value


def with_whole_pictures(
    fields: Sequence[Field], data: Mapping[str, Any], picture: Callable[[str], str]
) -> dict[str, Any]:
    """Return data as the API takes them: pictures as base64 instead of their keys."""
    known = {one.name: one for one in fields}
    return {
        name: _whole(known[name], value, picture) if name in known else value
        for name, value in data.items()
    }


def _whole(one: Field, value: Any, picture: Callable[[str], str]) -> Any:
    if one.kind == "picture" and isinstance(value, str) and value.startswith(STORED):
        return picture(value.removeprefix(STORED))
    if one.kind == "object" and isinstance(value, Mapping):
        return with_whole_pictures(one.fields, value, picture)
    if one.kind == "rows" and isinstance(value, list):
        return [
            with_whole_pictures(one.fields, row, picture) if isinstance(row, Mapping) else row
            for row in value
        ]
    return value


def as_typed(fields: Sequence[Field], data: Mapping[str, Any]) -> dict[str, Any]:
    """Return data as a clerk would have typed them: 05/02/2026 instead of 2026-02-05."""
    known = {one.name: one for one in fields}
    return {
        name: _shown(known[name], value) if name in known else value for name, value in data.items()
    }


def _shown(one: Field, value: Any) -> Any:
    if one.kind == "object" and isinstance(value, Mapping):
        return as_typed(one.fields, value)
    if one.kind == "rows" and isinstance(value, list):
        return [as_typed(one.fields, row) if isinstance(row, Mapping) else row for row in value]
    if one.kind == "date" and isinstance(value, str):
        return shown_date(value)
    return value


def shown_date(value: str) -> str:
    """Return 05/02/2026 for 2026-02-05, 02/2026 for 2026-02; what is no such date as it is."""
    try:
        day = parse_iso(value)
    except DateError:
        return value
    full = day.date()
    if full:
        return ngay_ngan(full)
    return f"{day.month:02d}/{day.year}" if day.month else str(day.year)
