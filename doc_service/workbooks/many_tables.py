"""The rows of one sheet of a workbook of many records, read column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl.utils import get_column_letter

from doc_service.forms.fields import Field
from doc_service.problems import Place, Problem
from doc_service.vietnamese.legacy import decode_column
from doc_service.vietnamese.text import clean, normalise_space
from doc_service.workbooks.cell_reading import Cellful, read_cell
from doc_service.workbooks.cells import Grid, Position, decoded
from doc_service.workbooks.many_places import Columns
from doc_service.workbooks.many_plan import CODE, pointer_of
from doc_service.workbooks.sheets import Table

_Key = tuple[str, type, Any, str]
"""Column, and kind, value and number format of what stands in a cell."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A sheet of rows, ready to be read row by row."""

    rows: Field
    table: Table
    values: Mapping[str, Mapping[Position, Any]]
    """Name of a column → its cells, decoded."""

    numbers: Sequence[int]
    """Rows that hold something beside their code."""

    codes: Mapping[int, str]
    """Row → its code, those merged over several rows too; rows without one are left out."""

    _known: dict[_Key, Cellful] = field(default_factory=dict)
    """What was read already: columns repeat themselves."""

    def read(self, number: int, prefix: str = "") -> tuple[dict[str, Any], list[Problem]]:
        """Return what a row holds, by the names of its columns, and what is wrong with it.

        Args:
            number: of the row.
            prefix: JSON Pointer of what the row stands for.
        """
        found: dict[str, Any] = {}
        problems: list[Problem] = []
        for column in self.rows.fields[1:]:
            at = (number, self.table.columns.get(column.name, 0))
            value = self.values.get(column.name, {}).get(at)
            if value is None:
                continue
            cell = self._cell(column, value, at)
            if cell.problem:
                pointer, place = prefix + pointer_of(column.name), self.table.grid.place(at)
                problems.append(replace(cell.problem, pointer=pointer, place=place))
            if cell.value is not None:
                found[column.name] = cell.value
        return found, problems

    def code_place(self, number: int) -> Place:
        """Return the cell of a row's code, or its first cell where there is no such column."""
        return self.table.grid.place((number, self._first))

    def columns(self) -> Columns:
        """Return where the columns stand."""
        letters: dict[str, str] = {}
        for name, column in self.table.columns.items():
            pointer = pointer_of(name)
            while pointer:
                letters.setdefault(pointer, get_column_letter(column))
                pointer = pointer.rpartition("/")[0]
        return Columns(self.table.grid.title, letters, get_column_letter(self._first))

    @property
    def _first(self) -> int:
        return self.table.columns.get(CODE, min(self.table.columns.values()))

    def _cell(self, column: Field, value: Any, at: Position) -> Cellful:
        grid = self.table.grid
        number_format = grid.formats.get(grid.covered.get(at, at), "")
        key = (column.name, type(value), value, number_format)
        if key not in self._known:
            self._known[key] = read_cell(column, value, "", grid, at)
        return self._known[key]


def read_rows(rows: Field, table: Table) -> Rows:
    """Return a sheet's rows; its first field is the code."""
    by_column: dict[int, list[Position]] = {}
    filled: set[int] = set()
    code = table.columns.get(CODE)
    known = set(table.columns.values()) - {code}
    for at in table.grid.values:
        if at[0] >= table.first:
            by_column.setdefault(at[1], []).append(at)
            if at[1] in known:
                filled.add(at[0])
    for at in table.grid.covered:
        if at[0] >= table.first:
            by_column.setdefault(at[1], []).append(at)
    values = {
        name: _decoded(table.grid, by_column.get(column, []))
        for name, column in table.columns.items()
    }
    found = Rows(rows, table, values, sorted(filled), {})
    return replace(found, codes=_codes(found))


def _decoded(grid: Grid, cells: Sequence[Position]) -> Mapping[Position, Any]:
    """Return the values of a column as `cells.decoded` does, each different text looked at once."""
    if grid.fonts:
        return decoded(grid, cells)
    found = {at: value for at in cells if (value := grid.value(at)) is not None}
    texts = list({value: None for value in found.values() if isinstance(value, str)})
    read = map(clean, decode_column(texts, None))
    texts_read: dict[Any, str] = dict(zip(texts, read, strict=True))
    return {
        at: texts_read[value] if isinstance(value, str) else value for at, value in found.items()
    }


def _codes(rows: Rows) -> dict[int, str]:
    """Return row → code, one spelling of spaces and numbers for each."""
    field = rows.rows.fields[0]
    found: dict[int, str] = {}
    for at, value in rows.values.get(CODE, {}).items():
        shown = rows._cell(field, value, at).value
        if code := normalise_space(str(shown or "").replace("\n", " ")):
            found[at[0]] = code
    return found
