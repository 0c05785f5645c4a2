from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.desk.typed import (
    as_typed,
    read_typed,
    with_stored_pictures,
    with_whole_pictures,
)
from doc_service.forms.catalog import Catalog
from doc_service.forms.fields import Choice, Field
from tests.conftest import example

FIELDS = (
    Field("ngay", "Ngày", "date", True),
    Field("so", "Số", "integer", False),
    Field("gio", "Giờ", "time", False),
    Field("anh", "Ảnh", "picture", False),
    Field(
        "mo_hinh",
        "Mô hình",
        "rows",
        True,
        fields=(
            Field("ten", "Tên", "text", True),
            Field("ngay", "Ngày", "date", False),
            Field("anh", "Ảnh", "picture", False),
            Field(
                "linh_vuc",
                "Lĩnh vực",
                "choice",
                True,
                choices=(Choice("kinh_te", "Lĩnh vực kinh tế"),),
            ),
        ),
    ),
    Field("noi_dung", "Nội dung", "narrative", False),
)
KEY = "ab" * 32


def picture(key: str) -> str:
    return base64.b64encode(key.encode()).decode()


def read(typed: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    found = read_typed(FIELDS, typed, picture)
    return found.data, [one.pointer for one in found.problems]


def test_what_officials_write_is_read_into_data() -> None:
    row = {"ten": "A", "ngay": "5-2-2026", "linh_vuc": "linh vuc kinh te"}
    data, wrong = read({"ngay": "5/2/2026", "so": "12.500", "gio": "8h30", "mo_hinh": [row]})
    assert wrong == []
    assert data == {
        "ngay": "2026-02-05",
        "so": 12500,
        "gio": "08:30",
        "mo_hinh": [{"ten": "A", "ngay": "2026-02-05", "linh_vuc": "kinh_te"}],
    }


def test_what_cannot_be_read_is_kept_as_typed_and_named_where_it_stands() -> None:
    data, wrong = read({"ngay": "31/2/2026", "mo_hinh": [{"linh_vuc": "y tế"}, {"ngay": "mai"}]})
    assert data == {"ngay": "31/2/2026", "mo_hinh": [{"linh_vuc": "y tế"}, {"ngay": "mai"}]}
    assert wrong == ["/ngay", "/mo_hinh/0/linh_vuc", "/mo_hinh/1/ngay"]


def test_an_empty_row_keeps_the_places_of_those_below() -> None:
    data, wrong = read({"mo_hinh": [{"ten": ""}, {"ten": "B", "ngay": "?"}]})
    assert data == {"mo_hinh": [{}, {"ten": "B", "ngay": "?"}]}
    assert wrong == ["/mo_hinh/1/ngay"]


@pytest.mark.parametrize("value", [7, "chữ", None, [], {"a": 1}, [1, None, {"ten": 3}]])
def test_a_wrong_shape_is_left_to_validation(value: Any) -> None:
    for name in ("mo_hinh", "noi_dung", "ngay"):
        data, _ = read({name: value})
        assert set(data) <= {name}


def test_a_stored_picture_is_read_from_storage_and_put_back_as_its_key() -> None:
    typed = {"anh": f"tep:{KEY}", "mo_hinh": [{"ten": "A", "anh": f"tep:{KEY}"}]}
    data, _ = read(typed)
    assert data["anh"] == data["mo_hinh"][0]["anh"] == picture(KEY)
    assert with_stored_pictures(FIELDS, data, typed) == typed
    assert with_whole_pictures(FIELDS, typed, picture) == data


def test_dates_are_shown_as_a_clerk_types_them() -> None:
    data = {"ngay": "2026-02-05", "mo_hinh": [{"ngay": "2026-02"}, {"ngay": "2026"}, "lạ"]}
    assert as_typed(FIELDS, data) == {
        "ngay": "05/02/2026",
        "mo_hinh": [{"ngay": "02/2026"}, {"ngay": "2026"}, "lạ"],
    }


@pytest.mark.every_form
def test_every_example_as_typed_is_read_back_as_it_was(catalog: Catalog) -> None:
    for name in catalog.names():
        form = catalog.form(name)
        found = read_typed(form.fields, as_typed(form.fields, example(form)), picture)
        assert found.data == example(form), name
        assert found.problems == (), name


leaves = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=6), st.floats())
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([one.name for one in FIELDS]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([one.name for one in FIELDS]), trees, max_size=4))
def test_whatever_is_sent_is_read_without_an_error(typed: dict[str, Any]) -> None:
    found = read_typed(FIELDS, typed, picture)
    assert set(found.data) <= set(typed)
    as_typed(FIELDS, typed)
    with_whole_pictures(FIELDS, typed, picture)
    with_stored_pictures(FIELDS, found.data, typed)


def test_what_is_wrong_in_a_row_says_which_row(catalog) -> None:
    rows = {"mo_hinh": [{"loai": "tap_the"}, {"loai": "xyz"}]}
    read = read_typed(catalog.form("mau_01").fields, rows, lambda _: "")
    assert [one.message.split(":")[0] for one in read.problems] == ["Dòng 2"]
