"""What a document holds, in the words of its form, and where each value came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from doc_service.desk.origins import Origins, leaf_values, origin_of
from doc_service.desk.values import paragraphs, plain, shown, stored_key
from doc_service.forms.fields import Field

Source = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """One value beside its label."""

    label: str
    text: str
    sources: tuple[Source, ...]
    """Where it came from; more than one where its parts came from several."""

    picture: str = ""
    """Key in storage."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table."""

    cells: tuple[str, ...]
    sources: tuple[Source, ...]
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Values that stand together: plain ones, an object, rows or a narrative."""

    label: str
    """"" for the plain fields at the top."""

    lines: tuple[Line, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    text: tuple[str, ...] = ()
    """Paragraphs of a narrative."""

    sources: tuple[Source, ...] = ()
    """Of the narrative."""

    @property
    def shared(self) -> tuple[Source, ...]:
        """Where every row came from, where that is the same place."""
        first = self.rows[0].sources if self.rows else ()
        return first if all(row.sources == first for row in self.rows) else ()


def contents(
    fields: Sequence[Field], data: Mapping[str, Any], origins: Origins
) -> tuple[Part, ...]:
    """Return the values of a document in field order; those that its form lacks come last."""
    found: list[Part] = []
    plain_lines: list[Line] = []
    for one in fields:
        value, pointer = data.get(one.name), f"/{one.name}"
        if value in (None, "", [], {}):
            continue
        part = _part(one, value, pointer, origins)
        if part is None:
            plain_lines.append(_line(one, value, pointer, origins))
            continue
        if plain_lines:
            found.append(Part("", tuple(plain_lines)))
            plain_lines = []
        found.append(part)
    plain_lines += _strange(fields, data, "", origins)
    if plain_lines:
        found.append(Part("", tuple(plain_lines)))
    return tuple(found)


def _part(one: Field, value: Any, pointer: str, origins: Origins) -> Part | None:
    if one.kind == "object" and isinstance(value, Mapping):
        return Part(one.label, tuple(_lines(one.fields, value, pointer, origins)))
    if one.kind == "rows" and isinstance(value, list):
        columns = [column for column in one.fields if _is_used(column, value)]
        rows = tuple(_row(columns, row, f"{pointer}/{at}", origins) for at, row in enumerate(value))
        return Part(one.label, columns=tuple(column.label for column in columns), rows=rows)
    if one.kind == "narrative":
        sources = _sources(value, pointer, origins)
        return Part(one.label, text=tuple(paragraphs(one, value)), sources=sources)
    return None


def _is_used(column: Field, rows: Sequence[Any]) -> bool:
    values = (row.get(column.name) for row in rows if isinstance(row, Mapping))
    return column.required or any(value not in (None, "", [], {}) for value in values)


def _lines(
    fields: Sequence[Field], data: Mapping[str, Any], pointer: str, origins: Origins
) -> Iterator[Line]:
    for one in fields:
        if data.get(one.name) not in (None, "", [], {}):
            yield _line(one, data[one.name], f"{pointer}/{one.name}", origins)
    yield from _strange(fields, data, pointer, origins)


def _line(one: Field, value: Any, pointer: str, origins: Origins) -> Line:
    sources = _sources(value, pointer, origins)
    picture = stored_key(value) if one.kind == "picture" else ""
    return Line(one.label, shown(one, value), sources, picture)


def _strange(
    fields: Sequence[Field], data: Mapping[str, Any], pointer: str, origins: Origins
) -> Iterator[Line]:
    """Yield what the form does not know, under the names in the data."""
    names = {one.name for one in fields}
    for name, value in data.items():
        if name not in names and plain(value):
            yield Line(name, plain(value), _sources(value, f"{pointer}/{name}", origins))


def _row(columns: Sequence[Field], row: Any, pointer: str, origins: Origins) -> Row:
    if not isinstance(row, Mapping):
        return Row((plain(row),), _sources(row, pointer, origins))
    cells = tuple(shown(one, row.get(one.name)) for one in columns)
    keys = (stored_key(row.get(one.name)) for one in columns if one.kind == "picture")
    return Row(cells, _sources(row, pointer, origins), next(filter(None, keys), ""))


def _sources(value: Any, pointer: str, origins: Origins) -> tuple[Source, ...]:
    """Return where a value's leaves came from, each source once, in the order of the leaves."""
    found: list[Source] = []
    for at, leaf in leaf_values(value, pointer):
        one = origin_of(origins, at) if leaf not in (None, "") else None
        if one is not None and one not in found:
            found.append(one)
    return tuple(found)
