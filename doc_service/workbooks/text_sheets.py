"""The sheet of a running text: one wide column, a paragraph a cell."""

from __future__ import annotations

from typing import Any, Final

from openpyxl.worksheet.worksheet import Worksheet

from doc_service.forms.fields import Field
from doc_service.narrative.outline import sections_from_json
from doc_service.narrative.parsing import write_outline
from doc_service.workbooks import looks, plan
from doc_service.workbooks.looks import Look, fit_row, write
from doc_service.workbooks.printing import print_across

_WIDTH: Final = 112
"""Characters of the column: the text of a portrait page and a half."""


def text_sheet(sheet: Worksheet, field: Field, value: Any) -> None:
    """Write the sheet that a clerk fills in, or pastes a text of Word into.

    Args:
        sheet: an empty one.
        field: the running text.
        value: what it holds already: outline text, a tree of sections, or None.
    """
    lines = outline_lines(field, value)
    write(sheet, plan.NAMES_ROW, 1, looks.NOTE, plan.text_name(field))
    sheet.row_dimensions[plan.NAMES_ROW].hidden = True
    _head(sheet, field)
    _lines(sheet, looks.TEXT, lines)
    last = plan.TEXT_FIRST_ROW + plan.FORMATTED_ROWS
    for row in range(plan.TEXT_FIRST_ROW + len(lines), last):
        write(sheet, row, 1, looks.TEXT)


def sample_text_sheet(sheet: Worksheet, field: Field, value: Any) -> None:
    """Write the sheet that shows an example."""
    _head(sheet, field)
    write(sheet, 1, 1, looks.TITLE, plan.EXAMPLE_NOTE)
    _lines(sheet, looks.SAMPLE_TEXT, outline_lines(field, value))


def outline_lines(field: Field, value: Any) -> list[str]:
    """Return a running text as the lines of its outline; a blank one parts two tables."""
    if value is None:
        return []
    if not isinstance(value, str):
        value = write_outline(sections_from_json(value, f"/{field.name}", field.label)[0])
    lines: list[str] = value.strip("\n").split("\n")
    return lines


def _head(sheet: Worksheet, field: Field) -> None:
    sheet.column_dimensions["A"].width = _WIDTH
    write(sheet, plan.TEXT_HEADER_ROW - 1, 1, looks.NOTE, f"{field.help} {plan.TEXT_HINT}".strip())
    look = looks.REQUIRED if field.required else looks.HEADER
    header = f"{field.label} *" if field.required else field.label
    write(sheet, plan.TEXT_HEADER_ROW, 1, look, header)
    fit_row(sheet, plan.TEXT_HEADER_ROW - 1, 1)
    sheet.freeze_panes = f"A{plan.TEXT_FIRST_ROW}"
    print_across(sheet, title_rows=f"{plan.TEXT_HEADER_ROW}:{plan.TEXT_HEADER_ROW}")


def _lines(sheet: Worksheet, look: Look, lines: list[str]) -> None:
    for row, line in enumerate(lines, start=plan.TEXT_FIRST_ROW):
        write(sheet, row, 1, look, line or None)
        fit_row(sheet, row, 1)
