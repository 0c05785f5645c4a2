from __future__ import annotations

import datetime as dt
from copy import deepcopy
from typing import Any

import pytest

from doc_service.errors import InvalidData
from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.fields import leaves
from doc_service.forms.preparation import Prepared, prepare, readings
from doc_service.problems import Problem
from tests.conftest import example

from .places import TO_TRINH_DATA
from .printed import folded, texts

TODAY = dt.date(2026, 11, 1)


def ready(form: Form, data: Any, *, draft: bool = False, today: dt.date = TODAY) -> Prepared:
    return prepare(form, data, draft=draft, today=today)


def refused(form: Form, data: Any, *, draft: bool = False) -> tuple[Problem, ...]:
    with pytest.raises(InvalidData) as caught:
        ready(form, data, draft=draft)
    return caught.value.problems


@pytest.mark.parametrize("name", ["mau_01", "mau_02", "mau_03"])
def test_every_example_is_ready_to_be_assembled(catalog: Catalog, name: str) -> None:
    form = catalog.form(name)
    for data in form.examples.values():
        prepared = ready(form, data)
        assert {one.code for one in prepared.warnings} <= {"chi_bo_no_seal"}
        assert prepared.form is form
        assert prepared.data == data


def test_the_title_names_the_level_and_the_year(mau_01: Form, mau_03: Form) -> None:
    assert ready(mau_01, example(mau_01)).title == (
        "Danh sách đăng ký thực hiện mô hình “Dân vận khéo” cấp Thành phố năm 2026"
    )
    assert ready(mau_03, example(mau_03)).title.endswith("“Dân vận khéo” năm 2026")


def test_a_value_that_looks_like_a_place_in_the_title_is_left_alone(to_trinh: Form) -> None:
    data = {**deepcopy(TO_TRINH_DATA), "noi_dung": "về {nam}"}
    assert ready(to_trinh, data).title == "Tờ trình về {nam} năm 2026, {về {nam}}"


def test_the_issuer_and_the_day_are_told(mau_01: Form) -> None:
    prepared = ready(mau_01, example(mau_01))
    assert prepared.issuer == "Chi bộ Tổ dân phố số 5"
    assert prepared.day.iso() == "2026-01-15"


@pytest.mark.parametrize(
    ("day", "today", "rules"),
    [
        ("2026-01-15", dt.date(2026, 11, 1), "dang-hd36"),
        ("2026-06-01", dt.date(2026, 1, 1), "dang-hd05"),
        (None, dt.date(2026, 5, 26), "dang-hd36"),
        (None, dt.date(2026, 5, 27), "dang-hd05"),
        ("2026", dt.date(2026, 5, 26), "dang-hd36"),
        ("2026", dt.date(2026, 5, 27), "dang-hd05"),
        ("2026-05", dt.date(2026, 5, 27), "dang-hd05"),
        ("2026-04", dt.date(2026, 11, 1), "dang-hd36"),
        ("2025", dt.date(2026, 11, 1), "dang-hd36"),
        ("2027", dt.date(2026, 1, 1), "dang-hd05"),
        ("2026-12", dt.date(2026, 1, 1), "dang-hd05"),
    ],
)
def test_a_draft_follows_the_rules_of_the_day_it_is_likely_to_bear(
    mau_01: Form, day: str | None, today: dt.date, rules: str
) -> None:
    data = {**example(mau_01), "ngay": day}
    assert ready(mau_01, data, draft=True, today=today).rules.name == rules


def test_warnings_travel_with_the_document_in_field_order(mau_01: Form) -> None:
    data = example(mau_01)
    data["ngay"] = "2024-01-15"
    data["mo_hinh"].append({**data["mo_hinh"][0], "chu_the": "Chi hội Phụ nữ số 5"})
    data["noi_nhan"].append({"noi": "Lưu chi bộ"})
    warnings = ready(mau_01, data).warnings
    assert [(one.pointer, one.code) for one in warnings] == [
        ("/ngay", "date_in_year"),
        (f"/mo_hinh/{len(data['mo_hinh']) - 1}/ten", "near_duplicate"),
        ("/noi_nhan/2/noi", "duplicate_recipient"),
        ("/nguoi_ky", "chi_bo_no_seal"),
    ]
    assert {one.severity for one in warnings} == {"warning"}


def test_problems_of_every_kind_are_told_at_once(mau_01: Form) -> None:
    data = example(mau_01)
    data["co_quan"]["loai"] = "dang_uy"
    data["mo_hinh"][1] = data["mo_hinh"][0]
    data["ngay"] = "2026-11-31"
    data["nguoi_ky"]["hinh_thuc"] = "ky_thay"
    data["la"] = 1
    assert [(one.pointer, one.code) for one in refused(mau_01, data)] == [
        ("/ngay", "date"),
        ("/mo_hinh/1/ten", "duplicate"),
        ("/nguoi_ky/hinh_thuc", "collective_never_kt"),
        ("/la", "unknown_field"),
    ]


def test_each_problem_is_told_once(mau_01: Form) -> None:
    found = refused(mau_01, {})
    assert len({(one.pointer, one.message) for one in found}) == len(found)


def test_nothing_given_makes_a_draft_full_of_gaps_and_no_final_document(mau_02: Form) -> None:
    assert {one.code for one in ready(mau_02, {}, draft=True).warnings} == {"required"}
    assert {one.code for one in refused(mau_02, {})} == {"required"}


@pytest.mark.parametrize(
    "data", [[], None, "x", {"ten": "\ud800"}, {"x": [[[[]]]] * 3, "nam": float("nan")}]
)
def test_data_that_cannot_be_judged_are_refused(mau_01: Form, data: Any) -> None:
    assert refused(mau_01, data, draft=True)


def test_the_same_data_have_the_same_hash_however_they_were_typed(mau_01: Form) -> None:
    data = example(mau_01)
    typed = dict(reversed(list(data.items())))
    typed["kinh_gui"] = f"  {data['kinh_gui']} "
    typed["co_quan"] = {**data["co_quan"], "cap_tren": ""}
    assert ready(mau_01, typed).data_sha256 == ready(mau_01, data).data_sha256
    data["nam"] = 2027
    assert ready(mau_01, data).data_sha256 != ready(mau_01, typed).data_sha256


@pytest.mark.parametrize("name", ["mau_01", "mau_02", "mau_03"])
def test_readings_cover_every_printed_leaf_of_an_example(catalog: Catalog, name: str) -> None:
    form = catalog.form(name)
    for data in form.examples.values():
        prepared = ready(form, data)
        covered = {pointer for pointer, _ in readings(prepared)}
        printed_leaves = {
            pointer
            for field, pointer, _ in leaves(form.fields, prepared.data)
            if not field.unused and field.kind != "choice"
        }
        assert covered == printed_leaves


@pytest.mark.parametrize("name", ["mau_01", "mau_02", "mau_03"])
def test_every_reading_stands_in_what_the_template_sees(catalog: Catalog, name: str) -> None:
    form = catalog.form(name)
    for data in form.examples.values():
        prepared = ready(form, data)
        whole = folded(" ".join(texts(prepared.context)))
        lost = [
            pointer
            for pointer, ways in readings(prepared)
            if not any(folded(way) in whole for way in ways)
        ]
        assert lost == []


def test_shared_pieces_are_read_as_they_are_printed(to_trinh: Form) -> None:
    prepared = ready(to_trinh, deepcopy(TO_TRINH_DATA))
    found = dict(readings(prepared))
    assert found["/so_ky_hieu/co_quan"] == ("BXDĐ\u2011ĐU",)
    assert "07" in found["/so_ky_hieu/so"]
    assert found["/noi_nhan/1/noi"] == ("TU (để b/c)",)
    assert found["/ngay"] == ("ngày 01 tháng 6 năm 2026", "01/6/2026")
    printed_texts = folded(
        " ".join(texts({name: prepared.context[name] for name in ("so_ky_hieu", "noi_nhan")}))
    )
    for pointer in ("/so_ky_hieu/co_quan", "/so_ky_hieu/so", "/noi_nhan/1/noi"):
        assert any(folded(way) in printed_texts for way in found[pointer])


def test_a_member_who_signs_for_a_committee_has_no_position_to_read(mau_01: Form) -> None:
    data = example(mau_01)
    data["nguoi_ky"]["chuc_vu"] = "Chi ủy viên"
    assert "/nguoi_ky/chuc_vu" not in dict(readings(ready(mau_01, data)))


def test_a_large_count_may_be_printed_with_a_dot_and_a_small_one_padded(mau_02: Form) -> None:
    data = example(mau_02)
    first = data["so_lieu"][0]
    first.update(tap_the=5, mo_hinh_tap_the=1200)
    del data["so_lieu"][1:]
    data.pop("tong", None)
    found = dict(readings(ready(mau_02, data)))
    assert "05" in found["/so_lieu/0/tap_the"]
    assert "1.200" in found["/so_lieu/0/mo_hinh_tap_the"]


@pytest.mark.parametrize("day", ["2026-01-15", "2026-11-21"])
@pytest.mark.parametrize("prefix", ["V/v ", "v/v: ", "Về việc ", ""])
def test_a_letter_is_about_the_same_however_that_was_typed(
    catalog: Catalog, prefix: str, day: str
) -> None:
    form = catalog.form("cong_van")
    data = {**example(form), "trich_yeu": f"{prefix}đôn đốc báo cáo", "ngay": day}
    prepared = ready(form, data)
    (way,) = dict(readings(prepared))["/trich_yeu"]
    assert way == prepared.context["trich_yeu"]
    assert way.casefold().endswith("đôn đốc báo cáo")


def test_marks_that_were_typed_after_addressees_and_bases_are_not_missed(catalog: Catalog) -> None:
    form = catalog.form("to_trinh")
    data = example(form)
    data["kinh_gui"] = [{"noi": "- Thường trực Đảng ủy;"}, {"noi": "Văn phòng, (để b/c)."}]
    data["can_cu"] = [{"noi_dung": "- Căn cứ tình hình thực tế của địa phương;"}]
    prepared = ready(form, data)
    found = dict(readings(prepared))
    shown = folded(" ".join(texts(prepared.context)))
    for pointer in ("/kinh_gui/0/noi", "/kinh_gui/1/noi", "/can_cu/0/noi_dung"):
        assert any(folded(way) in shown for way in found[pointer])


@pytest.mark.parametrize("value", ["25h30", 5, ["08:30"], True])
def test_what_is_no_time_is_told_and_breaks_nothing(catalog: Catalog, value: Any) -> None:
    form = catalog.form("bien_ban_tham_dinh")
    for draft in (False, True):
        with pytest.raises(InvalidData) as caught:
            prepare(form, {**example(form), "gio_bat_dau": value}, draft=draft, today=TODAY)
        assert caught.value.problems[0].pointer == "/gio_bat_dau"


def test_amounts_beyond_all_words_are_told_where_they_stand(catalog: Catalog) -> None:
    form = catalog.form("quyet_dinh_khen_thuong")
    data = example(form)
    for row in data["khen_thuong"]:
        row["muc_thuong"] = 10**18 - 1
    with pytest.raises(InvalidData) as caught:
        prepare(form, data, draft=False, today=TODAY)
    assert {one.code for one in caught.value.problems if one.severity == "error"} == {"too_large"}


def test_values_that_cannot_even_be_printed_are_told_in_field_order(mau_01: Form) -> None:
    data = {"mo_hinh": {"ten": "\ud800"}, "la": "\ud800", "nam": 10**18, "co_quan": "\ud800"}
    with pytest.raises(InvalidData) as caught:
        prepare(mau_01, data, draft=False, today=TODAY)
    told = [one.pointer for one in caught.value.problems]
    assert told == ["/co_quan", "/nam", "/mo_hinh/ten", "/la"]


def test_a_draft_without_the_organ_says_what_its_signature_will_not_print(mau_01: Form) -> None:
    data = example(mau_01)
    del data["co_quan"]
    data["nguoi_ky"]["kiem"] = "Trưởng Ban Chỉ đạo"
    with pytest.raises(InvalidData) as caught:
        prepare(mau_01, data, draft=True, today=TODAY)
    (wrong,) = [one for one in caught.value.problems if one.severity == "error"]
    assert (wrong.pointer, wrong.code) == ("/nguoi_ky/kiem", "not_printed")


def test_numbers_without_their_level_have_no_place_in_a_draft(mau_02: Form) -> None:
    data = example(mau_02)
    data.pop("tong")
    data["so_lieu"] = [{**data["so_lieu"][0], "tap_the": 777, "mo_hinh_tap_the": 777}]
    assert "/so_lieu/0/tap_the" in dict(readings(ready(mau_02, data)))
    del data["so_lieu"][0]["cap"]
    prepared = prepare(mau_02, data, draft=True, today=TODAY)
    assert "/so_lieu/0/tap_the" not in dict(readings(prepared))
    assert "/so_lieu/0/cap" in [one.pointer for one in prepared.warnings]


@pytest.mark.parametrize("name", ["to_trinh", "ke_hoach", "quyet_dinh_cong_nhan", "cong_van"])
def test_a_final_document_needs_its_number_and_a_draft_does_not(
    catalog: Catalog, name: str
) -> None:
    form = catalog.form(name)
    data = {**example(form), "so_ky_hieu": {}}
    assert [(one.pointer, one.code) for one in refused(form, data)] == [
        ("/so_ky_hieu/so", "required")
    ]
    assert ready(form, data, draft=True).symbol == ""


@pytest.mark.parametrize("name", ["bien_ban_binh_xet", "giay_moi", "mau_01"])
def test_minutes_invitations_and_lists_are_final_without_a_number(
    catalog: Catalog, name: str
) -> None:
    form = catalog.form(name)
    data = {key: value for key, value in example(form).items() if key != "so_ky_hieu"}
    assert ready(form, data).symbol == ""


def test_the_symbol_is_told_as_people_write_it(catalog: Catalog) -> None:
    for name, symbol in (("to_trinh", "22-TTr/ĐU"), ("quyet_dinh_khen_thuong", "312/QĐ-UBND")):
        form = catalog.form(name)
        assert ready(form, example(form)).symbol == symbol
