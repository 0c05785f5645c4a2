from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.batches.naming import LONGEST, file_name, pattern_problems, safe_stem
from doc_service.forms.catalog import Catalog, Form


@pytest.fixture(scope="module")
def form(catalog: Catalog) -> Form:
    return catalog.form("mau_01")


def named(form: Form, pattern: str, *, source: str = "", code: str = "") -> str:
    return file_name(pattern, form, form.example, 7, source, "mau_01-2026", code)


def test_a_pattern_names_the_number_and_fields_of_the_form(form: Form) -> None:
    pattern = "{stt:03} {co_quan.ten} {ngay}"
    assert pattern_problems(pattern, form) == []
    assert named(form, pattern) == "007 Chi bộ Tổ dân phố số 5 2026-01-15"


def test_a_choice_shows_its_label(form: Form) -> None:
    assert named(form, "{cap}") == "Thành phố"


def test_a_pattern_may_name_the_code_and_the_file_it_came_from(form: Form) -> None:
    name = named(form, "{ma} - {tep}", source="An Thịnh/TDP 5.xlsx", code="A/12")
    assert name == "A-12 - TDP 5"


def test_without_a_pattern_the_document_keeps_its_name_after_its_number(form: Form) -> None:
    assert named(form, "") == "00007-mau_01-2026"


def test_what_is_missing_leaves_no_hole(form: Form) -> None:
    pattern = "{stt} - {co_quan.cap_tren} - {nam}"
    assert named(form, pattern) == "7 - 2026"
    assert named(form, "{co_quan.cap_tren}") == "00007-mau_01-2026"


def test_an_unknown_name_is_told_with_those_there_are(form: Form) -> None:
    (problem,) = pattern_problems("{stt} {ten_co_quan}", form)
    assert problem.pointer == "/pattern"
    for name in ("ten_co_quan", "stt", "ma", "tep", "co_quan.ten", "nguoi_ky.ho_ten"):
        assert name in problem.message
    assert "mo_hinh" not in problem.message


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{stt", "ngoặc nhọn"),
        ("{}", "không rõ"),
        ("{stt:>10}", "stt:03"),
        ("{nam:04}", "stt:03"),
        ("{nam!r}", "stt:03"),
        ("{nam.__class__}", "không rõ"),
        ("thư mục/{stt}", "ký tự /"),
        ("{stt}: {nam}", "ký tự :"),
    ],
)
def test_a_wrong_pattern_is_told(form: Form, pattern: str, said: str) -> None:
    assert any(said in one.message for one in pattern_problems(pattern, form))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("CON", "_CON"),
        ("aux.2026", "_aux.2026"),
        ("Com1", "_Com1"),
        ("console", "console"),
        ('a<b>c:"d"/e\\f|g?h*', "a-b-c-d-e-f-g-h-"),
        ("..\\..\\etc", "-..-etc"),
        ("tên. ", "tên"),
        ("hai\n dòng\tmột", "hai dòng một"),
        ("đảo\u202engược\u200b", "đảongược"),
        (unicodedata.normalize("NFD", "Đảng ủy"), "Đảng ủy"),
        ("", "van-ban"),
        ("...", "van-ban"),
    ],
)
def test_a_name_is_safe_on_windows(text: str, wanted: str) -> None:
    assert safe_stem(text) == wanted


@given(st.text(max_size=300))
def test_any_text_becomes_a_safe_name(text: str) -> None:
    name = safe_stem(text)
    assert name and len(name) <= LONGEST and len(name.encode()) <= 230
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert not name.startswith((" ", ".")) and not name.endswith((" ", "."))
    assert safe_stem(name) == name
