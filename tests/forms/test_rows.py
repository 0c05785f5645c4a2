from __future__ import annotations

from typing import Any

import pytest

from doc_service.forms.rows import placed_rows, rows_of


def test_rows_keep_their_numbers_when_something_else_stands_between_them() -> None:
    data = {"mo_hinh": [{"ten": "a"}, "hỏng", None, {"ten": "b"}]}
    assert placed_rows(data, "mo_hinh") == [(0, {"ten": "a"}), (3, {"ten": "b"})]
    assert rows_of(data, "mo_hinh") == [{"ten": "a"}, {"ten": "b"}]


@pytest.mark.parametrize("value", [None, 5, "x", {}, True])
def test_what_is_no_list_has_no_rows(value: Any) -> None:
    assert rows_of({"mo_hinh": value}, "mo_hinh") == []
    assert rows_of({}, "mo_hinh") == []
