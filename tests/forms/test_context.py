from __future__ import annotations

import datetime as dt
from copy import deepcopy
from typing import Any

import pytest

from doc_service.forms.catalog import Form
from doc_service.forms.context import Kind, parties, the_thuc_problems
from doc_service.forms.gaps import GAP
from doc_service.forms.preparation import prepare
from doc_service.the_thuc.rule_sets import rule_set
from doc_service.vietnamese.text import unbind
from tests.conftest import example

from .places import TO_TRINH_DATA

TODAY = dt.date(2026, 11, 1)


def seen(form: Form, data: dict[str, Any], *, draft: bool = False) -> dict[str, Any]:
    """What a template sees of the data."""
    return dict(prepare(form, data, draft=draft, today=TODAY).context)


def to_trinh_data(**changes: Any) -> dict[str, Any]:
    return {**deepcopy(TO_TRINH_DATA), **changes}


def test_the_head_and_the_closing_of_a_list_are_printed(mau_01: Form) -> None:
    context = seen(mau_01, example(mau_01, "mau_01.phuong"))
    assert context["tieu_de"] == {
        "cap_tren": ["ĐẢNG BỘ THÀNH PHỐ HẢI ĐÔNG"],
        "co_quan": ["ĐẢNG ỦY PHƯỜNG AN THỊNH"],
        "ke_dxa": 0,
    }
    assert unbind(context["dia_danh_ngay"]) == "An Thịnh, ngày 20 tháng 01 năm 2026"
    assert context["so_ky_hieu"] == ""
    assert context["kinh_gui_nhan"] == "Kính gửi:"
    assert context["noi_nhan_nhan"] == "Nơi nhận:"
    assert context["noi_nhan"] == [
        "- Như kính gửi,",
        "- Thường trực Đảng ủy (để b/c),",
        "- Lưu Văn phòng Đảng ủy.",
    ]
    assert context["chu_ky"] == {
        "dong": [
            {"chu": "T/M BAN THƯỜNG VỤ", "dam": True},
            {"chu": "PHÓ BÍ THƯ THƯỜNG TRỰC", "dam": False},
        ],
        "ho_ten": "Trịnh Hoài Phương",
        "co_dau": True,
    }


def test_the_day_decides_the_marks_between_recipients(mau_01: Form) -> None:
    data = example(mau_01)
    for day, mark in (("2026-05-26", ","), ("2026-05-27", ";")):
        assert seen(mau_01, {**data, "ngay": day})["noi_nhan"][0] == f"- Như kính gửi{mark}"


def test_a_to_trinh_has_its_number_and_its_own_salutation(to_trinh: Form) -> None:
    context = seen(to_trinh, to_trinh_data())
    assert unbind(context["so_ky_hieu"]) == "Số 07-TTr/BXDĐ-ĐU"
    assert context["kinh_gui_nhan"] == "Kính trình:"
    assert context["chu_ky"]["dong"][0] == {"chu": "K/T TRƯỞNG BAN", "dam": True}


@pytest.mark.parametrize("number", [{"co_quan": "ĐU"}, {"co_quan": "ĐU", "so": None}])
def test_a_draft_without_number_leaves_room_for_it(to_trinh: Form, number: dict[str, Any]) -> None:
    context = seen(to_trinh, to_trinh_data(so_ky_hieu=number), draft=True)
    assert unbind(context["so_ky_hieu"]) == "Số       -TTr/ĐU"


def test_a_template_may_name_every_field_of_the_form(mau_01: Form) -> None:
    data = example(mau_01)
    del data["cap"]
    context = seen(mau_01, data)
    assert set(context) >= {field.name for field in mau_01.fields}
    columns = {"loai", "chu_the", "chuc_vu", "ten", "linh_vuc"}
    assert all(set(row) == columns for row in context["mo_hinh"])


def test_labels_are_those_of_the_locality(mau_01: Form) -> None:
    labels = seen(mau_01, example(mau_01))["nhan"]
    assert labels["linh_vuc"]["kinh_te"] == "Lĩnh vực kinh tế"
    assert labels["cap_ngan"]["thanh_pho"] == "Thành phố"


def test_a_draft_shows_a_gap_where_something_is_missing(mau_03: Form) -> None:
    data = {"thanh_tich": [{"chu_the": "Chi bộ 1"}], "ngay": "2026-10"}
    context = seen(mau_03, data, draft=True)
    assert context["tieu_de"]["co_quan"] == [GAP]
    assert unbind(context["dia_danh_ngay"]) == f"{GAP}, ngày      tháng 10 năm 2026"
    assert context["chu_ky"]["ho_ten"] == GAP
    row = context["bang"][0]
    assert (row["chu_the"], row["ten"], row["tom_tat"], row["chuc_vu"]) == (
        "Chi bộ 1",
        GAP,
        GAP,
        "",
    )
    assert context["nhan"]["linh_vuc"][row["linh_vuc"]] == GAP


def test_a_draft_does_not_invent_an_organ_that_signs(mau_01: Form) -> None:
    prepared = prepare(mau_01, {"nguoi_ky": {"chuc_vu": "Bí thư"}}, draft=True, today=TODAY)
    assert prepared.context["chu_ky"]["dong"] == [
        {"chu": f"T/M {GAP}", "dam": True},
        {"chu": "BÍ THƯ", "dam": False},
    ]
    assert {one.code for one in prepared.warnings} == {"required"}


def test_a_final_document_has_no_gaps(mau_01: Form) -> None:
    assert GAP not in str({**seen(mau_01, example(mau_01)), "nhan": {}})


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"co_quan": 5, "nguoi_ky": [], "noi_nhan": {}},
        {"co_quan": {"loai": ["chi_bo"], "ten": 5}, "nguoi_ky": {"hinh_thuc": {}, "ho_ten": None}},
    ],
)
def test_parties_of_the_wrong_shape_read_as_empty(data: dict[str, Any]) -> None:
    who = parties(data)
    assert (who.issuer.name, who.signer.name, who.signer.mode, who.recipients) == ("", "", None, ())


def test_a_recipient_of_the_wrong_shape_does_not_shift_the_others() -> None:
    who = parties({"noi_nhan": ["x", {"noi": "Lưu"}, {"noi": "Lưu"}]})
    found = the_thuc_problems(rule_set("dang-hd36"), who, Kind(""))
    assert [one.pointer for one in found] == ["/noi_nhan/2/noi"]


def test_the_rules_of_the_thuc_are_judged_together(mau_01: Form) -> None:
    data = example(mau_01)
    data["co_quan"]["cap_tren"] = "Đảng ủy phường An Thịnh"
    data["nguoi_ky"] = {"chuc_vu": "Bí thư Chi bộ", "ho_ten": "Ông Lê Văn Khải"}
    found = the_thuc_problems(rule_set("dang-hd36"), parties(data), Kind("HD", seal_asked=True))
    assert {one.code for one in found} == {
        "letterhead",
        "authority",
        "organ_in_position",
        "rank_in_name",
        "chi_bo_no_seal",
    }
