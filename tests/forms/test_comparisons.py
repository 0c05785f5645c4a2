from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from doc_service.forms.fields import Choice, Field
from doc_service.forms.rules import RULES

VOTES = Field(
    "phieu",
    "Bỏ phiếu",
    "object",
    required=True,
    fields=(
        Field("trieu_tap", "Số triệu tập", "integer", required=True),
        Field("co_mat", "Số có mặt", "integer", required=True),
    ),
)
ROWS = Field(
    "mo_hinh",
    "Mô hình",
    "rows",
    required=True,
    fields=(
        Field("dong_y", "Đồng ý", "integer", required=True),
        Field("khong", "Không đồng ý", "integer", required=True),
        Field("tu", "Từ ngày", "date", required=True),
        Field("den", "Đến ngày", "date", required=True),
    ),
)


ROLE = Field(
    "vai_tro",
    "Vai trò",
    "choice",
    required=True,
    choices=(Choice("truong_doan", "Trưởng đoàn"), Choice("thanh_vien", "Thành viên")),
)
TEAM = Field("doan", "Đoàn thẩm định", "rows", required=True, fields=(ROLE,))


@dataclass(frozen=True)
class Minutes:
    """A form that has what the rules of these tests name."""

    def field(self, name: str) -> Field | None:
        return {"phieu": VOTES, "mo_hinh": ROWS, "vai_tro": ROLE, "doan": TEAM}.get(name)


def said(rule: str, data: dict[str, Any], **spec: Any) -> list[tuple[str, str]]:
    found = RULES[rule](Minutes(), data, {}, {"rule": rule, **spec})  # type: ignore[arg-type]  # what a rule asks
    return [(one.pointer, one.message) for one in found]


def test_more_present_than_invited_is_refused_with_both_numbers() -> None:
    spec = {"less": "phieu.co_mat", "more": "phieu.trieu_tap"}
    assert said("not_more", {"phieu": {"co_mat": 11, "trieu_tap": 11}}, **spec) == []
    [(pointer, message)] = said("not_more", {"phieu": {"co_mat": 12, "trieu_tap": 11}}, **spec)
    assert pointer == "/phieu/co_mat"
    assert "“Số có mặt” là 12, nhiều hơn “Số triệu tập” là 11" in message


@pytest.mark.parametrize("value", [None, "12", True, {}, [1]])
def test_what_is_no_number_is_left_to_validation(value: Any) -> None:
    spec = {"less": "phieu.co_mat", "more": "phieu.trieu_tap"}
    assert said("not_more", {"phieu": {"co_mat": value, "trieu_tap": 11}}, **spec) == []
    assert said("not_more", {"phieu": value}, **spec) == []


def test_votes_on_a_model_are_at_most_those_present() -> None:
    data = {
        "phieu": {"co_mat": 11},
        "mo_hinh": [{"dong_y": 11, "khong": 0}, {"dong_y": 10, "khong": 2}, "hỏng"],
    }
    spec = {"rows": "mo_hinh", "parts": ["dong_y", "khong"], "whole": "phieu.co_mat"}
    [(pointer, message)] = said("rows_parts_of", data, **spec)
    assert pointer == "/mo_hinh/1/dong_y"
    assert message.startswith("Dòng 2: “Đồng ý” + “Không đồng ý” cộng lại là 12")
    assert said("parts_of", {}, parts=["phieu.co_mat"], whole="phieu.trieu_tap") == []


def test_an_end_before_its_beginning_is_refused_in_the_words_of_the_country() -> None:
    rows = [
        {"tu": "2026-03-10", "den": "2026-03-10"},
        {"tu": "2026-03-10", "den": "2026-02-05"},
        {"tu": "2026", "den": "2026-02-05"},
    ]
    found = said("rows_in_order", {"mo_hinh": rows}, rows="mo_hinh", first="tu", then="den")
    [(pointer, message)] = found
    assert pointer == "/mo_hinh/1/den"
    assert "10/3/2026" in message
    assert "05/02/2026" in message


def test_times_are_compared_too() -> None:
    data = {"phieu": {"trieu_tap": "08:30", "co_mat": "08:00"}}
    assert said("in_order", data, first="phieu.trieu_tap", then="phieu.co_mat")
    assert not said("in_order", data, first="phieu.co_mat", then="phieu.trieu_tap")


def test_words_of_several_texts_count_together() -> None:
    data = {"a": "một hai ba", "b": [{"chu": "bốn **năm**"}], "c": None}
    spec: dict[str, Any] = {"fields": ["a", "b", "c"]}
    assert said("words_together", data, **spec, limit=6) == []
    assert "sát giới hạn" in said("words_together", data, **spec, limit=5)[0][1]
    assert "quá 4 từ; hãy bớt ít nhất 1 từ" in said("words_together", data, **spec, limit=4)[0][1]


def test_those_listed_as_absent_count_with_those_present() -> None:
    spec: dict[str, Any] = {"parts": ["phieu.co_mat", "mo_hinh"], "whole": "phieu.trieu_tap"}
    data = {"phieu": {"trieu_tap": 11, "co_mat": 10}, "mo_hinh": [{}]}
    assert said("parts_of", data, **spec) == []
    [(pointer, message)] = said("parts_of", {**data, "mo_hinh": [{}, {}]}, **spec)
    assert pointer == "/phieu/co_mat"
    assert "“Số có mặt” + “Mô hình” cộng lại là 12, nhiều hơn “Số triệu tập” là 11" in message


def test_what_one_choice_makes_necessary_is_asked_for_with_that_choice_only() -> None:
    spec = {"choice": "vai_tro", "code": "truong_doan", "needed": "mo_hinh"}
    [(pointer, message)] = said("needed_for", {"vai_tro": "truong_doan", "mo_hinh": []}, **spec)
    assert pointer == "/mo_hinh"
    assert message == "Chưa có “Mô hình”; mục này phải ghi khi “Vai trò” là “Trưởng đoàn”."
    assert said("needed_for", {"vai_tro": "thanh_vien"}, **spec) == []
    assert said("needed_for", {"vai_tro": "truong_doan", "mo_hinh": [{}]}, **spec) == []


def test_a_team_has_exactly_one_head() -> None:
    spec = {"rows": "doan", "choice": "vai_tro", "code": "truong_doan"}
    head, other = {"vai_tro": "truong_doan"}, {"vai_tro": "thanh_vien"}
    assert said("rows_one", {"doan": [other, head]}, **spec) == []
    assert said("rows_one", {}, **spec) == []
    [(pointer, message)] = said("rows_one", {"doan": [other, other]}, **spec)
    assert pointer == "/doan"
    assert "chưa có dòng nào ghi “Vai trò” là “Trưởng đoàn”" in message
    [(pointer, message)] = said("rows_one", {"doan": [head, other, head]}, **spec)
    assert pointer == "/doan/2/vai_tro"
    assert message == "Dòng 3: “Trưởng đoàn” đã có ở dòng 1; chỉ được một dòng."


def test_a_part_in_a_row_is_not_more_than_what_it_is_a_part_of() -> None:
    spec: dict[str, Any] = {"rows": "mo_hinh", "less": ["khong"], "more": ["dong_y", "khong"]}
    assert said("rows_not_more", {"mo_hinh": [{"dong_y": 0, "khong": 3}]}, **spec) == []
    spec = {"rows": "mo_hinh", "less": ["khong"], "more": ["dong_y"]}
    rows = [{"dong_y": 2, "khong": 2}, {"dong_y": 2, "khong": 3}, {"khong": 9}, {"dong_y": ""}]
    [(pointer, message)] = said("rows_not_more", {"mo_hinh": rows}, **spec)
    assert pointer == "/mo_hinh/1/khong"
    assert message == "Dòng 2: “Không đồng ý” là 3, nhiều hơn “Đồng ý” là 2; hãy xem lại."


def test_a_day_of_a_schedule_lies_between_its_first_and_its_last_day() -> None:
    spec = {"rows": "mo_hinh", "column": "tu", "fields": ["tu_ngay", "den_ngay"]}
    rows = [{"tu": day} for day in ("2026-10-20", "2026-10-23", "2026-10-19", "2026-11-01")]
    data = {"tu_ngay": "2026-10-20", "den_ngay": "2026-10-23", "mo_hinh": [*rows, {"tu": 5}]}
    found = said("rows_between", data, **spec)
    assert [pointer for pointer, _ in found] == ["/mo_hinh/2/tu", "/mo_hinh/3/tu"]
    assert found[0][1] == (
        "Dòng 3: “Từ ngày” là 19/10/2026, ngoài khoảng từ 20/10/2026 đến 23/10/2026; hãy xem lại."
    )
    assert said("rows_between", {"tu_ngay": "2026-10-20", "mo_hinh": rows[:2]}, **spec) == []
