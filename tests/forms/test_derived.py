from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.derived import COUNTS, derive, printed
from doc_service.forms.gaps import GAP
from tests.conftest import example

FIELDS = ("kinh_te", "van_hoa_xa_hoi", "quoc_phong_an_ninh", "he_thong_chinh_tri")
LEVELS = ("thanh_pho", "xa_phuong", "co_so")

ROW = st.fixed_dictionaries(
    {
        "cap": st.sampled_from(LEVELS),
        "loai": st.sampled_from(["tap_the", "ca_nhan"]),
        "chu_the": st.sampled_from(["Chi bộ 1", "Chi bộ 2", "Lê Diệu Hằng"]),
        "ten": st.text("abc", min_size=1, max_size=3),
        "linh_vuc": st.sampled_from(FIELDS),
    }
)


def model(who: str, name: str, **changes: Any) -> dict[str, Any]:
    return {
        "cap": "co_so",
        "loai": "tap_the",
        "chu_the": who,
        "ten": name,
        "linh_vuc": "kinh_te",
        **changes,
    }


MODELS = [
    model("Chi bộ 1", "Ngõ xanh"),
    model("Lê Diệu Hằng", "Giờ lắng nghe", loai="ca_nhan", chuc_vu="Bí thư"),
    model("Chi bộ 2", "Tổ an ninh", linh_vuc="quoc_phong_an_ninh"),
    model("CHI BỘ 1", "Tủ sách", linh_vuc="van_hoa_xa_hoi", cap="xa_phuong"),
    model("Chi bộ 1", "Bữa cơm", linh_vuc="van_hoa_xa_hoi"),
]


def counts(row: dict[str, Any]) -> tuple[int, ...]:
    return tuple(row[name] for name in COUNTS)


def level(form: Form, data: dict[str, Any], code: str) -> dict[str, Any]:
    return next(one for one in derive(form, data)["bang"]["cap"] if one["ma"] == code)


def test_a_participant_has_one_line_with_all_its_models(mau_01: Form) -> None:
    collective, personal = derive(mau_01, {"mo_hinh": MODELS})["nhom"]
    assert (collective["so"], collective["ten"]) == ("I", "Tập thể")
    assert [(one["tt"], one["chu_the"]) for one in collective["dong"]] == [
        (1, "Chi bộ 1"),
        (2, "Chi bộ 2"),
    ]
    empty = {"quoc_phong_an_ninh": "", "he_thong_chinh_tri": ""}
    assert collective["dong"][0]["hang"] == [
        {"kinh_te": "Ngõ xanh", "van_hoa_xa_hoi": "Tủ sách", **empty},
        {"kinh_te": "", "van_hoa_xa_hoi": "Bữa cơm", **empty},
    ]
    assert (personal["so"], personal["ten"]) == ("II", "Cá nhân")


def test_numbering_restarts_in_each_group(mau_01: Form) -> None:
    groups = derive(mau_01, {"mo_hinh": MODELS})["nhom"]
    assert [[one["tt"] for one in group["dong"]] for group in groups] == [[1, 2], [1]]
    assert groups[1]["dong"][0]["chuc_vu"] == "Bí thư"


@pytest.mark.parametrize("kinds", [["tap_the"], ["ca_nhan"], ["tap_the", "ca_nhan"]])
def test_the_very_last_line_is_marked_to_stay_with_the_signature(
    mau_01: Form, kinds: list[str]
) -> None:
    rows = [row for row in MODELS if row["loai"] in kinds]
    lines = [one for group in derive(mau_01, {"mo_hinh": rows})["nhom"] for one in group["dong"]]
    assert [one["cuoi"] for one in lines] == [False] * (len(lines) - 1) + [True]


def test_two_people_of_one_name_and_different_offices_are_two(mau_01: Form) -> None:
    rows = [
        model("Lê Diệu Hằng", "A", loai="ca_nhan", chuc_vu="Bí thư"),
        model("Lê Diệu Hằng", "B", loai="ca_nhan", chuc_vu="Tổ trưởng"),
    ]
    assert len(derive(mau_01, {"mo_hinh": rows})["nhom"][1]["dong"]) == 2


def test_the_totals_count_participants_and_models(mau_01: Form) -> None:
    assert derive(mau_01, {"mo_hinh": MODELS})["tong"] == {
        "nhom": {"tap_the": 2, "ca_nhan": 1},
        "cot": {
            "kinh_te": 2,
            "van_hoa_xa_hoi": 2,
            "quoc_phong_an_ninh": 1,
            "he_thong_chinh_tri": 0,
        },
        "dong": 5,
    }


@given(rows=st.lists(ROW, max_size=20))
def test_every_model_stands_in_the_list_once(catalog: Catalog, rows: list[dict[str, Any]]) -> None:
    derived = derive(catalog.form("mau_01"), {"mo_hinh": rows})
    lines = [one for group in derived["nhom"] for one in group["dong"]]
    cells = [cell for one in lines for row in one["hang"] for cell in row.values()]
    assert sorted(filter(None, cells)) == sorted(row["ten"] for row in rows)
    assert derived["tong"]["dong"] == sum(derived["tong"]["cot"].values()) == len(rows)
    assert sum(derived["tong"]["nhom"].values()) == len(lines)


def test_rows_are_numbered_and_the_last_is_marked(mau_03: Form) -> None:
    rows = derive(mau_03, {"thanh_tich": example(mau_03)["thanh_tich"]})["bang"]
    assert [(row["tt"], row["cuoi"]) for row in rows] == [(1, False), (2, False), (3, True)]
    assert rows[0]["chu_the"] == "Chi hội Phụ nữ Tổ dân phố số 5"


def test_the_table_has_a_line_for_every_field_of_every_level(mau_02: Form) -> None:
    table = derive(mau_02, {"mo_hinh": MODELS})["bang"]
    assert [(one["so"], one["ma"]) for one in table["cap"]] == [
        ("I", "thanh_pho"),
        ("II", "xa_phuong"),
        ("III", "co_so"),
    ]
    for one in table["cap"]:
        assert [row["ma"] for row in one["dong"]] == list(FIELDS)
        assert [row["tt"] for row in one["dong"]] == [1, 2, 3, 4]


def test_the_table_counts_the_models(mau_02: Form) -> None:
    base = level(mau_02, {"mo_hinh": MODELS}, "co_so")
    assert [counts(row) for row in base["dong"]] == [
        (1, 1, 1, 1),
        (1, 1, 0, 0),
        (1, 1, 0, 0),
        (0, 0, 0, 0),
    ]
    assert derive(mau_02, {"mo_hinh": MODELS})["bang"]["dem_tu"] == "mo_hinh"


def test_a_subtotal_adds_up_its_lines_where_the_place_counts_per_field(mau_02: Form) -> None:
    assert counts(level(mau_02, {"mo_hinh": MODELS}, "co_so")["cong"]) == (3, 3, 1, 1)


def test_a_subtotal_counts_each_participant_once_where_the_place_says_so(
    mau_02_distinct: Form,
) -> None:
    data = {"mo_hinh": MODELS}
    assert counts(level(mau_02_distinct, data, "co_so")["cong"]) == (2, 3, 1, 1)
    assert counts(derive(mau_02_distinct, data)["bang"]["tong"]) == (3, 4, 1, 1)


def numbers(*rows: tuple[str, tuple[int, int, int, int]]) -> dict[str, Any]:
    return {
        "so_lieu": [
            {"cap": "co_so", "linh_vuc": field, **dict(zip(COUNTS, given_counts, strict=True))}
            for field, given_counts in rows
        ]
    }


TWO_LINES = (("kinh_te", (3, 4, 0, 0)), ("van_hoa_xa_hoi", (2, 2, 1, 1)))


def test_without_models_the_numbers_given_are_added_up(mau_02: Form) -> None:
    data = numbers(*TWO_LINES)
    assert counts(level(mau_02, data, "co_so")["cong"]) == (5, 6, 1, 1)
    assert counts(level(mau_02, data, "thanh_pho")["cong"]) == (0, 0, 0, 0)
    assert derive(mau_02, data)["bang"]["dem_tu"] == "so_lieu"


@pytest.mark.parametrize(
    ("given_subtotal", "believed"),
    [((4, 6, 1, 1), 4), ((3, 6, 1, 1), 3), ((2, 6, 1, 1), 5), ((6, 6, 1, 1), 5)],
)
def test_a_place_that_counts_once_may_give_its_own_subtotal_if_it_can_be(
    mau_02_distinct: Form, given_subtotal: tuple[int, int, int, int], believed: int
) -> None:
    data = numbers(*TWO_LINES, ("cong", given_subtotal))
    assert counts(level(mau_02_distinct, data, "co_so")["cong"]) == (believed, 6, 1, 1)


@given(rows=st.lists(ROW, min_size=1, max_size=20))
def test_the_total_is_the_sum_of_the_levels_and_no_model_is_lost(
    catalog: Catalog, rows: list[dict[str, Any]]
) -> None:
    table = derive(catalog.form("mau_02"), {"mo_hinh": rows})["bang"]
    for name in COUNTS:
        assert table["tong"][name] == sum(one["cong"][name] for one in table["cap"])
    assert table["tong"]["mo_hinh_tap_the"] + table["tong"]["mo_hinh_ca_nhan"] == len(rows)
    for one in table["cap"]:
        for line in one["dong"]:
            assert line["tap_the"] <= line["mo_hinh_tap_the"]
            assert line["ca_nhan"] <= line["mo_hinh_ca_nhan"]


def test_a_count_of_nothing_is_printed_or_left_blank_as_the_place_wants(
    mau_02: Form, mau_02_distinct: Form
) -> None:
    for form, nothing in ((mau_02, 0), (mau_02_distinct, None)):
        table = printed(form, derive(form, {"mo_hinh": MODELS}))["bang"]
        assert table["cap"][0]["cong"]["tap_the"] == nothing
        assert table["cap"][2]["cong"]["mo_hinh_tap_the"] == 3


def test_a_total_in_a_sentence_is_never_blank(mau_01: Form, mau_02_distinct: Form) -> None:
    form = replace(mau_01, locality=mau_02_distinct.locality)
    assert printed(form, derive(form, {"mo_hinh": []}))["tong"]["dong"] == 0


@pytest.mark.parametrize("rows", [None, 5, "x", [None, 3, "x"], [{}], [{"loai": [], "cap": {}}]])
def test_what_is_not_there_yet_counts_as_nothing(mau_02: Form, mau_01: Form, rows: Any) -> None:
    data = {"mo_hinh": rows, "so_lieu": rows}
    assert counts(derive(mau_02, data)["bang"]["tong"]) == (0, 0, 0, 0)
    assert all(group["dong"] == [] for group in derive(mau_01, data)["nhom"] if group["ten"])


def test_a_draft_shows_models_of_which_neither_kind_nor_field_is_known(mau_01: Form) -> None:
    known = {"loai": "tap_the", "chu_the": "Tổ dân phố số 7", "linh_vuc": "kinh_te", "ten": "Một"}
    rows = [known, {**known, "ten": "Hai", "linh_vuc": ""}, {**known, "ten": "Ba", "loai": ""}]
    *_, named, rest = [one for one in derive(mau_01, {"mo_hinh": rows})["nhom"] if one["dong"]]
    assert [line["kinh_te"] for line in named["dong"][0]["hang"]] == ["Một", f"{GAP} Hai"]
    assert (rest["so"], rest["ten"], rest["dong"][0]["hang"][0]["kinh_te"]) == ("III", "", "Ba")
    assert rest["dong"][-1]["cuoi"]
