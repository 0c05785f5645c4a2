from __future__ import annotations

from typing import Any

import pytest

from doc_service.forms.catalog import Form
from doc_service.forms.derived import COUNTS, derive
from doc_service.forms.rules import rule_problems
from doc_service.problems import Problem
from tests.conftest import example


def broken(form: Form, data: dict[str, Any]) -> list[Problem]:
    return rule_problems(form, data, derive(form, data))


def model(**changes: Any) -> dict[str, Any]:
    return {
        "cap": "co_so",
        "loai": "tap_the",
        "chu_the": "Chi bộ Tổ dân phố số 5",
        "ten": "Ngõ văn minh",
        "linh_vuc": "kinh_te",
        **changes,
    }


def line(*counts: int, cap: str = "co_so", linh_vuc: str = "kinh_te") -> dict[str, Any]:
    return {"cap": cap, "linh_vuc": linh_vuc, **dict(zip(COUNTS, counts, strict=True))}


def test_no_example_breaks_a_rule(mau_01: Form, mau_02: Form, mau_03: Form) -> None:
    for form in (mau_01, mau_02, mau_03):
        for data in form.examples.values():
            assert broken(form, dict(data)) == []


@pytest.mark.parametrize(
    "again", [{}, {"ten": "NGÕ  VĂN MINH"}, {"linh_vuc": "van_hoa_xa_hoi"}, {"chuc_vu": "Bí thư"}]
)
def test_the_same_model_twice_is_an_error_at_its_second_row(
    mau_01: Form, again: dict[str, Any]
) -> None:
    (found,) = broken(mau_01, {"mo_hinh": [model(), model(ten="Khác"), model(**again)]})
    assert (found.pointer, found.code, found.severity) == ("/mo_hinh/2/ten", "duplicate", "error")
    assert found.message.startswith("Dòng 3: ")
    assert "dòng 1" in found.message


@pytest.mark.parametrize(
    ("again", "how"),
    [
        ({"ten": "Ngõ văn mình"}, "gần giống tên"),
        ({"ten": "Ngo van minh"}, "gần giống tên"),
        ({"chu_the": "Chi hội Phụ nữ"}, "trùng tên"),
    ],
)
def test_a_model_much_like_another_is_a_warning(
    mau_01: Form, again: dict[str, Any], how: str
) -> None:
    (found,) = broken(mau_01, {"mo_hinh": [model(), model(**again)]})
    assert (found.pointer, found.code, found.severity) == (
        "/mo_hinh/1/ten",
        "near_duplicate",
        "warning",
    )
    assert how in found.message


def test_one_model_may_be_registered_at_two_levels(mau_02: Form) -> None:
    found = broken(mau_02, {"mo_hinh": [model(), model(cap="xa_phuong")]})
    assert [one.code for one in found] == ["near_duplicate"]


def test_different_models_are_left_alone(mau_01: Form) -> None:
    assert broken(mau_01, {"mo_hinh": [model(), model(ten="Ngõ xanh"), {}, {}, "x"]}) == []


def test_a_line_of_numbers_may_stand_only_once(mau_02: Form) -> None:
    rows = [line(1, 1, 0, 0), line(1, 1, 0, 0, cap="xa_phuong"), line(2, 2, 0, 0)]
    (found,) = broken(mau_02, {"so_lieu": rows})
    assert (found.pointer, found.code) == ("/so_lieu/2/cap", "duplicate")
    assert "“Cấp đăng ký” và “Lĩnh vực” đã có ở dòng 1" in found.message


def test_lines_not_filled_in_yet_are_no_repeats(mau_02: Form) -> None:
    rows = [{}, {}, {"cap": "co_so"}, {"cap": "co_so"}, line(1, 1, 0, 0)]
    assert broken(mau_02, {"so_lieu": rows}) == []


@pytest.mark.parametrize("data", [{}, {"mo_hinh": [], "so_lieu": []}])
def test_there_must_be_models_or_numbers(mau_02: Form, data: dict[str, Any]) -> None:
    (found,) = broken(mau_02, data)
    assert (found.pointer, found.code) == ("/mo_hinh", "required")
    assert "“Danh sách mô hình” hoặc “Số liệu”" in found.message


@pytest.mark.parametrize(
    ("counts", "pointer", "said"),
    [
        ((3, 2, 0, 0), "/so_lieu/0/mo_hinh_tap_the", "là 2, ít hơn"),
        ((0, 0, 1, 0), "/so_lieu/0/mo_hinh_ca_nhan", "là 0, ít hơn"),
    ],
)
def test_nobody_registers_without_a_model(
    mau_02: Form, counts: tuple[int, ...], pointer: str, said: str
) -> None:
    (found,) = broken(mau_02, {"so_lieu": [line(*counts)]})
    assert (found.pointer, found.code) == (pointer, "at_least")
    assert found.message.startswith("Dòng 1: ")
    assert said in found.message


def test_numbers_that_agree_with_the_models_are_left_alone(mau_02: Form) -> None:
    data = {
        "mo_hinh": [model(), model(ten="Ngõ xanh")],
        "so_lieu": [line(1, 2, 0, 0), line(1, 2, 0, 0, linh_vuc="cong")],
        "tong": dict(zip(COUNTS, (1, 2, 0, 0), strict=True)),
    }
    assert broken(mau_02, data) == []


def test_numbers_that_differ_from_the_models_are_told_one_by_one(mau_02: Form) -> None:
    data = {
        "mo_hinh": [model(), model(ten="Ngõ xanh")],
        "so_lieu": [line(1, 3, 0, 0), line(2, 2, 0, 0, linh_vuc="cong")],
        "tong": {"mo_hinh_ca_nhan": 1},
    }
    assert [(one.pointer, one.code) for one in broken(mau_02, data)] == [
        ("/so_lieu/0/mo_hinh_tap_the", "sum"),
        ("/so_lieu/1/tap_the", "sum"),
        ("/tong/mo_hinh_ca_nhan", "sum"),
    ]


def test_a_wrong_sum_is_told_with_both_numbers(mau_02: Form) -> None:
    rows = [
        line(1, 2, 0, 0),
        line(2, 2, 1, 1, linh_vuc="van_hoa_xa_hoi"),
        line(3, 5, 1, 1, linh_vuc="cong"),
    ]
    (found,) = broken(mau_02, {"so_lieu": rows, "tong": {"tap_the": 3}})
    assert found.pointer == "/so_lieu/2/mo_hinh_tap_the"
    assert "ghi 5 nhưng cộng lại là 4" in found.message


def test_a_wrong_total_is_an_error(mau_02: Form) -> None:
    (found,) = broken(mau_02, {"so_lieu": [line(1, 2, 0, 0)], "tong": {"mo_hinh_tap_the": 3}})
    assert (found.pointer, found.code, found.severity) == ("/tong/mo_hinh_tap_the", "sum", "error")
    assert "Tổng số mô hình của tập thể" in found.message


@pytest.mark.parametrize("day", ["2026-01-15", "2025-12-20", "2026", "2026-11", "là gì", 5, None])
def test_a_date_of_the_year_or_the_year_before_is_left_alone(mau_01: Form, day: Any) -> None:
    data = {**example(mau_01), "ngay": day}
    assert broken(mau_01, data) == []


@pytest.mark.parametrize("day", ["2024-12-31", "2027-01-01", "2062-01-15"])
def test_a_date_of_another_year_is_a_warning(mau_01: Form, day: str) -> None:
    (found,) = broken(mau_01, {**example(mau_01), "ngay": day})
    assert (found.pointer, found.code, found.severity) == ("/ngay", "date_in_year", "warning")
    assert day[:4] in found.message
    assert "2026" in found.message


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Từ tháng 02/2026 vận động 32 hộ", ""),
        ("Trong năm qua vận động 32 hộ", ""),
        ("Ngày 10/3, vận động ba mươi hai hộ", ""),
        ("Vận động 32 hộ bàn giao mặt bằng", "thời gian thực hiện"),
        ("Trong năm qua vận động nhiều hộ", "số liệu cụ thể"),
        ("Vận động nhiều hộ", "thời gian thực hiện và số liệu cụ thể"),
        ("", ""),
        (5, ""),
    ],
)
def test_a_summary_without_time_or_figures_is_a_warning(
    mau_03: Form, text: Any, missing: str
) -> None:
    found = broken(mau_03, {"thanh_tich": [{"tom_tat": text}]})
    assert [(one.pointer, one.code, one.severity) for one in found] == (
        [("/thanh_tich/0/tom_tat", "time_and_figures", "warning")] if missing else []
    )
    assert all(one.message.endswith(f"chưa nêu {missing}.") for one in found)


@pytest.mark.parametrize(
    "data",
    [
        {"mo_hinh": 5, "so_lieu": "x", "tong": []},
        {"mo_hinh": [None, []], "so_lieu": [3]},
        {"mo_hinh": [{"ten": ["x"], "cap": {}}], "so_lieu": [{"cap": [], "tap_the": "3"}]},
    ],
)
def test_rules_pass_over_what_they_cannot_judge(mau_02: Form, data: dict[str, Any]) -> None:
    assert {one.code for one in broken(mau_02, data)} <= {"required"}


def test_true_is_no_year_and_no_number(mau_01: Form, mau_02: Form) -> None:
    assert broken(mau_01, {"ngay": "2026-01-15", "nam": True, "mo_hinh": []}) == []
    data = {"so_lieu": [{**line(1, 1, 0, 0), "tap_the": True}], "tong": {"tap_the": True}}
    assert broken(mau_02, data) == []
