"""How the sheets of a workbook for clerks print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

A4: Final = 9
"""ECMA-376 part 1 §18.3.1.63, paperSize."""


def print_across(sheet: Worksheet, *, title_rows: str) -> None:
    """Print a sheet on landscape A4, all its columns on one page, `title_rows` on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.print_title_rows = title_rows
    fit_to_width(sheet)


SCALE: Final = 95
"""Per cent: room for programs that set columns a little wider than others."""

_NEAR: Final = 0.97
"""Share of a page counted on: programs and printers differ a little in what fits."""


def keep_on_one_page(
    sheet: Worksheet, first: int, last: int, *, page_pt: float, repeated: Sequence[int]
) -> None:
    """Print a sheet at a fixed scale and break the page before rows that would be divided.

    Excel ignores breaks set by hand where a sheet is fitted to the page; so this one is scaled.

    Args:
        sheet: every row has its height set.
        first: the first row that belongs with the others.
        last: the last one.
        page_pt: points between the top and the bottom margin.
        repeated: rows printed again on every further page.
    """
    sheet.page_setup.paperSize = A4
    sheet.page_setup.scale = SCALE
    room = page_pt / SCALE * 100 * _NEAR
    heights = {row: sheet.row_dimensions[row].height or 15.0 for row in range(1, last + 1)}
    again = sum(heights[row] for row in repeated)
    used, page, pages = 0.0, 1, {}
    for row, height in heights.items():
        if used + height > room and used:
            used, page = again, page + 1
        used += height
        pages[row] = page
    fits = again + sum(heights[row] for row in range(first, last + 1)) <= room
    if fits and pages[first] != pages[last]:
        sheet.row_breaks.append(Break(id=first - 1))


def fit_to_width(sheet: Worksheet) -> None:
    """Print a sheet on A4, one page wide and as many high as it takes."""
    sheet.page_setup.paperSize = A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
