from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale

from doc_service.errors import LockedOut
from doc_service.forms.catalog import Catalog
from doc_service.forms.fields import Field
from doc_service.problems import Place, Problem
from doc_service.web.sentences import (
    deadline_warning,
    drawn_problem,
    problem_sentence,
    told,
    told_error,
    told_message,
)

Fields = tuple[Field, ...]


@pytest.fixture
def english(desk_app: Flask) -> Iterator[None]:
    with desk_app.test_request_context(), force_locale("en"):
        yield


@pytest.fixture
def fields(catalog: Catalog) -> Fields:
    return catalog.form("mau_01").fields


@pytest.mark.usefixtures("english")
def test_a_problem_names_its_field_and_row_and_keeps_the_original(fields: Fields) -> None:
    one = Problem("/mo_hinh/2/linh_vuc", "Dòng 3: Chưa nhập “Lĩnh vực”.", "required")
    assert str(told(one, fields)) == (
        "“Field”, row 3: this has not been filled in yet. "
        '<span class="original" lang="vi">Dòng 3: Chưa nhập “Lĩnh vực”.</span>'
    )
    assert problem_sentence(one) == "This has not been filled in yet."


@pytest.mark.usefixtures("english")
def test_a_problem_says_the_limit_that_its_field_has(fields: Fields) -> None:
    rows = Problem("/mo_hinh", "…", "too_many_rows")
    assert problem_sentence(rows, fields) == (
        "“Registered models”: there are too many rows; at most 5,000."
    )
    assert problem_sentence(rows) == "There are too many rows."


@pytest.mark.usefixtures("english")
def test_a_problem_in_a_text_names_the_text_not_a_paragraph_as_a_row(catalog: Catalog) -> None:
    one = Problem("/noi_dung/4/con/1/so", "…", "numbering_gap", "warning")
    said = problem_sentence(one, catalog.form("ke_hoach").fields)
    assert said == "“Content”: a number is left out before this one."


@pytest.mark.usefixtures("english")
def test_a_problem_of_a_workbook_names_its_cell(fields: Fields) -> None:
    place = Place("Mô hình", 7, "C")
    one = Problem("/mo_hinh/2/linh_vuc", "…", "choice", place=place)
    assert problem_sentence(one, fields) == (
        "Sheet “Mô hình”, cell C7, “Field”: this is none of the choices."
    )


@pytest.mark.usefixtures("english")
def test_a_code_that_nobody_knows_still_has_an_english_sentence() -> None:
    one = Problem("", "Một điều mới.", "brand_new")
    assert str(told(one)).startswith("Something here needs correcting. <span")


@pytest.mark.usefixtures("english")
def test_an_error_is_said_by_its_code_unless_it_is_english_already() -> None:
    said = told_error(LockedOut("Sai mật khẩu nhiều lần; hãy thử lại sau 5 phút."))
    assert "try again later" in said and "sau 5 phút.</span>" in said
    assert str(told_message("bad_request", "No file was chosen.")) == "No file was chosen."
    assert str(told_message("http_418", "Ấm trà.")).startswith("What was sent is not right")


@pytest.mark.usefixtures("english")
def test_a_deadline_with_a_false_date_says_so(catalog: Catalog) -> None:
    from dataclasses import replace

    [one] = [
        deadline
        for deadline in catalog.localities["phuong_tay_mo"].deadlines
        if deadline.id == "trich_ngang"
    ]
    assert str(deadline_warning(one)).startswith("The text of the plan does not mention Form")
    false = replace(catalog.localities["phuong_tay_mo"].deadlines[0], date="2026-02-30")
    assert str(deadline_warning(false)).startswith("This is not a date that exists. <span")


def test_vietnamese_pages_have_the_message_alone(desk_app: Flask, fields: Fields) -> None:
    one = Problem("/ngay", "Chưa nhập “Ngày <ban hành>”.", "required")
    with desk_app.test_request_context(), force_locale("vi"):
        assert str(told(one, fields)) == "Chưa nhập “Ngày &lt;ban hành&gt;”."
        assert "said" not in drawn_problem(one, fields)
        assert str(told_error(LockedOut("Đợi."))) == "Đợi."
