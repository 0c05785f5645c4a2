from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.desk.finding import GROUPS, found, grouped
from doc_service.forms.catalog import Catalog, Form


def forms_of(catalog: Catalog) -> list[Form]:
    return [catalog.form(name) for name in catalog.names()]


def names(catalog: Catalog, text: str) -> list[str]:
    return [one.name for one in found(forms_of(catalog), text)]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("to trinh", ["to_trinh", "to_trinh_khen_thuong"]),
        ("Tờ trình", ["to_trinh", "to_trinh_khen_thuong"]),
        ("trinh to", ["to_trinh", "to_trinh_khen_thuong"]),
        ("khen thuong", ["quyet_dinh_khen_thuong", "to_trinh_khen_thuong"]),
        ("mau 1", ["mau_01"]),
        ("mẫu số 01", ["mau_01"]),
        ("mau_03", ["mau_03"]),
        ("bieu mau 2", ["danh_sach_cong_nhan_tinh"]),
        ("  CÔNG   văn ", ["cong_van"]),
        ("cam ke", ["ban_cam_ket"]),
        ("doan tham dinh", ["quyet_dinh_doan_tham_dinh"]),
    ],
)
def test_a_form_is_found_as_people_type(catalog: Catalog, typed: str, first: list[str]) -> None:
    assert sorted(names(catalog, typed)[: len(first)]) == first


def test_a_number_is_not_found_in_another(catalog: Catalog) -> None:
    assert "mau_01" not in names(catalog, "mau 3")
    assert "mau_03" not in names(catalog, "mau 0")


def test_the_purpose_and_the_help_find_a_form_too_but_after_those_named_so(
    catalog: Catalog,
) -> None:
    said = names(catalog, "khen thuong")
    assert said.index("quyet_dinh_khen_thuong") < said.index("mau_03")
    assert "ke_hoach_ubnd" in names(catalog, "nghi dinh 30/2020")


def test_words_that_no_form_has_find_nothing(catalog: Catalog) -> None:
    assert names(catalog, "hoa don tien dien") == []


def test_nothing_typed_finds_every_form(catalog: Catalog) -> None:
    assert names(catalog, " … ") == catalog.names()


def test_every_form_is_in_one_group_and_groups_follow_the_year(catalog: Catalog) -> None:
    groups = grouped(forms_of(catalog))
    assert tuple(one.name for one in groups) == GROUPS
    assert sorted(form.name for one in groups for form in one.forms) == catalog.names()


def test_every_form_is_found_by_its_own_title(catalog: Catalog) -> None:
    for form in forms_of(catalog):
        assert names(catalog, form.title)[0] == form.name


@given(st.text(max_size=300))
def test_whatever_is_typed_finds_forms_that_exist_each_once(catalog: Catalog, typed: str) -> None:
    said = names(catalog, typed)
    assert len(set(said)) == len(said) and set(said) <= set(catalog.names())
