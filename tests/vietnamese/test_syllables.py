from __future__ import annotations

import unicodedata

import pytest

from doc_service.vietnamese.syllables import is_syllable

SENTENCE = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập Tự do Hạnh phúc phong trào thi đua Dân vận khéo "
    "nghiêng ngả khuya khoắt quyết chuyện giếng gì quỳnh thuở ngoằn ngoèo xoong huỵch y tế uống ượt"
)


@pytest.mark.parametrize("word", sorted(set(SENTENCE.split())))
def test_vietnamese_words_are_syllables_in_any_case_or_form(word: str) -> None:
    for form in (word, word.upper(), unicodedata.normalize("NFD", word)):
        assert is_syllable(form)


@pytest.mark.parametrize(
    "word",
    ["TrÇn", "V¨n", "§¶ng", "Vieät", "hoäi", "UBND", "Paulo", "", "mắn1", "càt", "bờớ", "ngf"],
)
def test_other_words_are_not(word: str) -> None:
    assert not is_syllable(word)
