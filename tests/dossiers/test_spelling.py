from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.dossiers.spelling import PERSON, Name, near, same_text, spelled_twice
from doc_service.problems import Problem


def told(*names: tuple[str, str], kind: str = PERSON) -> list[Problem]:
    """Problems of people: names and positions."""
    return list(
        spelled_twice(
            Name(text, kind, f"/{number}", f"Văn bản {number}", position)
            for number, (text, position) in enumerate(names)
        )
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phạm Quốc Hưng", "Phạm  Quốc Hưng "),
        ("Mô hình “Ngõ xanh”", 'Mô hình "Ngõ xanh"'),
        ("Phạm Quốc Hưng", unicodedata.normalize("NFD", "Phạm Quốc Hưng")),
        (11, 11),
    ],
)
def test_what_reads_the_same_is_the_same(one: object, other: object) -> None:
    assert same_text(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Phạm Quốc Hưng", "Phạm Quốc Hùng"),
        ("Nhà văn hóa", "Nhà văn hoá"),
        ("Nguyễn Thúy Vi", "Nguyễn Thuý Vy"),
        ("Chi bộ Tổ dân phố số 5", "chi bộ tổ dân phố số 5"),
        ("Chi bộ Trường Tiểu học", "Chi bộ Trường Tiều học"),
        ("Ngày không hẹn, thứ Bảy vì dân", "Ngày không hẹn - thứ Bảy vì dân"),
        ("Tuyến đường hoa nông thôn", "Tuyến đưng hoa nông thôn"),
        ("Tuyến đường hoa nông thôn", "Tuyến đườngg hoa nông thôn"),
    ],
)
def test_a_slip_is_seen(one: str, other: str) -> None:
    assert near(one, other)
    assert near(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tổ dân phố số 5", "Tổ dân phố số 6"),
        ("Chi bộ Thôn 12", "Chi bộ Thôn 2"),
        ("Lê Văn An", "Lê Văn Ân Phú"),
        ("Công an phường", "Hội Nông dân phường"),
        ("Đỗ An", "Đỗ Anh"),
    ],
)
def test_two_are_two(one: str, other: str) -> None:
    assert not near(one, other)


def test_a_name_with_other_accents_is_an_error_that_names_both_places() -> None:
    [found] = told(("Phạm Quốc Hưng", "Bí thư"), ("Phạm Quốc Hùng", "Bí thư Đảng ủy"))
    assert (found.pointer, found.code, found.severity) == ("/1", "spelled_twice", "error")
    for said in ("“Phạm Quốc Hùng” (Văn bản 1)", "“Phạm Quốc Hưng” (Văn bản 0)"):
        assert said in found.message


def test_of_two_positions_they_may_be_two_people() -> None:
    [found] = told(("Trần Văn Thăng", "Bí thư"), ("Trần Văn Thắng", "Kế toán trưởng"))
    assert found.severity == "warning"
    assert found.message.endswith("hãy xem có phải là một không.")


def test_a_letter_apart_is_a_warning() -> None:
    [found] = told(("Vũ Thị Thanh Nhàn", ""), ("Vũ Thị Thanh Nhàm", ""))
    assert found.severity == "warning"


def test_each_spelling_is_told_once_and_kinds_are_not_mixed() -> None:
    assert len(told(("Lê Hoà", ""), ("Lê Hòa", ""), ("Lê Hoà", ""), ("Lê Hòa", ""))) == 1
    mixed = [
        Name("Phạm Quốc Hưng", PERSON, "/0", "A"),
        Name("Phạm Quốc Hùng", "mô hình", "/1", "B"),
    ]
    assert list(spelled_twice(mixed)) == []


def test_the_earlier_spelling_is_the_one_that_is_named() -> None:
    found = told(("Lê Hoà An Phúc", ""), ("Lê Hòa An Phúc", ""), ("Lê Hóa An Phúc", ""))
    assert ["“Lê Hoà An Phúc” (Văn bản 0)" in one.message for one in found] == [True, True]


LETTERS = st.text(alphabet="abđeêhoòuư 5", min_size=1, max_size=14)


@given(st.lists(LETTERS, max_size=12))
def test_the_quick_way_finds_what_comparing_every_pair_finds(texts: list[str]) -> None:
    found = {one.pointer for one in told(*((text, "") for text in texts))}
    plain = [" ".join(text.split()) for text in texts]
    expected = {
        f"/{number}"
        for number, text in enumerate(plain)
        if text
        and text not in plain[:number]
        and any(other and near(text, other) for other in plain[:number])
    }
    assert found == expected


def test_a_thousand_names_take_no_time() -> None:
    names = [(f"Mô hình vận động Nhân dân ở ngõ {number} phường", "") for number in range(1000)]
    begun = time.process_time()
    assert told(*names, kind="mô hình") == []
    assert time.process_time() - begun < 2
