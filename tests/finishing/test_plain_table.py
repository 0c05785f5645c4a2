from __future__ import annotations

import io
import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.finishing.finisher import finish
from doc_service.finishing.metadata import Metadata
from doc_service.finishing.plain_table import PlainTable

from .drawn import drawn

PDF = drawn({"ky_nguoi_ky": (1, 428.85, 462.1)}, pages=3)


def packed() -> bytes:
    """The same, its cross-references in a stream."""
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as pdf:
        pdf.save(held, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return held.getvalue()


def revised() -> bytes:
    return finish(PDF, Metadata("Kế hoạch", "Đảng ủy"), sign=True, pt=14, blank_lines=4).content


def test_every_object_is_found_alone_and_among_all() -> None:
    table = PlainTable.of(PDF)
    found = {int(one[1]): one.start() for one in re.finditer(rb"^(\d+) 0 obj", PDF, re.MULTILINE)}
    assert found
    assert {number: table.offset(number) for number in found} == found
    spans = table.spans()
    assert {int(number): begin for number, (begin, _) in spans.items()} == found
    whole = sorted(spans.values())
    assert [end for _, end in whole] == [*(begin for begin, _ in whole[1:]), table.at]
    assert table.trailer.startswith(b"trailer")


@given(st.integers())
def test_a_number_that_no_object_has_is_none(number: int) -> None:
    table = PlainTable.of(PDF)
    if not 0 < number < table.size:
        with pytest.raises(KeyError):
            table.offset(number)


@pytest.mark.parametrize("content", [packed(), revised(), b"", b"%PDF-1.6\n", PDF[:-9], PDF * 2])
def test_a_file_that_is_written_in_another_way_has_no_plain_table(content: bytes) -> None:
    with pytest.raises(ValueError, match="table of cross-references"):
        PlainTable.of(content)
