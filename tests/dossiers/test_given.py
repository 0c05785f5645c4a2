from __future__ import annotations

from typing import Any

import pytest

from doc_service.dossiers.given import Given, chosen, read_given
from tests.dossiers.sets import Kind


def read(kind: Kind, **data: Any) -> Given:
    return read_given(kind.dossier, data)


def told(given: Given) -> dict[str, str]:
    return {one.pointer: one.message for one in given.problems}


def test_a_document_may_be_an_object_or_a_list_of_them(recognition: Kind) -> None:
    given = read(recognition, van_ban={"to_trinh": {"nam": 1}, "mau_01": [{"nam": 2}, {"nam": 3}]})
    assert [one.pointer for one in given.own["to_trinh"]] == ["/van_ban/to_trinh"]
    assert [one.pointer for one in given.own["mau_01"]] == [
        "/van_ban/mau_01/0",
        "/van_ban/mau_01/1",
    ]
    assert given.problems == ()


def test_what_the_dossier_does_not_know_is_named_with_what_it_knows(recognition: Kind) -> None:
    found = told(read(recognition, chung={"a/b~c": 1}, van_ban={"mau_02": {}}, la=1))
    assert set(found) == {"/la", "/chung/a~1b~0c", "/van_ban/mau_02"}
    assert "de_nghi" in found["/chung/a~1b~0c"]
    assert "bien_ban_binh_xet" in found["/van_ban/mau_02"]


@pytest.mark.parametrize("wrong", [5, "x", [[]], True])
def test_a_wrong_shape_is_told_where_it_is(recognition: Kind, wrong: Any) -> None:
    found = told(read(recognition, chung={"de_nghi": wrong}, van_ban={"to_trinh": wrong}))
    assert {pointer.removesuffix("/0") for pointer in found} == {
        "/chung/de_nghi",
        "/van_ban/to_trinh",
    }
    assert {"/chung", "/van_ban"} == set(told(read(recognition, chung=5, van_ban=[])))


def test_a_fact_that_only_fills_in_is_not_taken_from_a_document(recognition: Kind) -> None:
    document = {"nam": 2026, "co_quan": {"ten": "Chi bộ Xóm Thượng"}}
    given = read(recognition, van_ban={"mau_03": document})
    assert given.values["nam"].pointer == "/van_ban/mau_03/nam"
    assert given.values["nam"].said == "Mẫu 03"
    assert "co_quan" not in given.values


def test_rows_come_from_the_shared_facts_before_any_document(recognition: Kind) -> None:
    row = {"ten": "Ngõ xanh"}
    given = read(recognition, chung={"de_nghi": [row]}, van_ban={"to_trinh": {"de_nghi": [{}, {}]}})
    assert [(one.pointer, one.said) for one in given.rows["de_nghi"]] == [
        ("/chung/de_nghi/0", "phần dùng chung, dòng 1")
    ]


@pytest.mark.parametrize("empty", [None, "", []])
def test_an_empty_shared_list_says_nothing_and_a_document_may(
    recognition: Kind, empty: Any
) -> None:
    documents = {"danh_sach_de_nghi": {"de_nghi": [{"ten": "Ngõ xanh"}]}}
    given = read(recognition, chung={"de_nghi": empty}, van_ban=documents)
    assert [(one.at("ten"), one.said) for one in given.rows["de_nghi"]] == [
        ("/van_ban/danh_sach_de_nghi/de_nghi/0/ten", "Danh sách đề nghị công nhận, dòng 1")
    ]
    assert given.problems == ()


def test_a_list_that_has_more_rows_or_fewer_speaks_for_no_other(recognition: Kind) -> None:
    documents = {"mau_01": {"mo_hinh": [{"ten": "A"}]}, "bien_ban_binh_xet": {"mo_hinh": [{}]}}
    assert read(recognition, van_ban=documents).rows["de_nghi"] == ()


def test_rows_bear_the_facts_names_of_their_columns(reward: Kind) -> None:
    documents = {"to_trinh_khen_thuong": {"khen_thuong": [{"mo_hinh": "Ngõ xanh", "loai": "x"}]}}
    [row] = read(reward, van_ban=documents).rows["khen_thuong"]
    assert row.values == {"ten": "Ngõ xanh", "loai": "x"}
    assert row.at("ten") == "/van_ban/to_trinh_khen_thuong/khen_thuong/0/mo_hinh"


def test_rows_of_a_kind_are_chosen(registration: Kind) -> None:
    rows = [{"ten": "A", "cap": "thanh_pho"}, {"ten": "B", "cap": []}, {"ten": "C"}]
    given = read(registration, chung={"mo_hinh": rows})
    found = chosen(given.rows["mo_hinh"], {"cap": ("thanh_pho",)})
    assert [one.values["ten"] for one in found] == ["A"]
