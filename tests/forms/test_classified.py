from __future__ import annotations

import datetime as dt
import unicodedata
from typing import Any

import pytest

from doc_service.errors import InvalidData
from doc_service.forms.catalog import Catalog
from doc_service.forms.preparation import prepare
from doc_service.problems import Problem
from tests.conftest import example


def marks(catalog: Catalog, form: str, draft: bool = False, **changes: Any) -> list[Problem]:
    """What is classified in the example of a form after some changes."""
    found = catalog.form(form)
    try:
        prepare(found, {**example(found), **changes}, draft=draft, today=dt.date(2026, 11, 22))
    except InvalidData as error:
        return [one for one in error.problems if one.code == "classified"]
    return []


@pytest.mark.parametrize(
    "mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Mật", "(TỐI MẬT)", "tỐI mẬT"]
)
@pytest.mark.parametrize("draft", [False, True])
def test_a_mark_is_refused_with_its_clause_in_a_draft_too(
    catalog: Catalog, mark: str, draft: bool
) -> None:
    [one] = marks(catalog, "to_trinh", draft, cau_ket=mark)
    assert (one.pointer, one.severity) == ("/cau_ket", "error")
    assert "không lập và không chuẩn bị ký số văn bản mật" in one.message
    assert "03-HD/VPTW" in one.clause


@pytest.mark.parametrize(
    ("form", "changes", "pointer"),
    [
        ("to_trinh", {"trich_yeu": "TUYỆT MẬT"}, "/trich_yeu"),
        ("to_trinh", {"kinh_gui": [{"noi": "TỐI MẬT"}]}, "/kinh_gui/0/noi"),
        ("to_trinh", {"can_cu": [{"noi_dung": "TUYỆT MẬT"}]}, "/can_cu/0/noi_dung"),
        ("ke_hoach", {"noi_dung": "1. Chung\nTỐI MẬT\n2. Riêng"}, "/noi_dung"),
        (
            "mau_03",
            {"thanh_tich": [{"tom_tat": "Kết quả\u2028 TỐI MẬT \r\nTác động"}]},
            "/thanh_tich/0/tom_tat",
        ),
        ("to_trinh", {"trich_yeu": "TỐI MẬT\nvề việc xây dựng trận địa"}, "/trich_yeu"),
        ("mau_03", {"kinh_gui": unicodedata.normalize("NFD", "TỐI MẬT")}, "/kinh_gui"),
        ("mau_03", {"kinh_gui": "TỐI\u200b MẬT"}, "/kinh_gui"),
    ],
)
def test_a_mark_is_found_in_any_field_line_row_and_section(
    catalog: Catalog, form: str, changes: dict[str, Any], pointer: str
) -> None:
    found = marks(catalog, form, **changes)
    assert found
    assert found[0].pointer.startswith(pointer)


@pytest.mark.parametrize(
    "text",
    [
        "bảo mật thông tin cá nhân của Nhân dân",
        "Cán bộ giữ bí mật nhà nước.\nNgười phụ trách: Hoàng Văn Mật.",
        "Phiếu kín, bảo đảm bí mật",
    ],
)
def test_words_about_secrets_are_taken(catalog: Catalog, text: str) -> None:
    assert marks(catalog, "to_trinh", cau_ket=text, noi_dung=text) == []


@pytest.mark.parametrize("wrong", [5, None, ["MẬT"], {"a": "MẬT"}])
def test_what_is_no_text_is_passed_over(catalog: Catalog, wrong: Any) -> None:
    assert marks(catalog, "to_trinh", cau_ket=wrong) == []
