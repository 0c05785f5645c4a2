"""Plain lists as workbooks: written row by row, for lists of any length."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

_FACE: Final = "Times New Roman"
_LONGEST: Final = 32_767
"""Characters that a cell of Excel holds."""


class Column(NamedTuple):
    """A column: what stands above it, and how wide it is in digits."""

    heading: str
    width: float


def listing(title: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a workbook of one sheet: a title, headings that stay in sight, a filter, the rows.

    Args:
        title: of the list.
        columns: from the left.
        rows: values of each row; numbers stay numbers, everything else is text.
    """
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Danh mục")
    for number, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "2:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    bold = Font(name=_FACE, size=12, bold=True)
    top = Alignment(vertical="top", wrap_text=True)
    line = Side(style="thin", color="FFBFBFBF")
    box = Border(left=line, right=line, top=line, bottom=line)
    head = WriteOnlyCell(sheet, value=_fit(title))
    head.font = Font(name=_FACE, size=14, bold=True)
    sheet.append([head])
    sheet.append([_cell(sheet, one.heading, bold, top, box, "FFEDEDED") for one in columns])
    plain = Font(name=_FACE, size=12)
    last = 2
    for row in rows:
        sheet.append([_cell(sheet, value, plain, top, box) for value in row])
        last += 1
    sheet.auto_filter.ref = f"A2:{get_column_letter(len(columns))}{last}"
    held = io.BytesIO()
    workbook.save(held)
    return held.getvalue()


def _cell(
    sheet: WriteOnlyWorksheet,
    value: object,
    font: Font,
    align: Alignment,
    box: Border,
    fill: str = "",
) -> Cell:
    cell: Cell = WriteOnlyCell(sheet, value=value if isinstance(value, int) else _fit(str(value)))
    if isinstance(value, str):
        cell.data_type = "s"  # never a formula, whatever it begins with
    cell.font, cell.alignment, cell.border = font, align, box
    if fill:
        cell.fill = PatternFill("solid", fgColor=fill)
    return cell


def _fit(text: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", text)[:_LONGEST]
