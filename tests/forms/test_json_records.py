from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doc_service.errors import InvalidSchema
from doc_service.forms.json_records import record


@dataclass(frozen=True, slots=True)
class Leaf:
    from_: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Tree:
    name: str
    size: Literal["small", "large"]
    leaf: Leaf | None = None
    leaves: tuple[Leaf, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    anything: Any = None
    folder: str = ""

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("cây phải có tên.")


WHOLE = {
    "name": "đa",
    "size": "large",
    "leaf": {"from": "cành", "count": 2},
    "leaves": [{"from": "ngọn"}],
    "words": {"rễ": "chùm"},
    "anything": [1, {"a": None}],
}


def test_every_kind_of_value_is_read() -> None:
    tree = record(Tree, WHOLE, "Tệp cây", folder="vườn")
    assert tree == Tree(
        "đa", "large", Leaf("cành", 2), (Leaf("ngọn"),), {"rễ": "chùm"}, [1, {"a": None}], "vườn"
    )
    assert record(Tree, {"name": "đa", "size": "small"}, "Tệp cây") == Tree("đa", "small")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"nam": 1}, "Tệp cây: có mục lạ: nam; dùng được: name, size, leaf"),
        ({"folder": "x"}, "có mục lạ: folder"),
        ({"name": 5}, "Tệp cây, “name”: phải là chữ."),
        ({"name": ""}, "Tệp cây: cây phải có tên."),
        ({"size": "huge"}, "Tệp cây, “size”: phải là small hoặc large."),
        ({"leaf": []}, "Tệp cây, “leaf”: phải là một đối tượng JSON"),
        ({"leaf": {}}, "Tệp cây, “leaf”: thiếu mục “from”."),
        ({"leaf": {"from": "a", "count": True}}, "Tệp cây, “leaf.count”: phải là số nguyên."),
        ({"leaf": None}, "Tệp cây, “leaf”: phải là một đối tượng JSON"),
        ({"leaves": {}}, "Tệp cây, “leaves”: phải là một danh sách"),
        ({"leaves": [{"from": "a"}, 3]}, "Tệp cây, “leaves[2]”: phải là một đối tượng JSON"),
        ({"words": {"a": 1}}, "Tệp cây, “words.a”: phải là chữ."),
    ],
)
def test_a_mistake_is_refused_by_its_place(change: dict[str, Any], said: str) -> None:
    with pytest.raises(InvalidSchema) as caught:
        record(Tree, WHOLE | change, "Tệp cây", folder="vườn")
    assert said in str(caught.value)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*WHOLE, "from"]), inner, max_size=4)
        ),
        max_leaves=8,
    )
)
def test_any_json_gives_a_record_or_a_sentence(value: Any) -> None:
    try:
        assert record(Tree, value, "Tệp cây").name
    except InvalidSchema as error:
        assert str(error).startswith("Tệp cây")
