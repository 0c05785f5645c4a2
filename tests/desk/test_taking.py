from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.desk.taking import plain, take
from doc_service.forms.catalog import Catalog, Form


@pytest.fixture(scope="module")
def mau_01(catalog: Catalog) -> Form:
    return catalog.form("mau_01")


def keep(content: bytes) -> str:
    return f"tep:{len(content)}"


def test_what_a_form_knows_is_kept_as_typed(mau_01: Form) -> None:
    data = {"nam": "hai nghìn", "ngay": "2026-02-05", "mo_hinh": [{"ten": "A", "linh_vuc": "x"}]}
    taken = take(mau_01, data, keep)
    assert taken.data == {**data, "ngay": "05/02/2026"}
    assert taken.asides == ()


def test_rows_of_another_shape_are_told_and_the_good_ones_kept(mau_01: Form) -> None:
    taken = take(mau_01, {"mo_hinh": [{"ten": "A"}, "B", {"ten": "C"}]}, keep)
    assert taken.data["mo_hinh"] == [{"ten": "A"}, {"ten": "C"}]
    assert "dòng 2" in taken.asides[0].message


def test_text_becomes_the_tree_of_a_narrative(catalog: Catalog) -> None:
    taken = take(catalog.form("ke_hoach"), {"noi_dung": "I. Mục đích\n1. Yêu cầu"}, keep)
    assert taken.data["noi_dung"][0]["tieu_de"] == "Mục đích"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)


@given(
    data=st.dictionaries(
        st.sampled_from(["co_quan", "nam", "ngay", "mo_hinh", "noi_nhan", "x"]), JSON
    )
)
def test_any_data_end_in_the_draft_or_in_a_sentence(mau_01: Form, data: dict[str, Any]) -> None:
    taken = take(mau_01, data, keep)
    json.dumps(taken.data, allow_nan=False)
    spoken = {one.pointer.split("/")[1] for one in taken.asides}
    for name, value in data.items():
        assert name in taken.data or name in spoken or value in (None, "", [], {})


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (dt.datetime(2026, 2, 5), "05/02/2026"),
        (dt.time(8, 5), "08:05"),
        (float("inf"), "inf"),
        (3.5, 3.5),
        ("x", "x"),
    ],
)
def test_values_that_json_has_not_become_text(value: Any, shown: Any) -> None:
    assert plain(value) == shown
