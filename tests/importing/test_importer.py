from __future__ import annotations

import re
import unicodedata
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from doc_service.importing.importer import import_document
from tests.importing.bodies import (
    codes,
    imported,
    message,
    printed,
    strings,
)
from tests.importing.documents import (
    COMMUNE_PLAN,
    MARKDOWN_PLAN,
    PARAGRAPH_PER_LINE,
    STATE_LETTER,
    docx,
    numbering,
    p,
    r,
    table,
)


def test_a_plan_set_in_columns_gives_every_piece() -> None:
    document = imported(COMMUNE_PLAN)
    data = dict(document.data)
    assert document.form == "ke_hoach"
    assert data["co_quan"] == {
        "loai": "dang_uy",
        "ten": "Đảng ủy xã Tân Hòa",
        "cap_tren": "Đảng bộ tỉnh Bình Sơn",
        "dia_danh": "Tân Hòa",
    }
    assert data["so_ky_hieu"] == {"so": 12, "co_quan": "ĐU"}
    assert data["ngay"] == "2026-02-05"
    assert data["trich_yeu"] == (
        "thực hiện phong trào thi đua “Dân vận khéo” trên địa bàn xã năm 2026"
    )
    assert data["noi_nhan"] == [
        {"noi": "Ban Tuyên giáo và Dân vận Tỉnh ủy", "muc_dich": "để b/c"},
        {"noi": "Các chi bộ trực thuộc", "muc_dich": "để thực hiện"},
        {"noi": "Lưu Văn phòng Đảng ủy"},
    ]
    assert data["nguoi_ky"] == {
        "hinh_thuc": "thay_mat",
        "tap_the": "Ban Thường vụ",
        "chuc_vu": "Phó Bí thư",
        "ho_ten": "Trần Thị Hạnh",
    }


def test_the_body_of_a_plan_set_in_columns_is_unwrapped() -> None:
    assert printed(imported(COMMUNE_PLAN)) == [
        "Thực hiện Hướng dẫn số 05-HD/BTGDVTU, ngày 10/01/2026 của Ban Tuyên giáo và Dân vận "
        "Tỉnh ủy, Ban Thường vụ Đảng ủy xã Tân Hòa ban hành kế hoạch như sau:",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "1. Nâng cao nhận thức của cán bộ, đảng viên và Nhân dân về công tác dân vận; phát huy sức "
        "mạnh tổng hợp của cả hệ thống chính trị trong thực hiện nhiệm vụ chính trị - xã hội của "
        "địa phương.",
        "2. Mỗi chi bộ có ít nhất một mô hình, gắn với việc thực hiện Kế hoạch số 08-KH/ĐU của Ban "
        "Thường vụ Đảng ủy.",
        "II. TỔ CHỨC THỰC HIỆN",
        "- Các chi bộ gửi đăng ký trước ngày 31/4/2026 qua Ban Xây dựng Đảng để tổng hợp, báo cáo "
        "Ban Thường vụ Đảng ủy.",
    ]


def test_a_page_number_is_dropped_and_said() -> None:
    assert message(imported(COMMUNE_PLAN), "furniture").endswith("các trang: “2”.")


def test_a_state_letter_is_recognised_by_its_salutation() -> None:
    document = imported(STATE_LETTER)
    data = dict(document.data)
    del data["noi_dung"]
    assert document.form == "cong_van"
    assert data == {
        "co_quan": {"loai": "ubnd", "ten": "Ủy ban nhân dân xã Tân Hòa", "dia_danh": "Tân Hòa"},
        "so_ky_hieu": {"co_quan": "UBND-VX"},
        "ngay": "2026-03",
        "trich_yeu": "triển khai phong trào thi đua “Dân vận khéo” năm 2026",
        "kinh_gui": [{"noi": "Các phòng, ban, ngành"}, {"noi": "Các thôn"}],
        "noi_nhan": [{"noi": "Như trên"}, {"noi": "Lưu: VT, VX"}],
        "nguoi_ky": {
            "hinh_thuc": "thay_mat",
            "tap_the": "Ủy ban nhân dân",
            "chuc_vu": "Phó Chủ tịch",
            "ho_ten": "Lý Văn Bình",
        },
    }
    assert document.left_over == ""
    assert printed(document)[1:] == [
        "1. Các thôn rà soát mô hình.",
        "2. Công an xã phối hợp thực hiện./.",
    ]


def test_markdown_gives_headings_marks_and_tables() -> None:
    document = imported(MARKDOWN_PLAN, "ke_hoach.md")
    assert document.data["trich_yeu"] == "Thực hiện phong trào thi đua “Dân vận khéo” năm 2026"
    assert document.data["nguoi_ky"]["ho_ten"] == "Vi Thị Mai"
    assert printed(document) == [
        "Thực hiện nghị quyết của chi bộ, chi bộ xây dựng kế hoạch như sau:",
        "I. MỤC ĐÍCH",
        "1. Mục đích: Nâng cao chất lượng công tác dân vận.",
        "Việc Thời gian Đăng ký 18/01/2026",
    ]


def test_a_text_of_whole_paragraphs_stays_as_it_is() -> None:
    document = imported(PARAGRAPH_PER_LINE)
    assert document.form == "bao_cao_dinh_ky"
    assert printed(document) == PARAGRAPH_PER_LINE.splitlines()[3:]


def test_stars_of_a_plain_text_are_no_marks() -> None:
    assert "5*2 mô hình (*)" in "".join(printed(imported(PARAGRAPH_PER_LINE)))


def test_a_word_file_gives_what_its_text_gives() -> None:
    bold = "<w:b/>"
    numbered = "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"
    content = docx(
        table(
            (
                p(r("ĐẢNG BỘ TỈNH BÌNH SƠN")) + p(r("ĐẢNG ỦY XÃ TÂN HÒA", bold)) + p(r("*")),
                p(r("ĐẢNG CỘNG SẢN VIỆT NAM", bold)),
            ),
            (p(r("Số 12-KH/ĐU")), p(r("Tân Hòa, ngày 05 tháng 02 năm 2026", "<w:i/>"))),
        )
        + p(r("KẾ HOẠCH", bold))
        + p(r("thực hiện phong trào thi đua", bold))
        + p(r("-----"))
        + p(r("Đảng ủy xây dựng kế hoạch như sau:"))
        + p(r("MỤC ĐÍCH", bold), properties=numbered)
        + p(r("Tuyên truyền "), r("“Dân vận khéo”", "<w:i/>"), r(" trong Nhân dân."))
        + p(r("YÊU CẦU", bold), properties=numbered)
        + table((p(r("Việc")), p(r("Hạn"))), (p(r("Đăng ký")), p(r("18/01/2026"))))
        + table(
            (
                p(r("Nơi nhận:")) + p(r("- Tỉnh ủy (để b/c),")) + p(r("- Lưu VPĐU.")),
                p(r("T/M BAN THƯỜNG VỤ")) + p(r("BÍ THƯ")) + p() + p(r("Trần Thị Hạnh")),
            )
        )
        + p(r("PHỤ LỤC 1")),
        {"word/numbering.xml": numbering(("upperRoman", "%1."))},
    )
    document = import_document(content, "ke_hoach.docx")
    assert document.form == "ke_hoach"
    assert document.data["ngay"] == "2026-02-05"
    assert document.data["co_quan"]["ten"] == "Đảng ủy xã Tân Hòa"
    assert document.data["noi_nhan"] == [
        {"noi": "Tỉnh ủy", "muc_dich": "để b/c"},
        {"noi": "Lưu VPĐU"},
    ]
    assert document.data["nguoi_ky"]["ho_ten"] == "Trần Thị Hạnh"
    assert printed(document) == [
        "Đảng ủy xây dựng kế hoạch như sau:",
        "I. MỤC ĐÍCH",
        "Tuyên truyền “Dân vận khéo” trong Nhân dân.",
        "II. YÊU CẦU",
        "Việc Hạn Đăng ký 18/01/2026",
    ]
    assert document.left_over == "PHỤ LỤC 1"


def test_a_text_without_head_and_closing_is_all_body() -> None:
    document = imported("Một đoạn văn.\nMột đoạn khác.")
    assert list(document.data) == ["noi_dung"]
    assert codes(document) == [
        "type_unknown",
        "head_missing",
        "recipients_missing",
        "signer_missing",
    ]


WORDS = st.sampled_from(
    re.findall(
        r"\S+",
        "cán bộ đảng viên Nhân dân phong trào “Dân vận khéo” năm mô hình, chi bộ. phát triển; Đảng "
        "thực hiện: 3-5 10/3 49- KH/ThU (tập thể) a) 1. 2.1. II. Bước 1: - + * - * ** # | 2 …",
    )
)
PROSE = st.lists(WORDS, min_size=1, max_size=25).map(" ".join)
PIECES = st.sampled_from(
    [
        "",
        "\f",
        "KẾ HOẠCH",
        "-----",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số 12-KH/ĐU",
        "Tân Hòa, ngày 12 tháng 12 năm 2026",
        "Kính gửi: Các chi bộ",
        "Nơi nhận:",
        "- Các chi bộ (để thực hiện),",
        "- Lưu VPĐU.",
        "T/M BAN THƯỜNG VỤ",
        "PHÓ BÍ THƯ",
        "Trần Thị Hạnh",
        "MẪU SỐ 11",
        "| a | b |",
        "2",
        "3",
    ]
)
SHAPED = st.lists(PROSE | PIECES, min_size=1, max_size=30).map("\n".join)
SAID_OTHERWISE = re.compile(
    "kế hoạch|đảng cộng sản việt nam|số 12-kh|ngày|tháng|năm|kính gửi|nơi nhận|t/m", re.IGNORECASE
)
"""Words that the form, its keys or its printing say again; everything else must be kept."""


def letters(text: str) -> Counter[str]:
    return Counter(char for char in unicodedata.normalize("NFC", text).lower() if char.isalnum())


@given(SHAPED)
@settings(max_examples=60)
def test_no_letter_of_any_text_is_lost(text: str) -> None:
    document = imported(text) if text.strip() else imported(f"{text}.")
    dropped = [one.message for one in document.problems if one.code == "furniture"]
    # a drop-in for what has no place in the tree: the body as printed, labels included
    kept = [*printed(document), *strings(dict(document.data)), document.left_over, *dropped]
    missing = letters(SAID_OTHERWISE.sub("", text)) - letters(" ".join(kept))
    assert not missing, (missing, document)


@given(st.text(max_size=400).filter(lambda text: text.strip() and "\0" not in text))
@settings(max_examples=60)
def test_no_text_whatever_makes_the_import_fail(text: str) -> None:
    try:
        content = text.encode()
    except UnicodeEncodeError:
        content = text.encode("utf-8", "ignore") or b"a"
    document = import_document(b"a" + content, "x.txt")
    assert isinstance(document.left_over, str)
