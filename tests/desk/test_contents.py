from __future__ import annotations

from typing import Any

import pytest

from doc_service.desk.contents import contents
from doc_service.desk.origins import all_from, leaf_values, mixed, source
from doc_service.forms.catalog import Catalog
from tests.conftest import example

TYPED = source("typed", by="Lê Thị Thư")


def cells(part: Any) -> list[str]:
    return [
        *(line.text for line in part.lines),
        *(cell for row in part.rows for cell in row.cells),
        *part.text,
    ]


def test_values_stand_in_the_order_and_words_of_the_form(catalog: Catalog) -> None:
    form = catalog.form("mau_01")
    data = example(form)
    found = contents(form.fields, data, all_from(data, TYPED))
    assert [part.label for part in found] == [
        "Đơn vị lập văn bản",
        "",
        "Mô hình đăng ký",
        "Nơi nhận",
        "Người ký",
    ]
    plain = {line.label: line.text for line in found[1].lines}
    assert plain["Ngày ban hành"] == "15/01/2026"
    assert plain["Năm đăng ký"] == "2026"
    assert "Lĩnh vực kinh tế" in found[2].rows[2].cells
    assert found[2].shared == (TYPED,)


def test_a_row_says_each_of_its_sources_once(catalog: Catalog) -> None:
    form = catalog.form("mau_01")
    data = {"mo_hinh": [{"ten": "A", "chu_the": "B", "linh_vuc": "kinh_te"}, {"ten": "C"}]}
    usual = source("locality")
    origins = mixed(data, {"/mo_hinh/0/ten": TYPED, "/mo_hinh/0/linh_vuc": usual})
    found = contents(form.fields, data, origins)[0]
    assert found.rows[0].sources == (TYPED, usual)
    assert found.rows[1].sources == found.shared == ()


def test_data_of_a_form_that_is_no_more_are_shown_under_their_names() -> None:
    data = {"ten": "A", "dong": [{"x": 1}, {"x": 2}]}
    assert [(one.label, one.text) for one in contents((), data, {})[0].lines] == [
        ("ten", "A"),
        ("dong", "1; 2"),
    ]


@pytest.mark.every_form
def test_every_value_of_every_form_is_shown_with_where_it_came_from(catalog: Catalog) -> None:
    for name in catalog.names():
        form = catalog.form(name)
        data = example(form)
        found = contents(form.fields, data, all_from(data, TYPED))
        for part in found:
            sources = [*(line.sources for line in part.lines), *(row.sources for row in part.rows)]
            assert all(one == (TYPED,) for one in sources), (name, part.label)
            assert not part.text or part.sources == (TYPED,), (name, part.label)
        shown = " ".join(cell for part in found for cell in cells(part))
        for pointer, value in leaf_values(data):
            if isinstance(value, str) and pointer.endswith(("/ho_ten", "/ten")):
                assert value in shown, (name, pointer)
