"""Reading a filled workbook back into data, with every problem at once and where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from openpyxl.workbook import Workbook

from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field
from doc_service.problems import Place, Problem
from doc_service.workbooks import plan
from doc_service.workbooks.cell_reading import Draft, read_cell
from doc_service.workbooks.cells import (
    Grid,
    Position,
    decoded,
    grid_of,
    rows_of,
)
from doc_service.workbooks.identity import Identity, read_identity, refuse_other
from doc_service.workbooks.opening import Upload, glance, inspect, open_upload, uncomputed
from doc_service.workbooks.sheet_problems import (
    missing_columns,
    no_sheet,
    second_sheets,
    strangers,
)
from doc_service.workbooks.sheets import (
    Table,
    find_table,
    find_text,
    find_values,
    readable,
    text_twins,
)
from doc_service.workbooks.text_reading import read_running_text

__all__ = ["Identity", "Reading", "identify", "read_workbook"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a workbook holds."""

    data: dict[str, Any]
    """As the API takes it: nested objects and rows; empty cells are left out."""

    problems: tuple[Problem, ...]
    """What could not be read, each with its place."""

    places: Mapping[str, Place]
    """JSON Pointer → cell, for every field of the form and every row read, empty ones too."""

    unread: Mapping[str, str] = field(default_factory=dict)
    """JSON Pointer → what the cell shows that holds no value: `#REF!`; not in the data."""

    def located(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Return the same problems with their cells: the nearest enclosing one that has a cell."""
        return tuple(
            replace(one, place=one.place or self.place_of(one.pointer)) for one in problems
        )

    def place_of(self, pointer: str) -> Place | None:
        """Return the cell of a value, or of the nearest that encloses it and has one."""
        while pointer and pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places.get(pointer)


def identify(content: bytes) -> Identity:
    """Return whose workbook an upload is.

    Raises:
        InvalidWorkbook: the file is no XLSX that can be read safely.
        WrongWorkbook: it carries no mark of ours.
    """
    return glance(inspect(content), read_identity)


def read_workbook(form: Form, content: bytes) -> Reading:
    """Read a filled workbook of a form.

    Raises:
        InvalidWorkbook: the file is no XLSX that can be read safely.
        WrongWorkbook: it is another form's, or of an older version of this one.
    """
    upload = inspect(content)
    workbook = open_upload(upload, values=True)
    refuse_other(form, read_identity(workbook))
    grids = readable(_grids(upload, workbook))
    draft = Draft()
    _read_values(form, grids, draft)
    titles = plan.sheet_titles(form)
    for one in plan.sheet_fields(form):
        read_sheet = _read_text if one.kind == "narrative" else _read_rows
        read_sheet(one, grids, titles[one.name], draft)
    return Reading(draft.data, tuple(draft.problems), draft.places, draft.unread)


def _grids(upload: Upload, workbook: Workbook) -> Iterator[Grid]:
    waiting = uncomputed(upload)
    for sheet in workbook.worksheets:
        yield grid_of(sheet, waiting.get(sheet.title, frozenset()), workbook.epoch)


def _read_values(form: Form, grids: Sequence[Grid], draft: Draft) -> None:
    lines = list(plan.lines(form))
    found = find_values(grids, lines)
    if found is None:
        draft.problems.append(
            Problem(
                "", f"Không tìm thấy trang “{plan.GENERAL}”; hãy tải lại tệp mẫu.", "sheet_missing"
            )
        )
        return
    grid, cells = found
    values = decoded(grid, list(cells.values()))
    for line in lines:
        if line.name not in cells:
            continue
        at = cells[line.name]
        draft.remember(line.pointer, grid.place(at))
        value = _take(line.field, values.get(at), line.pointer, grid, at, draft)
        if value is not None:
            holder, _, name = line.name.rpartition(".")
            (draft.data.setdefault(holder, {}) if holder else draft.data)[name] = value


def _take(field: Field, value: Any, pointer: str, grid: Grid, at: Position, draft: Draft) -> Any:
    """Return the value of one cell as data, None if there is none; note what is wrong with it."""
    found = read_cell(field, value, pointer, grid, at)
    if found.problem:
        draft.problems.append(found.problem)
    if found.shown:
        draft.unread[pointer] = found.shown
    return found.value


def _read_rows(rows: Field, grids: Sequence[Grid], title: str, draft: Draft) -> None:
    table = find_table(grids, rows, title)
    if table is None:
        draft.problems.extend(no_sheet(rows, title))
        return
    draft.places[f"/{rows.name}"] = table.grid.place((table.head, min(table.columns.values())))
    values = {
        name: decoded(table.grid, _reach(table, column)) for name, column in table.columns.items()
    }
    numbers = _filled_rows(rows, table)
    read_rows = [
        _read_row(rows, table, values, number, index, draft) for index, number in enumerate(numbers)
    ]
    if read_rows:
        draft.data[rows.name] = read_rows
        draft.problems.extend(missing_columns(rows, table))
    draft.problems.extend(strangers(rows, table, grids))


def _read_text(field: Field, grids: Sequence[Grid], title: str, draft: Draft) -> None:
    sheet = find_text(grids, field, title)
    if sheet is None:
        draft.problems.extend(no_sheet(field, title))
        return
    found = read_running_text(field, sheet)
    draft.places[f"/{field.name}"] = sheet.grid.place(sheet.head)
    draft.places.update(found.places)
    draft.problems.extend(found.problems)
    if found.text:
        draft.data[field.name] = found.text
    draft.problems.extend(second_sheets(field, text_twins(grids, field, sheet), sheet.grid))


def _reach(table: Table, column: int) -> list[Position]:
    own = [at for at in table.grid.values if at[1] == column and at[0] >= table.first]
    shared = [at for at in table.grid.covered if at[1] == column and at[0] >= table.first]
    return sorted({*own, *shared})


def _filled_rows(rows: Field, table: Table) -> list[int]:
    """Return the rows with values of their own beyond preset and merged ones."""
    columns = {column for name, column in table.columns.items() if name not in rows.preset}
    return rows_of(at for at in table.grid.values if at[1] in columns and at[0] >= table.first)


def _read_row(
    rows: Field,
    table: Table,
    values: Mapping[str, Mapping[Position, Any]],
    number: int,
    index: int,
    draft: Draft,
) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for column in rows.fields:
        if column.name not in table.columns:
            continue
        at = (number, table.columns[column.name])
        pointer = f"/{rows.name}/{index}/{column.name}"
        draft.remember(pointer, table.grid.place(at))
        value = values[column.name].get(at)
        found = _take(column, value, pointer, table.grid, at, draft)
        if found is not None:
            row[column.name] = found
    return row
