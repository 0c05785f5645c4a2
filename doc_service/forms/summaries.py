"""Derived values of lists and votes: rows of the vocabulary of `x-derived`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, Protocol

from doc_service.forms.fields import Choice, Field
from doc_service.forms.rows import Row, rows_of
from doc_service.vietnamese.numbers import NumberError, doc_so, la_ma, nghin, phan_tram

Spec = Mapping[str, Any]


class _Form(Protocol):
    def field(self, name: str) -> Field | None: ...


def grouped(form: _Form, data: Row, spec: Spec) -> list[dict[str, Any]]:
    """Part rows by a choice column; numbering restarts in each part, empty parts are left out.

    Shape: `[{so: "I", ma, ten, so_dong, dong: [{tt, …row, cuoi}]}]`; `cuoi` marks the very last
    row, which stays with totals and signature.
    """
    rows = rows_of(data, spec["rows"])
    parts: list[dict[str, Any]] = []
    for choice in _choices(form, spec):
        own = [row for row in rows if row.get(spec["column"]) == choice.code]
        if own:
            parts.append({"ma": choice.code, "ten": choice.label, "dong": _numbered(own)})
    rest = [row for row in rows if row.get(spec["column"]) not in [one["ma"] for one in parts]]
    if rest:  # a draft may not say
        parts.append({"ma": "", "ten": "", "dong": _numbered(rest)})
    last = len(rows)
    for part in parts:
        last -= len(part["dong"])
        part["dong"][-1]["cuoi"] = last == 0
    return [
        {"so": la_ma(number), "so_dong": len(part["dong"]), **part}
        for number, part in enumerate(parts, start=1)
    ]


def counted(form: _Form, data: Row, spec: Spec) -> dict[str, Any]:
    """Count rows, all of them and by each code of a choice column.

    Shape: `{tong, theo: {code: n}}`.
    """
    rows = rows_of(data, spec["rows"])
    return {
        "tong": len(rows),
        "theo": {
            choice.code: sum(row.get(spec["column"]) == choice.code for row in rows)
            for choice in _choices(form, spec)
        },
    }


def summed(form: _Form, data: Row, spec: Spec) -> dict[str, Any]:
    """Part rows by a choice column and add up every column of whole numbers, by part and in all.

    Shape: `{nhom: [{so: "I", ma, ten, cong: {column: n}, dong: [{tt, …row}]}], tong: {column: n}}`;
    n is None where no row gives a number.
    """
    table = form.field(spec["rows"])
    amounts = [one.name for one in (table.fields if table else ()) if one.kind == "integer"]
    parts = grouped(form, data, spec)
    return {
        "nhom": [{**part, "cong": _added(part["dong"], amounts)} for part in parts],
        "tong": _added(rows_of(data, spec["rows"]), amounts),
    }


def summed_across(form: _Form, data: Row, spec: Spec) -> dict[str, Any]:
    """As `summed`, and add up some of the columns across each line too: the models of a unit.

    Shape: that of `summed`, each line, part and total with `ngang: n`; what is no number is None.
    """
    table = form.field(spec["rows"])
    amounts = [one.name for one in (table.fields if table else ()) if one.kind == "integer"]

    def across(line: Row) -> dict[str, Any]:
        given = {one: line[one] if isinstance(line.get(one), int) else None for one in amounts}
        return {**line, **given, "ngang": sum(given[one] or 0 for one in spec["amounts"])}

    sums = summed(form, data, spec)
    parts = [
        {**part, "cong": across(part["cong"]), "dong": [across(line) for line in part["dong"]]}
        for part in sums["nhom"]
    ]
    return {"nhom": parts, "tong": across(sums["tong"])}


def voted(form: _Form, data: Row, spec: Spec) -> list[dict[str, Any]]:
    """Number rows with a vote on each, and say its share: `{tt, …row, ty_le: "91,67%", cuoi}`.

    The share is of those present (shared domain reference §1.9); blank where either is missing.
    """
    whole: Any = data
    for name in spec["whole"].split("."):
        whole = whole.get(name) if isinstance(whole, Mapping) else None
    return [
        {**line, "ty_le": _share(line.get(spec["part"]), whole)}
        for line in _numbered(rows_of(data, spec["rows"]))
    ]


def in_words(form: _Form, data: Row, spec: Spec) -> dict[str, Any]:
    """Add up an amount over rows and say it in words too, as documents on money do.

    Shape: `{tong, bang_chu: "năm triệu"}`. Rows without the amount count as nothing.
    """
    given = [row.get(spec["amount"]) for row in rows_of(data, spec["rows"])]
    total = sum(amount for amount in given if isinstance(amount, int))
    try:
        words = doc_so(total)
    except NumberError:
        words = nghin(total)  # amounts so large are refused, each at its place
    return {"tong": total, "bang_chu": words}


_PLACES: Final[Mapping[str, Sequence[tuple[str, ...]]]] = {
    "tally": [("numbers", "level", "column")],
    "summed": [("rows", "column")],
}
"""Kind of derivation → the parameter that names its rows, and those that name the choices."""


def unplaced(specs: Sequence[Spec], data: Row) -> tuple[str, ...]:
    """Return pointers of the rows of numbers of which a draft does not say where they belong.

    Args:
        specs: the form's `x-derived`.
        data: valid data.
    """
    return tuple(
        f"/{spec[rows]}/{at}/"
        for spec in specs
        for rows, *places in _PLACES.get(spec["kind"], ())
        for at, row in enumerate(rows_of(data, spec[rows]))
        if not all(row.get(spec[place]) for place in places)
    )


def _choices(form: _Form, spec: Spec) -> tuple[Choice, ...]:
    table = form.field(spec["rows"])
    column = table.field(spec["column"]) if table else None
    if column is None:
        raise KeyError(f"{spec['rows']}.{spec['column']}")
    return column.choices


def _added(rows: list[Row], amounts: list[str]) -> dict[str, int | None]:
    """Add up columns; None for one that no row gives: of nothing known, not even 0 is known."""
    sums: dict[str, int | None] = {}
    for name in amounts:
        known = [row[name] for row in rows if isinstance(row.get(name), int)]
        sums[name] = sum(known) if known else None
    return sums


def _share(part: Any, whole: Any) -> str:
    known = isinstance(part, int) and isinstance(whole, int) and 0 <= part <= whole and whole
    return phan_tram(part, whole) if known else ""


def _numbered(rows: list[Row]) -> list[dict[str, Any]]:
    return [{**row, "tt": at, "cuoi": at == len(rows)} for at, row in enumerate(rows, start=1)]
