"""Where the values of each record stand in a workbook of many: small enough to be kept for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from doc_service.problems import Place, Problem


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet."""

    title: str
    letters: Mapping[str, str]
    """JSON Pointer of a value, in a list that within its row (`/ten`) → letter of its column."""

    first: str
    """Letter of the column of codes, or of the first one there is."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The sheets of a workbook, shared by all its records."""

    records: Columns
    lists: Mapping[str, Columns]
    """Field name → the sheet of that list."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Where one record stands."""

    layout: Layout
    row: int
    """Of the sheet of documents."""

    rows: Mapping[str, Sequence[int]]
    """Field name → rows of its sheet, in order."""

    @property
    def place(self) -> Place:
        """The cell that names the record."""
        return Place(self.layout.records.title, self.row, self.layout.records.first)

    def place_of(self, pointer: str) -> Place:
        """Return the cell of a value, or of the nearest that encloses it and has one."""
        name, _, inner = pointer.removeprefix("/").partition("/")
        if name in self.layout.lists:
            return self._in_list(name, inner)
        letters = self.layout.records.letters
        while pointer and pointer not in letters:
            pointer = pointer.rpartition("/")[0]
        return replace(self.place, column=letters[pointer]) if pointer else self.place

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the same problems with their cells."""
        return tuple(
            replace(one, place=one.place or self.place_of(one.pointer)) for one in problems
        )

    def to_json(self) -> dict[str, Any]:
        """Return it as JSON, to be kept beside a record."""
        lists = {
            name: [*_said(self.layout.lists[name]), list(rows)]
            for name, rows in self.rows.items()
            if rows
        }
        return {"in": [*_said(self.layout.records), self.row], "lists": lists}

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Cells:
        """Return what `to_json` said."""
        *records, row = said["in"]
        lists = {name: Columns(*one[:-1]) for name, one in said["lists"].items()}
        rows = {name: one[-1] for name, one in said["lists"].items()}
        return cls(Layout(Columns(*records), lists), row, rows)

    def _in_list(self, name: str, inner: str) -> Place:
        """Return a cell of a list; of one that has no rows, the cell that names the record."""
        number, _, column = inner.partition("/")
        rows = self.rows.get(name, ())
        at = int(number) if number.isdecimal() else 0
        if at >= len(rows):
            return self.place
        sheet = self.layout.lists[name]
        letter = sheet.letters.get(f"/{column.partition('/')[0]}", sheet.first)
        return Place(sheet.title, rows[at], letter)


def _said(columns: Columns) -> list[Any]:
    return [columns.title, dict(columns.letters), columns.first]
