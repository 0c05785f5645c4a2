from __future__ import annotations

import pytest

from doc_service.conversion.pdf import fault


@pytest.mark.parametrize("end", [b"%%EOF", b"%%EOF\n", b"%%EOF \r\n\r\n"])
def test_a_whole_pdf_has_no_fault(end: bytes) -> None:
    assert fault(b"%PDF-1.7\n" + bytes(5000) + end, 1) == ""


@pytest.mark.parametrize(
    ("content", "pages", "said"),
    [
        (b"", 1, "no output"),
        (b"<html>%%EOF", 1, "begins with"),
        (b"%PDF-1.7 half", 1, "has no end"),
        (b"%PDF-1.7 %%EOF and more", 1, "has no end"),
        (b"%PDF-1.7 %%EOF", 0, "no page"),
    ],
)
def test_anything_less_is_a_fault(content: bytes, pages: int, said: str) -> None:
    assert said in fault(content, pages)
