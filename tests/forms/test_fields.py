from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.catalog import Catalog, Form
from doc_service.forms.fields import CHOICE_SETS, leaves
from tests.conftest import example

from .places import SCHEMAS, read_json


@pytest.mark.parametrize("name", ["mau_01", "mau_02", "mau_03"])
def test_fields_stand_in_the_order_of_the_file(catalog: Catalog, name: str) -> None:
    written = list(read_json(SCHEMAS / f"{name}.json")["properties"])
    assert [field.name for field in catalog.form(name).fields] == written


@pytest.mark.parametrize("name", ["mau_01", "mau_02", "mau_03"])
def test_every_field_has_a_label_and_a_section(catalog: Catalog, name: str) -> None:
    for field in catalog.form(name).fields:
        assert field.label != field.name
        assert field.section


def test_a_field_knows_its_kind(mau_02: Form, mau_03: Form) -> None:
    kinds = {field.name: field.kind for field in mau_02.fields}
    assert kinds["co_quan"] == "object"
    assert kinds["nam"] == "integer"
    assert kinds["ngay"] == "date"
    assert kinds["kinh_gui"] == "text"
    assert kinds["mo_hinh"] == "rows"
    cap = mau_03.field("cap")
    assert cap is not None
    assert (cap.kind, cap.default, cap.required) == ("choice", "thanh_pho", False)


def test_a_column_carries_its_limits(mau_03: Form) -> None:
    rows = mau_03.field("thanh_tich")
    assert rows is not None
    assert rows.max_rows == 500
    text = rows.field("tom_tat")
    assert text is not None
    assert (text.required, text.multiline, text.max_words) == (True, True, 350)
    assert (text.min_length, text.max_length) == (10, 6000)


def test_choices_are_worded_for_the_locality(mau_01: Form) -> None:
    rows = mau_01.field("mo_hinh")
    assert rows is not None
    field = rows.field("linh_vuc")
    assert field is not None
    assert [choice.code for choice in field.choices] == [
        "kinh_te",
        "van_hoa_xa_hoi",
        "quoc_phong_an_ninh",
        "he_thong_chinh_tri",
    ]
    assert field.choice_label("kinh_te") == "Lĩnh vực kinh tế"
    assert field.choice_label("la") == "la"


def test_a_field_that_is_not_there_is_none(mau_01: Form) -> None:
    assert mau_01.field("la") is None
    assert mau_01.fields[0].field("la") is None


def test_what_the_template_does_not_print_says_why_down_to_its_columns(mau_02: Form) -> None:
    rows = mau_02.field("mo_hinh")
    assert rows is not None
    assert {rows.unused, *(column.unused for column in rows.fields)} == {
        "chỉ để đếm; biểu in ra số lượng"
    }


def test_every_choice_set_offers_at_least_two_choices(catalog: Catalog) -> None:
    place = catalog.localities["mac_dinh"]
    assert all(len(choices(place)) >= 2 for choices in CHOICE_SETS.values())


def test_leaves_are_walked_in_field_order_with_their_pointers(mau_03: Form) -> None:
    data = {"nam": 2026, "co_quan": {"ten": "Chi bộ"}, "noi_nhan": [{}, {"noi": "Lưu"}]}
    walked = [(pointer, value) for _, pointer, value in leaves(mau_03.fields, data)]
    assert walked == [("/co_quan/ten", "Chi bộ"), ("/nam", 2026), ("/noi_nhan/1/noi", "Lưu")]


def test_leaves_hold_every_value_of_an_example(mau_01: Form) -> None:
    def values(node: Any) -> list[Any]:
        if isinstance(node, dict):
            return [one for inner in node.values() for one in values(inner)]
        if isinstance(node, list):
            return [one for inner in node for one in values(inner)]
        return [node]

    data = example(mau_01)
    walked = [value for _, _, value in leaves(mau_01.fields, data)]
    assert sorted(map(str, walked)) == sorted(map(str, values(data)))


@given(
    data=st.dictionaries(
        st.sampled_from(["co_quan", "mo_hinh", "nam"]), st.integers() | st.lists(st.none())
    )
)
def test_values_of_the_wrong_shape_are_passed_over(catalog: Catalog, data: dict[str, Any]) -> None:
    form = catalog.form("mau_01")
    assert [pointer for _, pointer, _ in leaves(form.fields, data)] == ["/nam"] * ("nam" in data)
