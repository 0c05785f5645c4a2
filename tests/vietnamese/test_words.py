from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.vietnamese.words import word_count, word_count_like_word


@pytest.mark.parametrize(
    ("text", "counted", "in_word"),
    [
        ("", 0, 0),
        ("Dân vận khéo", 3, 3),
        ("văn hóa - xã hội", 4, 5),
        ("văn hóa – xã hội …", 4, 6),
        ("• Mô hình 1", 3, 4),
        ("05 mô hình,\n 01 tập thể", 6, 6),
        ("“Dân vận khéo” *** (2026)", 4, 5),
        ("02-03 ảnh và/hoặc video", 4, 4),
        ("ngày\u00a005", 2, 2),
    ],
)
def test_words_are_the_pieces_between_spaces_that_say_something(
    text: str, counted: int, in_word: int
) -> None:
    assert word_count(text) == counted
    assert word_count_like_word(text) == in_word


@given(st.text())
def test_the_form_of_the_accents_does_not_change_the_count(text: str) -> None:
    nfd = unicodedata.normalize("NFD", text)
    assert word_count(nfd) == word_count(unicodedata.normalize("NFC", text))


@given(st.text())
def test_word_never_shows_fewer(text: str) -> None:
    assert word_count(text) <= word_count_like_word(text)
