"""Writing the sheets of a workbook of many records.

Columns carry the formats, not cells: a sheet for fifty thousand rows is as small as one for ten.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from openpyxl.styles import Border
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.forms.fields import Field
from doc_service.workbooks import looks, many_plan, plan
from doc_service.workbooks.cell_checks import add_check
from doc_service.workbooks.identity import Lists
from doc_service.workbooks.looks import UNWRAPPED, Look, cell_of, fit_row, put, write
from doc_service.workbooks.many_plan import Sheet
from doc_service.workbooks.printing import print_wide
from doc_service.workbooks.row_sheets import column_width
from doc_service.workbooks.text_sheets import outline_lines
from doc_service.workbooks.value_cells import look_of, shown, value_at

_CODE_WIDTH: Final = 14
_WIDEST: Final = 52
"""Characters: a sheet of many columns has no room for wider ones."""

_HIGHEST_PT: Final = 150
"""Height of a row that already holds something: more than that hides its neighbours."""

_HINT: Final = (
    "Mỗi dòng một văn bản; cột có dấu * là bắt buộc. Trong ô, xuống dòng bằng Alt+Enter. "
    "Cách điền đầy đủ ở trang “Hướng dẫn”."
)
_LIST_PROMPT: Final = "Mã của văn bản mà dòng này thuộc về, như ghi ở trang “Các văn bản”."
_TWICE: Final = "Mã này đã dùng cho một văn bản khác. Mỗi văn bản một mã riêng."
_NOWHERE: Final = "Chưa có văn bản nào mang mã này ở trang “Các văn bản”. Vẫn ghi mã này?"

Row = Mapping[str, Any]
"""Name of a column → what its cell shows: text, a number, a day, or `Typed`."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed that is no text: its number format tells what was meant."""

    value: Any
    number_format: str


def records_row(sheet: Sheet, code: str, data: Mapping[str, Any]) -> Row:
    """Return the row of one document: its data as cells show them."""
    row: dict[str, Any] = {many_plan.CODE: code}
    for field in sheet.rows.fields[1:]:
        value = value_at(data, field.name)
        if field.kind == "narrative":
            value = "\n".join(outline_lines(field, value))
        row[field.name] = shown(field, value)
    return row


def list_rows(sheet: Sheet, code: str, given: Any) -> list[Row]:
    """Return the rows of a list of one document; what is no row is left out."""
    values = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []
    fields = sheet.rows.fields[1:]
    return [
        {many_plan.CODE: code, **{one.name: shown(one, row.get(one.name)) for one in fields}}
        for row in values
    ]


def used_columns(sheet: Sheet, rows: Sequence[Row]) -> list[Field]:
    """Return the columns a sheet needs: those asked for, and those that hold something."""
    held = {name for row in rows for name, value in row.items() if value is not None}
    return [one for one in sheet.rows.fields if not one.hidden or one.name in held]


def write_records(
    target: Worksheet, sheet: Sheet, title: str, rows: Sequence[Row], lists: Lists
) -> None:
    """Write the sheet of documents that a clerk fills in; `title` is the form's."""
    fields = used_columns(sheet, rows)
    _across(target, 2, looks.TITLE, title, len(fields))
    _across(target, 3, looks.NOTE, _HINT, len(fields))
    _groups(target, sheet, fields, many_plan.GROUP_ROW)
    _headers(target, fields, many_plan.HEADER_ROW)
    _columns(target, sheet, fields, many_plan.FIRST_ROW, lists)
    reach = _reach("A", many_plan.FIRST_ROW, sheet.most)
    first = f"$A${many_plan.FIRST_ROW}"
    last = f"$A${many_plan.FIRST_ROW + sheet.most - 1}"
    once = DataValidation(
        type="custom", formula1=f"COUNTIF({first}:{last},A{many_plan.FIRST_ROW})=1"
    )
    _check_code(target, once, reach, fields[0].help, _TWICE)
    write_rows(target, fields, rows, many_plan.FIRST_ROW)
    _page(target, fields, f"{many_plan.GROUP_ROW}:{many_plan.HEADER_ROW}", many_plan.FIRST_ROW)


def write_list(target: Worksheet, sheet: Sheet, rows: Sequence[Row], lists: Lists) -> None:
    """Write the sheet of a list that a clerk fills in."""
    fields = used_columns(sheet, rows)
    _headers(target, fields, plan.HEADER_ROW)
    _columns(target, sheet, fields, plan.FIRST_ROW, lists)
    known = DataValidation(type="list", formula1=f"={many_plan.CODES}")
    reach = _reach("A", plan.FIRST_ROW, sheet.most)
    _check_code(target, known, reach, _LIST_PROMPT, _NOWHERE)
    write_rows(target, fields, rows, plan.FIRST_ROW)
    _page(target, fields, f"{plan.HEADER_ROW}:{plan.HEADER_ROW}", plan.FIRST_ROW)


def write_sample(target: Worksheet, sheet: Sheet, rows: Sequence[Row]) -> None:
    """Write the sheet that shows an example; the reader passes it over."""
    fields = [one for one in sheet.rows.fields if not one.hidden]
    first = plan.FIRST_ROW
    _across(target, 1, looks.TITLE, plan.EXAMPLE_NOTE, len(fields))
    if sheet.groups:
        _groups(target, sheet, fields, first - 1)
        first += 1
    _headers(target, fields, first - 1)
    for column, field in enumerate(fields, start=1):
        look = look_of(field, sample=True)
        for at, row in enumerate(rows, start=first):
            write(target, at, column, look, row.get(field.name))
    _fit_rows(target, fields, first, len(rows))
    _page(target, fields, f"2:{first - 1}", first)


def write_rows(target: Worksheet, fields: Sequence[Field], rows: Sequence[Row], first: int) -> None:
    """Write rows below the headers, each cell in the format of its column."""
    for column, field in enumerate(fields, start=1):
        named = cell_of(target, plan.NAMES_ROW, column)
        for at, row in enumerate(rows, start=first):
            value = row.get(field.name)
            if value is not None:
                cell = cell_of(target, at, column)
                _look_alike(cell, named)
                if isinstance(value, Typed):
                    cell.value, cell.number_format = value.value, value.number_format
                else:
                    put(cell, value)
    _fit_rows(target, fields, first, len(rows))


def _fit_rows(target: Worksheet, fields: Sequence[Field], first: int, count: int) -> None:
    for row in range(first, first + count):
        fit_row(target, row, len(fields), most=_HIGHEST_PT)


def _columns(
    target: Worksheet, sheet: Sheet, fields: Sequence[Field], first: int, lists: Lists
) -> None:
    """Give every column its hidden machine name, its format, and what Excel checks in it."""
    for column, field in enumerate(fields, start=1):
        name = plan.column_name(sheet.rows, field)
        named = write(target, plan.NAMES_ROW, column, look_of(field, sample=False), name)
        letter = get_column_letter(column)
        _look_alike(target.column_dimensions[letter], named)
        if column > 1:
            add_check(target, _reach(letter, first, sheet.most), field, lists)
    target.row_dimensions[plan.NAMES_ROW].hidden = True


def _look_alike(styled: Any, model: Any) -> None:
    """Give a cell or a column the style of another; by name it takes a hundred times as long."""
    styled._style = copy.copy(model._style)


def _check_code(
    target: Worksheet, check: DataValidation, reach: str, prompt: str, error: str
) -> None:
    check.allow_blank = True
    check.showInputMessage = check.showErrorMessage = True
    check.promptTitle, check.prompt = "Mã", prompt
    # a code may be typed before the document it belongs to
    check.errorStyle, check.errorTitle, check.error = "warning", "Xem lại mã", error
    check.add(reach)
    target.add_data_validation(check)


def _headers(target: Worksheet, fields: Sequence[Field], row: int) -> None:
    for column, field in enumerate(fields, start=1):
        width = _CODE_WIDTH if field.name == many_plan.CODE else _width(field)
        target.column_dimensions[get_column_letter(column)].width = width
        look: Look = looks.REQUIRED if field.required else looks.HEADER
        write(target, row, column, look, f"{field.label} *" if field.required else field.label)
    fit_row(target, row, len(fields))


def _width(field: Field) -> int:
    return _WIDEST if field.kind == "narrative" else min(column_width(field), _WIDEST)


def _across(target: Worksheet, row: int, look: Look, text: str, columns: int) -> None:
    """Write a line over the whole width, from the first column that is not on every page."""
    for column in range(1, columns + 1):
        write(target, row, column, look, text if column == 2 else None).alignment = UNWRAPPED


def _groups(target: Worksheet, sheet: Sheet, fields: Sequence[Field], row: int) -> None:
    """Write the headings that neighbours share; not merged, so that columns can be moved."""
    names = [sheet.groups.get(field.name, "") for field in fields]
    for at, name in enumerate(names):
        is_first, is_last = names[at - 1 : at] != [name], names[at + 1 : at + 2] != [name]
        cell = write(target, row, at + 1, looks.SECTION, name if is_first and name else None)
        cell.alignment = UNWRAPPED
        sides = copy.copy(cell.border)
        cell.border = Border(
            left=sides.left if is_first else None,
            right=sides.right if is_last else None,
            top=sides.top,
            bottom=sides.bottom,
        )


def _page(target: Worksheet, fields: Sequence[Field], title_rows: str, first: int) -> None:
    target.freeze_panes = f"B{first}"
    widths = [
        target.column_dimensions[get_column_letter(column)].width
        for column in range(1, len(fields) + 1)
    ]
    print_wide(target, title_rows=title_rows, title_columns="A:A", widths=widths)


def _reach(letter: str, first: int, most: int) -> str:
    return f"{letter}{first}:{letter}{first + most - 1}"
