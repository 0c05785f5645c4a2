"""Bản cam kết thực hiện mô hình, with many signers (source 000 §II.3; source 001 §III.2, step 2).

Every signer has a place in a grid of two columns; the committee that receives the commitment signs
in the last row, which no page break parts from the row above it.
"""

from doc_service.house_style.closing import Signature, closing, level_cells, signer
from doc_service.house_style.frame import Sheet, letterhead, title
from doc_service.house_style.package import Template
from doc_service.house_style.running import body, section, text
from doc_service.house_style.tables import Column, cell, list_table, loop, required_loop, widths_of
from doc_service.ooxml import mm, paragraph, row, table, tag
from doc_service.the_thuc.rule_sets import rule_set

SHEET = Sheet(rule_set("dang-hd36"))
COLUMNS = (
    Column(11, "TT"),
    Column(52, "Tập thể, cá nhân cam kết"),
    Column(50, "Mô hình “Dân vận khéo”"),
    Column(52, "Kết quả cam kết"),
)
WIDTHS = widths_of(COLUMNS)

LINE = row(
    [
        cell("{{ dong.tt }}", "BangSo"),
        cell("{{ [dong.don_vi, dong.ho_ten, dong.chuc_vu] | doan | khong_ngat }}"),
        cell("{{ dong.mo_hinh }}"),
        cell("{{ dong.ket_qua }}"),
    ],
    WIDTHS,
)


def place_to_sign(who: str, number: str) -> Signature:
    """Return the block of one signer; nothing stands there where nobody is left to sign."""
    block = signer(
        SHEET,
        f"{{{{ ({who}.don_vi or 'Người cam kết') | hoa }}}}",
        name=f"{{{{ {who}.ho_ten }}}}",
        place=f"ky_cam_ket_{{{{ {number} }}}}",
        number=f"{{{{ 10 + {number} }}}}",
        note="(Ký, ghi rõ họ tên)",
        keep="loop.last",
    )
    there, blank = tag(f"if {who}"), paragraph(style="ChoKy", keep_next=True)
    return Signature(
        there + block.above + tag("endif"),
        there + block.below + tag("else") + blank + tag("endif"),
    )


HALVES = tuple(mm(half) for half in SHEET.halves_mm)
PAIR = [
    row(cells, HALVES)
    for cells in level_cells(
        place_to_sign("cap_[0]", "cap_[0].tt"), place_to_sign("cap_[1]", "cap_[1].tt")
    )
]
SIGNATURES = table(
    [
        *loop("cap_ in nguoi_ky_cam_ket | batch(2, '')", PAIR, HALVES),
        row(list(closing(SHEET, left_span=1, right_span=1)), HALVES),
    ],
    HALVES,
    borders=False,
    margin_mm=0,
)

TEMPLATE = Template(
    SHEET,
    (
        letterhead(SHEET, numbered=False),
        title(SHEET, "BẢN CAM KẾT", "{{ trich_yeu }}"),
        text(
            "{{ mo_dau }}, "
            "{% if ngay %}{{ ngay | ngay | khong_ngat }}{% else %}ngày ……………{% endif %}, "
            "tại {{ dia_diem }}, "
            "{{ nguoi_ky_cam_ket | length | dem if nguoi_ky_cam_ket else '……' }} "
            "tập thể, cá nhân sau đây cam kết với {{ nhan_cam_ket or co_quan.ten }}:"
        ),
        section("I. TẬP THỂ, CÁ NHÂN VÀ MÔ HÌNH CAM KẾT THỰC HIỆN"),
        paragraph(style="SauBang", keep_next=True),
        list_table(COLUMNS, required_loop("dong in nguoi_ky_cam_ket", [LINE], WIDTHS)),
        paragraph(style="SauBang"),
        section("II. NỘI DUNG CAM KẾT"),
        body(SHEET, "noi_dung", last=False),
        text("{{ cau_ket | ket(ket_thuc) }}", keep_next=True),
        SIGNATURES,
    ),
)
