from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.vietnamese.numbers import (
    NumberError,
    dem,
    doc_so,
    la_ma,
    nghin,
    phan_tram,
    read_integer,
    thap_phan,
    thu_tu,
)

UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
SAID_DIGITS = {word: digit for digit, word in enumerate(UNITS)} | {"mốt": 1, "lăm": 5}


def listen(words: str) -> int:
    """Read a number in words the way an ear does, knowing nothing of how it was written."""
    if words.startswith("âm "):
        return -listen(words.removeprefix("âm "))
    total = group = digit = 0
    billions = 0
    for word in words.split():
        if word in SAID_DIGITS:
            digit = SAID_DIGITS[word]
        elif word == "trăm":
            group, digit = digit * 100, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "mười":
            group, digit = group + 10, 0
        elif word in ("nghìn", "triệu"):
            total += (group + digit) * {"nghìn": 1_000, "triệu": 1_000_000}[word]
            group = digit = 0
        elif word == "tỷ":
            billions, total, group, digit = total + group + digit, 0, 0, 0
        else:
            assert word in ("linh", "lẻ"), word
    return billions * 1_000_000_000 + total + group + digit


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "không"),
        (1, "một"),
        (4, "bốn"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (14, "mười bốn"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (115, "một trăm mười lăm"),
        (121, "một trăm hai mươi mốt"),
        (350, "ba trăm năm mươi"),
        (1000, "một nghìn"),
        (1005, "một nghìn không trăm linh năm"),
        (1015, "một nghìn không trăm mười lăm"),
        (2026, "hai nghìn không trăm hai mươi sáu"),
        (3500, "ba nghìn năm trăm"),
        (10_000, "mười nghìn"),
        (1_000_000, "một triệu"),
        (1_005_000, "một triệu không trăm linh năm nghìn"),
        (1_000_000_005, "một tỷ không trăm linh năm"),
        (2_000_000_000_000, "hai nghìn tỷ"),
        (-5, "âm năm"),
    ],
)
def test_numbers_are_read_as_officials_read_them(n: int, words: str) -> None:
    assert doc_so(n) == words


def test_the_south_says_le() -> None:
    assert doc_so(105, le="lẻ") == "một trăm lẻ năm"
    assert doc_so(1005, le="lẻ") == "một nghìn không trăm lẻ năm"


@given(st.integers(-(10**18) + 1, 10**18 - 1))
def test_what_is_said_is_the_number(n: int) -> None:
    assert listen(doc_so(n)) == n


@given(st.integers(0, 10_000))
def test_what_is_said_of_a_small_number_is_the_number(n: int) -> None:
    assert listen(doc_so(n)) == n
    assert listen(doc_so(n, le="lẻ")) == n


def test_a_number_nobody_can_listen_to_is_refused() -> None:
    with pytest.raises(NumberError, match="quá lớn"):
        doc_so(10**18)


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (1, "thứ nhất"),
        (2, "thứ hai"),
        (3, "thứ ba"),
        (4, "thứ tư"),
        (5, "thứ năm"),
        (10, "thứ mười"),
        (21, "thứ hai mươi mốt"),
    ],
)
def test_ordinals_have_their_own_first_and_fourth(n: int, words: str) -> None:
    assert thu_tu(n) == words


def test_nothing_comes_before_the_first() -> None:
    with pytest.raises(NumberError, match="bắt đầu từ 1"):
        thu_tu(0)


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0"), (1, "01"), (5, "05"), (9, "09"), (10, "10"), (12, "12")]
)
def test_counts_below_ten_get_a_zero_in_front(n: int, text: str) -> None:
    assert dem(n) == text


def test_counts_can_go_without_the_zero_and_large_ones_are_grouped() -> None:
    assert dem(4, pad=False) == "4"
    assert dem(1200) == "1.200"


@pytest.mark.parametrize(
    ("n", "text"),
    [(999, "999"), (3500, "3.500"), (1_234_567, "1.234.567"), (-3500, "-3.500"), (0, "0")],
)
def test_thousands_are_parted_by_dots(n: int, text: str) -> None:
    assert nghin(n) == text


@pytest.mark.parametrize(
    ("x", "digits", "text"),
    [
        (95.5, None, "95,5"),
        (0.1, None, "0,1"),
        (95.0, None, "95"),
        (3500, None, "3.500"),
        (Decimal("1234.50"), None, "1.234,5"),
        (1234.5, 2, "1.234,50"),
        (Decimal("0.125"), 2, "0,13"),
        (2.5, 0, "3"),
        (-0.004, 2, "0,00"),
        (-1.5, None, "-1,5"),
        (1e21, None, "1.000.000.000.000.000.000.000"),
    ],
)
def test_decimals_have_a_comma(x: Decimal | float, digits: int | None, text: str) -> None:
    assert thap_phan(x, digits) == text


@pytest.mark.parametrize("x", [float("nan"), float("inf"), Decimal("-Infinity")])
def test_what_is_no_number_is_not_printed(x: Decimal | float) -> None:
    with pytest.raises(NumberError, match="không phải là số"):
        thap_phan(x)


@pytest.mark.parametrize(
    ("part", "whole", "text"),
    [
        (11, 12, "91,67%"),
        (12, 12, "100,00%"),
        (0, 12, "0,00%"),
        (1, 3, "33,33%"),
        (2, 3, "66,67%"),
        (1, 8, "12,50%"),
        (1, 800, "0,13%"),
    ],
)
def test_shares_are_stated_with_two_decimals(part: int, whole: int, text: str) -> None:
    assert phan_tram(part, whole) == text


def test_shares_can_have_other_decimals() -> None:
    assert phan_tram(11, 12, 1) == "91,7%"
    assert phan_tram(11, 12, 0) == "92%"


@pytest.mark.parametrize(("part", "whole"), [(1, 0), (0, 0), (1, -2), (-1, 2)])
def test_a_share_of_nothing_is_refused(part: int, whole: int) -> None:
    with pytest.raises(NumberError, match="tổng số phải lớn hơn 0"):
        phan_tram(part, whole)


@pytest.mark.parametrize(
    ("n", "roman"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (1990, "MCMXC"), (3999, "MMMCMXCIX")],
)
def test_sections_are_numbered_in_roman(n: int, roman: str) -> None:
    assert la_ma(n) == roman


@given(st.integers(1, 3999))
def test_roman_numerals_add_up(n: int) -> None:
    values = [
        {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[c] for c in la_ma(n)
    ]
    following = [*values[1:], 0]
    assert sum(-v if v < f else v for v, f in zip(values, following, strict=True)) == n


@pytest.mark.parametrize("n", [0, -1, 4000])
def test_romans_could_not_write_it(n: int) -> None:
    with pytest.raises(NumberError, match="chỉ từ 1 đến 3.999"):
        la_ma(n)


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("1.234", 1234),
        (" 05 ", 5),
        ("0", 0),
        ("3.500.000", 3_500_000),
        ("1 234", 1234),
        ("1\u00a0234", 1234),
        ("-7", -7),
        ("\u22127", -7),
    ],
)
def test_integers_are_read_as_typed(text: str, n: int) -> None:
    assert read_integer(text) == n


@given(st.integers())
def test_every_printed_integer_is_read_back(n: int) -> None:
    assert read_integer(nghin(n)) == n
    assert read_integer(str(n)) == n


@pytest.mark.parametrize(
    "text", ["12,5", "1,234", "1.2", "12.34", "1.2345", "5.0", "năm", "٥", "1e3"]
)
def test_what_might_not_be_an_integer_is_not_guessed_at(text: str) -> None:
    with pytest.raises(NumberError) as caught:
        read_integer(text)
    assert str(caught.value) == (
        f"“{text}” không phải là số nguyên. Chỉ nhập chữ số, ví dụ 5, 05 hoặc 1.234."
    )


def test_a_missing_number_is_named_as_missing() -> None:
    with pytest.raises(NumberError, match=r"^Chưa nhập số\."):
        read_integer(" ")
