"""What one document says that another form asks for."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.carrying import OWN, carried, lists_of
from doc_service.forms.catalog import Catalog
from doc_service.forms.fields import Field


def one(catalog: Catalog, source: str, target: str, **more: Any) -> dict[str, Any]:
    form = catalog.form(source)
    [found] = carried(form, catalog.form(target), form.example, **more)
    return found


def test_a_registration_says_what_a_report_of_its_model_asks_for(catalog: Catalog) -> None:
    said = catalog.form("dang_ky_mo_hinh").example
    found = one(catalog, "dang_ky_mo_hinh", "bao_cao_mo_hinh")
    for name in ("co_quan", "nam", "ten", "chu_the", "linh_vuc", "cap", "dia_chi", "nguoi_ky"):
        assert found[name] == said[name]
    assert found["hoan_thanh"] == said["ket_thuc_ngay"]
    assert found["phu_trach"] == said["nguoi_phu_trach"]["ho_ten"]
    assert not OWN & set(found)


def test_each_row_of_a_list_says_it_with_what_the_whole_document_says(catalog: Catalog) -> None:
    form, target = catalog.form("mau_01"), catalog.form("bao_cao_mo_hinh")
    found = list(carried(form, target, form.example, rows="mo_hinh"))
    assert [row["ten"] for row in found] == [row["ten"] for row in form.example["mo_hinh"]]
    assert {row["nam"] for row in found} == {form.example["nam"]}
    assert "mo_hinh" not in found[0]


def test_a_list_is_carried_row_by_row_with_the_columns_both_have(catalog: Catalog) -> None:
    found = one(catalog, "danh_sach_de_nghi", "quyet_dinh_khen_thuong")
    said = catalog.form("danh_sach_de_nghi").example["de_nghi"]
    assert [row["mo_hinh"] for row in found["khen_thuong"]] == [row["ten"] for row in said]
    assert all("quyet_dinh" not in row for row in found["khen_thuong"])


def test_the_same_form_is_carried_as_it_is(catalog: Catalog) -> None:
    assert one(catalog, "ke_hoach", "ke_hoach") == catalog.form("ke_hoach").example


def test_who_asks_may_say_which_field_is_meant(catalog: Catalog) -> None:
    said = catalog.form("dang_ky_mo_hinh").example
    moved = {"ten_mo_hinh": "chu_the", "ngay": "bat_dau"}
    found = one(catalog, "dang_ky_mo_hinh", "bao_cao_thanh_tich_tap_the", moved=moved)
    assert (found["ten_mo_hinh"], found["ngay"]) == (said["chu_the"], said["bat_dau"])


def test_values_of_another_kind_or_unknown_choices_stay_behind(catalog: Catalog) -> None:
    form, target = catalog.form("dang_ky_mo_hinh"), catalog.form("bao_cao_mo_hinh")
    [found] = carried(form, target, {**form.example, "cap": "thien_ha"}, moved={"nam": "ten"})
    assert "cap" not in found and "nam" not in found


@given(st.data())
def test_whatever_stands_in_a_document_carrying_it_does_not_fail(
    catalog: Catalog, data: st.DataObject
) -> None:
    form, target = catalog.form("mau_01"), catalog.form("dang_ky_mo_hinh")
    anything = st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["ten", "loai", "x"]), inner, max_size=3)
        ),
        max_leaves=6,
    )
    names = st.sampled_from([one.name for one in form.fields])
    said = data.draw(st.dictionaries(names, anything, max_size=4))
    for rows in ("", "mo_hinh"):
        known = {one.name for one in target.fields}
        assert all(set(one) <= known for one in carried(form, target, said, rows=rows))


def test_every_other_name_is_one_of_a_field_of_the_same_kind(catalog: Catalog) -> None:
    kinds: dict[str, set[str]] = {}

    def note(fields: tuple[Field, ...], above: str = "") -> None:
        for field in fields:
            kinds.setdefault(above + field.name, set()).add(field.kind)
            if field.kind == "object":
                note(field.fields, f"{field.name}.")
            if field.kind == "rows":
                note(field.fields)

    for name in catalog.names():
        note(catalog.form(name).fields)
    named = [
        (field, other)
        for name in catalog.names()
        for top in catalog.form(name).fields
        for field in (top, *top.fields)
        for other in field.taken_from
    ]
    assert len(named) > 15
    for field, other in named:
        assert field.kind in kinds.get(other, set()), (field.name, other)


@pytest.mark.parametrize("name", ["mau_01", "ke_hoach_mo_hinh"])
def test_lists_that_a_document_says_for_itself_make_no_documents(
    catalog: Catalog, name: str
) -> None:
    lists = lists_of(catalog.form(name))
    assert lists and "noi_nhan" not in lists
