"""The sheet of a list: a row for each of its rows, a column for each thing asked of it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.forms.catalog import Form
from doc_service.forms.fields import Field
from doc_service.workbooks import looks, plan
from doc_service.workbooks.cell_checks import add_check
from doc_service.workbooks.identity import lists_of
from doc_service.workbooks.looks import UNWRAPPED, fit_row, write
from doc_service.workbooks.printing import print_across
from doc_service.workbooks.value_cells import look_of, shown


def rows_sheet(sheet: Worksheet, form: Form, rows: Field, given: Any) -> None:
    """Write the sheet that a clerk fills in.

    Args:
        sheet: an empty one.
        form: the form, for its lists of choices.
        rows: the field; a column that the locality does not ask for is there only if given.
        given: the rows it holds already; anything else is none.
    """
    values = _with_presets(rows, given)
    held = {name for row in values for name in row}
    rows = replace(rows, fields=tuple(c for c in rows.fields if not c.hidden or c.name in held))
    most = rows.max_rows or plan.FORMATTED_ROWS
    formatted = max(min(most, plan.FORMATTED_ROWS), len(values))
    _headers(sheet, rows)
    for column, field in enumerate(rows.fields, start=1):
        write(sheet, plan.NAMES_ROW, column, looks.NOTE, plan.column_name(rows, field))
        look = look_of(field, sample=False)
        for at in range(formatted):
            value = values[at].get(field.name) if at < len(values) else None
            write(sheet, plan.FIRST_ROW + at, column, look, shown(field, value))
        letter = get_column_letter(column)
        last = plan.FIRST_ROW + max(most, formatted) - 1
        prompt = f"{field.help} {rows.help}".strip() if column == 1 else ""
        reach = f"{letter}{plan.FIRST_ROW}:{letter}{last}"
        add_check(sheet, reach, field, lists_of(form), prompt=prompt)
    for at in range(len(values)):
        fit_row(sheet, plan.FIRST_ROW + at, len(rows.fields))
    sheet.row_dimensions[plan.NAMES_ROW].hidden = True


def sample_rows_sheet(sheet: Worksheet, rows: Field, values: Sequence[Mapping[str, Any]]) -> None:
    """Write the sheet that shows an example."""
    rows = replace(rows, fields=rows.asked)
    _headers(sheet, rows)
    write(sheet, 1, 1, looks.TITLE, plan.EXAMPLE_NOTE).alignment = UNWRAPPED
    for column, field in enumerate(rows.fields, start=1):
        look = look_of(field, sample=True)
        for row, value in enumerate(values, start=plan.FIRST_ROW):
            write(sheet, row, column, look, shown(field, value.get(field.name)))
    for row in range(plan.FIRST_ROW, plan.FIRST_ROW + len(values)):
        fit_row(sheet, row, len(rows.fields))


def _headers(sheet: Worksheet, rows: Field) -> None:
    for column, field in enumerate(rows.fields, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = column_width(field)
        look = looks.REQUIRED if field.required else looks.HEADER
        header = f"{field.label} *" if field.required else field.label
        write(sheet, plan.HEADER_ROW, column, look, header)
    fit_row(sheet, plan.HEADER_ROW, len(rows.fields))
    sheet.freeze_panes = f"A{plan.FIRST_ROW}"
    print_across(sheet, title_rows=f"{plan.HEADER_ROW}:{plan.HEADER_ROW}")


_WIDTHS_OF_TEXT: Final = ((1000, 80), (300, 52), (150, 38), (0, 26))
"""Longest text allowed → width of its column, in characters."""


def column_width(field: Field) -> int:
    """Return the width of the column of a field, in characters."""
    if field.kind in ("integer", "date", "time"):
        return 18
    if field.kind == "choice":
        return min(44, max(len(choice.label) for choice in field.choices) + 4)
    longest = field.max_length or 0
    return next(width for at_least, width in _WIDTHS_OF_TEXT if longest >= at_least)


def _with_presets(rows: Field, given: Any) -> list[Mapping[str, Any]]:
    """Return the given rows, then every combination of the preset columns not among them."""
    values = [row for row in given if isinstance(row, Mapping)] if isinstance(given, list) else []
    columns = [column for name in rows.preset if (column := rows.field(name))]
    if not columns:
        return values
    held = {tuple(row.get(column.name) for column in columns) for row in values}
    combined = itertools.product(*([one.code for one in column.choices] for column in columns))
    missing = [codes for codes in combined if codes not in held]
    names = [column.name for column in columns]
    return values + [dict(zip(names, codes, strict=True)) for codes in missing]
