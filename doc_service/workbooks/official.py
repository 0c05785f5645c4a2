"""The official document as a workbook: what the DOCX shows, in the cells of one sheet.

The columns are those of the main table, so that its data can be sorted and copied; the letterhead
and the signature are merged over the columns nearest to their halves.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from openpyxl.workbook import Workbook
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.workbooks.layout import Document, Page, Table, read_layout
from doc_service.workbooks.looks import FONT
from doc_service.workbooks.printing import fit_to_width, keep_on_one_page
from doc_service.workbooks.saving import STAMP, new_workbook_bytes
from doc_service.workbooks.setting import Setter

SHEET: Final = "Văn bản"

_BEFORE_NOTES_PT: Final = 12


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
    setter = Setter(sheet, _columns(document))
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
    if setter.closing:
        page = document.page
        room = page.height - page.margins["top"] - page.margins["bottom"]
        keep_on_one_page(sheet, *setter.closing, page_pt=room, repeated=setter.header_rows)
    else:
        fit_to_width(sheet)
    return new_workbook_bytes(workbook, _stamp(document.created))


def _columns(document: Document) -> tuple[float, ...]:
    """Return the widths of the columns: those of the table with borders, or any table there is."""
    tables = [block for block in document.blocks if isinstance(block, Table) and block.widths]
    if not tables:
        return (document.page.text_width,)
    return max(tables, key=lambda table: (table.boxed, len(table.widths))).widths


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
