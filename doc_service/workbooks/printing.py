"""How the sheets of a workbook for clerks print."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.workbooks.saving import UNIT_PT

A4: Final = 9
"""ECMA-376 part 1 §18.3.1.63, paperSize."""


def print_across(sheet: Worksheet, *, title_rows: str) -> None:
    """Print a sheet on landscape A4, all its columns on one page, `title_rows` on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_margins = PageMargins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.print_title_rows = title_rows
    fit_to_width(sheet)


_READABLE: Final = 0.6
"""Smallest share of its size at which text of 12 points is still read on paper."""

_ACROSS_PT: Final = 770
"""Points between the margins of landscape A4."""


def print_wide(
    sheet: Worksheet, *, title_rows: str, title_columns: str, widths: Sequence[float]
) -> None:
    """Print a sheet of many columns on as few landscape pages across as can be read.

    Args:
        sheet: the sheet.
        title_rows: rows printed on every page.
        title_columns: columns printed on every page.
        widths: of its columns, in characters.
    """
    print_across(sheet, title_rows=title_rows)
    sheet.print_title_cols = title_columns
    natural = sum(widths) * UNIT_PT
    sheet.page_setup.fitToWidth = max(1, math.ceil(natural * _READABLE / _ACROSS_PT))


SCALE: Final = 95
"""Per cent: room for programs that set columns a little wider than others."""

_NEAR: Final = 0.97
"""Share of a page counted on: programs and printers differ a little in what fits."""


@dataclass(frozen=True, slots=True)
class Pages:
    """What falls on which page."""

    of_row: Mapping[int, int]
    breaks: tuple[int, ...]
    """Rows before which a page has to be broken by hand."""


def paginate(
    heights: Mapping[int, float],
    page_pt: float,
    *,
    kept: Sequence[tuple[int, int]] = (),
    new_pages: Sequence[int] = (),
    repeated: tuple[int, int] | None = None,
) -> Pages:
    """Foresee the pages of a sheet that is printed at `SCALE`.

    Args:
        heights: row → its height in points, from the first row to the last.
        page_pt: points between the top and the bottom margin.
        kept: first and last rows of what no page may divide, as far as it fits on one.
        new_pages: rows that begin a page.
        repeated: first and last of the rows printed again on every page after their own.
    """
    room = page_pt / SCALE * 100 * _NEAR
    again = sum(heights[row] for row in range(repeated[0], repeated[1] + 1)) if repeated else 0.0
    # of several that begin with a row the longest counts, and each is longer than the one before
    blocks = {first: sum(heights[row] for row in range(first, last + 1)) for first, last in kept}
    used, page, top = 0.0, 1, 0.0
    of_row: dict[int, int] = {}
    breaks: list[int] = []
    for row, height in heights.items():
        block = blocks.get(row, 0.0)
        by_hand = row in new_pages or (used + block > room and again + block <= room)
        if (by_hand or used + height > room) and used > top:
            top = again if repeated and row > repeated[1] else 0.0
            used, page = top, page + 1
            breaks += [row] if by_hand else []
        used += height
        of_row[row] = page
    return Pages(of_row, tuple(breaks))


def print_scaled(sheet: Worksheet, breaks: Sequence[int]) -> None:
    """Print a sheet at `SCALE` and break the pages before some rows.

    Excel ignores breaks set by hand where a sheet is fitted to the page; so this one is scaled.
    """
    sheet.page_setup.paperSize = A4
    sheet.page_setup.scale = SCALE
    for row in breaks:
        sheet.row_breaks.append(Break(id=row - 1))


def fit_to_width(sheet: Worksheet) -> None:
    """Print a sheet on A4, one page wide and as many high as it takes."""
    sheet.page_setup.paperSize = A4
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
