"""Numbers in figures, words, ordinals and Roman numerals, as Vietnamese offices write them.

A dot parts thousands and a comma the decimals, whatever the locale of the machine.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from doc_service.vietnamese.text import normalise_space

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS: Final = ((1_000_000, "triệu"), (1_000, "nghìn"), (1, ""))
_BILLION: Final = 1_000_000_000
_WORDS_LIMIT: Final = _BILLION * _BILLION
_UNITS_AFTER_TENS: Final = {1: "mốt", 5: "lăm"}
_ORDINALS: Final = {1: "nhất", 4: "tư"}
_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_ROMAN_LIMIT: Final = 3999
_SWAP = str.maketrans(",.", ".,")
_INTEGER = re.compile(r"(?P<sign>[-\u2212]?)(?P<digits>[0-9]+|[0-9]{1,3}(?:[. ][0-9]{3})+)")


class NumberError(ValueError):
    """The text is not a number, or the number cannot be written so; `str` is for the clerk."""


def dem(n: int, *, pad: bool = True) -> str:
    """Return a count of things: "05", "12", "1.200"; with `pad=False` "5".

    One to nine get a zero in front, against a digit being added later; zero stays "0".
    """
    return f"{n:02d}" if pad and 1 <= n <= 9 else nghin(n)


def nghin(n: int) -> str:
    """Return an integer with a dot between thousands: "3.500"."""
    return f"{n:,}".translate(_SWAP)


def thap_phan(x: Decimal | float | int, digits: int | None = None) -> str:
    """Return a number with a decimal comma: "95,5", "1.234,5".

    Args:
        x: The number; a float is taken as it prints, so 0.1 is a tenth.
        digits: How many decimals, rounded half up; None for as many as it needs.

    Raises:
        NumberError: It is infinite or no number at all.
    """
    value = x if isinstance(x, Decimal) else Decimal(str(x))
    if not value.is_finite():
        raise NumberError(f"“{x}” không phải là số, không in được.")
    if digits is not None:
        value = value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
    text = f"{abs(value):,f}"
    if digits is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("-" if value < 0 else "") + text.translate(_SWAP)


def phan_tram(part: int, whole: int, digits: int = 2) -> str:
    """Return the share of `part` in `whole` as minutes state it: "91,67%", "100,00%".

    Computed in integers and rounded half up. Clause: biên bản, "đạt tỷ lệ xx,xx%".

    Raises:
        NumberError: `whole` is not positive, or `part` is negative.
    """
    if whole <= 0 or part < 0:
        raise NumberError(
            f"Không tính được tỷ lệ {part}/{whole}: tổng số phải lớn hơn 0 và số đạt không âm."
        )
    scale = 10**digits
    rounded = (2 * 100 * scale * part + whole) // (2 * whole)
    return f"{thap_phan(Decimal(rounded).scaleb(-digits), digits)}%"


def la_ma(n: int) -> str:
    """Return a Roman numeral: 4 is "IV".

    Raises:
        NumberError: `n` is not from 1 to 3999.
    """
    if not 1 <= n <= _ROMAN_LIMIT:
        raise NumberError(f"Không viết được {n} bằng số La Mã: chỉ từ 1 đến {nghin(_ROMAN_LIMIT)}.")
    letters: list[str] = []
    for value, letter in _ROMAN:
        count, n = divmod(n, value)
        letters.append(letter * count)
    return "".join(letters)


def read_integer(text: str) -> int:
    """Read an integer as clerks type it: "1.234" is 1234, " 05 " is 5.

    A dot or a space parts thousands only where three digits follow each time.

    Raises:
        NumberError: It is anything else; a comma or a broken group is not guessed at.
    """
    shown = normalise_space(text)
    match = _INTEGER.fullmatch(shown)
    if match is None:
        problem = f"“{shown}” không phải là số nguyên." if shown else "Chưa nhập số."
        raise NumberError(f"{problem} Chỉ nhập chữ số, ví dụ 5, 05 hoặc 1.234.")
    value = int(re.sub(r"[. ]", "", match["digits"]))
    return -value if match["sign"] else value


def doc_so(n: int, *, le: str = "linh") -> str:
    """Return a number in words: 2026 is "hai nghìn không trăm hai mươi sáu".

    Args:
        n: Below 10¹⁸ in size.
        le: The word for empty tens, "linh" or, in the South, "lẻ".

    Raises:
        NumberError: The number is too large to be read out sensibly.
    """
    if abs(n) >= _WORDS_LIMIT:
        raise NumberError(f"Số {nghin(n)} quá lớn, không đọc thành chữ được.")
    if n < 0:
        return f"âm {doc_so(-n, le=le)}"
    if n == 0:
        return _DIGITS[0]
    billions, rest = divmod(n, _BILLION)
    words = [*_below_billion(billions, le, full=False), "tỷ"] if billions else []
    words += _below_billion(rest, le, full=billions > 0)
    return " ".join(words)


def thu_tu(n: int) -> str:
    """Return an ordinal: "thứ nhất", "thứ hai", "thứ ba", "thứ tư", "thứ năm".

    Raises:
        NumberError: `n` is below 1.
    """
    if n < 1:
        raise NumberError(f"Không có thứ tự {n}: thứ tự bắt đầu từ 1.")
    return f"thứ {_ORDINALS.get(n) or doc_so(n)}"


def _below_billion(n: int, le: str, *, full: bool) -> list[str]:
    """Read `n` < 10⁹; with `full`, larger groups went before and no zero may be left out."""
    words: list[str] = []
    for size, name in _GROUPS:
        group, n = divmod(n, size)
        if group == 0:
            continue
        words += _below_thousand(group, le, full=full or bool(words))
        if name:
            words.append(name)
    return words


def _below_thousand(n: int, le: str, *, full: bool) -> list[str]:
    """Read 1 ≤ `n` < 1000; with `full`, an empty hundred is read "không trăm"."""
    hundreds, below = divmod(n, 100)
    tens, units = divmod(below, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        if units:
            words += [le, _DIGITS[units]] if words else [_DIGITS[units]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units == 1 and tens == 1:
        words.append(_DIGITS[1])
    elif units:
        words.append(_UNITS_AFTER_TENS.get(units, _DIGITS[units]))
    return words
