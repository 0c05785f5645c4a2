from __future__ import annotations

from dataclasses import replace

from doc_service.forms.catalog import Catalog, Form
from doc_service.workbooks import many_plan


def test_no_two_sheets_or_columns_of_any_form_are_alike(catalog: Catalog) -> None:
    for form in catalog.forms.values():
        sheets = [many_plan.records_sheet(form), *many_plan.list_sheets(form).values()]
        titles = [one.title.casefold() for one in sheets] + [many_plan.GUIDE.casefold()]
        assert len(set(titles)) == len(titles)
        labels = [field.label for field in sheets[0].rows.fields]
        assert len(set(labels)) == len(labels)


def test_a_list_called_like_our_own_sheet_is_told_apart(form: Form) -> None:
    fields = tuple(
        replace(one, label=many_plan.RECORDS) if one.name == "mo_hinh" else one
        for one in form.fields
    )
    sheets = many_plan.list_sheets(replace(form, fields=fields))
    assert sheets["mo_hinh"].title == f"{many_plan.RECORDS} (2)"


def test_columns_follow_the_form_and_running_texts_are_among_them(catalog: Catalog) -> None:
    fields = many_plan.records_sheet(catalog.form("bao_cao_dinh_ky")).rows.fields
    names = [one.name for one in fields]
    assert names[:2] == ["_ma", "co_quan.loai"]
    assert names.index("ket_qua") < names.index("nguoi_ky.ho_ten")
    assert "so_lieu" not in names
