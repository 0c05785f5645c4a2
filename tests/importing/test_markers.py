from __future__ import annotations

import pytest

from doc_service.importing import markers


@pytest.mark.parametrize(
    "text",
    [
        "I. MỤC ĐÍCH",
        "IV- Tổ chức",
        "II/ NỘI DUNG",
        "A. Phần chung",
        "1. Ủy ban nhân dân",
        "2) Đối với",
        "1/ Mục đích",
        "2.3.1. Thẩm quyền",
        "1.1 Lĩnh vực",
        "1. “Dân vận khéo”",
        "a) Tập thể",
        "đ) cá nhân",
        "(1) Có đăng ký",
        "Bước 1: các Đảng ủy",
        "* Bước 2. Triển khai",
        "*** Bước 1. Xác định**",
        "**1. Mục đích**",
        "Điều 5. Hiệu lực",
        "Phần I",
        "## 2. Yêu cầu",
    ],
)
def test_labels_of_headings_and_items_are_labels(text: str) -> None:
    assert markers.is_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "10/2026",
        "15/10/2026.",
        "4 bước như sau:",
        "06 tháng đầu năm",
        "1.240 m² đất",
        "1.2 triệu đồng",
        "2021 - 2026 gửi",
        "12/KH-UBND ngày 05/02/2026",
        "mục 1.1.",
        "bước đầu: đã làm",
        "Điều này",
        "phần IV hướng dẫn này",
        "(tập thể và cá nhân)",
    ],
)
def test_figures_and_words_of_running_text_are_no_labels(text: str) -> None:
    assert not markers.is_label(text)


@pytest.mark.parametrize("text", ["- Mỗi chi bộ", "+ Có", "• Tuyên truyền", "\uf0b7 Có", "- 05 xã"])
def test_dashes_and_bullets_begin_an_item(text: str) -> None:
    assert markers.is_bullet(text)


@pytest.mark.parametrize("text", ["văn hóa - xã hội", "05 mô hình", "-----", "…"])
def test_a_dash_elsewhere_begins_none(text: str) -> None:
    assert not markers.is_bullet(text)


@pytest.mark.parametrize(
    "text", ["xong.", "xong./.", "gồm:", "làm;", "dịch vụ…", "vui”.", "Chí Minh.”", "thực...)."]
)
def test_marks_end_a_sentence_inside_quotation_and_brackets_too(text: str) -> None:
    assert markers.ends_sentence(text)


def test_a_comma_or_a_word_ends_none() -> None:
    assert not markers.ends_sentence("cơ quan,")
    assert not markers.ends_sentence("cơ quan")


def test_the_case_of_a_line_is_that_of_its_first_letter() -> None:
    assert markers.starts_lower("“dân vận khéo”")
    assert markers.starts_lower("- xã hội")
    assert not markers.starts_lower("Ủy ban")
    assert markers.starts_capital("“Ủy ban”")
    assert not markers.starts_capital("05 xã")


def test_a_reference_wants_its_number() -> None:
    assert markers.refers_onward("theo quy định tại khoản")
    assert not markers.refers_onward("theo quy định")
