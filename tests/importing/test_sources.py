from __future__ import annotations

from functools import cache

import pytest

from tests.importing import bodies
from tests.importing.bodies import SOURCES, bare, message, outline, printed, source_body, tree

imported = cache(bodies.imported)
"""A source is long: each is read once, and only looked at."""

BODIES = {
    "000": ("Công văn số 316", "đảm bảo chất lượng, tiến độ."),
    "001": ("Thực hiện Quy chế", "nghiên cứu, điều chỉnh, bổ sung."),
    "002": ("Thực hiện Hướng dẫn 20", "điều chỉnh cho phù hợp./."),
    "003": ("Thực hiện Chỉ thị", "đôn đốc thực hiện Hướng dẫn này."),
    "004": ("Thực hiện Chương trình", "để điều \n\nchỉnh, bổ sung."),
}


def source(name: str) -> str:
    return (SOURCES / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", BODIES)
def test_a_source_keeps_its_running_text_to_the_letter(name: str) -> None:
    text = source(name)
    assert bare("".join(printed(imported(text)))) == bare(source_body(text, *BODIES[name]))


@pytest.mark.parametrize(
    ("name", "form", "paragraphs"),
    [
        ("000", "ke_hoach", 63),
        ("001", "huong_dan", 128),
        ("002", "ke_hoach", 47),
        ("003", "huong_dan", 45),
        ("004", "ke_hoach", 46),
    ],
)
def test_a_source_has_its_form_and_its_number_of_paragraphs(
    name: str, form: str, paragraphs: int
) -> None:
    document = imported(source(name))
    assert (document.form, len(printed(document))) == (form, paragraphs)


@pytest.mark.parametrize("name", BODIES)
def test_a_source_reads_the_same_with_windows_line_ends(name: str) -> None:
    text = source(name)
    assert imported(text.replace("\n", "\r\n")).data == imported(text).data


@pytest.mark.parametrize("name", BODIES)
def test_a_source_reads_the_same_where_an_editor_has_stripped_its_line_ends(name: str) -> None:
    text = source(name)
    stripped = "\n".join(line.rstrip() for line in text.split("\n"))
    # where a page of 000 begins without a gap, only the blank told that a paragraph had ended
    lost = 1 if name == "000" else 0
    assert len(printed(imported(stripped))) == len(printed(imported(text))) - lost


def test_the_levels_of_a_source_are_those_of_its_labels() -> None:
    lines = outline(imported(source("000")))
    assert lines[:4] == [
        "doan Công văn số 316-CV/BTGDVTU, ngày 31/12/2",
        "phan I. MỤC ĐÍCH, YÊU CẦU",
        "  muc 1. Mục đích",
        "    doan Đẩy mạnh thực hiện phong trào thi đua “D",
    ]
    assert "    tieu_muc 1.5. Lĩnh vực quốc phòng- an ninh: Tuyên" in lines
    assert "    sao * Đối với các chi bộ cơ sở:" in lines
    assert "      gach - Mỗi chi bộ đăng ký ít nhất 03 mô hình" in lines


def test_steps_and_criteria_of_a_source_keep_their_labels() -> None:
    lines = outline(imported(source("001")))
    assert "    buoc * Bước 1. Xác định nội dung mô hình và đ" in lines
    assert "      y (8) Có hồ sơ lưu trữ đầy đủ theo quy địn" in lines
    assert "      tieu_muc 2.3.2. Thẩm quyền công nhận các điển hìn" in lines
    assert [line for line in lines if "Bước 6" in line] == [
        "      gach - Bước 6: Ban Tuyên giáo, Dân vận Thành"
    ]


def test_a_lead_in_of_a_source_is_a_heading_before_its_text() -> None:
    sections = tree(imported(source("003")))
    fields = sections[2].children[3].children[1:]
    assert [one.heading for one in fields] == [
        "Lĩnh vực kinh tế:",
        "Lĩnh vực văn hóa - xã hội:",
        "Lĩnh vực quốc phòng - an ninh:",
        "Lĩnh vực xây dựng hệ thống chính trị:",
    ]
    assert all(one.text.startswith("Khéo") for one in fields)


@pytest.mark.parametrize(
    ("name", "signer"),
    [
        (
            "000",
            {
                "hinh_thuc": "thay_mat",
                "tap_the": "Ban Thường vụ",
                "chuc_vu": "Phó Bí thư Thường trực",
                "ho_ten": "Lê Thị Thanh Mai",
            },
        ),
        (
            "001",
            {
                "hinh_thuc": "thay_mat",
                "tap_the": "Ban Thường vụ",
                "chuc_vu": "Phó Bí thư Thường trực",
                "ho_ten": "Trần văn Lâm",
            },
        ),
        (
            "003",
            {
                "hinh_thuc": "ky_thay",
                "tap_the": "Trưởng ban",
                "chuc_vu": "Phó Trưởng ban Thường trực",
                "ho_ten": "Hoàng Đình Tuấn",
            },
        ),
        (
            "004",
            {
                "hinh_thuc": "kiem",
                "chuc_vu": "Phó Bí thư Thị ủy",
                "kiem": "Trưởng Ban Chỉ đạo",
                "ho_ten": "Đặng Quang Vinh",
            },
        ),
    ],
)
def test_a_source_has_its_signer(name: str, signer: dict[str, str]) -> None:
    assert imported(source(name)).data["nguoi_ky"] == signer


def test_the_recipients_of_a_source_lose_their_marks_and_keep_their_purposes() -> None:
    assert imported(source("000")).data["noi_nhan"] == [
        {"noi": "Ban Tuyên giáo và Dân vận TU", "muc_dich": "để b/c"},
        {"noi": "Thường trực Đảng ủy", "muc_dich": "để b/c"},
        {"noi": "MTTQ, các TC chính trị-xã hội Phường"},
        {"noi": "Các tổ chức Đảng thuộc Đảng ủy"},
        {"noi": "Lưu VPĐU"},
    ]
    assert {"noi": "MTTQ và các tổ chức chính trị - xã hội cấp tỉnh"} in (
        imported(source("003")).data["noi_nhan"]
    )


def test_appendices_after_the_signature_are_cut_off_and_offered() -> None:
    document = imported(source("000"))
    text = source("000")
    rest = text[text.index("MẪU SỐ 01") :]
    assert bare(document.left_over) == bare(rest)
    assert "từ dòng 281 (“MẪU SỐ 01”)" in message(document, "cut_after_signature")


def test_slips_of_the_sources_are_pointed_out() -> None:
    assert "1.4" in message(imported(source("000")), "numbering_gap")
    assert "Mục 5 đứng sau 5" in message(imported(source("003")), "numbering_duplicate")
    assert "31/11/2026 không có thật" in message(imported(source("001")), "date")


def test_a_type_whose_title_is_lost_is_guessed_and_said() -> None:
    assert "đoán là “Kế hoạch”" in message(imported(source("004")), "type_guessed")
