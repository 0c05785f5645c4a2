"""The official document as a workbook: what the DOCX shows, in the cells of one sheet.

The columns are those of the main table, so that its data can be sorted and copied; the letterhead
and the signature are merged over the columns nearest to their halves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.workbooks.columns import column_widths
from doc_service.workbooks.layout import Page, Table, read_layout
from doc_service.workbooks.looks import FONT
from doc_service.workbooks.printing import fit_to_width, paginate, print_scaled
from doc_service.workbooks.saving import STAMP, new_workbook_bytes
from doc_service.workbooks.setting import SetTable, Setter

SHEET: Final = "Văn bản"

_BEFORE_NOTES_PT: Final = 12
_ROW_PT: Final = 15
"""Height of a row that says none."""


def official_workbook(docx: bytes) -> bytes:
    """Return an official document as XLSX; the same document gives the same bytes.

    Raises:
        InvalidTemplate: the document is not a DOCX.
    """
    document = read_layout(docx)
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = SHEET
    workbook.properties.title = document.title
    workbook.properties.creator = document.author
    setter = Setter(sheet, column_widths(document))
    for block in document.blocks:
        if isinstance(block, Table):
            setter.table(block)
        else:
            setter.paragraph(block)
    if document.footnotes:
        setter.gap(_BEFORE_NOTES_PT)
    for note in document.footnotes:
        setter.paragraph(note)
    setter.finish()
    _page_setup(sheet, document.page)
    _pages(sheet, document.page, setter)
    return new_workbook_bytes(workbook, _stamp(document.created))


def _pages(sheet: Worksheet, page: Page, setter: Setter) -> None:
    """Break the pages where the document does, and repeat the heading of the longest table."""
    room = page.height - page.margins["top"] - page.margins["bottom"]
    heights = {row: sheet.row_dimensions[row].height or _ROW_PT for row in range(1, setter.row)}
    as_set = paginate(heights, room, kept=setter.kept, new_pages=setter.new_pages)
    repeated = _repeated(setter.tables, as_set.of_row)
    if repeated:
        sheet.print_title_rows = f"{repeated[0]}:{repeated[1]}"
    if setter.kept or setter.new_pages:
        pages = paginate(
            heights, room, kept=setter.kept, new_pages=setter.new_pages, repeated=repeated
        )
        print_scaled(sheet, pages.breaks)
    else:
        fit_to_width(sheet)


def _repeated(tables: Sequence[SetTable], page_of: Mapping[int, int]) -> tuple[int, int] | None:
    """Return the heading to repeat, of the table that runs on over most pages.

    Excel repeats it to the end: no table is worth it that more pages follow than it takes up.
    """
    last = max(page_of.values(), default=1)
    ranked = sorted(tables, key=lambda table: page_of[table.last] - page_of[table.header[0]])
    for table in ranked[-1:]:
        runs_on = page_of[table.last] - page_of[table.header[0]]
        follow = last - page_of[table.last]
        if runs_on > follow or not follow:
            return table.header
    return None


def _stamp(created: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(created).replace(tzinfo=None)
    except ValueError:
        return STAMP


def _page_setup(sheet: Worksheet, page: Page) -> None:
    """Set paper and margins as the document has them, and the page number as NĐ 30 and HD 36 do."""
    sheet.page_setup.orientation = "landscape" if page.width > page.height else "portrait"
    sheet.page_margins = PageMargins(**{name: pt / 72 for name, pt in page.margins.items()})
    sheet.print_options.horizontalCentered = True
    header = HeaderFooterItem()
    header.center.text, header.center.font, header.center.size = "&P", f"{FONT},Regular", 14
    sheet.HeaderFooter = HeaderFooter(differentFirst=page.unnumbered_first, oddHeader=header)
