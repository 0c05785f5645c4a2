"""Data against a form's schema: every problem at once, in field order, in a clerk's words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Protocol

import jsonschema_rs

from doc_service.forms.fields import Field, Leaf
from doc_service.forms.narratives import SECTION_SCHEMA, Bodies
from doc_service.problems import Problem, pointer_to
from doc_service.vietnamese.dates import DateError, parse_iso
from doc_service.vietnamese.numbers import nghin
from doc_service.vietnamese.text import forbidden_characters
from doc_service.vietnamese.times import TimeError, parse_time
from doc_service.vietnamese.words import word_count

Validator = jsonschema_rs.Draft202012Validator


class _Form(Protocol):
    @property
    def fields(self) -> tuple[Field, ...]: ...

    @property
    def validator(self) -> Validator: ...


WORDS_NEAR_LIMIT: Final = 0.95
"""Share of a word limit from which a warning says how many are left (domain reference §3.6)."""


def compile_validator(schema: Mapping[str, Any]) -> Validator:
    """Compile a schema once; dates are judged by `problems`, which can say why."""
    judged = {
        # their trees are judged by `narratives`, which can say where
        name: {"type": "array", "minItems": 1} if "x-narrative" in spec else spec
        for name, spec in schema["properties"].items()
    }
    whole = {**schema, "properties": judged}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=False)


def problems(
    form: _Form, data: Mapping[str, Any], leaves: Iterable[Leaf], bodies: Bodies, *, draft: bool
) -> list[Problem]:
    """Return everything wrong with the data, in field order.

    In a draft what is missing becomes a warning and a date may lack its day and month.

    Args:
        form: whose fields and schema judge.
        data: completed data that `json_data.unreadable` has nothing against.
        leaves: the values of the data.
        bodies: the narratives of the data.
        draft: gaps are allowed.
    """
    found = [
        *_schema_problems(form, data),
        *(problem for body in bodies.values() for problem in body.problems),
        *_value_problems(leaves, draft=draft),
    ]
    found.sort(key=lambda problem: order(form.fields, problem.pointer))
    return [softened(problem) for problem in found] if draft else found


def softened(problem: Problem) -> Problem:
    """Return the problem as a draft has it: what is missing is only a warning."""
    missing = problem.code in ("required", "rows_missing")
    return replace(problem, severity="warning") if missing else problem


def order(fields: Sequence[Field], pointer: str) -> tuple[int, ...]:
    """Return a sort key that follows the order of fields and rows on screen.

    What the form does not know comes after what it knows.
    """
    key: list[int] = []
    within: Sequence[Field] = fields
    kind = "object"
    for part in pointer.split("/")[1:]:
        if kind in ("rows", "narrative") and _NUMBER.fullmatch(part):
            key.append(int(part))
            kind = "object" if kind == "rows" else kind
            continue
        names = _PARTS if kind == "narrative" else [field.name for field in within]
        at = names.index(part) if part in names else len(names)
        key.append(at)
        if kind != "narrative":
            kind = within[at].kind if at < len(names) else "object"
            within = within[at].fields if at < len(names) else ()
    return tuple(key)


_NUMBER = re.compile("[0-9]{1,9}")
_PARTS: Final = list(SECTION_SCHEMA["properties"])  # of a node of a narrative, in order


def field_at(fields: Sequence[Field], path: Sequence[str | int]) -> Field | None:
    """Return the field that a path of names and row numbers leads to."""
    field: Field | None = None
    for part in path:
        if isinstance(part, int):
            continue
        field = next((one for one in fields if one.name == part), None)
        if field is None:
            return None
        fields = field.fields
    return field


def place_of(path: Sequence[str | int]) -> str:
    """Return `Dòng 7: ` for a path into rows, else nothing."""
    numbers = [part for part in path if isinstance(part, int)]
    return f"Dòng {numbers[0] + 1}: " if numbers else ""


def _schema_problems(form: _Form, data: Mapping[str, Any]) -> Iterator[Problem]:
    for error in form.validator.iter_errors(data):
        path = list(error.instance_path)
        facts = error.kind.as_dict()
        write = _WORDING.get(error.kind.name, _unexpected)
        yield from write(form.fields, path, facts, error.instance)


_Wording = Callable[[tuple[Field, ...], list[str | int], Mapping[str, Any], Any], Iterator[Problem]]


def _label(fields: tuple[Field, ...], path: Sequence[str | int]) -> str:
    field = field_at(fields, path)
    return f"“{field.label}”" if field else "Dữ liệu"


def _required(
    fields: tuple[Field, ...], path: list[str | int], facts: Mapping[str, Any], value: Any
) -> Iterator[Problem]:
    name = facts["property"]
    label = _label(fields, [*path, name])
    yield Problem(pointer_to(*path, name), f"{place_of(path)}Chưa nhập {label}.", "required")


def _extra(
    fields: tuple[Field, ...], path: list[str | int], facts: Mapping[str, Any], value: Any
) -> Iterator[Problem]:
    parent = field_at(fields, path)
    known = [one.name for one in (parent.fields if parent else fields)]
    for name in facts["unexpected"]:
        yield Problem(
            pointer_to(*path, name),
            f"{place_of(path)}Không có trường “{name[:60]}”; các trường là: {', '.join(known)}.",
            "unknown_field",
        )


_TYPES = {
    "string": "chữ",
    "integer": "số nguyên",
    "object": "một nhóm trường",
    "array": "một danh sách",
}


def _type(
    fields: tuple[Field, ...], path: list[str | int], facts: Mapping[str, Any], value: Any
) -> Iterator[Problem]:
    wanted = " hoặc ".join(_TYPES.get(one, one) for one in facts["types"])
    yield Problem(
        pointer_to(*path), f"{place_of(path)}{_label(fields, path)} phải là {wanted}.", "type"
    )


def _enum(
    fields: tuple[Field, ...], path: list[str | int], facts: Mapping[str, Any], value: Any
) -> Iterator[Problem]:
    field = field_at(fields, path)
    listed = ", ".join(f"{one.code} ({one.label})" for one in field.choices) if field else ""
    shown = str(value)[:60]
    yield Problem(
        pointer_to(*path),
        f"{place_of(path)}{_label(fields, path)} là “{shown}”, phải là một trong: {listed}.",
        "choice",
    )


_SIZES: Final[Mapping[str, tuple[str, str]]] = {
    "minLength": ("too_short", "ngắn quá, ít nhất {} ký tự"),
    "maxLength": ("too_long", "dài quá, nhiều nhất {} ký tự"),
    "minimum": ("too_small", "nhỏ quá, ít nhất là {}"),
    "maximum": ("too_large", "lớn quá, nhiều nhất là {}"),
    "minItems": ("rows_missing", "chưa đủ dòng, cần ít nhất {} dòng"),
    "maxItems": ("too_many_rows", "nhiều dòng quá, nhiều nhất {} dòng"),
}
_COUNTS: Final = ("maxLength", "maxItems")


def _size(keyword: str) -> _Wording:
    code, words = _SIZES[keyword]

    def write(
        fields: tuple[Field, ...], path: list[str | int], facts: Mapping[str, Any], value: Any
    ) -> Iterator[Problem]:
        # a bound may be a year, which takes no dot
        limit = nghin(facts["limit"]) if keyword in _COUNTS else str(facts["limit"])
        said = f"{place_of(path)}{_label(fields, path)} {words.format(limit)}."
        yield Problem(pointer_to(*path), said, code)

    return write


def _unexpected(
    fields: tuple[Field, ...], path: list[str | int], facts: Mapping[str, Any], value: Any
) -> Iterator[Problem]:
    yield Problem(
        pointer_to(*path), f"{place_of(path)}{_label(fields, path)} chưa đúng.", "invalid"
    )


_WORDING: Final[Mapping[str, _Wording]] = {
    "required": _required,
    "additionalProperties": _extra,
    "type": _type,
    "enum": _enum,
    **{keyword: _size(keyword) for keyword in _SIZES},
}


def _value_problems(leaves: Iterable[Leaf], *, draft: bool) -> Iterator[Problem]:
    for field, pointer, value in leaves:
        if isinstance(value, str):
            yield from (
                replace(problem, message=f"{place_of(path_of(pointer))}{problem.message}")
                for problem in _text_problems(field, pointer, value, draft=draft)
            )


def path_of(pointer: str) -> list[str | int]:
    """Return the names and numbers of a JSON Pointer."""
    return [int(part) if part.isdigit() else part for part in pointer.split("/")[1:]]


def _text_problems(field: Field, pointer: str, value: str, *, draft: bool) -> Iterator[Problem]:
    if bad := forbidden_characters(value):
        named = ", ".join(f"U+{ord(char):04X}" for char in sorted(set(bad)))
        yield Problem(
            pointer,
            f"“{field.label}” có ký tự điều khiển không in được ({named}); hãy gõ lại.",
            "control_character",
        )
    if field.kind == "date":
        yield from _date_problems(field, pointer, value, draft=draft)
    if field.kind == "time":
        yield from _time_problems(field, pointer, value)
    if field.max_words is not None:
        yield from _word_problems(field, field.max_words, pointer, value)


def _date_problems(field: Field, pointer: str, value: str, *, draft: bool) -> Iterator[Problem]:
    try:
        day = parse_iso(value)
    except DateError as error:
        yield Problem(pointer, f"“{field.label}”: {error}", "date")
        return
    if not day.is_full and not draft:
        yield Problem(
            pointer,
            f"“{field.label}” chưa đủ ngày, tháng, năm; bản chính thức phải ghi đủ, ví dụ "
            "15/01/2026.",
            "partial_date",
        )


def _time_problems(field: Field, pointer: str, value: str) -> Iterator[Problem]:
    try:
        parse_time(value)
    except TimeError as error:
        yield Problem(pointer, f"“{field.label}”: {error}", "time")


def _word_problems(field: Field, limit: int, pointer: str, value: str) -> Iterator[Problem]:
    count = word_count(value)
    if count > limit:
        yield Problem(
            pointer,
            f"“{field.label}” có {count} từ, quá {limit} từ; hãy bớt ít nhất {count - limit} từ.",
            "word_limit",
        )
    elif count >= limit * WORDS_NEAR_LIMIT:
        yield Problem(
            pointer,
            f"“{field.label}” có {count} từ, sát giới hạn {limit} từ.",
            "near_word_limit",
            "warning",
        )
