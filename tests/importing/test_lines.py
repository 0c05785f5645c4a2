from __future__ import annotations

import codecs

import pytest

from doc_service.errors import InputError
from doc_service.importing.lines import MAX_LINES, decode, split_lines

TEXT = "Đảng ủy xã"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    ],
)
def test_unicode_is_read_with_and_without_its_mark(content: bytes) -> None:
    assert decode(content) == TEXT


def test_another_encoding_is_refused_with_the_way_out() -> None:
    with pytest.raises(InputError, match="không dùng bảng mã Unicode.*Save As.*UTF-8"):
        decode("Đảng ủy".encode("cp1258", "replace"))


def test_utf_16_without_its_mark_is_refused() -> None:
    with pytest.raises(InputError, match="không phải tệp văn bản"):
        decode("Ban".encode("utf-16-le"))


def test_lines_are_composed_and_single_spaced() -> None:
    assert [line.text for line in split_lines("  Đa\u0309ng \u00a0 u\u0309y\t xa\u0303  ")] == [
        "Đảng ủy xã"
    ]


def test_lines_know_their_number_their_gap_and_their_edges() -> None:
    first, second = split_lines("a \r\n\r\n\r\n   b")
    assert (first.number, first.gap, first.indent, first.blank_at_end) == (1, 0, 0, True)
    assert (second.number, second.gap, second.indent, second.blank_at_end) == (4, 2, 3, False)


@pytest.mark.parametrize("text", ["a\n\fb", "a\f\nb", "a\n\f\nb"])
def test_a_form_feed_begins_a_page(text: str) -> None:
    lines = split_lines(text)
    assert [line.text for line in lines] == ["a", "b"]
    assert lines[1].starts_page


def test_a_rule_glued_to_the_text_after_it_is_a_line_of_its_own() -> None:
    assert [line.text for line in split_lines("----Thực hiện\n-----\n- Có")] == [
        "----",
        "Thực hiện",
        "-----",
        "- Có",
    ]


def test_characters_that_no_document_can_hold_are_dropped() -> None:
    assert [line.text for line in split_lines("a\x07b\ufffe")] == ["ab"]


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(InputError, match="Hãy tách tệp"):
        split_lines("a\n" * (MAX_LINES + 1))


def test_a_text_of_too_many_characters_is_refused() -> None:
    with pytest.raises(InputError, match="2 triệu chữ cái"):
        split_lines("a" * 2_000_001)
