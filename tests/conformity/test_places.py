from __future__ import annotations

from collections.abc import Mapping

from doc_service.conformity.places import WHOLE, Places, quoted
from doc_service.conformity.reading import read_paper
from tests.conformity.files import file
from tests.importing.documents import p, r, table

BOLD = "<w:b/>"


def places(body: str, names: Mapping[int, str] | None = None) -> Places:
    return Places(read_paper(file(body)), lambda at: (names or {}).get(at, ""))


def test_a_component_is_called_by_its_name_and_its_words() -> None:
    found = places(p(r("Số: 12/KH-ĐU")), {0: "Số và ký hiệu"})
    assert found.place(0) == "Số và ký hiệu: “Số: 12/KH-ĐU”"


def test_what_concerns_no_paragraph_concerns_the_document() -> None:
    assert places(p(r("a"))).place(None) == WHOLE


def test_running_text_is_found_by_the_heading_above_it() -> None:
    body = p(r("Căn cứ.")) + p(r("I. MỤC ĐÍCH", BOLD)) + p(r("Nâng cao.")) + p(r("1. Thường."))
    found = places(body)
    assert found.place(0) == "Nội dung: “Căn cứ.”"
    assert found.place(1) == "Nội dung: “I. MỤC ĐÍCH”"
    assert found.place(2) == found.place(3).replace("1. Thường", "Nâng cao")
    assert found.place(2) == "Nội dung, mục “I. MỤC ĐÍCH”: “Nâng cao.”"


def test_a_cell_of_a_table_is_found_by_row_and_column() -> None:
    lines = "<w:top w:val='single'/><w:left w:val='single'/>"
    framed = f"<w:tcPr><w:tcBorders>{lines}</w:tcBorders></w:tcPr>"
    body = p(r("a")) + table((framed + p(r("STT")), framed + p(r("Tên"))))
    assert places(body).place(2) == "Bảng 1, dòng 1, cột 2: “Tên”"


def test_a_cell_without_borders_only_places_its_text() -> None:
    assert places(table((p(r("trái")), p(r("phải"))))).place(1) == "Nội dung: “phải”"


def test_a_blank_line_says_that_it_is_one() -> None:
    assert places(p(r("a")) + p(), {1: "Chữ ký"}).place(1) == "Chữ ký: dòng trống"


def test_long_text_is_cut_between_words() -> None:
    shown = quoted("Đẩy mạnh công tác dân vận " * 9)
    assert len(shown) <= 63
    assert shown.startswith("“Đẩy mạnh") and shown.endswith("…”")
    assert quoted("một\n\thai ") == "“một hai”"
    assert quoted(" ") == ""
