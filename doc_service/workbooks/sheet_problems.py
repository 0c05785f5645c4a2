"""What is wrong with the sheets themselves: missing, there twice, with columns of no field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from doc_service.forms.fields import Field
from doc_service.problems import Problem
from doc_service.workbooks.cells import Grid
from doc_service.workbooks.sheets import Table, twins, unknown_columns


def no_sheet(field: Field, title: str) -> Iterator[Problem]:
    """Yield a warning, unless the locality does not ask for what the sheet held."""
    if not field.hidden:
        yield Problem(
            f"/{field.name}",
            f"Không tìm thấy trang “{title}” nên không đọc được “{field.label}”.",
            "sheet_missing",
            severity="warning",
        )


def missing_columns(rows: Field, table: Table) -> Iterator[Problem]:
    """Yield an error for each required column that is not there."""
    missing = [one for one in rows.fields if one.required and one.name not in table.columns]
    for column in missing:
        yield Problem(
            f"/{rows.name}",
            f"Trang “{table.grid.title}” thiếu cột “{column.label}”; hãy thêm lại cột với đúng tên "
            "đầu cột này.",
            "column_missing",
            place=table.grid.place((table.head, min(table.columns.values()))),
        )


def strangers(rows: Field, table: Table, grids: Sequence[Grid]) -> Iterator[Problem]:
    """Yield a warning for each column or sheet with content that is not read."""
    for at in unknown_columns(table):
        header = table.grid.text((table.head, at[1])) or "không có tên"
        yield Problem(
            f"/{rows.name}",
            f"Cột “{header[:60]}” không có trong biểu mẫu nên không được đọc.",
            "column_unknown",
            severity="warning",
            place=table.grid.place(at),
        )
    yield from second_sheets(rows, twins(grids, rows, table), table.grid)


def second_sheets(field: Field, others: Iterable[Grid], read_one: Grid) -> Iterator[Problem]:
    """Yield a warning for each further sheet of a field, which is not read."""
    for grid in others:
        yield Problem(
            f"/{field.name}",
            f"Trang “{grid.title}” cũng là trang “{field.label}” nhưng chỉ đọc trang "
            f"“{read_one.title}”; hãy gộp vào một trang.",
            "sheet_twice",
            severity="warning",
            place=grid.place((1, 1)),
        )
