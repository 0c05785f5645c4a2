from __future__ import annotations

from dataclasses import replace

import pytest
from openpyxl.workbook import Workbook

from doc_service.errors import UnknownOutput, WrongWorkbook
from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.narratives import complete_narrative
from doc_service.workbooks import many_plan
from doc_service.workbooks.many_blank import many_workbook
from doc_service.workbooks.many_reader import identify_many, read_many
from doc_service.workbooks.reader import Identity, read_workbook
from tests.workbooks.uploads import opened

RECORDS = "Các văn bản"
MODELS = "Mô hình đăng ký"


@pytest.fixture(scope="module")
def book(form: Form) -> Workbook:
    return opened(many_workbook(form))


def headers(book: Workbook) -> list[str]:
    return [str(cell.value) for cell in book[RECORDS][many_plan.HEADER_ROW]]


def test_a_row_is_a_document_and_each_list_has_its_sheet(book: Workbook) -> None:
    visible = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert visible[:4] == [RECORDS, MODELS, "Nơi nhận", "Hướng dẫn"]
    assert all(title.startswith("Ví dụ") for title in visible[4:])
    assert headers(book)[:4] == [
        "Mã *",
        "Loại cơ quan *",
        "Tên cơ quan *",
        "Cơ quan cấp trên (dòng 1)",
    ]
    assert [cell.value for cell in book[MODELS][2]][:2] == ["Mã *", "Loại *"]


def test_neighbours_share_a_heading(book: Workbook) -> None:
    groups = [cell.value for cell in book[RECORDS][many_plan.GROUP_ROW]]
    assert [one for one in groups if one] == ["Đơn vị lập văn bản", "Văn bản", "Người ký"]
    assert groups[1] == "Đơn vị lập văn bản"


def test_cells_to_be_filled_have_the_format_of_their_column(book: Workbook) -> None:
    columns = book[RECORDS].column_dimensions
    formats = {columns[chr(64 + at)].number_format for at, _ in enumerate(headers(book), start=1)}
    assert formats == {"@", "0", "dd/mm/yyyy"}


def test_excel_checks_and_explains_every_column(book: Workbook) -> None:
    checks = book[RECORDS].data_validations.dataValidation
    assert len(checks) == len(headers(book))
    kinds = [one.type for one in checks]
    assert kinds.count("list") == 3 and "custom" in kinds and "whole" in kinds
    of_list = book[MODELS].data_validations.dataValidation
    assert any(one.formula1 == "=vanthu_ma" for one in of_list)
    assert book.defined_names["vanthu_ma"].attr_text.startswith("'Các văn bản'!$A$6:$A$")


def test_labels_that_two_columns_share_name_their_group(catalog: Catalog) -> None:
    book = opened(many_workbook(catalog.form("dang_ky_mo_hinh")))
    labels = headers(book)
    assert len(set(labels)) == len(labels)
    assert "Chức vụ, đơn vị (Người phụ trách)" in labels


def test_a_form_without_lists_asks_for_no_code(form: Form) -> None:
    alone = tuple(one for one in form.fields if one.kind != "rows")
    bare = many_plan.records_sheet(replace(form, fields=alone))
    assert not bare.rows.fields[0].required
    assert many_plan.records_sheet(form).rows.fields[0].required


def test_it_says_whose_it_is_and_that_it_holds_many(form: Form) -> None:
    content = many_workbook(form)
    assert identify_many(content) == Identity("mau_01", "mac_dinh", form.fingerprint, many=True)
    with pytest.raises(WrongWorkbook, match="nhiều văn bản"):
        read_workbook(form, content)


def test_a_form_that_must_have_a_picture_has_none(catalog: Catalog) -> None:
    with pytest.raises(UnknownOutput, match="phải có ảnh"):
        many_workbook(catalog.form("bai_viet_dien_hinh"))


def test_the_same_data_give_the_same_bytes(form: Form) -> None:
    assert many_workbook(form, filled=[form.example]) == many_workbook(form, filled=[form.example])


def test_examples_are_passed_over_by_the_reader(form: Form) -> None:
    assert len(read_many(form, many_workbook(form))) == 0


@pytest.mark.parametrize(
    "name", ["mau_02", "dang_ky_mo_hinh", "bao_cao_mo_hinh", "bien_ban_binh_xet", "cong_van"]
)
def test_what_is_filled_in_comes_back(catalog: Catalog, name: str) -> None:
    form = catalog.form(name)
    given = list(form.examples.values())
    reading = read_many(form, many_workbook(form, filled=given))
    assert reading.problems == ()
    texts = {one.name for one in form.fields if one.kind == "narrative"}
    for record, wanted in zip(reading, given, strict=True):
        assert record.problems == ()
        assert set(record.data) == set(wanted)
        assert {key: record.data[key] for key in wanted if key not in texts} == {
            key: value for key, value in wanted.items() if key not in texts
        }
        for one in texts & set(wanted):
            field = form.field(one)
            assert field is not None
            assert complete_narrative(field, record.data[one]) == complete_narrative(
                field, wanted[one]
            )
