"""The picture of all first pages that `make demo` ends with."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfWriter

from docs.contact_sheet import CELL, COLUMNS, main


def pdf(path: Path, width: float, height: float) -> None:
    writer = PdfWriter()
    writer.add_blank_page(width, height)
    writer.add_blank_page(width, height)
    writer.write(path)


def test_every_pdf_of_a_folder_shows_its_first_page(tmp_path: Path) -> None:
    for number in range(COLUMNS + 1):
        pdf(tmp_path / f"{number:02d}.pdf", *((595, 842) if number % 2 else (842, 595)))
    main(tmp_path)
    sheet = Image.open(tmp_path / "tat-ca.png").convert("RGB")
    assert sheet.size == (COLUMNS * CELL[0], 2 * CELL[1])
    middle = [(at % COLUMNS * CELL[0] + 150, at // COLUMNS * CELL[1] + 150) for at in range(10)]
    white = [sheet.getpixel(one) == (255, 255, 255) for one in middle]
    assert white == [True] * (COLUMNS + 1) + [False] * (9 - COLUMNS)


def test_a_folder_without_pdfs_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="Không có PDF nào"):
        main(tmp_path)
