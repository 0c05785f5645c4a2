from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import force_locale

from doc_service.web.wording import (
    document_title,
    is_foreign,
    marked,
    official,
    official_path,
    worded,
)


@pytest.fixture
def english(desk_app: Flask) -> Iterator[None]:
    with desk_app.test_request_context(), force_locale("en"):
        yield


@pytest.fixture
def vietnamese(desk_app: Flask) -> Iterator[None]:
    with desk_app.test_request_context(), force_locale("vi"):
        yield


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Người ký", "Signer"),
        ("Người ký – Họ và tên", "Signer – Full name"),
        ("Kế hoạch mô hình (2)", "Plan of a model (2)"),
        ("Phần dùng chung: Một việc lạ", "Shared part: Một việc lạ"),
        ("Trường riêng của địa phương", "Trường riêng của địa phương"),
        ("", ""),
    ],
)
def test_official_texts_are_english_alone_and_put_together(text: str, expected: str) -> None:
    assert official(text) == expected


@pytest.mark.usefixtures("english")
def test_a_place_is_said_field_by_field_and_row_by_row() -> None:
    assert official_path("Mô hình đăng ký, dòng 3, Lĩnh vực") == "Registered models, row 3, Field"
    assert official_path("Mô hình đăng ký, dòng 3") == "Registered models, row 3"
    assert official_path("Kính gửi") == "To"


@pytest.mark.usefixtures("english")
def test_a_quotation_in_an_english_text_is_marked_with_what_it_holds() -> None:
    said = worded("Ví dụ: Như kính gửi; Thường trực Đảng ủy; Lưu Chi bộ.")
    assert str(said) == (
        'For example <span lang="vi">“Như kính gửi”</span>; '
        '<span lang="vi">“Thường trực Đảng ủy”</span>; <span lang="vi">“Lưu Chi bộ”</span>.'
    )
    nested = worded("Ví dụ: thực hiện mô hình “Dân vận khéo” năm 2026.")
    assert "“thực hiện mô hình “Dân vận khéo” năm 2026”</span>." in nested
    assert str(marked("“Skilful” & so on")) == "“Skilful” &amp; so on"


@pytest.mark.usefixtures("english")
def test_what_nobody_translated_is_marked_whole_and_stays_text() -> None:
    assert str(worded("Ô của xã <mới>")) == '<span lang="vi">Ô của xã &lt;mới&gt;</span>'
    assert is_foreign("Ô của xã") and not is_foreign("A box")


@pytest.mark.usefixtures("english")
def test_a_title_of_a_document_is_its_form_and_what_was_typed() -> None:
    said = document_title("Giấy mời họp, hội nghị – Đảng ủy phường An Thịnh")
    assert str(said) == (
        'Invitation to a meeting or conference – <span class="typed" lang="vi">'
        "Đảng ủy phường An Thịnh</span>"
    )
    assert str(document_title("Công văn")) == "Official letter"
    assert str(document_title("Văn bản cũ – A")) == '<span lang="vi">Văn bản cũ – A</span>'


@pytest.mark.usefixtures("vietnamese")
def test_a_vietnamese_page_says_everything_as_it_is() -> None:
    text = "Ví dụ: Như kính gửi; “A & B”."
    assert official(text) == text and not is_foreign(text)
    assert str(worded(text)) == str(document_title(text)) == "Ví dụ: Như kính gửi; “A &amp; B”."
