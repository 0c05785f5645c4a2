from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from doc_service.desk.origins import (
    after_completion,
    after_edit,
    all_from,
    leaf_values,
    mixed,
    origin_of,
    source,
)

PROFILE = source("profile", where="Đảng ủy phường An Thịnh")
TYPED = source("typed", by="Lê Thị Thư", at="2026-11-22T08:30+07:00")
USUAL = source("locality", where="Mặc định")

values = st.one_of(st.text(max_size=3), st.integers(0, 3), st.none(), st.booleans())
row = st.dictionaries(st.sampled_from(["a", "b"]), values, max_size=2)
data = st.fixed_dictionaries(
    {},
    optional={"ngay": values, "co_quan": row, "mo_hinh": st.lists(row, max_size=5)},
)


def said(origins: dict[str, Any], pointer: str) -> str:
    found = origin_of(origins, pointer)
    return found["how"] if found else ""


def test_a_value_typed_over_another_comes_from_who_typed_it() -> None:
    old = {"ngay": "01/2026", "co_quan": {"ten": "Chi bộ 1", "dia_danh": "An Thịnh"}}
    new = {"ngay": "5/2/2026", "co_quan": {"ten": "Chi bộ 2", "dia_danh": "An Thịnh"}}
    origins = after_edit(all_from(old, PROFILE), old, new, TYPED)
    assert said(origins, "/ngay") == "typed"
    assert said(origins, "/co_quan/ten") == "typed"
    assert said(origins, "/co_quan/dia_danh") == "profile"


def test_rows_that_only_move_keep_where_they_came_from() -> None:
    old = {"mo_hinh": [{"ten": "A", "loai": "x"}, {"ten": "B", "loai": "x"}]}
    origins = mixed(old, {"/mo_hinh/0/ten": PROFILE, "/mo_hinh/1/ten": USUAL})
    new = {"mo_hinh": [{"ten": "B", "loai": "x"}, {"ten": "A", "loai": "x"}]}
    after = after_edit(origins, old, new, TYPED)
    assert said(after, "/mo_hinh/0/ten") == "locality"
    assert said(after, "/mo_hinh/1/ten") == "profile"


def test_a_row_put_between_others_is_new_in_every_cell() -> None:
    old = {"mo_hinh": [{"ten": "A", "loai": "x"}, {"ten": "B", "loai": "x"}]}
    new = {"mo_hinh": [old["mo_hinh"][0], {"ten": "C", "loai": "x"}, old["mo_hinh"][1]]}
    after = after_edit(all_from(old, PROFILE), old, new, TYPED)
    assert [said(after, f"/mo_hinh/{at}/loai") for at in range(3)] == [
        "profile",
        "typed",
        "profile",
    ]


def test_of_an_edited_row_only_the_edited_cell_is_new() -> None:
    old = {"mo_hinh": [{"ten": "A", "loai": "x"}, {"ten": "B", "loai": "x"}]}
    new = {"mo_hinh": [{"ten": "A", "loai": "x"}, {"ten": "Bê", "loai": "x"}]}
    after = after_edit(all_from(old, PROFILE), old, new, TYPED)
    assert said(after, "/mo_hinh/1/ten") == "typed"
    assert said(after, "/mo_hinh/1/loai") == "profile"


def test_a_value_read_into_data_keeps_who_typed_it() -> None:
    typed = {"ngay": "5/2/2026", "linh_vuc": "Lĩnh vực kinh tế", "cap": ""}
    issued = {"ngay": "2026-02-05", "linh_vuc": "kinh_te", "cap": "thanh_pho", "nam": 2026}
    after = after_completion(all_from(typed, TYPED), typed, issued, USUAL)
    hows = {name: said(after, f"/{name}") for name in issued}
    assert hows == {"ngay": "typed", "linh_vuc": "typed", "cap": "locality", "nam": "locality"}


def test_a_narrative_keeps_its_origin_as_text_and_as_a_tree() -> None:
    text, tree = {"noi_dung": "I. MỤC ĐÍCH"}, {"noi_dung": [{"loai": "muc", "tieu_de": "MỤC ĐÍCH"}]}
    assert said(after_completion(all_from(text, TYPED), text, tree, USUAL), "/noi_dung/0/loai") == (
        "typed"
    )
    assert said(after_completion(all_from(tree, TYPED), tree, text, USUAL), "/noi_dung") == "typed"


@given(data, data)
def test_after_an_edit_every_value_has_an_origin_and_unchanged_ones_their_own(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    after = after_edit(all_from(old, PROFILE), old, new, TYPED)
    assert set(after["at"]) == {pointer for pointer, _ in leaf_values(new)}
    same = after_edit(all_from(old, PROFILE), old, old, TYPED)
    assert {said(same, pointer) for pointer, _ in leaf_values(old)} <= {"profile"}
