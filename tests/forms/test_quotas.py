from __future__ import annotations

from typing import Any

import pytest

from doc_service.forms.localities import Locality, load_localities
from doc_service.forms.quotas import Quota, level_problems, quota_for, quota_problems

from .places import TEMPLATES


@pytest.fixture(scope="module")
def places() -> dict[str, Locality]:
    return load_localities(TEMPLATES)


def rows(tap_the: int = 0, ca_nhan: int = 0) -> list[dict[str, Any]]:
    return [{"loai": "tap_the"}] * tap_the + [{"loai": "ca_nhan"}] * ca_nhan


def test_a_registration_that_falls_short_says_by_how_much(places: dict[str, Locality]) -> None:
    (problem,) = quota_problems(
        places["phuong_tay_mo"], "chi_bo", "Chi bộ Tổ dân phố số 5", rows(1, 1)
    )
    assert problem.message == (
        "Chi bộ tổ dân phố đăng ký ít nhất 03 mô hình (tập thể và cá nhân); "
        "danh sách mới có 2, còn thiếu 1."
    )
    assert (problem.severity, problem.pointer, problem.code) == ("warning", "/mo_hinh", "quota")


@pytest.mark.parametrize(
    ("place", "kind", "name", "given", "short"),
    [
        ("phuong_tay_mo", "dang_uy_co_so", "Đảng bộ Công an phường", rows(3, 5), []),
        (
            "phuong_tay_mo",
            "dang_uy_co_so",
            "Đảng bộ Công an phường",
            rows(2, 3),
            ["03 mô hình tập thể; danh sách mới có 2", "05 mô hình cá nhân; danh sách mới có 3"],
        ),
        ("phuong_tay_mo", "mttq", "Ủy ban MTTQ phường", rows(0, 3), []),
        ("phuong_tay_mo", "doan_the", "Hội Nông dân phường", rows(2), ["còn thiếu 1"]),
        ("phuong_tay_mo", "chi_bo", "Chi bộ Trường Tiểu học", rows(), ["Chi bộ cơ sở"]),
        ("phuong_tay_mo", "ubnd", "Ủy ban nhân dân phường", rows(), []),
        ("xa_thanh_uy", "chi_bo", "Chi bộ thôn Đoài", rows(), ["ít nhất 01"]),
        ("xa_thanh_uy", "dang_uy", "Đảng ủy xã", rows(3, 1), ["Xã đăng ký ít nhất 05"]),
        ("xa_xuan_hung", "chi_bo", "Chi bộ xóm 3", rows(1), ["01 mô hình cá nhân"]),
        ("xa_xuan_hung", "doan_the", "Hội Phụ nữ xã", rows(1, 1), []),
        ("ban_tgdv_ha_tinh", "chi_bo", "Chi bộ thôn 1", rows(), []),
        ("thi_xa_2023", "dang_uy", "Đảng bộ phường 1", rows(4), ["ít nhất 05"]),
        ("thi_xa_2023", "chi_bo", "Chi bộ Trường", rows(1), []),
        ("mac_dinh", "chi_bo", "Chi bộ Tổ dân phố số 5", rows(), []),
    ],
)
def test_every_quota_of_a_plan_is_checked(
    places: dict[str, Locality],
    place: str,
    kind: str,
    name: str,
    given: list[dict[str, Any]],
    short: list[str],
) -> None:
    found = quota_problems(places[place], kind, name, given)
    assert len(found) == len(short)
    for problem, words in zip(found, short, strict=True):
        assert words in problem.message


def test_new_models_are_counted_only_where_the_rows_tell(places: dict[str, Locality]) -> None:
    place = places["xa_thanh_uy"]
    old = [{"loai": "tap_the", "moi": False}] * 5
    (problem,) = quota_problems(place, "dang_uy", "Đảng ủy xã", old)
    assert "ít nhất 01 mô hình xây dựng mới hoặc nhân rộng" in problem.message
    assert quota_problems(place, "dang_uy", "Đảng ủy xã", rows(5)) == []


def test_a_special_group_goes_before_a_general_one(places: dict[str, Locality]) -> None:
    place = places["phuong_tay_mo"]
    special = quota_for(place, "chi_bo", "Chi bộ TỔ DÂN PHỐ số 2")
    general = quota_for(place, "chi_bo", "Chi bộ Trạm Y tế")
    assert special is not None
    assert general is not None
    assert (special.id, general.id) == ("chi_bo_tdp", "chi_bo_co_so")
    assert quota_for(place, "ubnd", "Ủy ban nhân dân") is None


def test_a_level_that_the_locality_does_not_have_is_told(places: dict[str, Locality]) -> None:
    data = {"cap": "thanh_pho", "mo_hinh": [{"cap": "co_so"}, {"cap": "xa_phuong"}, {"cap": 3}]}
    (problem,) = level_problems(places["ban_tgdv_ha_tinh"], data)
    assert problem.pointer == "/mo_hinh/1/cap"
    assert problem.message == (
        "Dòng 2: địa phương này không có cấp “Xã, phường và tương đương”; "
        "hãy chọn một trong: Cấp tỉnh, Cấp cơ sở."
    )
    assert level_problems(places["mac_dinh"], data) == []


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"issuer_kinds": ("chi_doan",)}, "không có loại cơ quan chi_doan"),
        ({"name_pattern": "("}, "viết sai"),
    ],
)
def test_a_quota_that_cannot_be_applied_is_refused(parts: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Quota(id="x", group="X", raw="", **parts)
