"""Frozen dataclasses from JSON that people write by hand: the annotations are the format.

A key that the class does not have, a missing one and a value of the wrong type are refused by
place (`deadlines[3].kind`), in Vietnamese. A field named `from_` is the key `from`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, get_args, get_origin, get_type_hints

from doc_service.errors import InvalidSchema

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")

_PLAIN: Final[Mapping[type, str]] = {str: "chữ", int: "số nguyên", bool: "true hoặc false"}


def record(kind: type[Record], value: object, source: str, place: str = "", **given: Any) -> Record:
    """Return a dataclass filled from a JSON object.

    Args:
        kind: a dataclass of texts, numbers, truth values, `Literal`s, tuples, mappings and other
            such dataclasses; its `__post_init__` may raise `ValueError` with a Vietnamese sentence.
        value: the JSON value.
        source: the file, in words that begin a sentence: `Địa phương “an_thinh”`.
        place: where in the file the value stands.
        given: fields that do not come from the file.

    Raises:
        InvalidSchema: the value is not of this shape.
    """
    data = _object(value, source, place)
    hints = _hints(kind)
    fields = {one.name.rstrip("_"): one for one in dataclasses.fields(kind)}
    known = {key: one for key, one in fields.items() if one.name not in given}
    if unknown := sorted(set(data) - set(known)):
        raise _refused(source, place, f"có mục lạ: {', '.join(unknown)}; dùng được: {_list(known)}")
    values = {
        one.name: _read(hints[one.name], data[key], source, f"{place}.{key}" if place else key)
        for key, one in known.items()
        if key in data
    }
    for key, one in known.items():
        if key not in data and one.default is one.default_factory:  # both are MISSING
            raise _refused(source, place, f"thiếu mục “{key}”")
    try:
        return kind(**given, **values)
    except ValueError as error:
        raise _refused(source, place, str(error).rstrip(".")) from None


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _list(names: Mapping[str, Any]) -> str:
    return ", ".join(names)


def _refused(source: str, place: str, said: str) -> InvalidSchema:
    where = f"{source}, “{place}”" if place else source
    return InvalidSchema(f"{where}: {said}.")


def _object(value: object, source: str, place: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise _refused(source, place, "phải là một đối tượng JSON { … }")
    return value


def _read(hint: Any, value: object, source: str, place: str) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if hint is Any:
        return value
    if origin is Literal:
        return _one_of(inner, value, source, place)
    if origin is UnionType:
        return _read(next(one for one in inner if one is not NoneType), value, source, place)
    if origin is tuple:
        return _items(inner[0], value, source, place)
    if origin is Mapping:
        entries = _object(value, source, place)
        return {key: _read(inner[1], one, source, f"{place}.{key}") for key, one in entries.items()}
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return record(hint, value, source, place)
    if type(value) is not hint:
        raise _refused(source, place, f"phải là {_PLAIN[hint]}")
    return value


def _one_of(codes: tuple[Any, ...], value: object, source: str, place: str) -> object:
    if value not in codes:
        listed = ", ".join(str(code) or "“”" for code in codes[:-1])
        raise _refused(source, place, f"phải là {listed} hoặc {codes[-1]}")
    return value


def _items(hint: Any, value: object, source: str, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise _refused(source, place, "phải là một danh sách [ … ]")
    return tuple(
        _read(hint, one, source, f"{place}[{number}]") for number, one in enumerate(value, start=1)
    )
