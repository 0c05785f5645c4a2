"""Data that came as a JSON file: which form they belong to, said or guessed from their fields."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from doc_service.desk.upload_kinds import text_of
from doc_service.errors import BadRequest
from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.fields import Field
from doc_service.forms.json_data import unreadable

ENOUGH: Final = 0.6
"""Share of the fields given and required that a form must have in common with data."""

CLEARLY: Final = 0.02
"""How much better than the next one the best form must fit."""

_NODE: Final = frozenset({"kieu", "tieu_de", "chu", "so", "con", "cot", "hang"})
_TEXT: Final = frozenset({"tieu_de", "chu", "con", "hang"})
"""What a node of a running text may have, and of what it has at least one."""

_NAMED: Final = 5
"""Forms that a sentence names."""


@dataclass(frozen=True, slots=True)
class JsonData:
    """Data of a form."""

    form: str
    data: Mapping[str, Any]


def read_json(content: bytes, catalog: Catalog, locality: str) -> JsonData:
    """Read `{"form": …, "data": {…}}`, or data alone.

    Raises:
        BadRequest: it is broken, or belongs to no form clearly.
        FormNotFound: it names a form that there is not.
    """
    found = json_object(content)
    named, inner = found.get("form"), found.get("data")
    if "dossier" in found or {"chung", "van_ban"} & set(found) and "co_quan" not in found:
        raise BadRequest("Đây là dữ liệu của cả một hồ sơ. Hãy gửi ở trang “Hồ sơ”.")
    if isinstance(named, str) and isinstance(inner, Mapping):
        return JsonData(catalog.form(named, locality).name, _fit(inner))
    data = _fit(inner if isinstance(inner, Mapping) and len(found) <= _NAMED else found)
    return JsonData(best_form(catalog, locality, data).name, data)


def json_object(content: bytes) -> Mapping[str, Any]:
    """Return the object that a JSON file holds.

    Raises:
        BadRequest: it is no JSON, or not an object; the sentence says in which line.
    """
    try:
        found = json.loads(text_of(content) or "", parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise BadRequest(
            f"Tệp JSON bị hỏng ở dòng {error.lineno}, cột {error.colno}. Hãy xuất lại tệp từ phần "
            "mềm đã tạo ra nó rồi gửi lại.",
            detail=str(error),
        ) from None
    except (ValueError, RecursionError) as error:
        raise BadRequest("Tệp JSON bị hỏng, không đọc được.", detail=repr(error)) from None
    if not isinstance(found, dict):
        raise BadRequest("Tệp JSON phải là một đối tượng: {“form”: tên biểu mẫu, “data”: dữ liệu}.")
    return found


def best_form(catalog: Catalog, locality: str, data: Mapping[str, Any]) -> Form:
    """Return the form whose fields data fit best, clearly or not at all.

    Raises:
        BadRequest: none fits, or several fit as well; those are named.
    """
    given = set(_given(data))
    forms = [catalog.form(name, locality) for name in catalog.names()]
    fits = sorted(((_fits(form.fields, given), form) for form in forms), key=lambda one: -one[0])
    best, form = fits[0]
    if best < ENOUGH:
        raise BadRequest(
            "Dữ liệu JSON này không hợp với biểu mẫu nào. Hãy ghi tên biểu mẫu: "
            "{“form”: “mau_01”, “data”: {…}}."
        )
    as_well = [other for fit, other in fits if fit > best - CLEARLY]
    if len(as_well) > 1:
        listed = "; ".join(f"{one.title} ({one.name})" for one in as_well[:_NAMED])
        raise BadRequest(
            f"Dữ liệu JSON này hợp với nhiều biểu mẫu: {listed}. Hãy ghi tên biểu mẫu: "
            f"{{“form”: “{form.name}”, “data”: {{…}}}}."
        )
    return form


def _fits(fields: Sequence[Field], given: set[tuple[str, ...]]) -> float:
    known, required = set(_known(fields)), set(_required(fields, given))
    return len(given & known) / (len(given | required) or 1)


def _known(fields: Sequence[Field], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for one in fields:
        yield (*above, one.name)
        yield from _known(one.fields, (*above, one.name))


def _required(
    fields: Sequence[Field], given: set[tuple[str, ...]], above: tuple[str, ...] = ()
) -> Iterator[tuple[str, ...]]:
    """Yield what must be there: of objects and rows that are not given, nothing inside."""
    for one in fields:
        here = (*above, one.name)
        if one.required:
            yield here
        if here in given:
            yield from _required(one.fields, given, here)


def _given(data: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the way to every name, of rows that of all together; not into running texts."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            yield (*above, name)
            yield from _given(value, (*above, name))
    elif isinstance(data, list) and not _is_narrative(data):
        for row in data:
            yield from _given(row, above)


def _is_narrative(nodes: Sequence[Any]) -> bool:
    trees = [set(one) for one in nodes if isinstance(one, Mapping)]
    return bool(trees) and all(keys <= _NODE and keys & _TEXT for keys in trees)


def _fit(data: Mapping[str, Any]) -> Mapping[str, Any]:
    if wrong := unreadable(data):
        raise BadRequest(wrong[0].message)
    return data


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
