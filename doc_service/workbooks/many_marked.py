"""The bad records of a workbook of many, in a workbook of their own: corrected, it is sent again.

It is made anew, so what a clerk added beside the form's columns is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from openpyxl.utils import get_column_letter

from doc_service.forms.catalog import Form
from doc_service.problems import Place, Problem
from doc_service.workbooks import many_plan, plan
from doc_service.workbooks.cells import Unreadable
from doc_service.workbooks.many_blank import workbook_of_rows
from doc_service.workbooks.many_places import Cells, Columns, Layout
from doc_service.workbooks.many_plan import Sheet
from doc_service.workbooks.many_reader import ManyReading, Record, StrayRow, read_many
from doc_service.workbooks.many_sheets import Row, Typed, used_columns
from doc_service.workbooks.many_tables import Rows
from doc_service.workbooks.marked import marked_workbook
from doc_service.workbooks.opening import MANY_RECORDS
from doc_service.workbooks.saving import new_workbook_bytes


def marked_many(form: Form, content: bytes, failures: Mapping[int, Sequence[Problem]]) -> bytes:
    """Return a batch workbook of the records that failed, and of rows that belong to no record.

    Their cells are marked and commented, and all problems listed on a first sheet.

    Args:
        form: of the workbook.
        content: the workbook as it was sent.
        failures: number of a record, from 1 → what is wrong with it; the cells are found by the
            pointers, so that the problems need none.

    Raises:
        InvalidWorkbook, WrongWorkbook: as `read_many`.
    """
    reading = read_many(form, content)
    kept = _kept(reading, [one for one in reading if one.number in failures])
    layout = _layout(form, kept)
    problems = [*_of_records(layout, kept, failures), *_of_strays(layout, kept)]
    workbook = workbook_of_rows(form, kept.rows, kept.lists)
    return marked_workbook(new_workbook_bytes(workbook), problems, MANY_RECORDS)


@dataclass(frozen=True, slots=True)
class _Kept:
    """What goes into the new workbook."""

    records: Sequence[Record]
    strays: Sequence[StrayRow]
    rows: Sequence[Row]
    """Of the sheet of documents, one a record."""

    lists: Mapping[str, Sequence[Row]]
    """Field name → rows of its sheet."""

    moved: Mapping[tuple[str, int], int]
    """Field name and row in the old sheet of that list → row in the new one."""


def _kept(reading: ManyReading, records: Sequence[Record]) -> _Kept:
    strays = list(reading.stray_rows())
    lists: dict[str, list[Row]] = {}
    moved: dict[tuple[str, int], int] = {}
    for name, sheet in reading.lists.items():
        old = [row for one in records for row in one.cells.rows.get(name, ())]
        old += [one.row for one in strays if one.field == name]
        lists[name] = [_as_typed(sheet, row) for row in old]
        moved.update(((name, row), plan.FIRST_ROW + at) for at, row in enumerate(old))
    rows = [_as_typed(reading.records, one.cells.row) for one in records]
    return _Kept(records, strays, rows, lists, moved)


def _as_typed(rows: Rows, number: int) -> Row:
    """Return a row as it was typed, numbers and errors too; uncomputed formulas are left out."""
    found: dict[str, Any] = {}
    for name, column in rows.table.columns.items():
        at = (number, column)
        value = rows.values[name].get(at)
        if isinstance(value, Unreadable):
            value = Typed(value.shown, "General") if value.shown else None
        elif value is not None and not isinstance(value, str):
            grid = rows.table.grid
            value = Typed(value, grid.formats.get(grid.covered.get(at, at), "General"))
        found[name] = value
    return found


def _layout(form: Form, kept: _Kept) -> Layout:
    """Return where the columns of the new workbook stand."""
    lists = many_plan.list_sheets(form)
    return Layout(
        _columns(many_plan.records_sheet(form), kept.rows),
        {name: _columns(sheet, kept.lists.get(name, ())) for name, sheet in lists.items()},
    )


def _columns(sheet: Sheet, rows: Sequence[Row]) -> Columns:
    letters = {
        many_plan.pointer_of(field.name): get_column_letter(column)
        for column, field in enumerate(used_columns(sheet, rows), start=1)
    }
    return Columns(sheet.title, letters, "A")


def _of_records(
    layout: Layout, kept: _Kept, failures: Mapping[int, Sequence[Problem]]
) -> Iterator[Problem]:
    for row, record in enumerate(kept.records, start=many_plan.FIRST_ROW):
        lists = {
            name: [kept.moved[name, old] for old in rows]
            for name, rows in record.cells.rows.items()
        }
        cells = Cells(layout, row, lists)
        for one in failures[record.number]:
            yield replace(one, place=cells.place_of(one.pointer))


def _of_strays(layout: Layout, kept: _Kept) -> Iterator[Problem]:
    for one in kept.strays:
        title = layout.lists[one.field].title
        yield replace(one.problem, place=Place(title, kept.moved[one.field, one.row], "A"))
