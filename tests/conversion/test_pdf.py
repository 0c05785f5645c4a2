from __future__ import annotations

import zlib

import pytest

from doc_service.conversion.pdf import fault, page_count


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


TREE = b"<</Type/Pages\n/Resources 10 0 R\n/MediaBox[ 0 0 595 842 ]\n/Kids[ 1 0 R ]\n/Count 82>>"


def test_the_pages_are_those_of_the_root_of_the_page_tree() -> None:
    branch = TREE.replace(b"82", b"40")
    assert page_count(b"%PDF-1.7\n" + branch + TREE + branch + b"%%EOF") == 82


def test_the_pages_are_found_among_compressed_objects() -> None:
    stream = b"<</Type/ObjStm/N 1/First 4>>\nstream\n" + zlib.compress(TREE) + b"\nendstream"
    assert page_count(b"%PDF-1.7\n" + stream + b"%%EOF") == 82


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.7 %%EOF",
        b"<</Type/Outlines/Count 3>>",
        b"<</Length 99>>\nstream\n" + TREE + b"\nendstream",
        b"<</Type/ObjStm>>\nstream\nnot compressed\nendstream",
    ],
    ids=["empty", "bare", "outlines", "a text that looks like it", "broken"],
)
def test_what_is_no_page_tree_has_no_pages(content: bytes) -> None:
    assert page_count(content) == 0
