from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.the_thuc.metrics import MM_PER_PT, Face, text_width, wrap

WORDS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyẤỄỒỰW-“”()0123456789", min_size=1, max_size=12)
PHRASES = st.lists(WORDS, max_size=30).map(" ".join)
FACES = st.sampled_from(["regular", "bold", "italic", "bold_italic"])


@pytest.mark.parametrize(
    ("text", "pt", "face", "mm"),
    [
        ("ĐẢNG CỘNG SẢN VIỆT NAM", 15, "bold", 72.9),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, "bold", 88.3),
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 13, "bold", 95.7),
        ("Độc lập - Tự do - Hạnh phúc", 13, "bold", 56.1),
        ("Độc lập - Tự do - Hạnh phúc", 14, "bold", 60.5),
        ("ĐẢNG BỘ THÀNH PHỐ HÀ NỘI", 14, "regular", 70.4),
        ("ĐẢNG ỦY PHƯỜNG TÂY MỖ", 14, "bold", 67.6),
        ("BAN TUYÊN GIÁO VÀ DÂN VẬN THÀNH ỦY", 14, "bold", 103.3),
        ("PHÓ TRƯỞNG BAN THƯỜNG TRỰC", 14, "regular", 80.6),
        ("Hà Nội, ngày 05 tháng 02 năm 2026", 14, "italic", 72.2),
        ("Thành phố Hồ Chí Minh, ngày 29 tháng 12 năm 2026", 14, "italic", 106.3),
    ],
)
def test_text_is_as_wide_as_it_was_measured_in_print(
    text: str, pt: float, face: Face, mm: float
) -> None:
    assert text_width(text, pt, face) * MM_PER_PT == pytest.approx(mm, abs=0.2)


@given(PHRASES, PHRASES, FACES)
def test_widths_add_up(one: str, other: str, face: Face) -> None:
    both = text_width(one + other, 14, face)
    assert both == pytest.approx(text_width(one, 14, face) + text_width(other, 14, face))


@given(PHRASES, st.floats(6, 30))
def test_width_grows_with_the_size(text: str, pt: float) -> None:
    assert text_width(text, pt) == pytest.approx(text_width(text, 1) * pt)


def test_a_character_nobody_measured_counts_as_a_wide_letter() -> None:
    assert text_width("漢", 14) == text_width("m", 14)


@given(st.text(st.characters(codec="utf-8"), max_size=200), st.floats(20, 500), FACES)
def test_wrapping_loses_no_word(text: str, width: float, face: Face) -> None:
    lines = wrap(text, width, 14, face)
    written = [word for word in text.replace("\n", " ").split(" ") if word]
    assert [word for line in lines for word in line.split(" ") if word] == written


@given(PHRASES, st.floats(40, 500))
def test_a_line_is_too_wide_only_where_one_word_is(text: str, width: float) -> None:
    for line in wrap(text, width, 14):
        assert text_width(line, 14) <= width or " " not in line


def test_a_line_break_ends_a_line() -> None:
    assert wrap("Kết quả:\n05 mô hình", 1000, 14) == ["Kết quả:", "05 mô hình"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 100, 14) == [""]


def test_350_words_fill_about_twenty_lines_of_a_party_page() -> None:
    text = " ".join(["Mô hình giúp Nhân dân phát triển kinh tế gia đình bền vững"] * 30)
    words = " ".join(text.split()[:350])
    assert 18 <= len(wrap(words, 165 / MM_PER_PT, 14)) <= 24


def test_a_word_wider_than_the_line_stands_alone() -> None:
    assert wrap("Nghiêng", 1, 14) == ["Nghiêng"]
    assert wrap("Tổ Nghiêng", 1, 14) == ["Tổ", "Nghiêng"]
