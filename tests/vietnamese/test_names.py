from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.vietnamese.names import given_name_key, sort_by_given_name, viet_hoa_ten

# An invented roll of 23 people, in the order it should have.
ROLL = """
Đỗ Minh Ái
Nguyễn Văn An
Phạm Thị An
Lê Hồng Ân
Trần Thị Bắc
Vũ Văn Bằng
Hoàng Kim Cúc
Nguyễn Thùy Dung
Bùi Tiến Dũng
Ngô Quang Đạt
Dương Thu Hà
Đặng Thu Hà
Trịnh Thanh Hoa
Trịnh Văn Hòa
Lý Thị Hương
Mai Xuân Khải
Tạ Thị Oanh
Cao Văn Ơn
Đinh Công Tú
Phan Anh Tuấn
Lương Thị Út
Hồ Như Ý
Lại Hải Yến
""".strip().splitlines()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("nguyễn văn an", "Nguyễn Văn An"),
        ("NGUYỄN THỊ NGỌC", "Nguyễn Thị Ngọc"),
        ("  đỗ   thị\tÚT ", "Đỗ Thị Út"),
        ("Trần Văn út", "Trần Văn Út"),
        ("Lê viết Lành", "Lê Viết Lành"),
        ("y moan niê", "Y Moan Niê"),
        ("H'Bia Niê", "H'Bia Niê"),
        ("H'BIA NIÊ", "H'Bia Niê"),
        ("h’hen", "H’Hen"),
        ("Niê-kdăm", "Niê-kdăm"),
        ("NIÊ-KDĂM", "Niê-Kdăm"),
        ("", ""),
    ],
)
def test_names_are_capitalised_word_by_word(typed: str, name: str) -> None:
    assert viet_hoa_ten(typed) == name
    assert viet_hoa_ten(unicodedata.normalize("NFD", typed)) == name


@given(st.sampled_from(ROLL), st.sampled_from([str.upper, str.lower, str]), st.booleans())
def test_the_case_a_name_was_typed_in_does_not_matter(
    name: str, case: type[str], decomposed: bool
) -> None:
    typed = unicodedata.normalize("NFD" if decomposed else "NFC", case(name))
    assert viet_hoa_ten(typed) == name


@pytest.mark.parametrize(
    ("name", "ten", "parts"),
    [
        ("Nguyễn Thị Ngọc Ánh", None, ("Ánh", "Nguyễn", "Thị Ngọc")),
        ("Lê Hà", None, ("Hà", "Lê", "")),
        ("Lành", None, ("Lành", "", "")),
        ("", None, ("", "", "")),
        ("Y Moan Niê", "Moan", ("Moan", "Y", "Niê")),
        ("Thích Minh Tâm", "Minh Tâm", ("Minh Tâm", "Thích", "")),
        ("Thích Minh Tâm", "minh tâm", ("minh tâm", "Thích", "")),
        ("Nguyễn Văn An", "  ", ("An", "Nguyễn", "Văn")),
        ("Nguyễn Văn An", "Bình", ("Bình", "Nguyễn", "Văn An")),
    ],
)
def test_a_name_is_taken_apart_given_name_first(
    name: str, ten: str | None, parts: tuple[str, str, str]
) -> None:
    assert given_name_key(name, ten) == parts


def test_a_roll_is_sorted_by_given_name_then_family_then_middle_name() -> None:
    shuffled = list(ROLL)
    random.Random(2026).shuffle(shuffled)
    assert shuffled != ROLL
    assert sort_by_given_name(shuffled, key=str) == ROLL


def test_case_and_tone_placement_do_not_part_namesakes() -> None:
    people = ["TRẦN VĂN HÒA", "Bùi Thị Hoà", "lê thị hòa"]
    assert sort_by_given_name(people, key=str) == ["Bùi Thị Hoà", "lê thị hòa", "TRẦN VĂN HÒA"]


def test_the_middle_name_decides_last_and_equal_names_keep_their_order() -> None:
    people = [("Lê Văn An", 1), ("Lê Thị An", 2), ("Lê Văn An", 3)]
    ordered = sort_by_given_name(people, key=lambda person: person[0])
    assert [number for _, number in ordered] == [2, 1, 3]


def test_a_stated_given_name_decides_the_place() -> None:
    people = {"Y Moan Niê": "Moan", "Lê Văn Nam": None, "Vũ Thị Lan": None}
    assert sort_by_given_name(people, key=str, ten=people.get) == [
        "Vũ Thị Lan",
        "Y Moan Niê",
        "Lê Văn Nam",
    ]
