"""What one document already says that another form asks for: data carried from form to form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field

OWN: Final = frozenset(
    (
        "so_ky_hieu",
        "ngay",
        "trich_yeu",
        "kinh_gui",
        "noi_nhan",
        "can_cu",
        "mo_dau",
        "cau_ket",
        "kem_theo",
        "thuc_hien",
    )
)
"""Fields that each document says for itself: another one's would be wrong there."""

_Known = Mapping[str, tuple[Field, Any]]
"""Name → the field of the document that says it, and what it says."""


def lists_of(form: Form) -> dict[str, Field]:
    """Return the lists of a form's documents of which each row can become a document."""
    return {
        one.name: one
        for one in form.fields
        if one.kind == "rows" and one.fields and one.name not in OWN
    }


def carried(
    source: Form,
    target: Form,
    data: Mapping[str, Any],
    *,
    rows: str = "",
    moved: Mapping[str, str] | None = None,
) -> Iterator[dict[str, Any]]:
    """Yield the data of a document of `target` for a document of `source`, as far as it says them.

    A field takes the value of the field of its own name, or of one that its schema names
    (`x-from`), if both are of one kind. What a document says for itself (`OWN`) stays behind;
    to the same form everything goes.

    Args:
        source: the form of the document that is there.
        target: the form of the documents to be made.
        data: of the document that is there.
        rows: a list of `source`; a document for each of its rows.
        moved: field of `target` → field of `source`, instead of its own name; a dot leads into an
            object.
    """
    moved = moved or {}
    known = _known(source.fields, data)
    if not rows:
        same = source.name == target.name and not moved
        yield dict(data) if same else _object(target.fields, known, moved, OWN)
        return
    field, given = lists_of(source)[rows], data.get(rows)
    for row in given if isinstance(given, list) else ():
        seen = {**known, **_known(field.fields, row)}
        yield _object(target.fields, seen, moved, OWN)


def _known(fields: Sequence[Field], data: Any) -> _Known:
    if not isinstance(data, Mapping):
        return {}
    return {one.name: (one, data[one.name]) for one in fields if one.name in data}


def _object(
    fields: Sequence[Field],
    known: _Known,
    moved: Mapping[str, str],
    left: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        if field.name in left and field.name not in moved:
            continue
        names = (moved[field.name],) if field.name in moved else (field.name, *field.taken_from)
        values = (_fitted(field, *at) for name in names if (at := _at(known, name)))
        value = next((one for one in values if one not in (None, "", [], {})), None)
        if value is not None:
            found[field.name] = value
    return found


def _at(known: _Known, path: str) -> tuple[Field, Any] | None:
    """Return the field that a dotted path leads to, with its value."""
    first, _, rest = path.partition(".")
    found = known.get(first)
    if found is None or not rest:
        return found
    return _at(_known(found[0].fields, found[1]), rest)


def _fitted(target: Field, source: Field, value: Any) -> Any:
    """Return a value as another field takes it; None where it cannot."""
    if target.kind != source.kind:
        return None
    if target.kind == "choice":
        return value if value in [one.code for one in target.choices] else None
    if target.kind == "object":
        return _object(target.fields, _known(source.fields, value), {})
    if target.kind == "rows" and target.fields and isinstance(value, list):
        rows = [_object(target.fields, _known(source.fields, row), {}) for row in value]
        return [row for row in rows if row]
    return value
