from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.errors import SigningRefused
from doc_service.finishing.places import (
    POINTS_PER_MM,
    Block,
    Box,
    SignaturePlace,
    Spot,
    chosen,
    signature_places,
)

A4 = (0.0, 0.0, 595.3, 841.9)
BLOCK = Block.of(14, 4, 36)


def spot(name: str = "ky_nguoi_ky", x: float = 428.85, y: float = 462.14, page: int = 1) -> Spot:
    return Spot(name, page, x, y, A4)


def boxes(*spots: Spot, block: Block = BLOCK) -> dict[str, Box]:
    return {one.name: one.box for one in signature_places(spots, spots, block)}


def width(box: Box) -> float:
    return box[2] - box[0]


def overlap(one: Box, other: Box) -> float:
    return max(0.0, min(one[2], other[2]) - max(one[0], other[0]))


def test_a_person_signs_over_the_four_blank_lines_in_the_middle_of_the_column() -> None:
    x0, y0, x1, y1 = boxes(spot())["ky_nguoi_ky"]
    assert (x0 + x1) / 2 == pytest.approx(428.85, abs=0.01)
    assert x1 - x0 == pytest.approx(55 * POINTS_PER_MM, abs=0.02)
    assert y1 == 462.14
    assert y1 - y0 == pytest.approx(4 * 16.1, abs=0.01)  # as LibreOffice sets 14 pt


@pytest.mark.parametrize("name", ["ky_co_quan", "ky_dau_quan_ly", "ky_dau_de_nghi"])
def test_the_seal_covers_a_third_of_the_signature_from_the_left_and_is_level_with_it(
    name: str,
) -> None:
    seal_line = spot(name, y=462.14 - 16.1)
    places = boxes(spot(), seal_line)
    person, seal = places["ky_nguoi_ky"], places[name]
    assert width(seal) == pytest.approx(36 * POINTS_PER_MM, abs=0.02)
    assert seal[3] - seal[1] == pytest.approx(width(seal), abs=0.02)
    assert seal[0] < person[0]
    assert overlap(person, seal) == pytest.approx(width(person) / 3, abs=0.02)
    assert seal[1] + seal[3] == pytest.approx(person[1] + person[3], abs=0.02)


def test_the_seal_is_where_it_would_be_even_when_only_it_gets_a_field() -> None:
    both = (spot(), spot("ky_co_quan", y=446.04))
    [alone] = signature_places(both[1:], both, BLOCK)
    assert alone.box == boxes(*both)["ky_co_quan"]


def test_a_seal_as_large_as_the_operator_says() -> None:
    block = Block.of(14, 4, 30)
    assert width(boxes(spot("ky_co_quan"), block=block)["ky_co_quan"]) == pytest.approx(85.04, 0.01)


def test_two_who_sign_side_by_side_do_not_touch_each_other() -> None:
    left, right = spot("ky_thu_ky", x=250), spot("ky_nguoi_ky", x=345)
    places = boxes(left, right)
    assert overlap(places["ky_thu_ky"], places["ky_nguoi_ky"]) == 0
    assert width(places["ky_thu_ky"]) == pytest.approx(95 - 2 * POINTS_PER_MM, abs=0.02)


def test_who_signs_further_down_or_on_another_page_is_no_neighbour() -> None:
    places = boxes(
        spot("ky_cam_ket_1", x=250), spot("ky_cam_ket_2", x=300, y=300), spot(x=300, page=2)
    )
    assert {round(width(box)) for box in places.values()} == {156}


@pytest.mark.parametrize("x", [70.0, 530.0])
def test_a_field_stays_within_the_margins(x: float) -> None:
    x0, _, x1, _ = boxes(spot(x=x))["ky_nguoi_ky"]
    assert x0 >= 15 * POINTS_PER_MM - 0.01
    assert x1 <= 595.3 - 15 * POINTS_PER_MM + 0.01


@pytest.mark.parametrize(("x", "y"), [(90.0, 400.0), (428.0, 60.0), (428.0, 840.0)])
def test_the_seal_stays_on_the_page(x: float, y: float) -> None:
    x0, y0, x1, y1 = boxes(spot("ky_co_quan", x=x, y=y))["ky_co_quan"]
    assert x0 >= 0 and y0 >= 0
    assert x1 <= A4[2] and y1 <= A4[3]


def test_places_are_listed_as_one_reads() -> None:
    spots = [
        spot("ky_co_quan", y=440),
        spot("ky_nguoi_ky"),
        spot("ky_thu_ky", x=200),
        spot("ky_cam_ket_1", page=1, y=700),
        spot("ky_cam_ket_2", page=2, y=800),
    ]
    names = [place.name for place in signature_places(spots, spots, BLOCK)]
    assert names == ["ky_cam_ket_1", "ky_thu_ky", "ky_nguoi_ky", "ky_co_quan", "ky_cam_ket_2"]


@pytest.mark.parametrize(
    ("name", "role", "label"),
    [
        ("ky_nguoi_ky", "nguoi_ky", "Chữ ký của người ký"),
        ("ky_co_quan", "co_quan", "Con dấu, chữ ký số của cơ quan"),
        ("ky_thu_ky", "thu_ky", "Chữ ký của người ghi biên bản"),
        ("ky_cap_uy_de_nghi", "cap_uy_de_nghi", "Chữ ký xác nhận của cấp ủy đề nghị"),
        ("ky_cam_ket_3", "cam_ket", "Chữ ký của người cam kết thứ 3"),
        ("ky_chung_kien", "chung_kien", "Chữ ký (chung kien)"),
        ("ky_chung_kien_2", "chung_kien_2", "Chữ ký (chung kien 2)"),
    ],
)
def test_a_place_says_who_signs_there(name: str, role: str, label: str) -> None:
    [place] = signature_places([spot(name)], [spot(name)], BLOCK)
    assert (place.role, place.label) == (role, label)


def test_all_places_or_none_or_just_those_named_are_chosen() -> None:
    spots = [spot(), spot("ky_co_quan")]
    assert chosen(spots, True) == spots
    assert chosen(spots, False) == []
    assert chosen(spots, ("ky_co_quan",)) == spots[1:]
    assert chosen([], True) == []


def test_a_place_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(SigningRefused, match="“ky_thu_ky”.*chỉ có: ky_co_quan, ky_nguoi_ky"):
        chosen([spot(), spot("ky_co_quan")], ["ky_thu_ky", "ky_nguoi_ky"])
    with pytest.raises(SigningRefused, match="không có chỗ ký nào"):
        chosen([], ["ky_nguoi_ky"])


@given(
    st.lists(st.tuples(st.floats(60, 535), st.floats(80, 800)), min_size=1, max_size=5),
    st.floats(11, 15),
    st.integers(3, 6),
)
def test_wherever_people_sign_each_has_room_and_nobody_signs_over_another(
    where: list[tuple[float, float]], pt: float, lines: int
) -> None:
    block = Block.of(pt, lines, 36)
    spots = [spot(f"ky_cam_ket_{i}", x, y) for i, (x, y) in enumerate(where)]
    places = signature_places(spots, spots, block)
    for place in places:
        assert width(place.box) >= 2 * block.line - 0.02
    for one, other in combinations(places, 2):
        apart = abs(centre(one) - centre(other))
        if apart > 2 * block.line + 2 * POINTS_PER_MM and level(one, other):
            assert overlap(one.box, other.box) <= 0.02


def centre(place: SignaturePlace) -> float:
    return (place.box[0] + place.box[2]) / 2


def level(one: SignaturePlace, other: SignaturePlace) -> bool:
    return abs(one.box[3] - other.box[3]) < 40
