from __future__ import annotations

import itertools
import threading
import unicodedata
from pathlib import Path

import pytest

from doc_service.vietnamese.collation import CollationError, Collator, sort_key

ALPHABET = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
TONES = ["ma", "mà", "mả", "mã", "má", "mạ"]
DICTIONARY = (
    "Ái An Ân Bắc Bằng Cảnh Châu Chính Dân Diệu Đào Đạt Êm Hoa Hòa Hồ Hơn Lan Lâm Long Nga Ngọc Út"
)


def test_letters_go_in_the_order_of_the_alphabet() -> None:
    assert sorted(reversed(ALPHABET), key=sort_key) == ALPHABET


def test_tones_go_ngang_huyen_hoi_nga_sac_nang() -> None:
    assert sorted(reversed(TONES), key=sort_key) == TONES


def test_letters_weigh_more_than_tones() -> None:
    assert sorted(["mạ", "man", "ma", "mân", "mă"], key=sort_key) == [
        "ma",
        "mạ",
        "man",
        "mă",
        "mân",
    ]


def test_words_go_as_in_a_dictionary() -> None:
    words = DICTIONARY.split()
    assert sorted(words) != words
    assert sorted(sorted(words), key=sort_key) == words


def test_d_with_a_stroke_follows_d_and_y_tilde_precedes_yen() -> None:
    assert sorted(["Đa", "E", "Dy"], key=sort_key) == ["Dy", "Đa", "E"]
    assert sorted(["Yến", "Ý"], key=sort_key) == ["Ý", "Yến"]


def test_composed_and_decomposed_text_are_equal() -> None:
    for word in ("Đảng ủy", "Nguyễn Thị Ngọc", "ưỡn ẹo"):
        assert sort_key(word) == sort_key(unicodedata.normalize("NFD", word))
        # Windows-1258 keeps a composed vowel and a combining tone.
    assert sort_key("ễ") == sort_key("ê\u0303")


def test_the_order_of_all_toned_vowels_is_total() -> None:
    vowels = [
        unicodedata.normalize("NFC", v + t)
        for v, t in itertools.product("aăâeêioôơuưy", ["", *"\u0300\u0309\u0303\u0301\u0323"])
    ]
    assert sorted(vowels, key=sort_key) == vowels


def test_anything_can_be_sorted() -> None:
    assert sort_key("") < sort_key("\x00a") == sort_key("a")
    assert sort_key("a" * 10_000) > sort_key("a" * 9_999)
    assert sort_key("😀") != sort_key("\ud800")


def test_threads_share_one_collator() -> None:
    keys: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: keys.extend(sort_key("Đỗ") for _ in range(50)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 400
    assert len(set(keys)) == 1


def test_a_closed_collator_says_so_and_closes_once_only() -> None:
    collator = Collator()
    collator.close()
    collator.close()
    with pytest.raises(CollationError, match="đã đóng"):
        collator.sort_key("a")


def test_a_missing_library_is_named_with_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(CollationError) as caught:
        Collator(str(tmp_path / "libicui18n.so"))
    assert "máy chủ thiếu thư viện ICU" in str(caught.value)
    assert "Cài LibreOffice" in str(caught.value)


def test_a_library_that_is_not_icu_is_refused() -> None:
    with pytest.raises(CollationError, match="thiếu thư viện ICU"):
        Collator("libc.so.6")


def test_icu_is_found_without_ldconfig(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda name: None)
    assert Collator().sort_key("Đỗ") == sort_key("Đỗ")
