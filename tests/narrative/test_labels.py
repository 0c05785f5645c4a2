from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doc_service.narrative.kinds import Kind
from doc_service.narrative.labels import (
    Siblings,
    enumerating_letter,
    letter_value,
    read_label,
    roman_value,
    write_label,
)
from doc_service.vietnamese.numbers import la_ma


def taken(
    kind: Kind, count: int, *, first: str = "", siblings: Siblings | None = None
) -> list[str]:
    siblings = siblings or Siblings()
    return [siblings.take(kind, "" if at else first) for at in range(count)]


@pytest.mark.parametrize(
    ("kind", "labels"),
    [
        ("phan", ["I.", "II.", "III.", "IV."]),
        ("muc", ["1.", "2.", "3.", "4."]),
        ("tieu_muc", ["1.", "2.", "3.", "4."]),
        ("diem", ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)", "i)", "k)"]),
        ("y", ["(1)", "(2)"]),
        ("buoc", ["Bước 1:", "Bước 2:"]),
        ("dieu", ["Điều 1.", "Điều 2."]),
        ("gach", ["-", "-"]),
        ("cong", ["+", "+"]),
        ("sao", ["*", "*"]),
        ("doan", ["", ""]),
        ("bang", ["", ""]),
    ],
)
def test_labels_count_by_themselves(kind: Kind, labels: list[str]) -> None:
    assert taken(kind, len(labels)) == labels


def test_letters_go_on_after_y() -> None:
    assert taken("diem", 26)[21:] == ["x)", "y)", "aa)", "ab)", "ac)"]


@pytest.mark.parametrize(
    ("kind", "first", "after"),
    [
        ("tieu_muc", "1.5.", "1.6."),
        ("phan", "I-", "II-"),
        ("phan", "CHƯƠNG IV", "CHƯƠNG V"),
        ("muc", "1)", "2)"),
        ("buoc", "* Bước 5.", "* Bước 6."),
        ("diem", "d.", "đ."),
        ("y", "(7)", "(8)"),
        ("muc", "A.", "1."),
        ("phan", "F.", "I."),
        ("diem", "w)", "a)"),
    ],
)
def test_counting_goes_on_from_a_label_written_out(kind: Kind, first: str, after: str) -> None:
    assert taken(kind, 2, first=first) == [first, after]


def test_a_tieu_muc_repeats_the_number_above_it() -> None:
    second = Siblings().below("muc", "2.")
    assert taken("tieu_muc", 3, siblings=second) == ["2.1.", "2.2.", "2.3."]
    assert taken("tieu_muc", 2, siblings=second.below("tieu_muc", "2.3.")) == ["2.3.1.", "2.3.2."]


def test_parts_and_articles_count_through_the_document_and_the_rest_anew() -> None:
    top = Siblings()
    top.take("phan")
    inside = top.below("phan", "I.")
    assert [inside.take("dieu"), inside.take("dieu"), inside.take("muc")] == [
        "Điều 1.",
        "Điều 2.",
        "1.",
    ]
    top.take("phan")
    inside = top.below("phan", "II.")
    assert [inside.take("dieu"), inside.take("phan"), inside.take("muc")] == [
        "Điều 3.",
        "III.",
        "1.",
    ]


@given(st.integers(1, 899))
@settings(max_examples=50)
def test_numerals_and_letters_read_back(n: int) -> None:
    assert roman_value(la_ma(n)) == n
    assert letter_value(enumerating_letter(n)) == n


@pytest.mark.parametrize("numeral", ["IIII", "VX", "IC", "MM", "iv", "IVa"])
def test_a_malformed_numeral_has_no_value(numeral: str) -> None:
    assert roman_value(numeral) is None


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        ("phan", "Phần IX -"),
        ("muc", "12)"),
        ("tieu_muc", "2.3.1"),
        ("buoc", "* BƯỚC 3 :"),
        ("y", "(4)"),
    ],
)
def test_a_label_is_written_as_it_was_read(kind: Kind, printed: str) -> None:
    label = read_label(kind, printed)
    assert label is not None
    assert write_label(kind, label) == printed
