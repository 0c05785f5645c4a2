"""`python -m docs.contact_sheet FOLDER`: one PNG with the first page of every PDF in a folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

COLUMNS: Final = 8
CELL: Final = (300, 330)
"""Pixels of one cell: room for a page that stands or lies, and its name below."""

_SCALE: Final = 0.34
"""Of 72 dots to the inch: an A4 page becomes 202 × 286 pixels."""


def first_page(pdf: Path) -> Image.Image:
    """Return a small picture of a PDF's first page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[0].render(scale=_SCALE).to_pil()
    finally:
        document.close()


def contact_sheet(folder: Path) -> Image.Image:
    """Return the first pages of all PDFs of a folder side by side, by name."""
    pdfs = sorted(folder.glob("*.pdf"))
    if not pdfs:
        raise SystemExit(f"Không có PDF nào trong {folder}.")
    width, height = CELL
    sheet = Image.new("RGB", (COLUMNS * width, -(-len(pdfs) // COLUMNS) * height), "#dfe3e8")
    draw, font = ImageDraw.Draw(sheet), ImageFont.load_default(12)
    for at, pdf in enumerate(pdfs):
        left, top = at % COLUMNS * width, at // COLUMNS * height
        page = first_page(pdf)
        sheet.paste(page, (left + (width - page.width) // 2, top + (300 - page.height) // 2))
        draw.text((left + 8, top + 306), pdf.stem, "#1f2933", font)
    return sheet


def main(folder: Path) -> None:
    """Write `tat-ca.png` beside the PDFs."""
    target = folder / "tat-ca.png"
    contact_sheet(folder).save(target)
    sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
