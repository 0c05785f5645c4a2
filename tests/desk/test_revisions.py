from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from doc_service.desk.revisions import Change, changes
from doc_service.forms.fields import Choice, Field

COLUMNS = (
    Field("ten", "Tên", "text", True),
    Field("linh_vuc", "Lĩnh vực", "choice", True, choices=(Choice("kinh_te", "Kinh tế"),)),
)
FIELDS = (
    Field("ngay", "Ngày ban hành", "date", True),
    Field("so_ho", "Số hộ", "integer", False),
    Field("anh", "Ảnh", "picture", False),
    Field(
        "nguoi_ky", "Người ký", "object", True, fields=(Field("ho_ten", "Họ tên", "text", True),)
    ),
    Field("mo_hinh", "Mô hình", "rows", True, fields=COLUMNS),
    Field("noi_dung", "Nội dung", "narrative", False),
)


def rows(*names: str) -> dict[str, Any]:
    return {"mo_hinh": [{"ten": one, "linh_vuc": "kinh_te"} for one in names]}


def between(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    return changes(FIELDS, old, new)


def test_values_are_named_and_written_as_officials_do() -> None:
    old = {"ngay": "2026-02-05", "so_ho": 1200, "nguoi_ky": {"ho_ten": "Lê Văn Ấn"}}
    new = {"ngay": "2026-03-05", "so_ho": "12.500", "nguoi_ky": {"ho_ten": "Lê Văn Ẩn"}}
    assert [(one.label, one.before, one.after) for one in between(old, new)] == [
        ("Ngày ban hành", "05/02/2026", "05/3/2026"),
        ("Số hộ", "1.200", "12.500"),
        ("Người ký – Họ tên", "Lê Văn Ấn", "Lê Văn Ẩn"),
    ]


def test_another_way_of_typing_the_same_is_no_change() -> None:
    old = {"ngay": "5/2/2026", "so_ho": "1200", "mo_hinh": [{"linh_vuc": "Kinh tế"}]}
    new = {"ngay": "2026-02-05", "so_ho": 1200, "mo_hinh": [{"linh_vuc": "kinh_te"}]}
    assert between(old, new) == []


def test_rows_that_come_go_and_move_are_told_apart() -> None:
    assert between(rows("A", "B"), rows("A", "X", "Y", "B")) == [
        Change("added", "Mô hình", after="X; Kinh tế", line="row", number=2, count=2)
    ]
    assert between(rows("A", "B", "C"), rows("A", "C")) == [
        Change("removed", "Mô hình", before="B; Kinh tế", line="row", number=2)
    ]
    assert between(rows("A", "B", "C"), rows("C", "A", "B")) == [
        Change("moved", "Mô hình", before="3", after="C; Kinh tế", line="row", number=1)
    ]
    assert between(rows("A", "B"), rows("A", "Bê")) == [
        Change("changed", "Mô hình – Tên", "B", "Bê", "row", 2)
    ]


def test_three_hundred_pasted_rows_are_one_line_of_history() -> None:
    found = between({}, rows(*(f"Mô hình {number}" for number in range(300))))
    assert [(one.how, one.number, one.count) for one in found] == [("added", 1, 300)]


def test_a_narrative_says_which_paragraph_changed() -> None:
    old = {"noi_dung": "I. MỤC ĐÍCH\nĐoạn một.\nĐoạn hai."}
    new = {"noi_dung": "I. MỤC ĐÍCH\nĐoạn 1.\nĐoạn hai.\nĐoạn ba."}
    assert between(old, new) == [
        Change("changed", "Nội dung", "Đoạn một.", "Đoạn 1.", "paragraph", 2),
        Change("added", "Nội dung", after="Đoạn ba.", line="paragraph", number=4),
    ]


def test_of_long_texts_the_part_that_differs_is_shown() -> None:
    same = "Tạo chuyển biến về nhận thức, trách nhiệm và hành động của cấp ủy " * 4
    found = between({"noi_dung": f"{same}trước"}, {"noi_dung": f"{same}sau"})[0]
    assert found.before.endswith("trước")
    assert found.after.endswith("sau")
    assert len(found.before) < 100


def test_a_picture_is_only_said_to_be_another() -> None:
    old, new = {"anh": f"tep:{'a' * 64}"}, {"anh": f"tep:{'b' * 64}"}
    assert between(old, new) == [Change("changed", "Ảnh")]
    assert between({}, new) == [Change("added", "Ảnh")]
    assert between(old, {}) == [Change("removed", "Ảnh")]


def test_what_the_form_does_not_know_stands_under_its_name() -> None:
    assert between({"la": 1}, {"la": 2}) == [Change("changed", "la", "1", "2")]


values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9999) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["ten", "linh_vuc", "ho_ten", "x"]), inner, max_size=2)
    ),
    max_leaves=8,
)
data = st.dictionaries(st.sampled_from([*(one.name for one in FIELDS), "la"]), values, max_size=4)


@given(data, data)
def test_whatever_was_typed_can_be_compared(old: dict[str, Any], new: dict[str, Any]) -> None:
    changes(FIELDS, old, new)
    assert changes(FIELDS, old, old) == []
