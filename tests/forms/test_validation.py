from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.fields import leaves
from doc_service.forms.narratives import bodies
from doc_service.forms.validation import field_at, order, problems
from doc_service.problems import Problem
from tests.conftest import example


def judged(form: Form, data: dict[str, Any], *, draft: bool) -> list[Problem]:
    found = leaves(form.fields, data)
    return problems(form, data, found, bodies(found), draft=draft)


def only(form: Form, data: dict[str, Any], *, draft: bool = False) -> Problem:
    (found,) = judged(form, data, draft=draft)
    return found


def changed(form: Form, pointer: str, value: Any) -> dict[str, Any]:
    """The example with one value replaced; None removes it."""
    data: Any = example(form)
    *path, last = [int(part) if part.isdecimal() else part for part in pointer.split("/")[1:]]
    inner = data
    for part in path:
        inner = inner[part]
    if value is None:
        del inner[last]
    else:
        inner[last] = value
    return dict(data)


@pytest.mark.parametrize("name", ["mau_01", "mau_02", "mau_03"])
@pytest.mark.parametrize("draft", [False, True])
def test_every_example_is_valid(catalog: Catalog, name: str, draft: bool) -> None:
    form = catalog.form(name)
    for data in form.examples.values():
        assert judged(form, data, draft=draft) == []


@pytest.mark.parametrize(
    ("pointer", "value", "code", "said"),
    [
        ("/nam", None, "required", "Chưa nhập “Năm đăng ký”."),
        ("/co_quan/ten", None, "required", "Chưa nhập “Tên cơ quan”."),
        ("/mo_hinh/6/linh_vuc", None, "required", "Dòng 7: Chưa nhập “Lĩnh vực”."),
        ("/noi_nhan/1/noi", None, "required", "Dòng 2: Chưa nhập “Nơi nhận”."),
        ("/nam", "2026", "type", "“Năm đăng ký” phải là số nguyên."),
        ("/nam", True, "type", "“Năm đăng ký” phải là số nguyên."),
        ("/kinh_gui", 5, "type", "“Kính gửi” phải là chữ."),
        ("/co_quan", "Chi bộ", "type", "“Đơn vị lập văn bản” phải là một nhóm trường."),
        ("/mo_hinh", {}, "type", "“Mô hình đăng ký” phải là một danh sách."),
        ("/mo_hinh/2", "Ngõ xanh", "type", "Dòng 3: “Mô hình đăng ký” phải là một nhóm trường."),
        ("/mo_hinh/2/ten", 5, "type", "Dòng 3: “Tên mô hình “Dân vận khéo”” phải là chữ."),
        ("/nam", 2008, "too_small", "“Năm đăng ký” nhỏ quá, ít nhất là 2009."),
        ("/nam", 2101, "too_large", "“Năm đăng ký” lớn quá, nhiều nhất là 2100."),
        ("/kinh_gui", "x", "too_short", "“Kính gửi” ngắn quá, ít nhất 2 ký tự."),
        ("/kinh_gui", "x" * 301, "too_long", "“Kính gửi” dài quá, nhiều nhất 300 ký tự."),
        ("/mo_hinh", [], "rows_missing", "“Mô hình đăng ký” chưa đủ dòng, cần ít nhất 1 dòng."),
        ("/ngay", "2026-11-31", "date", "Ngày 31/11/2026 không có thật"),
        ("/ngay", "15/01/2026", "date", "“15/01/2026” không đúng dạng ngày"),
        ("/ngay", "2026-01", "partial_date", "“Ngày ban hành” chưa đủ ngày, tháng, năm"),
        ("/ngay", "2026", "partial_date", "“Ngày ban hành” chưa đủ ngày, tháng, năm"),
        ("/kinh_gui", "Đảng\x07 ủy", "control_character", "(U+0007)"),
        ("/mo_hinh/0/ten", "Ngõ\x00\x0bxanh", "control_character", "Dòng 1: “Tên mô hình"),
    ],
)
def test_a_wrong_value_is_told_by_row_and_label(
    mau_01: Form, pointer: str, value: Any, code: str, said: str
) -> None:
    found = only(mau_01, changed(mau_01, pointer, value))
    assert (found.code, found.pointer, found.severity) == (code, pointer, "error")
    assert said in found.message


@pytest.mark.parametrize(
    ("pointer", "value", "said"),
    [
        ("/cap", "tinh", "là “tinh”, phải là một trong: thanh_pho (Thành phố), xa_phuong"),
        ("/mo_hinh/6/linh_vuc", "the_thao", "Dòng 7: “Lĩnh vực” là “the_thao”, phải là một trong"),
        ("/co_quan/loai", "hoi_kin", "chi_bo (Chi bộ)"),
        ("/mo_hinh/0/loai", ["x" * 500], "tap_the (Tập thể)"),
    ],
)
def test_a_choice_that_is_not_offered_is_told_those_that_are(
    mau_01: Form, pointer: str, value: Any, said: str
) -> None:
    found = judged(mau_01, changed(mau_01, pointer, value), draft=False)
    chosen = next(one for one in found if one.code == "choice")
    assert chosen.pointer == pointer
    assert said in chosen.message
    assert len(chosen.message) < 700


def test_an_unknown_field_is_told_those_there_are(mau_01: Form) -> None:
    found = only(mau_01, {**example(mau_01), "a/b~": 1})
    assert (found.code, found.pointer) == ("unknown_field", "/a~1b~0")
    assert "“a/b~”" in found.message
    assert "co_quan, nam, cap, ngay, kinh_gui, mo_hinh" in found.message


def test_an_unknown_column_is_told_those_there_are(mau_01: Form) -> None:
    found = only(mau_01, changed(mau_01, "/mo_hinh/0/ma", "x"))
    assert found.pointer == "/mo_hinh/0/ma"
    assert found.message.startswith("Dòng 1: ")
    assert "loai, chu_the, chuc_vu, ten, linh_vuc" in found.message


def test_too_many_rows_are_counted_with_a_dot(mau_01: Form) -> None:
    data = example(mau_01)
    data["mo_hinh"] = data["mo_hinh"][:1] * 5001
    found = only(mau_01, data)
    assert (found.code, found.pointer) == ("too_many_rows", "/mo_hinh")
    assert "5.000 dòng" in found.message


@pytest.mark.parametrize("day", ["2026", "2026-01", "2026-01-15"])
def test_a_draft_may_leave_the_day_open(mau_01: Form, day: str) -> None:
    assert judged(mau_01, changed(mau_01, "/ngay", day), draft=True) == []


def test_a_draft_may_not_have_a_day_that_does_not_exist(mau_01: Form) -> None:
    found = only(mau_01, changed(mau_01, "/ngay", "2026-11-31"), draft=True)
    assert (found.code, found.severity) == ("date", "error")


@pytest.mark.parametrize(
    ("pointer", "value"), [("/nam", None), ("/mo_hinh", []), ("/mo_hinh/6/ten", None)]
)
def test_in_a_draft_what_is_missing_is_only_a_warning(
    mau_01: Form, pointer: str, value: Any
) -> None:
    assert only(mau_01, changed(mau_01, pointer, value), draft=True).severity == "warning"


WORDS = [
    (332, []),
    (333, [("near_word_limit", "warning")]),
    (350, [("near_word_limit", "warning")]),
    (351, [("word_limit", "error")]),
]


@pytest.mark.parametrize(("count", "expected"), WORDS)
def test_a_summary_has_at_most_350_words(
    mau_03: Form, count: int, expected: list[tuple[str, str]]
) -> None:
    text = " - ".join(["năm"] * count)  # lone hyphens are no words
    found = judged(mau_03, changed(mau_03, "/thanh_tich/1/tom_tat", text), draft=False)
    assert [(one.code, one.severity) for one in found] == expected
    assert all(one.pointer == "/thanh_tich/1/tom_tat" for one in found)


def test_a_summary_that_is_too_long_is_told_by_how_much(mau_03: Form) -> None:
    text = " ".join(["năm"] * 360)
    found = only(mau_03, changed(mau_03, "/thanh_tich/1/tom_tat", text))
    assert found.message.startswith("Dòng 2: “Tóm tắt thành tích nổi bật” có 360 từ, quá 350 từ")
    assert "bớt ít nhất 10 từ" in found.message


def test_everything_is_told_at_once_in_the_order_of_the_form(mau_01: Form) -> None:
    data = {
        "la": 1,
        "nguoi_ky": {"ho_ten": 5},
        "mo_hinh": [{"ten": 5, "loai": "la"}, "x"],
        "ngay": "2026-02-30",
        "co_quan": {"dia_danh": ""},
    }
    found = judged(mau_01, data, draft=False)
    assert [one.pointer for one in found] == [
        "/co_quan/loai",
        "/co_quan/ten",
        "/co_quan/dia_danh",
        "/nam",
        "/ngay",
        "/kinh_gui",
        "/mo_hinh/0/loai",
        "/mo_hinh/0/chu_the",
        "/mo_hinh/0/ten",
        "/mo_hinh/0/linh_vuc",
        "/mo_hinh/1",
        "/noi_nhan",
        "/nguoi_ky/chuc_vu",
        "/nguoi_ky/ho_ten",
        "/la",
    ]


def test_rows_are_told_in_their_number_and_not_as_text(mau_01: Form) -> None:
    data = example(mau_01)
    data["mo_hinh"] = [{**data["mo_hinh"][0], "linh_vuc": "la"}] * 12
    found = [one.pointer for one in judged(mau_01, data, draft=False)]
    assert found == [f"/mo_hinh/{row}/linh_vuc" for row in range(12)]


@pytest.mark.parametrize("name", ["²", "7", "٣", "9" * 5000, "", "~1"])
def test_a_field_with_an_odd_name_comes_last(mau_01: Form, name: str) -> None:
    assert order(mau_01.fields, f"/{name}") > order(mau_01.fields, "/nguoi_ky/ho_ten")
    assert only(mau_01, {**example(mau_01), name: 1}).code == "unknown_field"


def test_the_field_of_a_path_is_found_through_rows(mau_01: Form) -> None:
    field = field_at(mau_01.fields, ["mo_hinh", 6, "linh_vuc"])
    assert field is not None
    assert field.name == "linh_vuc"
    assert field_at(mau_01.fields, ["mo_hinh", 6, "la"]) is None
    assert field_at(mau_01.fields, []) is None


@given(st.text(max_size=30))
def test_no_text_of_a_date_breaks_the_validation(catalog: Catalog, text: str) -> None:
    form = catalog.form("mau_01")
    found = judged(form, {**form.example, "ngay": text}, draft=True)
    assert all(one.pointer == "/ngay" for one in found)


def test_problems_of_a_narrative_follow_its_text(catalog: Catalog) -> None:
    fields = catalog.form("ke_hoach").fields
    pointers = [
        *("/noi_dung/0/chu", "/noi_dung/0/con/2/chu", "/noi_dung/0/con/10/chu"),
        *("/noi_dung/1/tieu_de", "/noi_dung/1/cot/3", "/noi_dung/1/hang/0/2", "/noi_dung/1/la"),
    ]
    assert sorted(reversed(pointers), key=lambda one: order(fields, one)) == pointers
    assert order(fields, f"/noi_dung/{'9' * 5000}") > order(fields, "/noi_dung/1/la")
