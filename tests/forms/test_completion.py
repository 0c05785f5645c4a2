from __future__ import annotations

import unicodedata
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.completion import complete
from tests.conftest import example

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


def completed(form: Form, data: Any) -> dict[str, Any]:
    return complete(form.fields, form.locality, data).data


def test_an_example_is_complete_already(mau_01: Form) -> None:
    assert completed(mau_01, mau_01.example) == mau_01.example


def test_what_was_left_out_gets_its_default(mau_01: Form) -> None:
    data = example(mau_01)
    for name in ("cap", "kinh_gui", "noi_nhan"):
        del data[name]
    done = completed(mau_01, data)
    assert done["cap"] == "thanh_pho"
    assert done["kinh_gui"] == "Ban Xây dựng Đảng Đảng ủy"
    assert done["noi_nhan"] == [{"noi": "Như kính gửi"}, {"noi": "Lưu Chi bộ"}]


@pytest.mark.parametrize(
    ("kind", "keeper"),
    [
        ("dang_uy", "Lưu Văn phòng Đảng ủy"),
        ("chi_bo", "Lưu Chi bộ"),
        ("la", "Lưu Văn phòng"),
        (None, "Lưu Văn phòng"),
        (["chi_bo"], "Lưu Văn phòng"),
    ],
)
def test_the_issuer_decides_where_the_copy_is_kept(mau_01: Form, kind: Any, keeper: str) -> None:
    done = completed(mau_01, {"co_quan": {"loai": kind}})
    assert done["noi_nhan"][-1] == {"noi": keeper}


@pytest.mark.parametrize("blank", [None, "", "  ", []])
def test_blank_and_null_count_as_left_out(mau_01: Form, blank: Any) -> None:
    assert completed(mau_01, {"kinh_gui": blank})["kinh_gui"] == "Ban Xây dựng Đảng Đảng ủy"


def test_a_default_never_replaces_what_was_given(mau_01: Form) -> None:
    given_rows = [{"noi": "Lưu VPĐU"}]
    done = completed(mau_01, {"cap": "co_so", "noi_nhan": given_rows})
    assert (done["cap"], done["noi_nhan"]) == ("co_so", given_rows)


def test_the_locality_decides_before_the_form(mau_01: Form) -> None:
    place = replace(mau_01.locality, defaults={"cap": "xa_phuong"})
    assert complete(mau_01.fields, place, {}).data["cap"] == "xa_phuong"


def test_defaults_are_not_shared_between_documents(mau_01: Form) -> None:
    completed(mau_01, {})["noi_nhan"].append({"noi": "Thêm"})
    assert len(completed(mau_01, {})["noi_nhan"]) == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (unicodedata.normalize("NFD", "Đảng ủy phường"), "Đảng ủy phường"),
        ("  Đảng ủy \t phường\n", "Đảng ủy phường"),
        ("Đảng ủy\nphường", "Đảng ủy phường"),
        ('Ban "Dân vận khéo"', "Ban “Dân vận khéo”"),
        ("Đảng\u00a0ủy\u200b", "Đảng ủy"),
    ],
)
def test_text_is_cleaned_onto_one_line(mau_01: Form, typed: str, kept: str) -> None:
    assert completed(mau_01, {"kinh_gui": typed})["kinh_gui"] == kept


def test_line_breaks_stay_only_where_a_field_has_several_lines(mau_03: Form) -> None:
    row = {"ten": "Ngõ\nxanh", "tom_tat": "Năm 2026:\r\n-\t05 buổi"}
    done = completed(mau_03, {"thanh_tich": [row]})
    assert done["thanh_tich"] == [{"ten": "Ngõ xanh", "tom_tat": "Năm 2026:\n- 05 buổi"}]


def test_blank_values_inside_a_group_or_a_row_are_left_out(mau_01: Form) -> None:
    done = completed(mau_01, {"co_quan": {"ten": " ", "loai": "chi_bo"}, "mo_hinh": [{"ten": ""}]})
    assert done["co_quan"] == {"loai": "chi_bo"}
    assert done["mo_hinh"] == [{}]


def test_an_optional_group_with_nothing_in_it_is_left_out(mau_02: Form) -> None:
    done = completed(mau_02, {"tong": {"tap_the": None}, "nguoi_ky": {}})
    assert "tong" not in done
    assert done["nguoi_ky"] == {}


def test_a_whole_number_with_a_point_is_an_integer(mau_01: Form) -> None:
    year = completed(mau_01, {"nam": 2026.0})["nam"]
    assert (year, type(year)) == (2026, int)


@pytest.mark.parametrize(
    "data",
    [
        {"nam": "2026"},
        {"nam": 2026.5},
        {"kinh_gui": 5},
        {"mo_hinh": "không"},
        {"mo_hinh": ["không", 3]},
        {"co_quan": ["chi_bo"]},
        {"la": " x "},
        {"la": None},
    ],
)
def test_values_of_the_wrong_type_and_unknown_fields_are_kept(
    mau_01: Form, data: dict[str, Any]
) -> None:
    assert completed(mau_01, data).items() >= data.items()


@given(
    data=st.dictionaries(st.sampled_from(["co_quan", "nam", "mo_hinh", "noi_nhan", "ngay"]), JSON)
)
def test_completing_twice_changes_nothing_and_leaves_the_input_alone(
    catalog: Catalog, data: dict[str, Any]
) -> None:
    form = catalog.form("mau_01")
    before = deepcopy(data)
    once = completed(form, data)
    assert completed(form, once) == once
    assert data == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("8h5", "08:05"), ("14 giờ", "14:00"), ("08:30", "08:30"), ("25:99", "25:99"), ("mai", "mai")],
)
def test_a_time_is_kept_in_one_way_so_that_times_can_be_compared(
    catalog: Catalog, typed: str, kept: str
) -> None:
    form = catalog.form("bien_ban_tham_dinh")
    assert completed(form, {"gio_bat_dau": typed})["gio_bat_dau"] == kept
