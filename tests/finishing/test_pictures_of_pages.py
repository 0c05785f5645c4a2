from __future__ import annotations

import io

import pytest
from PIL import Image

from doc_service.errors import FinishingError
from doc_service.finishing.pictures_of_pages import picture_of_page
from tests.finishing.drawn import drawn


def size(png: bytes) -> tuple[int, int]:
    with Image.open(io.BytesIO(png)) as image:
        assert image.format == "PNG"
        return image.size


def test_a_page_that_stands_is_as_wide_as_asked_and_higher() -> None:
    assert size(picture_of_page(drawn(), width=280)) == (280, 397)


def test_a_page_that_lies_is_as_wide_and_less_high() -> None:
    assert size(picture_of_page(drawn(paper=(0, 0, 842, 595)), width=280)) == (280, 198)


def test_any_page_can_be_asked_for_and_one_that_is_not_there_is_refused() -> None:
    assert size(picture_of_page(drawn(pages=2), width=100, page=1))[0] == 100
    for page in (2, -1):
        with pytest.raises(FinishingError, match="không có trang"):
            picture_of_page(drawn(pages=2), width=100, page=page)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(FinishingError, match="Không đọc được"):
        picture_of_page(b"PK\x03\x04", width=100)
