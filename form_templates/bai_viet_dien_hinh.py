"""Bài viết giới thiệu tấm gương điển hình: an article in five sections with two or three pictures.

Outline of source 000, at its end. It is no official document: no letterhead, no number.
"""

from dataclasses import replace

from doc_service.house_style.closing import NOBODY, signer, two_signatures
from doc_service.house_style.frame import Sheet, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import each, lead_in, paragraphs, section, text
from doc_service.ooxml import paragraph, tag
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
PLACE_AND_DATE = paragraph("{{ dia_danh_ngay }}", "DiaDanhNgay", keep_next=True)
AUTHOR = signer(SHEET, "NGƯỜI VIẾT", name="{{ tac_gia }}", place="ky_nguoi_viet", number=1)


def pictures(some: str, before: int) -> str:
    """Return some of the pictures with their captions; `before` them stand so many others."""
    return (
        tag(f"for anh_ in {some}")
        + paragraph("{{p anh_.tep | hinh(120, 80) }}")
        + paragraph(f"Ảnh {{{{ loop.index + {before} }}}}. {{{{ anh_.chu_thich }}}}", "ChuThichAnh")
        + tag("endfor")
    )


TEMPLATE = Template(
    SHEET,
    (
        title(
            SHEET,
            "{{ ten_bai | hoa }}",
            "Bài viết giới thiệu tấm gương điển hình “Dân vận khéo”",
            "Giai đoạn {{ giai_doan }}",
        ),
        lead_in("Nhân vật:", "{{ ho_ten }}, {{ chuc_vu | ket('.') }}"),
        lead_in(
            "Đơn vị giới thiệu:",
            "{{ co_quan.ten }}{% if co_quan.cap_tren %}, {{ co_quan.cap_tren }}{% endif %}.",
        ),
        section("1. Thông tin khái quát về cá nhân điển hình", level=1),
        paragraphs("thong_tin"),
        section("2. Bối cảnh thực tiễn và vấn đề đặt ra", level=1),
        paragraphs("boi_canh"),
        section("3. Cách làm “Dân vận khéo” của cá nhân", level=1),
        paragraphs("cach_lam"),
        pictures("anh[:1]", 0),
        section("4. Kết quả cụ thể và sản phẩm của mô hình", level=1),
        paragraphs("ket_qua"),
        pictures("anh[1:]", 1),
        section("5. Phẩm chất và kinh nghiệm rút ra từ cá nhân điển hình", level=1),
        each("doan_ in (kinh_nghiem | cac_doan)[:-1]", "{{ doan_ }}"),
        text("{{ (kinh_nghiem | cac_doan)[-1] | ket(ket_thuc) }}", keep_next=True),
        two_signatures(
            SHEET,
            NOBODY,
            replace(AUTHOR, above=PLACE_AND_DATE + AUTHOR.above),
        ),
    ),
)
