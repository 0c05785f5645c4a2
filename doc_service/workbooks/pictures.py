"""Pictures of a document in a sheet, where its paragraphs stand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Final

from openpyxl.drawing.image import Image
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.xdr import XDRPositiveSize2D
from openpyxl.worksheet.worksheet import Worksheet

from doc_service.workbooks.layout import Paragraph
from doc_service.workbooks.text_cells import Box, paragraph_height

_EMU_PER_PT: Final = 12_700


def place_pictures(
    sheet: Worksheet, box: Box, paragraphs: Sequence[Paragraph], widths: Sequence[float]
) -> None:
    """Lay the pictures of paragraphs over their box, in the middle of its width.

    Args:
        sheet: where.
        box: the cells that the paragraphs were set in.
        paragraphs: they leave room for their pictures.
        widths: of the columns of the sheet, in points.
    """
    width = sum(widths[box.left - 1 : box.right])
    top = 0.0
    for paragraph in paragraphs:
        below = top + paragraph.look.before
        for picture in paragraph.pictures:
            column, left = box.left, max((width - picture.width) / 2, 0)
            while left > widths[column - 1] and column < box.right:
                left -= widths[column - 1]
                column += 1
            image = Image(io.BytesIO(picture.content))
            image.anchor = OneCellAnchor(
                _from=AnchorMarker(column - 1, _emu(left), box.top - 1, _emu(below)),
                ext=XDRPositiveSize2D(_emu(picture.width), _emu(picture.height)),
            )
            sheet.add_image(image)
            below += picture.height
        top += paragraph_height(paragraph, width)


def _emu(points: float) -> int:
    return round(points * _EMU_PER_PT)
