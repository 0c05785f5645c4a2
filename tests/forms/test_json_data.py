from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.forms.json_data import DEEPEST, LARGEST, unreadable


def nested(levels: int) -> Any:
    value: Any = "x"
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize("data", [None, [], "x", 5, [{}]])
def test_only_an_object_can_be_a_document(data: Any) -> None:
    (found,) = unreadable(data)
    assert (found.pointer, found.code, found.severity) == ("", "type", "error")


@pytest.mark.parametrize(
    ("data", "pointer"),
    [
        ({"ten": "a\ud800"}, "/ten"),
        ({"co_quan": {"ten": "\udfff"}}, "/co_quan/ten"),
        ({"mo_hinh": [{}, {"ten": "\ud800"}]}, "/mo_hinh/1/ten"),
        ({"\ud800": 1}, ""),
        ({"nam": float("nan")}, "/nam"),
        ({"nam": float("-inf")}, "/nam"),
        ({"nam": LARGEST}, "/nam"),
        ({"nam": -LARGEST}, "/nam"),
        ({"a/b": {"~": float("nan")}}, "/a~1b/~0"),
        ({1: "x"}, ""),
        ({"ngay": dt.date(2026, 1, 1)}, "/ngay"),
    ],
)
def test_what_could_not_even_be_printed_is_refused_where_it_stands(data: Any, pointer: str) -> None:
    (found,) = unreadable(data)
    assert (found.pointer, found.code, found.severity) == (pointer, "invalid", "error")


def test_data_may_not_be_nested_without_end() -> None:
    assert unreadable({"x": nested(DEEPEST - 1)}) == []
    (found,) = unreadable({"x": nested(100_000)})
    assert found.code == "too_deep"


def test_all_unfit_values_are_told_in_their_order() -> None:
    data = {"a": "\ud800", "b": float("inf"), "c": [LARGEST]}
    assert [found.pointer for found in unreadable(data)] == ["/a", "/b", "/c/0"]


@given(
    st.dictionaries(
        st.text(max_size=20),
        st.recursive(
            st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(max_size=20),
            lambda inner: (
                st.lists(inner, max_size=4)
                | st.dictionaries(st.text(max_size=20), inner, max_size=4)
            ),
            max_leaves=10,
        ),
    )
)
def test_ordinary_json_passes(data: dict[str, Any]) -> None:
    assert unreadable(data) == []


@given(
    st.recursive(
        st.sampled_from(["a", "Đ", "\ud83d", "\ude00", 1, LARGEST, -LARGEST, 0.5, float("nan")])
        | st.sampled_from([None, True, dt.date(2026, 1, 1), (1,)]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["a", "đ", "\ud800", 1]), inner, max_size=3)
        ),
        max_leaves=8,
    )
)
def test_a_glance_sees_whatever_a_close_look_does(value: Any) -> None:
    at_a_glance = unreadable({"a": value})
    looked_at_closely = unreadable(MappingProxyType({"a": value}))
    assert at_a_glance == looked_at_closely
