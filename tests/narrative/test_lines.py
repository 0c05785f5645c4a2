from __future__ import annotations

import pytest

from doc_service.narrative.kinds import Kind
from doc_service.narrative.lines import content, read_line, without_hashes, written


@pytest.mark.parametrize(
    ("line", "kind", "label", "rest"),
    [
        ("I. MỤC ĐÍCH", "phan", "I.", "MỤC ĐÍCH"),
        ("II- NỘI DUNG", "phan", "II-", "NỘI DUNG"),
        ("III/ Tổ chức thực hiện", "phan", "III/", "Tổ chức thực hiện"),
        ("1. Mục đích", "muc", "1.", "Mục đích"),
        ("1.Mục đích", "muc", "1.", "Mục đích"),
        ("1) Mục đích", "muc", "1)", "Mục đích"),
        ("2.3.1. Thẩm quyền", "tieu_muc", "2.3.1.", "Thẩm quyền"),
        ("1.1 Tập thể", "tieu_muc", "1.1", "Tập thể"),
        ("đ) các xóm;", "diem", "đ)", "các xóm;"),
        ("a. các xóm;", "diem", "a.", "các xóm;"),
        ("(1) có hồ sơ.", "y", "(1)", "có hồ sơ."),
        ("Bước 2: Khảo sát", "buoc", "Bước 2:", "Khảo sát"),
        ("* Bước 1. Khảo sát", "buoc", "* Bước 1.", "Khảo sát"),
        ("*** Bước 1. Khảo sát**", "buoc", "* Bước 1.", "**Khảo sát**"),
        ("Điều 3. Phạm vi", "dieu", "Điều 3.", "Phạm vi"),
        ("- Tờ trình", "gach", "-", "Tờ trình"),
        ("– Tờ trình", "gach", "–", "Tờ trình"),
        ("• Tờ trình", "gach", "•", "Tờ trình"),
        ("-Tờ trình", "gach", "-", "Tờ trình"),
        ("+ Tờ trình", "cong", "+", "Tờ trình"),
        ("* Lưu ý", "sao", "*", "Lưu ý"),
        ("*** Lưu ý:**", "sao", "*", "**Lưu ý:**"),
        ("**I. MỤC ĐÍCH**", "phan", "I.", "**MỤC ĐÍCH**"),
        ("**1.** Mục đích", "muc", "1.", "Mục đích"),
        ("**1. Kinh tế:** phát triển", "muc", "1.", "**Kinh tế:** phát triển"),
        ("*a) các xóm*", "diem", "a)", "*các xóm*"),
    ],
)
def test_a_label_is_told_from_what_follows(line: str, kind: Kind, label: str, rest: str) -> None:
    found = read_line(line)
    assert found is not None
    assert (found.kind, found.label, found.rest) == (kind, label, rest)


@pytest.mark.parametrize(
    "line",
    [
        "Thực hiện kế hoạch.",
        "3-5 mô hình",
        "10/3 là ngày hội",
        "1.240 m² đất",
        "-5 độ",
        "-----",
        "*Lưu ý: chữ nghiêng*",
        "V. Hu-gô sinh năm 1802.",
        "05. tháng",
        "1.",
        "-",
        "",
        "Điều 5 quy định rõ",
        "** đậm hỏng",
    ],
)
def test_a_line_without_a_label_has_none(line: str) -> None:
    assert read_line(line) is None


@pytest.mark.parametrize(
    ("kind", "rest", "heading", "text"),
    [
        ("muc", "Mục đích", "Mục đích", ""),
        ("muc", "Chỉ tiêu:", "Chỉ tiêu:", ""),
        ("muc", "Vận động Nhân dân hiến đất.", "", "Vận động Nhân dân hiến đất."),
        ("phan", "NỘI DUNG, HÌNH THỨC.", "NỘI DUNG, HÌNH THỨC.", ""),
        ("diem", "**Các xóm trong xã.**", "Các xóm trong xã.", ""),
        ("muc", "chữ " * 60 + "hết", "", "chữ " * 60 + "hết"),
        ("tieu_muc", "Lĩnh vực kinh tế: Phát triển.", "Lĩnh vực kinh tế:", "Phát triển."),
        ("diem", "Tập thể: Các xóm.", "", "Tập thể: Các xóm."),
        ("diem", "**Tập thể:** Các xóm.", "Tập thể:", "Các xóm."),
        ("gach", "**Tập thể**: Các xóm.", "Tập thể:", "Các xóm."),
        ("gach", "Thời hạn nộp hồ sơ", "", "Thời hạn nộp hồ sơ"),
        (
            "muc",
            "Tập trung vào các việc sau: một, hai.",
            "",
            "Tập trung vào các việc sau: một, hai.",
        ),
        ("muc", "Hồ sơ gồm: tờ trình;", "", "Hồ sơ gồm: tờ trình;"),
        ("y", "*Đối với tập thể*", "*Đối với tập thể*", ""),
        ("doan", "***Đối với tập thể***", "*Đối với tập thể*", ""),
        ("doan", "**Đoạn in đậm cả câu.**", "", "**Đoạn in đậm cả câu.**"),
        ("doan", "**Nhấn mạnh** rồi thôi.", "", "**Nhấn mạnh** rồi thôi."),
    ],
)
def test_a_heading_is_told_from_text(kind: Kind, rest: str, heading: str, text: str) -> None:
    assert content(kind, rest) == (heading, text)


def test_a_heading_is_marked_only_where_it_would_be_taken_for_text() -> None:
    assert written("muc", "Mục đích", "") == "Mục đích"
    assert written("gach", "Tập thể:", "Các xóm.") == "**Tập thể:** Các xóm."


def test_a_markdown_heading_is_a_bold_line() -> None:
    assert without_hashes("## I. MỤC ĐÍCH") == "**I. MỤC ĐÍCH**"
    assert without_hashes("# **MỤC ĐÍCH**") == "**MỤC ĐÍCH**"
    assert without_hashes("#1 trong ba") == "#1 trong ba"
